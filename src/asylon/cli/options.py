"""Options that several commands share."""

from __future__ import annotations

from datetime import date

import click

from asylon.cli.refusals import Refusal, answer_in
from asylon.law.citations import Bilingual


def _noted(ctx: click.Context, param: click.Parameter, value: str) -> str:
    answer_in(value)
    return value


LANGUAGE = click.option(
    "--lang",
    type=click.Choice(["en", "nl"]),
    default="en",
    show_default=True,
    callback=_noted,
    is_eager=True,
    help="The language of the answer.",
)


def chosen_day(on: str | None) -> date:
    """The day of ``--on``, or today. Raises :class:`Refusal` for what is no day."""
    if on is None:
        return date.today()  # noqa: DTZ011 - the day at the desk of who asks
    try:
        return date.fromisoformat(on)
    except ValueError:
        raise Refusal(
            Bilingual(
                f"--on {on!r} is no day. Write it as 2026-06-12.",
                f"--on {on!r} is geen dag. Schrijf hem als 2026-06-12.",
            )
        ) from None
