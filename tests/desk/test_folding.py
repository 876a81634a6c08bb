"""Templates folded for a language say what they said unfolded, and nothing that depends on the reader is folded."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import pytest
from django.template import Context, Engine
from django.template.base import TextNode
from django.template.loader_tags import BlockNode
from django.test import Client
from django.urls import NoReverseMatch
from django.utils import translation

from asylon.desk.folding import Loader

BASE = """{% load i18n static %}<html>{# not said #}<title>{% block title %}{% translate "Desk" %}{% endblock %}</title>
{% static 'asylon.css' %}{% if name %}{% translate "Sign in" %} {{ name }}{% elif other %}{% translate "Inbox" %}
{% else %}{% url 'inbox' %}{% endif %}{% if never %}{% url 'no-such-address' %}{% endif %}
{% for one in many %}{% translate "Case" %} {{ one }}<a href="{% url 'case' one %}">{% translate '"a" & 100%' %}</a>{% empty %}
{% translate "Nothing here." %}{% endfor %}{% block contents %}{% endblock %}{% translate name %}{% translate "Unit" as unit %}{{ unit }}
{% blocktranslate %}Go on{% endblocktranslate %}{% blocktranslate %}Go to {{ name }}{% endblocktranslate %}</html>"""
PAGE = """{% extends "base" %}{% load i18n %}{% block title %}{% translate "Inbox" %} – {{ block.super }}{% endblock %}
{% block contents %}{% with name="x" %}{% translate "Status" context "status of a duty" %}{{ name }}{% endwith %}{% include "part" %}{% endblock %}"""
PART = """{% load i18n %}<p>{% translate "Status" %} {% translate "Inbox"|upper %} {{ name|default:_("Case") }}</p>"""
TEXTS = {"base": BASE, "page": PAGE, "part": PART}
LIBRARIES = {"i18n": "django.templatetags.i18n", "static": "django.templatetags.static"}


def engine(loader: str) -> Engine:
    inner = ("django.template.loaders.locmem.Loader", TEXTS)
    return Engine(loaders=[(loader, [inner])], libraries=LIBRARIES)


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("values", [{}, {"name": "Selam & co"}, {"other": True, "many": [1, "NL-2026-000001"]}])
def test_a_folded_template_gives_the_same_letter_for_letter(lang: str, values: dict[str, Any]) -> None:
    plain, folded = engine("django.template.loaders.cached.Loader"), engine("asylon.desk.folding.Loader")
    with translation.override(lang):
        for name in TEXTS:
            for _again in range(2):
                expected = plain.get_template(name).render(Context(values))
                assert folded.get_template(name).render(Context(values)) == expected


def test_one_engine_speaks_both_languages_by_turns() -> None:
    folded = engine("asylon.desk.folding.Loader")
    said = {}
    for lang in ("en", "nl", "en", "nl"):
        with translation.override(lang):
            text = folded.get_template("page").render(Context({"name": "x"}))
        assert said.setdefault(lang, text) == text
    assert "<title>Inbox – Desk</title>" in said["en"]
    assert said["en"] != said["nl"]


def test_what_never_changes_becomes_one_text_and_what_depends_on_the_data_stays() -> None:
    with translation.override("nl"):
        template = engine("asylon.desk.folding.Loader").get_template("base")
    (title,) = [node for node in template.nodelist if isinstance(node, BlockNode) and node.name == "title"]
    assert len(title.nodelist) == 1
    assert isinstance(title.nodelist[0], TextNode)
    kinds = [type(node).__name__ for node in template.nodelist]
    assert all(pair != ("TextNode", "TextNode") for pair in pairwise(kinds))
    assert {"IfNode", "ForNode", "TranslateNode", "VariableNode", "BlockTranslateNode"} <= set(kinds)


def test_a_template_read_by_many_threads_at_once_is_whole_for_each() -> None:
    folded = engine("asylon.desk.folding.Loader")

    def shown(_number: int) -> str:
        with translation.override("en"):
            return str(folded.get_template("page").render(Context({"many": [1, 2]})))

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(shown, range(64)))) == 1


def test_an_address_holds_the_place_at_which_the_desk_is_served() -> None:
    from django.urls import clear_script_prefix, set_script_prefix

    folded = engine("asylon.desk.folding.Loader")
    try:
        found = []
        for prefix in ("/", "/asylon/", "/"):
            set_script_prefix(prefix)
            found.append(folded.get_template("base").render(Context({})))
    finally:
        clear_script_prefix()
    assert "\n/inbox" not in found[0]
    assert "/inbox" in found[0]
    assert "/asylon/inbox" in found[1]
    assert found[2] == found[0]


def test_the_desk_reads_its_templates_folded(house: Any) -> None:
    from django.template import engines

    (loader,) = engines["django"].engine.template_loaders  # type: ignore[attr-defined]
    assert isinstance(loader, Loader)
    pages = {lang: Client().get("/sign-in", headers={"accept-language": lang}).text for lang in ("en", "nl", "en")}
    assert '<html lang="en">' in pages["en"]
    assert "Aanmelden" in pages["nl"]
    assert "Aanmelden" not in pages["en"]


def test_an_address_with_values_is_the_same_whether_django_or_the_desk_puts_it_together() -> None:
    text = "{% url 'case' a %} {% url 'why' a b c %} {% url 'indicator' a %} {% url 'record-kind' a b %} {% url 'recorded' a n %}"
    inner = ("django.template.loaders.locmem.Loader", {"x": text})
    plain = Engine(loaders=[("django.template.loaders.cached.Loader", [inner])])
    folded = Engine(loaders=[("asylon.desk.folding.Loader", [inner])])
    kinds = {type(node).__name__ for node in folded.get_template("x").nodelist}
    assert "Address" in kinds
    for a, b, c in (("NL-2026-000001", "p1", "route:closed"), ("a b", "ü&", "x"), ("<", "'", '"')):
        values = Context({"a": a, "b": b, "c": c, "n": 3})
        assert folded.get_template("x").render(values) == plain.get_template("x").render(values)


def test_an_address_of_which_a_value_is_missing_is_an_error_as_before() -> None:
    inner = ("django.template.loaders.locmem.Loader", {"x": "{% url 'case' missing %}"})
    folded = Engine(loaders=[("asylon.desk.folding.Loader", [inner])])
    with pytest.raises(NoReverseMatch):
        folded.get_template("x").render(Context({}))
