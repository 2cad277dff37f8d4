"""Trusted assessment: who may assess for whom

A service may rely on what another wrote, and then need not assess again, where an agreement says so: it names the
services, the assessors' role and organisation, the kinds of assessment and the needs that it is for, when the
assessors' competence was last shown and for how long that holds, when it is to be reviewed, and what happens when the
receiver finds an assessment flawed. On every other day, for every other need and by anybody else, the service assesses
for itself, and is told why. What the law asks of a provider stays with the provider.

Source: NHS Improvement, *Trusted assessors: rapid improvement guide* (2017) and the Care Quality Commission's statement
on trusted assessors (2018), read through summaries. The example's agreement is our own.
"""

from __future__ import annotations

from datetime import date

from homefirst.hub.trusted import Trust, may_assess, reliance
from homefirst.system.directory import NoNeeds
from tests.spec.ledger_text import read_ledger
from tests.spec.page import each_row, paragraphs

QUILLON = Trust(
    id="TA-1",
    provider="QUILLON",
    services=frozenset({"QUILLFEATHER"}),
    assessor_role="therapist",
    assessor_organisation="RNS",
    kinds=frozenset({"therapy", "needs"}),
    needs=frozenset({"nursing", "dementia"}),
    competent_on=date(2026, 2, 16),
    competent_until=date(2027, 2, 16),
    starts_on=date(2026, 2, 1),
    review_on=date(2026, 12, 31),
    dispute="Ring the home's manager.",
    invented=True,
)


@each_row
def test_the_day_decides_and_the_sentence_says_why_not(day: str, role: str, service: str, need: str, says: str) -> None:
    """
    The agreement begins on 1 February 2026, competence was shown on the 16th and holds a year, review is due by the end
    of 2026. It is for nursing and dementia. "TA-1" stands for: relied on.

    day         role       service       need       says
    2026-03-02  therapist  QUILLFEATHER  -          TA-1
    2026-03-02  therapist  QUILLFEATHER  nursing    TA-1
    2026-03-02  therapist  QUILLFEATHER  behaviour  not for behaviour
    2026-01-31  therapist  QUILLFEATHER  -          begins on Sun 1 February 2026
    2026-02-15  therapist  QUILLFEATHER  -          competence was shown on Mon 16 February 2026
    2026-12-31  therapist  QUILLFEATHER  -          TA-1
    2027-01-01  therapist  QUILLFEATHER  -          to be reviewed by Thu 31 December 2026
    2027-02-17  therapist  QUILLFEATHER  -          competence held until Tue 16 February 2027
    2026-03-02  ward       QUILLFEATHER  -          names other assessors
    2026-03-02  therapist  GOSSAMER      -          no agreement
    """
    needs = NoNeeds(**{need: True}) if need else None
    answer = may_assess([QUILLON], role, "RNS", service, date.fromisoformat(day), needs)
    assert says in answer.says
    assert answer.allowed == (says == "TA-1")


def test_how_trust_turned_out_is_counted_by_service_and_assessor() -> None:
    """
    Three assessments by therapists at RNS: one relied on, one relied on and then disputed (which counts as disputed),
    one that nobody looked at. Another service relied on the first too.

        Mon 2 Mar 2026 10:00  assessed             therapy  [person=p1] [source=therapist@RNS/k1] [as=first]
        Mon 2 Mar 2026 11:00  assessment_accepted  TA-1     [person=p1] [service=QUILLFEATHER] [about=first]
        Mon 2 Mar 2026 12:00  assessment_accepted  TA-1     [person=p1] [service=WRENHOLLOW] [about=first]
        Tue 3 Mar 2026 10:00  assessed             therapy  [person=p2] [source=therapist@RNS/k2] [as=second]
        Tue 3 Mar 2026 11:00  assessment_accepted  TA-1     [person=p2] [service=QUILLFEATHER] [about=second]
        Thu 5 Mar 2026 11:00  assessment_disputed           [person=p2] [service=QUILLFEATHER] [about=second]
        Fri 6 Mar 2026 10:00  assessed             therapy  [person=p3] [source=therapist@RNS/k1]
    """
    ledger = read_ledger(paragraphs(test_how_trust_turned_out_is_counted_by_service_and_assessor)[-1])
    for events in (ledger.events, ledger.events[::-1]):
        found = {(r.service, r.assessor): (r.accepted, r.disputed, r.share) for r in reliance(events)}
        assert found == {
            ("QUILLFEATHER", "therapist@RNS"): (1, 1, 50.0),
            ("WRENHOLLOW", "therapist@RNS"): (1, 0, 100.0),
        }
