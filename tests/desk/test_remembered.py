"""What the desk remembers to be quick follows the language, the law, the account and the role; it is of no person. All persons are
fictional."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from desk_home import FAMILY, HIT_LATE, opened
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asylon.access import Allowed, Refused, Subject, Who, decide
from asylon.desk import persons, rows, timeline
from asylon.desk.house import House
from asylon.desk.sessions import SessionRules
from asylon.desk.signed_in import AccountBackend
from asylon.law.explanation import explain
from asylon.law.vocabulary import KINDS
from asylon.register.casefiles import PersonSummary


def test_whoever_is_signed_in_is_read_as_django_reads_accounts(house: House) -> None:
    user = User.objects.get(username="caseworker")
    User.objects.filter(pk=user.pk).update(last_login=timezone.now())
    expected = User.objects.select_related("account").get(pk=user.pk)
    found = AccountBackend().get_user(user.pk)
    assert found is not None
    for field in User._meta.concrete_fields:
        assert getattr(found, field.attname) == getattr(expected, field.attname)
        assert type(getattr(found, field.attname)) is type(getattr(expected, field.attname)), field
    with CaptureQueriesContext(connection) as asked:
        for field in expected.account._meta.concrete_fields:  # type: ignore[attr-defined]
            assert getattr(found.account, field.attname) == getattr(expected.account, field.attname)  # type: ignore[attr-defined]
        assert found.has_factor is False  # type: ignore[attr-defined]
    assert not asked.captured_queries
    found.first_name = "Other"
    found.save()
    assert User.objects.get(pk=user.pk).first_name == "Other"
    User.objects.filter(pk=user.pk).update(first_name=expected.first_name)


def test_nothing_of_an_account_is_kept_between_requests(house: House, caseworker: Client) -> None:
    user = User.objects.get(username="caseworker")
    assert caseworker.get("/inbox").status_code == 200
    User.objects.filter(pk=user.pk).update(is_active=False)
    try:
        assert caseworker.get("/inbox").status_code == 302
    finally:
        User.objects.filter(pk=user.pk).update(is_active=True)


def test_a_request_holds_the_account_itself_once_it_is_looked_up() -> None:
    class Lazy:
        is_authenticated = True

    user = SimpleNamespace(is_authenticated=True, account=None)
    now = int(datetime.now(UTC).timestamp())
    session = {"asylon.begun": now, "asylon.seen": now, "asylon.seal": ""}
    request: Any = SimpleNamespace(user=Lazy(), _cached_user=user, session=session)
    assert SessionRules(lambda given: given.user)(request) is user
    visitor: Any = SimpleNamespace(user=AnonymousUser(), session={})
    assert SessionRules(lambda given: given.user)(visitor) is visitor.user


def test_what_a_role_may_do_is_no_others_and_narrows_with_the_file() -> None:
    guardian = Who(name="a", roles=("guardian",), state="NL", unit="guardianship")
    officer = Who(name="a", roles=("determining_authority",), state="NL", unit="asylum")
    adult, minor = Subject(state="NL"), Subject(state="NL", minors=True)
    for _again in range(2):
        assert isinstance(decide(guardian, "read_case", "representation"), Allowed)
        assert isinstance(decide(guardian, "read_case", "representation", adult), Refused)
        assert isinstance(decide(guardian, "read_case", "representation", minor), Allowed)
        assert isinstance(decide(officer, "read_case", "representation", minor), Refused)
        assert isinstance(decide(officer, "read_case", "examination", adult), Allowed)
        both = msgspec.structs.replace(guardian, roles=("guardian", "determining_authority"))
        assert isinstance(decide(both, "read_case", "examination", adult), Allowed)
        assert isinstance(decide(both, "read_case", "representation", adult), Refused)


def test_a_person_in_a_few_words_is_said_in_the_language_asked_whatever_was_asked_before(house: House) -> None:
    today = date(2026, 11, 23)
    woman = PersonSummary("p1", sex="female", born=date(1990, 1, 1), nationality="ER", children=2)
    girl = PersonSummary("p2", sex="female", born=today - timedelta(days=365 * 12), nationality="XX")
    for _again in range(2):
        assert persons.words(woman, today, house.book, "en") == "woman, 36, Eritrea, 2 children"
        assert persons.words(woman, today, house.book, "nl") == "vrouw, 36, Eritrea, 2 kinderen"
        assert persons.words(girl, today, house.book, "en") == "girl, 11, stateless"
        assert persons.words(girl, today, house.book, "nl") == "meisje, 11, staatloos"


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_position_told_again_is_told_the_same_and_by_another_book_anew(house: House, lang: str) -> None:
    case = opened(house, HIT_LATE)
    (position,) = house.register.positions(case.id).values()
    fresh = house.book.changed()
    assert explain(position, house.book, lang) == explain(position, fresh, lang) == explain(position, fresh, lang)
    rule = position.duties[0].rules[0]
    other = msgspec.structs.replace(house.book.rules[rule], verification="M")
    doubted = house.book.changed(rules={**house.book.rules, rule: other})
    notes = {note.id: note for note in explain(position, doubted, lang).duties[0].rules}
    (told,) = [line for line in explain(position, doubted, lang).duties if line.id == position.duties[0].provision]
    assert not {note.id: note for note in told.rules}[rule].verified, notes


def test_what_a_book_remembers_in_words_names_nobody(house: House) -> None:
    case = opened(house, FAMILY)
    for position in house.register.positions(case.id).values():
        for lang in ("en", "nl"):
            explain(position, house.book, lang)
    remembered = repr(house.book.memory.words)
    assert remembered != "{}"
    for person in case.persons:
        assert f"'{person}'" not in remembered


def test_the_words_of_the_lists_are_of_the_language_asked(lang: str) -> None:
    assert rows.said(lang).by == {"en": "By", "nl": "Uiterlijk"}[lang]
    assert timeline.said(lang).correct == {"en": "correct", "nl": "corrigeren"}[lang]
    titles = {kind.words[lang] for kind in KINDS.values()}
    assert {str(timeline._kind(title)) for title in titles} >= {
        title for title in titles if "&" not in title and "'" not in title
    }
