"""``asylon register``: import, export, verify and maintain a register of cases.

Each command can be stopped with Ctrl-C: what is stored is complete, and running it again goes on from there.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from asylon.cli.options import LANGUAGE
from asylon.cli.progress import progress
from asylon.cli.refusals import Refusal
from asylon.law.citations import Bilingual

if TYPE_CHECKING:
    from asylon.register.transfer import RowError

DATA = click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), default=Path("var"), envvar="ASYLON_DATA",
    show_default=True, help="The folder of the register.",
)  # fmt: skip
STOPPED = 130
_TAKEN_IN = Bilingual(
    "{} cases and {} facts taken in, {} circumstances; {} cases were there already, {} refused",
    "{} zaken en {} feiten overgenomen, {} omstandigheden; {} zaken waren er al, {} geweigerd",
)
_CAN_BE_TAKEN_IN = Bilingual(
    "{} cases and {} facts can be taken in, {} circumstances; {} cases were there already, {} refused",
    "{} zaken en {} feiten kunnen worden overgenomen, {} omstandigheden; {} zaken waren er al, {} geweigerd",
)


@click.group()
def register() -> None:
    """Import, export, verify and maintain a register of cases."""


def _stopped() -> None:
    click.echo("Stopped. What is stored is complete; run the same command to go on.", err=True)
    sys.exit(STOPPED)


@register.command()
@DATA
@LANGUAGE
def verify(data: Path, lang: str) -> None:
    """Verify that nothing recorded was altered, removed, exchanged or added by others.

    Exit code 1 where something is wrong; the first bad place is named.
    """
    from asylon.cli.folder import open_register, stoppable

    log = open_register(data)
    with stoppable() as stop, progress("facts") as told:
        report = log.verify(progress=told, cancel=stop.is_set)
    log.close()
    if report.first_problem is not None:
        problem = report.first_problem
        click.echo(f"position {problem.position}: {problem.what[lang]}. {problem.remedy[lang]}")
        sys.exit(1)
    if report.cancelled:
        _stopped()
    click.echo(f"{report.facts} facts verified; head {report.head.position} {report.head.hash.hex()}")


@register.command()
@DATA
def rebuild(data: Path) -> None:
    """Compute every list and inbox again from the log."""
    from asylon.cli.folder import open_register, stoppable

    opened = open_register(data)
    with stoppable() as stop, progress("files") as told:
        files = opened.rebuild(told, stop.is_set, processes=os.cpu_count() or 1)
        stopped = stop.is_set()
    opened.close()
    if stopped:
        _stopped()
    click.echo(f"{files} files computed again")


@register.command()
@DATA
def advance(data: Path) -> None:
    """Bring every file to the present instant, law and circumstances. The server does so by itself every minute."""
    from asylon.cli.folder import open_register, stoppable

    opened = open_register(data)
    with stoppable() as stop, progress("files") as told:
        done = opened.advance(told, stop.is_set)
        stopped = stop.is_set()
    opened.close()
    if stopped:
        _stopped()
    click.echo(f"{done.recomputed} files computed again in {done.seconds:.1f} s")


@register.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@DATA
def backup(folder: Path, data: Path) -> None:
    """Write an archive of log, readings, signed head and journal of erasures into the new FOLDER.

    It holds no keys: back up the vault apart (asylon register backup-vault). Recording may go on meanwhile.
    """
    from asylon.cli.folder import open_register, stoppable
    from asylon.register import back_up

    opened = open_register(data)
    with stoppable() as stop, progress("facts") as told:
        manifest = back_up(opened, folder, progress=told, cancel=stop.is_set)
    opened.close()
    if manifest is None:
        click.echo("Stopped. Nothing was written.", err=True)
        sys.exit(STOPPED)
    click.echo(
        f"{manifest.position} facts and {manifest.readings} readings written; head {manifest.position} {manifest.hash}"
    )


@register.command(name="backup-vault")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@DATA
@click.option(
    "--keep-days", type=click.IntRange(1, 365), default=14, show_default=True, help="Remove copies older than this."
)
def backup_vault(folder: Path, data: Path, keep_days: int) -> None:
    """Copy the vault into FOLDER and remove copies that are too old.

    A copy holds the keys of persons: somebody erased can be read with it until it is gone. Keep it on other media than
    the archives, and for a short time.
    """
    from datetime import timedelta

    from asylon.cli.folder import open_register
    from asylon.register import back_up_vault

    opened = open_register(data)
    copy = back_up_vault(opened, folder, keep=timedelta(days=keep_days))
    opened.close()
    click.echo(f"Vault copied to {copy}")


@register.command()
@click.argument("archive", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--vault",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="The copy of the vault.",
)
@DATA
@click.option("--reason", required=True, help="Why it is restored; kept in the vault with the new signature.")
def restore(archive: Path, vault: Path, data: Path, reason: str) -> None:
    """Put ARCHIVE and a copy of its vault back into an empty folder (and DATABASE_URL), and verify the whole.

    Erasures are replayed first: whoever was erased since the copy of the vault was made stays erased. If the journal of
    erasures of the lost folder is still there, put it in the new one as erasures.jsonl before. Running it again after it
    was broken off begins anew.
    """
    from asylon.cli.folder import caller, database
    from asylon.register import RealClock
    from asylon.register import restore as put_back

    with progress("facts") as told:
        done = put_back(
            archive, vault, data, database=database(), by=caller(), reason=reason, now=RealClock().now, progress=told
        )
    click.echo(
        f"{done.facts} facts restored and verified, {done.erasures} erasures hold; head {done.report.head.position}"
        f" {done.report.head.hash.hex()}"
    )


@register.command(name="rotate-key")
@DATA
@click.option("--reason", required=True, help="Why; kept in the vault.")
def rotate_key(data: Path, reason: str) -> None:
    """Sign the log's head with a new key from now on. Stop the server first; note the public key that is printed."""
    from asylon.cli.folder import caller, open_register

    opened = open_register(data)
    key = opened.log.rotate_signing_key(by=caller(), reason=reason)
    opened.close()
    click.echo(f"The head is signed with a new key; its public part is {key.hex()}")


@register.command()
@DATA
@click.option(
    "--list",
    "list_to",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write who is due to FILE (CSV). Erases nobody.",
)
@click.option(
    "--confirmed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Erase the persons of FILE, a list that was read.",
)
@click.option("--case", "number", help="Erase one person of this case, whatever the periods of keeping.")
@click.option("--person", help="The person of the file, as in mother.")
@click.option("--reason", help="Why; kept in the receipt. It may not name the person.")
@LANGUAGE
def erase(
    data: Path,
    list_to: Path | None,
    confirmed: Path | None,
    number: str | None,
    person: str | None,
    reason: str | None,
    lang: str,
) -> None:
    """Destroy the keys of persons whose data may no longer be kept, and prove that they are gone.

    Without options it says how many are due. With --list it writes them down for a person to read; --confirmed then erases
    those on the list who are still due, prints a receipt for each and verifies that the chain is whole. Exit code 1 where
    somebody on the list is not due: nobody is erased then.
    """
    from asylon.cli.erasure import erase_confirmed, erase_one, write_list
    from asylon.cli.folder import open_register

    if (number is None) is not (person is None):
        raise Refusal("Name both --case and --person.")
    if (confirmed or number) and not (reason and reason.strip()):
        raise Refusal("An erasure needs its reason: add --reason. It may not name the person.")
    opened = open_register(data)
    try:
        if number is not None and person is not None:
            erase_one(opened, number, person, str(reason), lang)
        elif confirmed is not None:
            erase_confirmed(opened, confirmed, str(reason), lang)
        else:
            write_list(opened, list_to)
    finally:
        opened.close()


@register.command(name="export")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@DATA
@click.option("--purpose", required=True, help="Why it is exported; kept in the reading log.")
def export_(file: str, data: Path, purpose: str) -> None:
    """Write all cases and circumstances to FILE as JSON Lines (- writes to standard output).

    The file holds personal data in readable form. The export is logged as a reading. FILE appears when it is complete.
    """
    from asylon.cli.folder import UNIT, caller, open_register
    from asylon.register.transfer import export_jsonl

    opened = open_register(data)

    def write(out: Any) -> str:
        with progress("cases") as told:
            done = export_jsonl(
                opened, out, actor=caller(), unit=UNIT, purpose=purpose, progress=lambda cases: told(cases, 0)
            )
        erased = f"; {done.erased} facts of erased persons cannot be read" if done.erased else ""
        restricted = (
            f"; restricted persons (GDPR 18), whose data may only be kept: {done.restricted}, in it with the restriction"
            if done.restricted
            else ""
        )
        return f"{done.cases} cases, {done.facts} facts, {done.circumstances} circumstances written{erased}{restricted}"

    try:
        if file == "-":
            summary = write(sys.stdout)
        else:
            with _whole_file(Path(file)) as out:
                summary = write(out)
    except KeyboardInterrupt:
        click.echo("Stopped. Nothing was written.", err=True)
        sys.exit(STOPPED)
    finally:
        opened.close()
    click.echo(summary, err=file == "-")


@register.command()
@click.argument("number")
@click.argument("person")
@DATA
@click.option("--purpose", required=True, help="Why it is copied; kept in the reading log.")
@click.option(
    "--form", type=click.Choice(["json", "html"]), default="json", show_default=True, help="For programs, or to read."
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; default: standard output."
)
@LANGUAGE
def copy(number: str, person: str, data: Path, purpose: str, form: str, out: Path | None, lang: str) -> None:
    """Copy everything held about PERSON of case NUMBER, for that person (GDPR 15 and 20).

    It says what is known and was recorded, what follows from it, how long it is kept, and which unit read the file for what;
    of others in the file only how they belong to the person. The copy is logged as a reading. OUT appears when it is complete.
    """
    from asylon.cli.folder import open_register
    from asylon.cli.person_copy import copied

    opened = open_register(data)
    try:
        text = copied(opened, number, person, purpose=purpose, form=form, lang=lang)
    finally:
        opened.close()
    if out is None:
        click.echo(text, nl=False)
        return
    with _whole_file(out) as file:
        file.write(text)
    click.echo(f"Written to {out}. It holds personal data in readable form.", err=True)


@contextmanager
def _whole_file(path: Path) -> Iterator[IO[str]]:
    """A file that appears under its name when it is complete, readable by its owner only."""
    beside = path.with_name(f"{path.name}.part")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            yield out
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


@register.command(name="import")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@DATA
@click.option("--purpose", default="import", show_default=True, help="Why it is imported; kept with every fact.")
@click.option("--check", is_flag=True, help="Check every line and file; store nothing.")
@click.option(
    "--map",
    "column_map",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="FILE is a CSV table; this YAML or JSON says which columns tell which facts.",
)
@LANGUAGE
def import_(file: str, data: Path, purpose: str, check: bool, column_map: Path | None, lang: str) -> None:
    """Take in the JSON Lines of FILE as an export writes them (- reads standard input), or with --map a CSV table.

    A case with anything wrong in it is not stored, the others are; cases that are there already are skipped. Exit code
    1 where something was wrong.
    """
    from asylon.cli.folder import UNIT, caller, open_register
    from asylon.register.transfer import import_jsonl

    if file != "-" and not Path(file).exists():
        raise Refusal(Bilingual(f"{file}: there is no such file.", f"{file}: dat bestand is er niet."))

    def say(error: RowError) -> None:
        click.echo(error.told(lang), err=True)

    opened = open_register(data, create=True)
    try:
        with click.open_file(file, "rb") as given, progress("lines") as told:
            lines: Any = given
            table = None
            if column_map is not None:
                from asylon.cli.table_import import Table

                table = Table(given, column_map, opened.book, actor=caller(), unit=UNIT, purpose=purpose)
                for error in table.errors:
                    say(error)
                lines = table.lines
            done = import_jsonl(
                opened,
                lines,
                actor=caller(),
                unit=UNIT,
                purpose=purpose,
                dry_run=check,
                progress=lambda number: told(number, 0),
                on_error=lambda error: say(table.error(error) if table is not None else error),
            )
    except KeyboardInterrupt:
        _stopped()
    finally:
        opened.close()
    refused = done.refused + (table.refused if table is not None else 0)
    words = _CAN_BE_TAKEN_IN if check else _TAKEN_IN
    click.echo(words[lang].format(done.cases, done.facts, done.circumstances, done.skipped, refused))
    if done.errors or refused:
        sys.exit(1)


@register.command()
@click.argument("table", type=click.Choice(["applications", "decisions", "pending", "dublin"]))
@DATA
@click.option("--from", "since", type=click.DateTime(["%Y-%m-%d"]), required=True, help="A day in the first month.")
@click.option("--to", "until", type=click.DateTime(["%Y-%m-%d"]), required=True, help="A day in the last month.")
@click.option("--rounded", is_flag=True, help="Round to the nearest five, as published figures are.")
@click.option("--json", "as_json", is_flag=True, help="One JSON array of cells instead of CSV.")
def statistics(table: str, data: Path, since: Any, until: Any, rounded: bool, as_json: bool) -> None:
    """Print a statistics table by citizenship, sex, age group and month, counted from the facts, each person once."""
    import msgspec

    from asylon.cli.folder import UNIT, caller, open_register
    from asylon.register.statistics import as_csv

    opened = open_register(data)
    without: list[int] = []
    try:
        with progress("files") as told:
            cells = opened.statistics(
                table,  # type: ignore[arg-type]
                since=since.date(),
                until=until.date(),
                rounded=rounded,
                actor=caller(),
                unit=UNIT,
                purpose="statistics",
                progress=told,
                left_out=without.append,
            )
    finally:
        opened.close()
    if any(without):
        click.echo(
            f"not counted, because the processing of their data is restricted (GDPR 18): {sum(without)}", err=True
        )
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(cells)).decode())
    else:
        click.echo("".join(as_csv(cells)), nl=False)


@register.command()
@DATA
@click.option(
    "--after",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Only what was recorded after this position.",
)
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.")
def events(data: Path, after: int, limit: int | None) -> None:
    """Print what was recorded as CloudEvents, one JSON object a line. They name no case."""
    import msgspec

    from asylon.cli.folder import open_register
    from asylon.register.events import events as told

    opened = open_register(data)
    try:
        for one in told(opened.log, after=after, limit=limit):
            click.echo(msgspec.json.encode(one).decode())
    finally:
        opened.close()
