"""What is wrong in an input, told in the reader's language: the place, what is wrong, the remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext, gettext_noop

from asylon.desk import remarks
from asylon.desk.context import language
from asylon.law.files import Problem

_VALUE = r"(?P<value>.*?)"

#: The sentences of the reader of files (and of its data types), with what varies in them named.
_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"a (?:fact|circumstance) is an object with a kind\.", gettext_noop("This is an object with a kind.")),
    (r'Write \{"kind": "…", …\}\.', gettext_noop('Write {"kind": "…", …}.')),
    (rf"{_VALUE} is not a known fact\.", gettext_noop("%(value)s is not a known kind of fact.")),
    (rf"{_VALUE} is not a known circumstance\.", gettext_noop("%(value)s is not a known kind of circumstance.")),
    (
        rf"Did you mean {_VALUE}\? The known ones: .*",
        gettext_noop("Did you mean %(value)s? The known ones stand under Law, Facts."),
    ),
    (r"The known ones: .*", gettext_noop("The known ones stand under Law, Facts.")),
    (rf"See the fields of {_VALUE}: .*", gettext_noop("The fields of %(value)s stand under Law, Facts.")),
    (
        rf"{_VALUE} has no time of day, and limits in hours start here\.",
        gettext_noop("%(value)s has no time of day, and limits in hours start here."),
    ),
    (
        rf"Write the time with its zone, for example {_VALUE}\.",
        gettext_noop("Write the time with its zone, for example %(value)s."),
    ),
    (r"this is a list\.", gettext_noop("This must be a list.")),
    (r"Write \[ … \] with one object each\.", gettext_noop("Write [ … ] with one object each.")),
    (r"a case is an object\.", gettext_noop("A case is an object.")),
    (r'Write \{"state": .*\}\.', gettext_noop('Write {"state": "NL", "facts": [ … ]}.')),
    (r"this is not a part of a case\.", gettext_noop("This is not a part of a case.")),
    (r"Parts: .*", gettext_noop("Parts: case, state, facts, circumstances, note.")),
    (rf"{_VALUE} is not a Member State\.", gettext_noop("%(value)s is not a Member State.")),
    (rf"Write its two letters, for example {_VALUE}\.", gettext_noop("Write its two letters, for example NL.")),
    (r"there is no fact\.", gettext_noop("There is no fact.")),
    (r"Give at least one\.", gettext_noop("Give at least one.")),
    (rf"Object missing required field `{_VALUE}`\.?", gettext_noop("The required field %(value)s is missing.")),
    (rf"Object contains unknown field `{_VALUE}`\.?", gettext_noop("%(value)s is not a field of this kind of fact.")),
    (rf"Invalid enum value {_VALUE}\.?", gettext_noop("%(value)s is not one of the possible values.")),
    (rf"Expected `(?P<wanted>[^`]+)`, got `{_VALUE}`\.?", gettext_noop("This must be %(wanted)s; it is %(value)s.")),
    (
        rf"Expected `str` matching regex {_VALUE}\.?",
        gettext_noop("This does not have the form that is asked (%(value)s)."),
    ),
    (rf"Expected `str` of length {_VALUE}\.?", gettext_noop("This text has the wrong length (%(value)s).")),
    (rf"Expected `int` {_VALUE}\.?", gettext_noop("This number is out of range (%(value)s).")),
    (
        rf"{_VALUE} is not a date: write 2026-09-10, or .*",
        gettext_noop("%(value)s is not a date: write 2026-09-10, or 2026-09-10T09:30:00+02:00 where hours count."),
    ),
    (
        r"a time needs its zone: write .*",
        gettext_noop("A time needs its zone: write 2026-09-10T09:30:00+02:00, or the day alone."),
    ),
    (
        rf"{_VALUE} lies outside the calendar: write a year from (?P<first>\d+) to (?P<last>\d+)\.",
        gettext_noop("%(value)s lies outside the calendar: write a year from %(first)s to %(last)s."),
    ),
    (
        rf"the public holidays of {_VALUE} are known from (?P<first>\S+) to (?P<last>\S+); (?P<day>\S+) lies outside, .*",
        gettext_noop(
            "The public holidays of %(value)s are known from %(first)s to %(last)s; %(day)s lies outside, so no time limit can be counted there."
        ),
    ),
    (
        r"Correct the date, or keep this event under the law of its time\.",
        gettext_noop("Correct the date, or keep this event under the law of its time."),
    ),
    (r"this reference is taken in the file\.", gettext_noop("This reference is taken in the file.")),
    (r"Leave it out, or choose another\.", gettext_noop("Leave it out, or choose another.")),
    (r"the instant names no zone\.", gettext_noop("The instant names no zone.")),
    (r"Write 2026-09-10T09:30:00\+02:00\.", gettext_noop("Write 2026-09-10T09:30:00+02:00.")),
    (
        rf"{_VALUE} is no open question; the known ones: (?P<known>.*)",
        gettext_noop("%(value)s is no open question; the known ones: %(known)s"),
    ),
    (
        rf"{_VALUE} is no answer to (?P<question>\S+); choose among (?P<known>.*)",
        gettext_noop("%(value)s is no answer to %(question)s; choose among %(known)s"),
    ),
    (rf"{_VALUE} is not a Member State in the gazette", gettext_noop("%(value)s is not a Member State.")),
    (r"Invalid RFC3339 encoded .*|Invalid .* date.*", gettext_noop("This is not a date: write 2026-09-10.")),
)


def _told(text: str) -> str | None:
    """A sentence in the reader's language, or None where it is not known here."""
    for pattern, sentence in _SENTENCES:
        found = re.fullmatch(pattern, text.strip())
        if found:
            return gettext(sentence) % found.groupdict()
    return None


def in_words(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in the reader's language; the place stays as it is written in the input."""
    lang = language()
    if lang == "en":
        return tuple(problems)
    found = []
    for each in problems:
        wrong = _told(each.wrong)
        if wrong is None:
            found.append(Problem(each.place, remarks.said(each, lang), ""))
        else:
            found.append(Problem(each.place, wrong, _told(each.remedy) or each.remedy))
    return tuple(found)
