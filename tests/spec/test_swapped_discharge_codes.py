"""Destination and method the wrong way round

When a person leaves, HL7 carries two codes: PV1-36 is how the stay ended (discharge method, one digit) and PV1-37 where
the person went (discharge destination, two digits). Some senders have them the wrong way round. No code is in both
national lists, so a swap can be seen, and is put right on the way in. What cannot be a swap is kept as it was sent.

Source: HSCIC, *ITK HL7 V2 ADT message specifications*, 30 June 2014 (PV1-36 from table 0112, PV1-37 from table 0113);
UK Core, *Discharge destination England* 1.0.1. That the swap occurs, and the rule, are our own; so are the examples.
"""

from homefirst.codes import Destination, DischargeMethod
from tests.intake.messages import adt, kinds
from tests.spec.page import each_row


def test_no_code_is_in_both_lists() -> None:
    """That is what makes the rule safe."""
    assert not {code.value for code in Destination} & {code.value for code in DischargeMethod}


@each_row
def test_a_swap_is_put_right_and_nothing_else_is_touched(
    method_sent: str, destination_sent: str, discharged: str, why: str
) -> None:
    """
    method_sent  destination_sent  discharged  why
    1            19                19/1        as the specification has it
    19           1                 19/1        swapped
    85           2                 85/2        swapped: a care home
    85           -                 85/         a destination alone in the wrong field
    -            54                54/         a destination alone in its own field
    1            -                 /1          a method alone in its own field
    -            -                 /           neither is known
    19           54                54/19       two destinations: nobody can say which is meant, kept as sent
    1            2                 2/1         two methods: kept as sent
    """
    assert kinds(adt("A03", p36=method_sent, p37=destination_sent)) == [("discharged", discharged)], why


@each_row
def test_a_death_is_seen_whichever_way_round_it_is_told(method_sent: str, destination_sent: str) -> None:
    """
    method_sent  destination_sent
    4            79
    79           4
    79           -
    4            -
    """
    told = [kind for kind, _ in kinds(adt("A03", p36=method_sent, p37=destination_sent))]
    assert told == ["discharged", "died"]
