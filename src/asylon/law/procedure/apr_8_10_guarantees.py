"""Information, obligations and the right to remain (Regulation (EU) 2024/1348, Articles 8 to 10)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import (
    ApplicationLodged,
    ApplicationMade,
    ApplicationRegistered,
    ApplicationWithdrawn,
    DecisionTaken,
    RightToRemainEnded,
    Transferred,
)
from asylon.law.facts.appeals import AppealDecided
from asylon.law.facts.guarantees import ApplicantInformed
from asylon.law.provisions import Block, judgement, obligation, right
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "procedure"

# Article 8(2): what applicants are told, at the latest when the application is registered.
INFORM = obligation(
    "inform-applicant", _BLOCK, ("A-11",), "APR 8(2)", "determining_authority",
    ("inform the applicant by leaflet, at the latest when the application is registered, and note the confirmation or its refusal",
     "de verzoeker met de brochure informeren, uiterlijk bij de registratie, en de bevestiging of weigering daarvan noteren"),
    ("Consequences that the applicant was not told of cannot simply be held against him or her.",
     "Gevolgen waarover de verzoeker niet is ingelicht kunnen niet zonder meer worden tegengeworpen."),
)  # fmt: skip
# Article 8(3) and (4).
INTERPRETER = right(
    "interpreter-in-procedure", _BLOCK, (), "APR 8(3)",
    "is given an interpreter, paid from public funds, to register and lodge and for the interview where needed",
    "krijgt waar nodig een tolk uit openbare middelen om te registreren en in te dienen en voor het onderhoud",
)  # fmt: skip
CONTACT = right(
    "contact-with-unhcr-or-adviser", _BLOCK, ("A-12",), "APR 8(4)",
    "can speak with UNHCR or an organisation that gives legal advice before the limit for lodging ends",
    "kan voor het einde van de indieningstermijn spreken met de UNHCR of een organisatie die juridisch advies geeft",
)  # fmt: skip
# Article 9: what is asked of applicants.
COOPERATE = obligation(
    "cooperate", _BLOCK, ("A-13",), "APR 9(2)", "applicant",
    ("cooperate: identity data, explanation of missing papers, changes of address, biometric data, lodging, documents, interview, presence",
     "meewerken: identiteitsgegevens, uitleg over ontbrekende papieren, adreswijzigingen, biometrische gegevens, indienen, documenten, onderhoud, aanwezigheid"),
    ("In the cases of Article 41(1) the application is declared implicitly withdrawn.",
     "In de gevallen van artikel 41, lid 1, wordt het verzoek impliciet ingetrokken verklaard."),
)  # fmt: skip
# Article 10.
REMAIN = right(
    "remain-during-procedure", _BLOCK, ("DEF-2",), "APR 10(1)",
    "may remain in the Member State where he or she is required to be, until the determining authority has decided",
    "mag in de lidstaat blijven waar hij of zij moet zijn, tot de beslissingsautoriteit heeft beslist",
)  # fmt: skip
NO_NATIONAL_RULE = judgement(
    "exception-without-national-rule", _BLOCK, ("A-60",), "APR 10(4)", "member_state",
    "The end of the right to remain is recorded, but no national rule that provides for this exception: is there one?",
    "Het einde van het recht om te blijven is vastgelegd, maar geen nationale regel die in deze uitzondering voorziet: is die er?",
    "right_to_remain_ended",
)  # fmt: skip

RIGHT_TO_REMAIN = register_table(
    DecisionTable(
        name="right-to-remain-during-procedure",
        question=Bilingual(
            "May the applicant remain during the administrative procedure?",
            "Mag de verzoeker tijdens de administratieve procedure blijven?",
        ),
        inputs=(
            Choice(
                "exception", ("none", "10(3)", "10(4)(a)", "10(4)(b)", "10(4)(c)"), closed=True, otherwise="none",
                label=Bilingual("exception recorded", "vastgelegde uitzondering"),
            ),
            yes_no("national_rule", "national law provides for it", "nationaal recht voorziet erin"),
        ),
        outcomes={
            "remain": Bilingual("right to remain", "recht om te blijven"),
            "none": Bilingual("no right to remain", "geen recht om te blijven"),
            "unclear": Bilingual("right to remain unless national law provides for the exception", "recht om te blijven tenzij nationaal recht in de uitzondering voorziet"),
        },
        hit_policy="first",
        rows=(
            Row("applicant", {"exception": "none"}, "remain", ("DEF-2",), "APR 10(1)"),
            Row("arrest-warrant", {"exception": "10(3)"}, "none", ("DEF-2",), "APR 10(3)"),
            Row("no-national-rule", {"national_rule": False}, "unclear", ("DEF-2", "A-60"), "APR 10(4)"),
            Row("subsequent", {"exception": "10(4)(a)"}, "none", ("A-60", "B9-6"), "APR 10(4)(a)"),
            Row("extradition", {"exception": "10(4)(b)"}, "none", ("DEF-2",), "APR 10(4)(b)"),
            Row("danger", {"exception": "10(4)(c)"}, "none", ("B9-6",), "APR 10(4)(c)"),
        ),
    )
)  # fmt: skip

_EXCEPTIONS = ("10(3)", "10(4)(a)", "10(4)(b)", "10(4)(c)")


def pending(case: Case) -> ApplicationMade | None:
    """The application made here on which the determining authority has yet to decide (10(1)); None where there is none.

    A decision that a court took away and referred back leaves the application pending again.
    """
    if "pending" not in case.findings:
        case.findings["pending"] = _pending(case)
    found: ApplicationMade | None = case.findings["pending"]
    return found


def _pending(case: Case) -> ApplicationMade | None:
    made = case.here(ApplicationMade)
    if made is None or case.after(Transferred, made.at) is not None:
        return None
    decision = case.last(DecisionTaken)
    if decision is None:
        return made
    decided = decision.at.utc(case.zone)
    if decided < made.at.utc(case.zone):
        return made
    referred = case.last(AppealDecided, lambda fact: fact.outcome == "referred_back")
    return made if referred is not None and referred.at.utc(case.zone) >= decided else None


def _national_rule(case: Case, exception: str | None) -> bool:
    """Whether national law is recorded to provide for an exception of 10(4); that of point (a) stands in Article 56 too."""
    if exception == "10(4)(a)":
        return case.provides("APR 10(4)(a)") or case.provides("APR 56")
    if exception == "10(4)(b)":
        return case.provides("APR 10(4)(b)")
    return exception == "10(4)(c)" and case.provides("APR 10(4)(c)")


def examine(case: Case) -> None:
    """From the making to the decision of the determining authority."""
    made = pending(case)
    if made is None:
        return
    ended = case.after(RightToRemainEnded, made.at)
    exception = ended.basis if ended is not None and ended.basis in _EXCEPTIONS else None
    found = case.decide(RIGHT_TO_REMAIN, {"exception": exception, "national_rule": _national_rule(case, exception)})
    if found is not None and found[0] != "none":
        case.stand(case.rights, REMAIN, found[1])
        if found[0] == "unclear":
            case.stand(case.judgements, NO_NATIONAL_RULE, found[1])
    registered = case.after(ApplicationRegistered, made.at)
    informed = case.after(ApplicantInformed, made.at)
    in_time = None
    if informed is not None:
        in_time = registered is None or case.day(informed) <= case.day(registered)
    case.oblige(INFORM, met=informed, in_time=in_time)
    if case.after(ApplicationWithdrawn, made.at) is not None:
        return
    case.stand(case.rights, INTERPRETER)
    case.oblige(COOPERATE)
    if case.after(ApplicationLodged, made.at) is None:
        case.stand(case.rights, CONTACT)


chapter(408, single=examine, when=(ApplicationMade,))
