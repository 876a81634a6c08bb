"""Questions beside a position: why something does not stand, what a fact would change, whether a receipt holds."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import click
import msgspec

from asylon.cli import case_input
from asylon.cli.position_output import paragraph, write_json
from asylon.cli.refusals import Refusal, of_input
from asylon.law import circumstances as circumstance_kinds
from asylon.law.book import Book
from asylon.law.circumstances import Circumstance
from asylon.law.citations import Bilingual
from asylon.law.comparison import HEADINGS, Comparison, Difference, compare
from asylon.law.explanation import DutyLine, Link, RetentionLine, explain
from asylon.law.files import File, InputError, check_file, read_circumstance, read_fact
from asylon.law.misfits import did_you_mean
from asylon.law.periods_words import language, long_moment
from asylon.law.positions import position, traced_position
from asylon.law.provisions import PROVISIONS
from asylon.law.receipts import Receipt, canonical, check
from asylon.law.vocabulary import describe_fact

_SUPPOSED = Bilingual("What is supposed", "Wat is verondersteld")
_WORDS: dict[str, Bilingual] = {
    "if": Bilingual("What would change, on {}, with", "Wat zou veranderen, op {}, met"),
    "nothing": Bilingual("Nothing would change.", "Er zou niets veranderen."),
    "person": Bilingual("For {}", "Voor {}"),
    "route": Bilingual("Route", "Route"),
    "responsible": Bilingual("Responsible Member State", "Verantwoordelijke lidstaat"),
    "none": Bilingual("none", "geen"),
    "was": Bilingual("was {}", "was {}"),
    "why_not": Bilingual("Why not for {}: {}", "Waarom niet voor {}: {}"),
    "nearest": Bilingual("what fails first", "wat als eerste ontbreekt"),
    "more": Bilingual("{} more ways lead there.", "Er zijn nog {} andere wegen daarheen."),
    "same_inputs": Bilingual("The facts are those of the receipt.", "De feiten zijn die van het bewijs."),
    "other_inputs": Bilingual("The facts are not those of the receipt.", "De feiten zijn niet die van het bewijs."),
    "same_edition": Bilingual("The edition is the same: {}.", "De editie is dezelfde: {}."),
    "other_edition": Bilingual("The receipt names edition {}; this is {}.", "Het bewijs noemt editie {}; dit is {}."),
    "same_result": Bilingual("The answer is the same.", "Het antwoord is hetzelfde."),
    "other_result": Bilingual("The answer is another one.", "Het antwoord is een ander."),
}
#: So many ways are told; the others are counted.
_TOLD = 3


def _cited(links: Iterable[Link]) -> str:
    return "; ".join(dict.fromkeys(link.text for link in links))


# --- what if --------------------------------------------------------------------------------------------------


def what_if(
    supposed: Sequence[str], file: File, circumstances: Sequence[Circumstance], at: datetime, book: Book, lang: str,
    *, as_json: bool, person: str | None,
) -> None:  # fmt: skip
    """Print what supposed facts and circumstances would change. Where they happen later than asked, both are asked then."""
    given = [case_input.supposed(text, number) for number, text in enumerate(supposed, start=1)]
    then, known = _supposed(given, file, tuple(circumstances), book)
    zone = book.zone(file.state)
    last = [fact.at for fact in then.facts[len(file.facts) :]] + [item.at for item in known[len(circumstances) :]]
    for moment in last:
        at = max(at, moment.instant(zone) if moment.exact else case_input.end_of_day(moment.day(zone), zone))
    before = position(file, circumstances, at, book)
    after = position(then, known, at, book)
    persons = case_input.persons(person, after)
    found = [
        compare(name, explain(before[name], book, lang) if name in before else None, explain(after[name], book, lang))
        for name in persons
    ]
    if as_json:
        changes = {item.person: json.loads(canonical(item)) for item in found}
        click.echo(write_json({"at": at.isoformat(), "supposed": given, "changes": changes}))
        return
    lines = [paragraph(f"{_WORDS['if'][lang].format(long_moment(at.astimezone(zone), language(lang)))}:")]
    for fact in then.facts[len(file.facts) :]:
        title, values = describe_fact(fact, lang)
        told = "; ".join(f"{label}: {value}" for label, value in values)
        lines.append(paragraph(f"{title}, {fact.at}{f' ({told})' if told else ''}", 4, "  - "))
    lines += [paragraph(f"{item.words[lang]}, {item.at}", 4, "  - ") for item in known[len(circumstances) :]]
    for item in found:
        lines += ["", *_comparison(item, lang, alone=len(found) == 1)]
    click.echo("\n".join(lines))


def _supposed(
    given: Sequence[dict[str, Any]], file: File, circumstances: tuple[Circumstance, ...], book: Book
) -> tuple[File, tuple[Circumstance, ...]]:
    facts, known = list(file.facts), list(circumstances)
    try:
        for number, raw in enumerate(given, start=1):
            place = f"--what-if {number}"
            if raw.get("kind") in circumstance_kinds.KINDS:
                known.append(read_circumstance({"state": file.state, **raw}, place))
                continue
            if len(file.persons) == 1:
                raw.setdefault("person", file.persons[0])
            fact = read_fact({"state": file.state, "id": f"if{number}", **raw}, place)
            facts.append(fact)
        then = File(file.state, tuple(facts))
        problems = check_file(then, book.zone(file.state), book.applies)
    except InputError as error:
        raise of_input(error, _SUPPOSED) from None
    if problems:
        raise of_input(InputError(problems), _SUPPOSED)
    return then, tuple(known)


def _comparison(found: Comparison, lang: str, *, alone: bool) -> list[str]:
    lines = [] if alone else [_WORDS["person"][lang].format(found.person)]
    if found.empty:
        return [*lines, _WORDS["nothing"][lang]]
    for name, pair in (("route", found.route), ("responsible", found.responsible)):
        if pair is not None:
            none = _WORDS["none"][lang]
            lines.append(paragraph(f"{_WORDS[name][lang]}: {pair[0] or none} -> {pair[1] or none}", 4, ""))
    for kind, items in found.groups():
        lines.append(HEADINGS[kind][lang])
        lines += [_difference(item, lang) for item in items]
    return lines


def _difference(item: Difference, lang: str) -> str:
    line = item.line
    sign = "-" if item.kind.endswith("_gone") else "+" if item.kind.endswith("_new") else "*"
    parts = [line.text]
    if isinstance(line, DutyLine):
        parts += [f"{line.who} ({line.state})", line.status_word, line.due_text, line.met_text]
    elif isinstance(line, RetentionLine):
        parts.append(line.until_text)
    told = ", ".join(part for part in parts if part)
    if item.was and item.kind != "duty_met":
        told = f"{told} ({_WORDS['was'][lang].format(item.was)})"
    return paragraph(f"{told} [{_cited(line.citations)}]", 4, f"  {sign} ")


# --- why not --------------------------------------------------------------------------------------------------


def why_not(
    sought: str, file: File, circumstances: Sequence[Circumstance], at: datetime, book: Book, lang: str,
    *, as_json: bool, person: str | None,
) -> None:  # fmt: skip
    """Print what keeps a route, duty or right out of the position of each person."""
    from asylon.cases import positions_shown
    from asylon.law.chapters import load
    from asylon.law.reachability import leads, provision_of
    from asylon.law.reachability import why_not as because

    load()
    provision = provision_of(sought)
    if provision is None:
        from difflib import get_close_matches

        names = [name.removeprefix("route:") for name in PROVISIONS]
        near = get_close_matches(sought, names, n=3)
        hint = did_you_mean(" / ".join(near))
        raise Refusal(
            Bilingual(
                f"There is no route, duty or right called {sought!r}. {hint.en}asylon law search finds them by words.",
                f"Er is geen route, plicht of recht {sought!r}. {hint.nl}asylon law search vindt ze op woorden.",
            )
        )
    found = traced_position(file, circumstances, at, book)
    known = leads(positions_shown(book))
    answers = {name: because(found[name], provision, known, lang) for name in case_input.persons(person, found)}
    if as_json:
        click.echo(write_json({name: json.loads(canonical(items)) for name, items in answers.items()}))
        return
    from asylon.law.explanation import provision_words

    blocks = []
    for name, items in answers.items():
        lines = [paragraph(_WORDS["why_not"][lang].format(name, provision_words(provision, lang)))]
        for number, item in enumerate(items[:_TOLD]):
            lead = f"{item.question} " if item.question else ""
            note = f"{_WORDS['nearest'][lang]}: " if number == 0 and item.failing else ""
            lines.append(paragraph(f"{lead}{note}{item.text} [{_cited(item.citations)}]", 4, "  - "))
        if len(items) > _TOLD:
            lines.append(paragraph(_WORDS["more"][lang].format(len(items) - _TOLD), 2))
        blocks.append("\n".join(lines))
    click.echo("\n\n".join(blocks))


# --- receipts -------------------------------------------------------------------------------------------------


def check_receipt(source: str, file: File, circumstances: Sequence[Circumstance], book: Book, lang: str) -> None:
    """Compute the answer of a receipt anew and say whether it holds. Exit code 1 where it does not."""
    given = _receipt(source)
    at = case_input.instant(given.at, book.zone(file.state))
    found = position(file, circumstances, at, book)
    checked = check(given, file, circumstances, at, found)
    edition = book.edition
    lines = [
        _WORDS["same_inputs" if checked.inputs else "other_inputs"][lang],
        _WORDS["same_edition"][lang].format(edition)
        if checked.edition
        else _WORDS["other_edition"][lang].format(given.edition, edition),
        _WORDS["same_result" if checked.result else "other_result"][lang],
    ]
    click.echo("\n".join(paragraph(line) for line in lines))
    if not (checked.inputs and checked.result):
        sys.exit(1)


def _receipt(source: str) -> Receipt:
    """A receipt, alone or inside the JSON answer of a position."""
    try:
        raw = json.loads(case_input.read_text(source))
        return msgspec.convert(raw.get("receipt", raw) if isinstance(raw, dict) else raw, Receipt)
    except (json.JSONDecodeError, msgspec.ValidationError) as error:
        raise Refusal(
            Bilingual(
                f"{source} is no receipt: {error}. Give the answer of asylon position --json, or its part called receipt.",
                f"{source} is geen bewijs. Geef het antwoord van asylon position --json, of het deel receipt daarvan.",
            )
        ) from None
