"""Whose data may be changed, and what the person may ask (Regulation (EU) 2024/1358, Articles 40 and 43)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.eurodac.eud_16_25_status import entered
from asylon.law.facts.eurodac import (
    DataAccessAnswered,
    DataAccessRequested,
    EurodacErased,
    EurodacInaccuracyFound,
    EurodacInaccuracyReported,
)
from asylon.law.provisions import obligation, prohibition, right

RECTIFY = obligation(
    "eurodac-rectify", "eurodac", ("E4-13",), "EUD 40(3); 40(5); 43(4)", "eurodac_authority",
    ("check the data, amend or erase them without delay where needed, and confirm it to the person in writing",
     "de gegevens controleren, zo nodig onverwijld wijzigen of wissen, en dat de persoon schriftelijk bevestigen"),
    ("Wrong data stay visible to every Member State.", "Onjuiste gegevens blijven voor elke lidstaat zichtbaar."),
)  # fmt: skip
TELL_ORIGIN = obligation(
    "eurodac-tell-origin", "eurodac", ("E4-13",), "EUD 40(5)", "eurodac_authority",
    ("inform the Member State of origin of the evidence as soon as possible; for unlawful data eu-LISA and the Commission too",
     "de lidstaat van herkomst zo spoedig mogelijk over de aanwijzingen inlichten; bij onrechtmatige gegevens ook eu-LISA en de Commissie"),
    ("Wrong data stay visible to every Member State.", "Onjuiste gegevens blijven voor elke lidstaat zichtbaar."),
)  # fmt: skip
NOT_OTHERS = prohibition(
    "eurodac-not-amend-others", "eurodac", ("E4-13",), "EUD 40(3)",
    "no amendment or erasure of data that another Member State transmitted",
    "geen wijziging of wissing van gegevens die een andere lidstaat verzond",
)  # fmt: skip
ACCESS = right(
    "eurodac-access", "eurodac", ("E1-7", "E4-17"), "EUD 43(1); 43(2)",
    "receive the own data recorded in Eurodac, a security flag included unless it is restricted, and learn who sent them",
    "de eigen in Eurodac vastgelegde gegevens ontvangen, een niet afgeschermde veiligheidsmarkering inbegrepen, en vernemen wie ze verzond",
)  # fmt: skip
ANSWER = obligation(
    "eurodac-answer-access", "eurodac", ("E1-7",), "EUD 43(2); 43(8)", "eurodac_authority",
    ("answer the request and keep a written record of it for the supervisory authority",
     "het verzoek beantwoorden en er een schriftelijk document van bewaren voor de toezichthouder"),
    ("The person can complain to the supervisory authority.", "De persoon kan bij de toezichthouder klagen."),
)  # fmt: skip
ERASE = obligation(
    "eurodac-erase-access-data", "eurodac", ("E1-7",), "EUD 43(6)", "eurodac_authority",
    ("erase the data of the request immediately: they served the answer only",
     "de gegevens van het verzoek meteen wissen: zij dienden alleen het antwoord"),
    ("Data are kept without a purpose.", "Gegevens worden zonder doel bewaard."),
)  # fmt: skip


def accuracy(case: Case) -> None:
    """Only the Member State of origin may amend; the others tell it."""
    for found in case.all(EurodacInaccuracyFound):
        if found.recorded_by == case.state:
            case.oblige(RECTIFY, met=entered(case, "rectified", found.at) or case.after(EurodacErased, found.at))
        else:
            case.stand(case.forbidden, NOT_OTHERS, about=found.recorded_by)
            case.oblige(TELL_ORIGIN, met=case.after(EurodacInaccuracyReported, found.at))


def access(case: Case) -> None:
    """A request about the own data: answered, recorded, its biometric data erased (reference digit 6)."""
    asked = case.last(DataAccessRequested)
    if asked is None:
        return
    answered = case.after(DataAccessAnswered, asked.at)
    case.stand(case.rights, ACCESS)
    case.oblige(ANSWER, met=answered)
    if answered is not None:
        erased = case.first(
            EurodacErased,
            lambda fact: fact.what == "access_request_data" and fact.at.utc(case.zone) >= answered.at.utc(case.zone),
        )
        case.oblige(ERASE, met=erased)


chapter(140, single=accuracy, when=(EurodacInaccuracyFound,))
chapter(143, single=access, when=(DataAccessRequested,))
