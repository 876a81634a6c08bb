"""The sign on a page that the processing of somebody's data is restricted: since when, on which ground, what is contested."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from asylon.desk.timeline import when
from asylon.desk.words import unit_name
from asylon.law.files import effective
from asylon.law.values import VALUES
from asylon.register import CaseRecord, Erased
from asylon.register.casefiles import restrictions


class Sign(msgspec.Struct, frozen=True, kw_only=True):
    """A restriction in words. ``person`` is the person's heading, ``contested`` the title of the fact that is contested."""

    person: str
    since: str
    ground: str
    contested: str
    unit: str


def signs(record: CaseRecord, headings: Mapping[str, str], lang: str, own: str = "") -> tuple[Sign, ...]:
    """The restrictions that stand in a file, of the person ``own`` alone where one is given."""
    if not any(one.restricted for one in record.summary):
        return ()
    entries = {entry.fact.id: entry for entry in record.entries if not isinstance(entry.fact, Erased)}
    found = []
    for person, fact in restrictions(effective(record.file)).items():
        if own and person != own:
            continue
        contested = entries.get(fact.contested or "")
        title = type(contested.fact).words[lang] if contested and not isinstance(contested.fact, Erased) else ""
        found.append(
            Sign(
                person=headings.get(person, person),
                since=when(fact.at, lang),
                ground=VALUES[fact.ground][lang],
                contested=f"{title} ({fact.contested})" if title else "",
                unit=unit_name(entries[fact.id].unit, lang),
            )
        )
    return tuple(found)
