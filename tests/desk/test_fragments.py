"""A fragment is put together once for what it follows from; what varies is of each request alone. All persons are fictional."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from desk_home import HIT_LATE, opened
from django.contrib.auth.models import User
from django.template import Context, Engine, TemplateSyntaxError
from django.test import Client
from django.utils import translation

import asylon
from asylon.desk.fragments import KEPT, Fragment
from asylon.desk.house import House

TEMPLATES = Path(asylon.__file__).parent / "desk"
LIBRARIES = {"i18n": "django.templatetags.i18n", "desk": "asylon.desk.templatetags.desk"}


_WORDS = "if else elif endif for endfor in and or not url translate static htmx_script"
_WORDS_OF_TAGS = frozenset(_WORDS.split(" "))


def template(text: str) -> Any:
    return Engine(libraries=LIBRARIES).from_string("{% load i18n desk %}" + text)


def test_what_varies_is_filled_in_escaped_wherever_it_stands_and_never_kept() -> None:
    page = template(
        """{% fragment "x" role varying name here %}<a href="{{ here }}">{% if role == 'a' %}A{% else %}{{ role }}{% endif %} {{ name }}</a>
        {{ name }}{% translate "Inbox" %}{% endfragment %}"""
    )
    shown = page.render(Context({"role": "a", "name": "Selam <b>", "here": '/"x'}))
    assert shown.count("Selam &lt;b&gt;") == 2
    assert '<a href="/&quot;x">A ' in shown
    other = page.render(Context({"role": "a", "name": "Bram", "here": "/y"}))
    assert "Selam" not in other
    assert other.count("Bram") == 2
    assert ">b Anna<" in page.render(Context({"role": "b", "name": "Anna", "here": ""}))
    kept = page.nodelist.get_nodes_by_type(Fragment)[0]._kept
    assert len(kept) == 2
    assert not {"Selam", "Bram", "Anna"} & set(re.findall(r"\w+", repr(kept)))


def test_a_fragment_follows_the_language_and_what_it_is_named_to_follow_from() -> None:
    page = template("""{% fragment "x" role %}{% translate "Inbox" %} {{ role }}{% endfragment %}""")
    said = {}
    for _again in range(2):
        for lang in ("en", "nl"):
            for role in ("a", "b"):
                with translation.override(lang):
                    text = page.render(Context({"role": role}))
                assert said.setdefault((lang, role), text) == text
    assert len(set(said.values())) == 4


def test_only_so_many_fragments_are_kept() -> None:
    page = template("""{% fragment "x" role %}{{ role }}{% endfragment %}""")
    for number in range(KEPT + 5):
        assert page.render(Context({"role": number})) == str(number)
    assert len(page.nodelist.get_nodes_by_type(Fragment)[0]._kept) <= KEPT


def test_what_varies_is_named_plainly() -> None:
    with pytest.raises(TemplateSyntaxError, match="plainly"):
        template("""{% fragment "x" varying name|upper %}{{ name }}{% endfragment %}""")


def test_every_variable_of_a_fragment_of_the_frame_is_named_by_its_tag() -> None:
    """So nothing of one reader's page can come to stand on another's."""
    found = 0
    for one in TEMPLATES.rglob("*.html"):
        text = one.read_text("utf-8")
        for tag, body in re.findall(r"{% fragment \"\w+\"([^%]*)%}(.*?){% endfragment %}", text, re.DOTALL):
            found += 1
            named, _, varying = tag.partition("varying")
            loops = {name for names in re.findall(r"{% for ([\w, ]+) in", body) for name in names.split(", ")}
            asked = set()
            for inside in re.findall(r"{[%{](.*?)[%}]}", body):
                words = re.sub(r"\"[^\"]*\"|'[^']*'", " ", inside)
                asked |= {word.partition(".")[0] for word in re.findall(r"(?<![\w|.])[a-z_][\w.]*", words)}
            asked -= _WORDS_OF_TAGS
            assert asked - loops <= set(named.split()) | set(varying.split()), one
            shown = set(varying.split())
            assert not shown & {
                word for asked_for in re.findall(r"{% (?:el)?if (.*?) %}", body) for word in asked_for.split()
            }
    assert found == 3


def names_on(page: str) -> set[str]:
    return set(re.findall(r'<a class="small" href="/account">([^<]*)</a>', page))


def test_the_frame_shows_each_reader_the_own_name_rooms_and_way_back(house: House) -> None:
    number = opened(house, HIT_LATE).number
    clients = {}
    for name in ("caseworker", "coordinator", "administrator"):
        clients[name] = Client()
        clients[name].force_login(User.objects.get(username=name))
    for _again in range(2):
        for name, client in clients.items():
            user = User.objects.get(username=name)
            page = client.get("/?a=1&b=<2>").text
            assert names_on(page) == {user.get_full_name() or name}
            assert 'name="next" value="/?a=1&amp;b=%3C2%3E"' in page
            assert ('href="/inbox"' in page) == (name == "caseworker")
            assert ('href="/accounts"' in page) == (name == "administrator")
        visitor = Client().get("/").text
        assert not names_on(visitor)
        assert 'href="/sign-in"' in visitor
        inside = clients["caseworker"].get(f"/case/{number}").text
        assert '<a href="/cases" aria-current="page">' in inside
        assert '<a href="/inbox" aria-current="page">' in clients["caseworker"].get("/inbox").text


def test_every_request_has_a_token_of_its_own_in_all_of_its_forms(caseworker: Client) -> None:
    found = []
    for _again in range(3):
        tokens = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', caseworker.get("/inbox").text)
        assert len(tokens) >= 3
        assert len(set(tokens)) == 1
        found.append(tokens[0])
    assert len(set(found)) == 3


def test_the_frame_shows_the_day_to_which_the_clock_was_moved(house: House, caseworker: Client) -> None:
    from datetime import timedelta

    before = house.register.now()
    first = caseworker.get("/inbox").text
    try:
        house.register.clock.move(before + timedelta(days=1))  # type: ignore[attr-defined]
        second = caseworker.get("/inbox").text
    finally:
        house.register.clock.move(before)  # type: ignore[attr-defined]
    days = [re.findall(r"<summary>(\w+ \d+ \w+ \d+)</summary>", page) for page in (first, second)]
    assert len(days[0]) == len(days[1]) == 1
    assert days[0] != days[1]
