"""Indicators: figures measured on what happened, never typed.

An indicator is a definition and a query. Whoever sees a figure can open its definition, the facts behind it and the
article that makes it matter. Where the register holds no facts for a block yet, its indicator is measured on the
evidence recorded for the block's dated obligations, and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import msgspec
import yaml

from asylon.law.book import Book
from asylon.law.citations import Bilingual
from asylon.plan.blocks import block, blocks
from asylon.plan.obligations import obligations, status
from asylon.register.inbox import DutyCounts, DutyRow, InboxQuery
from asylon.register.register import Register


class Indicator(msgspec.Struct, frozen=True, kw_only=True):
    """The full contract of an indicator.

    ``numerator`` and ``denominator`` say what is counted; ``missing_rule`` what happens with what is not known;
    ``article`` what makes it matter; ``target`` None where nobody has set one; ``direction`` which way is better.
    ``measures`` and ``of`` name the query: on duties (``duties``, by provision) or on obligations (``obligations``).
    """

    id: str
    block: int
    name: Bilingual
    question: Bilingual
    definition: Bilingual
    unit: Bilingual
    numerator: Bilingual
    denominator: Bilingual
    missing_rule: Bilingual
    article: str
    direction: Bilingual
    measures: str
    target: Bilingual | None = None
    target_value: float | None = None
    of: tuple[str, ...] = ()


class BlockReading(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator as measured now. ``value`` in per cent, None where the denominator is empty."""

    block: int
    key: str
    name: Bilingual
    indicator: Indicator
    numerator: int
    denominator: int
    missing: int
    value: float | None
    text: Bilingual
    cases_url_query: str
    next_due: DutyRow | None


class Count(msgspec.Struct, frozen=True):
    """What a query counted."""

    numerator: int
    denominator: int
    missing: int


@cache
def indicators() -> tuple[Indicator, ...]:
    """The indicators, one a block, in the order of the blocks."""
    text = (resources.files("asylon.plan") / "data" / "indicators.yaml").read_text("utf-8")
    return msgspec.convert(yaml.safe_load(text), tuple[Indicator, ...])


def indicator(id_: str) -> Indicator:
    """The indicator of that id; raises `LookupError` where there is none."""
    for candidate in indicators():
        if candidate.id == id_:
            return candidate
    raise LookupError(f"no indicator {id_!r}")


def on_duties(counts: Mapping[str, DutyCounts], provisions: tuple[str, ...]) -> Count:
    """In time among all that had to be done by now: met in time over met in time, met late and late.

    Duties still open in time are not judged yet; lapsed ones fell away. Duties met without a date are missing.
    """
    found = [counts[provision] for provision in provisions if provision in counts]
    in_time = sum(item.met_in_time for item in found)
    judged = in_time + sum(item.met_late + item.late for item in found)
    return Count(in_time, judged, sum(item.met for item in found))


def on_obligations(number: int, today: date) -> Count:
    """Obligations of a block that fell due by a day, and how many have evidence."""
    judged = [status(item, today) for item in obligations(number)]
    done = sum(found.kind in ("met", "met_late", "met_date_unknown") for found in judged)
    without = sum(found.kind in ("overdue_without_evidence", "evidence_in_part") for found in judged)
    return Count(done, done + without, sum(found.kind == "on_event" for found in judged))


def measure(which: Indicator, counts: Mapping[str, DutyCounts], today: date) -> Count:
    """Run the indicator's query."""
    queries: dict[str, Callable[[], Count]] = {
        "duties": lambda: on_duties(counts, which.of),
        "obligations": lambda: on_obligations(which.block, today),
    }
    return queries[which.measures]()


def _number(value: float, nl: bool) -> str:
    text = f"{value:.1f}"
    return text.replace(".", ",") if nl else text


def _text(which: Indicator, count: Count, value: float | None) -> Bilingual:
    if value is None:
        return Bilingual("nothing to measure yet", "nog niets te meten")
    return Bilingual(
        f"{_number(value, False)} % {which.name.en} ({count.numerator:,} of {count.denominator:,})",
        f"{_number(value, True)} % {which.name.nl} ({count.numerator:,} van {count.denominator:,})".replace(
            f"{count.denominator:,}", f"{count.denominator:,}".replace(",", ".")
        ).replace(f"({count.numerator:,} ", f"({count.numerator:,} ".replace(",", ".")),
    )


def reading(which: Indicator, register: Register, counts: Mapping[str, DutyCounts], today: date) -> BlockReading:
    """The indicator measured on the register, with the next deadline of its block."""
    found = measure(which, counts, today)
    value = 100 * found.numerator / found.denominator if found.denominator else None
    about = block(which.block)
    page = register.inbox(InboxQuery(block=about.key, when="week", limit=1))
    name: Any = about.name
    return BlockReading(
        block=which.block,
        key=about.key,
        name=Bilingual(name.en, name.nl),
        indicator=which,
        numerator=found.numerator,
        denominator=found.denominator,
        missing=found.missing,
        value=value,
        text=_text(which, found, value),
        cases_url_query=f"block={about.key}",
        next_due=page.rows[0] if page.rows else None,
    )


def overview(register: Register, book: Book, today: date) -> list[BlockReading]:
    """The ten blocks, one figure each, measured now."""
    counts = register.duty_counts()
    by_block = {which.block: which for which in indicators()}
    return [reading(by_block[about.number], register, counts, today) for about in blocks()]
