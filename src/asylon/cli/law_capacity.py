"""``asylon law capacity``: the adequate capacity of the Member States (APR 46, 47) from border statistics."""

from __future__ import annotations

from typing import Any

import click

from asylon.cli.options import LANGUAGE, chosen_day
from asylon.law.citations import Bilingual

_HEADER = {
    "state": Bilingual("Member State", "Lidstaat"),
    "sum": Bilingual("figures", "cijfers"),
    "exact": Bilingual("exact", "exact"),
    "number": Bilingual("places", "plaatsen"),
    "maximum": Bilingual("yearly maximum", "jaarmaximum"),
    "published": Bilingual("published", "gepubliceerd"),
    "difference": Bilingual("difference", "verschil"),
}
_TITLE = Bilingual("Adequate capacity on {}, figures of {}", "Toereikende capaciteit op {}, cijfers van {}")
_ALL = Bilingual("together", "samen")
_SUMS = Bilingual("three years together", "drie jaar samen")
_NOT_BOUND = Bilingual("not bound", "niet gebonden")


@click.command("capacity")
@click.option(
    "--data", "source", metavar="FILE",
    help="Figures as CSV, JSON or YAML (- reads standard input); left out: the gazette's public figures.",
)  # fmt: skip
@click.option("--on", metavar="DATE", help="The day for which the yearly maximum is asked; default: today.")
@click.option("--json", "as_json", is_flag=True, help="The result with its steps, not rounded.")
@LANGUAGE
def capacity(source: str | None, on: str | None, as_json: bool, lang: str) -> None:
    """Compute the adequate capacity and yearly maximum of each Member State (APR 46, 47(1), 47(4)).

    FILE has the columns state, year, irregular_crossings, rescue_arrivals and refusals_of_entry for three years; a row
    EU gives the Union as a whole.
    """
    from asylon.cli import calculation_output, figures_input
    from asylon.gazette import book
    from asylon.gazette.figures import published_capacity, table_text
    from asylon.law.calculations import calculate

    day = chosen_day(on)
    if source is None:
        data = figures_input.read_text(table_text("adequate-capacity"), "adequate-capacity.csv", figures_input.CAPACITY)
        data |= {"published": published_capacity(day)}
    else:
        data = figures_input.read(source, figures_input.CAPACITY, extras=("published",))
    law = book()
    with calculation_output.told(calculation_output.figures_name(source)):
        found = calculate("adequate-capacity", data, law, day)
    if as_json:
        click.echo(calculation_output.as_json(found))
        return
    years = found.value("years")
    click.echo(_TITLE[lang].format(day.isoformat(), f"{years[0]}–{years[-1]}" if years else _SUMS[lang]))
    click.echo()
    click.echo(_table(found.value("shares"), found.value("total"), lang))
    click.echo()
    click.echo(calculation_output.explained(found, law, lang))


def _table(shares: dict[str, dict[str, Any]], total: int, lang: str) -> str:
    from asylon.cli import calculation_output

    compared = any("published" in entry for entry in shares.values())
    names = ["state", "sum", "exact", "number", "maximum"] + (["published", "difference"] if compared else [])
    rows = []
    for state, entry in shares.items():
        cells = [
            state,
            calculation_output.number(entry["sum"], lang),
            calculation_output.number(entry["exact"], lang, 2),
            calculation_output.number(entry["number"], lang),
            calculation_output.number(entry["yearly_maximum"], lang) if entry["bound"] else _NOT_BOUND[lang],
        ]
        if compared:
            cells += [calculation_output.number(entry.get(name), lang) for name in ("published", "difference")]
        rows.append(cells)
    rows.append([_ALL[lang], "", "", calculation_output.number(total, lang), *[""] * (len(names) - 4)])
    return calculation_output.table([_HEADER[name][lang] for name in names], rows)
