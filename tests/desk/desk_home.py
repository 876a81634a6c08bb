"""The desk on a temporary folder with a handful of small files of fictional persons."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

FOLDER = Path(tempfile.mkdtemp(prefix="asylon-desk-"))
# Also where this was loaded and no test of it ran.
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "asylon.desk.settings",
    "ASYLON_DATA": str(FOLDER),
    "ASYLON_MODE": "demonstration",
    "ASYLON_HOSTS": "testserver,localhost",
}

from django.conf import settings  # noqa: E402 - the surroundings come first

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Tests ask more in a minute than people in a day; those of the limits set their own.
settings.RATE_LIMITS = dict.fromkeys(settings.RATE_LIMITS, (1_000_000, 3600))

from asylon.desk.preparation import prepare  # noqa: E402

prepare()

from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

setup_test_environment()

from asylon.desk import house as house_module  # noqa: E402
from asylon.desk import limits  # noqa: E402
from asylon.law.files import read_file  # noqa: E402
from asylon.register import CaseRecord  # noqa: E402

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
# What was done is counted by the quarter of an hour: none ends in the middle of a test.
limits.time = SimpleNamespace(time=NOW.timestamp)
WHO = {"actor": "R. Example (registrar)", "unit": "asylum", "purpose": "test"}

HIT_LATE = [
    {"kind": "person_described", "person": "p1", "at": "2026-11-02", "name": "Fictional One",
     "born": "1992-03-04", "sex": "female", "nationality": "ER"},
    {"kind": "application_made", "person": "p1", "at": "2026-11-02"},
    {"kind": "application_registered", "person": "p1", "at": "2026-11-04T10:00:00+01:00"},
    {"kind": "eurodac_hit", "person": "p1", "at": "2026-11-05", "recorded_by": "IT", "recorded_under": "24"},
]  # fmt: skip

FAMILY = [
    {"kind": "person_described", "person": "mother", "at": "2026-11-10", "name": "Fictional Mother",
     "born": "1990-01-31", "sex": "female", "nationality": "SY"},
    {"kind": "person_described", "person": "son", "at": "2026-11-10", "name": "Fictional Son",
     "born": "2015-02-28", "sex": "male", "nationality": "SY"},
    {"kind": "family_link", "person": "mother", "at": "2026-11-10", "other": "son", "relation": "child",
     "existed_before_arrival": True},
    {"kind": "application_made", "person": "mother", "at": "2026-11-20"},
    {"kind": "application_made", "person": "son", "at": "2026-11-20"},
]  # fmt: skip


@pytest.fixture(scope="session")
def house() -> house_module.House:
    """The register and the book behind the pages, at a fixed moment."""
    return house_module.house()


def opened(house: house_module.House, facts: list[dict[str, object]]) -> CaseRecord:
    """Open a case with these facts."""
    file, _circumstances = read_file({"state": "NL", "facts": facts})
    return house.register.open_case("NL", file.facts, **WHO)


@pytest.fixture
def hit(house: house_module.House) -> CaseRecord:
    """A single applicant with a Eurodac hit of Italy."""
    return opened(house, HIT_LATE)


@pytest.fixture
def family(house: house_module.House) -> CaseRecord:
    """A mother and her son who asked for protection."""
    return opened(house, FAMILY)


@pytest.fixture
def client() -> Client:
    """A visitor who has not signed in."""
    return Client()


@pytest.fixture
def caseworker() -> Client:
    """A signed-in caseworker."""
    from django.contrib.auth.models import User

    made = Client()
    made.force_login(User.objects.get(username="caseworker"))
    return made


@pytest.fixture(params=["en", "nl"])
def lang(request: pytest.FixtureRequest) -> str:
    """Each language of the interface."""
    return str(request.param)
