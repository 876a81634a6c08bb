"""The golden cases decide the engine: each is one test, and what they cover is checked."""

from __future__ import annotations

import re

import pytest

from asylon.cases import GoldenCase, asserted_rules, load, run
from asylon.gazette import book as load_book
from asylon.law.book import Book
from asylon.law.citations import ACTS, Bilingual
from asylon.law.files import check_file
from asylon.law.provisions import BLOCKS

CASES = load()
ASKS = [(case, ask) for case in CASES for ask in case.ask]

#: The rules of the law slice: each must be asserted by a golden case.
SLICE = (
    *(f"T-{n}" for n in range(1, 9)),
    *("S-1", "S-5", "S-7", "S-8", "S-9", "S-10"),
    *(f"S9-{n}" for n in range(1, 5)),
    *(f"B-{n}" for n in range(1, 10)),
    *(f"B9-{n}" for n in range(1, 7)),
    *(f"C-{n}" for n in range(1, 8)),
    *(f"A-{n}" for n in range(1, 64)),
    *("DEF-3", "DEF-4", "DEF-5"),
    *("K-1", "K-2", "K-3", "K-4", "K-10", "K-11"),
    *("D-14", "D-15", "D-16", "D-17", "D-18", "D-19", "D-23", "D-24", "D-25"),
    *("E1-1", "E1-2", "E1-3", "E1-5", "E1-12"),
)


@pytest.fixture(scope="module")
def book() -> Book:
    return load_book()


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_a_golden_case_gets_the_answer_of_the_article(case: GoldenCase, book: Book) -> None:
    failures = [f"{outcome.message} ({outcome.because.en})" for outcome in run(case, book) if not outcome.passed]
    assert not failures, "\n" + "\n".join(failures)


@pytest.mark.parametrize("rule", SLICE)
def test_every_rule_of_the_slice_is_asserted_by_a_golden_case(rule: str) -> None:
    assert rule in asserted_rules(CASES)


def test_every_asserted_rule_is_in_the_rule_index(book: Book) -> None:
    assert sorted(set(asserted_rules(CASES)) - set(book.rules)) == []


def test_ids_are_words_and_unique() -> None:
    assert len({case.id for case in CASES}) == len(CASES)
    assert [case.id for case in CASES if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", case.id)] == []


def test_titles_are_sentences() -> None:
    wrong = [
        case.id
        for case in CASES
        for title in (case.title.en, case.title.nl)
        if not (title[0].isupper() or title[0].isdigit()) or title.endswith(".") or len(title.split()) < 6
    ]
    assert wrong == []


def test_no_two_cases_have_the_same_title() -> None:
    for lang in ("en", "nl"):
        assert len({case.title[lang] for case in CASES}) == len(CASES)
    assert [case.id for case in CASES if case.title.en == case.title.nl] == []


def test_every_reason_is_one_sentence_in_both_languages() -> None:
    def sentence(text: Bilingual) -> bool:
        return all(words[0].isupper() or words[0].isdigit() for words in (text.en, text.nl)) and all(
            words.endswith(".") for words in (text.en, text.nl)
        )

    wrong = [case.id for case, ask in ASKS if not sentence(ask.because) or ask.because.en == ask.because.nl]
    assert wrong == []


def test_every_ask_rests_on_an_article_or_on_rules() -> None:
    assert [case.id for case, ask in ASKS if not ask.cite and not ask.rules] == []


def test_every_cited_act_is_known() -> None:
    cited = {ask.cite.split(" ")[0] for _, ask in ASKS if ask.cite}
    assert sorted(cited - set(ACTS)) == []


def test_all_persons_are_fictional() -> None:
    assert all(case.fictional for case in CASES)


def test_no_person_has_a_name_or_a_real_nationality() -> None:
    for case in CASES:
        for fact in case.file.facts:
            nationality = getattr(fact, "nationality", None)
            assert getattr(fact, "name", None) is None, case.id
            assert nationality is None or re.fullmatch(r"Q[M-Z]|X[A-Z]|ZZ", nationality), case.id


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_the_facts_of_a_golden_case_can_have_happened(case: GoldenCase, book: Book) -> None:
    problems = check_file(case.file, book.zone(case.file.state), book.applies) if case.file.facts else ()
    assert [str(problem) for problem in problems] == []


def test_a_case_lies_under_a_building_block() -> None:
    assert {case.block for case in CASES} <= set(BLOCKS)
