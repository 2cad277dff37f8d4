"""Steps of assessing and leaving

An assessment is written once and relied on by others where an agreement lets them, until one of them finds it flawed.
The summary goes to everyone who cares next, may go before the person does, and is acknowledged by each once. What is
not done yet is shown to whoever discharges, and stops nobody; what stops them is a destination and a method that
cannot be. What went wrong is reported about the discharge that it belongs to.

Source: NHS Improvement, *Trusted assessors: rapid improvement guide* (2017, abstract); PRSB, *eDischarge Summary
Standard* 2.1 (2019) for the summary. The rules and examples are our own.
"""

from tests.spec.hub.step_page import holds


@holds
def test_another_services_assessment_is_relied_on_under_an_agreement() -> None:
    """The agreement homes-2026 lets Gossamer rely on what therapists at RNS write about therapy, until 31 December
        2026.

    Mon 5 Jan 2026 10:00  admitted  RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  assessed  therapy  [source=therapist@RNS/k7] [as=good]
    Tue 6 Jan 2026 10:00  assessed  nursing  [source=therapist@RNS/k7] [as=beyond]
    Tue 6 Jan 2026 11:00  assessed  therapy  [source=ward@RNS/k9] [as=others]
    Wed 7 Jan 2026 09:00  now

    accept assessment, @good, GOSSAMER, homes-2026: assessment_accepted homes-2026 GOSSAMER
    accept assessment, @good, GOSSAMER, no agreement: no. No agreement lets GOSSAMER rely on this assessment. Assess
        yourselves, or ask the system lead for an agreement.
    accept assessment, @good, QUILL, homes-2026: no. No agreement lets QUILL rely on this assessment. Assess
        yourselves, or ask the system lead for an agreement.
    accept assessment, @beyond, GOSSAMER, homes-2026: no. The agreement homes-2026 does not cover this kind of
        assessment. Assess yourselves, or ask the system lead for an agreement.
    accept assessment, @others, GOSSAMER, homes-2026: no. Whoever wrote this is not an assessor under the agreement
        homes-2026. Assess yourselves, or ask the system lead for an agreement.
    dispute assessment, @good, GOSSAMER, written: assessment_disputed GOSSAMER
    dispute assessment, @good, GOSSAMER: no. Say what was found otherwise than the assessment says.
    record assessment, home_visit, written: assessed home_visit
    record assessment, home_visit: no. Nothing is written yet. Write what you found, then record the assessment.
    """


@holds
def test_an_agreement_past_its_review_is_not_relied_on() -> None:
    """
    Mon 4 Jan 2027 10:00  admitted  RNS:HAWTHORN  21
    Mon 4 Jan 2027 11:00  assessed  therapy  [source=therapist@RNS/k7] [as=late]
    Tue 5 Jan 2027 09:00  now

    accept assessment, @late, GOSSAMER, homes-2026: no. The agreement homes-2026 was due for review on 2026-12-31.
        Assess yourselves until it is reviewed.
    """


@holds
def test_a_section_of_the_form_is_kept_and_the_form_goes_to_the_hub() -> None:
    """What the form's checks find stops it, unless somebody says why it goes as it is: that reason is kept beside it.

    Mon 5 Jan 2026 10:00  admitted         RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  section_written  pdna/nursing
    Wed 7 Jan 2026 09:00  now

    write section, pdna, therapy, written: section_written pdna/therapy
    write section, pdna, therapy: no. Nothing is written yet. Write the section, then save it.
    send notification, pdna, nobody, written: notified
    send notification, pdna, therapy is 4 days old, written: no. This cannot go yet: therapy is 4 days old. Mend
        these sections, or say why it goes as it is.
    send notification, pdna, therapy is 4 days old, because, written: section_written pdna/override
    send notification, pdna, therapy is 4 days old, because, written: notified
    """


@holds
def test_the_summary_goes_to_everyone_who_cares_next_and_each_acknowledges_it_once() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted          RNS:HAWTHORN  21
    Wed 7 Jan 2026 09:00  summary_sent      [service=PRACTICE] [as=gp]
    Wed 7 Jan 2026 09:00  summary_sent      [service=GOSSAMER] [as=home]
    Wed 7 Jan 2026 11:00  summary_received  [service=GOSSAMER] [about=home]
    Wed 7 Jan 2026 12:00  now

    reconcile medicines, written: medicines_reconciled
    reconcile medicines: no. The comparison is empty. Compare the medicines line by line, then record it.
    send summary, PRACTICE + GOSSAMER, written: summary_sent PRACTICE
    send summary, PRACTICE + GOSSAMER, written: summary_sent GOSSAMER
    send summary, nobody, written: no. The summary goes to nobody yet. Choose who cares next: the GP, and each
        service that helps.
    receive summary, @gp: summary_received PRACTICE
    receive summary, @home: no. Your service has acknowledged this summary already. There is nothing more to do.
    contacted, GOSSAMER: contacted GOSSAMER
    """


@holds
def test_a_destination_and_a_method_that_cannot_be_stop_a_discharge() -> None:
    """Nothing here was prepared, and the person may leave all the same.

    Mon 5 Jan 2026 10:00  admitted  RNS:HAWTHORN  21
    Wed 7 Jan 2026 12:00  now

    discharge, 19, 1: discharged 19/1
    discharge, 79, 4: discharged 79/4
    discharge, 79, 1: no. Destination 79 and method 4 both say that the person died: choose both or neither.
    discharge, 20, 1: no. “20” is not a discharge destination. Choose one of the list, such as 19 for home.
    discharge, 19, 7b: no. “7b” is not a discharge method. Choose one of the list, such as 1 for clinical advice.
    report incident, none, written: no. No such discharge is known. Check that it is the right person, and that they
        have left.
    """


@holds
def test_afterwards_what_went_wrong_is_reported() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21
    Wed 7 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [as=left]
    Tue 7 Apr 2026 12:00  now

    report incident, @left, written: incident_reported
    report incident, @left: no. Say what went wrong and what was done.
    """


@holds
def test_the_hub_confirms_the_pathway_of_a_notification_or_sends_it_back() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted        RNS:HAWTHORN  21
    Mon 5 Jan 2026 15:00  pathway_chosen  RNS:HAWTHORN  1
    Tue 6 Jan 2026 11:00  notified        RNS:HAWTHORN
    Wed 7 Jan 2026 09:00  now

    triage notification, confirmed, 1: triaged confirmed
    triage notification, confirmed, 2: no. Pathway 1 is chosen. Say why it becomes 2.
    triage notification, confirmed, 2, written: pathway_chosen 2
    triage notification, confirmed, 2, written: triaged confirmed
    triage notification, confirmed: no. “” is not a pathway. Choose 0, 1, 2 or 3.
    triage notification, sent_back: no. Say what lacks, so that the ward knows what to mend.
    triage notification, sent_back, none, written: triaged sent_back
    triage notification, perhaps, 1: no. Say what you found: that its pathway is right, or that something lacks.
    """


@holds
def test_a_notification_that_was_looked_at_waits_no_longer_until_it_is_sent_again() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted        RNS:HAWTHORN  21
    Tue 6 Jan 2026 11:00  notified        RNS:HAWTHORN  [as=sent]
    Tue 6 Jan 2026 15:00  triaged         sent_back     [about=sent]
    Wed 7 Jan 2026 09:00  now

    triage notification, confirmed, 1: no. No discharge notification waits: somebody of the hub may have looked at it
        meanwhile.
    """


@holds
def test_an_assessment_is_made_for_a_service_that_was_asked_and_has_not_said_no() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted  RNS:HAWTHORN  21
    Tue 6 Jan 2026 11:00  referred  care_home_placement  [service=GOSSAMER]  [as=asked]
    Tue 6 Jan 2026 11:00  referred  care_home_placement  [service=QUILL]     [as=refused]
    Tue 6 Jan 2026 12:00  declined  full                 [service=QUILL]     [about=refused]
    Wed 7 Jan 2026 09:00  now

    record assessment, needs, @asked, written: assessed needs
    record assessment, needs, @refused, written: no. That service is asked no longer. Look at the referrals, and choose
        one that is open, or none.
    """


@holds
def test_a_service_that_relies_on_an_assessment_is_spared_its_own() -> None:
    """Once it has found that one flawed, it may assess for itself.

    Mon 5 Jan 2026 10:00  admitted             RNS:HAWTHORN  21
    Tue 6 Jan 2026 11:00  assessed             needs     [as=first]  [source=therapist@RNS/k1]
    Tue 6 Jan 2026 12:00  assessment_accepted  TA-1      [service=GOSSAMER]  [about=first]
    Tue 6 Jan 2026 12:00  assessment_accepted  TA-2      [service=QUILL]     [about=first]
    Tue 6 Jan 2026 15:00  assessment_disputed            [service=QUILL]     [about=first]
    Wed 7 Jan 2026 09:00  now

    record assessment, place, none, GOSSAMER, written: no. Your service relies on another's assessment, so its own is
        spared. Say first what is flawed.
    record assessment, place, none, QUILL, written: assessed place QUILL
    """
