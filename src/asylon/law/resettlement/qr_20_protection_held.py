"""From when and until when protection is held (Regulation (EU) 2024/1347, Articles 3 and 20(2); 2024/1350, 9(15)).

The rights of Chapter VII run from the grant for as long as the status is held. A status granted on admission from a third
country takes effect once the person has entered.
"""

from __future__ import annotations

from typing import NamedTuple

from asylon.law.case import Case
from asylon.law.facts import DecisionNotified, DecisionTaken
from asylon.law.facts.person import CitizenshipAcquired
from asylon.law.facts.protection import ProtectionWithdrawn
from asylon.law.facts.protection_withdrawal import ProtectionEnded
from asylon.law.facts.resettlement import AdmissionStatusGranted, EnteredAfterAdmission
from asylon.law.facts.vocabulary import Fact

#: The facts without which nobody holds protection here.
GRANTS: tuple[type[Fact], ...] = (DecisionTaken, AdmissionStatusGranted)


class Protection(NamedTuple):
    """Protection held here: the status, the fact of the grant, the fact from which the permit's limit runs (or None)."""

    status: str
    granted: Fact
    notified: Fact | None

    @property
    def refugee(self) -> bool:
        """Whether it is refugee status; if not, subsidiary protection."""
        return self.status == "refugee_status"


def protection_held(case: Case) -> Protection | None:
    """The protection that the person holds in this Member State now; None where there is none, or no more.

    A grant before the Regulation applies is followed under the law of its time, and so gives None.
    """
    found: Protection | None = case.findings.get("protection_held")
    if "protection_held" not in case.findings:
        found = case.findings["protection_held"] = _find(case)
    return found


def _find(case: Case) -> Protection | None:
    held = _by_decision(case) or _on_admission(case)
    if held is None or case.day(held.granted) < case.book.applies["QR"]:
        return None
    if case.after(CitizenshipAcquired, held.granted.at) is not None:
        return None
    if (
        case.after(ProtectionWithdrawn, held.granted.at) is not None
        or case.after(ProtectionEnded, held.granted.at) is not None
    ):
        return None
    return held


def _by_decision(case: Case) -> Protection | None:
    granted = case.last(
        DecisionTaken,
        lambda fact: fact.outcome in ("refugee_status", "subsidiary_protection") and fact.state == case.state,
    )
    if granted is None:
        return None
    return Protection(granted.outcome, granted, case.after(DecisionNotified, granted.at))


def _on_admission(case: Case) -> Protection | None:
    granted = case.last(AdmissionStatusGranted, lambda fact: fact.status in ("refugee_status", "subsidiary_protection"))
    entered = case.first(EnteredAfterAdmission)
    if granted is None or entered is None:
        return None
    # URF 9(15): the decision has the effect of a grant only after the entry; the later of the two facts counts.
    effective = max((granted, entered), key=lambda fact: fact.at.utc(case.zone))
    return Protection(granted.status, effective, effective)
