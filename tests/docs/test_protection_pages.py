"""docs/security.md and docs/data-protection.md claim nothing that is not there: paths, tests, addresses, commands, tables, numbers."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click
import desk_home  # noqa: F401 - sets the desk up before its addresses are asked
import pytest
from django.urls import Resolver404, resolve

from asylon.access import ACTIONS, PURPOSES, ROLES, SCOPES, entries, restriction
from asylon.access.table import ALL
from asylon.cli.main import main
from asylon.desk import environment, second_factor, sessions
from asylon.gazette import book
from asylon.law import concordance
from asylon.law.facts import KINDS
from asylon.law.provisions import KeepingPeriod
from asylon.law.vocabulary import GROUPS, fact_form
from asylon.lawbook.words import figure_words

ROOT = Path(__file__).parents[2]
PAGES = ("security.md", "data-protection.md")
TEXTS = {page: (ROOT / "docs" / page).read_text("utf-8") for page in PAGES}
CODE = re.compile(r"`([^`]+)`")
ROOMS = (
    "access",
    "api",
    "cases",
    "cli",
    "council",
    "demonstration",
    "desk",
    "gazette",
    "law",
    "lawbook",
    "plan",
    "register",
)
#: What a field for words of one's own would be called.
FREE = {
    "reason",
    "note",
    "notes",
    "text",
    "remark",
    "remarks",
    "comment",
    "description",
    "explanation",
    "statement",
    "findings",
}
#: The day for which lengths of the book are told.
ON = date(2026, 11, 23)

each_page = pytest.mark.parametrize("page", PAGES)


def spans(page: str) -> list[str]:
    return CODE.findall(TEXTS[page])


def found(path: str) -> Path | None:
    """The file that a page means: of the program or of its tests."""
    for start in (ROOT, ROOT / "src" / "asylon", ROOT / "tests"):
        if (start / path).exists():
            return start / path
    return None


@each_page
def test_every_file_that_is_named_exists_with_the_test_or_name_beside_it(page: str) -> None:
    paths = [one for one in spans(page) if re.match(rf"(tests|{'|'.join(ROOMS)})/[\w/.-]+\.\w+", one)]
    assert len(paths) > 20
    for one in paths:
        path, _, name = one.partition("::")
        file = found(path)
        assert file is not None, one
        if name:
            assert f"def {name}(" in file.read_text("utf-8"), one
    for path, names in re.findall(r"`([\w/]+\.py)` \((`\w+`(?:, `\w+`)*)\)", TEXTS[page]):
        file = found(path)
        assert file is not None, path
        for name in CODE.findall(names):
            assert f"def {name}(" in file.read_text("utf-8"), (path, name)


@each_page
def test_every_address_that_is_named_is_answered(page: str) -> None:
    addresses = [one for one in spans(page) if re.fullmatch(r"/[a-z][\w/…-]*", one)]
    assert addresses
    for one in addresses:
        filled = one.replace("…", "NL-2026-000001")
        try:
            resolve(filled)
        except Resolver404:
            pytest.fail(f"{page} names {one}, which is no address")


@each_page
def test_every_command_and_setting_that_is_named_exists(page: str) -> None:
    commands = [one.split()[1:] for one in spans(page) if one.startswith("asylon ")]
    assert commands
    for words in commands:
        at: click.Command = main
        options: list[str] = []
        for word in words:
            if word.startswith("--"):
                options.append(word)
            elif isinstance(at, click.Group):
                below = at.get_command(click.Context(at), word)
                assert below is not None, words
                at = below
        known = {name for parameter in at.params for name in parameter.opts}
        assert set(options) <= known, words
    settings = {name for one in spans(page) for name in re.findall(r"ASYLON_[A-Z_]+", one)}
    known_settings = (ROOT / "docs" / "running.md").read_text("utf-8")
    assert all(name in known_settings for name in settings), settings


@each_page
def test_every_page_that_is_linked_is_there(page: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", TEXTS[page]):
        assert (ROOT / "docs" / target).is_file(), target


def test_the_numbers_of_the_security_page_are_those_of_the_program() -> None:
    text = " ".join(TEXTS["security.md"].split())
    surroundings = environment.read({})
    rates = environment.RATE_LIMITS
    name, address, code = (rates[one] for one in ("sign-in-name", "sign-in-address", "second-factor"))
    assert {one[1] for one in (name, address, code)} == {900}
    for said in (
        f"by name ({name[0]} in {name[1] // 60} minutes) and address ({address[0]}), codes by name ({code[0]})",
        f"end after {surroundings.session_idle} idle minutes and after {surroundings.session_longest // 60} hours",
        f"within {sessions.JUST_GIVEN // 60} minutes",
        {10: "ten"}[second_factor.RECOVERY_CODES] + " recovery codes",
    ):
        assert said in text, said
    assert surroundings.second_factor == "required"


def _between(mark: str) -> list[str]:
    text = TEXTS["data-protection.md"]
    inside = text.partition(f"<!-- {mark} -->")[2].partition(f"<!-- /{mark} -->")[0]
    return [line for line in inside.splitlines() if line.strip()]


def recipients() -> list[str]:
    """The table of recipients as the authorisation table gives it."""
    lines = ["| role | may | of a file | basis |", "|---|---|---|---|"]
    for role, words in ROLES.items():
        mine = [entry for entry in entries() if entry.role == role]
        may = "; ".join(
            ACTIONS[entry.action].en + ("" if entry.scope == "none" else f" ({SCOPES[entry.scope].en})")
            for entry in mine
        )
        reading = [entry for entry in mine if entry.action == "read_case"]
        groups = dict.fromkeys(group for entry in reading for group in entry.groups)
        seen = "everything" if ALL in groups else ", ".join(GROUPS[one].en for one in groups) or "nothing"
        hidden = ", ".join(dict.fromkeys(one for entry in reading for one in entry.hidden))
        basis = "; ".join(dict.fromkeys(part for entry in mine for part in entry.basis.split("; ")))
        lines.append(f"| {words.en} | {may} | {seen}{f'; not `{hidden}`' if hidden else ''} | {basis} |")
    return lines


def periods() -> list[str]:
    """The table of periods as the provisions and the book give it."""
    concordance.tables()
    shelf = book()
    lines = ["| what | how long | from | article |", "|---|---|---|---|"]
    for one in concordance.provisions():
        if isinstance(one, KeepingPeriod):
            length = figure_words(shelf.value(one.length, ON, "NL"), "en")
            lines.append(f"| {one.words.en} | {length} | {one.starts.en} | {one.cite} |")
    return lines


def test_the_recipients_are_those_of_the_authorisation_table() -> None:
    assert _between("recipients") == recipients(), "\n".join(recipients())


def test_the_periods_are_those_of_the_provisions() -> None:
    assert _between("periods") == periods(), "\n".join(periods())


def restrictions() -> list[str]:
    """The table of what goes on while processing is restricted, as the program has it."""
    lines = ["| purpose | while restricted | basis |", "|---|---|---|"]
    return lines + [
        f"| {PURPOSES[line.purpose].en} | {restriction.CONDITIONS[line.while_restricted].en} | {line.basis} |"
        for line in restriction.lines()
    ]


def test_what_goes_on_while_processing_is_restricted_is_as_the_program_has_it() -> None:
    assert _between("restriction") == restrictions(), "\n".join(restrictions())


def test_no_role_is_an_authority_of_law_enforcement() -> None:
    assert not [role for role in ROLES if re.search("police|law_enforcement|designated|europol", role)]


def test_the_fields_of_free_text_are_those_that_the_page_names() -> None:
    """Everything else is a choice, a date, a number, a name of the person or a reference: the page says so."""
    free = {
        (kind, field.name)
        for kind in KINDS
        for field in fact_form(kind, "en")
        if field.type == "text" and field.name in FREE
    }
    assert free == {
        ("fact_corrected", "reason"), ("fact_withdrawn", "reason"), ("departed_from_advice", "reason"),
    }  # fmt: skip
    assert (
        "the reason of a correction, a withdrawal of a fact or a departure from advice" in TEXTS["data-protection.md"]
    )


def test_special_categories_among_the_kinds_of_need_are_named_on_the_page() -> None:
    kinds = {value for field in fact_form("special_needs_signalled", "en") for value, _words in field.choices}
    assert {"lgbti", "disabled", "seriously_ill", "mental_disorder", "tortured_or_abused"} <= kinds
    assert "LGBTI" in TEXTS["data-protection.md"]
