"""What stands in a case: rights, permissions, prohibitions, judgements, steps and the route, with the rows that led there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from asylon.law.circumstances.known import midnight_after
from asylon.law.citations import Bilingual
from asylon.law.governing import Governed
from asylon.law.position import Reason, Standing, Undetermined
from asylon.law.provisions import Provision, Silence, declare
from asylon.law.tables import DecisionTable, Row, Undecided

#: So much that stands by a provision alone is remembered before the memory starts afresh.
_REMEMBERED = 100_000

FACT_MISSING = declare(
    Silence(
        id="fact-missing",
        block="general",
        rules=("T-8",),
        cite="1182/71 3",
        words=Bilingual(
            "A fact is missing on which the answer hangs.", "Er ontbreekt een feit waarvan het antwoord afhangt."
        ),
    )
)


class Asked(msgspec.Struct, frozen=True):
    """A decision table as it was asked: with which inputs and bounds, and the rows that could be reached."""

    table: DecisionTable
    inputs: Mapping[str, Any]
    bounds: Mapping[str, float] | None
    rows: tuple[Row, ...]


class Held(list[Standing]):
    """What stands of one sort, in order; asked for every right of every file, so it knows what it holds."""

    __slots__ = ("known",)
    #: What stands already: the id of a provision, with what it is about where it is about something.
    known: set[str | tuple[str, str]]

    @classmethod
    def nothing(cls) -> Held:
        """Nothing stands yet."""
        made = cls()
        made.known = set()
        return made

    def leave_out(self, provision: str) -> None:
        """It stands no longer, whatever it is about."""
        self[:] = [item for item in self if item.provision != provision]
        self.known = {(item.provision, item.about) if item.about else item.provision for item in self}


class Stands(Governed):
    """A governed record on which tables are asked, and what follows from them stands."""

    __slots__ = (
        "_route_rank", "asked", "forbidden", "judgements", "permitted", "reasons", "rights", "route", "steps",
    )  # fmt: skip

    def _begin(self) -> None:
        super()._begin()
        self.rights = Held.nothing()
        self.permitted = Held.nothing()
        self.forbidden = Held.nothing()
        self.judgements = Held.nothing()
        self.steps = Held.nothing()
        self.reasons: list[Reason] = []
        self.route: Standing | None = None
        self._route_rank = -1
        #: The tables as they were asked, where somebody wants to know why; not kept otherwise.
        self.asked: list[Asked] | None = None

    def decide(
        self,
        table: DecisionTable,
        inputs: Mapping[str, Any],
        *,
        bounds: Mapping[str, float] | None = None,
        known_as: Mapping[str, str] | None = None,
    ) -> tuple[str, tuple[Reason, ...]] | None:
        """Decide by a table; where facts are missing, note what would settle it and return None.

        ``known_as`` names the fact behind an input where that is another (the nationality behind a rate).
        """
        # The last row is the general rule; exceptions of other acts stand before it.
        if self._governing is not None and self._governing.keeps_out(table.rows[-1].cite):
            return None
        found = table.decide(inputs, bounds)
        if self.asked is not None:
            self.asked.append(Asked(table, dict(inputs), bounds, found.rows))
        if isinstance(found, Undecided):
            settle = tuple((known_as or {}).get(name, name) for name in found.settle)
            self.undetermined.append(
                Undetermined(
                    question=table.name,
                    provision=FACT_MISSING.id,
                    cite=table.rows[0].cite,
                    rules=table.rules,
                    settle=tuple(dict.fromkeys(settle)),
                    outcomes=found.outcomes,
                )
            )
            return None
        answer = found.answer
        self.reasons += answer[1]
        return answer

    def stand(
        self,
        kind: Held,
        provision: Provision,
        reasons: tuple[Reason, ...] = (),
        *,
        about: str = "",
        until: date | None = None,
        rules: tuple[str, ...] = (),
        cite: str = "",
    ) -> Standing:
        """Enter a right, permission, prohibition, judgement or step; ``until`` is the last day on which it holds."""
        if until is not None:
            self.turn(midnight_after(until, self.zone))
        doubts = () if self._certain else self._doubted(provision.cite, self.today)
        if about or until is not None or rules or cite or doubts:
            made = Standing(
                provision=provision.id,
                rules=provision.rules + rules,
                cite=cite or provision.cite,
                reasons=reasons,
                about=about,
                hangs_on=doubts,
                until=until,
            )
        else:
            place = (provision.id, id(reasons))
            plain = _PLAIN.get(place)
            made = plain if plain is not None and plain.reasons is reasons else _plain(provision, reasons)
        if self._governing is None or self.governs(provision.cite):
            key = (made.provision, about) if about else made.provision
            if key not in kind.known:
                kind.known.add(key)
                kind.append(made)
        return made

    def silent(self, question: str, silence: Silence, *, settle: tuple[str, ...] = (), cite: str = "") -> None:
        """Note that a question has no answer, because the law or its model is silent or a fact is missing."""
        if not self.governs(cite or silence.cite):
            return
        self.undetermined.append(
            Undetermined(
                question=question, provision=silence.id, cite=cite or silence.cite, rules=silence.rules, settle=settle
            )
        )

    def propose_route(
        self,
        rank: int,
        step: Provision,
        reasons: tuple[Reason, ...] = (),
        *,
        rules: tuple[str, ...] = (),
        cite: str = "",
    ) -> None:
        """Propose the route; the later stage (higher rank) wins, the earlier one stays visible as a step."""
        if not self.governs(step.cite):
            return
        made = Standing(provision=step.id, rules=step.rules + rules, cite=cite or step.cite, reasons=reasons)
        if rank > self._route_rank:
            passed, self.route = self.route, made
            self._route_rank = rank
        else:
            passed = made
        if passed is not None:
            self.steps.known.add(passed.provision)
            self.steps.append(passed)


#: What stands by a provision alone, by its id and its reasons: those that are made once stand made once.
_PLAIN: dict[tuple[str, int], Standing] = {}


def _plain(provision: Provision, reasons: tuple[Reason, ...]) -> Standing:
    """What stands by a provision alone, for these reasons; remembered, unless they were put together for this case."""
    made = Standing(provision=provision.id, rules=provision.rules, cite=provision.cite, reasons=reasons)
    if len(reasons) <= 1:
        if len(_PLAIN) >= _REMEMBERED:
            _PLAIN.clear()
        _PLAIN[provision.id, id(reasons)] = made
    return made
