"""Eurodac beyond the golden cases: linking and counting, datasets, reference numbers, clocks that never run backwards."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylon.gazette import book
from asylon.law.calculations import CalculationError, calculate
from asylon.law.circumstances.eurodac import EurodacTechnicalProblems, SuddenInfluxNotified
from asylon.law.citations import ACTS, citations
from asylon.law.eurodac.eud_3_12_statistics import PERSONS, Month, Recorded, linked, statistics
from asylon.law.eurodac.eud_17_26_datasets import DATASETS, IDENTIFYING, dataset, json_schema, missing
from asylon.law.eurodac.eud_37_reference_numbers import CATEGORIES, Reference
from asylon.law.facts import ApplicationRegistered, Disembarked, EurodacTransmitted
from asylon.law.files import File
from asylon.law.moments import Moment
from asylon.law.positions import position

BOOK = book()
OCTOBER = "2026-10"

SEQUENCES = [f"s{number}" for number in range(6)]
datasets = st.lists(
    st.builds(
        Recorded,
        sequence=st.sampled_from(SEQUENCES),
        state=st.sampled_from(["NL", "DE", "IT"]),
        article=st.sampled_from(["15", "18(2)", "20", "22", "23", "24", "26"]),
        transmitted=st.dates(date(2026, 9, 1), date(2026, 11, 30)),
        arrival=st.booleans(),
        conclusion=st.sampled_from([None, "granted", "refused", "discontinued"]),
        born=st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2020, 1, 1))),
        rejected=st.one_of(st.none(), st.dates(date(2026, 9, 1), date(2026, 11, 30))),
        marked=st.one_of(st.none(), st.dates(date(2026, 9, 1), date(2026, 11, 30))),
    ),
    max_size=12,
)
pairs = st.lists(st.tuples(st.sampled_from(SEQUENCES), st.sampled_from(SEQUENCES)), max_size=6)


@given(datasets, pairs)
@settings(max_examples=200, deadline=None)
def test_linking_never_makes_more_persons_and_changes_no_number_of_datasets(found, links):
    apart = statistics(Month(period=OCTOBER, datasets=tuple(found)), 18)
    together = statistics(Month(period=OCTOBER, datasets=tuple(found), links=tuple(links)), 18)
    assert all(together["persons"][name] <= apart["persons"][name] for name in PERSONS)
    assert together["datasets"] == apart["datasets"]
    assert together["marked"] == apart["marked"]


@given(datasets, pairs, st.integers())
@settings(max_examples=200, deadline=None)
def test_figures_do_not_depend_on_the_order_of_datasets_or_links(found, links, seed):
    chance = random.Random(seed)
    shuffled, relinked = list(found), [(two, one) for one, two in links]
    chance.shuffle(shuffled)
    chance.shuffle(relinked)
    first = statistics(Month(period=OCTOBER, datasets=tuple(found), links=tuple(links)), 18)
    second = statistics(Month(period=OCTOBER, datasets=tuple(shuffled), links=tuple(relinked)), 18)
    assert first == second


@given(pairs)
def test_links_join_whoever_is_reached_through_others(links):
    whole = linked(SEQUENCES, links)
    for one, two in links:
        assert whole[one] == whole[two]
    assert linked(SEQUENCES, [*links, *links]) == whole


@given(datasets, pairs)
@settings(max_examples=100, deadline=None)
def test_no_member_state_counts_more_applicants_than_the_union_does(found, links):
    figures = statistics(Month(period=OCTOBER, datasets=tuple(found), links=tuple(links)), 18)
    for state in figures["by_state"].values():
        assert all(state["persons"][name] <= figures["persons"][name] for name in PERSONS)


def test_a_month_that_is_none_is_refused_with_what_to_write():
    with pytest.raises(CalculationError, match="write a month such as 2026-10"):
        calculate("eurodac-monthly-statistics", {"period": "2026-1"}, BOOK, date(2026, 11, 1))


def test_figures_with_an_unknown_article_are_refused_and_the_place_is_named():
    data = {
        "period": OCTOBER,
        "datasets": [{"sequence": "a", "state": "NL", "article": "16", "transmitted": "2026-10-01"}],
    }
    with pytest.raises(CalculationError, match=r"datasets\[0\]\.article|Invalid enum value '16'"):
        calculate("eurodac-monthly-statistics", data, BOOK, date(2026, 11, 1))


@pytest.mark.parametrize("article", sorted(DATASETS))
def test_every_field_of_a_dataset_cites_the_article_of_that_dataset(article):
    for field in DATASETS[article].fields:
        place = citations(field.cite)[0]
        assert place.act in ACTS
        assert place.article.startswith(f"{article}("), field
        assert field.words.en
        assert field.words.nl


@pytest.mark.parametrize("article", sorted(DATASETS))
def test_the_schema_of_a_dataset_allows_its_fields_only_and_requires_those_always_there(article):
    schema = json_schema(article)
    fields = DATASETS[article].fields
    assert schema["additionalProperties"] is False
    assert list(schema["properties"]) == [field.name for field in fields]
    assert set(schema["required"]) == {field.name for field in fields if field.when == "always"}
    assert {field.name for field in missing(article, ())} == set(schema["required"])


@pytest.mark.parametrize("article", sorted(DATASETS))
def test_the_identity_repository_holds_identity_biometrics_and_document_and_nothing_else(article):
    there = {field.name for field in DATASETS[article].fields if field.stored == "cir"}
    assert there == IDENTIFYING | {"document"}


def test_nothing_is_recorded_of_a_mere_search():
    with pytest.raises(ValueError, match=r"no dataset is recorded under article '18\(1\)'"):
        dataset("18(1)")


def test_what_cannot_happen_to_a_dataset_is_refused_with_what_can():
    with pytest.raises(CalculationError, match="what may be given: excluded_from_temporary_protection"):
        calculate("eurodac-dataset", {"article": "26", "happened": ["relocation_obliged"]}, BOOK, date(2030, 1, 1))


@given(
    st.sampled_from(sorted(CATEGORIES)),
    st.sampled_from(["NL", "D", "EL"]),
    st.from_regex(r"[A-Z0-9-]{1,12}", fullmatch=True),
)
def test_a_reference_number_reads_back_as_it_was_written(digit, letters, own):
    written = f"{letters}{digit}{own}"
    read = Reference.parse(written)
    assert str(read) == written
    # Letters and digit are unambiguous only because a digit follows letters: the own part starts after it.
    assert (read.letters, read.digit, read.own) == (letters, digit, own)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("1NL-4", "does not begin with the letters"),
        ("NLX-4", "no digit for the category"),
        ("NL1", "own number is missing"),
        ("NL1-4 217", "signs other than letters"),
    ],
)
def test_a_wrong_reference_number_is_refused_with_the_reason_and_an_example(text, wrong):
    with pytest.raises(ValueError, match=wrong) as refused:
        Reference.parse(text)
    assert "NL1-2026-004217" in str(refused.value)


REGISTERED = datetime(2026, 12, 4, 15, 30, tzinfo=UTC)


def _due(fact, circumstances, duty):
    at = datetime(2026, 12, 4, 16, tzinfo=UTC)
    found = position(File("NL", (fact,)), circumstances, at, BOOK)["a"].duty(duty)
    assert found is not None
    assert found.end is not None
    return found.end


@given(st.integers(-10, 20), st.one_of(st.none(), st.integers(0, 20)))
@settings(max_examples=100, deadline=None)
def test_technical_problems_never_make_a_limit_end_earlier_and_lengthen_it_by_two_days_at_most(begin, length):
    start = date(2026, 12, 4) + timedelta(days=begin)
    until = None if length is None else start + timedelta(days=length)
    fact = ApplicationRegistered(person="a", at=Moment(REGISTERED), state="NL", id="f1")
    plain = _due(fact, (), "eurodac-applicant")
    known = (EurodacTechnicalProblems(at=Moment(start), state="NL", until=until),)
    extended = _due(fact, known, "eurodac-applicant")
    assert extended - plain in (timedelta(0), timedelta(hours=48))


@given(st.integers(0, 70), st.integers(0, 70))
@settings(max_examples=100, deadline=None)
def test_a_notified_influx_helps_within_its_stated_time_and_never_after_a_month(day, stated):
    begin = date(2026, 8, 31)
    rescued = datetime(2026, 8, 31, 9, tzinfo=UTC) + timedelta(days=day)
    fact = Disembarked(person="a", at=Moment(rescued), state="IT", id="f1")
    known = (SuddenInfluxNotified(at=Moment(begin), state="IT", until=begin + timedelta(days=stated)),)
    at = rescued + timedelta(minutes=1)
    plain = position(File("IT", (fact,)), (), at, BOOK)["a"].duty("eurodac-disembarked")
    found = position(File("IT", (fact,)), known, at, BOOK)["a"].duty("eurodac-disembarked")
    # A month from 31 August ends on 30 September: the thirtieth day after it.
    helped = day <= min(stated, 30)
    assert found.end - plain.end == (timedelta(hours=48) if helped else timedelta(0))


@given(st.integers(0, 2000))
@settings(max_examples=60, deadline=None)
def test_data_of_an_applicant_are_kept_ten_years_from_their_first_transmission_whenever_asked(days):
    first = datetime(2026, 12, 5, 10, tzinfo=UTC)
    facts = (
        ApplicationRegistered(person="a", at=Moment(REGISTERED), state="NL", id="f1"),
        EurodacTransmitted(person="a", at=Moment(first), state="NL", id="f2"),
        EurodacTransmitted(person="a", at=Moment(first + timedelta(days=1)), state="NL", id="f3"),
    )
    found = position(File("NL", facts), (), first + timedelta(days=days, hours=1), BOOK)["a"]
    kept = [item for item in found.retention if item.provision == "eurodac-data-applicant"]
    assert [(item.started_by, item.due.last_day) for item in kept] == [("f2", date(2036, 12, 5))]
