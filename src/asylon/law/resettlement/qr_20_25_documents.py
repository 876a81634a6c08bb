"""Residence permit and travel document (Regulation (EU) 2024/1347, Articles 20(3), 24 and 25)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from asylon.law.book import Book
from asylon.law.calculations import Calculated, CalculationError, CalculationStep, calculation
from asylon.law.calendars import Calendar
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts.protection import (
    NationalPassportAsked,
    ProvisionalMeasuresTaken,
    ResidencePermitIssued,
    SecurityReasonsFound,
    TravelDocumentIssued,
)
from asylon.law.periods import count
from asylon.law.provisions import Block, TimeLimit, declare, obligation, prohibition, right
from asylon.law.resettlement.qr_20_protection_held import GRANTS, Protection, protection_held
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "resettlement"

# QR 20(3): without a permit after fifteen days, provisional measures.
WITHOUT_MEASURES = declare(
    TimeLimit(
        id="permit-without-provisional-measures", block=_BLOCK, rules=("Q-1",), cite="QR 20(3)", who="member_state",
        duty=Bilingual(
            "issue the residence permit, or else take provisional measures from then on",
            "de verblijfstitel afgeven, of anders vanaf dan voorlopige maatregelen nemen",
        ),
        starts=Bilingual("the grant of international protection", "de verlening van internationale bescherming"),
        length="provisional-measures", by=Counting.REG_1182_71, records="residence_permit_issued",
        consequence=Bilingual(
            "Provisional measures are due until the permit is issued (QR 20(3)).",
            "Tot de afgifte van de verblijfstitel zijn voorlopige maatregelen verschuldigd (QR 20(3)).",
        ),
    )
)  # fmt: skip
MEASURES = obligation(
    "provisional-measures", _BLOCK, ("Q-1",), "QR 20(3)", "member_state",
    ("give effective access to the rights by provisional measures, such as registration or a document",
     "daadwerkelijke toegang tot de rechten geven met voorlopige maatregelen, zoals registratie of een document"),
    ("The rights run from the grant all the same, travel document and movement within the Union excepted.",
     "De rechten lopen hoe dan ook vanaf de verlening, behalve reisdocument en verkeer binnen de Unie."),
)  # fmt: skip

# QR 24: the permit.
PERMIT = declare(
    TimeLimit(
        id="residence-permit", block=_BLOCK, rules=("Q-1",), cite="QR 24(2)", who="member_state",
        duty=Bilingual("issue the residence permit", "de verblijfstitel afgeven"),
        starts=Bilingual("the notification of the grant", "de kennisgeving van de verlening"),
        length="residence-permit", by=Counting.REG_1182_71, records="residence_permit_issued",
        consequence=Bilingual(
            "The permit stays due; the right to it and the rights of the beneficiary do not depend on it.",
            "De verblijfstitel blijft verschuldigd; het recht daarop en de rechten van de beschermde hangen er niet van af.",
        ),
    )
)  # fmt: skip
RIGHT_TO_PERMIT = right(
    "residence-permit-held", _BLOCK, ("Q-2", "Q-3"), "QR 24(1)",
    "a residence permit while the status is held, free or for no more than a national identity card costs",
    "een verblijfstitel zolang de status bestaat, gratis of voor niet meer dan een nationale identiteitskaart kost",
)  # fmt: skip
NO_REVOCATION = prohibition(
    "no-revocation-of-permit", _BLOCK, ("Q-3",), "QR 24(5)",
    "no revocation or refusal of renewal of the permit while the status has not been withdrawn",
    "geen intrekking of weigering van verlenging van de verblijfstitel zolang de status niet is ingetrokken",
)  # fmt: skip
TOO_SHORT = obligation(
    "permit-of-full-length", _BLOCK, ("Q-2",), "QR 24(4)", "member_state",
    ("issue a permit of at least the minimum validity: the one issued is shorter",
     "een verblijfstitel met ten minste de minimale geldigheid afgeven: de afgegeven titel is korter"),
    ("The beneficiary can claim the missing time.", "De beschermde kan de ontbrekende tijd opeisen."),
)  # fmt: skip

# QR 25: the travel document.
TRAVEL_DOCUMENT = obligation(
    "travel-document", _BLOCK, ("Q-4",), "QR 25", "member_state",
    ("issue a travel document valid for more than a year", "een reisdocument afgeven dat langer dan een jaar geldig is"),
    ("The beneficiary cannot travel meanwhile; the duty stays.", "De beschermde kan intussen niet reizen; de plicht blijft."),
)  # fmt: skip
TRAVEL_REFUSED = prohibition(
    "no-travel-document", _BLOCK, ("Q-4",), "QR 25(1); QR 25(2)",
    "no travel document: compelling reasons of national security or public policy",
    "geen reisdocument: dwingende redenen van nationale veiligheid of openbare orde",
)  # fmt: skip

VALIDITY = register_table(
    DecisionTable(
        name="permit-validity",
        question=Bilingual(
            "How long must the residence permit at least be valid?",
            "Hoelang moet de verblijfstitel ten minste geldig zijn?",
        ),
        inputs=(
            Choice("status", ("refugee_status", "subsidiary_protection"), label=Bilingual("status", "status")),
            yes_no("renewal", "renewal", "verlenging"),
        ),
        outcomes={
            "permit-refugee": Bilingual("first permit of a refugee", "eerste titel van een vluchteling"),
            "permit-refugee-renewed": Bilingual("renewed permit of a refugee", "verlengde titel van een vluchteling"),
            "permit-subsidiary": Bilingual(
                "first permit, subsidiary protection", "eerste titel, subsidiaire bescherming"
            ),
            "permit-subsidiary-renewed": Bilingual(
                "renewed permit, subsidiary protection", "verlengde titel, subsidiaire bescherming"
            ),
        },
        rows=tuple(
            Row(key, {"status": status, "renewal": renewal}, key, ("Q-2",), "QR 24(4)")
            for key, status, renewal in (
                ("permit-refugee", "refugee_status", False),
                ("permit-refugee-renewed", "refugee_status", True),
                ("permit-subsidiary", "subsidiary_protection", False),
                ("permit-subsidiary-renewed", "subsidiary_protection", True),
            )
        ),
    )
)

DOCUMENT = register_table(
    DecisionTable(
        name="travel-document",
        question=Bilingual("Is a travel document due?", "Is een reisdocument verschuldigd?"),
        inputs=(
            Choice("status", ("refugee_status", "subsidiary_protection"), label=Bilingual("status", "status")),
            yes_no(
                "security",
                "compelling reasons of national security or public policy",
                "dwingende redenen van nationale veiligheid of openbare orde",
            ),
            yes_no("passport", "national passport can be had", "nationaal paspoort is te verkrijgen", open_=True),
        ),
        outcomes={
            "due": Bilingual("a travel document is due", "een reisdocument is verschuldigd"),
            "not_due": Bilingual(
                "none is due: a national passport can be had", "geen: een nationaal paspoort is te verkrijgen"
            ),
            "refused": Bilingual("none may be issued", "er mag geen worden afgegeven"),
        },
        hit_policy="first",
        rows=(
            Row("security", {"security": True}, "refused", ("Q-4",), "QR 25(1); QR 25(2)"),
            Row("refugee", {"status": "refugee_status"}, "due", ("Q-4",), "QR 25(1)"),
            Row("passport", {"passport": True}, "not_due", ("Q-4",), "QR 25(2)"),
            Row("no-passport", {}, "due", ("Q-4",), "QR 25(2)"),
        ),
    )
)


def least_last_day(issued: date, key: str, book: Book, calendar: Calendar) -> date:
    """The earliest last day that gives a permit its minimum validity: its first day is the day of issue (1182/71 3(2)(c))."""
    counted = count(
        issued - timedelta(days=1),
        book.length(key, issued),
        Counting.REG_1182_71,
        calendar,
        two_working_days=False,
        roll=False,
    )
    assert counted.last_day is not None
    return counted.last_day


@calculation(
    "residence-permit-validity",
    block=_BLOCK,
    question=Bilingual(
        "How long must a residence permit at least be valid, and until when?",
        "Hoelang moet een verblijfstitel ten minste geldig zijn, en tot wanneer?",
    ),
    data=Bilingual(
        "status: refugee_status or subsidiary_protection; issued: day; renewal: true or false",
        "status: refugee_status of subsidiary_protection; issued: dag; renewal: true of false",
    ),
    rules=("Q-2",),
    cite="QR 24(4)",
)
def permit_validity(data: Mapping[str, Any], book: Book, on: date) -> Calculated:
    """Minimum validity in years and the earliest last day. Raises ``CalculationError`` for a status or day that is none."""
    try:
        issued = date.fromisoformat(str(data["issued"]))
        found = VALIDITY.decide({"status": data["status"], "renewal": bool(data.get("renewal", False))})
    except (KeyError, ValueError) as error:
        raise CalculationError(
            f"the permit cannot be read ({error}): give status (refugee_status or subsidiary_protection), issued (a day)",
            f"de titel kan niet worden gelezen ({error}): geef status (refugee_status of subsidiary_protection), issued (een dag)",
        ) from None
    key = found.outcome  # type: ignore[union-attr]  # nothing is left open
    length = book.length(key, issued)
    until = least_last_day(issued, key, book, book.calendar(str(data.get("state", "NL"))))
    return Calculated(
        name="residence-permit-validity",
        values={"years": length.count, "until": until.isoformat()},
        rules=("Q-2", "T-2"),
        cites=("QR 24(4)", "1182/71 3(2)(c)"),
        steps=(
            CalculationStep(
                Bilingual("minimum validity (years)", "minimale geldigheid (jaren)"), length.count, "QR 24(4)"
            ),
            CalculationStep(
                Bilingual(
                    "earliest last day, the day of issue being the first",
                    "vroegste laatste dag, met de dag van afgifte als eerste",
                ),
                until.isoformat(),
                "1182/71 3(2)(c)",
            ),
        ),
    )


def _permit(case: Case, held: Protection) -> None:
    issued = case.after(ResidencePermitIssued, held.granted.at)
    prompt = case.count(held.granted.at, WITHOUT_MEASURES.length, WITHOUT_MEASURES.by)
    in_time = issued is not None and issued.at.utc(case.zone) < prompt.end
    passed = not in_time and prompt.end <= case.now
    case.limit(WITHOUT_MEASURES, held.granted, met=issued if in_time else None, counted=prompt, lapsed=passed)
    if passed:
        case.oblige(MEASURES, met=case.after(ProvisionalMeasuresTaken, held.granted.at) or issued)
    if held.notified is not None:
        case.limit(PERMIT, held.notified, met=issued)
    case.stand(case.rights, RIGHT_TO_PERMIT)
    case.stand(case.forbidden, NO_REVOCATION)
    last = case.last(ResidencePermitIssued)
    if last is None or last.valid_until is None:
        return
    found = case.decide(VALIDITY, {"status": held.status, "renewal": last.renewal})
    if found is not None and last.valid_until < least_last_day(case.day(last), found[0], case.book, case.calendar):
        case.oblige(TOO_SHORT, found[1])


def _travel(case: Case, held: Protection) -> None:
    issued = case.after(TravelDocumentIssued, held.granted.at)
    asked = case.last(NationalPassportAsked)
    found = case.decide(
        DOCUMENT,
        {
            "status": held.status,
            "security": case.last(SecurityReasonsFound, lambda fact: fact.against == "travel_document") is not None,
            "passport": asked.obtainable if asked is not None else None,
        },
        known_as={"passport": "national_passport_asked"},
    )
    if found is None:
        return
    if found[0] == "refused":
        case.stand(case.forbidden, TRAVEL_REFUSED, found[1])
    elif found[0] == "due":
        case.oblige(
            TRAVEL_DOCUMENT, found[1], met=issued if issued is not None and _over_a_year(case, issued) else None
        )


def _over_a_year(case: Case, issued: TravelDocumentIssued) -> bool:
    """QR 25: the document must be valid for more than a year; where its validity is not recorded, it counts as such."""
    if issued.valid_until is None:
        return True
    return issued.valid_until > least_last_day(case.day(issued), "travel-document", case.book, case.calendar)


def examine(case: Case) -> None:
    """Permit and travel document of someone who holds protection here."""
    held = protection_held(case)
    if held is not None:
        _permit(case, held)
        _travel(case, held)


chapter(1020, single=examine, when=GRANTS)
