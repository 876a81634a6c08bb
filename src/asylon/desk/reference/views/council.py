"""Council and Parliament: dossiers, positions, votes, promises, motions, meetings, and where each was read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from asylon.council import dossiers as record
from asylon.council import meetings as sittings
from asylon.council import search as finder
from asylon.council.promises import KINDS, Kind, Promise, PromiseStatus, promise_status
from asylon.council.promises import promises as all_promises
from asylon.council.provenance import Sourced, Text, documents
from asylon.council.references import references as all_references
from asylon.desk.reference.page import public, today
from asylon.desk.words import state_name
from asylon.law.citations import Bilingual

STANCES: dict[str, Bilingual] = {
    "supports": Bilingual("supports", "steunt"),
    "conditional": Bilingual("supports with conditions, or abstains", "steunt onder voorwaarden, of onthoudt zich"),
    "critical": Bilingual("critical", "kritisch"),
    "asks": Bilingual("asks", "vraagt"),
    "states": Bilingual("states", "stelt"),
}

OUTCOMES: dict[str, Bilingual] = {
    "adopted": Bilingual("adopted", "aangenomen"),
    "political_agreement": Bilingual("political agreement", "politiek akkoord"),
    "not_put": Bilingual("not put to the vote", "niet in stemming gebracht"),
}

DOSSIER_KINDS: dict[str, Bilingual] = {
    "regulation": Bilingual("regulation", "verordening"),
    "directive": Bilingual("directive", "richtlijn"),
    "decision": Bilingual("decision", "besluit"),
    "conclusions": Bilingual("conclusions", "conclusies"),
    "programme": Bilingual("programme", "programma"),
    "external": Bilingual("third countries", "derde landen"),
    "national": Bilingual("national", "nationaal"),
}

BODIES: dict[str, Bilingual] = {
    "council": Bilingual("Council", "Raad"),
    "coreper": Bilingual("Permanent Representatives", "Permanente Vertegenwoordigers"),
    "parliament": Bilingual("Parliament", "Parlement"),
    "leading_group": Bilingual("group of Member States", "groep lidstaten"),
    "external": Bilingual("with third countries", "met derde landen"),
}

#: Parties that are no one Member State.
PARTIES: dict[str, Bilingual] = {
    "commission": Bilingual("European Commission", "Europese Commissie"),
    "presidency": Bilingual("Presidency of the Council", "voorzitterschap van de Raad"),
    "member_states": Bilingual("Member States the letter does not name", "lidstaten die de brief niet noemt"),
    "eppo": Bilingual("European Public Prosecutor's Office", "Europees Openbaar Ministerie"),
    "eu_lisa": Bilingual("eu-LISA", "eu-LISA"),
    "eurojust": Bilingual("Eurojust", "Eurojust"),
    "icc": Bilingual("International Criminal Court", "Internationaal Strafhof"),
}

#: The kinds of entry a search can find, and the page on which each stands.
FOUND: dict[str, tuple[Bilingual, str]] = {
    "dossier": (Bilingual("dossier", "dossier"), "dossier"),
    "position": (Bilingual("position", "standpunt"), "positions"),
    "vote": (Bilingual("decision", "besluit"), "dossier"),
    "motion": (Bilingual("motion", "motie"), "motions"),
    "promise": (Bilingual("promise", "toezegging"), "promises"),
    "meeting": (Bilingual("meeting", "vergadering"), "meetings"),
    "reference": (Bilingual("reference", "verwijzing"), "references"),
    "figure": (Bilingual("figure", "cijfer"), "dossier"),
}

#: The order of the statuses of promises in the picture.
ORDER: tuple[Kind, ...] = ("kept", "kept_late", "open", "due_passed_without_evidence", "continuing")


class Part(msgspec.Struct, frozen=True):
    """How many promises have one status."""

    words: Text
    count: int
    look: str


class Followed(msgspec.Struct, frozen=True):
    """A promise with where it stands today."""

    promise: Promise
    status: PromiseStatus
    label: Text


class Hit(msgspec.Struct, frozen=True):
    """A found entry with its kind in words and its address."""

    kind: Bilingual
    line: Text
    address: str
    entry: Sourced


def _titles() -> dict[str, Text]:
    return {each.id: each.title for each in record.dossiers()}


def _named(identifiers: Iterable[str]) -> list[tuple[str, Text]]:
    titles = _titles()
    return [(each, titles[each]) for each in identifiers if each in titles]


def _followed(found: Iterable[Promise]) -> list[Followed]:
    day = today()
    return [Followed(each, status := promise_status(each, day), KINDS[status.kind]) for each in found]


def _parts(followed: Iterable[Followed]) -> list[Part]:
    counts: dict[str, int] = {}
    for each in followed:
        counts[each.status.kind] = counts.get(each.status.kind, 0) + 1
    looks = {"kept": 0, "kept_late": 1, "open": 5, "due_passed_without_evidence": 4, "continuing": 6}
    return [Part(KINDS[kind], counts[kind], f"look-{looks[kind]}") for kind in ORDER if kind in counts]


def _state(code: str) -> Bilingual:
    return Bilingual(state_name(code, "en"), state_name(code, "nl"))


def _positions(found: Iterable[record.Position]) -> list[dict[str, Any]]:
    return [{"position": each, "stance": STANCES[each.stance], "dossiers": _named([each.dossier])} for each in found]


def _votes(identifier: str) -> list[dict[str, Any]]:
    return [{"vote": each, "outcome": OUTCOMES[each.outcome]} for each in record.votes(identifier)]


def _meetings(found: Iterable[sittings.Meeting]) -> list[dict[str, Any]]:
    return [
        {
            "meeting": each,
            "body": BODIES[each.body],
            "agenda": [(item, sittings.PARTS[item.part], _named(item.dossiers)) for item in each.agenda],
            "results": [(item, sittings.PARTS[item.part]) for item in each.results],
        }
        for each in found
    ]


@public
def overview(request: HttpRequest) -> HttpResponse:
    """Dossiers by building block, promises at a glance, and the documents that were read."""
    followed = _followed(all_promises())
    context = {
        "dossiers": [
            {
                "dossier": each,
                "kind": DOSSIER_KINDS[each.kind],
                "positions": len(record.positions(each.id)),
                "promises": len(all_promises(each.id)),
            }
            for each in record.dossiers()
        ],
        "parts": _parts(followed),
        "promises": len(followed),
        "documents": documents(),
        "latest": _meetings(sittings.meetings()[:3]),
    }
    return render(request, "reference/council.html", context)


@public
def dossier(request: HttpRequest, identifier: str) -> HttpResponse:
    """One dossier: stage, what came later, positions, votes, promises, motions, figures, meetings, references."""
    try:
        found = record.dossier(identifier)
    except LookupError:
        raise Http404(_("There is no dossier of that name.")) from None
    context = {
        "dossier": found,
        "kind": DOSSIER_KINDS[found.kind],
        "positions": _positions(record.positions(identifier)),
        "votes": _votes(identifier),
        "promises": _followed(all_promises(identifier)),
        "motions": record.motions(identifier),
        "figures": record.figures(identifier),
        "meetings": _meetings(sittings.meetings(identifier)),
        "references": [(each, ()) for each in all_references(identifier)],
    }
    return render(request, "reference/dossier.html", context)


@public
def positions(request: HttpRequest) -> HttpResponse:
    """Who took which position."""
    party = request.GET.get("party", "")
    codes = sorted({each.party for each in record.positions()})
    known = {code: PARTIES.get(code) or _state(code) for code in codes}
    chosen = record.positions(party=party) if party in known else record.positions()
    context = {"rows": _positions(chosen), "party": party if party in known else "", "known": known.items()}
    return render(request, "reference/positions.html", context)


@public
def promises(request: HttpRequest) -> HttpResponse:
    """Promises and announcements with where they stand."""
    followed = _followed(all_promises())
    context = {
        "rows": [(each, _named(each.promise.dossiers)) for each in followed],
        "parts": _parts(followed),
        "day": today(),
    }
    return render(request, "reference/promises.html", context)


@public
def motions(request: HttpRequest) -> HttpResponse:
    """Motions of the House of Representatives."""
    rows = [(each, _named(each.dossiers)) for each in record.motions()]
    return render(request, "reference/motions.html", {"rows": rows})


@public
def meetings(request: HttpRequest) -> HttpResponse:
    """Meetings with their agenda and results, the latest first."""
    return render(request, "reference/meetings.html", {"rows": _meetings(sittings.meetings())})


@public
def references(request: HttpRequest) -> HttpResponse:
    """The documents and acts referred to."""
    rows = [(each, _named(each.dossiers)) for each in all_references()]
    return render(request, "reference/references.html", {"rows": rows})


@public
def search(request: HttpRequest) -> HttpResponse:
    """Find entries by words in either language."""
    asked = " ".join(request.GET.get("q", "").split())
    hits = [Hit(FOUND[hit.kind][0], hit.line, _address(hit), hit.entry) for hit in finder.search(asked)]
    return render(request, "reference/council_search.html", {"asked": asked, "hits": hits})


def _address(hit: finder.Hit) -> str:
    page = FOUND[hit.kind][1]
    if page != "dossier":
        return reverse(f"reference:{page}") + f"#{hit.id}"
    if hit.kind == "dossier":
        return reverse("reference:dossier", args=[hit.id])
    return reverse("reference:dossier", args=[str(getattr(hit.entry, "dossier", ""))]) + f"#{hit.id}"
