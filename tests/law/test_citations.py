"""Citations: read as lawyers write them, linked to their act, compared place by place."""

from __future__ import annotations

import pytest

from asylon.gazette import book
from asylon.law.chapters import load
from asylon.law.citations import ACTS, Bilingual, Citation, Place, citations, cite, in_order, steps
from asylon.law.concordance import article_of, in_block, places, provisions, table_rules, tables, uses


def test_a_text_is_given_in_the_language_asked_for_and_else_in_english():
    words = Bilingual("time", "tijd")
    assert (words["nl"], words["en"], words["de"]) == ("tijd", "time", "time")


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("APR 27(1)", "http://data.europa.eu/eli/reg/2024/1348/oj#art_27"),
        ("EUD 15a(1)", "http://data.europa.eu/eli/reg/2024/1358/oj#art_15a"),
        ("AMMR", "http://data.europa.eu/eli/reg/2024/1351/oj"),
        ("AMMR Annex I", "http://data.europa.eu/eli/reg/2024/1351/oj"),
        ("1182/71 3(4)", "http://data.europa.eu/eli/reg/1971/1182/oj#art_3"),
        ("COM(2025) 650 3", ""),
    ],
)
def test_a_citation_links_to_the_article_the_act_or_nothing(text, url):
    assert cite(text).url == url


def test_a_citation_is_written_as_it_was_read():
    assert str(cite("  APR   27(1) ")) == "APR 27(1)"
    assert str(cite("AMMR")) == "AMMR"
    assert cite("APR 27(1)") == Citation("APR", "27(1)")


def test_a_part_without_an_act_continues_the_act_before():
    assert citations("AMMR 39(1); 40; 41(2)(a); APR 3") == (
        Citation("AMMR", "39(1)"),
        Citation("AMMR", "40"),
        Citation("AMMR", "41(2)(a)"),
        Citation("APR", "3"),
    )
    assert citations("EUD 15a(1); 16b") == (Citation("EUD", "15a(1)"), Citation("EUD", "16b"))


def test_an_act_that_begins_with_a_number_is_an_act_and_no_article():
    assert citations("AMMR 11(1); 2025/2323") == (Citation("AMMR", "11(1)"), Citation("2025/2323", ""))
    assert citations("AMMR 75; 1182/71 3(1)") == (Citation("AMMR", "75"), Citation("1182/71", "3(1)"))
    assert citations("AMMR 75; 1234/99 3(1)") == (Citation("AMMR", "75"), Citation("1234/99", "3(1)"))


def test_empty_parts_are_no_citations():
    assert citations("") == ()
    assert citations(" ; APR 3 ;") == (Citation("APR", "3"),)


@pytest.mark.parametrize(
    ("article", "found"),
    [
        ("39(1)(a)", (("39", "39"), ("1", "1"), ("a", "a"))),
        ("3(1)-(4)", (("3", "3"), ("1", "4"))),
        ("65-66", (("65", "66"),)),
        ("15a", (("15a", "15a"),)),
        ("3(1)-4", (("3", "3"), ("1", "1"), ("4", "4"))),
        ("27(B)", (("27", "27"), ("b", "b"))),
        ("", ()),
    ],
)
def test_a_place_is_read_step_by_step(article, found):
    assert steps(article) == found


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("AMMR 39", "AMMR 39(1)", True),
        ("AMMR 39(1)(a)", "AMMR 39(1)", True),
        ("AMMR 39(1)", "AMMR 39(2)", False),
        ("AMMR 3(1)-(4)", "AMMR 3(4)", True),
        ("AMMR 3(1)-(4)", "AMMR 3(1)(b)", True),
        ("AMMR 3(1)-(4)", "AMMR 3(5)", False),
        ("AMMR 3(2)-(4)", "AMMR 3(1)", False),
        ("AMMR 3(2)-(4)", "AMMR 3(4)-(6)", True),
        ("AMMR 9", "AMMR 10", False),
        ("AMMR 39", "APR 39", False),
        ("AMMR", "AMMR 39", True),
    ],
)
def test_places_meet_where_one_is_lies_under_or_holds_the_other(one, other, meet):
    first, second = Place.of(cite(one)), Place.of(cite(other))
    assert first.meets(second) is meet
    assert second.meets(first) is meet


def test_a_place_without_an_act_meets_that_place_of_every_act():
    assert Place("", steps("39(1)")).meets(Place.of(cite("AMMR 39")))
    assert Place.of(cite("AMMR 39")).meets(Place("", steps("39(1)")))


@pytest.mark.parametrize(
    ("one", "other", "under"),
    [
        ("AMMR 39(1)", "AMMR 39", True),
        ("AMMR 39", "AMMR 39", True),
        ("AMMR 39", "AMMR 39(1)", False),
        ("AMMR 39(2)", "AMMR 39(1)", False),
        ("APR 66(2)", "APR 65-66", True),
    ],
)
def test_a_place_lies_under_another_that_is_not_narrower(one, other, under):
    assert Place.of(cite(one)).lies_under(Place.of(cite(other))) is under


def test_articles_are_sorted_as_numbers_then_letters():
    assert sorted(["b", "10", "9", "9a", "a"], key=in_order) == ["9", "9a", "10", "a", "b"]


def test_every_act_has_its_address_and_two_titles():
    for short, act in ACTS.items():
        assert act.short == short
        assert act.url == f"http://data.europa.eu/eli/{act.eli}"
        assert act.title.en
        assert act.title.nl


# --- concordance ------------------------------------------------------------------------------------------------


def test_the_article_of_a_citation_is_its_number_and_an_annex_has_none():
    assert article_of(cite("AMMR 39(1)")) == "39"
    assert article_of(cite("EUD 15a(1)")) == "15a"
    assert article_of(cite("AMMR Annex I")) == ""
    assert article_of(cite("AMMR")) == ""


def test_places_in_what_is_no_act_are_left_out():
    assert places("AMMR 39(1); COM(2025) 3; APR 3") == (Place.of(cite("AMMR 39(1)")), Place.of(cite("APR 3")))


def test_a_rule_is_used_by_the_rows_provisions_and_figures_that_name_it_and_no_other():
    load()
    for rule in list(book().rules)[::25]:
        used = uses(book(), rule)
        rows = {(use.table.name, row) for use in used.tables for row in use.rows}
        assert rows == {(table.name, row.id) for table in tables() for row in table.rows if rule in row.rules}
        assert set(used.provisions) == {item for item in provisions() if rule in item.rules}
        assert {item.key for item in used.parameters} == {
            key for key, item in book().parameters.items() if rule in item.rules
        }
        assert all(use.rows for use in used.tables)


def test_a_table_names_each_rule_of_its_rows_once():
    for table in tables():
        found = table_rules(table)
        assert len(found) == len(set(found))
        assert set(found) == {rule for row in table.rows for rule in row.rules}


def test_a_block_holds_its_own_rules_only():
    rules = tuple(book().rules.values())
    found = in_block(rules, "solidarity")
    assert found
    assert {rule.block for rule in found} == {"solidarity"}
    assert len(found) + sum(rule.block != "solidarity" for rule in rules) == len(rules)
