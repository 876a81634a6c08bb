"""Dependent persons and discretion (Regulation (EU) 2024/1351, Articles 34 and 35): clauses beside the criteria.

They do not stand in the order of Article 24(1): a dependency is decided apart from it, and discretion departs from it.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import (
    ApplicationRegistered,
    DecisionTaken,
    FamilyMemberLocated,
    TakeChargeReceived,
    TakeChargeReplied,
    TakeChargeRequested,
    Transferred,
)
from asylon.law.facts.determination import DependencyEstablished
from asylon.law.position import Reason
from asylon.law.provisions import Silence, declare, judgement, permission, prohibition
from asylon.law.responsibility.ammr_24_33_criteria import excluded
from asylon.law.responsibility.ammr_36_38_procedure import RECEIPT, REQUESTED, acts, follows, limit, responsible_by
from asylon.law.responsibility.ammr_37_cessation import first_registration, taking_back
from asylon.law.tables import DecisionTable, Row, register_table, yes_no

# --- Article 34 ----------------------------------------------------------------------------------------------------

EXCEPTION = judgement(
    "exception-to-keeping-dependants-together", "responsibility", ("K-13",), "AMMR 34(1)", "responsibility_unit",
    "Is there an exceptional reason not to keep or bring the dependent persons together?",
    "Is er een uitzonderlijke reden om de afhankelijke personen niet bijeen te houden of te brengen?",
)  # fmt: skip
DEPENDANTS_APART = declare(
    Silence(
        id="dependants-in-several-states",
        block="responsibility",
        rules=("K-13",),
        cite="AMMR 34(2)",
        words=Bilingual(
            "Dependencies lead to several Member States, and the article does not choose between them.",
            "Afhankelijkheden leiden naar meerdere lidstaten, en het artikel kiest er niet tussen.",
        ),
    )
)

DEPENDENT = register_table(
    DecisionTable(
        name="dependent-persons",
        question=Bilingual(
            "Which Member State does a dependency lead to?", "Naar welke lidstaat leidt een afhankelijkheid?"
        ),
        inputs=(
            yes_no("legally_resident", "child, sibling or parent legally resident", "kind, broer, zus of ouder legaal verblijvend", open_=True),
            yes_no("existed_before_arrival", "family ties before the arrival", "gezinsband voor de aankomst", open_=True),
            yes_no("able_to_care", "able to take care of the dependent person", "kan voor de afhankelijke persoon zorgen", open_=True),
            yes_no("dependency_desire", "desire expressed in writing", "wens schriftelijk geuit", open_=True),
            yes_no("resides_here", "resident where the applicant is present", "verblijft waar de verzoeker aanwezig is"),
            yes_no("health_prevents_travel", "health prevents travel for a significant time", "gezondheid belet reizen gedurende lange tijd"),
        ),
        outcomes={
            "none": Bilingual("the clause does not apply", "de bepaling geldt niet"),
            "kept": Bilingual("kept together where they are (34(1))", "bijeengehouden waar zij zijn (34(1))"),
            "present": Bilingual("where the applicant is present (34(2))", "waar de verzoeker aanwezig is (34(2))"),
            "joined": Bilingual("where that person resides (34(2))", "waar die persoon verblijft (34(2))"),
        },
        hit_policy="first",
        rows=(
            Row("not-resident", {"legally_resident": False}, "none", ("K-13",), "AMMR 34(1)"),
            Row("later-ties", {"existed_before_arrival": False}, "none", ("K-13",), "AMMR 34(1)"),
            Row("unable", {"able_to_care": False}, "none", ("K-13",), "AMMR 34(1)"),
            Row("no-desire", {"dependency_desire": False}, "none", ("K-13",), "AMMR 34(1)"),
            Row("kept", {"resides_here": True}, "kept", ("K-13",), "AMMR 34(1)"),
            Row("health", {"health_prevents_travel": True}, "present", ("K-13",), "AMMR 34(2)"),
            Row("joined", {}, "joined", ("K-13",), "AMMR 34(2)"),
        ),
    )
)  # fmt: skip


def dependants(case: Case) -> None:
    """Dependency between the applicant and a child, sibling or parent who resides legally in a Member State."""
    if case.findings.get("decided") or case.findings.get("child") or taking_back(case):
        return
    if first_registration(case) is None:
        return
    out = excluded(case)
    found: dict[str, tuple[Reason, ...]] = {}
    for fact in case.all(DependencyEstablished):
        decided = case.decide(
            DEPENDENT,
            {
                "legally_resident": fact.legally_resident,
                "existed_before_arrival": fact.existed_before_arrival,
                "able_to_care": fact.able_to_care,
                "dependency_desire": fact.written_desire,
                "resides_here": fact.located_in == case.state,
                "health_prevents_travel": fact.health_prevents_travel,
            },
            known_as={"dependency_desire": "written_desire"},
        )
        if decided is None or decided[0] == "none":
            continue
        state = fact.located_in if decided[0] == "joined" else case.state
        if state not in out:
            found.setdefault(state, decided[1])
    if len(found) > 1:
        case.responsible = None
        case.silent("responsible", DEPENDANTS_APART)
        return
    for state, why in found.items():
        case.stand(case.judgements, EXCEPTION, why)
        responsible_by(case, state, why, why[0].cite, settled=False)


chapter(626, single=dependants, when=(DependencyEstablished,))

# --- Article 35 ----------------------------------------------------------------------------------------------------

DISCRETION = permission(
    "apply-discretionary-clause", "responsibility", ("K-14",), "AMMR 35(1)",
    "decide to examine the application here, although another Member State is indicated",
    "besluiten het verzoek hier te behandelen, hoewel een andere lidstaat is aangewezen",
    records="responsibility_assumed",
)  # fmt: skip
HUMANITARIAN = permission(
    "request-on-humanitarian-grounds", "responsibility", ("K-14",), "AMMR 35(2)",
    "request another Member State to take charge in order to bring family together, with the written consent of those concerned and before a first decision on the substance",
    "een andere lidstaat om overname verzoeken om familie bijeen te brengen, met schriftelijke instemming van betrokkenen en voor een eerste inhoudelijke beslissing",
    records="take_charge_requested",
)  # fmt: skip
TOO_LATE = prohibition(
    "no-humanitarian-request-after-decision", "responsibility", ("K-14",), "AMMR 35(2)",
    "no request on humanitarian grounds after the first decision on the substance, or without written consent",
    "geen verzoek om humanitaire redenen na de eerste inhoudelijke beslissing, of zonder schriftelijke instemming",
)  # fmt: skip
NO_SILENT_CONSENT = prohibition(
    "no-acceptance-by-silence-on-humanitarian-request", "responsibility", ("K-14",), "AMMR 35(2)",
    "silence on a request on humanitarian grounds is no acceptance; a refusal states its reasons",
    "stilzwijgen op een verzoek om humanitaire redenen is geen aanvaarding; een weigering vermeldt redenen",
)  # fmt: skip
REPLY = limit(
    "humanitarian-reply", ("K-14",), "AMMR 35(2)", REQUESTED,
    Bilingual("reply to the request on humanitarian grounds", "op het verzoek om humanitaire redenen antwoorden"),
    Bilingual("the receipt of the request", "de ontvangst van het verzoek"),
    Bilingual("The reply stays due; silence is no acceptance.", "Het antwoord blijft verschuldigd; stilzwijgen is geen aanvaarding."),
    records="take_charge_replied",
)  # fmt: skip

MAY_ASK = register_table(
    DecisionTable(
        name="humanitarian-request",
        question=Bilingual(
            "May another Member State be requested on humanitarian grounds?",
            "Mag een andere lidstaat om humanitaire redenen worden verzocht?",
        ),
        inputs=(
            yes_no(
                "first_decision",
                "a first decision on the substance was taken",
                "er is een eerste inhoudelijke beslissing",
            ),
            yes_no(
                "consent",
                "written consent of the persons concerned",
                "schriftelijke instemming van betrokkenen",
                open_=True,
            ),
        ),
        outcomes={"may": Bilingual("yes", "ja"), "may_not": Bilingual("no", "nee")},
        hit_policy="first",
        rows=(
            Row("decided", {"first_decision": True}, "may_not", ("K-14",), "AMMR 35(2)"),
            Row("no-consent", {"consent": False}, "may_not", ("K-14",), "AMMR 35(2)"),
            Row("may", {}, "may", ("K-14",), "AMMR 35(2)"),
        ),
    )
)

_ON_SUBSTANCE = ("refugee_status", "subsidiary_protection", "unfounded", "manifestly_unfounded")


def humanitarian(case: Case) -> None:
    """A request on humanitarian grounds: when it may be made, its reply, and what acceptance means (35(2))."""
    registered = case.here(ApplicationRegistered)
    if registered is None:
        return
    decided = case.first(
        DecisionTaken,
        lambda fact: (
            fact.outcome in _ON_SUBSTANCE and fact.state in (case.state, "") and case.day(fact) >= case.day(registered)
        ),
    )
    source = acts(case, TakeChargeRequested)
    requested = source.last(TakeChargeRequested, lambda fact: fact.humanitarian)
    if requested is None:
        if case.has((FamilyMemberLocated, DependencyEstablished)):
            case.stand(
                case.permitted if decided is None else case.forbidden, HUMANITARIAN if decided is None else TOO_LATE
            )
        return
    early = decided is not None and decided.at.utc(case.zone) <= requested.at.utc(case.zone)
    found = case.decide(MAY_ASK, {"first_decision": early, "consent": requested.consent})
    if found is None:
        return
    if found[0] == "may_not":
        case.stand(case.forbidden, TOO_LATE, found[1])
        return
    received = acts(case, TakeChargeReceived).after(TakeChargeReceived, requested.at)
    replied = acts(case, TakeChargeReplied).after(TakeChargeReplied, requested.at)
    if received is None:
        if replied is None:
            case.silent("humanitarian-reply", RECEIPT, settle=("take_charge_received",))
    else:
        case.limit(REPLY, received, met=replied, state=requested.to, reasons=found[1])
    if replied is None:
        case.stand(case.forbidden, NO_SILENT_CONSENT)
    elif replied.accepted:
        case.findings["acceptance"] = replied.at
        case.findings["acceptance_fact"] = replied
        case.findings["other_state"] = requested.to
        case.findings["examined_elsewhere"] = True
        follows(case, "humanitarian_accepted", requested.to, "AMMR 35(2)")


def discretion(case: Case) -> None:
    """While another Member State is indicated, the own examination stays possible (35(1))."""
    if case.findings.get("examined_elsewhere") and not case.findings.get("shifted") and case.first(Transferred) is None:
        case.stand(case.permitted, DISCRETION)


chapter(640, single=humanitarian, when=(FamilyMemberLocated, DependencyEstablished, TakeChargeRequested))
chapter(647, single=discretion)
