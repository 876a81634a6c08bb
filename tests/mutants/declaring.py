"""What runs while the law is imported: it declares. Imported before the law.

A change to it comes too late to be seen; what it declares is data, and has mutants of its own.
"""

from __future__ import annotations

import sys
from types import CodeType
from typing import Any

RAN: set[CodeType] = set()


def _note(frame: Any, event: str, argument: Any) -> None:
    if event == "call":
        RAN.add(frame.f_code)


sys.setprofile(_note)
