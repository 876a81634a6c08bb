"""A person in a crisis: subject to instrumentalisation (CFMR 1(4)(b), 11(6))."""

from __future__ import annotations

from typing import Annotated

from asylon.law.facts.vocabulary import Fact, kind_of, told


@kind_of("Instrumentalisation examined", "Instrumentalisering onderzocht", "border", governed_by="CFMR")
class InstrumentalisationExamined(Fact, frozen=True, kw_only=True, tag="instrumentalisation_examined"):
    """Whether the person is among those whom the Council decision identifies as instrumentalised (CFMR 4(5)(c))."""

    subject: Annotated[bool, told("subject to instrumentalisation", "geïnstrumentaliseerd")]
