"""Cells: the text of a table's cell as the value that a field of a fact takes."""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

_TRUTH = {"true": True, "yes": True, "ja": True, "1": True, "false": False, "no": False, "nee": False, "0": False}


def plain_type(annotated: Any) -> Any:
    """The type that a cell must become: the part of ``X | None`` or ``Annotated[X, …]`` that is no None."""
    if get_origin(annotated) is Annotated:
        return plain_type(get_args(annotated)[0])
    if get_origin(annotated) in (Union, types.UnionType):
        return plain_type(next(part for part in get_args(annotated) if part is not type(None)))
    return annotated


@lru_cache(maxsize=1024)
def types_of(kind: type) -> Mapping[str, Any]:
    """The plain type of each field of a kind of fact or circumstance."""
    return {name: plain_type(hint) for name, hint in get_type_hints(kind, include_extras=True).items()}


def typed(wanted: Any, cell: str) -> Any:
    """A cell as the value that JSON would hold. What does not fit stays text, so that reading it tells the place."""
    if wanted is bool:
        return _TRUTH.get(cell.lower(), cell)
    if wanted in (int, float):
        try:
            return wanted(cell)
        except ValueError:
            return cell
    if get_origin(wanted) is dict:
        try:
            return json.loads(cell)
        except ValueError:
            return cell
    if get_origin(wanted) is tuple:
        return [part.strip() for part in cell.split("|")]
    return cell
