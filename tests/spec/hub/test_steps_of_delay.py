"""Steps of delay

What keeps a person who is ready to leave is recorded when it begins and when it ends. Several reasons may run at once,
each with a clock of its own; the one that the nation counts for a night is worked out, never typed. The list of 2010
to 2020 also says who a reason is put down to, and not everybody may be held responsible for every reason; both
together may where that list allowed it. A reason runs once: put down to the other side too, it is one clock put down
to both.

Source: NHS England, *Acute discharge situation report: technical specification*, 30 April 2024; *Delayed transfers of
care*, time series revised 10 September 2020, for who may be held responsible. The examples are our own.
"""

from tests.spec.hub.step_page import holds


@holds
def test_several_reasons_run_at_once_and_each_ends_for_itself() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  criteria_to_reside_not_met  RNS:HAWTHORN
    Tue 6 Jan 2026 09:00  delay_started               28  [as=reablement]
    Wed 7 Jan 2026 09:00  delay_started               6   [as=transport]
    Wed 7 Jan 2026 15:00  delay_ended                 6   [about=transport]
    Thu 8 Jan 2026 09:00  now

    start delay, 35: delay_started 35
    start delay, 6: delay_started 6
    start delay, 28: no. This reason is running already. End it first, or choose another.
    end delay, @reablement: delay_ended 28
    end delay, @transport: no. This delay is not running: it may have ended meanwhile. Look at the person again.
    """


@holds
def test_a_reason_is_put_down_only_to_whom_its_list_allows_and_to_both_together_where_it_does() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  criteria_to_reside_not_met  RNS:HAWTHORN
    Tue 6 Jan 2026 10:00  delay_started               A/nhs
    Thu 8 Jan 2026 09:00  now

    start delay, E/both: delay_started E/both
    start delay, Di/social_care: delay_started Di/social_care
    start delay, Di/both: no. Reason Di (Awaiting residential home placement or availability) cannot be put down to
        both. Use nhs or social_care.
    start delay, C/social_care: no. Reason C (Awaiting further non-acute NHS care) cannot be put down to
        social_care. Use nhs.
    start delay, 28/nhs: no. Reason 28 is not put down to anybody in its national list. Leave out "/nhs".
    start delay, E/family: no. "family" is not who a delay is put down to. Use nhs, social_care or both, or leave it
        out.
    start delay, A/both: no. This reason is running already. End it first, or choose another.
    """


@holds
def test_who_still_needs_the_bed_is_not_delayed() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  criteria_to_reside_not_met  RNS:HAWTHORN
    Wed 7 Jan 2026 09:00  criteria_to_reside_met      RNS:HAWTHORN
    Thu 8 Jan 2026 09:00  now

    start delay, 28: no. This person still meets the criteria to reside. Record that they no longer do, then the
        delay.
    """
