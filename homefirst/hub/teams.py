"""Whose a task or a wait is, where nobody was named: the team that usually acts on it. Our reading, not a rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from homefirst.codes import (
    ACUTE_2021_TO_DELAY_REASON,
    DTOC_TO_DELAY_REASON,
    AcuteReason2021,
    Code,
    DelayReason,
    DtocReason,
    Task,
    find_code,
)
from homefirst.hub.words import Title


class Team(Code):
    """Who acts for a person in a bed. The values are those of the roles that readers hold, and the family."""

    WARD = "ward", "Ward team"
    HUB = "coordinator", "Care transfer hub"
    THERAPY = "therapist", "Therapists"
    SOCIAL_WORK = "social_worker", "Social workers"
    BROKERAGE = "broker", "Care brokers"
    PHARMACY = "pharmacist", "Pharmacy"
    TRANSPORT = "transport", "Patient transport"
    COMMUNITY = "community", "Intermediate care team"
    FAMILY = "family", "Family or carer"


def by_team(rows: Iterable[tuple[Team, str]], codes: type[DelayReason]) -> Mapping[DelayReason, Team]:
    return {codes(code): team for team, listed in rows for code in listed.split()}


OF_TASK: Mapping[Task, Team] = {
    Task.MEDICINES: Team.PHARMACY,
    Task.TRANSPORT: Team.TRANSPORT,
    Task.EQUIPMENT: Team.THERAPY,
    Task.HOME: Team.HUB,
    Task.THERAPY: Team.THERAPY,
    Task.KEY_SAFE: Team.HUB,
    Task.AGREED_ACTION: Team.HUB,
}
OF_REASON = by_team(
    (
        (Team.WARD, "2 3 4 7 10"),
        (Team.HUB, "8 9 12 13 20 23 24 34"),
        (Team.THERAPY, "1 35 36"),
        (Team.SOCIAL_WORK, "11 14 22 25 26 37"),
        (Team.BROKERAGE, "16 19 21 27 29 33"),
        (Team.PHARMACY, "5"),
        (Team.TRANSPORT, "6"),
        (Team.COMMUNITY, "15 17 18 28 30 31 32"),
    ),
    DelayReason,
)


def team_of_task(task: str) -> Team:
    """Who does a task of this code; the ward where nobody else does."""
    known = find_code(Task, task)
    return OF_TASK.get(known, Team.WARD) if known else Team.WARD


def team_of_role(role: str) -> Team:
    """The team that somebody of this role belongs to; the hub for a role that is no team's."""
    return find_code(Team, role) or Team.HUB


def team_of_reason(reason: str) -> Team:
    """Who acts on a reason for delay of any national list; the hub where it is in none."""
    now = find_code(DelayReason, reason)
    if now is None and (dtoc := find_code(DtocReason, reason)):
        now = next(iter(DTOC_TO_DELAY_REASON[dtoc]), None)
    elif now is None and (acute := find_code(AcuteReason2021, reason)):
        now = next(iter(ACUTE_2021_TO_DELAY_REASON[acute]), None)
    return OF_REASON[now] if now else Team.HUB


def with_teams(title: Title) -> Title:
    """The same titles of places and services, and those of teams."""

    def titled(code: str) -> str:
        team = find_code(Team, code)
        return team.label if team else title(code)

    return titled
