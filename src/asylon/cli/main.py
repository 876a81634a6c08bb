"""``asylon``: the commands by name. A command's module is imported when the command is used, so that help is quick."""

from __future__ import annotations

import importlib
from typing import Any

import click

from asylon import __version__

#: Each command: where it lives, and one line of help that needs no import.
COMMANDS: dict[str, tuple[str, str]] = {
    "position": ("asylon.cli.position:position", "Tell what the law requires on a case, by when, and why."),
    "law": ("asylon.cli.law:law", "Read, search, prove and test the executable law."),
    "register": ("asylon.cli.register:register", "Import, export, verify and maintain a register of cases."),
    "account": ("asylon.cli.account:account", "Manage accounts, roles and tokens; print the authorisation table."),
    "serve": ("asylon.cli.serve:serve", "Serve the desk in the browser."),
}


class LateGroup(click.Group):
    """A group whose commands are imported only when used, and whose expected errors are told without a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        found: click.Command = getattr(importlib.import_module(module), name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            from asylon.cli.refusals import refusal

            told = refusal(error)
            if told is None:
                raise
            raise told from None


@click.group(cls=LateGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="asylon")
def main() -> None:
    """Asylon runs the European Pact on Migration and Asylum.

    Every command explains itself: asylon COMMAND --help. The manual is docs/cli.md.
    """
