"""Capacity reached (Regulation (EU) 2024/1348, Articles 47(2)-(3), 48 and 50).

When a Member State is released from examining point (j) cases at the border, and when the release ends again.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from asylon.law.book import Book
from asylon.law.case import Case, Circumstances, midnight_after
from asylon.law.chapters import chapter
from asylon.law.circumstances import (
    AdequateCapacity,
    BorderStock,
    CapacityNotified,
    YearlyExamined,
    YearlyMaximumAuthorised,
    YearlyMaximumNotified,
)
from asylon.law.citations import Bilingual
from asylon.law.position import Reason
from asylon.law.preparedness.cfmr_10_13_derogations import derogation_in_force
from asylon.law.provisions import permission, route_step
from asylon.law.tables import Choice, DecisionTable, Row, Undecided, register_table

NOT_EXAMINE = permission(
    "not-examine-low-rate-at-border", "border", ("C-5",), "APR 48(2)",
    "leave the case of a low recognition rate out of the border procedure: capacity is reached and notified",
    "de zaak met laag erkenningspercentage buiten de grensprocedure laten: de capaciteit is bereikt en gemeld",
)  # fmt: skip
NOTIFY = permission(
    "notify-capacity-reached", "border", ("C-5",), "APR 48(1)",
    "notify the Commission that the adequate capacity is reached; the release counts from the next day",
    "de Commissie melden dat de toereikende capaciteit is bereikt; de ontheffing geldt vanaf de volgende dag",
)  # fmt: skip
NOTIFY_YEAR = permission(
    "notify-yearly-maximum", "border", ("C-7",), "APR 50",
    "notify the Commission that the yearly maximum is reached; the release needs its authorisation",
    "de Commissie melden dat het jaarmaximum is bereikt; de ontheffing vergt haar toestemming",
)  # fmt: skip

RELEASED_LOW_RATE = route_step(
    "released-from-low-rate-cases", "border", ("C-5", "C-6", "DEF-14"), "APR 48(2)",
    "released from examining cases of a low recognition rate at the border; points (c) and (f) stay mandatory",
    "ontheven van behandeling aan de grens van zaken met laag erkenningspercentage; punten c en f blijven verplicht",
)  # fmt: skip
RELEASED_YEAR = route_step(
    "released-by-yearly-maximum", "border", ("C-7",), "APR 50",
    "released from points (c) and (j) by the yearly maximum; point (f) and minors under 42(3)(b) stay mandatory",
    "ontheven van de punten c en j door het jaarmaximum; punt f en minderjarigen onder 42(3)(b) blijven verplicht",
)  # fmt: skip

RELEASE = register_table(
    DecisionTable(
        name="capacity-release",
        question=Bilingual(
            "From which cases at the border is the Member State released?",
            "Van welke zaken aan de grens is de lidstaat ontheven?",
        ),
        inputs=(
            Choice(
                "number_set",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual(
                    "adequate capacity set by implementing act",
                    "toereikende capaciteit bij uitvoeringshandeling vastgesteld",
                ),
            ),
            Choice(
                "stock_reached",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual("capacity reached now", "capaciteit nu bereikt"),
            ),
            Choice(
                "notified_this_year",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual(
                    "notified before today in this calendar year", "voor vandaag gemeld in dit kalenderjaar"
                ),
            ),
            Choice(
                "yearly_maximum",
                ("not_reached", "reached", "released"),
                closed=True,
                otherwise="not_reached",
                label=Bilingual("yearly maximum", "jaarmaximum"),
            ),
            Choice(
                "crisis_release",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual("derogation CFMR 11(2) in force", "afwijking CFMR 11(2) van kracht"),
            ),
        ),
        outcomes={
            "none": Bilingual("no release", "geen ontheffing"),
            "low_rate": Bilingual("released from point (j); (c) and (f) stay", "ontheven van punt j; c en f blijven"),
            "low_rate_and_misled": Bilingual(
                "released from points (c) and (j); (f) stays", "ontheven van punten c en j; f blijft"
            ),
        },
        hit_policy="first",
        rows=(
            Row("yearly-released", {"yearly_maximum": "released"}, "low_rate_and_misled", ("C-7",), "APR 50"),
            Row("crisis", {"crisis_release": True}, "low_rate", ("X-11",), "CFMR 11(2)"),
            Row("no-number", {"number_set": False}, "none", ("C-4",), "APR 47(5)"),
            Row(
                "reached-and-notified",
                {"stock_reached": True, "notified_this_year": True},
                "low_rate",
                ("C-5", "C-6", "T-6", "DEF-14"),
                "APR 48(2)",
            ),
            Row(
                "reached-not-notified",
                {"stock_reached": True, "notified_this_year": False},
                "none",
                ("C-5",),
                "APR 48(2)",
            ),
            Row("free-again", {"stock_reached": False, "notified_this_year": True}, "none", ("C-5",), "APR 48(3)"),
            Row("yearly-reached", {"yearly_maximum": "reached"}, "none", ("C-7",), "APR 50"),
            Row("places-free", {}, "none", ("C-5",), "APR 45(1)"),
        ),
    )
)

Released = Literal["none", "low_rate", "low_rate_and_misled"]


class Release(msgspec.Struct, frozen=True, kw_only=True):
    """From what the Member State is released now, why, and what it may do; ``hangs_on`` names open questions."""

    what: Released
    reasons: tuple[Reason, ...]
    may_notify: bool
    may_notify_year: bool
    hangs_on: tuple[str, ...]
    turns: tuple[datetime, ...] = ()


def _year_begins(book: Book, today: date) -> date:
    """From when the applications of the yearly maximum are counted: 1 January, or the day of the multiplier (O-10)."""
    if book.answer("O-10") == "calendar_year":
        return date(today.year, 1, 1)
    since = [value.since for value in book.parameters["yearly-maximum-multiplier"].values]
    begun = [day for day in since if day <= today]
    if not begun:
        return date(today.year, 1, 1)
    if len(begun) < len(since):
        return begun[-1]
    this_year = begun[-1].replace(year=today.year)
    return this_year if this_year <= today else this_year.replace(year=today.year - 1)


def _examined(circumstances: Circumstances, state: str, begins: date) -> int:
    """The applications examined since the year of the maximum began; a count from another day does not tell."""
    found = [
        item.number
        for item in circumstances.on(YearlyExamined, circumstances.today, state)
        if (item.since or date(item.at.day(circumstances.zone).year, 1, 1)) == begins
    ]
    return found[-1] if found else 0


def stock(circumstances: Circumstances, state: str) -> tuple[int, int]:
    """How many are in the asylum border procedure, and in both border procedures together."""
    found = circumstances.last(BorderStock, state)
    applicants = found.asylum_border if found else 0
    return applicants, applicants + (found.return_border if found else 0)


def release(circumstances: Circumstances, state: str, book: Book) -> Release:
    """The release of a Member State at the instant of the circumstances (APR 47(2)-(3), 48, 50; CFMR 11(2)).

    Files are asked by the thousand under the same circumstances: the answer is remembered with them.
    """
    key = f"release of {state}"
    asked: tuple[Book, Release] | None = circumstances.memory.get(key)
    if asked is None or asked[0] is not book:
        asked = circumstances.memory[key] = (book, _release(circumstances, state, book))
    return asked[1]


def _release(circumstances: Circumstances, state: str, book: Book) -> Release:
    today, zone = circumstances.today, circumstances.zone
    number = circumstances.last(AdequateCapacity, state)
    applicants, both = stock(circumstances, state)
    counted = both if book.answer("O-8") == "with_return_border" else applicants
    known = number is not None and circumstances.last(BorderStock, state) is not None
    reached = known and number is not None and counted >= number.number
    full = known and number is not None and both >= number.number
    notifications = [
        item for item in circumstances.known(CapacityNotified, state) if item.at.day(zone).year == today.year
    ]
    notified = any(item.at.day(zone) < today for item in notifications)
    turns: list[datetime] = [midnight_after(item.at.day(zone), zone) for item in notifications]
    if notified:
        turns.append(midnight_after(date(today.year, 12, 31), zone))
    if circumstances.known(YearlyExamined, state):
        since = [value.since for value in book.parameters["yearly-maximum-multiplier"].values]
        turns += [midnight_after(day - timedelta(days=1), zone) for day in since if day > today]
    in_force = notified or (reached and book.answer("O-35") == "when_reached")
    begins = _year_begins(book, today)
    maximum = None if number is None else number.number * int(book.number("yearly-maximum-multiplier", today))
    year_reached = maximum is not None and _examined(circumstances, state, begins) >= maximum > 0
    authorised = any(item.at.day(zone) >= begins for item in circumstances.on(YearlyMaximumAuthorised, today, state))
    told = any(item.at.day(zone) >= begins for item in circumstances.known(YearlyMaximumNotified, state))
    released = authorised or (year_reached and told and book.answer("O-9") == "on_notification")
    crisis = derogation_in_force(circumstances, "CFMR 11(2)", today, state) is not None
    decided = RELEASE.decide(
        {
            "number_set": number is not None,
            "stock_reached": reached,
            "notified_this_year": in_force,
            "yearly_maximum": "released" if released else "reached" if year_reached else "not_reached",
            "crisis_release": crisis,
        }
    )
    if isinstance(decided, Undecided):  # every input is closed, so this cannot be
        raise AssertionError("the release table has only closed inputs")
    row = decided.rows[0]
    hangs = {
        "O-8": number is not None and applicants < number.number <= both,
        "O-35": reached and not notified,
        "O-9": year_reached and told and not authorised,
        "O-10": year_reached or authorised,
    }
    hangs_on = tuple(question for question, open_ in hangs.items() if open_ and not crisis)
    return Release(
        what=decided.outcome,  # type: ignore[arg-type]
        reasons=(Reason(RELEASE.name, row.id, row.then, row.rules + hangs_on, row.cite),),
        may_notify=full and not notifications,
        may_notify_year=year_reached and not told and not authorised,
        hangs_on=hangs_on,
        turns=tuple(turns),
    )


def examine_state(case: Case) -> None:
    """From what the Member State is released now, and what it may notify."""
    free = release(case.circumstances, case.state, case.book)
    for turn in free.turns:
        case.turn(turn)
    case.reasons.extend(free.reasons)
    row = free.reasons[0]
    if free.what == "low_rate":
        case.stand(case.steps, RELEASED_LOW_RATE, free.reasons, rules=row.rules, cite=row.cite)
    elif free.what == "low_rate_and_misled":
        case.stand(case.steps, RELEASED_YEAR, free.reasons, rules=row.rules, cite=row.cite)
    if free.may_notify:
        case.stand(case.permitted, NOTIFY, free.reasons)
    if free.may_notify_year:
        case.stand(case.permitted, NOTIFY_YEAR, free.reasons)


chapter(247, state=examine_state, when=(AdequateCapacity,))
