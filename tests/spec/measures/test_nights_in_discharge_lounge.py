"""Nights spent in a discharge lounge

Each person in a discharge lounge at a midnight of the period counts one. Waiting there by day counts nothing, which
is what a lounge is for. Which wards are lounges is read from the system's file.

Source: Care Quality Commission, *Northamptonshire: local system review report*, 2018, on people cared for overnight
in the discharge lounge. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_an_afternoon_is_none_and_a_night_is_one() -> None:
    """p1 waited from 10:00 to 15:00, p2 from 20:00 to 09:00.

    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p1]
    Tue 6 Jan 2026 10:00  moved       RNS:LOUNGE          [person=p1]
    Tue 6 Jan 2026 15:00  discharged  RNS:LOUNGE    19/1  [person=p1]
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p2]
    Tue 6 Jan 2026 20:00  moved       RNS:LOUNGE          [person=p2]
    Wed 7 Jan 2026 09:00  discharged  RNS:LOUNGE    19/1  [person=p2]

    measure nights_in_discharge_lounge: 1
    """


@holds
def test_the_night_when_the_clocks_go_back_is_one_night() -> None:
    """Saturday and Sunday night.

    Fri 23 Oct 2026 10:00  admitted    RNS:HAWTHORN  21
    Sat 24 Oct 2026 20:00  moved       RNS:LOUNGE
    Mon 26 Oct 2026 09:00  discharged  RNS:LOUNGE    19/1

    measure nights_in_discharge_lounge: 2
    """
