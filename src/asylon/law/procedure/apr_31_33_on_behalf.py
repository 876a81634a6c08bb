"""Applications on behalf of others (Regulation (EU) 2024/1348, Articles 31 to 33)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import ApplicationLodged, ApplicationMade, ApplicationWithdrawn
from asylon.law.facts.guarantees import LegalCapacityEstablished
from asylon.law.procedure.apr_8_10_guarantees import pending
from asylon.law.provisions import Block, judgement, obligation, permission, right
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "procedure"

OWN_NAME = right(
    "minor-lodges-in-own-name", _BLOCK, ("A-9", "A-10"), "APR 32(1); APR 33(1)",
    "has legal capacity under national law and lodges in his or her own name",
    "is handelingsbekwaam volgens nationaal recht en dient op eigen naam in",
)  # fmt: skip
FOR_ADULT = permission(
    "responsible-adult-lodges-for-dependent-adult", _BLOCK, ("A-10",), "APR 31(1)",
    "the adult responsible makes and lodges the application for the dependent adult, who is present unless unable or unfit",
    "de verantwoordelijke volwassene doet het verzoek voor de afhankelijke volwassene en dient het in, in diens aanwezigheid tenzij dat niet kan",
    "application_lodged",
)  # fmt: skip
FOR_CHILD = permission(
    "responsible-adult-lodges-for-minor", _BLOCK, ("A-10",), "APR 32(1)",
    "a parent or another responsible adult lodges for the minor without legal capacity, who is present unless unable or unfit",
    "een ouder of andere verantwoordelijke volwassene dient in voor de handelingsonbekwame minderjarige, in diens aanwezigheid tenzij dat niet kan",
    "application_lodged",
)  # fmt: skip
FOR_UNACCOMPANIED = obligation(
    "representative-lodges-for-minor", _BLOCK, ("A-9",), "APR 33(1)", "representative",
    ("lodge the application for the unaccompanied minor, within the ordinary limit and in his or her best interests",
     "het verzoek voor de niet-begeleide minderjarige indienen, binnen de gewone termijn en in diens belang"),
    ("A limit missed by the representative cannot be laid at the minor's door as a refusal to lodge.",
     "Een door de vertegenwoordiger gemiste termijn is geen weigering van de minderjarige om in te dienen."),
)  # fmt: skip
CAPACITY = judgement(
    "legal-capacity-of-minor", _BLOCK, ("A-9", "A-10"), "APR 32(1); APR 33(1)", "determining_authority",
    "Does the minor have legal capacity under national law, so that he or she lodges in person?",
    "Is de minderjarige volgens nationaal recht handelingsbekwaam, zodat hij of zij zelf indient?",
    "legal_capacity_established",
)  # fmt: skip

WHO_LODGES = register_table(
    DecisionTable(
        name="who-lodges",
        question=Bilingual("Who lodges the application?", "Wie dient het verzoek in?"),
        inputs=(
            Choice(
                "person", ("adult", "accompanied_minor", "unaccompanied_minor"), label=Bilingual("person", "persoon")
            ),
            yes_no("capable", "has legal capacity under national law", "is handelingsbekwaam volgens nationaal recht", open_=True),
        ),
        outcomes={
            "own_name": Bilingual("the person", "de persoon zelf"),
            "responsible_adult": Bilingual("the adult responsible", "de verantwoordelijke volwassene"),
            "parent": Bilingual("a parent or other adult responsible", "een ouder of andere verantwoordelijke volwassene"),
            "representative": Bilingual("the representative or the provisionally assisting person", "de vertegenwoordiger of de voorlopig bijstaande persoon"),
        },
        hit_policy="first",
        rows=(
            Row("capable", {"capable": True}, "own_name", ("A-9", "A-10"), "APR 32(1); APR 33(1)"),
            Row("dependent-adult", {"person": "adult"}, "responsible_adult", ("A-10",), "APR 31(1)"),
            Row("accompanied", {"person": "accompanied_minor"}, "parent", ("A-10",), "APR 32(1)"),
            Row("unaccompanied", {"person": "unaccompanied_minor"}, "representative", ("A-9",), "APR 33(1)"),
        ),
    )
)  # fmt: skip


def examine(case: Case) -> None:
    """Who lodges for a minor, or for an adult whose capacity was looked at."""
    made = pending(case)
    if made is None or case.first(ApplicationWithdrawn) is not None:
        return
    minor = case.minor_on(case.today)
    capacity = case.last(LegalCapacityEstablished)
    if not minor and capacity is None:
        return
    lodged = case.after(ApplicationLodged, made.at)
    if capacity is None:
        if lodged is None:
            case.stand(case.judgements, CAPACITY)
        return
    person = (
        None
        if minor is None
        else "adult"
        if not minor
        else "unaccompanied_minor"
        if case.unaccompanied
        else "accompanied_minor"
    )
    found = case.decide(WHO_LODGES, {"person": person, "capable": capacity.capable}, known_as={"person": "born"})
    if found is None:
        return
    outcome, why = found
    if outcome == "representative":
        by = lodged if lodged is not None and lodged.lodged_by in ("representative", "provisional_person") else None
        case.oblige(FOR_UNACCOMPANIED, why, met=by)
    elif lodged is not None:
        return
    elif outcome == "own_name" and minor:
        case.stand(case.rights, OWN_NAME, why)
    elif outcome == "responsible_adult":
        case.stand(case.permitted, FOR_ADULT, why)
    elif outcome == "parent":
        case.stand(case.permitted, FOR_CHILD, why)


chapter(431, single=examine, when=(ApplicationMade,))
