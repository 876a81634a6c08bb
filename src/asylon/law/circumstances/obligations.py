"""Duties with a date that an act names: that they were carried out."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from asylon.law.circumstances.vocabulary import Circumstance, circumstance_of
from asylon.law.facts.vocabulary import told


@circumstance_of("Duty with a date carried out", "Plicht met een datum uitgevoerd")
class ObligationCarriedOut(Circumstance, frozen=True, kw_only=True, tag="obligation_carried_out"):
    """``state`` (``EU``: an institution or agency) carried out a duty for which an act names the date.

    ``obligation`` is the duty's id; ``due`` the date it was done for, needed where it recurs; ``by`` who of several did
    it. With ``trace``, ``at`` is the latest day by which it must have been done, not the day itself.
    """

    obligation: Annotated[str, told("duty", "plicht", min_length=1)]
    due: Annotated[date | None, told("due on", "verschuldigd op")] = None
    by: Annotated[str, told("carried out by", "uitgevoerd door")] = ""
    trace: Annotated[bool, told("the day itself is not known", "de dag zelf is niet bekend")] = False
