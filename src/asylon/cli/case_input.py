"""What is asked: a case from JSON or YAML, the instant of the question, the answers to open questions."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from asylon.cli.refusals import Refusal, line_place, of_input
from asylon.law.book import UNION, Book
from asylon.law.circumstances import Circumstance
from asylon.law.citations import Bilingual
from asylon.law.files import File, InputError, Problem, check_file, read_file
from asylon.law.moments import Moment, MomentError


def read_text(source: str) -> str:
    """The text of a file, or of standard input for ``-``. Raises :class:`Refusal` where it is not UTF-8."""
    try:
        if source == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig")
        return Path(source).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(
            Bilingual(
                f"{source}: this is not UTF-8 text (byte {error.start}). Save the file as UTF-8.",
                f"{source}: dit is geen tekst in UTF-8 (byte {error.start}). Sla het bestand op als UTF-8.",
            )
        ) from None


def read_case(source: str, book: Book) -> tuple[File, tuple[Circumstance, ...]]:
    """The file and circumstances of a case. Raises :class:`Refusal` with every problem found."""
    raw = _parse(read_text(source), source)
    try:
        file, circumstances = read_file(raw)
        problems = check_file(file, book.zone(file.state), book.applies)
        if problems:
            raise InputError(problems)
    except InputError as error:
        raise of_input(error, source) from None
    return file, circumstances


def read_circumstances(source: str) -> tuple[Circumstance, ...]:
    """Circumstances from a list, or an object with ``circumstances``. Raises :class:`Refusal` with all that is wrong."""
    raw = _parse(read_text(source), source)
    listed = raw.get("circumstances") if isinstance(raw, Mapping) else raw
    if not isinstance(listed, list):
        raise Refusal(
            Bilingual(
                f"{source} cannot be used: it holds no list of circumstances. The kinds: asylon law facts.",
                f"{source} is niet bruikbaar: er staat geen lijst van omstandigheden in. De soorten: asylon law facts.",
            )
        )
    try:
        _, found = read_file({"state": UNION, "circumstances": listed}, facts_needed=False)
    except InputError as error:
        raise of_input(error, source) from None
    return found


def read_object(source: str) -> Mapping[str, Any]:
    """An object of JSON or YAML as it is written. Raises :class:`Refusal` for anything else."""
    raw = _parse(read_text(source), source)
    if not isinstance(raw, Mapping):
        raise Refusal(
            Bilingual(
                f"{source} cannot be used: it holds no object. Write {{name: value, …}} as JSON or YAML.",
                f"{source} is niet bruikbaar: er staat geen object in. Schrijf {{naam: waarde, …}} als JSON of YAML.",
            )
        )
    return raw


def _parse(text: str, source: str) -> Any:
    if text.lstrip().startswith("{") and not source.endswith((".yaml", ".yml")):
        try:
            return json.loads(text)
        except json.JSONDecodeError as error:
            wrong = Bilingual(f"{error.msg}.", f"{_JSON.get(error.msg, 'dit is geen JSON')}.")
            raise _unreadable(source, "JSON", wrong, error.lineno, error.colno) from None
        except NO_VALUE as error:
            raise _unreadable(source, "JSON", no_value(error), 1, 1) from None
    return _parse_yaml(text, source)


def _parse_yaml(text: str, source: str) -> Any:
    import yaml

    class TextLoader(yaml.SafeLoader):
        """YAML as JSON knows it: a date stays the text that stands there, and only true and false are truth values."""

    dropped = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
    TextLoader.yaml_implicit_resolvers = {
        sign: [entry for entry in entries if entry[0] not in dropped]
        for sign, entries in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    TextLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))
    try:
        return yaml.load(text, Loader=TextLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _unreadable(
            source, "YAML", yaml_words(error), mark.line + 1 if mark else 1, mark.column + 1 if mark else 1
        ) from None
    except NO_VALUE as error:
        raise _unreadable(source, "YAML", no_value(error), 1, 1) from None


#: What the readers of JSON and YAML raise where they take a text apart and then cannot make its values.
NO_VALUE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


#: What the reader of JSON finds, in Dutch.
_JSON = {
    "Expecting value": "hier ontbreekt een waarde",
    "Expecting ',' delimiter": "hier ontbreekt een komma",
    "Expecting ':' delimiter": "hier ontbreekt een dubbele punt",
    "Expecting property name enclosed in double quotes": "hier hoort een naam tussen dubbele aanhalingstekens",
    "Illegal trailing comma before end of object": "hier staat een komma te veel",
    "Illegal trailing comma before end of array": "hier staat een komma te veel",
    "Extra data": "na het einde staat nog iets",
    "Unterminated string starting at": "de tekst die hier begint, houdt niet op",
    "Invalid control character at": "hier staat een stuurteken in een tekst",
    "Invalid \\escape": "na \\ staat hier geen bekend teken",
    "Invalid \\uXXXX escape": "na \\u horen hier vier tekens 0-9 of a-f",
}


def yaml_words(error: Exception) -> Bilingual:
    """What is wrong with a text of YAML; its reader knows the particulars in English only."""
    said = str(getattr(error, "problem", "") or error)
    return Bilingual(f"{said}.", "hier is de tekst geen YAML.")


def no_value(error: Exception) -> Bilingual:
    """What is wrong with a text whose values cannot be made."""
    if isinstance(error, RecursionError):
        return Bilingual("it is nested too deeply.", "het is te diep genest.")
    return Bilingual(
        "it holds something that is no value of its kind, such as a number that is too long or a day that does not exist.",
        "er staat iets in dat geen waarde van zijn soort is, zoals een te lang getal of een dag die niet bestaat.",
    )


def _unreadable(source: str, form: str, wrong: Bilingual, line: int, column: int) -> Refusal:
    remedy = Bilingual(
        f"Correct the {form} there; docs/cli.md shows how it is written.",
        f"Verbeter de {form} daar; docs/cli.md toont hoe die wordt geschreven.",
    )
    return Refusal(not_read(source), [Problem(line_place(line, column), wrong, remedy)])


def not_read(source: str) -> Bilingual:
    """That a file cannot be read."""
    return Bilingual(f"{source} cannot be read.", f"{source} is niet te lezen.")


def instant(text: str | None, zone: ZoneInfo) -> datetime:
    """The instant of the question: now; an instant with its zone; or a date, which is asked at its end.

    The end of a day is its last moment in the Member State of the file: an act on that day is still in time.
    """
    if text is None:
        return datetime.now(tz=zone)
    try:
        moment = Moment.parse(text)
    except MomentError as error:
        raise Refusal(
            Bilingual("The moment of the question cannot be read.", "Het moment van de vraag is niet te lezen."),
            [
                Problem.at(
                    "--on",
                    (f"{error.said.en}.", f"{error.said.nl}."),
                    (
                        "A date means the end of that day in the file's Member State.",
                        "Een datum betekent het einde van die dag in de lidstaat van het dossier.",
                    ),
                )
            ],
        ) from None
    if moment.exact:
        return moment.instant(zone)
    return end_of_day(moment.day(zone), zone)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The last moment of a day in a zone."""
    next_day = datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
    return (next_day.astimezone(UTC) - timedelta.resolution).astimezone(zone)


def answers(given: Sequence[str]) -> dict[str, str]:
    """``("O-18=from_hit",)`` as a mapping. The book says whether question and answer exist."""
    found: dict[str, str] = {}
    for text in given:
        question, sign, answer = text.partition("=")
        if not sign:
            raise Refusal(
                Bilingual(
                    "An answer to an open question cannot be read.", "Een antwoord op een open vraag is niet te lezen."
                ),
                [
                    Problem.at(
                        "--answer",
                        (f"{text!r} has no = sign.", f"{text!r} heeft geen teken =."),
                        (
                            "Write QUESTION=ANSWER, for example O-18=from_hit.",
                            "Schrijf VRAAG=ANTWOORD, bijvoorbeeld O-18=from_hit.",
                        ),
                    )
                ],
            )
        found[question.strip()] = answer.strip()
    return found


def choices(given: Sequence[str]) -> dict[str, str | float]:
    """``("appeal-short=7 days",)`` as a mapping. The book says whether the key exists and the value is allowed."""
    found: dict[str, str | float] = {}
    for text in given:
        key, sign, value = text.partition("=")
        if not sign or not value.strip():
            raise Refusal(
                Bilingual("A national choice cannot be read.", "Een nationale keuze is niet te lezen."),
                [
                    Problem.at(
                        "--choice",
                        (f"{text!r} has no value.", f"{text!r} heeft geen waarde."),
                        (
                            "Write KEY=VALUE, for example appeal-short=7 days.",
                            "Schrijf SLEUTEL=WAARDE, bijvoorbeeld appeal-short=7 days.",
                        ),
                    )
                ],
            )
        try:
            found[key.strip()] = float(value)
        except ValueError:
            found[key.strip()] = value.strip()
    return found


def persons(person: str | None, found: Mapping[str, object]) -> list[str]:
    """The person asked for, or all of the file. Raises :class:`Refusal` where nobody is there at that moment."""
    if person is not None and person not in found:
        known = ", ".join(found)
        raise Refusal(
            Bilingual(
                f"The file has no person {person!r} then. Its persons: {known or 'none at that moment'}.",
                f"Het dossier heeft dan geen persoon {person!r}. De personen: {known or 'geen op dat moment'}.",
            )
        )
    if not found:
        raise Refusal(
            Bilingual(
                "No fact of the file has happened at that moment. Ask for a later one with --on.",
                "Op dat moment is nog geen feit van het dossier gebeurd. Vraag naar een later moment met --on.",
            )
        )
    return [person] if person is not None else list(found)


def supposed(text: str, number: int) -> Any:
    """A fact or circumstance as it is supposed on the command line: JSON or YAML."""
    raw = _parse_yaml(text, f"--what-if {number}")
    if not isinstance(raw, dict):
        raise Refusal(
            Bilingual("What is supposed cannot be read.", "Wat is verondersteld, is niet te lezen."),
            [
                Problem.at(
                    f"--what-if {number}",
                    (f"{text!r} is no fact.", f"{text!r} is geen feit."),
                    (
                        "Write {kind: application_lodged, at: 2026-09-10}.",
                        "Schrijf {kind: application_lodged, at: 2026-09-10}.",
                    ),
                )
            ],
        )
    return raw
