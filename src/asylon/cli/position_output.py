"""A position as text of 80 columns, and as JSON whose keys stay."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from asylon.law.book import Book
from asylon.law.circumstances import Circumstance
from asylon.law.citations import Bilingual
from asylon.law.explanation import DutyLine, Line, RetentionLine, explain
from asylon.law.files import File
from asylon.law.position import Position
from asylon.law.receipts import canonical, receipt

WIDTH = 80

_WORDS: dict[str, Bilingual] = {
    "position": Bilingual("Legal position of {}", "Rechtspositie van {}"),
    "kept": Bilingual("{}, on {}", "{}, op {}"),
    "route": Bilingual("Route", "Route"),
    "steps": Bilingual("Before, or beside it", "Daarvoor, of daarnaast"),
    "responsible": Bilingual("Responsible Member State", "Verantwoordelijke lidstaat"),
    "duties": Bilingual("What the law requires now", "Wat de wet nu vraagt"),
    "done": Bilingual("Done, or no longer due", "Gedaan, of niet meer verschuldigd"),
    "judgements": Bilingual("A person must decide", "Een mens moet beslissen"),
    "permitted": Bilingual("May now be done", "Mag nu"),
    "forbidden": Bilingual("May not be done", "Mag niet"),
    "rights": Bilingual("Rights", "Rechten"),
    "retention": Bilingual("How long data are kept", "Hoe lang gegevens worden bewaard"),
    "undetermined": Bilingual("Not determined", "Niet bepaald"),
    "nothing": Bilingual("nothing is due", "er is niets verschuldigd"),
    "missed": Bilingual("If missed: {}", "Bij overschrijding: {}"),
    "hangs": Bilingual("Open question {}: {}. Answered: {}", "Open vraag {}: {}. Antwoord: {}"),
    "why": Bilingual("Why: {} {}.", "Waarom: {} {}."),
    "unverified": Bilingual("not verified in the act: {}", "niet geverifieerd in de handeling: {}"),
    "edition": Bilingual("Computed with edition {}.", "Berekend met editie {}."),
    "advice": Bilingual(
        "This is advice on procedure; people decide about people.",
        "Dit is advies over procedure; mensen beslissen over mensen.",
    ),
}


def paragraph(text: str, indent: int = 0, first: str | None = None) -> str:
    lead = " " * indent
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=lead if first is None else first,
        subsequent_indent=lead,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _sources(line: Line, lang: str) -> str:
    """Articles and rules on which a line stands; unverified rules are named as such."""
    articles = "; ".join(dict.fromkeys(link.text for link in line.citations))
    rules = ", ".join(note.id for note in line.rules)
    parts = [part for part in (articles, rules) if part]
    unverified = ", ".join(note.id for note in line.rules if not note.verified)
    if unverified:
        parts.append(_WORDS["unverified"][lang].format(unverified))
    return "[" + " | ".join(parts) + "]"


def _reasons(line: Line, lang: str) -> Iterable[str]:
    for reason in line.reasons:
        article = f" ({reason.citation.text})" if reason.citation.text else ""
        yield paragraph(_WORDS["why"][lang].format(reason.question, reason.outcome + article), 4)


def _line(line: Line, lang: str) -> str:
    about = f" ({line.about})" if line.about and line.id != "responsible" else ""
    parts = [paragraph(f"{line.text}{about}", 4, "  - "), *_reasons(line, lang), *_open(line, lang)]
    parts.append(paragraph(_sources(line, lang), 4))
    return "\n".join(parts)


def _open(line: Line, lang: str) -> Iterable[str]:
    """The open questions on which a line hangs."""
    for note in line.hangs_on:
        yield paragraph(_WORDS["hangs"][lang].format(note.id, note.words.rstrip("."), note.answer), 4)


def _duty(duty: DutyLine, lang: str) -> str:
    """A duty in words; what is late is marked by a sign as well as a word."""
    sign = {"late": "  ! ", "open": "  * ", "met": "  + ", "lapsed": "  - "}[duty.status]
    head = [duty.status_word, *(text for text in (duty.met_text, duty.due_text) if text)]
    parts = [paragraph(duty.text, 4, sign), paragraph(f"{duty.who} ({duty.state}): {', '.join(head)}", 4)]
    if duty.counting:
        parts.append(paragraph(duty.counting, 4))
    if duty.status in ("open", "late"):
        if duty.consequence:
            parts.append(paragraph(_WORDS["missed"][lang].format(duty.consequence), 4))
        parts += _open(duty, lang)
        parts += _reasons(duty, lang)
    parts.append(paragraph(_sources(duty, lang), 4))
    return "\n".join(parts)


def _retention(kept: RetentionLine, lang: str) -> str:
    parts = [paragraph(f"{kept.text}: {kept.until_text}", 4, "  ! " if kept.over else "  - ")]
    parts += [paragraph(kept.counting, 4), *_reasons(kept, lang), paragraph(_sources(kept, lang), 4)]
    return "\n".join(parts)


def as_text(position: Position, book: Book, lang: str) -> str:
    """The explained position of one person."""
    text = explain(position, book, lang)
    title = _WORDS["position"][lang].format(text.person)
    blocks = [f"{title}\n{_WORDS['kept'][lang].format(text.state, text.at_text)}\n{'=' * WIDTH}"]

    def block(word: str, lines: Sequence[str]) -> None:
        if lines:
            blocks.append("\n".join([_WORDS[word][lang], *lines]))

    block("route", [_line(text.route, lang)] if text.route else [])
    block("steps", [_line(line, lang) for line in text.steps])
    block("responsible", [_line(text.responsible, lang)] if text.responsible else [])
    standing = [duty for duty in text.duties if duty.status in ("late", "open")]
    done = [duty for duty in text.duties if duty.status not in ("late", "open")]
    block("duties", [_duty(duty, lang) for duty in standing] or [f"    {_WORDS['nothing'][lang]}"])
    block("judgements", [_line(line, lang) for line in text.judgements])
    block("undetermined", [_line(line, lang) for line in text.undetermined])
    block("permitted", [_line(line, lang) for line in text.permitted])
    block("forbidden", [_line(line, lang) for line in text.forbidden])
    block("rights", [_line(line, lang) for line in text.rights])
    block("retention", [_retention(kept, lang) for kept in text.retention])
    block("done", [_duty(duty, lang) for duty in done])
    closing = (text.changes_on_text, _WORDS["edition"][lang].format(text.edition), _WORDS["advice"][lang])
    blocks.append("\n".join(paragraph(sentence) for sentence in closing))
    return "\n\n".join(blocks)


def as_data(
    file: File,
    circumstances: Sequence[Circumstance],
    at: datetime,
    positions: Mapping[str, Position],
    persons: Sequence[str],
) -> dict[str, Any]:
    """State, receipt and positions as plain data. The receipt is that of the whole file, whoever is shown."""
    stamp = receipt(file, circumstances, at, positions)
    return {
        "state": file.state,
        "receipt": json.loads(canonical(stamp)),
        "positions": {person: json.loads(canonical(positions[person])) for person in persons},
    }


def write_json(data: Any, *, compact: bool = False) -> str:
    """JSON with keys in a fixed order; on one line where ``compact``."""
    if compact:
        return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2)
