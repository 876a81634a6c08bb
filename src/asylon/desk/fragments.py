"""Fragments of a page that are put together once: the frame, which is nearly the same on every page.

``{% fragment "head" a b varying x y %}…{% endfragment %}`` is rendered once for each ``a`` and ``b``, and kept with empty places for
``x`` and ``y``, which every page fills with its own, escaped. A fragment holds nothing but what stands between its tags and
follows from ``a`` and ``b``: whoever adds a variable to it adds it to the tag, on one side or the other. ``x`` and ``y`` may only be
shown, not asked for by an ``if``: while the fragment is made they are marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

#: So many are kept for one place in a template before it starts afresh.
KEPT = 512
#: Marks are of letters that mean nothing to anybody, in HTML or elsewhere (a private use area of Unicode).
_MARK = "\ue000{}\ue001"
_MARKS = re.compile("\ue000([0-9]+)\ue001")


class Fragment(Node):
    """Renders its nodes once for each key, and fills in what varies."""

    def __init__(self, nodelist: NodeList, key: Sequence[FilterExpression], varying: Sequence[str]) -> None:
        self.nodelist = nodelist
        self._key = key
        self._varying = varying
        self._kept: dict[tuple[Any, ...], tuple[str | int, ...]] = {}

    def get_nodes_by_type(self, nodetype: Any) -> list[Node]:
        """The fragment itself: it holds no block that another template could fill, so nobody looks into it."""
        return [self] if isinstance(self, nodetype) else []

    def render(self, context: Context) -> SafeString:
        """The fragment, with what varies in its places."""
        key = (get_language(), *(part.resolve(context) for part in self._key))
        pieces = self._kept.get(key)
        if pieces is None:
            pieces = self._pieces(context)
            if len(self._kept) >= KEPT:
                self._kept.clear()
            self._kept[key] = pieces
        values = [conditional_escape(context.get(name, "")) for name in self._varying]
        return SafeString("".join([piece if isinstance(piece, str) else values[piece] for piece in pieces]))

    def _pieces(self, context: Context) -> tuple[str | int, ...]:
        """The fragment in pieces: texts, and the places of what varies."""
        marks = {name: _MARK.format(place) for place, name in enumerate(self._varying)}
        with context.push(**marks):
            parts = _MARKS.split(self.nodelist.render(context))
        return tuple(int(part) if place % 2 else part for place, part in enumerate(parts))


def fragment(parser: Parser, token: Token) -> Fragment:
    """The tag: its name in the template, what the fragment follows from, and after ``varying`` what is filled in."""
    _tag, _name, *words = token.split_contents()
    key, varying = words, []
    if "varying" in words:
        at = words.index("varying")
        key, varying = words[:at], words[at + 1 :]
    if not all(word.isidentifier() for word in varying):
        raise TemplateSyntaxError("what varies in a fragment is named plainly, without filters")
    nodelist = parser.parse(("endfragment",))
    parser.delete_first_token()
    return Fragment(nodelist, [parser.compile_filter(word) for word in key], varying)
