"""Hours from the first section of the discharge notification to its being sent

While a form is open nobody outside the ward can act on it. The median of whole hours from the first section written in
a stay to the first time after it that the hub was told. A form that is sent again counts once; one never sent is told
in a note. Whole hours that passed, whatever the clocks on the wall did.

Source: our own measure, on the steps of the care transfer hub in DHSC's *Hospital discharge and community support
guidance* (updated 26 January 2024); no national one was found. The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_begun_on_the_4th_at_ten_and_sent_on_the_14th_at_nine_it_was_open_for_239_hours() -> None:
    """That the hub was told on the telephone before anything was written is another matter; so is the second sending.

    Thu 1 Jan 2026 10:00   admitted         RNS:HAWTHORN                     21
    Sat 3 Jan 2026 10:00   notified
    Sun 4 Jan 2026 10:00   section_written  discharge-notification/nursing
    Tue 13 Jan 2026 10:00  section_written  discharge-notification/social-work
    Wed 14 Jan 2026 09:00  notified
    Thu 15 Jan 2026 09:00  notified
    Fri 16 Jan 2026 12:00  discharged       RNS:HAWTHORN                     19/1

    measure form_open_hours: 239 hours
    """


@holds
def test_a_form_never_sent_is_not_counted_nor_one_of_another_name_and_a_night_may_have_an_hour_more() -> None:
    """In the night in which the clocks go back, from noon to noon are 25 hours.

    Fri 23 Oct 2026 10:00  admitted         RNS:HAWTHORN                     21    [person=p1]
    Sat 24 Oct 2026 12:00  section_written  discharge-notification/nursing         [person=p1]
    Sun 25 Oct 2026 12:00  notified                                                [person=p1]
    Fri 23 Oct 2026 10:00  admitted         RNS:HAWTHORN                     21    [person=p2]
    Sat 24 Oct 2026 12:00  section_written  discharge-notification/nursing         [person=p2]
    Fri 23 Oct 2026 10:00  admitted         RNS:HAWTHORN                     21    [person=p3]
    Sat 24 Oct 2026 12:00  section_written  falls/ward                             [person=p3]
    Sun 25 Oct 2026 18:00  notified                                                [person=p3]

    measure form_open_hours: 25 hours
    """
