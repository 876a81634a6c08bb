"""What is wrong with a fact, as its form says it: dates in words, without the technical names that programs need."""

from __future__ import annotations

import re

from asylon.law.files import Problem
from asylon.law.moments import Moment
from asylon.law.vocabulary import value_words

_MOMENT = re.compile(r"(?<![“\w])\d{4}-\d{2}-\d{2}(?:T[0-9:.]+(?:Z|[+-]\d{2}:\d{2}))?(?![”\w])")
_TECHNICAL = re.compile(r"(?<=”) \([a-z][a-z0-9_]*\)")


def said(problem: Problem, lang: str) -> str:
    """What is wrong and what to do, in the reader's language; a date that was quoted stays as it was written."""
    wrong = _MOMENT.sub(lambda found: _in_words(found.group(), lang), problem.wrong[lang])
    told = _TECHNICAL.sub("", f"{wrong} {problem.remedy[lang]}".strip())
    return told[:1].upper() + told[1:]


def _in_words(text: str, lang: str) -> str:
    try:
        return value_words(Moment.parse(text), lang)
    except ValueError:
        return text
