"""Options that several commands share."""

from __future__ import annotations

import click

LANGUAGE = click.option(
    "--lang", type=click.Choice(["en", "nl"]), default="en", show_default=True, help="The language of the answer."
)
