"""publiccode.yml after its standard (0.4): mandatory keys, allowed values, lengths, files that exist, and no address made up."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "publiccode.yml").read_text("utf-8")
MARK = "TO FILL IN"

MANDATORY = {
    "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description", "legal",
    "maintenance", "localisation",
}  # fmt: skip
OPTIONAL = {
    "applicationSuite", "landingURL", "isBasedOn", "softwareVersion", "releaseDate", "logo", "inputTypes", "outputTypes",
    "categories", "usedBy", "roadmap", "intendedAudience", "dependsOn", "fundedBy", "organisation",
}  # fmt: skip
STATUSES = {"concept", "development", "beta", "stable", "obsolete"}
TYPES = {
    "standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web", "standalone/backend", "standalone/other",
    "addon", "library", "configurationFiles",
}  # fmt: skip
#: Of the standard's list of categories, those that could ever fit.
CATEGORIES = {
    "business-process-management", "compliance-management", "data-analytics", "document-management", "it-development",
    "knowledge-management", "workflow-management",
}  # fmt: skip
SCOPES = {"government", "justice", "foreign-affairs", "security", "society", "welfare"}


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(TEXT)
    return found


def test_every_mandatory_key_is_there_and_no_unknown_one(told: dict[str, Any]) -> None:
    assert set(told) >= MANDATORY
    assert set(told) <= MANDATORY | OPTIONAL
    assert re.fullmatch(r"0(\.\d+)*", told["publiccodeYmlVersion"])


def test_values_of_lists_are_those_of_the_standard(told: dict[str, Any]) -> None:
    assert told["developmentStatus"] in STATUSES
    assert told["softwareType"] in TYPES
    assert set(told["platforms"]) <= {"web", "windows", "mac", "linux", "ios", "android"}
    assert set(told["categories"]) <= CATEGORIES
    assert set(told["intendedAudience"]["scope"]) <= SCOPES
    assert told["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    assert told["legal"]["license"] == "EUPL-1.2"


def test_a_version_is_named_only_with_the_day_of_its_release(told: dict[str, Any]) -> None:
    assert ("softwareVersion" in told) == ("releaseDate" in told)


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_each_language_is_described_within_the_lengths_and_with_pictures_that_exist(
    told: dict[str, Any], lang: str
) -> None:
    assert lang in told["localisation"]["availableLanguages"]
    words = told["description"][lang]
    assert 0 < len(words["shortDescription"]) <= 150
    assert 500 <= len(words["longDescription"]) <= 10_000
    assert words["features"]
    assert all(len(one) <= 100 for one in words["features"])
    assert all((ROOT / one).is_file() for one in words["screenshots"])
    assert [len(told["description"][one]["features"]) for one in ("en", "nl")] == [5, 5]


def test_what_can_only_be_known_by_who_publishes_is_marked_and_nothing_else_is_open(told: dict[str, Any]) -> None:
    assert told["url"].startswith("https://")
    contacts = told["maintenance"]["contacts"]
    assert all(one["name"] for one in contacts)
    marked = [line.strip().split(":")[0] for line in TEXT.splitlines() if MARK in line and not line.startswith("#")]
    made_up = [
        key
        for key, value in (("url", told["url"]), ("- name", contacts[0]["name"]))
        if "example." in value or "maintainers" in value
    ]
    assert marked == made_up
