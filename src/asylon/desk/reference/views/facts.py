"""The vocabulary: every kind of fact with its fields in both languages, and the JSON Schema."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from asylon.desk.reference.page import public
from asylon.law.circumstances import KINDS as CIRCUMSTANCES
from asylon.law.facts import KINDS, json_schema
from asylon.law.vocabulary import GROUPS, fact_form


@lru_cache(maxsize=1)
def _groups() -> list[tuple[Any, list[dict[str, Any]]]]:
    found = []
    for group, words in GROUPS.items():
        kinds = [
            {
                "name": name,
                "words": kind.words,
                "hours": kind.hours,
                "fields": [
                    {"en": en, "nl": nl, "choices": list(zip(en.choices, nl.choices, strict=True))}
                    for en, nl in zip(fact_form(name, "en"), fact_form(name, "nl"), strict=True)
                ],
            }
            for name, kind in KINDS.items()
            if kind.group == group
        ]
        if kinds:
            found.append((words, kinds))
    return found


@public
def overview(request: HttpRequest) -> HttpResponse:
    """The kinds of fact, by group."""
    return render(
        request,
        "reference/facts.html",
        {
            "groups": _groups(),
            "number": len(KINDS),
            "circumstances": [(name, kind.words) for name, kind in CIRCUMSTANCES.items()],
        },
    )


@public
def schema(request: HttpRequest) -> HttpResponse:
    """The published JSON Schema of the vocabulary."""
    return JsonResponse(json_schema(), json_dumps_params={"ensure_ascii": False, "indent": 2})
