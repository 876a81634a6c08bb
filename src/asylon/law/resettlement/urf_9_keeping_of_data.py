"""How long Member States keep data on admission (Regulation (EU) 2024/1350, Article 9(12) and (24))."""

from __future__ import annotations

import msgspec

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts.person import CitizenshipAcquired
from asylon.law.facts.resettlement import (
    AdmissionConcluded,
    AdmissionDiscontinued,
    AdmissionRegistered,
    AdmissionStatusGranted,
)
from asylon.law.moments import Moment
from asylon.law.provisions import Block, KeepingPeriod, declare, obligation, silence
from asylon.law.tables import Choice, DecisionTable, Row, register_table

_BLOCK: Block = "resettlement"
_DATA = Bilingual("national data on the admission procedure", "nationale gegevens over de toelatingsprocedure")


def _keeping(id_: str, length: str, en: str, nl: str) -> KeepingPeriod:
    return declare(
        KeepingPeriod(
            id=id_, block=_BLOCK, rules=("U-8",), cite="URF 9(12)", words=_DATA, starts=Bilingual(en, nl), length=length
        )
    )


GRANTED = _keeping(
    "admission-data-granted",
    "admission-data-granted",
    "the registration for admission",
    "de registratie voor toelating",
)
REFUSED = _keeping(
    "admission-data-refused", "admission-data-refused", "the negative conclusion", "de negatieve conclusie"
)
NO_CONSENT = _keeping(
    "admission-data-no-consent",
    "admission-data-no-consent",
    "the discontinuation for want of consent",
    "de stopzetting bij gebrek aan instemming",
)
#: Erased on the day of the discontinuation itself: the longest period of the paragraph, ended early by that fact.
DISCONTINUED = _keeping(
    "admission-data-discontinued",
    "admission-data-granted",
    "the registration for admission",
    "de registratie voor toelating",
)
NOT_SAID = silence(
    "admission-data-not-said", _BLOCK, ("U-8",), "URF 9(12)",
    "The Regulation names no period for data on a refusal on other grounds; data protection law decides.",
    "De verordening noemt geen termijn voor gegevens over een weigering op andere gronden; het gegevensbeschermingsrecht beslist.",
)  # fmt: skip
# URF 9(24), EUD 18: the Eurodac chapter has the clocks.
EURODAC = obligation(
    "eurodac-for-admission", _BLOCK, ("U-9",), "URF 9(24)", "eurodac_authority",
    ("take biometric data and transmit them to Eurodac as Article 18 of the Eurodac Regulation says",
     "biometrische gegevens afnemen en naar Eurodac verzenden zoals artikel 18 van de Eurodac-verordening voorschrijft"),
    ("A missed time limit does not end the duty (EUD 18(3)).", "Een gemiste termijn beëindigt de plicht niet (EUD 18(3))."),
)  # fmt: skip

KEEPING = register_table(
    DecisionTable(
        name="admission-data",
        question=Bilingual("How long are the data kept?", "Hoelang worden de gegevens bewaard?"),
        inputs=(
            Choice(
                "end",
                (
                    "running",
                    "granted",
                    "refused_danger",
                    "refused_otherwise",
                    "discontinued_consent",
                    "discontinued_otherwise",
                ),
                closed=True,
                otherwise="running",
                label=Bilingual("how the procedure ended", "hoe de procedure eindigde"),
                words={
                    "granted": Bilingual("status granted", "status verleend"),
                    "refused_danger": Bilingual(
                        "refused as danger, alert or earlier such refusal",
                        "geweigerd wegens gevaar, signalering of een eerdere weigering daarom",
                    ),
                    "refused_otherwise": Bilingual("refused on another ground", "op een andere grond geweigerd"),
                    "discontinued_consent": Bilingual(
                        "discontinued for want of consent", "stopgezet bij gebrek aan instemming"
                    ),
                    "discontinued_otherwise": Bilingual(
                        "discontinued for another reason", "om een andere reden stopgezet"
                    ),
                },
            ),
        ),
        outcomes={
            GRANTED.id: Bilingual("from the registration", "vanaf de registratie"),
            REFUSED.id: Bilingual("from the negative conclusion", "vanaf de negatieve conclusie"),
            NO_CONSENT.id: Bilingual("from the discontinuation", "vanaf de stopzetting"),
            DISCONTINUED.id: Bilingual(
                "erased on the day of the discontinuation", "gewist op de dag van de stopzetting"
            ),
            "running": Bilingual("while the procedure runs", "zolang de procedure loopt"),
            "not_said": Bilingual("the Regulation does not say", "de verordening zegt het niet"),
        },
        rows=(
            Row("running", {"end": "running"}, "running", ("U-8",), "URF 9(12)"),
            Row("granted", {"end": "granted"}, GRANTED.id, ("U-8",), "URF 9(12)"),
            # 9(12) says "any of the grounds referred to in" 6(1)(f): points (c) and (d) are the grounds that point names.
            Row("refused", {"end": "refused_danger"}, REFUSED.id, ("U-8",), "URF 9(12)"),
            Row("refused-otherwise", {"end": "refused_otherwise"}, "not_said", ("U-8",), "URF 9(12)"),
            Row("consent", {"end": "discontinued_consent"}, NO_CONSENT.id, ("U-8",), "URF 9(12)"),
            Row("discontinued", {"end": "discontinued_otherwise"}, DISCONTINUED.id, ("U-8",), "URF 9(12)"),
        ),
    )
)

#: The grounds referred to in URF 6(1)(f), and that ground itself; EUD 18(2)(b) uses the same words.
DANGER = frozenset({"6(1)(c)", "6(1)(d)", "6(1)(f)"})


def _end(concluded: AdmissionConcluded | None, ended: AdmissionDiscontinued | None, granted: bool) -> str | None:
    if granted:
        return "granted"
    if ended is not None:
        return "discontinued_consent" if ended.reason == "consent" else "discontinued_otherwise"
    if concluded is not None and not concluded.positive:
        return "refused_danger" if concluded.ground in DANGER else "refused_otherwise"
    return None


def _known(citizen: CitizenshipAcquired | None) -> CitizenshipAcquired | None:
    """The citizenship, dated on the day the Member State became aware of it: only then must it erase."""
    if citizen is None or citizen.known_on is None:
        return citizen
    return msgspec.structs.replace(citizen, at=Moment(citizen.known_on))


def examine(case: Case) -> None:
    """Until when the data are kept; the citizenship of a Member State ends it early."""
    registered = case.last(AdmissionRegistered)
    if registered is None:
        return
    case.oblige(EURODAC)
    concluded = case.after(AdmissionConcluded, registered.at)
    ended = case.after(AdmissionDiscontinued, registered.at)
    found = case.decide(KEEPING, {"end": _end(concluded, ended, case.first(AdmissionStatusGranted) is not None)})
    if found is None:
        return
    kept, why = found
    citizen = _known(case.after(CitizenshipAcquired, registered.at))
    if kept == GRANTED.id:
        case.retain(GRANTED, registered, earlier=citizen, reasons=why)
    elif kept == REFUSED.id and concluded is not None:
        case.retain(REFUSED, concluded, earlier=citizen, reasons=why)
    elif kept == NO_CONSENT.id and ended is not None:
        case.retain(NO_CONSENT, ended, earlier=citizen, reasons=why)
    elif kept == DISCONTINUED.id:
        case.retain(DISCONTINUED, registered, earlier=ended, reasons=why)
    elif kept == "not_said":
        case.silent("admission-data", NOT_SAID)


chapter(1009, single=examine, when=(AdmissionRegistered,))
