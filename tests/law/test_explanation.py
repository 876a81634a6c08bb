"""A position in words: each kind of line says what it is, by when, on what it rests and on what it hangs."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest

from asylon.gazette import book
from asylon.law.chapters import load
from asylon.law.citations import cite
from asylon.law.counted import Counting
from asylon.law.explanation import (
    Link,
    due_text,
    explain,
    link,
    links,
    open_note,
    provision_words,
    reason_note,
    rule_note,
    settling_words,
)
from asylon.law.lengths import Length, Unit
from asylon.law.moments import Moment
from asylon.law.periods import count, fixed
from asylon.law.position import Duty, Position, Reason, Responsible, Retention, Standing, Undetermined
from asylon.law.provisions import PROVISIONS
from asylon.law.tables import TABLES

load()
BOOK = book()
ZONE = ZoneInfo("Europe/Amsterdam")
AT = datetime(2026, 11, 24, 12, tzinfo=ZONE)
CALENDAR = BOOK.calendar("NL")
DUE = count(date(2026, 11, 20), Length(2, Unit.WEEKS), Counting.AMMR_75, CALENDAR)
REASON = Reason("deduction", "pool-used", "not", ("L-14",), "AMMR 61(1)")


def _position(**more):
    return Position(person="a", state="NL", at=AT, edition="e", **more)


def _told(lang="en", **more):
    return explain(_position(**more), BOOK, lang)


def _standing(provision, **more):
    return Standing(provision=provision, rules=("L-14",), cite="AMMR 61(1)", **more)


def _duty(provision="offsets-reply", status="open", **more):
    given = {
        "who": "contributing_state",
        "state": "NL",
        "rules": ("L-17",),
        "cite": "AMMR 69(2)",
        "due": DUE,
        "end": DUE.end,
    }
    return Duty(provision=provision, status=status, **(given | more))


# --- what lines are made of -------------------------------------------------------------------------------------


def test_citations_become_links_one_by_one():
    assert link(cite("AMMR 39(1)")) == Link("AMMR 39(1)", "http://data.europa.eu/eli/reg/2024/1351/oj#art_39")
    assert [item.text for item in links("AMMR 39(1); 40; APR 3")] == ["AMMR 39(1)", "AMMR 40", "APR 3"]
    assert links("") == ()


def test_a_rule_is_told_in_the_readers_language_and_an_unknown_one_as_it_is():
    for lang in ("en", "nl"):
        known = rule_note("L-14", BOOK, lang)
        assert (known.id, known.words) == ("L-14", BOOK.rules["L-14"].words[lang])
        assert known.verified is BOOK.rules["L-14"].verified
        assert known.citation.text == str(cite(BOOK.rules["L-14"].citation.split(";")[0]))
    assert rule_note("Z-99", BOOK, "en").words == "Z-99"
    assert rule_note("Z-99", BOOK, "en").verified is False
    bare = BOOK.changed(rules={"L-14": msgspec.structs.replace(BOOK.rules["L-14"], citation="")})
    assert rule_note("L-14", bare, "en").citation == Link("", "")


def test_a_reason_is_told_by_question_and_outcome_and_one_without_a_table_by_its_outcome():
    told = reason_note(REASON, BOOK, "nl")
    assert (told.table, told.row) == ("deduction", "pool-used")
    assert told.question == TABLES["deduction"].question.nl
    assert told.outcome == TABLES["deduction"].outcomes["not"].nl
    assert told.citation.text == "AMMR 61(1)"
    assert [rule.id for rule in told.rules] == ["L-14"]
    bare = reason_note(Reason("no-table", "row", "PT", ("L-29",), "AMMR 38(5)"), BOOK, "en")
    assert (bare.table, bare.question, bare.outcome) == ("", "", "PT")
    assert reason_note(msgspec.structs.replace(REASON, outcome="strange"), BOOK, "en").outcome == "strange"
    assert reason_note(msgspec.structs.replace(REASON, cite=""), BOOK, "en").citation == Link("", "")


def test_an_open_question_is_told_with_its_answer_and_why():
    told = open_note("O-1", BOOK, "nl")
    question = BOOK.open_questions["O-1"]
    assert (told.id, told.answer, told.why) == ("O-1", question.options["days_only"].nl, question.why.nl)
    assert told.words == BOOK.rules["O-1"].words.nl
    other = open_note("O-1", BOOK.answered({"O-1": "hours_too"}), "en")
    assert other.answer == question.options["hours_too"].en
    assert open_note("Z-99", BOOK, "en").words == "Z-99"
    assert open_note("Z-99", BOOK, "en").answer == ""


def test_a_provision_is_told_by_its_duty_its_question_or_its_words():
    assert provision_words(PROVISIONS["offsets-reply"], "en").startswith("reply to the request for offsets")
    assert provision_words(PROVISIONS["annual-report"], "en") == PROVISIONS["annual-report"].duty.en
    asked = provision_words(PROVISIONS["relocation-meaningful-links"], "nl")
    assert asked.endswith("(de begunstigde lidstaat beslist)")
    assert provision_words(PROVISIONS["relocate"], "nl") == "de persoon herplaatsen"
    duty = PROVISIONS["relocation-continues"]
    assert provision_words(duty, "en") == duty.duty.en


@pytest.mark.parametrize(
    ("name", "en", "nl"),
    [
        ("born", "the date of birth", "de geboortedatum"),
        ("application_made", "application made", "verzoek gedaan"),
        ("pool", "pool used, or need for it notified", "pool gebruikt, of behoefte eraan gemeld"),
        ("located_in", "Member State where the family member is", "lidstaat waar het gezinslid is"),
        ("nothing_of_the_kind", "nothing of the kind", "nothing of the kind"),
    ],
)
def test_what_would_settle_a_question_is_told_in_words(name, en, nl):
    assert settling_words(name, "en").lower() == en.lower()
    assert settling_words(name, "nl").lower() == nl.lower()


# --- lines ------------------------------------------------------------------------------------------------------


def test_what_holds_is_told_with_its_last_day_reasons_and_questions():
    told = _told(
        rights=(
            _standing("same-status-after-relocation", until=date(2027, 3, 4), reasons=(REASON, REASON), about="PT"),
        ),
        permitted=(_standing("relocate", hangs_on=("O-1", "O-1")),),
    )
    (right,), (permitted,) = told.rights, told.permitted
    assert right.text.endswith("(until the end of Thursday 4 March 2027)")
    assert (right.id, right.about) == ("same-status-after-relocation", "PT")
    assert len(right.reasons) == 1, "each reason once"
    assert [item.text for item in right.citations] == ["AMMR 61(1)"]
    assert right.records == ""
    assert permitted.text == "relocate the person"
    assert permitted.records == "relocation_information_received"
    assert [note.id for note in permitted.hangs_on] == ["O-1"], "each question once"


def test_every_list_of_a_position_is_told_in_its_own_place():
    told = _told(
        route=_standing("route:relocation"),
        steps=(_standing("relocation-refused"),),
        forbidden=(_standing("no-relocation"),),
        judgements=(_standing("relocation-meaningful-links"),),
    )
    assert told.route is not None
    assert told.route.id == "route:relocation"
    assert [line.id for line in told.steps] == ["relocation-refused"]
    assert [line.id for line in told.forbidden] == ["no-relocation"]
    assert [line.id for line in told.judgements] == ["relocation-meaningful-links"]
    assert _told().route is None
    assert (told.person, told.state, told.edition) == ("a", "NL", "e")
    assert told.at_text == "Tuesday 24 November 2026 at 12:00"


def test_a_duty_is_told_with_who_when_how_counted_and_what_follows():
    (line,) = _told(duties=(_duty(started_by="f1", hangs_on=("O-1",), reasons=(REASON,)),)).duties
    assert line.who == "the contributing Member State"
    assert (line.block, line.state, line.status, line.status_word) == ("solidarity", "NL", "open", "open")
    assert line.due_text == "by Friday 4 December 2026"
    assert line.due == DUE.end
    assert line.counting.startswith("2 weeks from 20 November 2026 (the receipt of the request)")
    assert line.starts == "the receipt of the request"
    assert line.consequence.startswith("Silence is no acceptance")
    assert (line.started_by, line.met_by, line.met_text) == ("f1", "", "")
    assert [item.text for item in line.citations] == ["AMMR 69(2)", *dict.fromkeys(DUE.cites)]
    assert [note.id for note in line.hangs_on] == ["O-1"]
    assert [reason.row for reason in line.reasons] == ["pool-used"]


def test_a_duty_done_is_told_with_the_day_or_the_instant_and_whether_late():
    def line(lang="en", **more):
        return _told(lang, duties=(_duty(status="met", met_by="f2", **more),)).duties[0]

    on_a_day = line(met_at=Moment.parse("2026-11-30"), met_in_time=True)
    assert (on_a_day.status_word, on_a_day.met_text) == ("done", "done on Monday 30 November 2026")
    assert on_a_day.met_by == "f2"
    late = line("nl", met_at=Moment.parse("2026-12-07T09:30:00+01:00"), met_in_time=False)
    assert late.status_word == "te laat gedaan"
    assert late.met_text == "gedaan op maandag 7 december 2026 om 09.30 uur"
    unknown = line(met_at=Moment.parse("2026-11-30"))
    assert unknown.status_word == "done"


def test_a_duty_without_a_date_says_none_and_one_in_hours_its_instant():
    (line,) = _told(duties=(_duty("relocation-continues", due=None, end=None),)).duties
    assert (line.due_text, line.counting, line.starts, line.due) == ("", "", "", None)
    assert line.consequence == PROVISIONS["relocation-continues"].consequence.en
    start = datetime(2026, 11, 23, 9, 30, tzinfo=ZONE)
    hours = count(start, Length(48, Unit.HOURS), Counting.APR_73, CALENDAR)
    assert due_text(_duty(due=hours), "en").startswith("by Wednesday 25 November 2026 at")
    assert due_text(_duty(due=None), "en") == ""
    named = _duty("annual-report", due=fixed(date(2026, 10, 15), CALENDAR))
    (dated,) = _told("nl", duties=(named,)).duties
    assert dated.due_text == "uiterlijk donderdag 15 oktober 2026"
    assert dated.starts == ""
    assert dated.consequence == PROVISIONS["annual-report"].consequence.nl


def test_late_duties_come_first_then_those_open_by_their_date_then_those_done_and_lapsed():
    later = count(date(2026, 11, 20), Length(3, Unit.WEEKS), Counting.AMMR_75, CALENDAR)
    duties = (
        _duty("relocation-continues", "open", due=None, end=None),
        _duty("relocation-report", "lapsed"),
        _duty("relocation-reply", "met", met_at=Moment.parse("2026-11-30")),
        _duty("relocation-transfer", "open", due=later, end=later.end),
        _duty("relocation-decision", "open"),
        _duty("offsets-reply", "open"),
        _duty("relocation-notice", "late"),
    )
    assert [line.id for line in _told(duties=duties).duties] == [
        "relocation-notice", "offsets-reply", "relocation-decision", "relocation-transfer", "relocation-continues",
        "relocation-reply", "relocation-report",
    ]  # fmt: skip


@pytest.mark.parametrize(("settled", "en", "nl"), [
    (True, "Portugal is responsible", "Portugal is verantwoordelijk"),
    (False, "the criteria indicate Portugal", "de criteria wijzen Portugal aan"),
])  # fmt: skip
def test_responsibility_says_whether_it_is_settled(settled, en, nl):
    found = Responsible(
        state="PT",
        criterion="AMMR 33",
        settled=settled,
        rules=("L-28",),
        cite="AMMR 33",
        hangs_on=("O-1",),
        reasons=(REASON,),
    )
    line = _told(responsible=found).responsible
    assert line is not None
    assert (line.text, line.about, line.id) == (en, "PT", "responsible")
    assert [reason.row for reason in line.reasons] == ["pool-used"]
    assert [rule.id for rule in line.rules] == ["L-28"]
    assert [item.text for item in line.citations] == ["AMMR 33"]
    assert [note.id for note in line.hangs_on] == ["O-1"]
    dutch = _told("nl", responsible=found).responsible
    assert dutch is not None
    assert dutch.text == nl
    assert _told().responsible is None


def _open(question, provision="fact-missing", **more):
    (line,) = _told(
        undetermined=(Undetermined(question=question, provision=provision, cite="AMMR 67", **more),)
    ).undetermined
    return line


def test_what_is_undetermined_says_the_question_of_the_table_the_act_or_the_provision_and_what_would_settle_it():
    table = _open(
        "deduction", "relocation-receipt-unknown", settle=("born", "pool"), rules=("L-14",), hangs_on=("O-1",)
    )
    assert table.text.startswith(f"{TABLES['deduction'].question.en} The time for the reply")
    assert table.text.endswith("What would settle it: the date of birth, pool used, or need for it notified.")
    assert table.settle == ("born", "pool")
    assert [rule.id for rule in table.rules] == ["L-14"]
    assert [item.text for item in table.citations] == ["AMMR 67"]
    assert [note.id for note in table.hangs_on] == ["O-1"]
    act = _open("law:AMMR", "relocation-receipt-unknown")
    assert act.text.startswith("Asylum and Migration Management Regulation: The time for the reply")
    provision = _open("relocation-reply", "relocation-receipt-unknown")
    words = provision_words(PROVISIONS["relocation-reply"], "en")
    assert provision.text.startswith(f"{words[0].upper()}{words[1:]}: The time for the reply")
    other = _open("responsible", "relocation-receipt-unknown")
    assert other.text.startswith("The time for the reply runs from receipt")
    assert "What would settle it" not in other.text


def test_data_are_kept_until_a_day_or_must_be_gone_or_gone_early():
    provision = next(item.id for item in PROVISIONS.values() if type(item).__name__ == "KeepingPeriod")
    due = count(date(2026, 11, 20), Length(2, Unit.MONTHS), Counting.REG_1182_71, CALENDAR, roll=False)

    def line(end, lang="en", **more):
        kept = Retention(
            provision=provision, due=due, end=end, rules=("L-14",), cite="EUD 29(1)", reasons=(REASON,), **more
        )
        return _told(lang, retention=(kept,)).retention[0]

    running = line(due.end)
    assert running.until_text == "kept until the end of Wednesday 20 January 2027"
    assert not running.over
    assert [reason.row for reason in running.reasons] == ["pool-used"]
    assert [rule.id for rule in running.rules] == ["L-14"]
    assert running.counting.startswith("2 months from 20 November 2026 (")
    assert [item.text for item in running.citations] == ["EUD 29(1)", *dict.fromkeys(due.cites)]
    over = line(AT)
    assert over.over
    assert over.until_text == "must be erased since Tuesday 24 November 2026"
    early = line(datetime(2026, 11, 23, tzinfo=ZONE), "nl", ended_by="f3")
    assert early.until_text == "moet gewist worden: een feit van maandag 23 november 2026 beëindigde de termijn eerder"
    assert (early.over, early.ended_by) == (True, "f3")


def test_when_the_position_changes_by_itself_is_told_and_that_it_does_not():
    changes = datetime(2026, 12, 5, 0, 0, tzinfo=ZONE)
    assert _told(changes_on=changes).changes_on_text == (
        "The position changes on Saturday 5 December 2026 at 00:00 even if nothing new is recorded."
    )
    assert _told("nl").changes_on_text == "De positie verandert niet door het enkele verstrijken van tijd."
    assert _told("de").changes_on_text == _told("en").changes_on_text
