"""Loads the gazette's data into one immutable :class:`asylon.law.book.Book`."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any, get_args

import yaml

from asylon import __version__
from asylon.gazette import holidays
from asylon.law.book import (
    UNION,
    Application,
    Binding,
    Book,
    BookError,
    Dated,
    OpenQuestion,
    Parameter,
    Part,
    Participation,
    RuleText,
)
from asylon.law.calendars import Calendar
from asylon.law.circumstances.national_law import Provided
from asylon.law.citations import Bilingual
from asylon.law.lengths import Length

_DATA = resources.files("asylon.gazette") / "data"


@lru_cache(maxsize=1)
def _yaml() -> dict[str, Any]:
    found = {
        name: yaml.safe_load((_DATA / f"{name}.yaml").read_text("utf-8"))
        for name in ("acts", "open-questions", "national-choices", "participation")
    }
    found["parameters"] = [
        entry
        for item in sorted((_DATA / "parameters").iterdir(), key=lambda item: item.name)
        if item.name.endswith(".yaml")
        for entry in yaml.safe_load(item.read_text("utf-8"))
    ]
    return found


@lru_cache(maxsize=1)
def rules() -> Mapping[str, RuleText]:
    """The rule index: every Id with act, article and our own one-line paraphrase, in the order of the files."""
    found: dict[str, RuleText] = {}
    for entry in sorted((_DATA / "rules").iterdir(), key=lambda item: item.name):
        if not entry.name.endswith(".csv"):
            continue
        for row in csv.DictReader(io.StringIO(entry.read_text("utf-8"))):
            if row["id"] in found:
                raise BookError(
                    f"{entry.name}: rule {row['id']} stands in the index twice; keep one",
                    f"{entry.name}: regel {row['id']} staat twee keer in het register; houd er een",
                )
            found[row["id"]] = RuleText(
                id=row["id"],
                block=row["block"],
                citation=row["citation"],
                verification=row["verification"],
                kind=row["kind"],
                words=Bilingual(row["en"], row["nl"]),
            )
    return found


class _Calendars(Mapping[str, Calendar]):
    """The calendars of the Member States and of the Union, each made when it is first asked for."""

    def __init__(self) -> None:
        self._states = {state.code for state in holidays.member_states()} | {UNION}

    def __getitem__(self, state: str) -> Calendar:
        if state not in self._states:
            raise KeyError(state)
        return holidays.calendar(state)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._states))

    def __len__(self) -> int:
        return len(self._states)


def _text(entry: Mapping[str, str]) -> Bilingual:
    return Bilingual(entry["en"], entry["nl"])


def _applications() -> dict[str, Application]:
    """The acts with their dates of application, and what in them applies earlier or later."""
    return {
        entry["act"]: Application(
            act=entry["act"],
            applies=entry["applies"],
            published=entry.get("published"),
            cite=entry["cite"],
            rule=entry["rule"],
            parts=tuple(
                Part(
                    place=part["place"],
                    applies=part["applies"],
                    rule=part["rule"],
                    cite=part["cite"],
                    words=_text(part["words"]),
                )
                for part in entry.get("parts", ())
            ),
            older={state: _text(words) for state, words in entry.get("older", {}).items()},
        )
        for entry in _yaml()["acts"]
    }


_BINDS: Mapping[object, Binding] = {True: "bound", False: "not_bound", "unknown": "unknown"}


def _participation() -> dict[str, tuple[Participation, ...]]:
    """Which Member States do not, or not fully, take part in which act."""
    return {
        state: tuple(
            Participation(
                act=entry["act"],
                binding=_BINDS[entry["binds"]],
                since=entry["since"],
                only=tuple(entry.get("only", ())),
                cite=entry.get("cite", ""),
                verification=entry["verification"],
                source=_text(entry["source"]),
            )
            for entry in entries
        )
        for state, entries in _yaml()["participation"].items()
    }


def _parameter(entry: Mapping[str, Any], applies: Mapping[str, date]) -> Parameter:
    act = entry["cite"].split(" ", 1)[0]
    values = []
    for given in entry.get("values") or [{"value": entry["value"]}]:
        value = given["value"]
        since = given.get("since") or applies.get(act) or date(1971, 7, 1)
        values.append(
            Dated(
                value=value if isinstance(value, str) else float(value),
                since=since,
                until=given.get("until"),
                source=given.get("source", entry["cite"]),
            )
        )
    return Parameter(
        key=entry["key"],
        words=_text(entry["words"]),
        cite=entry["cite"],
        rules=tuple(entry["rules"]),
        values=tuple(values),
        low=entry.get("low"),
        high=entry.get("high"),
    )


def check_choice(state: str, key: str, value: str | float, parameter: Parameter | None) -> None:
    """A national choice names a parameter and stays in its range; where only ``low`` is given, there is no upper bound.

    Raises :class:`BookError` that says what is wrong.
    """
    if parameter is None:
        raise BookError(
            f"national choice {key!r} of {state} names no parameter of the gazette",
            f"nationale keuze {key!r} van {state} noemt geen parameter van de gazette",
        )
    if parameter.low is None:
        raise BookError(
            f"national choice {key!r} of {state}: {parameter.cite} leaves no choice",
            f"nationale keuze {key!r} van {state}: {parameter.cite} laat geen keuze",
        )

    def size(item: str | float) -> float:
        if not isinstance(item, str):
            return float(item)
        length = Length.parse(item)
        days = {"days": 1, "working days": 1.4, "weeks": 7, "months": 30, "years": 365, "hours": 1 / 24}
        return length.count * days[str(length.unit.value)]

    too_low = size(value) < size(parameter.low)
    too_high = parameter.high is not None and size(value) > size(parameter.high)
    if too_low or too_high:
        if parameter.high is None:
            allowed = Bilingual(f"at least {parameter.low}", f"ten minste {parameter.low}")
        else:
            allowed = Bilingual(f"{parameter.low} to {parameter.high}", f"{parameter.low} tot en met {parameter.high}")
        raise BookError(
            f"national choice {key!r} of {state} is {value}; {parameter.cite} allows {allowed.en}",
            f"nationale keuze {key!r} van {state} is {value}; {parameter.cite} staat {allowed.nl} toe",
        )


def _provided(state: str, articles: Iterable[str]) -> frozenset[str]:
    """The articles whose possibility national law uses. Raises :class:`BookError` for one that leaves none."""
    found = frozenset(articles)
    strangers = sorted(found - frozenset(get_args(Provided)))
    if strangers:
        raise BookError(
            f"national-choices.yaml, {state}: {', '.join(strangers)} leaves national law nothing that the program knows;"
            f" choose among {', '.join(get_args(Provided))}",
            f"national-choices.yaml, {state}: {', '.join(strangers)} laat het nationale recht niets over wat het programma"
            f" kent; kies uit {', '.join(get_args(Provided))}",
        )
    return found


def book(
    answers: Mapping[str, str] | None = None, choices: Mapping[str, Mapping[str, str | float]] | None = None
) -> Book:
    """The book of the gazette.

    ``answers`` chooses among the documented answers to open questions (``{"O-18": "from_hit"}``); ``choices`` adds
    national choices to those of the gazette. Raises :class:`BookError` for an unknown question or answer and for a
    choice outside the range that the article allows.
    """
    data = _yaml()
    questions = {
        entry["id"]: OpenQuestion(
            id=entry["id"],
            default=entry["default"],
            why=_text(entry["why"]),
            options={key: _text(words) for key, words in entry["options"].items()},
        )
        for entry in data["open-questions"]
    }
    given = dict(answers or {})
    applications = _applications()
    applies = {act: item.applies for act, item in applications.items()}
    parameters: dict[str, Parameter] = {}
    for entry in data["parameters"]:
        if entry["key"] in parameters:
            raise BookError(
                f"parameter {entry['key']!r} stands in the gazette twice; keep one",
                f"parameter {entry['key']!r} staat twee keer in de gazette; houd er een",
            )
        parameters[entry["key"]] = _parameter(entry, applies)
    national: dict[str, dict[str, str | float]] = {
        state: dict(entry.get("choices") or {}) for state, entry in data["national-choices"].items()
    }
    for state, more in (choices or {}).items():
        national.setdefault(state, {}).update(more)
    for state, entries in national.items():
        for key, value in entries.items():
            check_choice(state, key, value, parameters.get(key))
    made = Book(
        edition=_edition(given, national),
        applies=applies,
        parameters=parameters,
        rules=rules(),
        open_questions=questions,
        answers={},
        choices=national,
        calendars=_Calendars(),
        states={state.code: state.name for state in holidays.member_states()},
        applications=applications,
        participation=_participation(),
        provided={
            state: _provided(state, entry.get("provides") or ()) for state, entry in data["national-choices"].items()
        },
    )
    return made.answered(given)


def _edition(answers: Mapping[str, str], choices: Mapping[str, Mapping[str, str | float]]) -> str:
    """Identifies version, rules and figures: two books with the same edition give the same answers."""
    digest = hashlib.sha256()
    for entry in sorted((*_files(), *rule_modules()), key=lambda item: item[0]):
        digest.update(entry[0].encode())
        digest.update(entry[1])
    digest.update(holidays.edition().encode())
    digest.update(repr(sorted(answers.items())).encode())
    digest.update(repr(sorted((state, sorted(entries.items())) for state, entries in choices.items())).encode())
    return f"{__version__}-{digest.hexdigest()[:16]}"


@lru_cache(maxsize=1)
def _files() -> tuple[tuple[str, bytes], ...]:
    found = [(item.name, item.read_bytes()) for item in _DATA.iterdir() if item.is_file()]
    for folder in ("rules", "parameters"):
        found += [(f"{folder}/{item.name}", item.read_bytes()) for item in (_DATA / folder).iterdir() if item.is_file()]
    return tuple(found)


@lru_cache(maxsize=1)
def rule_modules() -> tuple[tuple[str, bytes], ...]:
    """The rules themselves: a changed rule module is another edition, and stored positions are computed anew."""
    law = resources.files("asylon.law")
    found: list[tuple[str, bytes]] = []
    for item in law.iterdir():
        if item.is_file() and item.name.endswith(".py"):
            found.append((f"law/{item.name}", item.read_bytes()))
        elif item.is_dir():
            found += [
                (f"law/{item.name}/{part.name}", part.read_bytes())
                for part in item.iterdir()
                if part.name.endswith(".py")
            ]
    return tuple(found)


def profile_note(state: str) -> Bilingual | None:
    """What the gazette says about a Member State's national choices."""
    entry = _yaml()["national-choices"].get(state, {})
    return _text(entry["note"]) if "note" in entry else None


def data_text(name: str) -> str:
    """The text of a data file of the gazette."""
    return (_DATA / name).read_text("utf-8")
