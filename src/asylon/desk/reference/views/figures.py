"""What the rules stand on: dated figures, keeping periods, and the answers to open questions."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from asylon.cases import load
from asylon.desk.reference.page import book, public, state, today
from asylon.law import concordance
from asylon.law.provisions import BLOCKS, KeepingPeriod, TimeLimit


class FigureRow(msgspec.Struct, frozen=True):
    """A dated value of a parameter, with what the desk's Member State chose."""

    parameter: Any
    chosen: Any


@public
def parameters(request: HttpRequest) -> HttpResponse:
    """The dated figures of the book, their sources, and national choices."""
    shelf = book()
    chosen = shelf.choices.get(state(), {})
    rows = [FigureRow(parameter, chosen.get(parameter.key)) for parameter in shelf.parameters.values()]
    return render(request, "reference/parameters.html", {"rows": rows, "profile": state(), "choices": len(chosen)})


@public
def keeping(request: HttpRequest) -> HttpResponse:
    """How long which data are kept, by block."""
    shelf = book()
    periods = [item for item in concordance.provisions() if isinstance(item, KeepingPeriod)]
    asked: dict[str, list[Any]] = {}
    for case in load():
        for name in dict.fromkeys(ask.retained for ask in case.ask if ask.retained):
            asked.setdefault(name, []).append(case)
    rows = {
        key: [
            {
                "item": item,
                "length": shelf.value(item.length, today(), state()),
                "figure": shelf.parameters.get(item.length),
                "by": str(item.by.value),
                "cases": asked.get(item.id, ()),
            }
            for item in periods
            if item.block == key
        ]
        for key in BLOCKS
    }
    groups = [(key, found) for key, found in rows.items() if found]
    return render(request, "reference/keeping.html", {"groups": groups, "number": len(periods)})


@public
def open_questions(request: HttpRequest) -> HttpResponse:
    """What the text leaves open, the answers one can give, and the one given here."""
    shelf = book()
    rows = [
        {
            "rule": each,
            "question": (question := shelf.open_questions.get(each.id)),
            "answer": shelf.answer(each.id) if question else "",
            "default": question.default if question else "",
            "limits": [
                item
                for item in concordance.provisions()
                if isinstance(item, TimeLimit) and each.id in item.open_questions
            ],
        }
        for each in concordance.in_block(shelf.rules.values(), "open_question")
    ]
    return render(request, "reference/open_questions.html", {"rows": rows})
