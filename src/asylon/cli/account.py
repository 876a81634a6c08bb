"""``asylon account``: who may sign in, for which authority, in which roles; and tokens for programs."""

from __future__ import annotations

import os
from pathlib import Path

import click

from asylon.cli.refusals import Refusal

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


@click.group()
def account() -> None:
    """Add, list and close accounts of the desk, and make tokens for programs."""


@account.command()
@click.argument("name")
@click.option("--role", "roles", multiple=True, required=True, help="A role of the authorisation table; repeatable.")
@click.option("--unit", required=True, help="The unit, as in the list of units (asylum, border, dublin …).")
@click.option("--state", default="NL", show_default=True, help="The Member State of the authority.")
@click.option("--full-name", default="", help="First name and family name, as kept with every recording.")
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for when left out.")
@DATA
def add(name: str, roles: tuple[str, ...], unit: str, state: str, full_name: str, password: str, data: Path) -> None:
    """Add the account NAME, or change roles, unit and password of one that is there."""
    from asylon.access import ROLES

    unknown = [role for role in roles if role not in ROLES]
    if unknown:
        raise Refusal(f"There is no role {', '.join(unknown)}. The roles: {', '.join(ROLES)}.")
    _desk(data)
    from django.contrib.auth.models import User
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from asylon.desk.models import Account

    try:
        validate_password(password, User(username=name))
    except ValidationError as error:
        raise Refusal(" ".join(error.messages)) from None
    first, _, last = full_name.partition(" ")
    user, _made = User.objects.get_or_create(username=name)
    user.first_name, user.last_name, user.is_active = first, last, True
    user.set_password(password)
    user.save()
    Account.objects.update_or_create(user=user, defaults={"state": state, "unit": unit, "roles": " ".join(roles)})
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
    _desk(data)
    from django.contrib.auth.models import User

    user = User.objects.filter(username=name).first()
    if user is None:
        raise Refusal(f"There is no account {name}.")
    user.is_active = False
    user.save()
    click.echo(f"{name} is closed")


@account.command()
@click.argument("name")
@DATA
def token(name: str, data: Path) -> None:
    """Print a token with which a program signs in as NAME, for 90 days or until its password changes."""
    _desk(data)
    from django.contrib.auth.models import User

    from asylon.desk.tokens import token_for

    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        raise Refusal(f"There is no open account {name}.")
    click.echo(token_for(user))


@account.command()
@click.option(
    "--lang", type=click.Choice(["en", "nl"]), default="en", show_default=True, help="The language of the table."
)
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
