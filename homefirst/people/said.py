"""What other systems say of who people are, and which of their numbers can stand for a person. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

import nhs_number


class Identifier(NamedTuple):
    """A number by which somebody is known.

    `kind` is "nhs" or "local"; `assigner` the organisation that gave a local number (ODS code), else "".
    """

    kind: str
    value: str
    assigner: str = ""


class Identity(NamedTuple):
    """What a source says of a person; anything it does not say is empty.

    `sex` is the source's code, `address` the lines of it, `practice` the ODS code of the GP practice.
    """

    family: str = ""
    given: str = ""
    birth_date: date | None = None
    sex: str = ""
    address: tuple[str, ...] = ()
    postcode: str = ""
    practice: str = ""
    telephone: str = ""


class Statement(NamedTuple):
    """At `recorded_at`, `source` said that whoever has these identifiers is this person."""

    identifiers: tuple[Identifier, ...]
    identity: Identity
    recorded_at: datetime
    source: str


class Merge(NamedTuple):
    """`source` said that these two were one person all along or, with `undo`, that they are not (HL7 A40, A37)."""

    surviving: tuple[Identifier, ...]
    prior: tuple[Identifier, ...]
    recorded_at: datetime
    source: str
    undo: bool = False


class NhsNumber(NamedTuple):
    """Ten digits, and whether the check digit is right."""

    value: str
    verified: bool


@lru_cache(maxsize=65_536)  # feeds repeat the same people's numbers all day
def nhs_number_fault(text: str) -> str | None:
    """What is wrong with an NHS number, as a sentence that does not repeat it; None when it can be used.

    Ten digits, the last a check on the rest (modulus 11), in a range that is issued or kept for tests; one in
    Scotland's range must begin with a day of birth. Ranges and arithmetic: the nhs-number library, read 22 November
    2026. A number of one digit repeated is a placeholder, though 0000000000 and 9999999999 pass the arithmetic.
    """
    number = digits(text)
    if not re.fullmatch(r"[0-9]{10}", number):
        return "An NHS number has ten digits; check how it was typed."
    if len(set(number)) == 1:
        return "An NHS number of one digit repeated is a placeholder, not somebody's number; leave it empty instead."
    if not nhs_number.is_valid(number):
        return "The NHS number fails its check; one of its digits was mistyped, or it was never issued."
    return None


def digits(text: str) -> str:
    """An NHS number without the spaces and hyphens it is printed with."""
    return re.sub(r"[\s-]", "", text)


def is_placeholder(number: str) -> bool:
    """Whether a hospital number stands for no number at all: UNKNOWN, TEMP, N/A, 00, 9999999.

    That is one without any digit, of noughts alone, or of one digit four times or more (our rule).
    """
    return bool(re.fullmatch(r"\D*(?:(\d)\1{3,}|0+)?\D*", number))


def normalised(identifier: Identifier) -> Identifier:
    """The same identifier, however it was typed. Raises ValueError for a kind that is neither nhs nor local."""
    if identifier.kind == "nhs":
        return Identifier("nhs", digits(identifier.value))
    if identifier.kind == "local":
        return Identifier("local", identifier.value.strip().upper(), identifier.assigner.strip().upper())
    raise ValueError(f"{identifier.kind!r} is not a kind of identifier: say nhs or local.")


def own_numbers(prior: Sequence[Identifier], surviving: Sequence[Identifier]) -> tuple[Identifier, ...]:
    """The record that ends, without the NHS number of the one that goes on: else a merge could not be undone.

    All of them, where nothing else names the record.
    """
    theirs = {one for one in map(normalised, surviving) if one.kind == "nhs"}
    own = tuple(one for one in prior if normalised(one) not in theirs)
    return own if any(one.kind == "local" and one.value.strip() for one in own) else tuple(prior)


def usable(identifiers: Sequence[Identifier]) -> list[Identifier]:
    """Those that can stand for a person, local ones first. Raises ValueError when there is none."""
    given = [normalised(identifier) for identifier in identifiers]
    local = [identifier for identifier in given if identifier.kind == "local" and identifier.value]
    national = [one for one in given if one.kind == "nhs" and nhs_number_fault(one.value) is None]
    if not local and not national:
        raise ValueError("Nobody can be known by this: give a hospital number, or an NHS number that passes its check.")
    return local + national
