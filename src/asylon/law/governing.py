"""Which law governs a case: acts that bind the Member State, apply on the date, and cover the application.

Most files are governed by every act, and nothing here costs them anything. Where an act, or some of its articles, does not
govern, it is *shut* for the case with the reason: nothing of it enters the position, and the position says why not.
"""

from __future__ import annotations

import msgspec

from asylon.law.citations import Citation, Place, citations, cite
from asylon.law.provisions import Silence


class Shut(msgspec.Struct, frozen=True, kw_only=True):
    """Why an act, or some of its articles, does not govern a case.

    ``only`` names the articles that do not govern (none: the whole act), ``but`` those that do all the same, as citations
    (``APR 65-66``). ``question`` is what stays without an answer; ``cite`` and ``rules`` say by which article it is so.
    """

    act: str
    question: str
    silence: Silence
    cite: str
    rules: tuple[str, ...]
    only: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    hangs_on: tuple[str, ...] = ()

    def covers(self, citation: Citation) -> bool:
        """Whether a place in an act is shut."""
        if citation.act != self.act:
            return False
        place = Place.of(citation)

        def lies_in(texts: tuple[str, ...]) -> bool:
            return any(place.lies_under(Place.of(cite(text))) for text in texts)

        return not lies_in(self.but) and (not self.only or lies_in(self.only))


class Governing:
    """The acts that do not govern one case, each with why; ``met`` are those that would have had something to say."""

    __slots__ = ("_found", "_shut", "met")

    def __init__(self) -> None:
        self._shut: list[Shut] = []
        self._found: dict[str, Shut | None] = {}
        self.met: list[Shut] = []

    def shut(self, why: Shut) -> None:
        """An act, or some of its articles, does not govern."""
        self._shut.append(why)
        self._found.clear()

    def why_not(self, cite: str) -> Shut | None:
        """Why the provision at a citation (the first of several) does not govern; None where it does."""
        if cite in self._found:
            return self._found[cite]
        given = citations(cite)
        found = None
        if given:
            found = next((item for item in self._shut if item.covers(given[0])), None)
        self._found[cite] = found
        return found

    def keeps_out(self, cite: str) -> bool:
        """Whether the provision at a citation does not govern; the act is then among those met."""
        found = self.why_not(cite)
        if found is None:
            return False
        if found not in self.met:
            self.met.append(found)
        return True
