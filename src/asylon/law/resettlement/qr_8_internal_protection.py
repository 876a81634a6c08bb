"""Internal protection alternative (Regulation (EU) 2024/1347, Article 8)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts.protection import InternalProtectionExamined
from asylon.law.provisions import Block, judgement, permission, prohibition
from asylon.law.tables import DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "resettlement"

QUESTION = judgement(
    "internal-protection-alternative", _BLOCK, ("Q-10",), "QR 8(1); QR 8(3)", "determining_authority",
    "can it be shown that the applicant can safely and legally reach a part of the country, be let in, be expected to settle"
    " there and be safe there? The burden is on the authority",
    "kan worden aangetoond dat de verzoeker veilig en legaal een deel van het land kan bereiken, er wordt toegelaten, er"
    " redelijkerwijs kan vestigen en er veilig is? De bewijslast rust op de autoriteit",
    "internal_protection_examined",
)  # fmt: skip
CHILD = judgement(
    "internal-protection-of-minor", _BLOCK, ("Q-10",), "QR 8(6)", "determining_authority",
    "is sustainable and appropriate care and custody available there for the unaccompanied minor, in his or her best interests?",
    "is daar duurzame en passende zorg en voogdij voor de niet-begeleide minderjarige beschikbaar, in diens belang?",
    "internal_protection_examined",
)  # fmt: skip
NO_REFUSAL = prohibition(
    "no-refusal-for-internal-protection", _BLOCK, ("Q-10",), "QR 8",
    "protection may not be refused because of an internal protection alternative",
    "bescherming mag niet worden geweigerd wegens een binnenlands beschermingsalternatief",
)  # fmt: skip
MAY_REFUSE = permission(
    "rely-on-internal-protection", _BLOCK, ("Q-10",), "QR 8(1)",
    "rely on the internal protection alternative that the authority has shown to exist",
    "zich beroepen op het binnenlands beschermingsalternatief waarvan de autoriteit het bestaan heeft aangetoond",
)  # fmt: skip

ALTERNATIVE = register_table(
    DecisionTable(
        name="internal-protection",
        question=Bilingual(
            "Is an internal protection alternative shown to be available?",
            "Is aangetoond dat een binnenlands beschermingsalternatief bestaat?",
        ),
        inputs=(
            yes_no(
                "otherwise_qualifies",
                "the criteria would otherwise apply",
                "de criteria zouden overigens gelden",
                open_=True,
            ),
            yes_no(
                "state_is_actor",
                "the State or its agents are the actors",
                "de staat of zijn organen zijn de actoren",
                open_=True,
            ),
            yes_no(
                "actor_limited",
                "clearly established: actor or State limited to part of the country",
                "duidelijk vastgesteld: actor of staat beperkt tot een deel van het land",
            ),
            yes_no(
                "reachable", "safe and legal travel, and admittance", "veilige en legale reis, en toelating", open_=True
            ),
            yes_no(
                "settling_reasonable",
                "settling there can reasonably be expected",
                "vestiging is redelijkerwijs te verwachten",
                open_=True,
            ),
            yes_no(
                "safe_there",
                "no fear or risk there, or effective and lasting protection",
                "daar geen vrees of risico, of doeltreffende en duurzame bescherming",
                open_=True,
            ),
        ),
        outcomes={
            "not_examined": Bilingual(
                "not examined: the criteria are not met anyhow",
                "niet onderzocht: aan de criteria is hoe dan ook niet voldaan",
            ),
            "presumed_unavailable": Bilingual("presumed not available", "vermoed niet beschikbaar"),
            "unavailable": Bilingual("not available", "niet beschikbaar"),
            "available": Bilingual("shown to be available", "aangetoond beschikbaar"),
        },
        hit_policy="first",
        rows=(
            Row("criteria-not-met", {"otherwise_qualifies": False}, "not_examined", ("Q-10",), "QR 8(3)"),
            Row(
                "state", {"state_is_actor": True, "actor_limited": False}, "presumed_unavailable", ("Q-10",), "QR 8(2)"
            ),
            Row("not-reachable", {"reachable": False}, "unavailable", ("Q-10",), "QR 8(1)"),
            Row("not-reasonable", {"settling_reasonable": False}, "unavailable", ("Q-10",), "QR 8(1)"),
            Row("not-safe", {"safe_there": False}, "unavailable", ("Q-10",), "QR 8(1)"),
            Row("available", {}, "available", ("Q-10",), "QR 8(1)"),
        ),
    )
)


def examine(case: Case) -> None:
    """What the findings recorded lead to; what is not yet found stays a judgement of the authority."""
    findings = case.last(InternalProtectionExamined)
    if findings is None:
        return
    found = case.decide(
        ALTERNATIVE,
        {
            "otherwise_qualifies": findings.otherwise_qualifies,
            "state_is_actor": findings.state_is_actor,
            "actor_limited": findings.actor_limited,
            "reachable": findings.reachable,
            "settling_reasonable": findings.settling_reasonable,
            "safe_there": findings.safe_there,
        },
    )
    if found is None:
        case.stand(case.judgements, QUESTION)
        if case.unaccompanied and case.minor_on(case.today) is not False:
            case.stand(case.judgements, CHILD)
    elif found[0] == "available":
        case.stand(case.permitted, MAY_REFUSE, found[1])
    elif found[0] != "not_examined":
        case.stand(case.forbidden, NO_REFUSAL, found[1], cite=found[1][0].cite)


chapter(1008, single=examine, when=(InternalProtectionExamined,))
