"""Subsequent applications and the exception from the right to remain (Regulation (EU) 2024/1348, Articles 55 and 56)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import ApplicationLodged, ApplicationMade, DecisionBecameFinal
from asylon.law.facts.appeals import FoundToDelayRemoval
from asylon.law.facts.examination import PreliminarilyExamined
from asylon.law.position import Reason
from asylon.law.procedure.apr_8_10_guarantees import pending
from asylon.law.provisions import Block, judgement, obligation, permission, right, route_step
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "procedure"

FURTHER = route_step(
    "further-representation", _BLOCK, ("DEF-5",), "APR 55(1)",
    "made before the final decision: a further representation in the running examination or appeal, no new application",
    "gedaan voor de definitieve beslissing: een nadere verklaring in de lopende behandeling of het beroep, geen nieuw verzoek",
)  # fmt: skip
SUBSEQUENT = route_step(
    "subsequent-application", _BLOCK, ("DEF-4",), "APR 55(2)",
    "made after a final decision: a subsequent application, examined by the Member State responsible",
    "gedaan na een definitieve beslissing: een volgend verzoek, behandeld door de verantwoordelijke lidstaat",
)  # fmt: skip
PRELIMINARY = obligation(
    "examine-subsequent-application-preliminarily", _BLOCK, ("A-39",), "APR 55(3)", "determining_authority",
    ("establish whether new elements have arisen or were presented, on written submissions or in an interview",
     "vaststellen of er nieuwe elementen zijn, op schriftelijke stukken of in een onderhoud"),
    ("Without new elements the application is rejected as inadmissible (APR 55(7)).", "Zonder nieuwe elementen wordt het verzoek niet-ontvankelijk verklaard (APR 55(7))."),
)  # fmt: skip
DISCRETION = judgement(
    "elements-that-could-have-come-earlier", _BLOCK, ("A-39",), "APR 55(5)", "determining_authority",
    "The elements could have been presented earlier: do they so increase the likelihood that they must be taken into account, or are they taken into account all the same?",
    "De elementen hadden eerder kunnen worden voorgelegd: vergroten zij de kans zo dat zij moeten meetellen, of tellen zij toch mee?",
    "preliminarily_examined",
)  # fmt: skip
ON_MERITS = right(
    "subsequent-application-examined-further", _BLOCK, ("A-39",), "APR 55(6)",
    "has the subsequent application examined on its merits, unless another ground of inadmissibility applies",
    "krijgt het volgend verzoek ten gronde onderzocht, tenzij een andere grond van niet-ontvankelijkheid geldt",
)  # fmt: skip
END_RIGHT = permission(
    "end-right-to-remain-for-subsequent-application", _BLOCK, ("A-60",), "APR 56",
    "end the right to remain, as national law provides, and never against non-refoulement",
    "het recht om te blijven beëindigen, zoals het nationale recht bepaalt, en nooit tegen non-refoulement in",
    "right_to_remain_ended",
)  # fmt: skip

KIND = register_table(
    DecisionTable(
        name="kind-of-application",
        question=Bilingual("What is a further application by the same person?", "Wat is een verder verzoek van dezelfde persoon?"),
        inputs=(
            yes_no("applied_before", "applied before", "eerder verzocht"),
            yes_no("final_decision", "final decision on the previous application", "definitieve beslissing op het vorige verzoek"),
        ),
        outcomes={
            "first": Bilingual("a first application", "een eerste verzoek"),
            "further_representation": Bilingual("a further representation", "een nadere verklaring"),
            "subsequent": Bilingual("a subsequent application", "een volgend verzoek"),
        },
        rows=(
            Row("first", {"applied_before": False}, "first", ("DEF-1",), "APR 3(12)"),
            Row("not-final", {"applied_before": True, "final_decision": False}, "further_representation", ("DEF-5",), "APR 55(1)"),
            Row("final", {"applied_before": True, "final_decision": True}, "subsequent", ("DEF-4",), "APR 55(2)"),
        ),
    )
)  # fmt: skip

ELEMENTS = register_table(
    DecisionTable(
        name="subsequent-application",
        question=Bilingual("Is the subsequent application examined further?", "Wordt het volgend verzoek verder onderzocht?"),
        inputs=(
            Choice(
                "elements", ("no_elements", "increase_likelihood", "bear_on_inadmissibility", "other_elements"),
                label=Bilingual("elements", "elementen"),
            ),
            yes_no("could_have_been_presented", "could have been presented earlier", "hadden eerder kunnen worden voorgelegd", open_=True),
            yes_no("implicitly_withdrawn_before", "previous one implicitly withdrawn, merits not examined", "vorige impliciet ingetrokken, niet ten gronde onderzocht"),
            yes_no("previously_inadmissible", "previous one rejected as inadmissible", "vorige niet-ontvankelijk verklaard"),
        ),
        outcomes={
            "examine": Bilingual("examined further", "verder onderzocht"),
            "inadmissible": Bilingual("inadmissible: no new elements", "niet-ontvankelijk: geen nieuwe elementen"),
            "discretion": Bilingual("the authority decides whether late elements count", "de autoriteit beslist of late elementen meetellen"),
        },
        hit_policy="first",
        rows=(
            Row("none", {"elements": "no_elements"}, "inadmissible", ("A-39",), "APR 55(7)"),
            Row("other", {"elements": "other_elements"}, "inadmissible", ("A-39",), "APR 55(3)"),
            Row("likelihood", {"elements": "increase_likelihood"}, "examine", ("A-39",), "APR 55(6)"),
            Row("no-such-ground", {"previously_inadmissible": False}, "inadmissible", ("A-39",), "APR 55(3)(b)"),
            Row("withdrawn-before", {"implicitly_withdrawn_before": True}, "examine", ("A-39",), "APR 55(5)"),
            Row("not-earlier", {"could_have_been_presented": False}, "examine", ("A-39",), "APR 55(6)"),
            Row("earlier", {}, "discretion", ("A-39",), "APR 55(5)"),
        ),
    )
)  # fmt: skip

EXCEPTION = register_table(
    DecisionTable(
        name="right-to-remain-on-subsequent-application",
        question=Bilingual(
            "May national law take away the right to remain on the subsequent application?",
            "Mag nationaal recht bij het volgend verzoek het recht om te blijven wegnemen?",
        ),
        inputs=(
            yes_no("national_rule", "national law provides for it", "nationaal recht voorziet erin"),
            yes_no("further", "second or further subsequent application", "tweede of later volgend verzoek"),
            yes_no("delaying", "considered lodged merely to delay an imminent removal", "geacht slechts een aanstaande verwijdering te vertragen"),
            yes_no("not_examined_further", "not examined further: no new elements", "niet verder onderzocht: geen nieuwe elementen"),
        ),
        outcomes={
            "may": Bilingual("may be taken away", "mag worden weggenomen"),
            "not": Bilingual("stays", "blijft"),
        },
        hit_policy="first",
        rows=(
            Row("no-national-rule", {"national_rule": False}, "not", ("A-60",), "APR 56"),
            Row("further", {"further": True}, "may", ("A-60",), "APR 56(b)"),
            Row("delaying", {"delaying": True, "not_examined_further": True}, "may", ("A-60",), "APR 56(a)"),
            Row("first", {}, "not", ("A-60",), "APR 56"),
        ),
    )
)  # fmt: skip


def elements(case: Case) -> tuple[str, tuple[Reason, ...]] | None:
    """What the preliminary examination of the subsequent application leads to; None where there was none yet."""
    lodged = case.here(ApplicationLodged)
    if lodged is None or not lodged.subsequent:
        return None
    found = case.last(PreliminarilyExamined, lambda fact: fact.at.day(case.zone) >= lodged.at.day(case.zone))
    if found is None:
        return None
    return case.decide(
        ELEMENTS,
        {
            "elements": found.new_elements,
            "could_have_been_presented": found.could_have_been_presented,
            "implicitly_withdrawn_before": found.implicitly_withdrawn_before,
            "previously_inadmissible": found.previously_inadmissible,
        },
    )


def exception(case: Case, *, not_examined_further: bool) -> tuple[Reason, ...]:
    """The reasons for which national law may take the right to remain away (56); empty where it may not."""
    lodged = case.here(ApplicationLodged)
    if lodged is None or not lodged.subsequent:
        return ()
    decided = case.decide(
        EXCEPTION,
        {
            "national_rule": case.provides("APR 56"),
            "further": lodged.further_subsequent,
            "delaying": any(fact.what == "subsequent_application" for fact in case.all(FoundToDelayRemoval)),
            "not_examined_further": not_examined_further,
        },
    )
    return decided[1] if decided is not None and decided[0] == "may" else ()


def examine(case: Case) -> None:
    """A further application: no new one before the final decision; else its preliminary examination."""
    made = case.all(ApplicationMade)
    if len(made) > 1:
        made = [fact for fact in made if fact.state in ("", case.state)]
    why: tuple[Reason, ...] = ()
    if len(made) > 1:
        again = made[-1].at.utc(case.zone)
        final = case.first(DecisionBecameFinal, lambda fact: fact.at.utc(case.zone) <= again)
        kind = case.decide(KIND, {"applied_before": True, "final_decision": final is not None})
        if kind is not None and kind[0] == "further_representation":
            case.stand(case.steps, FURTHER, kind[1])
        elif kind is not None:
            why = kind[1]
            case.stand(case.steps, SUBSEQUENT, why)
    lodged = case.here(ApplicationLodged)
    if lodged is None or not lodged.subsequent or pending(case) is None:
        return
    case.oblige(PRELIMINARY, why, met=case.after(PreliminarilyExamined, lodged.at))
    found = elements(case)
    outcome = found[0] if found is not None else ""
    if found is not None and outcome == "examine":
        case.stand(case.rights, ON_MERITS, found[1])
    elif found is not None and outcome == "discretion":
        case.stand(case.judgements, DISCRETION, found[1])
    excepted = exception(case, not_examined_further=outcome == "inadmissible")
    if excepted:
        case.stand(case.permitted, END_RIGHT, excepted, cite=excepted[0].cite)


chapter(455, single=examine, when=(ApplicationMade,))
