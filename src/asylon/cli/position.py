"""``asylon position``: the legal position of one case, or of every case in a table."""

from __future__ import annotations

import click

from asylon.cli.options import LANGUAGE
from asylon.cli.refusals import Refusal
from asylon.law.citations import Bilingual


@click.command()
@click.argument("case", required=False)
@click.option("--on", metavar="DATE|INSTANT", help="When it is asked (default: now). A date means the end of that day.")
@click.option("--json", "as_json", is_flag=True, help="Print the position and its receipt as JSON.")
@LANGUAGE
@click.option("--person", help="Only this person of the file.")
@click.option(
    "--answer",
    "answered",
    multiple=True,
    metavar="QUESTION=ANSWER",
    help="Answer an open question of law otherwise than by default (O-18=from_hit). Repeatable.",
)
@click.option(
    "--choice",
    "chosen",
    multiple=True,
    metavar="KEY=VALUE",
    help="A national choice of the file's Member State (appeal-short=7 days). Repeatable.",
)
@click.option(
    "--why-not",
    "sought",
    metavar="NAME",
    help="Say what keeps a route, duty or right out: which condition fails first, with its article.",
)
@click.option(
    "--what-if",
    "supposed",
    multiple=True,
    metavar="FACT",
    help="Show what one more fact or circumstance (JSON or YAML) would change. Repeatable.",
)
@click.option("--check", "receipt", metavar="RECEIPT.json", help="Compute anew and compare with a receipt.")
@click.option("--batch", metavar="FILE.csv", help="Answer every case of a table with one fact in each row.")
def position(
    case: str | None,
    on: str | None,
    as_json: bool,
    lang: str,
    person: str | None,
    answered: tuple[str, ...],
    chosen: tuple[str, ...],
    sought: str | None,
    supposed: tuple[str, ...],
    receipt: str | None,
    batch: str | None,
) -> None:
    """Tell what the law requires on CASE (JSON or YAML; - reads standard input), by when, and why.

    The answer holds route, duties with their dates and how they were counted, rights, lawful next acts, what may not
    be done, and what a person must decide. It is advice: people decide about people.
    """
    if (case is None) is (batch is None):
        raise Refusal(
            Bilingual(
                "Give one case (a file, or - for standard input) or --batch with a table of facts, not both.",
                "Geef één zaak (een bestand, of - voor standaardinvoer) of --batch met een tabel van feiten, niet beide.",
            )
        )
    questions = [
        name for name, given in (("--why-not", sought), ("--what-if", supposed), ("--check", receipt)) if given
    ]
    if len(questions) > 1 or (questions and batch is not None):
        asked = ", ".join([*questions, *(["--batch"] if batch else [])])
        raise Refusal(Bilingual(f"One question at a time: {asked}.", f"Eén vraag tegelijk: {asked}."))
    from asylon.cli import case_input
    from asylon.gazette import book as gazette_book

    answers = case_input.answers(answered)
    book = gazette_book(answers=answers)
    if batch is not None:
        if chosen:
            raise Refusal(
                Bilingual(
                    "--choice is for one case; a table may hold cases of several Member States.",
                    "--choice is voor één zaak; een tabel kan zaken van verschillende lidstaten bevatten.",
                )
            )
        from asylon.cli.batch import answer_batch

        answer_batch(batch, book, on, as_json=as_json, lang=lang, person=person)
        return
    from asylon.cli import position_questions
    from asylon.cli.position_output import as_data, as_text, write_json
    from asylon.law.positions import position as legal_position

    assert case is not None
    file, circumstances = case_input.read_case(case, book)
    if chosen:
        book = gazette_book(answers=answers, choices={file.state: case_input.choices(chosen)})
    if receipt is not None:
        if on is not None:
            raise Refusal(
                Bilingual(
                    "The receipt says for which moment it was asked. Leave --on out.",
                    "Het bewijs zegt voor welk moment is gevraagd. Laat --on weg.",
                )
            )
        position_questions.check_receipt(receipt, file, circumstances, book, lang)
        return
    at = case_input.instant(on, book.zone(file.state))
    if supposed:
        position_questions.what_if(supposed, file, circumstances, at, book, lang, as_json=as_json, person=person)
        return
    if sought is not None:
        position_questions.why_not(sought, file, circumstances, at, book, lang, as_json=as_json, person=person)
        return
    found = legal_position(file, circumstances, at, book)
    chosen_persons = case_input.persons(person, found)
    if as_json:
        click.echo(write_json(as_data(file, circumstances, at, found, chosen_persons)))
        return
    click.echo("\n\n".join(as_text(found[name], book, lang) for name in chosen_persons))
