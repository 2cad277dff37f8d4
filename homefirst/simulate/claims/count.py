"""The sums of claims about counts, money and shares: delays, deficits, A&E, budgets, packages, and sums that hold."""

from __future__ import annotations

from collections.abc import Iterator

from homefirst.simulate.claims.line import Given, Line, Rule, Sums, adding, amount
from homefirst.simulate.claims.line import number as n


def delayed(g: Given) -> Sums:
    """X5: delays of April 2018, printed as people and as shares of discharges."""
    both = g.kettering + g.northampton
    total = both + g.community
    rate = total / g.april / g.adults * 100_000
    at_once = g.kettering * g.days_each / g.april
    everywhere = g.march * g.adults / 100_000
    return {
        "shares": [
            Line("share_kettering", "Kettering's share of the two hospitals' delays", f"{n(g.kettering)} / {n(both)}",
                 g.kettering / both * 100, "%", g.share_kettering_printed, 0.5, reading=True),
            Line("share_northampton", "Northampton's share of them", f"{n(g.northampton)} / {n(both)}",
                 g.northampton / both * 100, "%", g.share_northampton_printed, 0.5, reading=True),
        ],
        "people": [
            Line("at_once", f"People delayed at once in Kettering alone, at {n(g.days_each)} days each; in the county "
                 f"and every setting there were {amount(everywhere, 'people')}",
                 f"{n(g.kettering)} x {n(g.days_each)} / {n(g.april)}", at_once, "people", everywhere, 0,
                 Rule.AT_MOST),
            Line("hospital_beds", "Beds, if the two hospitals' numbers are days",
                 f"({adding(g.kettering, g.northampton)}) / {n(g.april)}", both / g.april, "beds"),
            Line("community_beds", "Beds of the community trust, likewise", f"{n(g.community)} / {n(g.april)}",
                 g.community / g.april, "beds"),
            Line("rate", "Delayed days a day, beside March's rate", f"{n(total)} / {n(g.april)} / {n(g.adults)} adults",
                 rate, "per 100,000", g.march, 0, Rule.AT_MOST, reading=True),
            Line("rate_england", "The same, beside England's rate in March", "the same", rate, "per 100,000",
                 g.march_england, 0, Rule.AT_LEAST, reading=True),
        ],
    }  # fmt: skip


def money(g: Given) -> Sums:
    """X11: gaps and deficits of different years, and what the savings ask of beds."""
    rest = g.gap - g.together
    beds = g.beds_saved * g.cost / g.more_beds
    return {
        "deficit": [
            Line("rest", f"Left to the hospitals in 2018/19; £{n(g.deficit)} million is the deficit of 2021",
                 f"{n(g.gap)} - {n(g.together)}", rest, "£ million"),
            Line("other_gap", "Between the deficit and the yearly shortfall if nothing is done",
                 f"{n(g.shortfall)} - {n(g.deficit)}", g.shortfall - g.deficit, "£ million"),
        ],
        "savings": [
            Line("worth", f"Worth of {n(g.beds_saved)} beds a year at the plan's own cost of a bed; savings are less",
                 f"{n(g.beds_saved)} x £{n(g.cost)} million / {n(g.more_beds)}", beds, "£ million", g.savings, 0,
                 Rule.AT_LEAST),
            Line("cashable", "Share of that worth that is to be saved", f"{n(g.savings)} / {n(beds)}",
                 g.savings / beds * 100, "%"),
        ],
    }  # fmt: skip


def four_hours(g: Given) -> Sums:
    """X12: whether both hospitals were below England's average in every year named."""

    def below(name: str, what: str, value: float, *, reading: bool = False) -> Line:
        return Line(name, f"{what}", "as printed", value, "%", g.england, 0,
                    Rule.AT_MOST, reading=reading)  # fmt: skip

    return {"below": [
        below("northampton_before", "Northampton, 2014/15", g.northampton_then),
        below("kettering_before", "Kettering, 2014/15", g.kettering_then),
        below("northampton_after", "Northampton, 2016/17", g.northampton_later, reading=True),
        below("kettering_after", "Kettering, 2016/17", g.kettering_later, reading=True),
    ]}  # fmt: skip


def direct_payments(g: Given) -> Sums:
    """X13: whether direct payments of social care or of personal health budgets were counted."""
    share = g.budgets_paid / g.budgets * 100
    return {"payments": [
        Line("england", "England: direct payments as a share of personal health budgets, by the rates printed here",
             f"{n(g.paid_england)} / {n(g.budgets_england)}", g.paid_england / g.budgets_england * 100, "%", share,
             0.1, reading=True),
        Line("counted", "England: the same share, by the numbers of adults in the national report",
             f"{n(g.budgets_paid)} / {n(g.budgets)}", share, "%"),
        Line("here", "Nene: the same share", f"{n(g.paid)} / {n(g.budgets_here)}", g.paid / g.budgets_here * 100, "%"),
    ]}  # fmt: skip


def packages(g: Given) -> Sums:
    """X15: a fifth fewer packages of care for a tenth less money."""
    rest = (100 - g.cost) / (100 - g.fewer)
    return {"packages": [
        Line("all", f"Packages of which {n(g.packages)} are {n(g.fewer)}%", f"{n(g.packages)} / {n(g.fewer)}%",
             g.packages / g.fewer * 100, "packages"),
        Line("avoided", "Cost of a package avoided, beside the average", f"{n(g.cost)}% / {n(g.fewer)}%",
             g.cost / g.fewer * 100, "%", 100, 0, Rule.AT_MOST, reading=True),
        Line("rest", "How much more the remaining ones cost on average", f"{n(100 - g.cost)}% / {n(100 - g.fewer)}%",
             (rest - 1) * 100, "%"),
    ]}  # fmt: skip


def sums_that_hold(g: Given) -> Sums:
    """X16: small sums of the documents, each worked out again."""
    return {"ratings": list(ratings(g)), "safeguards": list(safeguards(g)), "services": list(services(g)),
            "england": list(england(g))}  # fmt: skip


def total(name: str, what: str, printed: float, *values: float) -> Line:
    """Parts that should add up to what is printed, exactly."""
    return Line(name, what, adding(*values), sum(values), "", printed)


def share(name: str, what: str, some: float, of: float, printed: float) -> Line:
    """A share that should round to the whole percentage that is printed."""
    return Line(name, what, f"{n(some)} / {n(of)}", some / of * 100, "%", printed, 0.5)


def in_people(name: str, what: str, percent: float, of: float) -> Line:
    """Whether a whole number of people or papers can be the percentage that is printed."""
    whole = round(percent * of / 100)
    return share(name, f"{what}: nearest whole number, {whole}", whole, of, percent)


def ratings(g: Given) -> Iterator[Line]:
    residential = (g.res_outstanding, g.res_good, g.res_improve, g.res_unrated)
    yield total("residential", "Residential homes by rating", g.res, *residential)
    yield total("nursing", "Nursing homes by rating", g.nur, g.nur_good, g.nur_improve, g.nur_bad, g.nur_unrated)
    yield total("agencies", "Home care agencies by rating", g.dca, g.dca_outstanding, g.dca_good, g.dca_improve,
                g.dca_unrated)  # fmt: skip
    yield total("practices", "GP practices by rating", g.gp, g.gp_outstanding, g.gp_good, g.gp_improve, g.gp_unrated)
    yield total("homes", "Care homes of both kinds", g.homes_both, g.res, g.nur)
    yield share("nursing_good", "Nursing homes rated good", g.nur_good, g.nur, g.nur_good_share)
    yield share("residential_good", "Residential homes rated good", g.res_good, g.res, g.res_good_share)


def safeguards(g: Given) -> Iterator[Line]:
    new, left = g.needing - g.waiting, g.needing - g.completed_printed
    yield Line("new", "New in the year", f"{n(g.needing)} - {n(g.waiting)}", new, "referrals")
    yield Line(
        "left", "Carried forward", f"{n(g.needing)} - {n(g.completed_printed)}", left, "referrals", g.left_printed
    )
    yield share("completed", "Shown as completed", g.completed_printed, g.needing, g.completed_share)
    yield share("assessed", "Assessed with an outcome", g.assessed_printed, g.needing, g.assessed_share)


def services(g: Given) -> Iterator[Line]:
    yield share(
        "social", "Community trust's delays that were social care's", g.social_printed, g.community, g.social_share
    )
    yield total("outcomes", "Where people went from Claremont, in percent", 100, g.home, g.rehab, g.elsewhere)
    yield in_people("moved", "Moved on from the first placement", g.moved_printed, g.placed)
    yield in_people("kettering", "Discharge summaries of Kettering that were accurate", g.ket_right, g.ket_summaries)
    yield in_people("northampton", "Those of Northampton", g.nor_right, g.nor_summaries)
    yield share("seldom", "Providers told of a discharge less than a quarter of the time, beside England",
                g.seldom_printed, g.asked, g.seldom_england)  # fmt: skip


def england(g: Given) -> Iterator[Line]:
    reasons = (g.reason_home, g.reason_nonacute, g.reason_assess, g.reason_nursing, g.reason_choice, g.reason_res)
    visited = (g.seen_home, g.seen_nonacute, g.seen_assess, g.seen_nursing, g.seen_choice, g.seen_res)
    people = g.england_admissions * 1e6 / g.england_rate * 100_000
    quarter = g.england_home_admissions / people * 100_000 / 4
    left = g.readmitted / g.readmitted_share * 100 / 1e6
    yield total("reasons", "Areas by commonest reason for delay", g.reasons_printed, *reasons)
    yield total("reviewed", "Of them areas that were reviewed", g.seen_printed, *visited)
    yield Line("people", "People of 65 and over in England", f"{n(g.england_admissions)} million / "
               f"{n(g.england_rate)} per 100,000", people / 1e6, "million")  # fmt: skip
    yield Line("homes_rate", "Admissions from care homes a quarter, beside a winter quarter",
               f"{n(g.england_home_admissions)} / {n(people / 1e6)} million / 4", quarter, "per 100,000",
               g.homes_england, g.homes_england / 10)  # fmt: skip
    yield Line("left_hospital", "Discharges that readmissions imply, beside emergency admissions",
               f"{n(g.readmitted)} / {n(g.readmitted_share)}%", left, "million", g.england_admissions,
               g.england_admissions / 10)  # fmt: skip
    yield Line("vacant", "Posts in adult social care that are vacant", f"{n(g.vacancies)} / {n(g.posts)} million",
               g.vacancies / g.posts / 1e4, "%", g.vacant_share, 0.15)  # fmt: skip
    yield Line("halton", "Halton's figure for England in June 2017, no more than the one for spring", "as printed",
               g.june, "per 100,000", g.spring, 0, Rule.AT_MOST)  # fmt: skip
    yield Line("in_summer", "England in summer 2017, no more than in June", "as printed", g.summer, "per 100,000",
               g.june, 0, Rule.AT_MOST)  # fmt: skip
    yield Line("in_march", "England in March 2018, no more than in summer 2017", "as printed", g.march, "per 100,000",
               g.summer, 0, Rule.AT_MOST)  # fmt: skip
