"""The order of the criteria (Regulation (EU) 2024/1351, Articles 16(2), 16(3), 24, 26, 27, 29 to 33, 68(2) and 84).

They are applied in their order, on the situation when the application was first registered. Unaccompanied minors have
criteria of their own (Article 25), families a procedure of theirs (Article 28).
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import ApplicationRegistered, Relocated
from asylon.law.facts.determination import TransferFoundImpossible
from asylon.law.provisions import Silence, declare
from asylon.law.responsibility.ammr_25_unaccompanied_minors import CHILD_UNDECIDED, child
from asylon.law.responsibility.ammr_26_27_family import APPLICANT, RESIDENT, family_members, how_many, wished
from asylon.law.responsibility.ammr_29_30_documents import NO_DOCUMENTS, diplomas, documents
from asylon.law.responsibility.ammr_31_33_entry import airport, irregular_entry, sea_rescue, visa_free
from asylon.law.responsibility.ammr_36_38_procedure import responsible_by
from asylon.law.responsibility.ammr_37_cessation import first_registration, taking_back
from asylon.law.responsibility.ir2055_9_15_examined_again import finally_refused
from asylon.law.tables import UNKNOWN, Choice, DecisionTable, Row, not_, register_table, yes_no

CRITERIA_OPEN = declare(
    Silence(
        id="criteria-open",
        block="responsibility",
        rules=("K-2", "K-3", "K-5", "K-7", "K-10"),
        cite="AMMR 24(1)",
        words=Bilingual(
            "The criterion that comes first points to several Member States, or it is not known to which.",
            "Het criterium dat voorgaat wijst naar meerdere lidstaten, of het is niet bekend naar welke.",
        ),
    )
)

_TIME = ("none", "counts", "ceased")

ADULT = register_table(
    DecisionTable(
        name="responsibility-criteria",
        question=Bilingual(
            "Which criterion designates the Member State responsible?",
            "Welk criterium wijst de verantwoordelijke lidstaat aan?",
        ),
        inputs=(
            Choice(
                "resident_family",
                ("none", "one", "several"),
                closed=True,
                otherwise="none",
                label=Bilingual(
                    "Member States where a family member is a beneficiary or long-term resident",
                    "lidstaten waar een gezinslid bescherming of langdurig verblijf heeft",
                ),
            ),
            yes_no("written_desire", "desire expressed in writing", "wens schriftelijk geuit", open_=True),
            Choice(
                "applicant_family",
                ("none", "one", "several"),
                closed=True,
                otherwise="none",
                label=Bilingual(
                    "Member States where a family member is an applicant without first decision",
                    "lidstaten waar een gezinslid verzoeker is zonder eerste beslissing",
                ),
            ),
            yes_no(
                "desire_with_applicant",
                "desire to join the applicant expressed in writing",
                "wens om bij de verzoeker te zijn schriftelijk geuit",
                open_=True,
            ),
            Choice(
                "document",
                ("none", "document", "diploma", "open"),
                closed=True,
                otherwise="none",
                label=Bilingual(
                    "residence document or visa, or diploma, that designates",
                    "verblijfstitel of visum, of diploma, dat aanwijst",
                ),
                words={
                    "document": Bilingual("residence document or visa", "verblijfstitel of visum"),
                    "open": Bilingual("not known which", "niet bekend welk"),
                },
            ),
            Choice(
                "visa_free",
                ("none", "entry", "registration"),
                closed=True,
                otherwise="none",
                label=Bilingual("entry without need of a visa", "visumvrije binnenkomst"),
                words={
                    "entry": Bilingual("in the Member State of entry", "in de lidstaat van binnenkomst"),
                    "registration": Bilingual(
                        "also in the Member State of registration", "ook in de lidstaat van registratie"
                    ),
                },
            ),
            yes_no(
                "airport",
                "made in an airport's international transit area",
                "gedaan in de transitzone van een luchthaven",
            ),
            Choice(
                "before",
                ("nothing", "relocated", "transfer_impossible", "take_back_relieved"),
                closed=True,
                otherwise="nothing",
                label=Bilingual("what went before", "wat eraan voorafging"),
                words={
                    "nothing": Bilingual("nothing of this", "niets van dit alles"),
                    "relocated": Bilingual("relocated after entry", "herplaatst na binnenkomst"),
                    "transfer_impossible": Bilingual(
                        "transfer found impossible (16(3))", "overdracht onmogelijk bevonden (16, lid 3)"
                    ),
                    "take_back_relieved": Bilingual(
                        "determining State relieved in extraordinary mass arrivals (CFMR 13)",
                        "bepalende lidstaat ontheven bij buitengewone massale aankomst (CFMR 13)",
                    ),
                },
            ),
            Choice(
                "sea_rescue",
                _TIME,
                closed=True,
                otherwise="none",
                label=Bilingual("disembarkation after search and rescue", "ontscheping na opsporing en redding"),
            ),
            Choice(
                "irregular_entry",
                (*_TIME, "open"),
                closed=True,
                otherwise="none",
                label=Bilingual("irregular entry", "irreguliere binnenkomst"),
            ),
        ),
        outcomes={
            "resident_family": Bilingual("where the family member resides (26)", "waar het gezinslid verblijft (26)"),
            "applicant_family": Bilingual(
                "where the family member is an applicant (27)", "waar het gezinslid verzoeker is (27)"
            ),
            "document": Bilingual(
                "issuer of the residence document or visa (29)", "afgever van de verblijfstitel of het visum (29)"
            ),
            "diploma": Bilingual("Member State of the diploma (30)", "lidstaat van het diploma (30)"),
            "visa_free": Bilingual("where the visa is waived (31)", "waar het visum niet nodig is (31)"),
            "airport": Bilingual("Member State of the airport (32)", "lidstaat van de luchthaven (32)"),
            "relocation": Bilingual("Member State of relocation (33(3))", "lidstaat van herplaatsing (33(3))"),
            "sea_rescue": Bilingual("Member State of disembarkation (33(2))", "lidstaat van ontscheping (33(2))"),
            "irregular_entry": Bilingual(
                "first Member State entered (33(1))", "eerste lidstaat van binnenkomst (33(1))"
            ),
            "determining": Bilingual(
                "the determining Member State itself (16(3))", "de bepalende lidstaat zelf (16(3))"
            ),
            "first_registration": Bilingual(
                "Member State of first registration (16(2))", "lidstaat van eerste registratie (16(2))"
            ),
            "second_registration": Bilingual(
                "Member State of the second application (CFMR 13(3))", "lidstaat van het tweede verzoek (CFMR 13(3))"
            ),
            "open": Bilingual("not decided", "niet beslist"),
        },
        hit_policy="first",
        rows=(
            Row(
                "resident-family",
                {"resident_family": "one", "written_desire": True},
                "resident_family",
                ("K-2", "DEF-7"),
                "AMMR 26",
            ),
            Row(
                "resident-family-several",
                {"resident_family": "several", "written_desire": True},
                "open",
                ("K-2", "DEF-7"),
                "AMMR 26",
            ),
            Row(
                "applicant-family",
                {"applicant_family": "one", "desire_with_applicant": True},
                "applicant_family",
                ("K-3", "DEF-7"),
                "AMMR 27",
            ),
            Row(
                "applicant-family-several",
                {"applicant_family": "several", "desire_with_applicant": True},
                "open",
                ("K-3", "DEF-7"),
                "AMMR 27",
            ),
            Row(
                "document-open",
                {"document": "open", "before": not_("relocated")},
                "open",
                ("K-5", "K-6", "K-7"),
                "AMMR 29-30",
            ),
            Row(
                "document", {"document": "document", "before": not_("relocated")}, "document", ("K-5", "K-6"), "AMMR 29"
            ),
            Row("diploma", {"document": "diploma", "before": not_("relocated")}, "diploma", ("K-7",), "AMMR 30"),
            Row("visa-free-both", {"visa_free": "registration"}, "visa_free", ("K-8",), "AMMR 31(2)"),
            Row("visa-free", {"visa_free": "entry"}, "visa_free", ("K-8",), "AMMR 31(1)"),
            Row("airport", {"airport": True}, "airport", ("K-9",), "AMMR 32"),
            Row("relocated", {"before": "relocated"}, "relocation", ("K-12",), "AMMR 33(3)"),
            Row("relieved", {"before": "take_back_relieved"}, "second_registration", ("X-17",), "CFMR 13(3)"),
            Row("sea-rescue", {"sea_rescue": "counts"}, "sea_rescue", ("K-11",), "AMMR 33(2)"),
            Row("irregular-entry", {"irregular_entry": "counts"}, "irregular_entry", ("K-10",), "AMMR 33(1)"),
            Row("irregular-entry-open", {"irregular_entry": "open"}, "open", ("K-10",), "AMMR 33(1)"),
            Row("impossible", {"before": "transfer_impossible"}, "determining", ("D-12",), "AMMR 16(3)"),
            Row(
                "sea-rescue-ceased",
                {"sea_rescue": "ceased"},
                "first_registration",
                ("K-11", "D-11", "O-28"),
                "AMMR 16(2)",
            ),
            Row("entry-ceased", {"irregular_entry": "ceased"}, "first_registration", ("K-10", "D-11"), "AMMR 16(2)"),
            Row("none", {}, "first_registration", ("D-11",), "AMMR 16(2)"),
        ),
    )
)


def excluded(case: Case) -> frozenset[str]:
    """Member States that no criterion can lead to any more: transfer impossible (16(3)), or finally refused."""
    if TransferFoundImpossible not in case.kinds:
        return finally_refused(case)
    return frozenset(fact.to for fact in case.all(TransferFoundImpossible)) | finally_refused(case)


def _adult(case: Case, registered: ApplicationRegistered) -> None:
    day = case.day(registered)
    out = excluded(case)
    resident, desire = wished(family_members(case, RESIDENT, day), out)
    applicant, desire_applicant = wished(family_members(case, APPLICANT, day), out)
    by_family = (resident and desire) or (not resident and applicant and desire_applicant)
    held = diploma = NO_DOCUMENTS
    if not by_family:
        held = documents(case, day, out)
        if held.kind == "none":
            diploma = diplomas(case, day, out)
    free = visa_free(case, registered, out)
    transit = airport(case, out)
    rescued = sea_rescue(case, day, out)
    entered = irregular_entry(case, day, out)
    relocated = case.last(Relocated)
    before = "nothing"
    if TransferFoundImpossible in case.kinds:
        before = "transfer_impossible"
    elif case.findings.get("relieved_determining"):
        before = "take_back_relieved"
    elif relocated is not None:
        before = "relocated"
    found = case.decide(
        ADULT,
        {
            "resident_family": how_many(resident),
            "written_desire": desire,
            "applicant_family": how_many(applicant),
            "desire_with_applicant": desire_applicant,
            "document": "open"
            if "open" in (held.kind, diploma.kind)
            else "document"
            if held.kind == "one"
            else "diploma"
            if diploma.kind == "one"
            else "none",
            "visa_free": UNKNOWN if free is None else free.answer,
            "airport": transit.answer == "made",
            "before": before,
            "sea_rescue": rescued.answer,
            "irregular_entry": entered.answer,
        },
        known_as={"desire_with_applicant": "written_desire", "visa_free": "waived_where_registered"},
    )
    if found is None:
        return
    outcome, why = found
    if outcome == "open":
        settle = ("written_desire",) if why[0].row.endswith("several") else ()
        case.silent("responsible", CRITERIA_OPEN, settle=settle, cite=why[0].cite)
        return
    designated = {
        "resident_family": resident[0] if resident else "",
        "applicant_family": applicant[0] if applicant else "",
        "document": held.state,
        "diploma": diploma.state,
        "visa_free": free.state if free else "",
        "airport": transit.state,
        "relocation": relocated.to if relocated else "",
        "sea_rescue": rescued.state,
        "irregular_entry": entered.state,
        "determining": case.state,
        "first_registration": registered.state,
        "second_registration": case.state,
    }[outcome]
    reasons = held.reasons + diploma.reasons + why
    responsible_by(case, designated, reasons, reasons[0].cite, settled=outcome == "determining")


def examine(case: Case) -> None:
    """The criteria for one person; nothing without a registration, after a security threat, or in a take back."""
    registered = first_registration(case)
    if registered is None or case.findings.get("decided") or taking_back(case):
        return
    if not case.governs("AMMR 24"):
        return
    minor = case.minor_on(case.day(registered)) if case.unaccompanied else False
    if minor is None:
        case.silent("responsible", CHILD_UNDECIDED, settle=("born",), cite="AMMR 25")
    elif minor:
        case.findings["child"] = True
        child(case, registered, excluded(case))
    else:
        _adult(case, registered)


chapter(625, single=examine, when=(ApplicationRegistered,))
