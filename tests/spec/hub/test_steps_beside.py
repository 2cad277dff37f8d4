"""Steps beside the discharge

Some clocks run beside a discharge, each from its own beginning to its own decision: a carer's assessment, a
safeguarding concern and its stages, leave to restrict somebody's liberty, continuing healthcare. A decision answers a
request that stands and has none yet. An urgent authorisation runs 7 days of which the day it is given is the first,
and is extended once while it runs. Stages of a concern go forward only.

Source: Care Act 2014, sections 10 and 42; Mental Capacity Act 2005, schedule A1, with *A County Council v MB* [2010]
EWHC 2508 for the first day (general knowledge, unverified); National Framework for NHS Continuing Healthcare, July
2022. The examples are our own.
"""

from tests.spec.hub.step_page import holds


@holds
def test_a_carer_is_found_then_assessed() -> None:
    """
    Mon 5 Jan 2026 10:00  carer_identified            [as=wife]
    Tue 6 Jan 2026 10:00  carer_identified            [as=son]
    Wed 7 Jan 2026 10:00  carer_assessment_requested  [service=COUNCIL] [about=son] [as=asked]
    Thu 8 Jan 2026 09:00  now

    identify carer: carer_identified
    request carer assessment, @wife: carer_assessment_requested
    request carer assessment, @son: no. An assessment of this carer is asked for already. Wait for it, or ask the
        team for its day.
    request carer assessment, @asked: no. This carer is not known here. Record first that they care for the person.
    carer assessed, @asked: carer_assessed COUNCIL
    carer assessed, @wife: no. This request for a carer's assessment does not stand: it may have been taken back.
        Look at the person again.
    """


@holds
def test_a_concern_goes_forward_from_stage_to_stage_and_closes_once() -> None:
    """
    Mon 5 Jan 2026 10:00  concern_raised   [as=new]
    Mon 5 Jan 2026 11:00  concern_raised   [as=begun]
    Tue 6 Jan 2026 10:00  concern_decided  enquiry  [about=begun]
    Mon 5 Jan 2026 12:00  concern_raised   [as=over]
    Tue 6 Jan 2026 12:00  concern_decided  no_further_action  [about=over]
    Thu 8 Jan 2026 09:00  now

    raise concern, written: concern_raised
    raise concern: no. Say what you fear and why. If somebody is in danger now, ring 999 first.
    decide concern, @new, screened: concern_decided screened
    decide concern, @begun, plan: concern_decided plan
    decide concern, @begun, screened: no. This concern has come further: “Enquiry under way”. Choose a later stage.
    decide concern, @over, enquiry: no. This concern is closed. Raise another if there is a new fear.
    decide concern, @new, thinking: no. “thinking” is not a stage of a concern. Choose screened, enquiry,
        no_further_action, plan or closed.
    """


@holds
def test_on_the_seventh_day_an_urgent_authorisation_still_runs_the_first_day_counted() -> None:
    """Given on Monday the 22nd of February, it ends with Sunday the 28th.

    Mon 22 Feb 2010 16:00  liberty_requested  urgent  [as=given]
    Sun 28 Feb 2010 23:30  now

    request liberty, urgent_extension: liberty_requested urgent_extension
    request liberty, urgent: no. An urgent authorisation is running. Ask for it to be extended, or for a standard one.
    request liberty, standard: liberty_requested standard
    decide liberty, @given, abandoned: liberty_decided abandoned
    decide liberty, @given, perhaps: no. “perhaps” is not a decision about liberty. Choose granted, refused or
        abandoned.
    """


@holds
def test_on_the_eighth_day_it_runs_no_more() -> None:
    """
    Mon 22 Feb 2010 16:00  liberty_requested  urgent
    Mon 1 Mar 2010 00:30   now

    request liberty, urgent_extension: no. No urgent authorisation is running, so none can be extended. Ask for a
        standard one.
    request liberty, urgent: liberty_requested urgent
    """


@holds
def test_it_is_extended_once_and_a_standard_one_is_asked_for_once() -> None:
    """
    Mon 5 Jan 2026 10:00  liberty_requested  urgent
    Tue 6 Jan 2026 10:00  liberty_requested  urgent_extension
    Tue 6 Jan 2026 11:00  liberty_requested  standard  [as=asked]
    Thu 8 Jan 2026 09:00  now

    request liberty, urgent_extension: no. The urgent authorisation was extended once, and cannot be again. Ask the
        council for its decision.
    request liberty, standard: no. A standard authorisation is asked for already. Wait for the council's decision.
    decide liberty, @asked, granted: liberty_decided granted
    """


@holds
def test_continuing_healthcare_is_asked_for_in_one_way_once_and_decided_once() -> None:
    """
    Mon 5 Jan 2026 10:00  continuing_care_requested  checklist  [as=asked]
    Thu 1 Jan 2026 10:00  continuing_care_requested  fast_track  [as=before]
    Fri 2 Jan 2026 10:00  continuing_care_decided    not_eligible  [about=before]
    Thu 8 Jan 2026 09:00  now

    request continuing care, fast_track: continuing_care_requested fast_track
    request continuing care, checklist: no. Continuing healthcare is asked for already in this way. Wait for the
        decision.
    decide continuing care, @asked, eligible: continuing_care_decided eligible
    decide continuing care, @before, eligible: no. This request for continuing healthcare was decided meanwhile. If
        that is wrong, take the decision back first.
    """
