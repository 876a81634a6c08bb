"""Erasure from the command line: who is due, a list for a person to read, the erasure of those confirmed, and its proof."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import click

from asylon.cli.folder import caller
from asylon.cli.refusals import Refusal
from asylon.register import Erased, Register

COLUMNS = ("case", "person", "kept_until")


def write_list(register: Register, to: Path | None) -> None:
    """Say how many persons are due, and write them to ``to`` where one is given. Erases nobody."""
    ended = register.kept_too_long()
    due = [one for one in ended if not one.restricted]
    click.echo(f"{len(due)} persons are due for erasure")
    if len(due) < len(ended):
        click.echo(
            f"kept although their last period ended, because the processing of their data is restricted (GDPR 18):"
            f" {len(ended) - len(due)}"
        )
    if to is None:
        return
    with to.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        rows.writerows((one.number, one.person, one.ended.isoformat()) for one in due)
    click.echo(f"Written to {to}. Read it, take out who must stay, and give it back with --confirmed.")


def erase_confirmed(register: Register, confirmed: Path, reason: str, lang: str) -> None:
    """Erase the persons of a list that was read, all of whom must still be due, and prove it."""
    with confirmed.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise Refusal(f"{confirmed}: the first line must be {','.join(COLUMNS)}, as --list writes it.")
        asked = [(row["case"], row["person"]) for row in rows]
    due = {(one.number, one.person) for one in register.kept_too_long() if not one.restricted}
    stray = [pair for pair in asked if pair not in due]
    if stray:
        shown = "; ".join(f"{number} {person}" for number, person in stray[:10])
        click.echo(f"Nobody was erased. Not due, or not there: {shown}. Make a new list with --list.", err=True)
        sys.exit(1)
    for number, person in asked:
        _erase(register, number, person, reason)
    _prove(register, lang)


def erase_one(register: Register, number: str, person: str, reason: str, lang: str) -> None:
    """Erase one person of a case, whatever the periods of keeping say, and prove it. Not while the processing is restricted."""
    if any(one.restricted for one in register.files.read(number).summary if one.person == person):
        raise Refusal(
            f"The processing of the data of {person} in {number} is restricted: they are kept (GDPR 18). Record that the"
            " restriction was lifted, having informed the person (18(3)), and erase then."
        )
    _erase(register, number, person, reason)
    _prove(register, lang)


def _erase(register: Register, number: str, person: str, reason: str) -> None:
    receipt = register.erase(number, person, by=caller(), reason=reason)
    left = [
        entry
        for entry in register.files.read(number).entries
        if isinstance(entry.fact, Erased) and entry.fact.erasure.key_id == receipt.key_id
    ]
    click.echo(f"key {receipt.key_id} destroyed at {receipt.at}; {len(left)} facts can no longer be read")


def _prove(register: Register, lang: str) -> None:
    report = register.verify()
    if report.first_problem is not None:
        problem = report.first_problem
        click.echo(f"position {problem.position}: {problem.what[lang]}. {problem.remedy[lang]}", err=True)
        sys.exit(1)
    click.echo(
        f"{report.facts} facts verified: the chain is whole; head {report.head.position} {report.head.hash.hex()}"
    )
