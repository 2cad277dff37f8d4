"""The sums of claims about how many older people there are, how many come to hospital, and how that grows."""

from __future__ import annotations

import math

from homefirst.simulate.claims.line import Given, Line, Rule, Sums, adding
from homefirst.simulate.claims.line import number as n

YEAR = 365


def older_people(g: Given) -> Line:
    """People of 65 and over, from the review's own rate of home care agencies (its missing denominator is 100,000)."""
    value = g.agencies / g.agency_rate * 100_000
    how = f"{n(g.agencies)} agencies / {n(g.agency_rate)} x 100,000"
    return Line("older", "People of 65 and over, by the review's own rate of home care agencies", how, value, "people")


def admissions_a_day(g: Given, people: float) -> float:
    """Emergency admissions a day of so many people of 65 and over, at the review's rate a year per 100,000."""
    return people * g.admission_rate / 100_000 / YEAR


def population(g: Given) -> Sums:
    """X1: the share of people who are 65 or over, beside the same report's own rate and the official count."""
    older = older_people(g)
    share, counted = older.value / g.everybody * 100, g.older_counted / g.everybody_counted * 100
    fewer = g.everybody * g.share / 100
    of_fewer = f"{n(fewer)} x {n(g.admission_rate)} / 100,000 / 365"
    return {"share": [
        older,
        Line("implied", "Their share of everybody", f"{n(older.value)} / {n(g.everybody)}", share, "%", g.share, 0.5),
        Line("counted", "The share by the official count of 2017", f"{n(g.older_counted)} / {n(g.everybody_counted)}",
             counted, "%", g.share, 0.5),
        Line("fewer", "People, if it were as printed", f"{n(g.share)}% of {n(g.everybody)}", fewer, "people"),
        Line("admitted_if", "Admissions a day of so many, where the plan says over 90", of_fewer,
             admissions_a_day(g, fewer), "a day", g.daily, 0, Rule.AT_LEAST),
    ]}  # fmt: skip


def admissions(g: Given) -> Sums:
    """X2: eight more admissions a day than there need be, out of ninety."""
    older, more = older_people(g), g.admission_rate - g.england_rate
    a_day = admissions_a_day(g, older.value)
    excess = older.value * more / 100_000 / YEAR
    ratio = more / g.england_rate * 100
    official = g.older_counted * more / 100_000 / YEAR
    return {"eight": [
        older,
        Line("a_year", "Emergency admissions a year", f"{n(older.value)} x {n(g.admission_rate)} / 100,000",
             a_day * YEAR, "admissions"),
        Line("a_day", "Emergency admissions a day", f"{n(a_day * YEAR)} / 365", a_day, "a day", g.daily, g.daily / 20),
        Line("excess_a_year", "More than at England's rate, a year",
             f"{n(older.value)} x ({n(g.admission_rate)} - {n(g.england_rate)}) / 100,000", excess * YEAR,
             "admissions"),
        Line("excess", "More than at England's rate, a day", f"{n(excess * YEAR)} / 365", excess, "a day",
             g.excess_printed, 0.5),
        Line("official", "The same for the official count of people in 2017", f"{n(g.older_counted)} people",
             official, "a day", g.excess_printed, 0.5),
        Line("ratio", f"How much higher the rate is; {n(g.excess_printed)} of {n(g.daily)} is printed",
             f"{n(g.admission_rate)} / {n(g.england_rate)} - 1", ratio, "%",
             g.excess_printed / g.daily * 100, 0.5),
    ]}  # fmt: skip


def twice_and_three_times(g: Given) -> Sums:
    """X6: how many times as likely people are to be admitted, from the community and from care homes."""

    def times(name: str, what: str, over: float, under: float, claimed: float | None = None) -> Line:
        return Line(name, what, f"{n(over)} / {n(under)}", over / under, "times", claimed, 0.25)

    homes = "Emergency admissions from care homes, beside"
    return {
        "community": [times("community", "Emergency admissions of everybody of 65 and over, beside England",
                            g.admission_rate, g.england_rate, g.twice)],
        "homes": [
            times("homes_england", f"{homes} England", g.homes, g.homes_england_rate, g.three_times),
            times("homes_peers", f"{homes} similar areas", g.homes, g.homes_peers_rate, g.three_times),
            times("urinary", "Of them for urinary infections, beside similar areas", g.urinary_rate, g.urinary_peers),
            times("referred", "Care homes' A&E attendances that a GP referred, beside similar areas", g.referred_share,
                  g.referred_peers),
        ],
    }  # fmt: skip


def growth(g: Given) -> Sums:
    """X7: doing nothing. How many more people, admissions, beds and pounds, and by when."""
    return {"people": more_people(g), "admissions": more_admissions(g), "beds": more_beds(g), "cost": more_cost(g),
            "doctors": more_doctors(g)}  # fmt: skip


def more_people(g: Given) -> list[Line]:
    grown, ten = g.older_then / g.older_base, g.older_then / g.older_2019
    return [
        Line("grown", f"Growth from {g.base:.0f} to {g.horizon:.0f} in the official projection",
             f"{n(g.older_then)} / {n(g.older_base)} - 1", (grown - 1) * 100, "%", g.growth, 1),
        Line("grown_ten", "Growth if one begins in 2019", f"{n(g.older_then)} / {n(g.older_2019)} - 1",
             (ten - 1) * 100, "%"),
        Line("oldest", "Growth of those of 75 and over", f"{n(g.oldest_then)} / {n(g.oldest_base)} - 1",
             (g.oldest_then / g.oldest_base - 1) * 100, "%"),
    ]  # fmt: skip


def more_admissions(g: Given) -> list[Line]:
    now = admissions_a_day(g, older_people(g).value) * YEAR
    planned = g.daily * YEAR
    what = f"{n(g.admissions)} as growth of admissions; people grow by the printed share, the oldest by more"
    return [
        Line("more_share", what, f"{n(g.admissions)} / {n(now)}",
             g.admissions / now * 100, "%", g.growth, 4),
        Line("more_planned", "The same on the plan's own admissions a day",
             f"{n(g.admissions)} / ({n(g.daily)} x 365)", g.admissions / planned * 100, "%", g.growth, 4),
        Line("growth_alone", "Admissions that growth in people alone would add", f"{n(g.growth)}% of {n(now)}",
             now * g.growth / 100, "a year"),
    ]  # fmt: skip


def more_beds(g: Given) -> list[Line]:
    days = g.beds_now / g.daily
    needed = g.admissions * days / YEAR
    whole = (g.beds_now + g.beds) / g.beds_now
    years_ten, years = (math.log(whole) / math.log(1 + g.growth / 100) * of for of in (10, g.horizon - g.base))
    return [
        Line("share_beds", "Beds, if beds grow as people do", f"{n(g.growth)}% of {n(g.beds_now)}",
             g.beds_now * g.growth / 100, "beds", g.beds, g.beds / 10),
        Line("needed", f"Beds that {n(g.admissions)} more admissions fill at today's stay",
             f"{n(g.admissions)} x {n(days)} days / 365", needed, "beds", g.beds, g.beds / 10),
        Line("needed_full", f"The same, when {n(g.full)}% of beds are in use", f"{n(needed)} / {n(g.full)}%",
             needed / g.full * 100, "beds", g.beds, g.beds / 10),
        Line("needed_usual", f"The same, when {n(g.full_usual)}% are", f"{n(needed)} / {n(g.full_usual)}%",
             needed / g.full_usual * 100, "beds", g.beds, g.beds / 10),
        Line("stay", f"Stay at which they would fill {n(g.beds)} beds", f"{n(g.beds)} x 365 / {n(g.admissions)}",
             g.beds * YEAR / g.admissions, "days"),
        Line("stay_full", f"The same, when {n(g.full)}% of beds are in use", f"{n(g.full)}% of it",
             g.beds * YEAR / g.admissions * g.full / 100, "days"),
        Line("larger", "How much the beds grow", f"{n(g.beds)} / {n(g.beds_now)}", (whole - 1) * 100, "%"),
        Line("years_ten", f"Years until beds grow so much, if {n(g.growth)}% takes ten",
             f"{n(g.growth)}% in 10 years, until {n((whole - 1) * 100)}%", years_ten, "years"),
        Line("reached", f"Year in which they do, if {n(g.growth)}% takes from {g.base:.0f} to {g.horizon:.0f}",
             f"{g.base:.0f} + {n(years)} years", g.base + years, "year", g.critical, 2, reading=True),
    ]  # fmt: skip


def more_cost(g: Given) -> list[Line]:
    bed_day = g.cost * 1e6 / g.beds / YEAR
    return [
        Line("bed_day", f"Cost of a day in one of the {n(g.beds)} beds; another cost in use (unverified) is "
             f"£{n(g.bed_day_elsewhere)}", f"£{n(g.cost)} million / {n(g.beds)} / 365", bed_day, "£ a bed day",
             g.bed_day_elsewhere, g.bed_day_elsewhere / 2),
        Line("an_admission", f"Cost of each of {n(g.admissions)} admissions instead",
             f"£{n(g.cost)} million / {n(g.admissions)}", g.cost * 1e6 / g.admissions, "£ each"),
        Line("infection", "Cost of an admission for a urinary infection in England",
             f"£{n(g.infections_cost)} million / {n(g.infections)}", g.infections_cost * 1e6 / g.infections,
             "£ each"),
    ]  # fmt: skip


def more_doctors(g: Given) -> list[Line]:
    a_year = g.contacts / g.doctors
    return [
        Line("contacts_a_year", "Contacts of each additional GP", f"{n(g.contacts)} / {n(g.doctors)}", a_year,
             "a year"),
        Line("contacts_a_day", "The same, each working day", f"{n(a_year)} / {n(g.working_days)} days",
             a_year / g.working_days, "a day"),
    ]  # fmt: skip


def five_percent(g: Given) -> Sums:
    """X8: people who gain from a cut of 5%, and from shorter stays."""
    three = (g.escalations, g.attendances, g.admissions)
    base = [count / g.cut * 100 for count in three]
    now = admissions_a_day(g, older_people(g).value)
    avoidable = g.daily * YEAR * g.avoidable / 100
    return {
        "people": [
            Line("fewest", "People, if each admission began as an attendance and each attendance as an escalation",
                 "the largest of the three", max(three), "people", g.people, 0),
            Line("events", "Events: escalations, attendances and admissions", adding(*three), sum(three), "events",
                 g.people, 0, reading=True),
            Line("all_escalations", f"Escalations a year, of which {n(g.escalations)} are {n(g.cut)}%",
                 f"{n(g.escalations)} / {n(g.cut)}%", base[0]),
            Line("all_attendances", f"A&E attendances a year, of which {n(g.attendances)} are {n(g.cut)}%",
                 f"{n(g.attendances)} / {n(g.cut)}%", base[1]),
        ],
        "admissions": [
            Line("of_admissions", "As a share of the plan's admissions",
                 f"{n(g.admissions)} / ({n(g.daily)} x 365)", g.admissions / g.daily / YEAR * 100, "%", g.cut, 0.5),
            Line("all_admissions", f"Admissions a day, of which they are {n(g.cut)}%",
                 f"{n(g.admissions)} / {n(g.cut)}% / 365", base[2] / YEAR, "a day"),
            Line("of_avoidable", "As a share of the admissions that case reviews found avoidable",
                 f"{n(g.admissions)} / ({n(g.avoidable)}% of {n(g.daily)} x 365)", g.admissions / avoidable * 100,
                 "%", 100, 0, Rule.AT_MOST),
            Line("avoidable_a_year", "Avoidable admissions a year", f"{n(g.avoidable)}% of {n(g.daily)} x 365",
                 avoidable),
        ],
        "delays": [
            Line("delays_a_year", f"People a year, where there are {n(now * YEAR)} emergency admissions of all",
                 "as printed", g.delays, "people", now * YEAR, 0, Rule.AT_MOST),
            Line("delays_a_day", "A day, beside admissions of today with some growth", f"{n(g.delays)} / 365",
                 g.delays / YEAR, "a day", now, now / 10, reading=True),
        ],
    }  # fmt: skip
