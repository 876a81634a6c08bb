"""``asylon position``: the legal position of one case, or of every case in a table."""

from __future__ import annotations

import click

from asylon.cli.refusals import Refusal


@click.command()
@click.argument("case", required=False)
@click.option("--on", metavar="DATE|INSTANT", help="When it is asked (default: now). A date means the end of that day.")
@click.option("--json", "as_json", is_flag=True, help="Print the position and its receipt as JSON.")
@click.option(
    "--lang", type=click.Choice(["en", "nl"]), default="en", show_default=True, help="The language of the explanation."
)
@click.option("--person", help="Only this person of the file.")
@click.option(
    "--answer",
    "answered",
    multiple=True,
    metavar="QUESTION=ANSWER",
    help="Answer an open question of law otherwise than by default (O-18=from_hit). Repeatable.",
)
@click.option("--batch", metavar="FILE.csv", help="Answer every case of a table with one fact in each row.")
def position(
    case: str | None,
    on: str | None,
    as_json: bool,
    lang: str,
    person: str | None,
    answered: tuple[str, ...],
    batch: str | None,
) -> None:
    """Tell what the law requires on CASE (JSON or YAML; - reads standard input), by when, and why.

    The answer holds route, duties with their dates and how they were counted, rights, lawful next acts, what may not
    be done, and what a person must decide. It is advice: people decide about people.
    """
    if (case is None) is (batch is None):
        raise Refusal("Give one case (a file, or - for standard input) or --batch with a table of facts, not both.")
    from asylon.cli import case_input
    from asylon.gazette import book as gazette_book

    book = gazette_book(answers=case_input.answers(answered))
    if batch is not None:
        from asylon.cli.batch import answer_batch

        answer_batch(batch, book, on, as_json=as_json, lang=lang, person=person)
        return
    from asylon.cli.position_output import as_data, as_text, write_json
    from asylon.law.positions import position as legal_position

    assert case is not None
    file, circumstances = case_input.read_case(case, book)
    at = case_input.instant(on, book.zone(file.state))
    found = legal_position(file, circumstances, at, book)
    if person is not None and person not in found:
        known = ", ".join(found) or "none at that moment"
        raise Refusal(f"The file has no person {person!r} then. Its persons: {known}.")
    chosen = [person] if person is not None else list(found)
    if as_json:
        click.echo(write_json(as_data(file, circumstances, at, found, chosen)))
        return
    if not chosen:
        raise Refusal("No fact of the file has happened at that moment. Ask for a later one with --on.")
    click.echo("\n\n".join(as_text(found[name], book, lang) for name in chosen))
