"""Who is asking: one account in one of the roles it holds."""

from __future__ import annotations

from dataclasses import dataclass

from homefirst.codes.worded import Worded


class Role(Worded):
    """What somebody does for the people in the ledger; the words are those a page shows."""

    COORDINATOR = "coordinator", "Discharge coordinator"
    WARD = "ward", "Ward team"
    THERAPIST = "therapist", "Therapist"
    SOCIAL_WORKER = "social_worker", "Social worker"
    BROKER = "broker", "Care broker"
    PHARMACIST = "pharmacist", "Hospital pharmacist"
    TRANSPORT = "transport", "Patient transport"
    CARE_HOME = "care_home", "Care-home manager"
    HOME_CARE = "home_care", "Home-care manager"
    VOLUNTARY = "voluntary", "Voluntary service"
    COMMUNITY_PHARMACY = "community_pharmacy", "Community pharmacy"
    COMMUNITY = "community", "Intermediate care team"
    GP = "gp", "General practice"
    PARAMEDIC = "paramedic", "Paramedic"
    ANALYST = "analyst", "Analyst"
    PRIVACY = "privacy", "Privacy officer"
    LEAD = "lead", "System lead"
    ADMINISTRATOR = "administrator", "Administrator"


@dataclass(frozen=True, slots=True)
class Reader:
    """One account in the role it now acts in, for an organisation, and for the service that it works for, if any.

    `service` is the directory code that a provider's or team's reader works for, or the ward of a ward team, as
    "TRUST:WARD"; "" where the role is not of one.
    """

    account: str
    name: str
    role: Role
    organisation: str
    service: str = ""

    @property
    def provides(self) -> str:
        """The service that they answer for; "" for a ward team, which is of a ward and answers for its hospital."""
        return "" if self.role is Role.WARD else self.service

    @property
    def by(self) -> str:
        """Who decided, as an event's source says it: role, organisation and account, never a name."""
        return f"{self.role}@{self.organisation}/{self.account}"
