"""What must be done by when, and what may be said about it on a given day."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from asylon.council.provenance import Text, document
from asylon.plan.blocks import block, blocks
from asylon.plan.obligations import (
    Evidence,
    Obligation,
    Once,
    Recurring,
    Standing,
    bearer,
    label,
    obligation,
    obligations,
    occurrences,
    schedule,
    status,
)

DUE = date(2025, 6, 12)
DAY = timedelta(days=1)


def evidence(dated: date, party: str = "EU", **more: object) -> Evidence:
    fields = {"shows": "act", **more}
    return Evidence(
        dated=dated,
        party=party,
        what=Text(en="done", nl="gedaan"),
        reported="a publication",
        verification="V",
        **fields,  # type: ignore[arg-type]
    )


def duty(*known: Evidence, due: object = None, who: str = "commission") -> Obligation:
    return Obligation(
        id="example",
        block=0,
        rules=(),
        citation="AMMR 84(3)",
        verification="V",
        who=(who,),  # type: ignore[arg-type]
        due=due or Once(by=DUE),  # type: ignore[arg-type]
        what=Text(en="do it", nl="doe het"),
        evidence=known,
    )


def test_there_are_ten_building_blocks_in_order_with_the_keys_of_the_law_modules() -> None:
    assert [b.number for b in blocks()] == list(range(1, 11))
    assert [b.key for b in blocks()] == [
        "eurodac",
        "border",
        "reception",
        "procedure",
        "returns",
        "responsibility",
        "solidarity",
        "preparedness",
        "safeguards",
        "resettlement",
    ]


def test_a_block_is_found_by_number_and_by_key() -> None:
    assert block(6) is block("responsibility")
    with pytest.raises(LookupError):
        block("unknown")


def test_every_block_and_the_plan_as_a_whole_have_obligations() -> None:
    assert {o.block for o in obligations()} == set(range(11))
    assert obligations("returns") == obligations(5)
    assert obligations("no such block") == ()


def test_obligation_ids_are_unique() -> None:
    ids = [o.id for o in obligations()]
    assert len(ids) == len(set(ids))


def test_every_governance_rule_and_every_step_of_the_annual_cycle_is_used_by_an_obligation() -> None:
    used = {r for o in obligations() for r in o.rules}
    assert {f"G-{n}" for n in range(1, 19)} <= used
    assert {f"LC-{n}" for n in range(1, 11)} <= used


def test_every_obligation_has_a_citation_and_speaks_both_languages() -> None:
    for o in obligations():
        assert o.citation, o.id
        texts = [o.what, schedule(o.due), *([o.note] if o.note else []), *(e.what for e in o.evidence)]
        assert all(t.en.strip() and t.nl.strip() and t.en != t.nl for t in texts), o.id
    assert all(b.name.en and b.name.nl and b.asks.en and b.asks.nl for b in blocks())


def test_rule_ids_have_the_form_of_the_rule_index() -> None:
    for o in obligations():
        assert all(re.fullmatch(r"[A-Z]+\d?-\d+", r) for r in o.rules), o.id


def test_line_ranges_lie_within_the_letter() -> None:
    places = [b.place for b in blocks()]
    places += [o.place for o in obligations() if o.place]
    places += [e.place for o in obligations() for e in o.evidence if e.place]
    for place in places:
        first, last = place.lines
        assert 1 <= first <= last <= document(place.document).total_lines


def test_evidence_always_says_where_it_was_reported_and_which_occurrence_it_serves() -> None:
    for o in obligations():
        for e in o.evidence:
            assert e.reported.strip(), o.id
            if isinstance(o.due, Recurring):
                assert e.occurrence in occurrences(o, e.dated), o.id


def test_evidence_on_the_due_date_is_in_time_and_the_day_after_is_late() -> None:
    assert status(duty(evidence(DUE)), DUE).kind == "met"
    late = status(duty(evidence(DUE + DAY)), DUE + DAY)
    assert late.kind == "met_late"
    assert "1 day after" in late.reason.en
    assert "1 dag later" in late.reason.nl


def test_without_evidence_it_is_upcoming_through_the_due_date_and_overdue_the_day_after() -> None:
    assert status(duty(), DUE - DAY).kind == "upcoming"
    assert status(duty(), DUE).kind == "upcoming"
    assert status(duty(), DUE + DAY).kind == "overdue_without_evidence"


def test_absence_of_evidence_is_never_called_failure() -> None:
    reason = status(duty(), DUE + DAY).reason
    assert "not a finding" in reason.en
    assert "geen vaststelling" in reason.nl


def test_evidence_from_after_the_day_of_asking_does_not_count_yet() -> None:
    later = duty(evidence(DUE + 30 * DAY))
    assert status(later, DUE + DAY).kind == "overdue_without_evidence"
    assert status(later, DUE + 30 * DAY).kind == "met_late"


def test_a_later_trace_shows_that_it_was_done_but_not_that_it_was_late() -> None:
    traced = status(duty(evidence(DUE + 90 * DAY, shows="trace")), DUE + 100 * DAY)
    assert traced.kind == "met_date_unknown"
    assert status(duty(evidence(DUE - DAY, shows="trace")), DUE + DAY).kind == "met"


def test_a_range_of_days_that_starts_in_time_is_not_called_late() -> None:
    spans = evidence(DUE + DAY, dated_from=DUE - DAY)
    assert status(duty(spans), DUE + 2 * DAY).kind == "met_date_unknown"


def test_evidence_of_one_member_state_says_nothing_about_the_others() -> None:
    each = duty(evidence(DUE - DAY, party="NL"), who="member_state")
    assert status(each, DUE + DAY).kind == "evidence_in_part"
    assert status(each, DUE + DAY, member_state="NL").kind == "met"
    assert status(each, DUE + DAY, member_state="BE").kind == "overdue_without_evidence"


def test_a_recurring_obligation_is_judged_on_its_last_due_date_and_names_the_next() -> None:
    yearly = Recurring(first=DUE, every_months=12)
    known = duty(evidence(DUE, occurrence=DUE), due=yearly)
    assert status(known, DUE).kind == "met"
    during = status(known, DUE + 100 * DAY)
    assert (during.kind, during.due, during.next_due) == ("met", DUE, date(2026, 6, 12))
    after = status(known, date(2026, 6, 13))
    assert (after.kind, after.due) == ("overdue_without_evidence", date(2026, 6, 12))
    assert after.next_due == date(2027, 6, 12)


def test_a_recurring_date_that_does_not_exist_falls_on_the_last_day_of_its_month() -> None:
    monthly = duty(due=Recurring(first=date(2027, 12, 31), every_months=2))
    assert occurrences(monthly, date(2028, 4, 1)) == (date(2027, 12, 31), date(2028, 2, 29), date(2028, 4, 30))


def test_a_standing_duty_is_upcoming_until_it_starts_and_continuous_from_then_on() -> None:
    standing = duty(due=Standing(since=DUE))
    assert status(standing, DUE - DAY).kind == "upcoming"
    assert status(standing, DUE).kind == "continuous"


def test_an_obligation_on_an_event_has_no_due_date() -> None:
    found = status(obligation("facial-recognition-introduced"), date(2026, 11, 23))
    assert (found.kind, found.due, found.next_due) == ("on_event", None, None)


@pytest.mark.parametrize(
    ("identifier", "today", "kind"),
    [
        ("common-implementation-plan", date(2024, 9, 13), "met"),
        ("adequate-capacity-first-act", date(2024, 8, 13), "met"),
        ("annual-report", date(2025, 10, 16), "overdue_without_evidence"),
        ("annual-report", date(2026, 1, 1), "met_late"),
        ("migratory-pressure-decision", date(2026, 1, 1), "met_late"),
        ("solidarity-pool", date(2026, 1, 1), "met"),
        ("safe-third-country-review", date(2026, 3, 1), "met_date_unknown"),
        ("adequate-capacity-in-place", date(2026, 6, 11), "upcoming"),
        ("adequate-capacity-in-place", date(2026, 6, 12), "overdue_without_evidence"),
    ],
)
def test_known_obligations_stand_where_the_public_record_leaves_them(identifier: str, today: date, kind: str) -> None:
    assert status(obligation(identifier), today).kind == kind


def test_the_dutch_plan_was_in_time_and_the_dutch_strategy_late() -> None:
    today = date(2026, 11, 23)
    assert status(obligation("national-implementation-plan"), today, "NL").kind == "met"
    strategy = status(obligation("national-strategy"), today, "NL")
    assert strategy.kind == "met_late"
    assert "12 days after" in strategy.reason.en


def test_every_status_and_every_bearer_has_a_name_in_both_languages() -> None:
    today = date(2026, 11, 23)
    for o in obligations():
        found = status(o, today)
        assert label(found.kind).en
        assert label(found.kind).nl
        assert found.reason.en.endswith(".")
        assert found.reason.nl.endswith(".")
        assert all(bearer(w).en and bearer(w).nl for w in o.who)
    with pytest.raises(LookupError):
        obligation("unknown")
