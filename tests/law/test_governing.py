"""Which law governs: dates of application, transition, and Member States that do not take part."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
import pytest

from asylon.cases import load
from asylon.gazette import book
from asylon.law.book import BookError
from asylon.law.citations import citations, cite
from asylon.law.facts import ApplicationLodged, ApplicationRegistered
from asylon.law.files import File, effective, read_file
from asylon.law.general.apr_79_ammr_84_transition import OLDER_PROCEDURE
from asylon.law.governing import Governing, Shut
from asylon.law.moments import Moment
from asylon.law.positions import position

BOOK = book()
FILES = [case for case in load() if case.file.facts]
SHUT = Shut(
    act="APR", question="examination", silence=OLDER_PROCEDURE, cite="APR 79(3)", rules=("T0-1",), but=("APR 65-66",)
)


def _cites(found):
    items = [*found.duties, *found.rights, *found.permitted, *found.forbidden, *found.judgements, *found.steps]
    items += [*found.retention, *found.reasons]
    items += [item for item in (found.route, found.responsible) if item is not None]
    return [citations(item.cite)[0] for item in items]


def test_an_act_applies_from_its_date_and_a_part_of_it_from_its_own():
    assert BOOK.applies_from("APR 27(1)") == date(2026, 6, 12)
    assert BOOK.applies_from("APR 61(5)(b)") == date(2026, 2, 27)
    assert BOOK.applies_from("APR 61(5)") == date(2026, 6, 12)
    assert BOOK.applies_from("AMMR 9(2)") == date(2024, 6, 11)
    assert BOOK.applies_from("AMMR 16(1)") == date(2026, 6, 12)
    assert BOOK.applies_from("EUD 26(1)") == date(2029, 6, 12)
    assert BOOK.applies_from("URF 9(24); AMMR 16") == date(2026, 6, 12)
    assert BOOK.applies_from("TPD 4(1)") == date.min


def test_the_answer_on_dates_moves_three_acts_and_no_other_and_leaves_early_parts_alone():
    printed = BOOK.answered({"O-16": "published"})
    moved = {act for act, day in printed.applies.items() if day != BOOK.applies[act]}
    assert moved == {"AMMR", "QR", "CFMR"}
    assert printed.applies_from("AMMR 33(1)") == date(2026, 7, 1)
    assert printed.applies_from("AMMR 57(1)") == date(2024, 6, 11)
    assert BOOK.applies_from("AMMR 33(1)") == date(2026, 6, 12)
    assert book(answers={"O-16": "published"}).applies == printed.applies


@pytest.mark.parametrize(
    ("day", "doubted"),
    [(date(2026, 6, 11), False), (date(2026, 6, 12), True), (date(2026, 6, 30), True), (date(2026, 7, 1), False)],
)
def test_the_date_of_application_is_in_dispute_only_between_the_two_dates(day, doubted):
    for either in (BOOK, BOOK.answered({"O-16": "published"})):
        assert either.disputed("AMMR", day) is doubted
        assert either.disputed("APR", day) is False


@pytest.mark.parametrize(("answers", "told"), [({"O-99": "x"}, "no open question"), ({"O-1": "x"}, "choose among")])
def test_an_unknown_question_or_answer_is_refused_with_what_is_known(answers, told):
    with pytest.raises(BookError, match=told):
        BOOK.answered(answers)


def test_what_is_shut_names_the_act_and_spares_the_articles_named():
    assert SHUT.covers(cite("APR 35(4)"))
    assert SHUT.covers(cite("APR"))
    assert not SHUT.covers(cite("APR 66(2)"))
    assert not SHUT.covers(cite("AMMR 35(4)"))
    only = msgspec.structs.replace(SHUT, only=("APR 40-42",), but=("APR 41(1)",))
    assert only.covers(cite("APR 40(2)"))
    assert not only.covers(cite("APR 43"))
    assert not only.covers(cite("APR 41(1)(a)"))
    assert not only.covers(cite("APR"))


def test_an_act_is_told_once_and_only_where_it_would_have_had_something_to_say():
    governing = Governing()
    governing.shut(SHUT)
    assert governing.why_not("APR 35(4)") is SHUT
    assert governing.met == []
    assert not governing.keeps_out("AMMR 39(1)")
    assert governing.keeps_out("APR 35(4)")
    assert governing.keeps_out("APR 36(1); AMMR 39(1)")
    assert governing.met == [SHUT]


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.id)
def test_no_file_kept_by_denmark_shows_anything_of_an_act_that_does_not_bind_it(case):
    facts = tuple(
        msgspec.structs.replace(fact, state="DK") if fact.state == case.file.state else fact for fact in case.file.facts
    )
    at = max(fact.at.instant(BOOK.zone("DK")) for fact in facts)
    for found in position(File("DK", facts), case.circumstances, at, BOOK).values():
        assert not {cited.act for cited in _cites(found)} & {"APR", "QR", "RCD", "AMMR", "SCR", "EUD", "RBPR", "CFMR"}


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.id)
def test_on_the_eve_of_application_no_file_shows_anything_of_the_new_acts(case):
    zone = BOOK.zone(case.file.state)
    eve = datetime(2026, 6, 11, 23, 59, tzinfo=zone)
    shift = max(fact.at.instant(zone) for fact in case.file.facts) - eve
    early = [msgspec.structs.replace(fact, at=Moment(fact.at.instant(zone) - shift)) for fact in case.file.facts]
    for found in position(File(case.file.state, tuple(early)), case.circumstances, eve, BOOK).values():
        acts = {cited.act for cited in _cites(found) if cited.article.split("(")[0] not in ("79", "84")}
        assert not acts & {"APR", "QR", "RCD", "AMMR", "SCR", "EUD", "RBPR", "CFMR"}


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.id)
def test_lodged_before_the_date_no_file_shows_anything_of_the_new_procedure(case):
    file, _ = read_file({"state": "NL", "facts": [
        {"kind": "application_registered", "person": "old", "at": "2026-06-01T10:00:00+02:00"},
        {"kind": "application_lodged", "person": "old", "at": "2026-06-05"},
    ]})  # fmt: skip
    person = case.file.persons[0]
    before = tuple(msgspec.structs.replace(fact, person=person, state=case.file.state) for fact in file.facts)
    kept = tuple(
        fact
        for fact in effective(case.file)
        if not isinstance(fact, (ApplicationLodged, ApplicationRegistered)) and type(fact).kind() != "application_made"
    )
    at = max(fact.at.instant(BOOK.zone(case.file.state)) for fact in before + case.file.facts)
    found = position(File(case.file.state, before + kept), case.circumstances, at, BOOK)[person]
    for cited in _cites(found):
        assert cited.act != "RBPR"
        if cited.act == "APR":
            assert cited.article.split("(")[0] in ("65", "66", "79")


def test_an_act_that_does_not_bind_is_told_apart_from_one_whose_binding_was_not_seen():
    file, _ = read_file({"state": "DK", "facts": [
        {"kind": "irregular_entry", "person": "a", "at": "2026-08-01", "state": "IT"},
        {"kind": "apprehended_at_external_border", "person": "a", "at": "2026-09-01T06:00:00+02:00"},
        {"kind": "application_made", "person": "a", "at": "2026-09-01"},
        {"kind": "application_registered", "person": "a", "at": "2026-09-02T10:00:00+02:00"},
        {"kind": "application_lodged", "person": "a", "at": "2026-09-07"},
    ]})  # fmt: skip
    found = position(file, (), datetime(2026, 9, 10, 12, tzinfo=BOOK.zone("DK")), BOOK)["a"]
    told = {(item.question, item.provision) for item in found.undetermined}
    assert ("law:APR", "member-state-not-bound") in told
    assert ("law:AMMR", "member-state-binding-unknown") in told
    assert ("law:EUD", "member-state-binding-unknown") in told
