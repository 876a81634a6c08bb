"""``asylon law reference-key``: each Member State's share in solidarity (AMMR 66, Annex I), and its fair share of a pool."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from asylon.cli.options import LANGUAGE, chosen_day
from asylon.law.citations import Bilingual

_HEADER = {
    "state": Bilingual("Member State", "Lidstaat"),
    "per_cent": Bilingual("share %", "aandeel %"),
    "population": Bilingual("population %", "bevolking %"),
    "gdp": Bilingual("GDP %", "bbp %"),
    "relocations": Bilingual("relocations", "herplaatsingen"),
    "financial": Bilingual("or EUR million", "of miljoen EUR"),
    "published": Bilingual("published", "gepubliceerd"),
    "difference": Bilingual("difference", "verschil"),
}
_TITLE = Bilingual("Reference key on {}", "Referentiesleutel op {}")
_ALL = Bilingual("together", "samen")
_COMPARED = Bilingual(
    "Published relocations were found for a few Member States, in the press only; they stand there to compare.",
    "Gepubliceerde herplaatsingen zijn voor enkele lidstaten gevonden, alleen in de pers; zij staan er ter vergelijking.",
)
_MILLION = 10**6


@click.command("reference-key")
@click.option(
    "--data", "source", metavar="FILE",
    help="Population and GDP as CSV, JSON or YAML (- reads standard input); left out: the gazette's public figures.",
)  # fmt: skip
@click.option("--on", metavar="DATE", help="The day for which it is asked: who takes part, which pool; default: today.")
@click.option("--answer", "answered", multiple=True, metavar="QUESTION=ANSWER", help="Such as O-32=all_27. Repeatable.")
@click.option("--json", "as_json", is_flag=True, help="The result with its steps, not rounded.")
@LANGUAGE
def reference_key(source: str | None, on: str | None, answered: tuple[str, ...], as_json: bool, lang: str) -> None:
    """Compute the share of each Member State in solidarity contributions (AMMR 66, Annex I).

    FILE has the columns state, population and gdp. With relocations and financial (JSON or YAML), or where the gazette
    knows the pool of the day, the fair share in it is shown too (AMMR 57(3)).
    """
    from asylon.cli import calculation_output, case_input, figures_input
    from asylon.gazette import book as gazette_book
    from asylon.gazette.figures import published_shares, table_text
    from asylon.law.calculations import calculate

    day = chosen_day(on)
    book = gazette_book(answers=case_input.answers(answered))
    published: dict[str, int] = {}
    if source is None:
        data = figures_input.read_text(table_text("reference-key"), "reference-key.csv", figures_input.REFERENCE_KEY)
        published = published_shares()
    else:
        data = figures_input.read(source, figures_input.REFERENCE_KEY, extras=("relocations", "financial"))
    name = calculation_output.figures_name(source)
    with calculation_output.told(name):
        key = calculate("reference-key", data, book, day)
    pool = None
    if "relocations" in data or "financial" in data or book.holds("solidarity-pool-relocations", day):
        with calculation_output.told(name):
            pool = calculate("fair-share", data, book, day)
    if as_json:
        click.echo(calculation_output.as_json({found.name: found for found in (key, pool) if found is not None}))
        return
    click.echo(_TITLE[lang].format(day.isoformat()))
    click.echo()
    click.echo(
        _table(key.values, pool.values if pool is not None else None, published if pool is not None else {}, lang)
    )
    for found in (key, pool):
        if found is not None:
            click.echo()
            click.echo(calculation_output.explained(found, book, lang))
    if published and pool is not None:
        click.echo()
        click.echo(calculation_output.wrapped(_COMPARED[lang], 0))


def _table(key: Mapping[str, Any], pool: Mapping[str, Any] | None, published: Mapping[str, int], lang: str) -> str:
    from asylon.cli.calculation_output import number, table

    names = ["state", "population", "gdp", "per_cent"] + (["relocations", "financial"] if pool is not None else [])
    names += ["published", "difference"] if published else []
    rows = []
    for state, share in key["per_cent"].items():
        cells = [
            state,
            number(key["population_effect"][state] * 100, lang, 2),
            number(key["gdp_effect"][state] * 100, lang, 2),
            number(share, lang, 2),
        ]
        if pool is not None:
            cells += [number(pool["relocations"][state], lang), number(pool["financial"][state] / _MILLION, lang, 2)]
        if published:
            told = published.get(state)
            cells += [number(told, lang), number(pool["relocations"][state] - told if told else None, lang)]
        rows.append(cells)
    last = [_ALL[lang], "", "", number(100 * key["sum"], lang, 2)]
    if pool is not None:
        last += [number(pool["total"], lang), number(pool["pool_financial"] / _MILLION, lang, 2)]
    rows.append(last + [""] * (len(names) - len(last)))
    return table([_HEADER[name][lang] for name in names], rows)
