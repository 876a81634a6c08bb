"""``asylon law state``: the legal position of a Member State, or of the Union's institutions and agencies."""

from __future__ import annotations

import click

from asylon.cli.options import LANGUAGE
from asylon.cli.refusals import Refusal
from asylon.law.citations import Bilingual


@click.command("state")
@click.argument("state")
@click.option("--on", metavar="DATE|INSTANT", help="When it is asked (default: now). A date means the end of that day.")
@click.option(
    "--circumstances", "source", metavar="FILE",
    help="Circumstances as JSON or YAML (- reads standard input): a list, or an object with circumstances.",
)  # fmt: skip
@click.option("--no-evidence", is_flag=True, help="Without the evidence of dated duties that the plan knows.")
@click.option(
    "--answer", "answered", multiple=True, metavar="QUESTION=ANSWER", help="Such as O-26=after_council. Repeatable."
)
@click.option("--json", "as_json", is_flag=True, help="Print the position and its receipt as JSON.")
@LANGUAGE
def state_position(
    state: str,
    on: str | None,
    source: str | None,
    no_evidence: bool,
    answered: tuple[str, ...],
    as_json: bool,
    lang: str,
) -> None:
    """Tell the duties, dates and possibilities of STATE: two letters of a Member State, or EU for the Union.

    Solidarity, crisis, capacity and dates that the acts name. What the plan knows in public evidence is taken along; what
    FILE holds comes on top. A date that passed without anything recorded is no finding that nothing was done.
    """
    from asylon.cli import case_input
    from asylon.cli.position_output import as_data, as_text, write_json
    from asylon.gazette import book as gazette_book
    from asylon.law.book import UNION
    from asylon.law.files import File
    from asylon.law.positions import state_position as position_of
    from asylon.plan.obligations import carried_out

    book = gazette_book(answers=case_input.answers(answered))
    letters = state.upper()
    if letters != UNION and letters not in book.states:
        known = ", ".join(sorted(book.states))
        raise Refusal(
            Bilingual(
                f"{state!r} is not a Member State. Write two letters: {known}; or EU for the Union.",
                f"{state!r} is geen lidstaat. Schrijf twee letters: {known}; of EU voor de Unie.",
            )
        )
    given = case_input.read_circumstances(source) if source is not None else ()
    circumstances = (*(() if no_evidence else carried_out()), *given)
    at = case_input.instant(on, book.zone(letters))
    found = position_of(circumstances, letters, at, book)
    if as_json:
        click.echo(write_json(as_data(File(letters), circumstances, at, {letters: found}, [letters])))
        return
    click.echo(as_text(found, book, lang))
