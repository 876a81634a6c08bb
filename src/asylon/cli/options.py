"""Options that several commands share."""

from __future__ import annotations

from datetime import date

import click

from asylon.cli.refusals import Refusal

LANGUAGE = click.option(
    "--lang", type=click.Choice(["en", "nl"]), default="en", show_default=True, help="The language of the answer."
)


def chosen_day(on: str | None) -> date:
    """The day of ``--on``, or today. Raises :class:`Refusal` for what is no day."""
    if on is None:
        return date.today()  # noqa: DTZ011 - the day at the desk of who asks
    try:
        return date.fromisoformat(on)
    except ValueError:
        raise Refusal(f"--on {on!r} is no day. Write it as 2026-06-12.") from None
