"""The scenarios' page of the manual, made from their files.

To write it again: `python -m homefirst.simulate.scenario_manual > docs/reference/scenarios.md`.
"""

from __future__ import annotations

import sys

from homefirst.simulate.compare_show import effect_line
from homefirst.simulate.flow import read_flow
from homefirst.simulate.scenario import AS_IS, EVIDENCE, Scenario
from homefirst.simulate.scenario_file import read_scenarios

OPENING = f"""\
# Scenarios

What can be compared in Northamptonshire, each effect with what it changes and what it rests on. This page is made from
`systems/northamptonshire/scenarios/`; [What if](../guides/what-if.md) says how to compare them and how to write one.

An effect sets a number of `flow.toml` (to), multiplies it (times) or adds to it (plus). The numbers after it are the
interval within which `--uncertain` draws it. What an effect rests on is one of: {"; ".join(EVIDENCE.values())}.
"""


def manual() -> str:
    """The whole page, as Markdown."""
    scenarios = read_scenarios(read_flow("northamptonshire"))
    return "\n".join([OPENING, *(section(scenario) for scenario in scenarios if scenario.name != AS_IS)])


def section(scenario: Scenario) -> str:
    """One scenario with its effects."""
    left_out = [effect.what for effect in scenario.effects if effect not in scenario.in_force]
    lines = [f"- {effect_line(effect)}. Changes {places(effect.paths)}." for effect in scenario.in_force]
    nested = [f"- Not counted again, as a wider effect holds it: {what}." for what in left_out]
    return "\n".join([f"## {scenario.name}", "", f"{scenario.title}. {scenario.summary}", "", *lines, *nested, ""])


def places(paths: tuple[str, ...]) -> str:
    return ", ".join(f"`{path}`" for path in paths)


if __name__ == "__main__":
    sys.stdout.write(manual())
