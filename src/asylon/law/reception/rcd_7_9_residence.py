"""Where applicants may live (Directive (EU) 2024/1346, Articles 7 to 9)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances.reception import AreaAllocationRegulated
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts.reception import (
    AccommodationAllocated,
    AreaAllocated,
    AreaWithoutAccess,
    LeaveDecided,
    LeaveRequested,
    ResidenceOrdered,
    ResidenceOrderEnded,
    ResidenceOrderReviewed,
)
from asylon.law.provisions import Block, judgement, obligation, permission, prohibition, right
from asylon.law.reception.rcd_2_applicant import BEGINS, applicant_since
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "reception"

# RCD 7: free movement; allocation to accommodation without a decision.
MOVEMENT = right(
    "free-movement-of-applicant", _BLOCK, ("RC-4",), "RCD 7(1)",
    "free movement within the Member State", "vrij verkeer binnen de lidstaat",
)  # fmt: skip
SUBJECT_TO_RESIDENCE = permission(
    "conditions-subject-to-residence", _BLOCK, ("RC-4",), "RCD 7(4)",
    "make material conditions depend on actually living in the accommodation allocated; no decision is needed",
    "materiële voorzieningen laten afhangen van feitelijk verblijf in de toegewezen huisvesting; een besluit is niet nodig",
)  # fmt: skip

# RCD 8: a geographical area.
AREA = permission(
    "geographical-area", _BLOCK, ("RC-5",), "RCD 8(1)",
    "keep the applicant to the area allocated, for as long as the asylum procedure lasts",
    "de verzoeker tot het toegewezen gebied beperken, zolang de asielprocedure duurt",
)  # fmt: skip
NO_AREA = prohibition(
    "no-geographical-area", _BLOCK, ("RC-5",), "RCD 8",
    "the allocation to the area does not hold: a condition of Article 8 is missing",
    "de toewijzing aan het gebied geldt niet: een voorwaarde van artikel 8 ontbreekt",
)  # fmt: skip
GRANT_LEAVE = obligation(
    "grant-leave-of-area", _BLOCK, ("RC-5",), "RCD 8(5)", "reception_authority",
    ("grant permission to leave the area for a time", "toestemming geven om het gebied tijdelijk te verlaten"),
    ("A refusal can be appealed (RCD 29(1)).", "Tegen weigering staat beroep open (RCD 29(1))."),
)  # fmt: skip
NO_LEAVE_NEEDED = right(
    "appointment-without-permission", _BLOCK, ("RC-5",), "RCD 8(5); RCD 9(3)",
    "attend the appointment without permission, telling the authorities beforehand",
    "de afspraak zonder toestemming nakomen, met melding vooraf aan de autoriteiten",
)  # fmt: skip
LEAVE = judgement(
    "leave-of-place", _BLOCK, ("RC-5", "RC-6"), "RCD 8(5); RCD 9(3)", "reception_authority",
    "is leave granted on the merits of the individual case? A refusal states its reasons",
    "wordt verlof verleend naar de merites van het individuele geval? Een weigering wordt gemotiveerd",
    "leave_decided",
)  # fmt: skip

# RCD 9: a specific place.
PLACE = permission(
    "residence-in-specific-place", _BLOCK, ("RC-6",), "RCD 9(1)",
    "keep the applicant to the specific place, and make material conditions depend on living there",
    "de verzoeker tot de specifieke plaats beperken, en materiële voorzieningen van verblijf daar laten afhangen",
)  # fmt: skip
NO_PLACE = prohibition(
    "no-residence-in-specific-place", _BLOCK, ("RC-6",), "RCD 9(1)",
    "no restriction to a specific place: neither public order nor a risk of absconding makes it necessary",
    "geen beperking tot een specifieke plaats: openbare orde noch onderduikrisico maakt haar noodzakelijk",
)  # fmt: skip
REASONED = obligation(
    "reasoned-residence-order", _BLOCK, ("RC-6",), "RCD 9(5)", "reception_authority",
    ("give the decision in writing with its reasons, the way to challenge it and the consequences of breaching it",
     "het besluit schriftelijk geven met redenen, de weg om het aan te vechten en de gevolgen van overtreding"),
    ("A decision without reasons does not stand before a court.", "Een besluit zonder redenen houdt bij de rechter geen stand."),
)  # fmt: skip
REVIEW = obligation(
    "residence-order-review", _BLOCK, ("RC-6",), "RCD 9(5)", "court",
    ("review the decision of the court's own motion: it has applied for more than two months",
     "het besluit ambtshalve toetsen: het geldt langer dan twee maanden"),
    ("Without review, and without an appeal under Article 29, the restriction loses its safeguard.",
     "Zonder toetsing, en zonder beroep volgens artikel 29, verliest de beperking haar waarborg."),
)  # fmt: skip
ANNULLED = prohibition(
    "residence-order-not-upheld", _BLOCK, ("RC-6",), "RCD 9(5)",
    "the decision was not upheld: the applicant may not be kept to the place",
    "het besluit is niet in stand gelaten: de verzoeker mag niet tot de plaats worden beperkt",
)  # fmt: skip
AREA_TABLE = register_table(
    DecisionTable(
        name="geographical-area",
        question=Bilingual("Does the allocation to the area hold?", "Geldt de toewijzing aan het gebied?"),
        inputs=(
            Choice(
                "purpose", ("swift_processing", "geographic_distribution", "other"), label=Bilingual("purpose", "doel")
            ),
            yes_no("no_access", "no effective access to rights there", "daar geen daadwerkelijke toegang tot rechten"),
            yes_no("regulated", "laid down in law and announced", "in het recht geregeld en gemeld", open_=True),
        ),
        outcomes={
            "holds": Bilingual("it holds", "zij geldt"),
            "not_for_this": Bilingual("not for this purpose", "niet voor dit doel"),
            "ended": Bilingual("it no longer applies", "zij geldt niet meer"),
            "not_regulated": Bilingual("not before law and announcement", "niet voor wet en melding"),
        },
        hit_policy="first",
        rows=(
            Row("purpose", {"purpose": "other"}, "not_for_this", ("RC-5",), "RCD 8(2)"),
            Row("no-access", {"no_access": True}, "ended", ("RC-5",), "RCD 8(6)"),
            Row("not-regulated", {"regulated": False}, "not_regulated", ("RC-5",), "RCD 8(7)"),
            Row("holds", {}, "holds", ("RC-5",), "RCD 8(1)"),
        ),
    )
)
LEAVE_TABLE = register_table(
    DecisionTable(
        name="leave-of-area-or-place",
        question=Bilingual("May the applicant leave for a time?", "Mag de verzoeker tijdelijk weg?"),
        inputs=(
            Choice("kept_to", ("geographical_area", "specific_place"), label=Bilingual("kept to", "beperkt tot")),
            Choice(
                "reason",
                ("urgent_family", "medical_treatment", "appointment", "other"),
                label=Bilingual("reason", "reden"),
            ),
        ),
        outcomes={
            "grant": Bilingual("permission must be given", "toestemming moet worden gegeven"),
            "no_permission_needed": Bilingual("no permission is needed", "toestemming is niet nodig"),
            "judge": Bilingual("decided on the merits", "naar de merites beslist"),
        },
        rows=(
            Row(
                "appointment-area",
                {"kept_to": "geographical_area", "reason": "appointment"},
                "no_permission_needed",
                ("RC-5",),
                "RCD 8(5)",
            ),
            Row(
                "appointment-place",
                {"kept_to": "specific_place", "reason": "appointment"},
                "no_permission_needed",
                ("RC-6",),
                "RCD 9(3)",
            ),
            Row(
                "urgent",
                {"kept_to": "geographical_area", "reason": ("urgent_family", "medical_treatment")},
                "grant",
                ("RC-5",),
                "RCD 8(5)",
            ),
            Row("other-area", {"kept_to": "geographical_area", "reason": "other"}, "judge", ("RC-5",), "RCD 8(5)"),
            Row(
                "place",
                {"kept_to": "specific_place", "reason": ("urgent_family", "medical_treatment", "other")},
                "judge",
                ("RC-6",),
                "RCD 9(3)",
            ),
        ),
    )
)
ORDER = register_table(
    DecisionTable(
        name="residence-order",
        question=Bilingual(
            "May residence in a specific place be ordered?", "Mag verblijf op een specifieke plaats worden opgelegd?"
        ),
        inputs=(
            Choice("ground", ("public_order", "absconding_risk", "other"), label=Bilingual("ground", "grond")),
            yes_no(
                "necessary",
                "necessary and proportionate in this case",
                "in dit geval noodzakelijk en evenredig",
                open_=True,
            ),
        ),
        outcomes={
            "allowed": Bilingual("allowed", "toegestaan"),
            "not_allowed": Bilingual("not allowed", "niet toegestaan"),
        },
        hit_policy="first",
        rows=(
            Row("no-ground", {"ground": "other"}, "not_allowed", ("RC-6",), "RCD 9(1)"),
            Row("not-necessary", {"necessary": False}, "not_allowed", ("RC-6",), "RCD 9(4)"),
            Row("allowed", {}, "allowed", ("RC-6",), "RCD 9(1)"),
        ),
    )
)


def order_in_force(case: Case) -> ResidenceOrdered | None:
    """The residence order that applies now (RCD 9(1)): neither ended nor annulled."""
    order = case.last(ResidenceOrdered)
    if order is None or case.after(ResidenceOrderEnded, order.at) is not None:
        return None
    reviewed = case.after(ResidenceOrderReviewed, order.at)
    return None if reviewed is not None and not reviewed.upheld else order


def _area(case: Case) -> str:
    """RCD 8; returns what the applicant is kept to, if anything."""
    allocated = case.last(AreaAllocated)
    if allocated is None:
        return ""
    known = case.circumstances.known(AreaAllocationRegulated, case.state)
    in_force = case.circumstances.on(AreaAllocationRegulated, case.today, case.state)
    found = case.decide(
        AREA_TABLE,
        {
            "purpose": allocated.purpose,
            "no_access": case.after(AreaWithoutAccess, allocated.at) is not None,
            "regulated": bool(in_force) if known else None,
        },
        known_as={"regulated": "area_allocation_regulated"},
    )
    if found is None:
        return "geographical_area"
    if found[0] != "holds":
        case.stand(case.forbidden, NO_AREA, found[1], cite=found[1][0].cite)
        return ""
    case.stand(case.permitted, AREA, found[1])
    return "geographical_area"


def _place(case: Case) -> str:
    """RCD 9; returns what the applicant is kept to, if anything."""
    order = order_in_force(case)
    if order is None:
        annulled = case.last(ResidenceOrderReviewed)
        if annulled is not None and not annulled.upheld:
            case.stand(case.forbidden, ANNULLED)
        return ""
    found = case.decide(ORDER, {"ground": order.ground, "necessary": order.necessary})
    case.oblige(REASONED, met=order if order.reasoned else None)
    if found is not None and found[0] == "not_allowed":
        case.stand(case.forbidden, NO_PLACE, found[1], cite=found[1][0].cite)
        return ""
    if found is not None:
        case.stand(case.permitted, PLACE, found[1])
    # The two months are how long an order applies before a court looks at it of its own motion; no limit for an act.
    applied = case.count(order.at, "residence-order-review", Counting.REG_1182_71, roll=False)
    case.turn(applied.end)
    if applied.end <= case.now and case.provides("RCD 9(5)"):
        case.oblige(REVIEW, met=case.after(ResidenceOrderReviewed, order.at))
    return "specific_place"


def _leave(case: Case, kept_to: str) -> None:
    asked = case.last(LeaveRequested)
    if asked is None or not kept_to:
        return
    decided = case.after(LeaveDecided, asked.at)
    found = case.decide(LEAVE_TABLE, {"kept_to": kept_to, "reason": asked.reason})
    if found is None:
        return
    outcome, why = found
    if outcome == "grant":
        case.oblige(GRANT_LEAVE, why, met=decided if decided is not None and decided.granted else None)
    elif outcome == "no_permission_needed":
        case.stand(case.rights, NO_LEAVE_NEEDED, why)
    elif decided is None:
        case.stand(case.judgements, LEAVE, why)


def examine(case: Case) -> None:
    """Movement, area and place of an applicant."""
    if applicant_since(case) is None:
        return
    if case.last(AccommodationAllocated) is not None:
        case.stand(case.permitted, SUBJECT_TO_RESIDENCE)
    kept_to = _place(case) or _area(case)
    if not kept_to:
        case.stand(case.rights, MOVEMENT)
    _leave(case, kept_to)


chapter(307, single=examine, when=BEGINS)
