"""A journey as a picture: lanes of bars over days. Only geometry and words are made here; the template draws them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from homefirst.days import local_date, midnight
from homefirst.event import ward
from homefirst.hub.words import Title, day_of, day_words, label, moment_words, reason_words, short_day
from homefirst.journey import Journey, Spell

LEFT, RIGHT = 300.0, 950.0  # where the lanes begin and end, in units of the picture
TOP, LANE = 34.0, 34.0
LETTER = 7.2  # about the width of a letter
STEPS = (1, 2, 7, 14, 28, 91, 182, 365)  # days between the lines, the smallest that leaves at most eleven


class Span(NamedTuple):
    """Something that lasted: from when, until when (None: it still does), the words on it and about it."""

    started_at: datetime
    ended_at: datetime | None
    on: str
    about: str


class Bar(NamedTuple):
    x: float
    width: float
    on: str
    about: str
    goes_on: bool


class Mark(NamedTuple):
    x: float
    about: str
    latest: bool


class Tick(NamedTuple):
    x: float
    words: str


@dataclass(frozen=True)
class Lane:
    """One line of the picture."""

    kind: str  # how it looks: "attendance", "stay", "ready", "delay", "referral", "support", "expected"
    title: tuple[str, ...]  # in one line or two
    y: float
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Timeline:
    """A picture of a journey; None for `now_x` where the time it is lies outside it."""

    title: str
    text: tuple[str, ...]  # the same in sentences
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    height: float
    now_x: float | None
    is_part: bool  # whether the journey has more than the picture shows


class Row(NamedTuple):
    """A lane before it has a place."""

    kind: str
    title: str
    spans: list[Span]
    days: list[tuple[date, str]] = []  # noqa: RUF012  (never changed)


def timeline(journey: Journey, now: datetime, title: Title, *, everything: bool = False) -> Timeline | None:
    """The picture of a journey: its latest stay, or everything; None where nothing lasted."""
    rows = [row for row in all_rows(journey, title) if row.spans]
    if not rows:
        return None
    whole = extent(rows, now)
    start, end = whole if everything or not journey.spells else around(journey, journey.spells[-1], now)
    scale = Scale(*padded(start, end))
    seen = [row for row in (within(row, scale, now) for row in rows) if row.spans]
    lanes = tuple(lane(row, n, scale, now) for n, row in enumerate(seen))
    return Timeline(
        title=f"From {day_words(local_date(start))} to {day_words(local_date(end))}",
        text=tuple(sentences(seen)),
        lanes=lanes,
        ticks=tuple(ticks(scale)),
        height=TOP + LANE * len(lanes) + 8,
        now_x=scale.x(now) if scale.start <= now <= scale.end else None,
        is_part=not everything and whole[0] < start,
    )


# Which lanes there are


def all_rows(journey: Journey, title: Title) -> Iterator[Row]:
    """Every lane that a journey may have, in the order in which they are read."""
    yield Row("attendance", "A&E", [Span(a.arrived_at, a.left_at, "", title(a.location)) for a in journey.attendances])
    stays = [stay for spell in journey.spells for stay in spell.stays]
    spans = [Span(s.started_at, s.ended_at, short(title(ward(s.location))), title(s.location)) for s in stays]
    yield Row("stay", "Ward", spans, [d for spell in journey.spells for d in expected_days(spell)])
    yield Row(
        "ready",
        "Ready to leave",
        [
            Span(p.started_at, p.ended_at, "", "No longer meets the criteria to reside")
            for s in journey.spells
            for p in s.ready
        ],
    )
    yield from by_title("delay", delay_spans(journey))
    yield from by_title("referral", referral_spans(journey, title))
    yield from by_title("support", support_spans(journey, title))


def delay_spans(journey: Journey) -> Iterator[tuple[str, Span]]:
    for spell in journey.spells:
        for delay in spell.delays:
            words = reason_words(delay.detail)
            yield f"Waits: {words}", Span(delay.started_at, delay.ended_at, "", words)


def referral_spans(journey: Journey, title: Title) -> Iterator[tuple[str, Span]]:
    for r in journey.referrals:
        end = r.started_at or (r.answered_at if r.answer in ("declined", "withdrawn") else None)
        words = f"Asked {title(r.service)}: {r.answer or 'no answer yet'}"
        yield f"Asked: {title(r.service)}", Span(r.referred_at, end, r.answer, words)


def support_spans(journey: Journey, title: Title) -> Iterator[tuple[str, Span]]:
    for s in journey.supports:
        words = f"{label('SupportKind', s.kind)} from {title(s.service)}" if s.service else label("SupportKind", s.kind)
        yield words, Span(s.started_at, s.ended_at, label("SupportOutcome", s.outcome) if s.outcome else "", words)


def by_title(kind: str, found: Iterable[tuple[str, Span]]) -> Iterator[Row]:
    """A lane for each title, so that the same thing twice stands on one line."""
    lanes: dict[str, list[Span]] = {}
    for words, span in found:
        lanes.setdefault(words, []).append(span)
    return (Row(kind, words, spans) for words, spans in lanes.items())


def expected_days(spell: Spell) -> Iterator[tuple[date, str]]:
    """The expected dates of discharge as marks under the stay, with when each was set."""
    for expected in spell.expected:
        if (day := day_of(expected.day)) is not None:
            yield day, f"Expected to leave {day_words(day)}, set {moment_words(expected.set_at)}"


# How much of the journey to show


def extent(rows: Iterable[Row], now: datetime) -> tuple[datetime, datetime]:
    """From the first beginning to the last end."""
    spans = [span for row in rows for span in row.spans]
    return min(s.started_at for s in spans), max(s.ended_at or now for s in spans)


def around(journey: Journey, spell: Spell, now: datetime) -> tuple[datetime, datetime]:
    """A stay, with the visit to A&E that led to it and a little of what came after."""
    before = [
        a.arrived_at for a in journey.attendances if timedelta() <= spell.started_at - a.arrived_at < timedelta(2)
    ]
    days = [midnight(day) for day, _ in expected_days(spell)]
    soon = [day for day in days if day <= (spell.ended_at or now) + timedelta(days=21)]
    end = min(now, spell.ended_at + timedelta(days=14)) if spell.ended_at else now
    return min([spell.started_at, *before]), max([end, spell.ended_at or now, *soon])


def padded(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """With a little room at both ends, and a day long at the least."""
    length = max(end - start, timedelta(days=1))
    return start - length * 0.02, start + length * 1.03


class Scale:
    """Where a moment lies from left to right."""

    def __init__(self, start: datetime, end: datetime) -> None:
        self.start, self.end = start, end

    def x(self, moment: datetime) -> float:
        part = (moment - self.start) / (self.end - self.start)
        return round(LEFT + (RIGHT - LEFT) * min(max(part, 0.0), 1.0), 1)


def within(row: Row, scale: Scale, now: datetime) -> Row:
    """The lane with only what can be seen."""
    spans = [s for s in row.spans if s.started_at <= scale.end and (s.ended_at or now) >= scale.start]
    days = [(d, words) for d, words in row.days if scale.start <= midnight(d) <= scale.end]
    return row._replace(spans=spans, days=days)


# Where things stand


def lane(row: Row, number: int, scale: Scale, now: datetime) -> Lane:
    bars = tuple(bar(span, scale, now) for span in row.spans)
    marks = tuple(
        Mark(scale.x(midnight(day)), words, n == len(row.days) - 1) for n, (day, words) in enumerate(row.days)
    )
    return Lane(row.kind, two_lines(row.title), TOP + LANE * number, bars, marks)


def bar(span: Span, scale: Scale, now: datetime) -> Bar:
    x, end = scale.x(span.started_at), scale.x(span.ended_at or now)
    width = max(end - x, 3.0)
    on = span.on if len(span.on) * LETTER < width - 6 else ""
    return Bar(x, round(width, 1), on, span_words(span), span.ended_at is None)


def span_words(span: Span) -> str:
    until = f"until {moment_words(span.ended_at)}" if span.ended_at else "and still"
    return f"{span.about}: from {moment_words(span.started_at)} {until}"


def ticks(scale: Scale) -> Iterator[Tick]:
    """Lines at midnight, close enough to read a day by and far enough apart for their words."""
    first, last = local_date(scale.start) + timedelta(days=1), local_date(scale.end)
    step = next((s for s in STEPS if (last - first).days / s <= 10), 730)
    day = first
    while day <= last:
        yield Tick(scale.x(midnight(day)), short_day(day) if step < 91 else f"{day:%b %Y}")
        day += timedelta(days=step)


def sentences(rows: Iterable[Row]) -> Iterator[str]:
    """What the picture shows, for whoever cannot see it."""
    for row in rows:
        for span in row.spans:
            yield f"{row.title}. {span_words(span)}."
        for _, words in row.days:
            yield f"{words}."


def two_lines(text: str, letters: int = 46) -> tuple[str, ...]:
    """The words in one line or two, cut where two are not enough."""
    if len(text) <= letters:
        return (text,)
    first = text[: letters + 1].rpartition(" ")[0] or text[:letters]
    return first, short(text[len(first) :].strip(), letters)


def short(text: str, letters: int = 40) -> str:
    """The words, cut where they would run out of room; the whole is said beside the picture."""
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"
