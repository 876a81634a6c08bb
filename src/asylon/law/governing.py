"""Which law governs a case: acts that bind the Member State, apply on the date, and cover the application.

Most files are governed by every act, and nothing here costs them anything. Where an act, or some of its articles, does not
govern, it is *shut* for the case with the reason: nothing of it enters the position, and the position says why not.
"""

from __future__ import annotations

from datetime import date, datetime, time

import msgspec

from asylon.law.book import DATE_QUESTION
from asylon.law.citations import Bilingual, Citation, Place, citations, cite
from asylon.law.position import Undetermined
from asylon.law.provisions import Silence, declare
from asylon.law.recorded import Happening, Recorded

BEGAN_BEFORE = declare(
    Silence(
        id="began-before-application",
        block="general",
        rules=("T-6",),
        cite="1182/71 4(2)",
        words=Bilingual(
            "Something began before this act applied: the law of that time governs it, which is not modelled.",
            "Iets begon voordat deze handeling van toepassing was: daarop is het recht van toen van toepassing, dat niet is"
            " gemodelleerd.",
        ),
    )
)


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


class Governed(Recorded):
    """A record with the acts that govern it: what none of them covers says so instead of being applied."""

    __slots__ = ("_certain", "_doubts", "_governing", "undetermined")

    def _begin(self) -> None:
        super()._begin()
        self.undetermined: list[Undetermined] = []
        self._governing: Governing | None = None
        self._doubts: dict[str, tuple[str, ...]] = {}
        #: Nothing that began today or holds now can hang on whether an act governs.
        self._certain = self.today >= self.book.undisputed

    def shut(self, why: Shut, *, always: bool = False) -> None:
        """An act, or some of its articles, does not govern this case; ``always``: say so even if it is not met again."""
        if self._governing is None:
            self._governing = Governing()
        self._governing.shut(why)
        if always:
            self._governing.met.append(why)

    def governs(self, cite: str) -> bool:
        """Whether the provision at a citation governs this case; where it does not, the position says why."""
        return self._governing is None or not self._governing.keeps_out(cite)

    def shut_by(self, cite: str) -> Shut | None:
        """Why the provision at a citation does not govern this case; None where it does."""
        return self._governing.why_not(cite) if self._governing is not None else None

    def applies(self, cite: str) -> bool:
        """Whether the provision at a citation applies now: some provisions apply later, or earlier, than their act."""
        return self.today >= self.book.applies_from(cite)

    def covers(self, cite: str, happened: Happening) -> bool:
        """Whether the provision at a citation governs what happened: the act governs, and applied by then."""
        return self.governs(cite) and not self._began_before(cite, self.day(happened))

    def doubt(self, act: str, question: str) -> None:
        """That an act governs this case hangs on an open question."""
        self._doubts[act] = (*self._doubts.get(act, ()), question)
        self._certain = False

    def _doubted(self, cite: str, day: date) -> tuple[str, ...]:
        """The open questions on which it hangs whether an act governs what began on a day."""
        if not self._doubts and day >= self.book.undisputed:
            return ()
        act = cite.partition(" ")[0]
        found = self._doubts.get(act, ())
        if found or not self.book.disputed(act, day):
            return found
        if day == self.today:
            # What holds today hangs on the disputed date only until that date is behind us.
            self.turn(datetime.combine(self.book.undisputed, time.min, tzinfo=self.zone))
        return (DATE_QUESTION,)

    def _began_before(self, cite: str, day: date) -> bool:
        """Whether something began before the act that it would fall under applied; the position then says so."""
        if day >= self.book.applies_from(cite):
            return False
        act = cite.partition(" ")[0]
        application = self.book.applications[act]
        question = f"law:{act}"
        if all(item.question != question for item in self.undetermined):
            self.undetermined.append(
                Undetermined(
                    question=question,
                    provision=BEGAN_BEFORE.id,
                    cite=application.cite,
                    rules=(application.rule, *BEGAN_BEFORE.rules),
                    hangs_on=self._doubted(cite, day),
                )
            )
        return True
