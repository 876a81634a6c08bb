"""``asylon position --batch``: a table of facts in, the position of every case out.

One row is one fact; the rows of a case need not stand together. A row that cannot be read is told with its line, place
and remedy, and its case is not answered; the other cases are.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any

import click
import msgspec

from asylon.cli import case_input, csv_rows
from asylon.cli.position_output import as_data, write_json
from asylon.cli.progress import one_by_one
from asylon.cli.refusals import line_place, reader_language, refusal
from asylon.law import circumstances, facts
from asylon.law.book import Book
from asylon.law.cells import typed, types_of
from asylon.law.citations import Bilingual
from asylon.law.explanation import due_text
from asylon.law.files import InputError, Problem, check_file, read_circumstance, read_fact, read_file
from asylon.law.position import Position
from asylon.law.positions import position
from asylon.law.provisions import PROVISIONS

#: Columns that are not fields of a fact: which case, the Member State that keeps it, where the fact happened.
CASE, STATE, HAPPENED_IN = "case", "state", "happened_in"
REQUIRED = (CASE, STATE, "kind", "at")
_CASE = Bilingual("case", "zaak")
_TABLE = Bilingual("a table of facts", "tabel van feiten")
_DONE = Bilingual("{} cases answered, {} not", "{} zaken beantwoord, {} niet")
_WRONG = Bilingual("; {} rows and {} cases are wrong", "; {} rijen en {} zaken zijn fout")
DUTY_COLUMNS = (
    *("case", "person", "state", "on", "route", "provision", "block", "who", "acting_state", "status"),
    *("due", "overdue_from", "due_words", "met_in_time", "rules", "cite", "edition"),
)


class Wrong(msgspec.Struct, frozen=True):
    """What is wrong with a row or, where ``line`` is 0, with a case as a whole."""

    case: str
    line: int
    problem: Problem

    def __str__(self) -> str:
        lang = reader_language()
        where = f"{line_place(self.line)}, " if self.line else ""
        return f"{where}{_CASE[lang]} {self.case or '?'}, {self.problem.told(lang)}"


class Gathered(msgspec.Struct):
    """The rows of one case."""

    state: str = ""
    facts: list[facts.Fact] = []
    circumstances: list[circumstances.Circumstance] = []
    spoilt: bool = False


def _typed(kind: type, cells: Mapping[str, str]) -> dict[str, Any]:
    """Cells as the values that JSON would hold."""
    wanted = types_of(kind)
    return {name: typed(wanted.get(name, str), cell) for name, cell in cells.items()}


def gather(text: str, source: str, wrong: list[Wrong]) -> tuple[dict[str, Gathered], list[circumstances.Circumstance]]:
    """The cases of a table, and the circumstances without a case, which count for all of them."""
    cases: dict[str, Gathered] = {}
    everywhere: list[circumstances.Circumstance] = []
    names = ", ".join(REQUIRED)
    columns = Bilingual(f"Columns: {names}, person …", f"Kolommen: {names}, person …")
    for line, cells in csv_rows.rows(text, source, REQUIRED, _TABLE, columns):
        name, state, kind = cells.pop(CASE, ""), cells.pop(STATE, ""), cells.get("kind", "")
        happened_in = cells.pop(HAPPENED_IN, "")
        into = cases.setdefault(name, Gathered()) if name else None

        def bad(found: Problem, line: int = line, name: str = name, into: Gathered | None = into) -> None:
            wrong.append(Wrong(name, line, found))
            if into is not None:
                into.spoilt = True

        if into is not None:
            if state and into.state and state != into.state:
                bad(
                    Problem.at(
                        STATE,
                        (f"{state!r} here, {into.state!r} before.", f"hier {state!r}, eerder {into.state!r}."),
                        ("One Member State keeps a case.", "Eén lidstaat houdt een zaak bij."),
                    )
                )
            into.state = into.state or state
        try:
            if kind in circumstances.KINDS:
                where = happened_in or ("" if into is not None else state)
                given = _typed(circumstances.KINDS[kind], cells) | ({"state": where} if where else {})
                (everywhere if into is None else into.circumstances).append(read_circumstance(given, kind))
            elif into is None:
                bad(
                    Problem.at(
                        CASE,
                        (
                            "the row does not say to which case it belongs.",
                            "de rij zegt niet bij welke zaak zij hoort.",
                        ),
                        ("Give every fact its case.", "Geef elk feit zijn zaak."),
                    )
                )
            else:
                given = _typed(facts.KINDS.get(kind, facts.Fact), cells)
                into.facts.append(read_fact(given | ({"state": happened_in} if happened_in else {}), kind or "kind"))
        except InputError as error:
            for found in error.problems:
                bad(found)
    return cases, everywhere


def answer_batch(source: str, book: Book, on: str | None, *, as_json: bool, lang: str, person: str | None) -> None:
    """Answer every case of a table: a CSV of duties, or JSON lines. Exit code 1 where a row or case failed."""
    wrong: list[Wrong] = []
    cases, everywhere = gather(case_input.read_text(source), source, wrong)
    for told in wrong:
        click.echo(str(told), err=True)
    before = len(wrong)
    out = csv.writer(sys.stdout, lineterminator="\n")
    if not as_json:
        out.writerow(DUTY_COLUMNS)
    answered = 0
    for name, gathered in one_by_one(cases.items(), "cases"):
        if gathered.spoilt:
            continue
        try:
            raw = {"state": gathered.state, "facts": gathered.facts, "circumstances": gathered.circumstances}
            file, own = read_file(raw)
            problems = check_file(file, book.zone(file.state), book.applies)
            if problems:
                raise InputError(problems)
            known = (*own, *everywhere)
            at = case_input.instant(on, book.zone(file.state))
            found = position(file, known, at, book)
        except Exception as error:
            told_as = refusal(error)
            if told_as is None:
                raise
            for problem in told_as.problems or (Problem.at(STATE, (told_as.message, told_as.message), ("", "")),):
                wrong.append(Wrong(name, 0, problem))
                click.echo(str(wrong[-1]).rstrip(), err=True)
            continue
        answered += 1
        chosen = [each for each in found if person in (None, each)]
        if as_json:
            click.echo(write_json({"case": name, **as_data(file, known, at, found, chosen)}, compact=True))
        else:
            for each in chosen:
                out.writerows(_duties(name, found[each], lang))
    done = _DONE[lang].format(answered, len(cases) - answered)
    click.echo(done + (_WRONG[lang].format(before, len(wrong) - before) if wrong else ""), err=True)
    if wrong:
        sys.exit(1)


def _duties(case: str, found: Position, lang: str) -> Iterator[tuple[str, ...]]:
    route = found.route.provision.removeprefix("route:") if found.route else ""
    for duty in found.duties:
        counted = duty.due
        due = None if counted is None else counted.moment or counted.last_day
        yield (
            case,
            found.person,
            found.state,
            found.at.isoformat(),
            route,
            duty.provision,
            PROVISIONS[duty.provision].block,
            duty.who,
            duty.state,
            duty.status,
            due.isoformat() if due is not None else "",
            duty.end.astimezone(UTC).isoformat() if duty.end else "",
            due_text(duty, lang),
            "" if duty.met_in_time is None else str(duty.met_in_time).lower(),
            " ".join(duty.rules),
            duty.cite,
            found.edition,
        )
