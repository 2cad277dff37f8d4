"""Lines of medicines as somebody pastes them."""

from __future__ import annotations

import pytest

from homefirst.hub.medicines import Allergies, Allergy, Medicine, Said, read_allergies_in, read_line, read_lines
from homefirst.hub.medicines.medicine import read_allergies, read_list, write_allergies, write_list


def read(line: str) -> Medicine:
    found = read_line(line)
    assert isinstance(found, Medicine), found
    return found


def test_name_strength_and_form_are_told_apart() -> None:
    one = read("NovoMix 30 100 units/ml pen; 24 units; in the morning")
    assert (one.name, one.strength, one.form, one.dose) == ("NovoMix 30", "100 units/ml", "pen", "24 units")
    assert read("Adcal-D3 tablets; 1; bd").form == "tablets"
    assert read("Adcal-D3 tablets; 1; bd").name == "Adcal-D3"


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [
        ("1 tablet twice a day", "frequency", "twice a day"),
        ("1 tablet twice a day", "dose", "1 tablet"),
        ("for 5 days", "duration", "for 5 days"),
        ("for chest infection", "reason", "chest infection"),
        ("why: slow pulse", "why", "slow pulse"),
        ("last dose 5/1/2026", "last_dose", "2026-01-05"),
        ("paused until 2026-02-01: kidneys", "until", "2026-02-01"),
        ("same as: Losec", "same_as", "Losec"),
        ("by mouth", "route", "by mouth"),
        ("dose: as the chart says", "dose", "as the chart says"),
    ],
)
def test_each_part_is_read_for_what_it_says(part: str, field: str, value: str) -> None:
    assert getattr(read(f"Wibblestat 5 mg tablets; {part}"), field) == value


def test_when_needed_and_stopped_are_read() -> None:
    assert read("Senna; 2 tablets; prn").as_needed
    assert read("Senna; stopped: loose").said is Said.STOPPED


def test_what_cannot_be_read_says_which_line_and_what_to_write() -> None:
    found = read_lines("Senna; 2 tablets; at night\n\n; 5 mg\nRamipril; sideways")
    assert len(found.medicines) == 1
    assert found.faults[0] == "Line 3 has no name. Begin it with the name of the medicine."
    assert found.faults[1].startswith("Line 4 has “sideways”, which cannot be read. Say what it is")


def test_lists_and_allergies_come_back_from_their_documents() -> None:
    medicines = read_lines("Ramipril 5 mg; 5 mg; od; long term\nAspirin; stopped: bleeding").medicines
    assert read_list(write_list(medicines)) == medicines
    allergies = Allergies((Allergy("Penicillin", "rash"),))
    assert read_allergies(write_allergies(allergies)) == allergies
    with pytest.raises(ValueError, match="holds no list of medicines"):
        read_list(b"[]")


def test_no_known_allergies_is_not_the_same_as_nothing_written() -> None:
    assert read_allergies_in("NKDA") == Allergies()
    assert read_allergies_in("  ") is None
    assert read_allergies_in("Latex; swelling") == Allergies((Allergy("Latex", "swelling"),))
