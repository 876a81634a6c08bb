"""Who may do what: default deny, each refusal explained, and the table whole. All persons are fictional."""

from __future__ import annotations

import itertools

import pytest

from asylon.access import ACTIONS, PURPOSES, ROLES, Allowed, Refused, Subject, Who, decide, entries
from asylon.law.facts import KINDS

DUTCH = Subject(state="NL", units=frozenset({"asylum"}), persons=frozenset({"c0ffee/p1"}))
BELGIAN = Subject(state="BE", units=frozenset({"asylum"}), persons=frozenset({"beef/p1"}))


def somebody(*roles: str, **more: str) -> Who:
    return Who(**({"name": "x", "roles": roles, "state": "NL", "unit": "asylum"} | more))


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("purpose", PURPOSES)
def test_somebody_without_a_role_may_do_nothing(action: str, purpose: str) -> None:
    assert isinstance(decide(somebody(), action, purpose, DUTCH), Refused)
    assert isinstance(decide(somebody(), action, purpose), Refused)


def test_every_cell_of_role_action_purpose_and_authority_is_as_the_table_says() -> None:
    for role, action, purpose in itertools.product(ROLES, ACTIONS, PURPOSES):
        lines = [e for e in entries() if e.role == role and e.action == action and purpose in e.purposes]
        scopes = {line.scope for line in lines}
        own = decide(somebody(role), action, purpose, DUTCH)
        other = decide(somebody(role), action, purpose, BELGIAN)
        assert isinstance(own, Allowed) == bool(scopes & {"state", "task"}), (role, action, purpose)
        assert isinstance(other, Refused), (role, action, purpose)
        assert isinstance(decide(somebody(role), action, purpose), Allowed) == bool(lines)


def test_a_unit_without_a_task_in_the_file_does_not_see_it() -> None:
    guard = somebody("border_guard", unit="border")
    assert isinstance(decide(guard, "read_case", "screening", DUTCH), Refused)
    at_the_border = Subject(state="NL", units=frozenset({"border"}))
    assert isinstance(decide(guard, "read_case", "screening", at_the_border), Allowed)


def test_the_guardians_office_sees_files_of_unaccompanied_minors_only() -> None:
    guardian = somebody("guardian")
    assert isinstance(decide(guardian, "read_case", "representation", DUTCH), Refused)
    assert isinstance(decide(guardian, "read_case", "representation", Subject(state="NL", minors=True)), Allowed)


def test_an_applicant_sees_what_is_about_himself_or_herself_only() -> None:
    applicant = Who(name="a", roles=("applicant",), person="c0ffee/p1")
    assert isinstance(decide(applicant, "read_case", "own_information", DUTCH), Allowed)
    assert isinstance(decide(applicant, "read_case", "own_information", BELGIAN), Refused)
    assert isinstance(decide(applicant, "list_cases", "own_information"), Refused)


def test_reception_does_not_see_grounds_of_the_examination() -> None:
    allowed = decide(somebody("reception"), "read_case", "reception", DUTCH)
    assert isinstance(allowed, Allowed)
    assert allowed.shows("person_described")
    assert not allowed.shows("acceleration_ground_found")


def test_a_refusal_says_why_and_what_would_help_in_both_languages_and_not_whether_the_file_exists() -> None:
    refused = [
        decide(somebody("statistician"), "read_case", "statistics", DUTCH),
        decide(somebody("reception"), "read_case", "examination", DUTCH),
        decide(somebody("reception"), "read_case", "reception", BELGIAN),
        decide(somebody("reception"), "read_case", "reception", Subject()),
    ]
    for answer in refused:
        assert isinstance(answer, Refused)
        assert answer.why.en != answer.why.nl
        assert answer.remedy.en != answer.remedy.nl
    assert "statistician" in refused[0].why.en  # type: ignore[union-attr]
    assert "determining authority" in refused[0].remedy.en  # type: ignore[union-attr]
    assert refused[2] == refused[3]


def test_roles_add_up() -> None:
    both = decide(somebody("reception", "dublin_unit"), "read_case", "responsibility", DUTCH)
    assert isinstance(both, Allowed)
    assert (
        not both.shows(next(kind for kind, cls in KINDS.items() if cls.group == "procedure"))
        or "procedure" in both.groups
    )


def test_nobody_who_maintains_the_system_reads_files() -> None:
    for purpose in PURPOSES:
        assert isinstance(decide(somebody("administrator"), "read_case", purpose, DUTCH), Refused)
        assert isinstance(decide(somebody("coordinator"), "read_case", purpose, DUTCH), Refused)


def test_a_hidden_field_that_does_not_exist_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from asylon.access import table

    text = "role,action,scope,purposes,groups,hidden,basis\nmonitor,read_case,state,monitoring,*,screening_ended.hits,SCR 10\n"

    class Elsewhere:
        def __truediv__(self, _name: str) -> Elsewhere:
            return self

        def read_text(self, _encoding: str) -> str:
            return text

    monkeypatch.setattr(table, "files", lambda _package: Elsewhere())
    with pytest.raises(table.AccessTableError, match=r"line 2: hidden \('screening_ended.hits',\)"):
        table.entries.__wrapped__()
