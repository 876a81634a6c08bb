"""The demonstration: deterministic, readable, fictional, and close to the public figures it is drawn from."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from importlib.resources import files
from itertools import pairwise
from zoneinfo import ZoneInfo

import msgspec
import pytest

from asylon.demonstration import FICTIONAL, START, UNTIL, DemonstrationFile, circumstances, figures, generate
from asylon.demonstration.people import OFFICIALS
from asylon.demonstration.stories import STORIES
from asylon.gazette import book
from asylon.law.circumstances import RecognitionRate
from asylon.law.facts import EurodacHit, PersonDescribed, RouteDecided
from asylon.law.files import File, check_file, read_circumstance, read_file, write_circumstance, write_fact
from asylon.law.positions import position

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SMALL = 600
#: Persons of the whole demonstration, and how far it may be off.
PERSONS, OFF_BY = 5000, 0.02
PINNED = "1ebdb79053f7f2feac0af49d78cc70c1bef3f99e597a0a6a9664cec909eb59fd"


@pytest.fixture(scope="module")
def whole() -> list[DemonstrationFile]:
    return list(generate())


@pytest.fixture(scope="module")
def small() -> list[DemonstrationFile]:
    return list(generate(persons=SMALL))


def digest(found: Iterable[DemonstrationFile]) -> str:
    made = hashlib.sha256()
    for file in found:
        facts = [write_fact(fact) for fact in file.facts]
        events = msgspec.to_builtins(file.events)
        made.update(msgspec.json.encode([file.number, file.unit, file.story, facts, events]))
    return made.hexdigest()


def persons(file: DemonstrationFile) -> set[str]:
    return {fact.person for fact in file.facts}


def test_the_same_seed_gives_the_same_files(small: list[DemonstrationFile]) -> None:
    assert digest(generate(persons=SMALL)) == digest(small)


def test_the_files_of_a_small_sample_do_not_change_between_releases() -> None:
    assert digest(generate(persons=40)) == PINNED


def test_another_seed_gives_other_files(small: list[DemonstrationFile]) -> None:
    assert digest(generate(seed=1, persons=SMALL)) != digest(small)


def test_everything_is_marked_fictional() -> None:
    assert FICTIONAL is True


def test_there_are_about_as_many_persons_as_asked(whole: list[DemonstrationFile]) -> None:
    assert sum(len(persons(file)) for file in whole) == pytest.approx(PERSONS, rel=OFF_BY)


def test_numbers_and_persons_are_unique_and_numbers_follow_the_arrivals(whole: list[DemonstrationFile]) -> None:
    numbers = [file.number for file in whole]
    assert numbers[0] == "NL-2026-000001"
    assert numbers == sorted(set(numbers))
    everyone = [person for file in whole for person in persons(file)]
    assert len(everyone) == len(set(everyone))
    firsts = [file.events[0].recorded for file in whole]
    assert all(later > earlier - timedelta(minutes=15) for earlier, later in pairwise(firsts))


def test_nationalities_are_as_common_as_in_the_public_table(whole: list[DemonstrationFile]) -> None:
    last: dict[str, str] = {}
    for file in whole:
        for fact in file.facts:
            if isinstance(fact, PersonDescribed):
                last[fact.person] = fact.nationality or last.get(fact.person, figures.UNKNOWN)
    found = Counter(last.values())
    everyone = sum(row.applicants for row in figures.applicants())
    for row in figures.applicants():
        assert found[row.nationality] / len(last) == pytest.approx(row.applicants / everyone, abs=0.03), row.nationality
    assert set(found) <= {row.nationality for row in figures.applicants()}


def test_women_and_minors_are_about_as_common_as_in_the_public_tables(whole: list[DemonstrationFile]) -> None:
    told = [fact for file in whole for fact in file.facts if isinstance(fact, PersonDescribed) and fact.sex]
    women = sum(fact.sex == "female" for fact in told) / len(told)
    public = {total.measure: total.value for total in figures.totals()}
    assert women == pytest.approx(public["applicants_female"] / public["applicants"], abs=0.03)
    young = sum(fact.born is not None and fact.born > date(2008, 9, 1) for fact in told) / len(told)
    groups = figures.ages()
    minors = sum(group.applicants for group in groups if group.age_from < 18) / sum(g.applicants for g in groups)
    assert young == pytest.approx(minors, abs=0.05)


def test_every_file_reads_back_as_it_was_written(small: list[DemonstrationFile]) -> None:
    for file in small:
        raw = {"state": "NL", "facts": [write_fact(fact) for fact in file.facts]}
        assert read_file(raw) == (File("NL", file.facts), ())
        assert [fact.id for fact in file.facts] == [f"f{place}" for place in range(1, len(file.facts) + 1)]


def test_no_file_holds_an_impossible_order(whole: list[DemonstrationFile]) -> None:
    applies = book().applies
    wrong = [problem for file in whole for problem in check_file(File("NL", file.facts), AMSTERDAM, applies)]
    assert wrong == []


def test_a_file_was_possible_at_each_moment_of_its_recording(small: list[DemonstrationFile]) -> None:
    applies = book().applies
    for file in small:
        for length in range(1, len(file.facts)):
            assert check_file(File("NL", file.facts[:length]), AMSTERDAM, applies) == ()


def test_every_kind_of_story_is_told(whole: list[DemonstrationFile]) -> None:
    assert {file.story for file in whole} == set(STORIES)
    assert {share.story for share in figures.story_shares()} == set(STORIES)


def test_the_turns_a_visitor_looks_for_all_occur(whole: list[DemonstrationFile]) -> None:
    found = {type(fact).kind() for file in whole for fact in file.facts}
    assert found >= {
        "family_link", "representative_appointed", "family_member_located", "best_interests_assessed", "taken_into_care",
        "presented_at_crossing_point", "found_illegally_staying", "disembarked", "irregular_entry", "screening_ended",
        "border_exception_found", "right_to_remain_ended", "entry_authorised", "route_decided", "departed_from_advice",
        "take_charge_requested", "take_charge_replied", "take_back_notified", "take_back_replied", "vis_hit",
        "transfer_decision_taken", "transferred", "transfer_obstructed", "obstruction_communicated", "detained",
        "examination_extended", "application_withdrawn", "decision_taken", "fact_corrected", "fact_withdrawn",
    }  # fmt: skip
    hits = [fact for file in whole for fact in file.facts if isinstance(fact, EurodacHit)]
    assert {hit.recorded_under for hit in hits} == {"15", "22", "23", "24"}


def test_nothing_happens_or_is_recorded_after_the_end(whole: list[DemonstrationFile]) -> None:
    for file in whole:
        assert len(file.events) == len(file.facts) > 0
        for fact, event in zip(file.facts, file.events, strict=True):
            assert fact.at.instant(AMSTERDAM) < event.recorded <= UNTIL


def test_facts_stand_in_the_order_in_which_they_were_recorded(whole: list[DemonstrationFile]) -> None:
    for file in whole:
        recorded = [event.recorded for event in file.events]
        assert recorded == sorted(recorded)


def test_nothing_happens_here_before_the_start(whole: list[DemonstrationFile]) -> None:
    for file in whole:
        assert all(fact.at.day(AMSTERDAM) >= START for fact in file.facts if fact.state == "NL")


def test_decisions_and_requests_fall_in_office_hours(whole: list[DemonstrationFile]) -> None:
    kinds = {"application_lodged", "decision_taken", "take_charge_requested", "take_back_notified", "route_decided"}
    for file in whole:
        for fact in file.facts:
            if type(fact).kind() in kinds:
                at = fact.at.instant(AMSTERDAM)
                assert at.weekday() < 5, fact
                assert 8 <= at.hour < 17, fact


def test_routes_are_decided_by_a_fictional_official(whole: list[DemonstrationFile]) -> None:
    known = {name for names in OFFICIALS.values() for name in names}
    decided = [fact for file in whole for fact in file.facts if isinstance(fact, RouteDecided)]
    assert {fact.decided_by for fact in decided} <= known
    assert {event.actor for file in whole for event in file.events} <= known
    assert {event.unit for file in whole for event in file.events} == set(OFFICIALS)


def test_on_the_last_morning_some_duties_are_late_some_end_today_and_more_this_week(
    whole: list[DemonstrationFile],
) -> None:
    known, law = circumstances(), book()
    late = today = week = 0
    for file in whole[::2]:
        for found in position(File("NL", file.facts), known, UNTIL, law).values():
            for duty in found.duties:
                if duty.end is None or duty.state != "NL" or duty.status not in ("open", "late"):
                    continue
                day = (duty.end - timedelta(seconds=1)).astimezone(AMSTERDAM).date()
                late += duty.status == "late"
                today += duty.status == "open" and day == UNTIL.date()
                week += duty.status == "open" and UNTIL.date() < day <= UNTIL.date() + timedelta(days=7)
    assert late > 0
    assert 0 < today < week
    assert late / (late + today + week) < 0.12


def test_every_nationality_has_a_rate_with_its_source_except_where_the_law_looks_elsewhere() -> None:
    found = circumstances()
    rated = {item.nationality for item in found if isinstance(item, RecognitionRate)}
    assert {row.nationality for row in figures.applicants()} - rated == {"XX", figures.UNKNOWN}
    for item in found:
        assert "UNHCR" in item.source if isinstance(item, RecognitionRate) else item.source
        assert item.at.instant(AMSTERDAM) < datetime.combine(START, datetime.min.time(), tzinfo=AMSTERDAM)
        assert read_circumstance(write_circumstance(item)) == item


def test_a_rate_is_the_share_of_positive_first_instance_decisions() -> None:
    for rate in figures.rates():
        positive = rate.recognised + rate.other
        assert rate.percent == pytest.approx(100 * positive / (positive + rate.rejected), abs=0.051)


def test_every_table_says_where_it_comes_from() -> None:
    folder = files("asylon.demonstration") / "data"
    tables = {entry.name for entry in folder.iterdir() if entry.name.endswith(".csv")}
    assert {source.table for source in figures.sources()} == tables - {"sources.csv"}
    assert all(source.method and source.licence for source in figures.sources())


def test_a_demonstration_without_time_for_an_arrival_is_refused() -> None:
    with pytest.raises(ValueError, match="no time for an arrival"):
        next(generate(start=date(2026, 11, 24)))
    with pytest.raises(ValueError, match="time zone"):
        next(generate(until=datetime(2026, 11, 23, 9)))  # noqa: DTZ001
