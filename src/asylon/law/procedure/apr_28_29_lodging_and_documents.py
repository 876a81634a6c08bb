"""How to lodge, elements, and the applicant's documents (Regulation (EU) 2024/1348, Articles 28(3)-(7) and 29)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts import ApplicationLodged, ApplicationRegistered, ApplicationWithdrawn, Detained, Released
from asylon.law.facts.guarantees import ApplicantDocumentIssued, LodgingAppointmentGiven
from asylon.law.periods import fixed
from asylon.law.procedure.apr_8_10_guarantees import pending
from asylon.law.provisions import Block, judgement, obligation, permission, prohibition, right, time_limit
from asylon.law.tables import DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "procedure"

# Article 28(3) and (4): in person on a day and at a place told beforehand; by form where national law allows it.
APPOINTMENT = obligation(
    "give-appointment-to-lodge", _BLOCK, ("A-5",), "APR 28(3)", "registering_authority",
    ("tell the applicant on which day and where to lodge", "de verzoeker zeggen op welke dag en waar in te dienen"),
    ("Without an effective opportunity to lodge, the application cannot be declared implicitly withdrawn (APR 41(1)(a)).",
     "Zonder daadwerkelijke gelegenheid om in te dienen kan het verzoek niet impliciet ingetrokken worden verklaard (APR 41(1)(a))."),
)  # fmt: skip
FORM_WITHOUT_RULE = judgement(
    "form-without-national-rule", _BLOCK, ("A-5",), "APR 28(4)", "determining_authority",
    "The application was lodged by form, but no national rule that allows it is recorded: is there one?",
    "Het verzoek is met een formulier ingediend, maar er is geen nationale regel vastgelegd die dat toelaat: is die er?",
)  # fmt: skip
BY_FORM = permission(
    "lodge-by-form", _BLOCK, ("A-5",), "APR 28(4)",
    "lodge by means of a form; the limit for the examination starts on the day the authority receives it",
    "met een formulier indienen; de behandelingstermijn begint op de dag waarop de autoriteit het ontvangt",
    "application_lodged",
)  # fmt: skip
# Article 28(6) and (7).
ELEMENTS = right(
    "further-elements-until-decision", _BLOCK, ("A-7",), "APR 28(6)",
    "may submit further relevant elements until the administrative decision, trying to keep to an earlier date where one was set",
    "mag tot de administratieve beslissing nadere elementen indienen, en tracht een eerder gestelde datum aan te houden",
)  # fmt: skip
AT_INTERVIEW = right(
    "elements-during-interview", _BLOCK, ("A-6",), "APR 28(7)",
    "may submit all elements and documents during the interview, because making, registering and lodging coincide here",
    "mag alle elementen en documenten tijdens het onderhoud indienen, omdat doen, registreren en indienen hier samenvallen",
)  # fmt: skip
# Article 29: documents.
REGISTRATION = obligation(
    "issue-registration-document", _BLOCK, ("A-8",), "APR 29(1)", "registering_authority",
    ("give the applicant a document that the application is registered, with the date of registration",
     "de verzoeker een document geven dat het verzoek is geregistreerd, met de datum van registratie"),
    ("The applicant cannot show his or her position; the rights exist all the same.", "De verzoeker kan zijn positie niet aantonen; de rechten bestaan hoe dan ook."),
)  # fmt: skip
DOCUMENT = obligation(
    "issue-applicant-document", _BLOCK, ("A-8",), "APR 29(4)", "determining_authority",
    ("issue the applicant's document as soon as possible after the lodging", "zo spoedig mogelijk na de indiening het document van de verzoeker afgeven"),
    ("The document of registration stays valid until then.", "Het bewijs van registratie blijft tot dan geldig."),
)  # fmt: skip
RENEW = time_limit(
    "renew-applicant-document", ("A-8",), "APR 29(9)", "determining_authority",
    Bilingual("renew the applicant's document, so that it covers the right to remain", "het document van de verzoeker verlengen, zodat het het recht om te blijven dekt"),
    Bilingual("the issue of the document", "de afgifte van het document"),
    Bilingual("The right to remain does not end with the document.", "Het recht om te blijven eindigt niet met het document."),
    block=_BLOCK, by=Counting.APR_73, records="applicant_document_issued",
)  # fmt: skip
TOO_LONG = prohibition(
    "no-document-beyond-twelve-months", _BLOCK, ("A-8",), "APR 29(9)",
    "the applicant's document may not be valid for longer than the act allows at a time",
    "het document van de verzoeker mag niet langer geldig zijn dan de verordening per keer toelaat",
)  # fmt: skip
NO_TRAVEL = prohibition(
    "no-travel-on-applicant-document", _BLOCK, ("A-8",), "APR 29(4)(e)",
    "the document is no travel document; no travel to other Member States without authorisation",
    "het document is geen reisdocument; geen reis naar andere lidstaten zonder toestemming",
)  # fmt: skip

FORM = register_table(
    DecisionTable(
        name="lodging-by-form",
        question=Bilingual("May the application be lodged by form?", "Mag het verzoek met een formulier worden ingediend?"),
        inputs=(
            yes_no("by_form", "lodged by form", "met formulier ingediend"),
            yes_no("national_rule", "national law provides for a form", "nationaal recht voorziet in een formulier"),
        ),
        outcomes={
            "in_person": Bilingual("in person", "in persoon"),
            "by_form": Bilingual("by form; the examination runs from its receipt", "met formulier; de behandeling loopt vanaf de ontvangst"),
            "no_rule": Bilingual("a form needs a national rule", "een formulier vergt een nationale regel"),
        },
        rows=(
            Row("in-person", {"by_form": False}, "in_person", ("A-5",), "APR 28(3)"),
            Row("form", {"by_form": True, "national_rule": True}, "by_form", ("A-5",), "APR 28(4)"),
            Row("form-without-rule", {"by_form": True, "national_rule": False}, "no_rule", ("A-5",), "APR 28(4)"),
        ),
    )
)  # fmt: skip


def detained(case: Case) -> bool:
    """Whether the person is in detention or imprisonment now."""
    held = case.last(Detained)
    if held is None:
        return False
    released = case.last(Released)
    return released is None or released.at.utc(case.zone) < held.at.utc(case.zone)


def lodging(case: Case, lodged: ApplicationLodged | None, registered: ApplicationRegistered) -> None:
    """The appointment, the form, and what may still be handed in."""
    if case.provides("APR 28(4)") and lodged is None:
        case.stand(case.permitted, BY_FORM)
    if case.provides("APR 28(7)"):
        case.stand(case.rights, AT_INTERVIEW)
    case.oblige(APPOINTMENT, met=case.after(LodgingAppointmentGiven, registered.at) or lodged)
    if lodged is None:
        return
    case.stand(case.rights, ELEMENTS)
    found = case.decide(FORM, {"by_form": lodged.by_form, "national_rule": case.provides("APR 28(4)")})
    if found is not None and found[0] == "no_rule":
        case.stand(case.judgements, FORM_WITHOUT_RULE, found[1])


def documents(case: Case, lodged: ApplicationLodged | None) -> None:
    """The document of registration, the applicant's document and its renewal; none is owed during detention (29(5))."""
    issued = case.last(ApplicantDocumentIssued, lambda fact: fact.document == "applicant_document")
    first = case.first(ApplicantDocumentIssued)
    held = detained(case)
    if issued is None and (not held or first is not None):
        case.oblige(REGISTRATION, met=first)
    if lodged is not None and (not held or issued is not None):
        case.oblige(DOCUMENT, met=issued)
    if issued is None:
        return
    case.stand(case.forbidden, NO_TRAVEL)
    longest = case.count(issued.at, RENEW.length, RENEW.by, roll=False)
    if issued.valid_until is None:
        case.limit(RENEW, issued, counted=longest)
    elif longest.last_day is not None and issued.valid_until > longest.last_day:
        case.stand(case.forbidden, TOO_LONG)
        case.limit(RENEW, issued, counted=longest)
    else:
        case.limit(RENEW, issued, counted=fixed(issued.valid_until, case.calendar))


def examine(case: Case) -> None:
    """From the registration, while the application is pending here."""
    registered = case.here(ApplicationRegistered)
    if pending(case) is None or registered is None or case.first(ApplicationWithdrawn) is not None:
        return
    lodged = case.after(ApplicationLodged, registered.at)
    lodging(case, lodged, registered)
    documents(case, lodged)


chapter(429, single=examine, when=(ApplicationRegistered,))
