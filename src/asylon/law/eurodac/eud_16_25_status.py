"""What a Member State must add to Eurodac later (Regulation (EU) 2024/1358, Articles 16(2), 22(7), 23(6), 24(7), 25, 31(6)).

Where a transfer arrived, when the person left, where he or she is relocated. Who is responsible (16(1), 16(3)) is entered as
AMMR 37(1) and 38(3) ask, and stands there. What others learn of it: :mod:`asylon.law.eurodac.eud_16_31_informing`.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.eurodac.eud_29_41_storage import datasets
from asylon.law.facts import (
    ApplicationWithdrawn,
    ArrivedAfterRelocation,
    DecisionTaken,
    EurodacTransmitted,
    Fact,
    TakeBackNotified,
    TakeBackReceived,
    TakeBackReplied,
    TakeChargeReceived,
    TakeChargeReplied,
    TakeChargeRequested,
    Transferred,
)
from asylon.law.facts.determination import LeftTerritory
from asylon.law.facts.eurodac import Entry, EurodacUpdated
from asylon.law.moments import Moment
from asylon.law.provisions import Obligation, obligation
from asylon.law.table_inputs import yes_no
from asylon.law.tables import Choice, DecisionTable, Row, register_table

_WHO = "eurodac_authority"
_UNSEEN = (
    "Other Member States work with an outdated dataset: enter it as soon as possible.",
    "Andere lidstaten werken met een verouderde dataset: voer het zo spoedig mogelijk in.",
)


def _entry(id_: str, rules: tuple[str, ...], cite: str, en: str, nl: str) -> Obligation:
    return obligation(id_, "eurodac", rules, cite, _WHO, (en, nl), _UNSEEN)


NEW_DATASET = _entry(
    "eurodac-arrival-take-charge", ("E3-2",), "EUD 16(2)(a)",
    "send a new dataset with the date of arrival, and with the date of application that the transferring State entered",
    "een nieuwe dataset verzenden met de aankomstdatum, en met de door de overdragende lidstaat ingevoerde datum van het verzoek",
)  # fmt: skip
ARRIVAL = _entry(
    "eurodac-arrival-take-back", ("E3-3",), "EUD 16(2)(b)",
    "add the date of arrival to the existing dataset", "de aankomstdatum aan de bestaande dataset toevoegen",
)  # fmt: skip
LEFT = _entry(
    "eurodac-date-left", ("E3-4",), "EUD 16(2)(c); AMMR 37(4)",
    "add the date on which the person left the territory of the Member States",
    "de datum toevoegen waarop de persoon het grondgebied van de lidstaten verliet",
)  # fmt: skip
REMOVED = _entry(
    "eurodac-date-removed", ("E3-5", "RT-11"), "EUD 16(2)(d); AMMR 37(5)",
    "add the date of the removal, or of leaving under the return decision after the rejection or withdrawal",
    "de datum van verwijdering toevoegen, of van vertrek krachtens het terugkeerbesluit na afwijzing of intrekking",
)  # fmt: skip
REMOVED_22_24 = _entry(
    "eurodac-date-removed-no-applicant", ("E3-9", "RT-11"), "EUD 22(7); 23(6); 24(7)",
    "add the date of the removal, or of leaving under the return decision, to the dataset of apprehension, stay or rescue",
    "de datum van verwijdering of vertrek krachtens het terugkeerbesluit toevoegen aan de dataset van aanhouding, verblijf of redding",
)  # fmt: skip
RELOCATION = _entry(
    "eurodac-relocation-state", ("E3-7",), "EUD 25(1); AMMR 67(9)",
    "add the Member State of relocation to the dataset", "de lidstaat van herplaatsing aan de dataset toevoegen",
)  # fmt: skip
RELOCATED = _entry(
    "eurodac-arrival-relocation", ("E3-8",), "EUD 25(2)",
    "send a dataset with the date of arrival after the relocation",
    "een dataset met de datum van aankomst na de herplaatsing verzenden",
)  # fmt: skip
RELOCATED_BENEFICIARY = _entry(
    "eurodac-relocated-beneficiary", ("E4-10",), "EUD 31(6); AMMR 68(4)",
    "register itself as the Member State responsible and take over the mark of the State that granted protection",
    "zichzelf als verantwoordelijke lidstaat registreren en de markering overnemen van de lidstaat die bescherming verleende",
)  # fmt: skip

ARRIVED = register_table(
    DecisionTable(
        name="eurodac-arrival-after-transfer",
        question=Bilingual(
            "What does the Member State responsible enter when the person arrives?",
            "Wat voert de verantwoordelijke lidstaat in als de persoon aankomt?",
        ),
        inputs=(
            Choice(
                "transfer_after",
                ("take_charge", "take_back"),
                label=Bilingual("transfer after", "overdracht na"),
                words={
                    "take_charge": Bilingual("take charge request", "overnameverzoek"),
                    "take_back": Bilingual("take back notification", "kennisgeving van terugname"),
                },
            ),
        ),
        outcomes={
            NEW_DATASET.id: Bilingual("a new dataset with the arrival date", "een nieuwe dataset met de aankomstdatum"),
            ARRIVAL.id: Bilingual("the arrival date in its dataset", "de aankomstdatum in zijn dataset"),
        },
        rows=(
            Row("take-charge", {"transfer_after": "take_charge"}, NEW_DATASET.id, ("E3-2",), "EUD 16(2)(a)"),
            Row("take-back", {"transfer_after": "take_back"}, ARRIVAL.id, ("E3-3",), "EUD 16(2)(b)"),
        ),
    )
)

DEPARTURE = register_table(
    DecisionTable(
        name="eurodac-departure",
        question=Bilingual(
            "Which date does the Member State of origin add when the person has left?",
            "Welke datum voegt de lidstaat van herkomst toe als de persoon is vertrokken?",
        ),
        inputs=(
            Choice("article", ("15", "22", "23", "24"), label=Bilingual("dataset under article (EUD)", "dataset krachtens artikel (EUD)")),
            yes_no("under_return_decision", "left under a return decision or removal order", "vertrokken krachtens een terugkeer- of verwijderingsbesluit"),
            yes_no("rejected_or_withdrawn", "application rejected or withdrawn", "verzoek afgewezen of ingetrokken"),
        ),
        outcomes={
            LEFT.id: Bilingual("the date of leaving", "de datum van vertrek"),
            REMOVED.id: Bilingual("the date of removal or leaving after the rejection", "de datum van verwijdering of vertrek na de afwijzing"),
            REMOVED_22_24.id: Bilingual("the date of removal or leaving", "de datum van verwijdering of vertrek"),
            "none": Bilingual("none", "geen"),
        },
        hit_policy="first",
        rows=(
            Row(
                "applicant-returned",
                {"article": "15", "under_return_decision": True, "rejected_or_withdrawn": True},
                REMOVED.id,
                ("E3-5", "RT-11"),
                "EUD 16(2)(d)",
            ),
            Row("applicant-left", {"article": "15"}, LEFT.id, ("E3-4",), "EUD 16(2)(c)"),
            Row("returned", {"under_return_decision": True}, REMOVED_22_24.id, ("E3-9", "RT-11"), "EUD 22(7); 23(6); 24(7)"),
            Row("left", {}, "none", ("E3-9",), "EUD 22(7); 23(6); 24(7)"),
        ),
    )
)  # fmt: skip
_ENTRIES: dict[str, tuple[Obligation, Entry]] = {
    LEFT.id: (LEFT, "left_territory"),
    REMOVED.id: (REMOVED, "left_or_removed_under_return_decision"),
    REMOVED_22_24.id: (REMOVED_22_24, "left_or_removed_under_return_decision"),
}

_TAKE_CHARGE = (TakeChargeRequested, TakeChargeReceived, TakeChargeReplied)
_TAKE_BACK = (TakeBackNotified, TakeBackReceived, TakeBackReplied)
_ENDED_WITHOUT_PROTECTION = frozenset(
    {"inadmissible", "unfounded", "manifestly_unfounded", "implicitly_withdrawn", "explicitly_withdrawn"}
)


def entered(case: Case, entry: Entry, since: Moment) -> EurodacUpdated | None:
    """The first time since a moment that this Member State entered something."""
    instant = since.utc(case.zone)
    return case.first(EurodacUpdated, lambda fact: fact.entry == entry and fact.at.utc(case.zone) >= instant)


def examine(case: Case) -> None:
    """The entries that follow from arrival, departure and relocation."""
    own = [dataset for dataset in datasets(case) if dataset.article != "18(2)"]
    for arrived in case.all(Transferred):
        if arrived.to == case.state and arrived.state != case.state:
            _arrived(case, arrived)
    for left in case.all(LeftTerritory):
        for article in dict.fromkeys(dataset.article for dataset in own):
            _left(case, left, "15" if article in ("16(2)(a)", "25(2)") else article)
    obliged: Moment | None = case.findings.get("relocation_obliged")
    if obliged is not None and own:
        case.oblige(RELOCATION, met=entered(case, "member_state_of_relocation", obliged))
    relocated = case.here(ArrivedAfterRelocation)
    if relocated is not None:
        _relocated(case, relocated)


def _arrived(case: Case, arrived: Transferred) -> None:
    before = [
        (fact.at.utc(case.zone), way)
        for way, kinds in (("take_charge", _TAKE_CHARGE), ("take_back", _TAKE_BACK))
        for kind in kinds
        for fact in case.all(kind)
        if fact.at.utc(case.zone) <= arrived.at.utc(case.zone)
    ]
    decided = case.decide(ARRIVED, {"transfer_after": max(before)[1] if before else None})
    if decided is None:
        return
    outcome, why = decided
    if outcome == ARRIVAL.id:
        case.oblige(ARRIVAL, why, met=entered(case, "arrival_after_take_back", arrived.at))
        return
    case.oblige(NEW_DATASET, why, met=_sent(case, arrived, "16(2)(a)"))


def _sent(case: Case, arrived: Fact, article: str) -> EurodacTransmitted | None:
    instant = arrived.at.utc(case.zone)
    return case.first(
        EurodacTransmitted,
        lambda fact: (
            fact.at.utc(case.zone) >= instant and fact.state == case.state and fact.recorded_under in (None, article)
        ),
    )


def _left(case: Case, left: LeftTerritory, article: str) -> None:
    if article not in ("15", "22", "23", "24"):
        return
    ended = case.first(ApplicationWithdrawn) is not None or any(
        fact.outcome in _ENDED_WITHOUT_PROTECTION for fact in case.all(DecisionTaken)
    )
    decided = case.decide(
        DEPARTURE,
        {"article": article, "under_return_decision": left.how != "own_accord", "rejected_or_withdrawn": ended},
    )
    if decided is None or decided[0] == "none":
        return
    duty, entry = _ENTRIES[decided[0]]
    case.oblige(duty, decided[1], met=entered(case, entry, left.at))


def _relocated(case: Case, arrived: ArrivedAfterRelocation) -> None:
    """Recorded under Article 17 or 23, with the date of arrival; a beneficiary keeps the mark (25(2), 31(6))."""
    case.oblige(RELOCATED, met=_sent(case, arrived, "25(2)"))
    granted = case.first(DecisionTaken, lambda fact: fact.outcome in ("refugee_status", "subsidiary_protection"))
    if arrived.came_as == "relocated_beneficiary" or (arrived.came_as is None and granted is not None):
        case.oblige(RELOCATED_BENEFICIARY, met=entered(case, "marked", arrived.at))


# After responsibility and relocation, of which it tells Eurodac.
chapter(790, single=examine, when=(EurodacTransmitted, Transferred, LeftTerritory, ArrivedAfterRelocation))
