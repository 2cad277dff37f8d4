"""The sums of claims about beds: how many are in use, for how long, and how many of them need not be."""

from __future__ import annotations

from homefirst.simulate.claims.line import Given, Line, Rule, Sums, adding
from homefirst.simulate.claims.line import number as n
from homefirst.simulate.claims.need import YEAR, admissions_a_day, older_people
from homefirst.simulate.claims.stay import longest_lognormal_tail, stay_of

WEEK, THREE_WEEKS = 7, 21


def excess_beds(beds: float, ours: float, theirs: float) -> float:
    """Beds that a longest stay of `theirs` in place of `ours` would free, if all stays shrink alike."""
    return beds * (ours - theirs) / ours


def long_stays(g: Given) -> Sums:
    """X3: 113 of 900, 24 days and 54.6%: whether one shape of stay explains them all."""
    a_day = admissions_a_day(g, older_people(g).value)
    mean = g.beds / a_day
    return {"excess": excess(g, a_day, mean), "week": past_a_week(g, mean)}


def excess(g: Given, a_day: float, mean: float) -> list[Line]:
    beds, later = (excess_beds(g.beds, g.longest, theirs) for theirs in (g.longest_england, g.longest_england_later))
    stock = g.northampton + g.kettering
    return [
        Line("mean", f"Mean stay, if {n(g.beds)} are beds in use", f"{n(g.beds)} / {n(a_day)} a day",
             mean, "days"),
        Line("mean_planned", "The same at the plan's admissions", f"{n(g.beds)} / {n(g.daily)} a day",
             g.beds / g.daily, "days"),
        Line("excess", f"Beds freed if one in ten exceeded {n(g.longest_england)} days as in England, "
             f"not {n(g.longest)}", f"{n(g.beds)} x ({n(g.longest)} - {n(g.longest_england)}) / {n(g.longest)}",
             beds, "beds", g.excess_printed, 0.5, reading=True),
        Line("excess_share", "Their share of the beds", f"{n(beds)} / {n(g.beds)}", beds / g.beds * 100, "%",
             g.excess_share_printed, 0.5, reading=True),
        Line("later", f"The same with England's later {n(g.longest_england_later)} days",
             f"{n(g.beds)} x ({n(g.longest)} - {n(g.longest_england_later)}) / {n(g.longest)}", later, "beds"),
        Line("stock", "Share of all general and acute beds of the two hospitals",
             f"{n(g.beds)} / ({n(g.northampton)} + {n(g.kettering)})", g.beds / stock * 100, "%"),
    ]  # fmt: skip


def past_a_week(g: Given, mean: float) -> list[Line]:
    stay = stay_of(mean, g.longest)
    shape = f"mean {n(mean)} days, one in ten over {n(g.longest)}"
    past = stay.beds_past(THREE_WEEKS)
    return [
        Line("lognormal", "Most days that one in ten could exceed, were stays lognormal", f"mean {n(mean)} days",
             longest_lognormal_tail(mean), "days"),
        Line("shape", "Shape of the stay that has both (Weibull)", shape, stay.shape),
        Line("scale", "Its scale", shape, stay.scale, "days"),
        Line("left_after", "People whose stay is over a week", shape, stay.longer_than(WEEK) * 100, "%"),
        Line("past_week", "Beds in use whose person has been there over a week", shape, stay.beds_past(WEEK) * 100,
             "%", g.over_week, 4, reading=True),
        Line("past_three", "Beds in use whose person has been there over three weeks",
             f"{n(past * 100)}% of {n(g.beds)}", past * g.beds, "beds"),
    ]  # fmt: skip


def shorter_stays(g: Given) -> Sums:
    """X4: 170 people who could be at home now, 170 beds less growth, and 115 days too many."""
    return {"now": home_now(g), "growth": less_growth(g), "days": days_too_many(g)}


def home_now(g: Given) -> list[Line]:
    each = g.saved * YEAR / g.people
    both = g.beds * (g.shorter + g.fewer) / 100
    of_stay = each / g.shorter * 100
    return [
        Line("freed", f"Beds that {n(g.shorter)}% shorter stays free", f"{n(g.shorter)}% of {n(g.beds)}",
             g.beds * g.shorter / 100, "beds", g.saved, g.saved / 10),
        Line("freed_both", f"With {n(g.fewer)}% fewer admissions as well",
             f"({n(g.shorter)}% + {n(g.fewer)}%) of {n(g.beds)}", both, "beds", g.saved, g.saved / 10),
        Line("saved_share", f"{n(g.saved)} as a share of the beds", f"{n(g.saved)} / {n(g.beds)}",
             g.saved / g.beds * 100, "%"),
        Line("base", f"Beds of which {n(g.saved)} are {n(g.shorter)}%", f"{n(g.saved)} / {n(g.shorter)}%",
             g.saved / g.shorter * 100, "beds"),
        Line("each", f"Days for each of {n(g.people)} people", f"{n(g.saved)} x 365 / {n(g.people)}", each, "days"),
        Line("of_stay", f"Stay of which that is {n(g.shorter)}%; one in ten stays over {n(g.longest)} days",
             f"{n(each)} / {n(g.shorter)}%", of_stay, "days"),
    ]  # fmt: skip


def less_growth(g: Given) -> list[Line]:
    future = g.beds + g.more
    kept = (1 - g.shorter / 100) * (1 - g.fewer / 100)
    return [
        Line("of_future", "Both cuts together, of the beds that doing nothing would need",
             f"({n(g.fewer)}% + {n(g.shorter)}%) of ({n(g.beds)} + {n(g.more)})",
             future * (g.shorter + g.fewer) / 100, "beds", g.growth, 1, reading=True),
        Line("of_future_product", "The same, one cut after the other",
             f"{n(future)} x (1 - {n(100 - g.fewer)}% x {n(100 - g.shorter)}%)", future * (1 - kept), "beds"),
    ]  # fmt: skip


def days_too_many(g: Given) -> list[Line]:
    mean = g.beds / admissions_a_day(g, older_people(g).value)
    beds = excess_beds(g.beds, g.longest, g.longest_england)
    return [
        Line("mean", "Mean stay", f"{n(g.beds)} beds / {n(g.beds / mean)} a day", mean, "days"),
        Line("days_each", f"Days too many for each person, where the mean stay is {n(mean)} days", "as printed",
             g.too_many, "days", mean, 0, Rule.AT_MOST),
        Line("as_beds", f"Read as beds, beside the plan's {n(g.excess_printed)}",
             f"{n(g.beds)} x ({n(g.longest)} - {n(g.longest_england)}) / {n(g.longest)}", beds, "beds", g.too_many,
             g.too_many / 20, reading=True),
        Line("bed_days", f"{n(g.too_many)} beds in a year", f"{n(g.too_many)} x 365", g.too_many * YEAR, "bed days"),
    ]  # fmt: skip


def therapy_beds(g: Given) -> Sums:
    """X9: whether so many people can have left so few beds: people x stay / days of the period is at most beds."""
    needed = g.people * g.stay / g.days
    how = f"{n(g.people)} people x {n(g.stay)} days / {n(g.days)} days"
    return {"fifteen": [
        Line("needed", "Beds that this needs", how, needed, "beds", g.therapy, 0, Rule.AT_MOST),
        Line("most", f"Most people that {n(g.therapy)} beds can discharge",
             f"{n(g.therapy)} x {n(g.days)} / {n(g.stay)}", g.therapy * g.days / g.stay, "people"),
        Line("needed_whole", "Beds that this needs, of the whole unit", how, needed, "beds", g.beds, 0,
             Rule.AT_MOST, reading=True),
        Line("in_use", "Share of the whole unit in use", f"{n(needed)} / {n(g.beds)}", needed / g.beds * 100, "%"),
        Line("stay_if", f"Stay, if {n(g.people)} had left {n(g.therapy)} beds",
             f"{n(g.therapy)} x {n(g.days)} / {n(g.people)}", g.therapy * g.days / g.people, "days"),
    ]}  # fmt: skip


def occupancy(g: Given) -> Sums:
    """X10: one hospital, one year, two published occupancies."""
    return {"northampton": [
        Line("middle", "The hospital's own average, beside the top of NHS England's range", "as printed", g.own, "%",
             g.england_high, 0.5, Rule.AT_MOST),
        Line("lowest", "The hospital's own lowest, beside the same", "as printed", g.own_low, "%",
             g.england_high, 0.5, Rule.AT_MOST),
        Line("apart", "How far the two middles are apart",
             f"{n(g.own)} - ({n(g.england_low)} + {n(g.england_high)}) / 2",
             g.own - (g.england_low + g.england_high) / 2, "points"),
    ]}  # fmt: skip


def need_not_be_there(g: Given) -> Sums:
    """X14: four counts of people who need not be in hospital, each by a narrower definition than the last."""
    third = g.beds * g.no_need / 100
    counted = (g.delayed_kettering + g.delayed_northampton) / g.april
    days = adding(g.delayed_kettering, g.delayed_northampton)
    return {"nested": [
        Line("third", "One in three of the beds; more than the programme aims at", f"{n(g.no_need)}% of {n(g.beds)}",
             third, "people", g.aim_printed, 0, Rule.AT_LEAST, reading=True),
        Line("aim", "The programme's aim; more than the excess over England", "as printed", g.aim_printed, "people",
             g.excess, 0, Rule.AT_LEAST, reading=True),
        Line("counted", "Delays counted in the two hospitals; fewer than the excess over England",
             f"({days}) delayed days / {n(g.april)}", counted, "people", g.excess, 0, Rule.AT_MOST, reading=True),
        Line("everywhere", "Delays counted in every setting, of a rate for adults",
             f"{n(g.delayed_rate)} per 100,000 of {n(g.adults)} adults", g.delayed_rate * g.adults / 100_000,
             "people"),
        Line("one_in", "People who did not need the bed, for each delay that was counted",
             f"{n(third)} / {n(counted)}", third / counted),
    ]}  # fmt: skip
