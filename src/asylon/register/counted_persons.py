"""What the persons of a file count for in the statistics: who they are, and what happened, by day, as the tables call it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

import msgspec

from asylon.law.facts import (
    ApplicationLodged,
    ApplicationMade,
    ApplicationRegistered,
    ApplicationWithdrawn,
    DecisionBecameFinal,
    DecisionTaken,
    Fact,
    PersonDescribed,
    TakeBackNotified,
    TakeBackReplied,
    TakeChargeReplied,
    TakeChargeRequested,
    Transferred,
)
from asylon.law.files import effective
from asylon.law.procedure.apr_67_remedies import WITHOUT_APPEAL
from asylon.register.casefiles import CaseState, restrictions

SEXES = {"female": "F", "male": "M", "unspecified": "UNK"}
#: Statelessness as the vocabulary writes it, and as the European tables do.
STATELESS = {"XX": "STLS"}
#: Decisions by outcome, as the European tables name them.
DECISIONS = {
    "refugee_status": "GENCONV",
    "subsidiary_protection": "SUB_PROT",
    "inadmissible": "REJECTED",
    "unfounded": "REJECTED",
    "manifestly_unfounded": "REJECTED",
}
UNKNOWN = "UNK"
#: The facts about a person in order, each with its day here.
Dated = Sequence[tuple[date, Fact]]


class CountedPerson(msgspec.Struct, frozen=True, array_like=True):
    """A person of a file as the statistics see it, without a name or a number.

    ``applications`` are registrations here, first (``FRST``) or subsequent (``SUBSEQ``); ``decisions`` those of first
    instance by outcome; ``turns`` the days from which an application is under examination here, or no longer; ``between``
    what passed between this and another Member State, ``OUT_`` where this one asks and transfers, ``IN_`` where it is asked and
    receives. ``restricted``: the data may not be processed for statistics now (GDPR 18).
    """

    citizen: str = UNKNOWN
    sex: str = UNKNOWN
    born: date | None = None
    restricted: bool = False
    applications: tuple[tuple[date, str], ...] = ()
    decisions: tuple[tuple[date, str], ...] = ()
    turns: tuple[tuple[date, bool], ...] = ()
    between: tuple[tuple[date, str, str], ...] = ()


def counted_persons(case: CaseState, *, state: str, zone: ZoneInfo) -> list[CountedPerson]:
    """The persons of a file as they count for ``state``, whose days are those of ``zone``."""
    present = effective(case.file)
    restricted = restrictions(present)
    persons: dict[str, list[Fact]] = {}
    for fact in present:
        persons.setdefault(fact.person, []).append(fact)
    return [_counted(facts, state, zone, person in restricted) for person, facts in persons.items()]


def _counted(facts: list[Fact], state: str, zone: ZoneInfo, restricted: bool) -> CountedPerson:
    told = [fact for fact in facts if type(fact) in _TOLD]
    told.sort(key=lambda fact: fact.at.instant(zone))
    dated = [(fact.at.day(zone), fact) for fact in told]
    citizen, sex, born = UNKNOWN, UNKNOWN, None
    for fact in told:
        if isinstance(fact, PersonDescribed):
            born = fact.born or born
            citizen = STATELESS.get(fact.nationality, fact.nationality) if fact.nationality else citizen
            sex = SEXES[fact.sex] if fact.sex else sex
    return CountedPerson(
        citizen, sex, born, restricted, _applications(dated, state), _decisions(dated, state), _turns(dated, state),
        _between(dated, state),
    )  # fmt: skip


def _applications(dated: Dated, state: str) -> tuple[tuple[date, str], ...]:
    """The registrations here (862/2007, 4(1)(a)): the first is a first application, unless what was then lodged is a
    subsequent one; each later one is subsequent."""
    found: list[tuple[date, str]] = []
    for day, fact in dated:
        if isinstance(fact, ApplicationRegistered) and fact.state == state:
            found.append((day, "SUBSEQ" if found else "FRST"))
        elif isinstance(fact, ApplicationLodged) and fact.subsequent and found:
            found[-1] = found[-1][0], "SUBSEQ"
    return tuple(found)


def _decisions(dated: Dated, state: str) -> tuple[tuple[date, str], ...]:
    return tuple(
        (day, DECISIONS.get(fact.outcome, "WITHDRAWN"))
        for day, fact in dated
        if isinstance(fact, DecisionTaken) and fact.state == state
    )


def _turns(dated: Dated, state: str) -> tuple[tuple[date, bool], ...]:
    return tuple((day, turn) for day, fact in dated if (turn := _turn(fact, state)) is not None)


def _turn(fact: Fact, state: str) -> bool | None:
    """Whether an application is under examination here from this fact on, or no longer; None where the fact changes nothing.

    It is from the making or the registration here, and from a transfer to here; it is not after a final decision, a
    decision against which no appeal lies, a withdrawal, and a transfer away.
    """
    if isinstance(fact, Transferred) and fact.to == state:
        return True
    if fact.state != state:
        return None
    if isinstance(fact, (ApplicationMade, ApplicationRegistered)):
        return True
    if isinstance(fact, (DecisionBecameFinal, ApplicationWithdrawn, Transferred)):
        return False
    return False if isinstance(fact, DecisionTaken) and fact.outcome in WITHOUT_APPEAL else None


def _between(dated: Dated, state: str) -> tuple[tuple[date, str, str], ...]:
    #: The last request of each kind, which a reply answers: which way it went, and the other State.
    asked: dict[str, tuple[str, str]] = {}
    return tuple((day, *found) for day, fact in dated if (found := _between_states(fact, state, asked)) is not None)


def _between_states(fact: Fact, state: str, asked: dict[str, tuple[str, str]]) -> tuple[str, str] | None:
    """What a fact between this State and another is counted as, and the other State."""
    if isinstance(fact, (TakeChargeRequested, TakeBackNotified)):
        kind = "TAKE_CHARGE" if isinstance(fact, TakeChargeRequested) else "TAKE_BACK"
        if fact.state == state:
            asked[kind] = "OUT", fact.to
        elif fact.to == state:
            asked[kind] = "IN", fact.state
        else:
            asked.pop(kind, None)
            return None
        way, other = asked[kind]
        return f"{way}_{kind}", other
    if isinstance(fact, (TakeChargeReplied, TakeBackReplied)):
        answered, agrees = (
            ("TAKE_CHARGE", fact.accepted) if isinstance(fact, TakeChargeReplied) else ("TAKE_BACK", fact.confirmed)
        )
        if answered not in asked:
            return None
        way, other = asked[answered]
        return f"{way}_{'ACCEPTED' if agrees else 'REFUSED'}", other
    if isinstance(fact, Transferred) and fact.to == state:
        known = [other for way, other in asked.values() if way == "IN"]
        return "IN_TRANSFERRED", fact.state if fact.state != state else known[-1] if known else ""
    return ("OUT_TRANSFERRED", fact.to) if isinstance(fact, Transferred) and fact.state == state else None


#: The kinds of facts that are looked at.
_TOLD = frozenset(
    {
        ApplicationLodged, ApplicationMade, ApplicationRegistered, ApplicationWithdrawn, DecisionBecameFinal, DecisionTaken,
        PersonDescribed, TakeBackNotified, TakeBackReplied, TakeChargeReplied, TakeChargeRequested, Transferred,
    }
)  # fmt: skip
