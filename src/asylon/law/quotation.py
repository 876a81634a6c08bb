"""Quotation: how a value that stands in an input is shown in a message."""

from __future__ import annotations

import json
from collections.abc import Mapping

#: So many characters are shown.
_LENGTH = 60


def quoted(value: object) -> str:
    """A value as it stands in an input, shortened: text between quotation marks, the rest as JSON has it."""
    if isinstance(value, str):
        return f"“{_short(''.join(letter if letter.isprintable() else '·' for letter in value[: _LENGTH + 1]))}”"
    if isinstance(value, (Mapping, list, tuple)):
        return "{…}" if isinstance(value, Mapping) else "[…]"
    try:
        return _short(json.dumps(value, ensure_ascii=False, default=str))
    except ValueError:  # a number of more digits than are written out
        return "…"


def _short(text: str) -> str:
    return text if len(text) <= _LENGTH else text[: _LENGTH - 1] + "…"
