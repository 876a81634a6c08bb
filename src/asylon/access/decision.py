"""Decisions: allowed, with what is visible, or refused, with the reason and what would help."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import msgspec

from asylon.access import restriction
from asylon.access.table import ACTIONS, ALL, PURPOSES, ROLES, SCOPES, Entry, entries
from asylon.law.citations import Bilingual
from asylon.law.facts import KINDS


class Who(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks: a sign-in name, its roles, and the authority it acts for (Member State and unit).

    ``person`` is, for an applicant, the person of the register (``<case>/<person of the file>``).
    """

    name: str
    roles: tuple[str, ...]
    state: str = ""
    unit: str = ""
    person: str = ""


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What is acted on. A list or a figure has none of this.

    ``state`` keeps the file, ``units`` have a task in it, ``minors`` is whether it holds an unaccompanied minor, ``persons``
    are the persons it is about, as the register knows them. ``restricted``: the processing of somebody's data in it is
    restricted; ``pending`` are the units with an open duty in it.
    """

    state: str = ""
    units: frozenset[str] = frozenset()
    minors: bool = False
    persons: frozenset[str] = frozenset()
    restricted: bool = False
    pending: frozenset[str] = frozenset()


class Allowed(msgspec.Struct, frozen=True, kw_only=True):
    """Allowed, by these lines of the table; ``groups`` and ``hidden`` say what of a file may be seen or recorded."""

    entries: tuple[Entry, ...]
    groups: frozenset[str]
    hidden: frozenset[str]
    scopes: frozenset[str]

    def shows(self, kind: str) -> bool:
        """Whether facts of a kind are visible, or may be recorded."""
        return ALL in self.groups or KINDS[kind].group in self.groups

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of facts that are visible, or may be recorded."""
        return _kinds(self.groups)

    def covers(self, block: str) -> bool:
        """Whether what the rules of a building block say of a file is visible."""
        return ALL in self.groups or block in self.groups or block in COMMON


@lru_cache(maxsize=256)
def _kinds(groups: frozenset[str]) -> frozenset[str]:
    return frozenset(kind for kind, known in KINDS.items() if ALL in groups or known.group in groups)


#: Blocks whose rules everybody sees who may read a file.
COMMON = frozenset({"general", "preparedness"})


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """Refused: why, in words for the one who asked, and what would help. It never tells whether a file exists."""

    why: Bilingual
    remedy: Bilingual


def decide(who: Who, action: str, purpose: str, subject: Subject | None = None) -> Allowed | Refused:
    """Whether ``who`` may do ``action`` for ``purpose`` to ``subject`` (None: to no file in particular, such as a list).

    All of the table's lines that fit add up. Raises ``KeyError`` for an action or purpose that does not exist.
    """
    if subject is not None and subject.restricted:
        answer = decide(who, action, purpose, msgspec.structs.replace(subject, restricted=False))
        # Who may not anyway learns that, and not that there is a restriction.
        if isinstance(answer, Refused) or restriction.permits(
            action, purpose, open_duty=bool(who.unit) and who.unit in subject.pending
        ):
            return answer
        return Refused(why=restriction.why_not(action, purpose), remedy=restriction.REMEDY)
    general = _at_all(who.roles, action, purpose)
    if subject is None or isinstance(general, Refused):
        return general
    fitting = tuple(entry for entry in general.entries if _within(who, entry.scope, subject))
    if fitting:
        return general if len(fitting) == len(general.entries) else _allowed(fitting)
    scopes = dict.fromkeys(entry.scope for entry in general.entries)
    words = ACTIONS[action]
    return Refused(
        why=Bilingual(
            f"Your role may {words.en} only within: {', '.join(SCOPES[name].en for name in scopes)}",
            f"Uw rol mag {words.nl} alleen binnen: {', '.join(SCOPES[name].nl for name in scopes)}",
        ),
        remedy=Bilingual(
            "This file lies outside, or does not exist. Ask the unit that handles it.",
            "Dit dossier ligt daarbuiten, of bestaat niet. Vraag de eenheid die het behandelt.",
        ),
    )


@lru_cache(maxsize=4096)
def _at_all(roles: tuple[str, ...], action: str, purpose: str) -> Allowed | Refused:
    """What these roles may do of an action for a purpose, wherever the table's lines reach."""
    of_action = [entry for entry in entries() if entry.action == action and entry.role in roles]
    words, wanted = ACTIONS[action], PURPOSES[purpose]
    if not of_action:
        able = dict.fromkeys(entry.role for entry in entries() if entry.action == action)
        return Refused(
            why=Bilingual(
                f"None of your roles ({_names(roles, 'en')}) may {words.en}",
                f"Geen van uw rollen ({_names(roles, 'nl')}) mag {words.nl}",
            ),
            remedy=Bilingual(
                f"It is open to: {_names(able, 'en')}. Ask your administrator if this is your work.",
                f"Dit is open voor: {_names(able, 'nl')}. Vraag uw beheerder als dit uw werk is.",
            ),
        )
    for_purpose = tuple(entry for entry in of_action if purpose in entry.purposes)
    if not for_purpose:
        possible = dict.fromkeys(name for entry in of_action for name in entry.purposes)
        return Refused(
            why=Bilingual(
                f"Your role may {words.en}, but not for: {wanted.en}",
                f"Uw rol mag {words.nl}, maar niet voor: {wanted.nl}",
            ),
            remedy=Bilingual(
                f"Say another purpose, if it is the true one: {', '.join(PURPOSES[name].en for name in possible)}.",
                f"Noem een ander doel, als dat het ware is: {', '.join(PURPOSES[name].nl for name in possible)}.",
            ),
        )
    return _allowed(for_purpose)


def _allowed(fitting: tuple[Entry, ...]) -> Allowed:
    """Allowed, by all of these lines together."""
    groups = frozenset(group for entry in fitting for group in entry.groups)
    # A field stays hidden only where every line that shows its fact hides it.
    hidden = frozenset.intersection(*(frozenset(entry.hidden) for entry in fitting))
    return Allowed(entries=fitting, groups=groups, hidden=hidden, scopes=frozenset(entry.scope for entry in fitting))


def visible(allowed: Allowed, kinds: Iterable[str]) -> tuple[str, ...]:
    """The kinds of facts among ``kinds`` that may be seen or recorded."""
    return tuple(kind for kind in kinds if allowed.shows(kind))


def _within(who: Who, scope: str, subject: Subject) -> bool:
    own_state = bool(who.state) and who.state == subject.state
    match scope:
        case "state":
            return own_state
        case "task":
            return own_state and bool(who.unit) and who.unit in subject.units
        case "minor":
            return own_state and subject.minors
        case "person":
            return bool(who.person) and who.person in subject.persons
    return False


def _names(roles: Iterable[str], lang: str) -> str:
    named = [ROLES[role][lang] if role in ROLES else role for role in roles]
    return ", ".join(named) or {"en": "none", "nl": "geen"}[lang]
