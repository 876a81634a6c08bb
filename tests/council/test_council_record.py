"""Entries of Council and Parliament: each with its lines or its source, whole in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from asylon.council.dossiers import dossier, dossiers, figures, motions, positions, votes
from asylon.council.meetings import about, meeting, meetings
from asylon.council.promises import promises
from asylon.council.provenance import Place, Sourced, Text, document, documents
from asylon.council.references import references
from asylon.council.search import search

RECORDS: dict[str, tuple[Sourced, ...]] = {
    "dossiers": dossiers(),
    "positions": positions(),
    "votes": votes(),
    "motions": motions(),
    "figures": figures(),
    "meetings": meetings(),
    "agenda": tuple(i for m in meetings() for i in m.agenda),
    "results": tuple(r for m in meetings() for r in m.results),
    "promises": promises(),
    "references": references(),
}


def inside(value: object) -> Iterator[object]:
    """The value and all structs and texts within it."""
    yield value
    if isinstance(value, msgspec.Struct):
        for field in msgspec.structs.fields(value):
            yield from inside(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from inside(each)


@pytest.mark.parametrize("name", RECORDS)
def test_every_entry_has_a_place_in_the_letter_or_a_source_outside_it(name: str) -> None:
    assert RECORDS[name]
    for entry in RECORDS[name]:
        assert entry.place is not None or entry.source is not None, entry


@pytest.mark.parametrize("name", RECORDS)
def test_every_line_range_lies_within_the_document(name: str) -> None:
    for value in inside(RECORDS[name]):
        if isinstance(value, Place):
            first, last = value.lines
            assert 1 <= first <= last <= document(value.document).total_lines


@pytest.mark.parametrize("name", RECORDS)
def test_every_text_is_complete_in_both_languages(name: str) -> None:
    for value in inside(RECORDS[name]):
        if isinstance(value, Text):
            assert value.en.strip()
            assert value.nl.strip()


@pytest.mark.parametrize("name", [n for n in RECORDS if n not in ("agenda", "results")])
def test_ids_are_unique(name: str) -> None:
    ids = [msgspec.to_builtins(entry)["id"] for entry in RECORDS[name]]
    assert len(ids) == len(set(ids))


def test_every_link_leads_to_a_dossier_a_meeting_or_a_motion_that_exists() -> None:
    known = {d.id for d in dossiers()}
    assert {p.dossier for p in positions()} | {f.dossier for f in figures()} <= known
    assert {v.dossier for v in votes()} <= known
    assert {v.meeting for v in votes()} <= {m.id for m in meetings()}
    assert {d for m in meetings() for d in about(m)} <= known
    assert {d for r in (*references(), *motions(), *promises()) for d in r.dossiers} <= known
    assert {m for p in promises() for m in p.motions} <= {m.id for m in motions()}


def test_blocks_are_the_ten_of_the_plan_or_zero_for_the_whole() -> None:
    numbers = {b for entry in (*dossiers(), *positions(), *promises()) for b in entry.blocks}
    assert numbers <= set(range(11))
    assert set(range(11)) <= {b for d in dossiers() for b in d.blocks}


def test_the_letter_has_its_number_its_length_and_three_signatories() -> None:
    (letter,) = documents()
    assert (letter.kamerstuk, letter.total_lines) == ("32 317, nr. 882", 1616)
    assert len(letter.sha256) == 64
    assert [s.name for s in letter.signatories] == ["D. Yeşilgöz-Zegerius", "F.M. Weerwind", "E. van der Burg"]


def test_the_agenda_of_june_2024_is_complete() -> None:
    june = meeting("jha-council-2024-06")
    home = [i.number for i in june.agenda if i.part == "home"]
    justice = [i.number for i in june.agenda if i.part == "justice"]
    assert home == ["1", "2", "3", "4", "5", "6", "7a", "7b", "8", "9", "10", "11a", "11b"]
    assert justice == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10a", "10b", "10c", "10d"]
    assert [r.part for r in june.results].count("home") == 7
    assert [r.part for r in june.results].count("justice") == 6


def test_the_netherlands_abstained_on_the_talent_pool() -> None:
    (vote,) = votes("talent-pool")
    assert vote.abstained == ("NL",)
    assert (vote.in_favour, vote.against) == ((), ())


def test_what_a_block_has_before_the_council_is_found_by_its_number() -> None:
    assert "solidarity-pool-2026" in {d.id for d in dossiers(block=7)}
    assert dossier("pact-implementation") in dossiers(block=3)


def test_positions_are_found_by_dossier_and_by_party() -> None:
    dutch = positions(dossier="facilitation-directive", party="NL")
    assert len(dutch) == 4
    assert {p.party for p in dutch} == {"NL"}


def test_meetings_come_latest_first_and_can_be_asked_by_dossier() -> None:
    starts = [m.starts for m in meetings()]
    assert starts == sorted(starts, reverse=True)
    assert "coreper-2024-06-19" in {m.id for m in meetings("police-cooperation-smuggling")}


def test_unknown_names_are_refused_not_guessed() -> None:
    for find in (dossier, meeting, document):
        with pytest.raises(LookupError):
            find("unknown")


def test_search_finds_words_in_either_language_without_accents_or_case() -> None:
    assert ("position", "interoperability-eu-lisa") in {(h.kind, h.id) for h in search("EURODAC krappe")}
    assert ("dossier", "temporary-protection") in {(h.kind, h.id) for h in search("oekraine verlenging")}
    assert ("dossier", "temporary-protection") in {(h.kind, h.id) for h in search("extension Ukraine")}
    assert ("reference", "kst-32317-908") in {(h.kind, h.id) for h in search("32 317 908")}


def test_search_for_nothing_finds_nothing() -> None:
    assert search("   ") == ()
