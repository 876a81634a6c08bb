"""Public figures of Member States that calculations take, each with its source (``data/figures/sources.csv``)."""

from __future__ import annotations

import csv
import io
from datetime import date

from asylon.gazette.loading import data_text


def table_text(name: str) -> str:
    """The CSV text of a table of figures."""
    return data_text(f"figures/{name}.csv")


def published_capacity(on: date) -> dict[str, int]:
    """The adequate capacities published for the Member States that were found (unverified), in force on a day."""
    return {
        row["state"]: int(row["number"])
        for row in csv.DictReader(io.StringIO(table_text("adequate-capacity-published")))
        if date.fromisoformat(row["since"]) <= on <= date.fromisoformat(row["until"])
    }


def published_shares() -> dict[str, int]:
    """The relocations published for a few Member States in the pool of 2026 (unverified), to compare a key with."""
    rows = csv.DictReader(io.StringIO(table_text("reference-key-published")))
    return {row["state"]: int(row["relocations"]) for row in rows}
