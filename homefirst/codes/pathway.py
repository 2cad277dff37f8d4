"""The ways home: the four discharge pathways and the eight destinations that are counted under them."""

from __future__ import annotations

from homefirst.codes.code_list import Code, CodeList, Provenance


class Pathway(Code):
    """The way home that suits a person's needs. Not yet chosen is no pathway at all, never a fifth."""

    P0 = "0", "Home, nothing new", "Home or usual place of residence with no new or more care needs."
    P1 = "1", "Home with support", "Home or usual place of residence with new or more health or social care."
    P2 = "2", "A bed with recovery support", "A community bed with dedicated support to recover."
    P3 = "3", "A care home", "A new care home placement, for the highest needs; rare, and never a default."

    def __init__(self, _value: str, _label: str = "", description: str = "") -> None:
        self.description = description


class NationalDestination(Code):
    """The eight destinations of the national discharge return. The letters are our own, for reference."""

    HOME_NO_NEW_SUPPORT = (
        "0a",
        "Discharge to a domestic home, hotel, or other temporary accommodation without the need for new/increased "
        "care or support from health and social care",
        Pathway.P0,
    )
    ORIGINAL_CARE_HOME_SAME_SUPPORT = (
        "0b",
        "Discharge back to an original care home placement when the care home has confirmed they can continue to "
        "meet the person's needs with the same level of support",
        Pathway.P0,
    )
    HOME_WITH_REABLEMENT = (
        "1a",
        "Discharge to a domestic home, hotel, or other temporary accommodation, or hospice at home with "
        "rehabilitation, reablement and recovery",
        Pathway.P1,
    )
    HOME_WITH_OTHER_SUPPORT = (
        "1b",
        "Discharge to a domestic home, hotel, or other temporary accommodation, or hospice at home with other "
        "new/additional support (eg end of life care)",
        Pathway.P1,
    )
    ORIGINAL_CARE_HOME_MORE_SUPPORT = (
        "1c",
        "Discharge back to original care home placement with rehabilitation, reablement and recovery or with an "
        "increased level of support",
        Pathway.P1,
    )
    SHORT_TERM_BED = (
        "2",
        "Short-term bed/hospice for rehabilitation, reablement and recovery / end of life care",
        Pathway.P2,
    )
    NEW_CARE_HOME = "3a", "Discharge to a care home as a new admission", Pathway.P3
    NEW_CARE_HOME_END_OF_LIFE = (
        "3b",
        "Discharge to a care home/hospice as a new admission for end-of-life care",
        Pathway.P3,
    )

    def __init__(self, _value: str, _label: str = "", pathway: Pathway = Pathway.P0) -> None:
        self.pathway = pathway


LISTS = (
    CodeList(
        "Pathway",
        "Discharge pathways",
        Pathway,
        Provenance(
            "DHSC, Hospital discharge and community support guidance, Annex B",
            "updated 2024-01-26",
            note="In our words. Pathways 0 to 2 were read there; the wording of pathway 3 is from general knowledge "
            "(unverified).",
        ),
    ),
    CodeList(
        "NationalDestination",
        "Destinations in the national return",
        NationalDestination,
        Provenance(
            "NHS England, acute discharge situation report, labels as published",
            "2025-26 files",
            note="The published files carry no code: 0a to 3b are our own reference letters.",
        ),
    ),
)
