"""``asylon law profile``: which acts bind a Member State, and what it chose where the law leaves it a choice."""

from __future__ import annotations

import click

from asylon.cli.law_output import wrapped
from asylon.cli.options import LANGUAGE
from asylon.cli.refusals import Refusal
from asylon.law.book import Book, BookError
from asylon.law.citations import ACTS, Bilingual
from asylon.law.periods_words import language, long_date
from asylon.law.profiles import BINDING, Profile
from asylon.lawbook.words import figure_words, range_words

_WORDS: dict[str, Bilingual] = {
    "title": Bilingual("{} on {}", "{} op {}"),
    "neutral": Bilingual("Neutral default", "Neutrale standaard"),
    "acts": Bilingual("Acts", "Handelingen"),
    "applies": Bilingual("applies from {}", "van toepassing vanaf {}"),
    "printed": Bilingual(
        "printed in the Official Journal: {} (open question O-16)",
        "gedrukt in het Publicatieblad: {} (open vraag O-16)",
    ),
    "part": Bilingual("{} from {}: {}", "{} vanaf {}: {}"),
    "secondary": Bilingual("seen in public summaries only", "alleen gezien in openbare samenvattingen"),
    "choices": Bilingual("National choices", "Nationale keuzes"),
    "chosen": Bilingual("{} (chosen)", "{} (gekozen)"),
    "default": Bilingual("{} (neutral default)", "{} (neutrale standaard)"),
    "allowed": Bilingual("allowed: {}", "toegestaan: {}"),
    "provides": Bilingual("National law uses the possibility of", "Nationaal recht gebruikt de mogelijkheid van"),
    "provides_none": Bilingual(
        "National law is not recorded to use a possibility that an article leaves to it.",
        "Er is niet vastgelegd dat nationaal recht een mogelijkheid gebruikt die een artikel openlaat.",
    ),
    "holidays": Bilingual("Public holidays in {}", "Officiële feestdagen in {}"),
}


def as_text(found: Profile, book: Book, note: Bilingual | None, lang: str) -> str:
    """A profile as text of 80 columns."""
    words = {key: text[lang] for key, text in _WORDS.items()}

    def day(value: object) -> str:
        return long_date(value, language(lang))  # type: ignore[arg-type]

    name = book.state_name(found.state, lang) if found.state else words["neutral"]
    lines = [words["title"].format(name, day(found.on))]
    if note is not None:
        lines.append(wrapped(note[lang], 0))
    lines += ["", words["acts"]]
    for item in found.acts:
        act = item.application
        title = ACTS[act.act].title[lang]
        lines.append(
            wrapped(f"{title} ({act.act}): {words['applies'].format(day(item.applies))} [{act.cite}]", 4, "  - ")
        )
        if act.published is not None:
            lines.append(wrapped(words["printed"].format(day(act.published)), 4))
        lines += [
            wrapped(words["part"].format(part.place, day(part.applies), part.words[lang]), 4)
            for part in act.parts
            if part.applies != item.applies
        ]
        for entry in item.participation:
            only = f"{', '.join(entry.only)}: " if entry.only else ""
            source = entry.source[lang] + (f"; {words['secondary']}" if not entry.verification.startswith("V") else "")
            lines.append(wrapped(f"! {only}{BINDING[entry.binding][lang]} ({source})", 4))
    lines += ["", words["choices"]]
    for choice in found.choices:
        parameter = choice.parameter
        value = words["chosen" if choice.chosen else "default"].format(figure_words(choice.value, lang))
        allowed = words["allowed"].format(range_words(parameter, lang))
        lines.append(
            wrapped(f"{parameter.words[lang]}: {value}; {allowed} [{parameter.cite} | {parameter.key}]", 4, "  - ")
        )
    lines.append(
        wrapped(f"{words['provides']}: {', '.join(found.provides)}" if found.provides else words["provides_none"], 2)
    )
    if found.holidays:
        lines += ["", words["holidays"].format(found.on.year)]
        lines += [f"  {holiday.isoformat()}  {name}" for holiday, name in found.holidays]
    return "\n".join(lines)


@click.command()
@click.argument("state", required=False, default="")
@click.option("--on", metavar="DATE", help="The day for which it is asked (default: today).")
@click.option(
    "--answer", "answered", multiple=True, metavar="QUESTION=ANSWER",
    help="Answer an open question otherwise than by default (O-16=published). Repeatable.",
)  # fmt: skip
@LANGUAGE
def profile(state: str, on: str | None, answered: tuple[str, ...], lang: str) -> None:
    """Tell which acts bind STATE (two letters), from when, and its national choices; without STATE the neutral default."""
    from asylon.cli import case_input
    from asylon.cli.options import chosen_day
    from asylon.gazette import book as gazette_book
    from asylon.gazette.loading import profile_note
    from asylon.law.profiles import profile as of_state

    book = gazette_book(answers=case_input.answers(answered))
    try:
        found = of_state(book, state.upper(), chosen_day(on))
    except BookError:
        raise Refusal(
            Bilingual(
                f"{state!r} is not a Member State. The letters: {', '.join(book.states)}.",
                f"{state!r} is geen lidstaat. De letters: {', '.join(book.states)}.",
            )
        ) from None
    click.echo(as_text(found, book, profile_note(found.state) if found.state else None, lang))
