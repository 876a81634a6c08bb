"""Fills the demonstration's register with fictional persons: once, and on from where it was stopped."""

from __future__ import annotations

import json
from pathlib import Path

from asylon.cli.progress import progress
from asylon.demonstration import circumstances, generate
from asylon.register import Register, bulk_import

#: Says that the demonstration is complete, and how large it is.
COMPLETE = "demonstration.json"
PERSONS = 5000
STATE = "NL"
ACTOR, UNIT, PURPOSE = "demonstration", "demonstration", "fictional demonstration"


def fill(register: Register, persons: int = PERSONS) -> int:
    """Take in the fictional files where they are missing. Returns how many files were added.

    Stopped half-way, it leaves whole files only, and goes on at the next start.
    """
    marker: Path = register.folder / COMPLETE
    if marker.exists():
        return 0
    if not register.circumstances():
        register.record_circumstance(*circumstances(), actor=ACTOR, unit=UNIT, purpose=PURPOSE)
    files = list(generate(persons=persons))
    with progress("files", len(files), before="fictional persons") as told:
        done = bulk_import(register, files, state=STATE, actor=ACTOR, unit=UNIT, purpose=PURPOSE, progress=told)
    marker.write_text(json.dumps({"files": len(files), "persons": persons, "fictional": True}), encoding="utf-8")
    return done.cases
