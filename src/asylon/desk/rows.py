"""A row of the inbox in the reader's words."""

from __future__ import annotations

from typing import Any

from asylon.desk import persons
from asylon.desk.house import house
from asylon.desk.words import block_name, provision_citation, provision_words
from asylon.register import DutyRow


def duty_row(row: DutyRow, lang: str) -> dict[str, Any]:
    """The row as the pages show it."""
    opened = house()
    today = opened.register.now().astimezone(opened.book.zone(opened.state)).date()
    return {
        "number": row.number,
        "person": row.person,
        "provision": row.provision,
        "status": row.status,
        "due": row.by,
        "unit": row.unit,
        "summary": persons.words(row.about, today, opened.book, lang),
        "words": provision_words(row.provision, lang),
        "cite": provision_citation(row.provision),
        "block_name": block_name(row.block, lang),
    }
