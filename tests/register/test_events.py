"""CloudEvents out. All persons are fictional."""

from __future__ import annotations

import json

from register_home import WHO, family

from asylon.law.files import read_circumstance
from asylon.register import Register
from asylon.register.casefiles import Origin
from asylon.register.events import event, events


def test_an_event_of_a_case_says_that_something_was_recorded_and_nothing_about_anybody(register: Register) -> None:
    case = family(register)
    told = list(events(register.log))
    assert [one["data"] for one in told] == [
        {"position": position, "stream": "case"} for position in range(1, case.version + 1)
    ]
    assert all(one["specversion"] == "1.0" for one in told)
    assert not {"subject", "time"} & {key for one in told for key in one}
    text = json.dumps(told)
    for hidden in ("mother", case.number, case.id, *(entry.recorded.isoformat() for entry in case.entries)):
        assert hidden not in text
    assert list(events(register.log, after=case.version)) == []
    assert len(list(events(register.log, after=1, limit=2))) == 2


def test_an_event_names_the_case_by_its_number_to_whom_it_may_be_told(register: Register) -> None:
    case = family(register)
    [fact] = register.log.read_all(1, 1)
    told = event(register.log.log_id, fact, case.number)
    assert told["subject"] == f"case/{case.number}"
    assert told["data"] == {"position": 1, "stream": "case", "version": 1}
    assert told["time"] == fact.recorded
    assert case.id not in json.dumps(told)


def test_public_facts_are_told_as_recorded_without_who_recorded_them(register: Register) -> None:
    declared = read_circumstance({"kind": "crisis_ceased", "at": "2026-11-20", "state": "NL"})
    origin = Origin("2026-11-20T08:00:00.000000Z", "C. Elsewhere (fictional)", "asylum", "coordination")
    register.known_circumstances.record([declared], **WHO, origins=[origin])
    [told] = events(register.log)
    assert told["subject"] == "circumstances/all"
    assert told["data"] | {"content": None} == {
        "position": 1, "stream": "circumstances", "version": 1, "kind": "crisis_ceased", "at": "2026-11-20", "content": None,
    }  # fmt: skip
    assert "Elsewhere" not in json.dumps(told)
    assert WHO["actor"] not in json.dumps(told)
