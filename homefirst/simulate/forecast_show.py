"""Forecasts and their scores, for reading and for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from homefirst.simulate.forecast import SHARES, Forecast
from homefirst.simulate.forecast_backtest import Backtest

SHOWN_DAYS = (1, 2, 3, 4, 5, 6, 7, 14, 21, 28)
SCORE_HEADS = ("days ahead", "in 80%", "in 95%", "bias", "error", "as today", "as last week")


def forecast_said(done: Forecast, shape: str) -> str:
    """A forecast as text, "json" or "csv"."""
    if shape == "csv":
        return as_csv(forecast_rows(done)).rstrip("\n")
    return forecast_json(done) if shape == "json" else "\n".join(forecast_lines(done))


def backtest_said(done: Backtest, shape: str) -> str:
    """Scores as text, "json" or "csv"."""
    if shape == "csv":
        return as_csv(backtest_rows(done)).rstrip("\n")
    return backtest_json(done) if shape == "json" else "\n".join(backtest_lines(done))


def whose(origin: str) -> str:
    return f"These people do not exist ({origin})." if origin.startswith(("simulated", "made-up")) else "As recorded."


def spoken(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"


def forecast_lines(done: Forecast) -> Iterator[str]:
    """A forecast, for reading: each number by day, with what it is now."""
    yield f"From the beginning of {spoken(done.first_day)}. {whose(done.origin)}"
    yield f"{done.count} runs, with {done.level:.2f} times the flow's crises, to fit the admissions of the last weeks."
    yield from done.said
    for name, title in done.titles.items():
        yield ""
        yield f"{title}: {done.now[name]:,.0f} {'on the day before' if name in ('admissions', 'discharges') else 'now'}"
        yield f"  {'by the end of':<16}{'median':>8}{'8 in 10 lie in':>18}{'19 in 20 lie in':>18}"
        bands = done.bands[name]
        for day in (n for n in SHOWN_DAYS if n <= done.days):
            low, lower, median, upper, up = (
                bands[share][day - 1] for share in ("lower_95", "lower_80", "median", "upper_80", "upper_95")
            )
            ranges = f"{f'{lower:,.0f} to {upper:,.0f}':>18}{f'{low:,.0f} to {up:,.0f}':>18}"
            yield f"  {spoken(done.date_of(day)):<16}{median:>8,.0f}{ranges}"


def forecast_rows(done: Forecast) -> Iterator[dict[str, Any]]:
    """One row for each number and day."""
    for name, title in done.titles.items():
        for day in range(1, done.days + 1):
            values = {share: round(float(done.bands[name][share][day - 1]), 2) for share in SHARES}
            yield {"quantity": name, "title": title, "day": day, "date": done.date_of(day).isoformat(), **values}


def forecast_json(done: Forecast) -> str:
    """A forecast for programs."""
    told = {
        "origin": done.origin,
        "first_day": done.first_day.isoformat(),
        "replications": done.count,
        "level": round(done.level, 4),
        "now": done.now,
        "assumed": done.said,
        "forecast": list(forecast_rows(done)),
    }
    return json.dumps(told, indent=2)


def backtest_lines(done: Backtest) -> Iterator[str]:
    """Scores, for reading."""
    yield f"{len(done.dates)} forecasts of {done.count} runs, each from what was known then. {whose(done.origin)}"
    yield f"They begin between {spoken(min(done.dates))} and {spoken(max(done.dates))}."
    yield "Share of dates on which what followed lay in the interval; bias and mean error of the median; the error of"
    yield "two plain forecasts: as today, and as on the same weekday of the last week known."
    for name, title in done.titles.items():
        yield ""
        yield title
        yield "".join(f"{head:>13}" for head in SCORE_HEADS)
        for s in (s for s in done.scores if s.quantity == name):
            shares = f"{s.days_ahead:>13}{s.within_80:>13.0%}{s.within_95:>13.0%}{s.bias:>+13.1f}"
            yield f"{shares}{s.error:>13.1f}{s.error_if_as_today:>13.1f}{s.error_if_as_last_week:>13.1f}"


def backtest_rows(done: Backtest) -> Iterator[dict[str, Any]]:
    """One row for each number and horizon."""
    for s in done.scores:
        yield {key: round(value, 4) if isinstance(value, float) else value for key, value in s._asdict().items()}


def backtest_json(done: Backtest) -> str:
    """Scores for programs."""
    dates = [day.isoformat() for day in sorted(done.dates)]
    told = {"origin": done.origin, "dates": dates, "replications": done.count, "scores": list(backtest_rows(done))}
    return json.dumps(told, indent=2)


def as_csv(rows: Iterator[dict[str, Any]]) -> str:
    """Rows as CSV, with a line of names first."""
    kept = list(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(kept[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(kept)
    return text.getvalue()
