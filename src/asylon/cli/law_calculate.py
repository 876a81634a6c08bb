"""``asylon law calculate``: any declared calculation of the law on given figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import click

from asylon.cli.options import LANGUAGE, chosen_day
from asylon.cli.refusals import Refusal
from asylon.law.citations import Bilingual


@click.command("calculate")
@click.argument("name", required=False)
@click.option("--data", "source", metavar="FILE", help="The figures as JSON or YAML (- reads standard input).")
@click.option("--on", metavar="DATE", help="The day for which it is asked; default: today.")
@click.option("--answer", "answered", multiple=True, metavar="QUESTION=ANSWER", help="Such as O-32=all_27. Repeatable.")
@click.option("--json", "as_json", is_flag=True, help="The result with its steps, not rounded.")
@LANGUAGE
def calculate(
    name: str | None, source: str | None, on: str | None, answered: tuple[str, ...], as_json: bool, lang: str
) -> None:
    """Make the calculation NAME on the figures of FILE; without a name, list the calculations and what they take."""
    from asylon.cli import calculation_output, case_input
    from asylon.cli.law_output import wrapped
    from asylon.gazette import book as gazette_book
    from asylon.law.calculations import CALCULATIONS
    from asylon.law.calculations import calculate as make
    from asylon.law.chapters import load

    load()
    if name is None:
        for item in sorted(CALCULATIONS.values(), key=lambda item: item.name):
            click.echo(f"{item.name}  [{item.cite} | {', '.join(item.rules)}]")
            click.echo(wrapped(item.question[lang], 4))
            click.echo(wrapped(item.data[lang], 4))
        return
    if name not in CALCULATIONS:
        known = ", ".join(sorted(CALCULATIONS))
        raise Refusal(
            Bilingual(
                f"There is no calculation {name!r}. The calculations: {known}.",
                f"Er is geen berekening {name!r}. De berekeningen: {known}.",
            )
        )
    day = chosen_day(on)
    book = gazette_book(answers=case_input.answers(answered))
    data: Mapping[str, Any] = case_input.read_object(source) if source is not None else {}
    with calculation_output.told(
        Bilingual(source, source) if source else Bilingual(f"What {name} takes", f"Wat {name} nodig heeft")
    ):
        found = make(name, data, book, day)
    if as_json:
        click.echo(calculation_output.as_json(found))
        return
    click.echo(wrapped(CALCULATIONS[name].question[lang], 0))
    click.echo()
    click.echo(calculation_output.table(["", ""], [list(row) for row in _flat(found.values, lang)]).lstrip("\n "))
    click.echo()
    click.echo(calculation_output.explained(found, book, lang))


def _flat(values: Mapping[str, Any], lang: str, above: str = "") -> Iterator[tuple[str, str]]:
    """Every value with its path (``shares.NL``), as it would be asked for."""
    from asylon.cli.calculation_output import number, whole
    from asylon.law.vocabulary import value_words

    for key, value in values.items():
        path = f"{above}{key}"
        if isinstance(value, Mapping):
            yield from _flat(value, lang, f"{path}.")
        elif isinstance(value, (list, tuple)):
            yield path, ", ".join(str(item) for item in value)
        elif isinstance(value, bool) or value is None or isinstance(value, str):
            yield path, "" if value is None else value_words(value, lang)
        else:
            yield path, number(whole(value), lang)
