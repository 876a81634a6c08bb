"""How long Eurodac keeps data (Regulation (EU) 2024/1358, Articles 25(2), 29, 30 and 41(4)).

Each dataset is kept from the date on which its biometric data were transmitted: a later update does not start the period
anew, nor does the retransmission of retaken fingerprints. Only citizenship of a Member State ends it early.
"""

from __future__ import annotations

from typing import NamedTuple

from asylon.law.case import FACT_MISSING, Case
from asylon.law.chapters import chapter
from asylon.law.circumstances.temporary_protection import TemporaryProtectionActivated
from asylon.law.citations import Bilingual
from asylon.law.counted import Counted
from asylon.law.eurodac.eud_15_26_events import KINDS, Event, events
from asylon.law.facts import EurodacTransmitted, Fact
from asylon.law.facts.eurodac import EurodacErased
from asylon.law.moments import Moment
from asylon.law.periods import extend
from asylon.law.provisions import KeepingPeriod, Obligation, declare
from asylon.law.temporary_protection.tpd_4_6_duration import lasts_until

_TRANSMITTED = Bilingual("the transmission of the biometric data", "de verzending van de biometrische gegevens")


def _kept(
    id_: str, rules: tuple[str, ...], cite: str, en: str, nl: str, starts: Bilingual = _TRANSMITTED
) -> KeepingPeriod:
    return declare(
        KeepingPeriod(
            id=id_, block="eurodac", rules=(*rules, "E4-11"), cite=f"{cite}; EUD 29(10)",
            words=Bilingual(en, nl), starts=starts, length=id_,
        )
    )  # fmt: skip


APPLICANT = _kept(
    "eurodac-data-applicant", ("E1-1", "E1-2"), "EUD 29(1)", "Eurodac data of the applicant",
    "Eurodac-gegevens van de verzoeker",
)  # fmt: skip
RELOCATED = _kept(
    "eurodac-data-relocated", ("E3-8", "E1-5"), "EUD 25(2); EUD 29(1)", "Eurodac data sent on arrival after relocation",
    "bij aankomst na herplaatsing verzonden Eurodac-gegevens",
)  # fmt: skip
ADMITTED = _kept(
    "eurodac-data-admitted", ("E1-9",), "EUD 29(3)", "Eurodac data of the person admitted",
    "Eurodac-gegevens van de toegelaten persoon",
)  # fmt: skip
NOT_ADMITTED = _kept(
    "eurodac-data-not-admitted", ("E1-10",), "EUD 29(4)", "Eurodac data of the person not admitted",
    "Eurodac-gegevens van de niet toegelaten persoon",
)  # fmt: skip
NATIONAL_SCHEME = _kept(
    "eurodac-data-national-scheme", ("E1-11",), "EUD 29(5)", "Eurodac data of the person resettled nationally",
    "Eurodac-gegevens van de nationaal hervestigde persoon",
)  # fmt: skip
APPREHENDED = _kept(
    "eurodac-data-apprehended", ("E1-3", "E1-4"), "EUD 29(6)", "Eurodac data of the person apprehended at the border",
    "Eurodac-gegevens van de aan de grens aangehouden persoon",
)  # fmt: skip
ILLEGAL_STAY = _kept(
    "eurodac-data-illegal-stay", ("E1-5",), "EUD 29(7)", "Eurodac data of the person staying illegally",
    "Eurodac-gegevens van de illegaal verblijvende persoon",
)  # fmt: skip
DISEMBARKED = _kept(
    "eurodac-data-disembarked", ("E1-12",), "EUD 29(8)", "Eurodac data of the person disembarked",
    "Eurodac-gegevens van de ontscheepte persoon",
)  # fmt: skip
TEMPORARY_PROTECTION = _kept(
    "eurodac-data-temporary-protection", ("E1-13", "TP-9"), "EUD 29(9)",
    "Eurodac data of the beneficiary of temporary protection",
    "Eurodac-gegevens van de begunstigde van tijdelijke bescherming",
    Bilingual("the entry into force of the Council decision", "de inwerkingtreding van het Raadsbesluit"),
)  # fmt: skip
LOG = declare(
    KeepingPeriod(
        id="eurodac-log",
        block="eurodac",
        rules=("E4-14",),
        cite="EUD 41(1); EUD 41(4)",
        words=Bilingual(
            "records of who processed the data when and why (longer if a monitoring procedure has begun)",
            "registratie van wie de gegevens wanneer en waarom verwerkte (langer als een toezichtprocedure loopt)",
        ),
        starts=Bilingual("the end of the storage period", "het einde van de bewaartermijn"),
        length="eurodac-log",
    )
)
ERASE = declare(
    Obligation(
        id="eurodac-erase-on-citizenship",
        block="eurodac",
        rules=("E4-12", "E4-13"),
        cite="EUD 30(1); EUD 40(3)",
        who="eurodac_authority",
        duty=Bilingual(
            "erase the Eurodac data: the person acquired the citizenship of a Member State",
            "de Eurodac-gegevens wissen: de persoon verkreeg de nationaliteit van een lidstaat",
        ),
        consequence=Bilingual(
            "Data of a Union citizen are kept without a basis.",
            "Gegevens van een Unieburger worden zonder grond bewaard.",
        ),
    )
)
_BY_ARTICLE = {
    "15": APPLICANT,
    "16(2)(a)": APPLICANT,
    "25(2)": RELOCATED,
    "20": NATIONAL_SCHEME,
    "22": APPREHENDED,
    "23": ILLEGAL_STAY,
    "24": DISEMBARKED,
    "26": TEMPORARY_PROTECTION,
}
#: Where the grant or the refusal decides (29(3), 29(4)).
_BY_EVENT = {"admitted": ADMITTED, "not_admitted": NOT_ADMITTED}


class Dataset(NamedTuple):
    """A dataset of this Member State in Eurodac: its article, the event that led to it, its first transmission."""

    article: str
    event: Event | None
    sent: EurodacTransmitted


def datasets(case: Case) -> list[Dataset]:
    """The person's datasets of this Member State, in order of transmission (remembered).

    A transmission under no stated article belongs to the latest event before it; a second one for the same event is a
    retransmission and no new dataset.
    """
    found: list[Dataset] | None = case.findings.get("eurodac_datasets")
    if found is None:
        known: dict[tuple[str, str], Dataset] = {}
        for sent in case.all(EurodacTransmitted):
            if sent.state == case.state and (made := _dataset(case, sent)) is not None:
                known.setdefault((made.article, made.event.start.id if made.event else ""), made)
        found = case.findings["eurodac_datasets"] = list(known.values())
    return found


def _dataset(case: Case, sent: EurodacTransmitted) -> Dataset | None:
    instant = sent.at.utc(case.zone)
    before = [
        event
        for event in events(case)
        if event.outcome not in ("none", "searched")
        and event.start.at.utc(case.zone) <= instant
        and sent.recorded_under in (None, event.article)
    ]
    if before:
        return Dataset(before[-1].article, before[-1], sent)
    if sent.recorded_under is None or sent.recorded_under == "18(1)":
        return None
    return Dataset(sent.recorded_under, None, sent)


def examine(case: Case) -> None:
    """Until when each dataset is kept, and the record of its use."""
    citizen = case.citizenship()
    for dataset in datasets(case):
        period = _BY_EVENT.get(dataset.event.name) if dataset.event else None
        period = period or _BY_ARTICLE.get(dataset.article)
        if period is None:
            continue
        start: Fact | Moment = dataset.sent
        counted: Counted | None = None
        if period is TEMPORARY_PROTECTION:
            counted = _yearly(case)
            if counted is None:
                continue
            start = Moment(counted.event_day)
        early = citizen if period is not NOT_ADMITTED else None
        kept = case.retain(
            period,
            start,
            counted=counted,
            earlier=early,
            rules=("E4-12",) if early is not None else (),
            cite="EUD 30(1)" if early is not None else "",
        )
        if early is not None and kept.ended_by:
            case.oblige(ERASE, met=case.after(EurodacErased, early.at))
        if kept.due.last_day is not None and kept.end <= case.now:
            # The records outlive the data by a year from the end of the regular period, also where they went early.
            case.retain(LOG, Moment(kept.due.last_day))


def _yearly(case: Case) -> Counted | None:
    """One year from the entry into force of the decision, and a further year whenever protection still lasts (29(9))."""
    activated = case.circumstances.last(TemporaryProtectionActivated)
    if activated is None:
        case.silent(TEMPORARY_PROTECTION.id, FACT_MISSING, settle=("temporary_protection_activated",), cite="EUD 29(9)")
        return None
    counted = case.count(activated.at, TEMPORARY_PROTECTION.length, TEMPORARY_PROTECTION.by, roll=False)
    until = lasts_until(case, activated)
    year = case.book.length(TEMPORARY_PROTECTION.length, counted.event_day)
    while counted.last_day is not None and counted.last_day < min(case.today, until):
        counted = extend(counted, year, case.calendar, from_="nominal_end", roll=False)
    return counted


chapter(129, single=examine, when=KINDS)
