"""Working the claims out: each by its own sum, to a verdict and a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from homefirst.simulate.claims import beds, count, need
from homefirst.simulate.claims.line import (
    Answer,
    ClaimsFault,
    Estimate,
    Given,
    Part,
    Sums,
    amount,
    by_name,
)
from homefirst.simulate.claims.model import seen
from homefirst.simulate.claims.read import Claim, read_claims

SUMS: Mapping[str, Callable[[Given], Sums]] = {
    "X1": need.population,
    "X2": need.admissions,
    "X3": beds.long_stays,
    "X4": beds.shorter_stays,
    "X5": count.delayed,
    "X6": need.twice_and_three_times,
    "X7": need.growth,
    "X8": need.five_percent,
    "X9": beds.therapy_beds,
    "X10": beds.occupancy,
    "X11": count.money,
    "X12": count.four_hours,
    "X13": count.direct_payments,
    "X14": beds.need_not_be_there,
    "X15": count.packages,
    "X16": count.sums_that_hold,
}

BRACES = re.compile(r"\{([^{}]*)\}")


def work_out(
    system_name: str, measures: Mapping[str, Estimate] | None = None, only: str | None = None
) -> tuple[Answer, ...]:
    """The published claims of a local system, worked out; with simulated measures, held against those too.

    Raises SystemFault and ClaimsFault, with the file and what to do.
    """
    found = read_claims(system_name)
    known = [claim.id for claim in found]
    if only is not None and only.upper() not in known:
        raise ClaimsFault(f'There is no claim "{only}" in {found[0].file}. Choose one of: {", ".join(known)}.')
    asked = [claim for claim in found if only is None or claim.id == only.upper()]
    return seen(measures, [answer(claim) for claim in asked])


def answer(claim: Claim) -> Answer:
    """One claim, worked out."""
    if claim.id not in SUMS:
        raise ClaimsFault(
            f'{claim.file}: nothing here works out a claim called "{claim.id}". Correct the id to one of '
            f"{', '.join(SUMS)}, or write its sum in homefirst/simulate/claims/check.py."
        )
    try:
        worked = SUMS[claim.id](claim.given)
    except ClaimsFault:
        raise
    except (ArithmeticError, ValueError):
        raise ClaimsFault(
            f"{claim.file}, {claim.id}: its sum cannot be worked out from these numbers. Look for one that is nought "
            "or below under [claims.given], and correct it where it was read."
        ) from None
    return Answer(
        claim.id, claim.title, claim.printed, claim.source, sentence(claim, "plainly", claim.plainly, worked),
        tuple(claim.given.numbers.values()), parts(claim, worked),
    )  # fmt: skip


def parts(claim: Claim, worked: Sums) -> tuple[Part, ...]:
    """Each statement with its lines."""
    named = [statement.name for statement in claim.statements]
    if sorted(named) != sorted(worked):
        raise ClaimsFault(f"{claim.file}, {claim.id}: its parts should be called {', '.join(worked)}. Correct them.")
    return tuple(
        Part(said.name, said.printed, sentence(claim, "read_as", said.read_as, worked), tuple(worked[said.name]))
        for said in claim.statements
    )


def sentence(claim: Claim, key: str, words: str, worked: Sums) -> str:
    """Words of claims.toml with every number in braces put in: a given one, or one worked out."""
    given = {name: amount(number.value, year_or_none(name)) for name, number in claim.given.numbers.items()}
    values = {**given, **by_name(line for lines in worked.values() for line in lines)}
    unknown = [name for name in BRACES.findall(words) if name not in values]
    if unknown:
        raise ClaimsFault(
            f'{claim.file}, {claim.id}: {key} names "{unknown[0]}", which is no number of this claim. Use one of: '
            f"{', '.join(sorted(values))}."
        )
    return BRACES.sub(lambda found: values[found.group(1)], words)


def year_or_none(name: str) -> str:
    """Years are written without a comma."""
    return "year" if name in ("base", "horizon", "critical") else ""
