"""``asylon law``: read, search, prove and test the executable law."""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path

import click

from asylon.cli.law_calculate import calculate
from asylon.cli.law_capacity import capacity
from asylon.cli.law_profile import profile
from asylon.cli.law_reference_key import reference_key
from asylon.cli.law_state import state_position
from asylon.cli.options import LANGUAGE, chosen_day
from asylon.cli.refusals import Refusal
from asylon.law.citations import Bilingual


@click.group()
def law() -> None:
    """Read, search, prove and test the executable law."""


@law.command()
def verify() -> None:
    """Prove every decision table: complete, no dead row, no contradiction, every row with rules and article.

    The proof enumerates all cells. Exit code 1 where a table does not hold.
    """
    from asylon.law.chapters import load
    from asylon.law.proof import proof_of
    from asylon.law.tables import TABLES

    load()
    proofs = [proof_of(table) for table in TABLES.values()]
    width = max(len(proof.table) for proof in proofs)
    click.echo(f"{'table':{width}}  rows  inputs   cells  proof")
    for proof in proofs:
        shown = "holds" if proof.holds else f"{len(proof.problems)} problems"
        click.echo(f"{proof.table:{width}}  {proof.rows:4}  {proof.inputs:6}  {proof.cells:6}  {shown}")
        for problem in proof.problems:
            click.echo(f"    {problem}")
    failed = sum(not proof.holds for proof in proofs)
    cells = sum(proof.cells for proof in proofs)
    click.echo(f"{len(proofs)} tables, {cells} cells enumerated, {failed} tables do not hold")
    if failed:
        sys.exit(1)


@law.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON array of rows: id, state, witness; reason where none.")
def coverage(as_json: bool) -> None:
    """Tell for every Id of the rule index how it is modelled, and what shows it.

    States are derived from tables, limits and golden cases: executable, duty, right, judgement, parameter,
    definition, not modelled. A star marks what a golden case shows.
    """
    from asylon.coverage import coverage as covered
    from asylon.coverage import shares, summary

    found = covered()
    if as_json:
        rows = [
            {"id": item.id, "state": item.state, "witness": item.witness, "golden": item.golden}
            | ({"reason": item.reason.en} if item.reason is not None else {})
            for item in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for item in found:
        told = item.witness if item.reason is None else item.reason.en
        click.echo(f"{item.id:9} {item.state:13}{'*' if item.golden else ' '} {told}")
    parts = shares(found)
    click.echo(f"\n{parts.all} Ids")
    for count, words in (
        (parts.golden, "shown by a golden case (*)"),
        (parts.used, "used by a table, limit, figure or module, not yet shown by a golden case"),
        (parts.not_computed, "cannot be computed, for a reason told"),
        (parts.missing, "not modelled yet"),
    ):
        click.echo(f"{count:5}  {100 * count / parts.all:5.1f} %  {words}")
    click.echo()
    for state, count in sorted(summary(found).items(), key=lambda pair: -pair[1]):
        click.echo(f"{count:5}  {100 * count / parts.all:5.1f} %  {state}")


@law.command()
@click.argument("name", required=False)
@click.option(
    "--format", "form", type=click.Choice(["text", "html", "json", "csv", "dmn"]), default="text", show_default=True,
    help="How the table is written.",
)  # fmt: skip
@click.option("--on", metavar="DATE", help="The day whose figures its bounds show; default: today.")
@LANGUAGE
def tables(name: str | None, form: str, on: str | None, lang: str) -> None:
    """List the decision tables, or print the table NAME.

    dmn is DMN 1.3 XML for the tools of others; it and html say with which edition and day they were made.
    """
    from asylon.cli import law_output
    from asylon.gazette import book
    from asylon.law import tables_render
    from asylon.law.chapters import load
    from asylon.law.tables import TABLES
    from asylon.law.tables_dmn import to_dmn
    from asylon.law.tables_figures import numbers_on

    load()
    if name is None:
        if form == "json":
            click.echo(
                json.dumps([tables_render.to_json(table) for table in TABLES.values()], ensure_ascii=False, indent=1)
            )
        elif form == "text":
            click.echo(law_output.table_list(TABLES.values(), lang))
        else:
            raise Refusal(
                Bilingual(
                    f"Say which table is to be written as {form}. Their names: {', '.join(TABLES)}.",
                    f"Zeg welke tabel als {form} moet worden geschreven. De namen: {', '.join(TABLES)}.",
                )
            )
        return
    if name not in TABLES:
        raise Refusal(
            Bilingual(
                f"There is no table {name!r}. The tables: {', '.join(TABLES)}.",
                f"Er is geen tabel {name!r}. De tabellen: {', '.join(TABLES)}.",
            )
        )
    table, shelf = TABLES[name], book()
    day = chosen_day(on)
    bounds = numbers_on(table, shelf, day)
    if form == "html":
        click.echo(tables_render.to_html_document(table, lang, bounds, law_output.edition(shelf, day, lang)), nl=False)
    elif form == "csv":
        click.echo(tables_render.to_csv(table, lang, bounds), nl=False)
    elif form == "json":
        click.echo(json.dumps(tables_render.to_json(table, bounds), ensure_ascii=False, indent=1))
    elif form == "dmn":
        click.echo(to_dmn(table, shelf, day), nl=False)
    else:
        click.echo(law_output.table(table, lang, bounds))


@law.command()
@LANGUAGE
def limits(lang: str) -> None:
    """List every time limit: who, what, how long, from when, counted by which article, and what follows."""
    from asylon.cli import law_output
    from asylon.gazette import book

    click.echo(law_output.limits(book(), lang))


@law.command()
@click.argument("kind", required=False)
@click.option("--json-schema", is_flag=True, help="Print the JSON Schema (2020-12) of all facts, or of KIND.")
@LANGUAGE
def facts(kind: str | None, json_schema: bool, lang: str) -> None:
    """List the kinds of facts and circumstances, or describe the fields of KIND."""
    from asylon.cli import law_output
    from asylon.law import circumstances
    from asylon.law import facts as vocabulary

    known: dict[str, type[vocabulary.Fact] | type[circumstances.Circumstance]] = {
        **vocabulary.KINDS,
        **circumstances.KINDS,
    }
    if kind is not None and kind not in known:
        from asylon.law.misfits import did_you_mean, nearest

        hint = did_you_mean(nearest(kind, known))
        raise Refusal(
            Bilingual(
                f"There is no kind {kind!r}. {hint.en}List them: asylon law facts.",
                f"Er is geen soort {kind!r}. {hint.nl}Toon ze: asylon law facts.",
            )
        )
    if json_schema:
        schema = vocabulary.json_schema() if kind is None else law_output.schema_of(known[kind])
        click.echo(json.dumps(schema, ensure_ascii=False, indent=1))
    elif kind is None:
        click.echo(law_output.fact_list(vocabulary.KINDS, circumstances.KINDS, lang))
    else:
        click.echo(law_output.fact(kind, known[kind], lang))


@law.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON array with every question and its outcome.")
@LANGUAGE
def cases(as_json: bool, lang: str) -> None:
    """Ask every golden case. One line for each failure, with title and reason; exit code 1 where there is one."""
    from asylon.cases import load, run_all
    from asylon.cli.progress import progress
    from asylon.gazette import book

    with progress("cases", len(load())) as told:
        asked = itertools.count(1)
        outcomes = run_all(book(), progress=lambda *_: told(next(asked)))
    failures = [outcome for outcome in outcomes if not outcome.passed]
    if as_json:
        import msgspec

        click.echo(json.dumps([msgspec.to_builtins(outcome) for outcome in outcomes], ensure_ascii=False, indent=1))
    else:
        for outcome in failures:
            told = f"{outcome.message} {outcome.title[lang]}: {outcome.because[lang]}"
            click.echo(" ".join(told.split()))
        words = Bilingual("{} golden cases, {} questions, {} failed", "{} ijkzaken, {} vragen, {} niet beantwoord")
        click.echo(words[lang].format(len(load()), len(outcomes), len(failures)))
    if failures:
        sys.exit(1)


@law.command()
@click.argument("words", nargs=-1, required=True)
@LANGUAGE
def search(words: tuple[str, ...], lang: str) -> None:
    """Find what rests on an article (AMMR 39(1), art. 39 lid 1 AMMR), an Id (D-14) or WORDS in either language.

    Articles, rules, limits, tables, calculations, figures, golden cases, facts, and the source file with its line.
    Exit code 1 where nothing is found.
    """
    from asylon.cli.law_search import told
    from asylon.gazette import book
    from asylon.lawbook.finding import find

    found = find(book(), " ".join(words))
    click.echo("\n".join(told(found, lang)))
    if not found.groups:
        sys.exit(1)


@law.command("book")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; default: law-book-en.pdf."
)
@click.option("--on", metavar="DATE", help="The day whose figures are printed; default: today.")
@LANGUAGE
def law_book(out: Path | None, on: str | None, lang: str) -> None:
    """Print the law book: every article with its rules, limits, tables, formulas, open questions and indexes, as PDF.

    The file is PDF/UA-1, made without a network, and says of which edition and day it is.
    """
    from asylon.gazette import book
    from asylon.lawbook.printing import pdf

    target = out or Path(f"law-book-{lang}.pdf")
    if not target.parent.is_dir():
        raise Refusal(
            Bilingual(
                f"--out {target}: the folder {target.parent} does not exist. Make it first.",
                f"--out {target}: de map {target.parent} bestaat niet. Maak die eerst.",
            )
        )
    shelf = book()
    made = pdf(shelf, chosen_day(on), lang)
    target.write_bytes(made)
    click.echo(f"{target}: {len(made) // 1024} kB, {shelf.edition}")


law.add_command(profile)
law.add_command(capacity)
law.add_command(reference_key)
law.add_command(calculate)
law.add_command(state_position)
