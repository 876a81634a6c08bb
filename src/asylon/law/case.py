"""One person's case while its position is computed.

The chapters of the law read facts, circumstances and the book here, and leave duties, rights and reasons behind.
What is recorded, which law governs, what stands and what is due each have a module of their own below this one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from asylon.law.circumstances.known import Circumstances, midnight_after
from asylon.law.duties import Duties
from asylon.law.facts import Fact, FamilyLink
from asylon.law.files import effective
from asylon.law.governing import Governing
from asylon.law.position import Position, Responsible, Undetermined
from asylon.law.recorded import Happening
from asylon.law.standing import FACT_MISSING, Asked

#: What somebody is to the other person, where the link is recorded with the other one.
_MIRROR = {"child": "parent", "parent": "child", "responsible_adult": "charge", "charge": "responsible_adult"}


class Case(Duties):
    """The facts of one person and the position that grows from them.

    A Member State has a case too: its facts are the circumstances about it and about the Union, ``person`` its letters.
    """

    __slots__ = ("_links", "family", "findings", "responsible")

    def _begin(self) -> None:
        super()._begin()
        #: All persons of the file, this one among them.
        self.family: dict[str, Case] = {}
        self._links: list[tuple[str, str]] | None = None
        self.responsible: Responsible | None = None
        #: Findings that a later chapter of the same act needs (screening end, border route, acceptance …).
        self.findings: dict[str, Any] = {}

    def relatives(self, *relations: str) -> list[str]:
        """Persons of this file who are this person's parent, child, … (links are read in both directions)."""
        if self._links is None:
            self._links = self._linked()
        found = [person for relation, person in self._links if relation in relations]
        return list(dict.fromkeys(found)) if len(found) > 1 else found

    def _linked(self) -> list[tuple[str, str]]:
        """What others are to this person, and who: by the own links, then by those of the others in the file."""
        found: list[tuple[str, str]] = [
            (link.relation, link.other) for link in self.all(FamilyLink) if link.existed_before_arrival is not False
        ]
        for person, other in self.family.items():
            if person != self.person:
                found += [
                    (_MIRROR.get(link.relation, link.relation), person)
                    for link in other.all(FamilyLink)
                    if link.other == self.person
                ]
        return found

    def as_at(self, instant: datetime) -> Case:
        """The case as it stood at an earlier instant: what happened and was in force by then, nothing decided yet.

        For rules that look at the time of a decision. What follows from it turns nothing in this case.
        """
        known = self.circumstances.as_at(instant)
        facts = [fact for fact in self.facts if fact.at.utc(self.zone) <= known.now]
        earlier = Case(self.person, facts, self.state, instant, self.book, known)
        earlier.family = self.family
        earlier._governing, earlier._doubts = self._governing, self._doubts
        earlier._certain = earlier._certain and self._certain
        return earlier

    def finish(self) -> Position:
        """The position as it stands."""
        turns = self.circumstances.next_turn()
        if turns is not None:
            self.turn(turns)
        if self._governing is not None:
            self._leave_out(self._governing)
        if self._doubts and self.responsible is not None:
            self.responsible = msgspec.structs.replace(
                self.responsible, hangs_on=self.responsible.hangs_on + self._doubts.get("AMMR", ())
            )
        if self.responsible is not None and self.responsible.settled:
            # The procedure has settled what the criteria left open.
            self.undetermined = [item for item in self.undetermined if item.question != "responsible"]
        return Position(
            person=self.person,
            state=self.state,
            at=self.at,
            edition=self.book.edition,
            route=self.route,
            steps=tuple(self.steps),
            duties=tuple(self.duties),
            rights=tuple(self.rights),
            permitted=tuple(self.permitted),
            forbidden=tuple(self.forbidden),
            responsible=self.responsible,
            judgements=tuple(self.judgements),
            retention=tuple(self.retention),
            reasons=tuple(self.reasons),
            undetermined=tuple(self.undetermined),
            changes_on=self._changes,
        )

    def _leave_out(self, governing: Governing) -> None:
        """Nothing of an act that does not govern stays, and the position says why it does not."""
        if self.responsible is not None and not self.governs(self.responsible.cite):
            self.responsible = None
        self.reasons = [reason for reason in self.reasons if self.governs(reason.cite)]
        said: set[tuple[str, str]] = set()
        for shut in governing.met:
            if (shut.question, shut.silence.id) in said:
                continue
            said.add((shut.question, shut.silence.id))
            self.undetermined.append(
                Undetermined(
                    question=shut.question,
                    provision=shut.silence.id,
                    cite=shut.cite,
                    rules=shut.rules,
                    hangs_on=shut.hangs_on,
                )
            )


def ordered(facts: Sequence[Fact], in_zone: ZoneInfo) -> list[tuple[datetime, int, Fact]]:
    """Facts in order of time, each with its instant in UTC and its number in the order recorded, which settles ties.

    A day without time comes at its beginning.
    """
    return sorted([(fact.at.utc(in_zone), number, fact) for number, fact in enumerate(facts)])


__all__ = ["FACT_MISSING", "Asked", "Case", "Circumstances", "Happening", "effective", "midnight_after", "ordered"]
