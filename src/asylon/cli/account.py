"""``asylon account``: who may sign in, for which authority, in which roles; and tokens for programs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from asylon.cli.options import LANGUAGE
from asylon.cli.refusals import Refusal

if TYPE_CHECKING:
    from django.contrib.auth.models import User

DATA = click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), default=Path("var"), envvar="ASYLON_DATA",
    show_default=True, help="The folder with the desk's accounts.",
)  # fmt: skip


def _desk(data: Path) -> None:
    """Set the desk up on a folder, as the server does, without making or removing demonstration sign-ins."""
    from asylon.register.clock import CLOCK

    os.environ["ASYLON_DATA"] = str(data.absolute())
    os.environ["ASYLON_MODE"] = "demonstration" if (data / CLOCK).exists() else "production"
    from asylon.desk.preparation import prepare

    prepare()


def _registered(person: str) -> str:
    """The person as accounts keep it: the register's reference of the case, and the person of its file."""
    if not person:
        return ""
    from asylon.desk.house import house

    number, _, one = person.partition("/")
    case = house().register.find(number)
    if case is None or f"{case}/{one}" not in house().register.reach(case).persons:
        raise Refusal(f"There is no person {person} in the register; write NUMBER/PERSON, such as NL-2026-000001/p1.")
    return f"{case}/{one}"


def _user(name: str, data: Path) -> User:
    _desk(data)
    from django.contrib.auth.models import User

    user = User.objects.filter(username=name).first()
    if user is None:
        raise Refusal(f"There is no account {name}.")
    return user


@click.group()
def account() -> None:
    """Add, list and close accounts of the desk, and make tokens for programs."""


@account.command()
@click.argument("name")
@click.option("--role", "roles", multiple=True, required=True, help="A role of the authorisation table; repeatable.")
@click.option("--unit", default="", help="The unit, as in the list of units (asylum, border, dublin …).")
@click.option("--state", default="NL", show_default=True, help="The Member State of the authority.")
@click.option("--full-name", default="", help="First name and family name, as kept with every recording.")
@click.option("--password", help="Asked for when left out.")
@click.option("--subject", default="", help="Who this is to the identity provider (its sub): then without a password.")
@click.option("--person", default="", help="For an applicant: case number and person of the file, NL-2026-000001/p1.")
@DATA
def add(
    name: str, roles: tuple[str, ...], unit: str, state: str, full_name: str, password: str | None, subject: str,
    person: str, data: Path,
) -> None:  # fmt: skip
    """Add the account NAME, or change roles, unit and password of one that is there."""
    from asylon.access import ROLES

    unknown = [role for role in roles if role not in ROLES]
    if unknown:
        raise Refusal(f"There is no role {', '.join(unknown)}. The roles: {', '.join(ROLES)}.")
    if not unit and set(roles) != {"applicant"}:
        raise Refusal("Say the unit with --unit; only an applicant has none.")
    _desk(data)
    person = _registered(person)
    if password is None and not subject:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    from django.core.exceptions import ValidationError

    from asylon.desk import accounts

    try:
        accounts.save(
            name, roles=roles, unit=unit, state=state, by=accounts.COMMAND_LINE, full_name=full_name,
            password=None if subject else password, subject=subject, person=person,
        )  # fmt: skip
    except ValidationError as error:
        raise Refusal(" ".join(error.messages)) from None
    click.echo(f"{name}: {', '.join(roles)} ({unit}, {state})")


@account.command(name="list")
@DATA
def list_(data: Path) -> None:
    """List the accounts with their roles, units and whether they are open."""
    _desk(data)
    from asylon.desk.models import Account

    for one in Account.objects.select_related("user").order_by("user__username"):
        state = "" if one.user.is_active else " (closed)"
        click.echo(f"{one.user.get_username():16} {one.unit:14} {one.state:3} {one.roles}{state}")


@account.command()
@click.argument("name")
@DATA
def close(name: str, data: Path) -> None:
    """Close an account: it can no longer sign in, and its tokens are void. What it recorded keeps its name."""
    user = _user(name, data)
    from asylon.desk import accounts

    accounts.close(user, by=accounts.COMMAND_LINE)
    click.echo(f"{name} is closed")


@account.command(name="sign-out")
@click.argument("name")
@DATA
def sign_out(name: str, data: Path) -> None:
    """End every session of NAME and make its tokens void."""
    user = _user(name, data)
    from asylon.desk import accounts

    accounts.sign_out_everywhere(user, by=accounts.COMMAND_LINE)
    click.echo(f"{name} is signed out everywhere")


@account.command(name="reset-factor")
@click.argument("name")
@DATA
def reset_factor(name: str, data: Path) -> None:
    """Forget the second factor of NAME, who lost it: it is set up anew at the next sign-in."""
    user = _user(name, data)
    from asylon.desk import accounts

    accounts.reset_factor(user, by=accounts.COMMAND_LINE)
    click.echo(f"The second factor of {name} is reset; its sessions and tokens have ended")


@account.command()
@click.argument("name")
@DATA
def token(name: str, data: Path) -> None:
    """Print a token with which a program signs in as NAME, for 90 days, until its password changes or it is signed out."""
    _desk(data)
    from django.contrib.auth.models import User

    from asylon.desk.tokens import token_for

    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        raise Refusal(f"There is no open account {name}.")
    click.echo(token_for(user))


@account.command()
@LANGUAGE
def authorisations(lang: str) -> None:
    """Print the authorisation table: who may do what, to which files, for which purposes."""
    from asylon.access import ACTIONS, PURPOSES, ROLES, SCOPES, entries

    for entry in entries():
        purposes = ", ".join(PURPOSES[name][lang] for name in entry.purposes)
        groups = " ".join(entry.groups) or "-"
        click.echo(
            f"{ROLES[entry.role][lang]}: {ACTIONS[entry.action][lang]}; {SCOPES[entry.scope][lang]}; {purposes}; "
            f"{groups}; [{entry.basis}]"
        )
