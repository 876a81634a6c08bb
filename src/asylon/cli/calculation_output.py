"""A calculation of the law as text of 80 columns and as JSON: its table, its steps, what was rounded or left out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec

from asylon.cli.law_output import wrapped
from asylon.cli.refusals import Refusal
from asylon.law.book import Book
from asylon.law.calculations import Calculated, CalculationError
from asylon.law.citations import Bilingual

_WORDS = {
    "steps": Bilingual("How it was computed", "Hoe het is berekend"),
    "notes": Bilingual("Rounded, left out, or to be known", "Afgerond, weggelaten, of om te weten"),
    "open": Bilingual("Open question {}: {}. Answered: {}", "Open vraag {}: {}. Antwoord: {}"),
    "rests": Bilingual("Rests on {} | {}", "Berust op {} | {}"),
    "unverified": Bilingual("not verified in the act: {}", "niet geverifieerd in de handeling: {}"),
}


def figures_name(source: str | None) -> Bilingual:
    """The file of the figures, or those of the gazette."""
    if source is not None:
        return Bilingual(source, source)
    return Bilingual("The table of the gazette", "De tabel van de gazette")


@contextmanager
def told(figures: Bilingual) -> Iterator[None]:
    """Figures with which a calculation cannot be made are refused under their name, with what to give."""
    try:
        yield
    except CalculationError as error:
        raise Refusal(
            Bilingual(
                f"{figures.en} cannot be used: {error.said.en}. Nothing was computed.",
                f"{figures.nl} is niet bruikbaar: {error.said.nl}. Er is niets berekend.",
            )
        ) from None


def number(value: Any, lang: str, decimals: int | None = None) -> str:
    """A number in the reader's language, thousands apart; empty for nothing."""
    if value is None:
        return ""
    text = f"{value:,.{decimals}f}" if decimals is not None else f"{value:,}"
    return text.translate(str.maketrans({",": ".", ".": ","})) if lang == "nl" else text


def whole(value: float) -> float:
    """A number without the decimals of its type: 420000000.0 is read as 420000000."""
    return int(value) if float(value).is_integer() else value


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns of text: the first to the left, the others to the right."""
    widths = [max(len(cells[at]) for cells in (header, *rows)) for at in range(len(header))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ).rstrip()
        for cells in (header, *rows)
    )


def explained(found: Calculated, book: Book, lang: str) -> str:
    """Steps, notes, open questions and what it rests on, below a table."""
    parts = [_WORDS["steps"][lang]]
    for step in found.steps:
        value = step.value if isinstance(step.value, str) else number(whole(step.value), lang)
        parts.append(wrapped(f"{step.words[lang]}: {value} ({step.cite})", 4, "  - "))
    if found.notes:
        parts += ["", _WORDS["notes"][lang], *(wrapped(note[lang], 4, "  - ") for note in found.notes)]
    for question in found.hangs_on:
        asked = book.open_questions[question]
        answer = asked.options[book.answer(question)][lang]
        parts.append(wrapped(_WORDS["open"][lang].format(question, asked.why[lang].rstrip("."), answer), 4, "  - "))
    parts += ["", wrapped(_WORDS["rests"][lang].format("; ".join(found.cites), ", ".join(found.rules)), 0)]
    unverified = [rule for rule in found.rules if not book.rules[rule].verified]
    if unverified:
        parts.append(_WORDS["unverified"][lang].format(", ".join(unverified)))
    return "\n".join(parts)


def as_json(found: Calculated | Mapping[str, Calculated]) -> str:
    """The result, or several by name, with steps and notes; values are not rounded."""
    return json.dumps(msgspec.to_builtins(found), ensure_ascii=False, indent=2)
