"""One search: an article however it is written, an Id, words in both languages, and the file that holds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from asylon.cases import load
from asylon.gazette import book
from asylon.law import concordance
from asylon.law.citations import ACTS, Place, cite
from asylon.lawbook.articles import article_of_act, articles, calculations, keys_of
from asylon.lawbook.asked import asked_place
from asylon.lawbook.finding import GROUPS, MOST_HITS, find, index
from asylon.lawbook.sources import articles_in_name, declared_at, modules, sources_at, sources_of
from asylon.lawbook.words import PROVISION_KINDS, RULE_BLOCKS, RULE_KINDS, VERIFICATION, figure_words

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("AMMR 39(1)", "AMMR 39(1)"),
        ("39(1) AMMR", "AMMR 39(1)"),
        ("ammr39(1)", "AMMR 39(1)"),
        ("art. 39 lid 1 AMMR", "AMMR 39(1)"),
        ("artikel 39, eerste lid, AMMR", "AMMR 39(1)"),
        ("Article 39, paragraph 1, of Regulation (EU) 2024/1351", "AMMR 39(1)"),
        ("2024/1351 art 39", "AMMR 39"),
        ("Asiel- en migratiebeheerverordening 39", "AMMR 39"),
        ("Asylum Procedure Regulation art. 42.1", "APR 42(1)"),
        ("art 42 lid 1 onder j APR", "APR 42(1)(j)"),
        ("artikel 42, lid 1, punt j), APR", "APR 42(1)(j)"),
        ("Verordening (EEG, Euratom) 1182/71 artikel 3 lid 4", "1182/71 3(4)"),
        ("richtlijn 2008/115/EG artikel 7", "RD 7"),
        ("2001/55/EC 4", "TPD 4"),
        ("bijlage II APR", "APR annex II"),
        ("overweging 51 CFMR", "CFMR recital 51"),
        ("AMMR 25-28", "AMMR 25-28"),
        ("APR 42(1)(a)-(f)", "APR 42(1)(a)-(f)"),
    ],
)
def test_a_place_is_understood_however_it_is_written(asked, meant):
    assert asked_place(asked) == Place.of(cite(meant))


def test_an_article_without_an_act_is_that_article_of_every_act_and_an_act_alone_is_the_act():
    assert asked_place("39(1)") == Place("", (("39", "39"), ("1", "1")))
    assert asked_place("AMMR") == Place("AMMR", ())
    assert [entry.id for entry in find(book(), "AMMR").group("act")] == ["AMMR"]
    assert {entry.id.split()[0] for entry in find(book(), "AMMR").group("article")} == {"AMMR"}


@pytest.mark.parametrize(
    "words", ["overname", "take charge request", "eu-lisa", "lid", "vi", "termijn 39", "", "article", "onder j"]
)
def test_words_are_no_place(words):
    assert asked_place(words) is None


@pytest.mark.parametrize("asked", ["AMMR 39(1)", "39(1) AMMR", "art. 39 lid 1 AMMR", "2024/1351 art 39"])
def test_an_article_finds_its_page_its_rule_first_and_the_file_that_holds_it(asked):
    found = find(book(), asked)
    assert found.group("article")[0].id == "AMMR 39"
    assert found.group("rule")[0].id == "D-14"
    assert {entry.id for entry in found.group("limit")} >= {"take-charge-request", "take-charge-request-hit"}
    assert "take-charge-request-limit" in {entry.id for entry in found.group("table")}
    assert found.group("case")
    source = found.group("source")[0]
    assert source.id == "src/asylon/law/responsibility/ammr_39_take_charge.py"
    assert "AMMR 39(1)" in (ROOT / source.id).read_text("utf-8").splitlines()[source.source.line - 1]


def test_what_rests_on_the_very_paragraph_comes_before_what_rests_on_a_range_that_holds_it():
    found = [entry.id for entry in find(book(), "APR 42(1)(j)").group("rule")]
    exact = [rule for rule in found if "APR 42(1)(j)" in book().rules[rule].citation]
    assert exact
    assert found[: len(exact)] == exact


@pytest.mark.parametrize("asked", ["D-14", "d-14", "D14", "d 14"])
def test_an_id_finds_its_rule_and_what_stands_on_it(asked):
    found = find(book(), asked)
    assert found.exact is not None
    assert (found.exact.group, found.exact.id) == ("rule", "D-14")
    assert [entry.id for entry in found.group("rule")] == ["D-14"]
    assert "take-charge-request" in {entry.id for entry in found.group("limit")}
    assert "take-charge-request-limit" in {entry.id for entry in found.group("table")}
    assert any("ammr_39_take_charge" in entry.id for entry in found.group("source"))


@pytest.mark.parametrize("name", ["take-charge-request", "screening-scope", "late-hit-read-from-the-hit"])
def test_a_name_alone_is_found_exactly(name):
    found = find(book(), name)
    assert found.exact is not None
    assert found.exact.id == name


def test_words_are_found_in_both_languages_and_what_is_called_so_comes_first():
    for words in ("take charge request", "overnameverzoek"):
        assert "D-14" in {entry.id for entry in find(book(), words).group("rule")}
    assert find(book(), "representative of minor").group("rule")
    first = find(book(), "screening period").group("table")[0]
    assert first.id == "screening-period"


def test_accents_and_capitals_do_not_matter_and_every_word_must_occur():
    assert find(book(), "PROCÉDURE border").groups
    assert find(book(), "screening zzzz").groups == ()
    assert find(book(), "   ").groups == ()


def test_a_title_of_a_golden_case_is_found():
    case = load()[0]
    for words in (case.title.en, case.title.nl):
        assert case.id in {entry.id for entry in find(book(), words).group("case")}


def test_every_group_shows_the_best_and_counts_the_rest():
    found = find(book(), "de")
    for group in found.groups:
        assert len(group.hits) <= MOST_HITS
        assert group.more == group.number - len(group.hits)
    assert any(group.more for group in found.groups)


def test_every_rule_table_provision_figure_case_and_act_can_be_found():
    kinds: dict[str, set[str]] = {}
    for entry in index(book()).entries:
        kinds.setdefault(entry.group, set()).add(entry.id)
    assert set(kinds) <= set(GROUPS)
    assert kinds["rule"] == set(book().rules)
    assert kinds["table"] == {table.name for table in concordance.tables()}
    provisions = {item.id for item in concordance.provisions()}
    assert kinds["limit"] | kinds["provision"] | kinds.get("keeping", set()) == provisions
    assert kinds["figure"] == set(book().parameters)
    assert kinds["case"] == {case.id for case in load()}
    assert kinds["act"] == set(ACTS)
    assert kinds["calculation"] == {each.name for each in calculations()}


def test_tables_provisions_and_calculations_are_found_in_the_source_text():
    names = [(item.id, item.rules) for item in concordance.provisions()]
    names += [(table.name, concordance.table_rules(table)) for table in concordance.tables()]
    names += [(each.name, each.rules) for each in calculations()]
    missing = [name for name, rules in names if declared_at(name, rules) is None]
    # A name that a module puts together from parts stands nowhere as a whole; that is for few.
    assert len(missing) * 20 <= len(names), missing


def test_a_source_names_a_line_that_holds_what_was_asked_for():
    for name in ("D-14", "take-charge-request-limit", "border-procedure-obligation"):
        for source in sources_of(name):
            line = (ROOT / source.module.path).read_text("utf-8").splitlines()[source.line - 1]
            assert f'"{name}"' in line


def test_a_module_is_named_by_act_and_articles():
    assert articles_in_name("ammr_46_47_accepted_back") == (("AMMR", 46, 47),)
    assert articles_in_name("apr_51_border_duration") == (("APR", 51, 51),)
    assert articles_in_name("apr_79_ammr_84_transition") == (("APR", 79, 79), ("AMMR", 84, 84))
    assert articles_in_name("1182_71_3_counting") == (("1182/71", 3, 3),)
    assert articles_in_name("participation") == ()
    assert all(module.title for module in modules() if module.block)


def test_the_file_named_by_an_article_comes_before_files_that_only_cite_it():
    for asked in ("AMMR 39", "APR 51", "SCR 8", "EUD 15", "APR 23(2)"):
        place = asked_place(asked)
        assert place is not None
        first = sources_at(place)[0].module
        number = int(place.steps[0][0])
        assert any(act == place.act and low <= number <= high for act, low, high in first.named), (asked, first.path)


def test_an_article_gathers_what_cites_it_and_a_range_gives_every_article_in_it():
    assert keys_of("AMMR 25-27; CFMR 12") == (("AMMR", "25"), ("AMMR", "26"), ("AMMR", "27"), ("CFMR", "12"))
    assert keys_of("press") == ()
    article = article_of_act(book(), ACTS["AMMR"], "39")
    assert article is not None
    assert {rule.id for rule in article.rules} >= {"D-14", "D-29", "O-18"}
    assert article.is_home_of("AMMR 39(1); CFMR 12")
    assert not article.is_home_of("CFMR 12; AMMR 39(1)")
    assert article_of_act(book(), ACTS["AMMR"], "999") is None


def test_articles_stand_in_the_order_of_their_act_and_every_rule_stands_under_one():
    shown = set()
    for act in ACTS.values():
        found = articles(book(), act)
        numbers = [int(article.number) for article in found if article.number.isdigit()]
        assert numbers == sorted(numbers)
        shown |= {rule.id for article in found for rule in article.rules}
    missing = {rule.id for rule in book().rules.values() if concordance.places(rule.citation)} - shown
    assert missing == set()


def test_every_kind_of_rule_provision_and_mark_has_its_words():
    assert {rule.block for rule in book().rules.values()} <= set(RULE_BLOCKS)
    assert {rule.kind for rule in book().rules.values()} <= set(RULE_KINDS)
    assert {rule.verification for rule in book().rules.values()} <= set(VERIFICATION)
    assert {type(item).__name__ for item in concordance.provisions()} <= set(PROVISION_KINDS)
    assert figure_words("2 months", "nl") == "2 maanden"
    assert figure_words(20.0, "nl") == "20"
    assert figure_words(0.5, "nl") == "0,5"
    assert figure_words(None, "en") == ""
