"""Detention for return (Directive 2008/115/EC, Articles 15 to 18)."""

from __future__ import annotations

from asylon.law.border.rbpr_4_6_return_border_procedure import AtTheBorder, directive_applies, risks
from asylon.law.border.rbpr_5_detention import held_at
from asylon.law.case import Case
from asylon.law.circumstances.returns import DetentionEmergency
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts import Detained, FoundIllegallyStaying, Released, RightToRemainEnded, ScreeningEnded
from asylon.law.facts.determination import LeftTerritory
from asylon.law.facts.returns import RemovalProspectLost, ReturnDecisionIssued, ReturnDetentionProlonged
from asylon.law.moments import Moment
from asylon.law.periods import extend
from asylon.law.provisions import judgement, obligation, permission, prohibition, right, time_limit
from asylon.law.returns.rd_2_6_return_decision import Stay
from asylon.law.returns.rule_set import directive_chapter
from asylon.law.tables import Choice, DecisionTable, Row, register_table

GROUNDS = register_table(
    DecisionTable(
        name="return-detention",
        question=Bilingual("May the person be detained for return?", "Mag de persoon voor terugkeer in bewaring worden gehouden?"),
        inputs=(
            Choice("prospect_lost", closed=True, label=Bilingual("no reasonable prospect of removal", "geen redelijk vooruitzicht op verwijdering")),
            Choice("risk_of_absconding", closed=True, label=Bilingual("risk of absconding", "risico op onderduiken")),
            Choice("hampering", closed=True, label=Bilingual("avoids or hampers return", "ontwijkt of belemmert terugkeer")),
        ),
        outcomes={
            "may": Bilingual("may be detained, if nothing less suffices", "mag, als niets minder volstaat"),
            "not": Bilingual("may not be detained", "mag niet"),
        },
        hit_policy="first",
        rows=(
            Row("no-prospect", {"prospect_lost": True}, "not", ("RT-17",), "RD 15(4)"),
            Row("absconding", {"risk_of_absconding": True}, "may", ("RT-7",), "RD 15(1)(a)"),
            Row("hampering", {"hampering": True}, "may", ("RT-7",), "RD 15(1)(b)"),
            Row("no-ground", {}, "not", ("RT-7",), "RD 15(1)"),
        ),
    )
)  # fmt: skip
MAY = permission(
    "detain-for-return", "returns", ("RT-7",), "RD 15(1)",
    "detain the person to prepare the return or carry out the removal",
    "de persoon in bewaring stellen om de terugkeer voor te bereiden of de verwijdering uit te voeren",
    "detained",
)  # fmt: skip
MAY_NOT = prohibition(
    "no-detention-for-return", "returns", ("RT-7",), "RD 15(1)",
    "no detention for return: its conditions are not met",
    "geen bewaring voor terugkeer: aan de voorwaarden is niet voldaan",
)  # fmt: skip
LESS = judgement(
    "less-coercive-measures", "returns", ("RT-7",), "RD 15(1)", "return_authority",
    "Can other sufficient but less coercive measures be applied effectively in this case?",
    "Kunnen in dit geval andere, minder dwingende maatregelen doeltreffend worden toegepast?",
    "detained",
)  # fmt: skip
LAST_RESORT = judgement(
    "detention-of-minor-for-return", "returns", ("RT-8",), "RD 17(1)", "return_authority",
    "Is detention of this minor or family the last resort, and for the shortest appropriate time?",
    "Is bewaring van deze minderjarige of dit gezin het laatste middel, en voor de kortst mogelijke passende duur?",
    "detained",
)  # fmt: skip
APART = right(
    "family-accommodation-in-detention", "returns", ("RT-8",), "RD 17(2)",
    "families: separate accommodation with privacy; minors: leisure and, depending on the length of stay, education",
    "gezinnen: aparte huisvesting met privacy; minderjarigen: vrije tijd en, naar de duur van het verblijf, onderwijs",
)  # fmt: skip
SIX_MONTHS = time_limit(
    "return-detention", ("RT-7",), "RD 15(5)", "return_authority",
    Bilingual("end the detention for return", "de bewaring voor terugkeer beëindigen"),
    Bilingual(
        "the beginning of the detention, time in the return border procedure included",
        "het begin van de bewaring, met inbegrip van tijd in de terugkeergrensprocedure",
    ),
    Bilingual("Detention beyond it is unlawful; the person is released.", "Langere bewaring is onrechtmatig; de persoon komt vrij."),
    block="returns", by=Counting.REG_1182_71, records="released",
)  # fmt: skip
PROLONG = permission(
    "prolong-detention-for-return", "returns", ("RT-7",), "RD 15(6)",
    "prolong the detention where the person does not cooperate or documents of the third country are delayed",
    "de bewaring verlengen als de persoon niet meewerkt of documenten van het derde land uitblijven",
    "return_detention_prolonged",
)  # fmt: skip
ORDER = right(
    "detention-order-and-review", "returns", ("RT-17",), "RD 15(2); RD 15(3)",
    "a written, reasoned order, speedy judicial review, and review at reasonable intervals",
    "een schriftelijk gemotiveerd bevel, spoedige rechterlijke toetsing, en toetsing met redelijke tussenpozen",
)  # fmt: skip
FACILITIES = right(
    "specialised-detention-facility", "returns", ("RT-17",), "RD 16(1)",
    "detention as a rule in specialised facilities, apart from ordinary prisoners",
    "bewaring in de regel in gespecialiseerde inrichtingen, gescheiden van gewone gevangenen",
)  # fmt: skip
RELEASE = obligation(
    "release-no-prospect", "returns", ("RT-17",), "RD 15(4)", "return_authority",
    ("release the person immediately: detention is no longer justified",
     "de persoon onmiddellijk vrijlaten: de bewaring is niet langer gerechtvaardigd"),
    ("Detention without a prospect of removal is unlawful.", "Bewaring zonder vooruitzicht op verwijdering is onrechtmatig."),
)  # fmt: skip
EMERGENCY = permission(
    "detention-emergency-measures", "returns", ("RT-17",), "RD 18(1)",
    "allow longer for judicial review and depart from separate facilities as long as the emergency lasts",
    "langer de tijd nemen voor rechterlijke toetsing en van aparte inrichtingen afwijken zolang de noodsituatie duurt",
)  # fmt: skip


def detained_for_return(case: Case, stay: Stay) -> tuple[Moment, Detained] | None:
    """Since when the person is detained for return. Detention at the border that it follows at once counts too (RBPR 5(4))."""
    held = case.last(Detained, lambda fact: fact.ground == "return")
    if held is None or case.after(Released, held.at) is not None:
        return None
    here: AtTheBorder | None = case.findings.get("return_border")
    begun = held.at
    if here is not None:
        before = held_at(case, here.since)
        released = case.after(Released, here.since)
        if before is not None and (released is None or released.at.utc(case.zone) > held.at.utc(case.zone)):
            return here.since, held
    for fact in reversed([fact for fact in case.all(Detained) if fact.ground == "return"]):
        between = case.after(Released, fact.at)
        if between is not None and between.at.utc(case.zone) <= begun.utc(case.zone):
            break
        begun = fact.at
    return begun, held


def examine(case: Case) -> None:
    """On which ground, until when, with which safeguards."""
    stay: Stay | None = case.findings.get("return_directive")
    if stay is None or case.after(LeftTerritory, stay.since.at) is not None:
        return
    minor = case.minor_on(case.today) is True
    family = minor or any(
        case.family[child].minor_on(case.today) for child in case.relatives("child") if child in case.family
    )
    running = detained_for_return(case, stay)
    if directive_applies(case, "RD 15(1)") is not None:
        _ground(case, stay, family, running)
    if running is None:
        return
    begun, held = running
    if directive_applies(case, "RD 15(5)-(6)") is not None:
        _longest(case, begun, held, stay)
    why = directive_applies(case, "RD 15(2)-(4)")
    if why is not None:
        case.stand(case.rights, ORDER, why)
    why = directive_applies(case, "RD 16-18")
    if why is not None:
        case.stand(case.rights, FACILITIES, why)
        if family:
            case.stand(case.rights, APART)
        if case.circumstances.last(DetentionEmergency, case.state) is not None:
            case.stand(case.permitted, EMERGENCY)


def _ground(case: Case, stay: Stay, family: bool, running: tuple[Moment, Detained] | None) -> None:
    lost = case.after(RemovalProspectLost, stay.since.at)
    found = risks(case)
    decided = case.decide(
        GROUNDS,
        {
            "prospect_lost": lost is not None,
            "risk_of_absconding": found.get("risk_of_absconding"),
            "hampering": found.get("hampering"),
        },
    )
    if decided is None:
        return
    outcome, reasons = decided
    if outcome == "not":
        case.stand(case.forbidden, MAY_NOT, reasons, rules=reasons[0].rules, cite=reasons[0].cite)
        if running is not None and lost is not None:
            case.oblige(RELEASE, reasons)
        return
    case.stand(case.permitted, MAY, reasons)
    case.stand(case.judgements, LAST_RESORT if family else LESS, reasons)


def _longest(case: Case, begun: Moment, held: Detained, stay: Stay) -> None:
    """Six months at most and, on one of two grounds, twelve more; a deprivation of liberty is not moved to a working day."""
    counted = case.count(begun, SIX_MONTHS.length, SIX_MONTHS.by, roll=False)
    prolonged = case.after(ReturnDetentionProlonged, begun)
    if prolonged is not None:
        further = case.book.length("return-detention-prolonged", case.day(prolonged), case.state)
        counted = extend(counted, further, case.calendar, from_="nominal_end", roll=False)
    at_border = begun is not held.at and isinstance(case.findings.get("return_border"), AtTheBorder)
    case.limit(
        SIX_MONTHS, begun, counted=counted,
        rules=("R-7",) if at_border else (), cite="RD 15(6)" if prolonged is not None else "",
    )  # fmt: skip
    if prolonged is None:
        case.stand(case.permitted, PROLONG)


directive_chapter(786, examine, (RightToRemainEnded, ReturnDecisionIssued, FoundIllegallyStaying, ScreeningEnded))
