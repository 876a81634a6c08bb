"""No page leads nowhere: whatever link a role of the demonstration meets on a page it may open, it may open too."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import pytest
from desk_home import FAMILY, HIT_LATE, NOW, opened
from django.contrib.auth.models import User
from django.test import Client
from django.urls import resolve
from reading import Page

from asylon.access import Who
from asylon.desk import house as house_module
from asylon.desk.demonstration_users import USERS
from asylon.desk.house import House, law_book
from asylon.desk.models import Account
from asylon.desk.people import purposes
from asylon.law.facts import KINDS
from asylon.register import DemonstrationClock, Register

MINOR = [
    {"kind": "person_described", "person": "p1", "at": "2026-11-02", "name": "Fictional Minor", "born": "2011-03-04",
     "sex": "male", "nationality": "SY", "unaccompanied": True},
    {"kind": "application_made", "person": "p1", "at": "2026-11-02"},
]  # fmt: skip
RESTRICTED = {"kind": "processing_restricted", "person": "p1", "at": "2026-11-20", "ground": "accuracy_contested", "contested": "f1"}  # fmt: skip
Shape = tuple[str, ...]
_FORM = re.compile(r"/case/[^/]+/record/([^/]+)")
#: Not pages: what a browser loads beside them, what gives a file, and what ends the sign-in.
BESIDE = ("/static/", "/api/", "/sign-out")
#: A page of a public room whose head and foot are read too; what these rooms hold is the same for everybody.
PUBLIC = ("/plan/",)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """The desk over four files: an adult with a Eurodac hit, a family, an unaccompanied minor, and one that is restricted."""
    register = Register.open(tmp_path, law_book(), DemonstrationClock(tmp_path / "clock.json", NOW))
    before = list(house_module._opened)
    house_module._opened[:] = [House(register, law_book(), "NL")]
    yield house_module._opened[0]
    house_module._opened[:] = before
    register.close()


def links(page: str, address: str) -> set[str]:
    """The addresses of this installation that a page links to, or asks by a form that only reads."""
    read = Page(page)
    found = [one.get("href") for one in read.all("a")]
    found += [one.get("action") or address for one in read.all("form") if one.get("method", "get") == "get"]
    inside = (urldefrag(urljoin(address, one))[0] for one in found if one)
    return {one for one in inside if not urlsplit(one).netloc and not one.startswith(BESIDE)} - {address}


def shape(address: str) -> Shape:
    """What addresses have in common that lead to the same page of the same things, asked otherwise.

    The form of a kind of fact is opened once, and of a whole group where no line of a position leads to it: whether facts may
    be recorded in a file is asked at the page before.
    """
    parts = urlsplit(address)
    asked = sorted(name for name, _ in parse_qsl(parts.query))
    form = _FORM.fullmatch(parts.path)
    if form is None:
        return (parts.path, *asked)
    return ("a form", form[1] if asked else KINDS[form[1]].group, *asked)


#: Each colleague of the demonstration with each purpose of the roles: as the first that fits, and as chosen in the head of the page.
WALKS = [
    (user.name, purpose) for user in USERS for purpose in ("", *purposes(Who(name=user.name, roles=user.roles))[1:])
]


@pytest.mark.parametrize(("role", "purpose"), WALKS)
def test_every_link_on_every_page_that_a_role_may_open_opens(role: str, purpose: str, house: House) -> None:
    files = [opened(house, facts) for facts in (HIT_LATE, FAMILY, MINOR, [*HIT_LATE, RESTRICTED])]
    client = Client()
    user = User.objects.get(username=role)
    client.force_login(user)
    if purpose:
        client.post("/purpose", {"purpose": purpose, "next": "/"})
    kept = user.account.person
    if role == "applicant":
        Account.objects.filter(user=user).update(person=f"{files[1].id}/mother")
    # Where a role begins: the first page, and what it is given the number of.
    begins = ["/", *PUBLIC, "/inbox", "/cases", "/my-case"]
    begins += [f"/case/{file.number}{end}" for file in files for end in ("", "/readings", "/record", "/copy/p1")]
    waiting = deque(begins)
    reached: dict[Shape, int] = {shape(address): 0 for address in begins}
    met: list[tuple[str, str]] = []
    try:
        while waiting:
            address = waiting.popleft()
            answer = client.get(address)
            reached[shape(address)] = answer.status_code
            found = links(answer.content.decode(), address) if answer["Content-Type"].startswith("text/html") else set()
            if answer.status_code == 302:
                found = {urljoin(address, answer["Location"])}
            for link in sorted(found):
                public = resolve(urlsplit(link).path).namespace == "reference"
                if public and link not in PUBLIC:
                    continue
                met.append((link, address))
                if shape(link) not in reached:
                    reached[shape(link)] = 0
                    waiting.append(link)
    finally:
        Account.objects.filter(user=user).update(person=kept)
    assert len(reached) > 5
    nowhere = sorted(
        {f"{link} on {page}: {reached[shape(link)]}" for link, page in met if reached[shape(link)] not in (200, 302)}
    )
    assert not nowhere, "\n".join(nowhere)
