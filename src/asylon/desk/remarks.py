"""What the vocabulary found wrong, said in the reader's language and with the words of the forms.

The law room names problems in English, for programs and people alike; a caseworker reads them here.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from asylon.law.facts import KINDS
from asylon.law.files import Problem
from asylon.law.moments import Moment
from asylon.law.vocabulary import value_words

_DATE = r"(?P<moment>\d{4}-\S+)"


def _moment(text: str, lang: str) -> str:
    try:
        return value_words(Moment.parse(text), lang)
    except ValueError:
        return text


def _order(found: re.Match[str], lang: str) -> str:
    return _(
        "{moment} lies before “{earlier}” ({first}) of the same person ({article}). Correct one of the two dates."
    ).format(
        moment=_moment(found["moment"], lang),
        earlier=KINDS[found["kind"]].words[lang] if found["kind"] in KINDS else found["kind"],
        first=_moment(found["first"], lang),
        article=found["article"],
    )


def _not_yet(found: re.Match[str], lang: str) -> str:
    return _("{moment} lies before {start}, when {act} starts to apply. Correct the date.").format(
        moment=_moment(found["moment"], lang), start=_moment(found["start"], lang), act=found["act"]
    )


def _unborn(found: re.Match[str], lang: str) -> str:
    return _("{moment} lies before the person's birth ({born}). Correct the date, or the date of birth.").format(
        moment=_moment(found["moment"], lang), born=_moment(found["born"], lang)
    )


def _short(found: re.Match[str], lang: str) -> str:
    return _("Write at least {number} characters.").format(number=found["number"])


def _informed_late(found: re.Match[str], lang: str) -> str:
    return _(
        "The person is informed before the restriction is lifted, not on {day}. Correct one of the two dates."
    ).format(day=_moment(found["day"], lang))


def _reference(found: re.Match[str], lang: str) -> str:
    return _("There is no fact {reference} in this file that could be changed.").format(reference=found["reference"])


_KNOWN: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], str]], ...] = (
    (
        re.compile(_DATE + r" lies before (?P<kind>\w+) \((?P<first>\S+)\) of the same person \((?P<article>.+)\)"),
        _order,
    ),
    (re.compile(_DATE + r" lies before (?P<start>\S+), when (?P<act>.+) starts to apply"), _not_yet),
    (re.compile(_DATE + r" lies before the person's birth \((?P<born>\S+)\)"), _unborn),
    (re.compile(r"Expected `str` of length >= (?P<number>\d+)"), _short),
    (re.compile(r"informed before the restriction is lifted, and (?P<day>\S+) is later"), _informed_late),
    (re.compile(r"there is no fact '(?P<reference>[^']*)'"), _reference),
)


def said(problem: Problem, lang: str) -> str:
    """The problem in words of the reader; one that is not known here keeps its English behind a general remark."""
    for pattern, words in _KNOWN:
        found = pattern.search(problem.wrong)
        if found is not None:
            return words(found, lang)
    if lang == "en":
        return f"{problem.wrong} {problem.remedy}".strip()
    return _("This cannot be recorded as it stands: {detail}").format(detail=problem.wrong)
