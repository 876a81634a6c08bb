"""HTML put together in Python, for what stands on a page many times: quicker than a template, and escaped by its form.

A :class:`Form` is HTML with places (``{}``) for values. Every value is escaped, unless it is HTML made here already. So a text
of a person, a file or a form never becomes markup, whoever fills it in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from html import escape
from typing import Final
from urllib.parse import quote

from django.urls import get_script_prefix, reverse
from django.utils.safestring import SafeString

#: Stands for a value in an address while its pattern is found: both words and numbers may be written so.
_PLACE = "70707070{}"
#: What need not be written as a code in one part of an address (RFC 3986).
_PLAIN = "!$&'()*+,;=:@~"

#: Whether a text is written in an address as it stands, and is HTML as it stands.
BARE = re.compile(r"[A-Za-z0-9_.~-]+").fullmatch

NOTHING: Final = SafeString("")


class Form:
    """HTML with places for values; called with them it is filled in, each value escaped that is no HTML yet."""

    __slots__ = ("_fill",)

    def __init__(self, text: str) -> None:
        self._fill = text.format

    def __call__(self, *values: object) -> SafeString:
        return SafeString(self._fill(*[value if type(value) is SafeString else escape(str(value)) for value in values]))


def escaped(text: str) -> SafeString:
    """A text as HTML: for words that stand on a page many times, so that they are escaped once."""
    return SafeString(escape(text))


_OPTION, _CHOSEN = (Form(f'<option value="{{}}"{mark}>{{}}</option>') for mark in ("", " selected"))


def options(choices: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """What can be chosen (value, words), as the options of a list; one is chosen."""
    return joined((_CHOSEN if value == chosen else _OPTION)(value, words) for value, words in choices)


def joined(parts: Iterable[object], between: str = "") -> SafeString:
    """The parts one after the other, each escaped that is no HTML yet; ``between`` is HTML."""
    return SafeString(between.join([part if type(part) is SafeString else escape(str(part)) for part in parts]))  # type: ignore[misc]


def address(name: str, *values: object) -> str:
    """The address of a page by its name, as Django's ``reverse`` finds it, whose pattern is looked up once."""
    return way(name, len(values))(*values)


def way(name: str, places: int) -> Callable[..., str]:
    """What gives the address of a page by its name for so many values, where many of them are needed at once."""
    return _way(name, places, get_script_prefix())


@cache
def _way(name: str, places: int, prefix: str) -> Callable[..., str]:
    """The same for a place at which the desk is served."""
    pieces = _pieces(name, places)

    def written(*values: object) -> str:
        text = pieces[0]
        for value, piece in zip(values, pieces[1:], strict=True):
            part = str(value)
            # Numbers of cases and names of provisions, mostly: nothing in them need be written as a code.
            text += (part if BARE(part) else quote(part, safe=_PLAIN)) + piece
        return text

    return written


def _pieces(name: str, places: int) -> tuple[str, ...]:
    """An address in the pieces between its values."""
    marks = [_PLACE.format(place) for place in range(places)]
    rest = reverse(name, args=marks)
    pieces = []
    for mark in marks:
        piece, _, rest = rest.partition(mark)
        pieces.append(piece)
    return (*pieces, rest)
