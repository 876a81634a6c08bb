"""Every address and operation × role × authority × purpose, cell by cell, against the table as it is printed.

What is expected is read from the lines of ``authorisations.csv`` here, apart from the code that decides.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, NamedTuple

import pytest
from desk_home import HIT_LATE, opened
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, get_resolver
from doors import API, DESK, FILE, LIST, NEW, NO_FILE, OPEN, OWN, SIGNED_IN, Door

from asylon.access import PURPOSES, ROLES
from asylon.api.application import api
from asylon.desk import accounts, demonstration_users
from asylon.desk.house import House
from asylon.desk.tokens import token_for
from asylon.law.facts import KINDS
from asylon.register import CaseRecord

LINES = list(csv.DictReader((files("asylon.access") / "data" / "authorisations.csv").read_text("utf-8").splitlines()))
UNITS = {role: user.unit for user in demonstration_users.USERS for role in user.roles}
BLOCKS_FOR_ALL = {"general", "preparedness"}


class Asker(NamedTuple):
    """An account of one role, of the authority that keeps the file or of another one."""

    role: str
    state: str
    unit: str
    name: str


@pytest.fixture(scope="module")
def files_of_people(house: House) -> tuple[CaseRecord, CaseRecord]:
    """A file of an adult, and the file of an unaccompanied minor."""
    minor = [
        {"kind": "person_described", "person": "p1", "at": "2026-11-02", "name": "Fictional Minor", "born": "2011-03-04",
         "sex": "male", "nationality": "SY", "unaccompanied": True},
        {"kind": "application_made", "person": "p1", "at": "2026-11-02"},
    ]  # fmt: skip
    return opened(house, HIT_LATE), opened(house, minor)


@pytest.fixture(scope="module")
def askers(files_of_people: tuple[CaseRecord, CaseRecord]) -> Iterator[list[Asker]]:
    made = []
    for role in ROLES:
        for state in ("NL", "BE"):
            asker = Asker(role, state, UNITS.get(role, ""), f"matrix-{role}-{state}".lower())
            own = f"{files_of_people[0].id}/p1" if (role, state) == ("applicant", "NL") else ""
            accounts.save(asker.name, roles=[role], unit=asker.unit, state=state, by="test", person=own)
            made.append(asker)
    yield made
    User.objects.filter(username__startswith="matrix-").delete()


def lines(asker: Asker, door: Door, purpose: str, reach: Any) -> list[dict[str, str]]:
    """The lines of the table that open a way in."""
    role_and_purpose = [
        one
        for one in LINES
        if (one["role"], one["action"]) == (asker.role, door.action) and purpose in one["purposes"].split()
    ]
    if door.about in {NO_FILE, LIST}:
        return role_and_purpose
    home = asker.state == "NL"
    within = {
        "state": home,
        "task": home and bool(asker.unit) and (door.about == NEW or asker.unit in reach.units),
        "minor": home and door.about != NEW and reach.minors,
        "person": home and asker.role == "applicant" and door.about in {FILE, OWN} and not reach.minors,
        "none": False,
    }
    if door.about == OWN:
        within = dict.fromkeys(within, False) | {"person": within["person"]}
    return [one for one in role_and_purpose if within[one["scope"]]]


def expected(asker: Asker, door: Door, purpose: str, reach: Any) -> int:
    """The status that the table's lines call for."""
    if door.action in {OPEN, SIGNED_IN}:
        return door.done
    fitting = lines(asker, door, purpose, reach)
    if not fitting:
        return 403
    groups = {group for one in fitting for group in one["groups"].split()}
    if door.kind and not groups & {"*", KINDS[door.kind].group}:
        return door.unseen
    if door.block and not groups & {"*", door.block}:
        return door.unseen
    return door.done


def asks(client: Client, door: Door, prefix: str, number: str, headers: dict[str, str]) -> Any:
    address = prefix + door.address.format(n=number)
    if door.method == "get":
        return client.get(address, headers=headers | door.headers)
    kind = {"content_type": "application/json"} if prefix else {}
    return client.post(address, door.sent or {}, headers=headers | door.headers, **kind)


def names(patterns: Any) -> Iterator[str]:
    """The names of every address, those of the interface and of the public rooms apart."""
    for one in patterns:
        if isinstance(one, URLPattern):
            yield one.name or str(one.pattern)
        elif one.namespace not in {"api", "reference"}:
            yield from names(one.url_patterns)


def test_every_address_and_operation_has_a_line_in_the_matrix() -> None:
    assert set(names(get_resolver().url_patterns)) == set(DESK)
    document = api.get_openapi_schema(path_prefix="")
    operations = {one["operationId"] for path in document["paths"].values() for one in path.values()}
    assert operations == set(API)


def test_every_action_of_the_table_is_asked_by_a_way_in_or_is_one_of_the_command_line() -> None:
    asked = {door.action for door in (*DESK.values(), *API.values())} - {OPEN, SIGNED_IN}
    assert {one["action"] for one in LINES} - asked <= {
        "export_cases", "import_cases", "record_circumstance", "see_statistics",
    }  # fmt: skip
    assert asked <= {one["action"] for one in LINES}


def test_the_public_rooms_hold_nothing_of_people_and_open_to_everybody() -> None:
    reference = next(one for one in get_resolver().url_patterns if getattr(one, "namespace", "") == "reference")
    closed = [one.name for one in reference.url_patterns if getattr(one.callback, "login_required", True)]
    assert closed == []


def test_without_sign_in_only_what_is_open_opens(files_of_people: tuple[CaseRecord, CaseRecord]) -> None:
    number = files_of_people[0].number
    for name, door in DESK.items():
        if door.address:
            answer = asks(Client(), door, "", number, {})
            if name == "metrics":
                assert answer.status_code == 403
            elif door.action == OPEN:
                assert answer.status_code == door.done, name
            else:
                assert answer.status_code == 302, name
                assert answer["Location"].startswith("/sign-in?next="), name
    for name, door in API.items():
        answer = asks(Client(), door, "/api/v1", number, {})
        assert answer.status_code == (door.done if door.action == OPEN else 401), name


def test_every_operation_answers_every_role_authority_and_purpose_as_the_table_says(
    askers: list[Asker], files_of_people: tuple[CaseRecord, CaseRecord], house: House
) -> None:
    reaches = [(one.number, house.register.reach(one.id)) for one in files_of_people]
    wrong, cells = [], 0
    for asker in askers:
        headers = {"Authorization": f"Bearer {token_for(User.objects.get(username=asker.name))}"}
        client = Client()
        for name, door in API.items():
            if door.action == OPEN:
                continue
            about = reaches if name == "getCase" else reaches[:1]
            # Opening is opening for the own authority, whichever that is.
            asked_as = asker._replace(state="NL") if name == "openCase" else asker
            for purpose in PURPOSES:
                for number, reach in about:
                    cells += 1
                    found = asks(client, door, "/api/v1", number, headers | {"Asylon-Purpose": purpose})
                    due = expected(asked_as, door, purpose, reach)
                    if found.status_code != due:
                        wrong.append((name, asker.name, purpose, number, found.status_code, due))
                    if (
                        found.status_code == 200
                        and door.about == LIST
                        and asker.state == "BE"
                        and found.json()["items"]
                    ):
                        wrong.append((name, asker.name, purpose, "files of another Member State"))
    assert wrong == []
    assert cells == len(askers) * len(PURPOSES) * (1 + sum(door.action != OPEN for door in API.values()))


def test_every_page_answers_every_role_authority_and_purpose_as_the_table_says(
    askers: list[Asker], files_of_people: tuple[CaseRecord, CaseRecord], house: House
) -> None:
    reaches = [(one.number, house.register.reach(one.id)) for one in files_of_people]
    wrong = []
    for asker in askers:
        client = Client()
        client.force_login(User.objects.get(username=asker.name))
        own = {purpose for one in LINES if one["role"] == asker.role for purpose in one["purposes"].split()}
        for name, door in DESK.items():
            if not door.address or door.action == OPEN:
                continue
            for purpose in sorted(own | {"statistics", "own_information"}):
                for number, reach in reaches if name == "case" else reaches[:1]:
                    found = asks(client, door, "", number, {"Asylon-Purpose": purpose})
                    due = expected(asker, door, purpose, reach)
                    if found.status_code != due:
                        wrong.append((name, asker.name, purpose, number, found.status_code, due))
    assert wrong == []
