"""Marking and unmarking (Regulation (EU) 2024/1358, Article 31), and the security flag (17(2)(i), 17(4), 22(3), 23(3), 24(3)).

A mark tells that the person was granted protection, or a residence document. It lives as long as the data, and makes them
available for law enforcement until they are erased. A withdrawal of the status takes the mark away, and only the mark.
"""

from __future__ import annotations

from datetime import timedelta

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.eurodac.eud_16_25_status import entered
from asylon.law.eurodac.eud_29_41_storage import Dataset, datasets
from asylon.law.facts import DecisionTaken, DocumentHeld
from asylon.law.facts.determination import SecurityCheckCarriedOut
from asylon.law.facts.eurodac import SecurityCircumstanceFound, SecurityThreatCeased
from asylon.law.facts.protection import ProtectionWithdrawn
from asylon.law.position import Retention
from asylon.law.provisions import obligation, permission, prohibition
from asylon.law.table_inputs import yes_no
from asylon.law.tables import Choice, DecisionTable, Row, register_table

_WHO = "eurodac_authority"
_UNMARKED = (
    "Other Member States do not see the protection.", "Andere lidstaten zien de bescherming niet.",
)  # fmt: skip
_WRONG = ("The dataset says what is no longer so.", "De dataset vermeldt wat niet meer zo is.")

MARK = obligation(
    "eurodac-mark-protection", "eurodac", ("E4-8",), "EUD 31(1)", _WHO,
    ("mark the dataset: international protection was granted", "de dataset markeren: internationale bescherming is verleend"),
    _UNMARKED,
)  # fmt: skip
UNMARK = obligation(
    "eurodac-unmark", "eurodac", ("E4-8",), "EUD 31(3)", _WHO,
    ("remove the mark: the status was withdrawn", "de markering verwijderen: de status is ingetrokken"),
    _WRONG,
)  # fmt: skip
MARK_RESIDENCE = obligation(
    "eurodac-mark-residence-document", "eurodac", ("E4-9",), "EUD 31(4)", _WHO,
    ("mark the dataset: a residence document was issued", "de dataset markeren: een verblijfstitel is afgegeven"),
    _UNMARKED,
)  # fmt: skip
AVAILABLE = permission(
    "eurodac-marked-data-available", "eurodac", ("E4-8", "E4-9", "E4-16"), "EUD 31(2); 31(5)",
    "compare the marked data for law enforcement under all conditions of Articles 32 and 33, until they are erased",
    "de gemarkeerde gegevens voor rechtshandhaving vergelijken onder alle voorwaarden van artikelen 32 en 33, tot zij worden gewist",
)  # fmt: skip
FLAG = obligation(
    "eurodac-security-flag", "eurodac", ("E1-1", "E1-3", "E1-5", "E1-12"), "EUD 17(2)(i); 22(3)(d); 23(3)(e); 24(3)(f)", _WHO,
    ("record that the person could pose a threat to internal security", "vastleggen dat de persoon een bedreiging voor de binnenlandse veiligheid kan vormen"),
    ("Other Member States are not warned.", "Andere lidstaten worden niet gewaarschuwd."),
)  # fmt: skip
NO_FLAG = prohibition(
    "eurodac-no-security-flag", "eurodac", ("E1-1", "E1-3", "E1-5", "E1-12"), "EUD 17(2)(i); 22(3)(d); 23(3)(e); 24(3)(f)",
    "no security flag: none of the four circumstances that alone allow it was found",
    "geen veiligheidsmarkering: geen van de vier omstandigheden die haar alleen toelaten is gevonden",
)  # fmt: skip
DELETE_FLAG = obligation(
    "eurodac-delete-security-flag", "eurodac", ("E3-10",), "EUD 17(4)", _WHO,
    ("delete the security flag, after consulting the other Member States with a dataset of the person",
     "de veiligheidsmarkering verwijderen, na raadpleging van de andere lidstaten met een dataset van de persoon"),
    _WRONG,
)  # fmt: skip
CONSULT = obligation(
    "eurodac-consult-on-security-flag", "eurodac", ("E3-10",), "EUD 17(4)", _WHO,
    ("consult the other Member States with a dataset of the person before the flag is deleted",
     "de andere lidstaten met een dataset van de persoon raadplegen voordat de markering wordt verwijderd"),
    _WRONG,
)  # fmt: skip

MARKING = register_table(
    DecisionTable(
        name="eurodac-mark",
        question=Bilingual("Is the dataset to be marked?", "Moet de dataset worden gemarkeerd?"),
        inputs=(
            Choice("article", ("15", "22", "23", "24", "other"), label=Bilingual("dataset under article (EUD)", "dataset krachtens artikel (EUD)")),
            yes_no("protection_granted", "international protection granted here", "internationale bescherming hier verleend"),
            yes_no("status_withdrawn", "status withdrawn under QR 14 or 19", "status ingetrokken op grond van QR 14 of 19"),
            yes_no("residence_document", "residence document issued here", "verblijfstitel hier afgegeven"),
        ),
        outcomes={
            "protection": Bilingual("yes: protection", "ja: bescherming"),
            "unmark": Bilingual("no, and a mark goes", "nee, en een markering verdwijnt"),
            "residence": Bilingual("yes: residence document", "ja: verblijfstitel"),
            "none": Bilingual("no", "nee"),
        },
        hit_policy="first",
        rows=(
            Row("withdrawn", {"article": "15", "protection_granted": True, "status_withdrawn": True}, "unmark", ("E4-8",), "EUD 31(3)"),
            Row("granted", {"article": "15", "protection_granted": True}, "protection", ("E4-8",), "EUD 31(1)"),
            Row("residence", {"article": ("22", "23", "24"), "residence_document": True}, "residence", ("E4-9",), "EUD 31(4)"),
            Row("no-mark", {}, "none", ("E4-8", "E4-9"), "EUD 31(1); 31(4)"),
        ),
    )
)  # fmt: skip

FLAGGING = register_table(
    DecisionTable(
        name="eurodac-security-flag",
        question=Bilingual(
            "Is a possible threat to internal security recorded?",
            "Wordt een mogelijke bedreiging van de binnenlandse veiligheid vastgelegd?",
        ),
        inputs=(
            yes_no("threat", "a check shows a possible threat", "een controle toont een mogelijke bedreiging"),
            Choice(
                "circumstance",
                ("armed", "violent", "terrorist_offence", "arrest_warrant_offence", "other_circumstance"),
                closed=True,
                otherwise="other_circumstance",
                label=Bilingual("circumstance", "omstandigheid"),
            ),
        ),
        outcomes={"record": Bilingual("yes", "ja"), "omit": Bilingual("no", "nee")},
        hit_policy="first",
        rows=(
            Row("other", {"circumstance": "other_circumstance"}, "omit", FLAG.rules, FLAG.cite),
            Row("threat", {"threat": True}, "record", FLAG.rules, FLAG.cite),
            Row("no-threat", {}, "omit", FLAG.rules, FLAG.cite),
        ),
    )
)


def marks(case: Case) -> None:
    """The mark that each dataset carries, or should, as long as it is kept."""
    for dataset in datasets(case):
        kept = next((kept for kept in case.retention if kept.started_by == dataset.sent.id), None)
        if kept is not None and kept.end > case.now:
            _mark(case, dataset, kept)


def _mark(case: Case, dataset: Dataset, kept: Retention) -> None:
    article = dataset.article if dataset.article in ("15", "22", "23", "24") else "other"
    since = dataset.sent.at.utc(case.zone)
    granted = case.first(
        DecisionTaken,
        lambda fact: fact.outcome in ("refugee_status", "subsidiary_protection") and fact.state == case.state,
    )
    withdrawn = case.after(ProtectionWithdrawn, granted.at) if granted is not None else None
    issued = case.first(
        DocumentHeld,
        lambda fact: (
            fact.document == "residence_document" and fact.issued_by == case.state and fact.at.utc(case.zone) >= since
        ),
    )
    decided = case.decide(
        MARKING,
        {
            "article": article,
            "protection_granted": granted is not None and granted.at.utc(case.zone) >= since,
            "status_withdrawn": withdrawn is not None,
            "residence_document": issued is not None,
        },
    )
    if decided is None or decided[0] == "none":
        return
    outcome, why = decided
    begun = granted if article == "15" else issued
    assert begun is not None
    marked = entered(case, "marked", begun.at)
    if outcome == "unmark":
        assert withdrawn is not None
        if marked is not None:
            case.oblige(UNMARK, why, met=entered(case, "unmarked", withdrawn.at))
        return
    case.oblige(MARK if outcome == "protection" else MARK_RESIDENCE, why, met=marked)
    if marked is not None:
        last_day = (kept.end - timedelta.resolution).astimezone(case.zone).date()
        case.stand(case.permitted, AVAILABLE, why, until=last_day)


def flag(case: Case) -> None:
    """Only four circumstances allow a flag; it goes when the threat does."""
    if not datasets(case):
        return
    found = case.last(SecurityCircumstanceFound)
    checked = case.last(SecurityCheckCarriedOut)
    decided = case.decide(
        FLAGGING,
        {
            "threat": found is not None if checked is None else checked.threat,
            "circumstance": found.circumstance if found is not None else None,
        },
    )
    if decided is None:
        return
    outcome, why = decided
    ceased = case.last(SecurityThreatCeased)
    if outcome == "omit":
        if found is not None or (checked is not None and checked.threat):
            case.stand(case.forbidden, NO_FLAG, why)
        return
    begun = found or checked
    assert begun is not None
    recorded = entered(case, "security_flag", begun.at)
    if ceased is None:
        case.oblige(FLAG, why, met=recorded)
    elif recorded is not None:
        if not ceased.others_consulted:
            case.oblige(CONSULT, why)
        case.oblige(DELETE_FLAG, why, met=entered(case, "security_flag_deleted", ceased.at))


chapter(131, single=marks, when=(DecisionTaken, DocumentHeld))
chapter(132, single=flag, when=(SecurityCircumstanceFound, SecurityCheckCarriedOut, SecurityThreatCeased))
