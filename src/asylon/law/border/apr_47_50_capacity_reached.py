"""Capacity reached (Regulation (EU) 2024/1348, Articles 47(2)-(3), 48 and 50).

When a Member State is released from examining point (j) cases at the border, and when the release ends again.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from asylon.law.book import Book
from asylon.law.case import Circumstances, midnight_after
from asylon.law.circumstances import (
    AdequateCapacity,
    BorderStock,
    CapacityNotified,
    CrisisDerogation,
    YearlyExamined,
    YearlyMaximumAuthorised,
    YearlyMaximumNotified,
)
from asylon.law.citations import Bilingual
from asylon.law.position import Reason
from asylon.law.provisions import Permission, declare
from asylon.law.tables import Choice, DecisionTable, Row, Undecided, register_table

NOT_EXAMINE = declare(
    Permission(
        id="not-examine-low-rate-at-border",
        block="border",
        rules=("C-5",),
        cite="APR 48(2)",
        words=Bilingual(
            "leave the case of a low recognition rate out of the border procedure: capacity is reached and notified",
            "de zaak met laag erkenningspercentage buiten de grensprocedure laten: de capaciteit is bereikt en gemeld",
        ),
    )
)
NOTIFY = declare(
    Permission(
        id="notify-capacity-reached",
        block="border",
        rules=("C-5",),
        cite="APR 48(1)",
        words=Bilingual(
            "notify the Commission that the adequate capacity is reached; the release counts from the next day",
            "de Commissie melden dat de toereikende capaciteit is bereikt; de ontheffing geldt vanaf de volgende dag",
        ),
    )
)
NOTIFY_YEAR = declare(
    Permission(
        id="notify-yearly-maximum",
        block="border",
        rules=("C-7",),
        cite="APR 50",
        words=Bilingual(
            "notify the Commission that the yearly maximum is reached; the release needs its authorisation",
            "de Commissie melden dat het jaarmaximum is bereikt; de ontheffing vergt haar toestemming",
        ),
    )
)

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
                ("C-5", "C-6", "T-6"),
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
    turns: tuple[object, ...] = ()


def release(circumstances: Circumstances, state: str, book: Book) -> Release:
    """The release of a Member State at the instant of the circumstances (APR 47(2)-(3), 48, 50; CFMR 11(2))."""
    today = circumstances.today
    number = circumstances.last(AdequateCapacity, state)
    stock = circumstances.last(BorderStock, state)
    applicants = stock.asylum_border if stock else 0
    both = applicants + (stock.return_border if stock else 0)
    counted = both if book.answer("O-8") == "with_return_border" else applicants
    reached = number is not None and stock is not None and counted >= number.number
    notifications = [
        item
        for item in circumstances.known(CapacityNotified, state)
        if item.at.day(circumstances.zone).year == today.year
    ]
    in_force = any(item.at.day(circumstances.zone) < today for item in notifications)
    turns: list[object] = [
        midnight_after(item.at.day(circumstances.zone), circumstances.zone) for item in notifications
    ]
    if in_force:
        turns.append(midnight_after(date(today.year, 12, 31), circumstances.zone))
    if book.answer("O-35") == "when_reached":
        in_force = in_force or reached
    multiplier = int(book.number("yearly-maximum-multiplier", today))
    examined = circumstances.last(YearlyExamined, state)
    this_year = examined.number if examined and examined.at.day(circumstances.zone).year == today.year else 0
    year_reached = number is not None and this_year >= number.number * multiplier and this_year > 0
    authorised = any(
        item.at.day(circumstances.zone).year == today.year
        for item in circumstances.on(YearlyMaximumAuthorised, today, state)
    )
    told = any(
        item.at.day(circumstances.zone).year == today.year for item in circumstances.known(YearlyMaximumNotified, state)
    )
    released = authorised or (year_reached and told and book.answer("O-9") == "on_notification")
    crisis = any(
        "CFMR 11(2)" in item.derogations and item.situation != "instrumentalisation"
        for item in circumstances.on(CrisisDerogation, today, state)
    )
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
    return Release(
        what=decided.outcome,  # type: ignore[arg-type]
        reasons=(Reason(RELEASE.name, row.id, row.then, row.rules, row.cite),),
        may_notify=number is not None and both >= number.number and not notifications,
        may_notify_year=year_reached and not told and not authorised,
        hangs_on=("O-8",) if stock is not None and number is not None and applicants < number.number <= both else (),
        turns=tuple(turns),
    )
