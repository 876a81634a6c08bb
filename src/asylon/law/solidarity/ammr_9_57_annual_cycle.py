"""The annual cycle (Regulation (EU) 2024/1351, Articles 9 to 14, 57 and 60): who does what by which day of the year."""

from __future__ import annotations

from datetime import date

from asylon.law.book import UNION
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances.solidarity import (
    AnnualPackageAdopted,
    ContributionsInsufficient,
    HighLevelForumConvened,
    PoolEstablished,
)
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.general.named_dates import ANNUAL_REPORT, STATE, enter, named_date
from asylon.law.provisions import obligation, prohibition, time_limit

POOL = "solidarity-pool"
_DECEMBER, _LAST = 12, 31
_AGENCIES = ("asylum_agency", "border_agency", "europol", "rights_agency")
_LATER = Bilingual(
    "The steps of the year that follow come later; none of them is dropped.",
    "De volgende stappen van het jaar schuiven op; geen ervan vervalt.",
)

# AMMR 9(7) to (10), 9(4), 11(4), 12(6), 57(1), 60(6): the dates of the year.
DUTIES = (
    named_date(
        "annual-cycle-information", "solidarity", ("LC-2",), "AMMR 9(7)", STATE,
        "provide the information of Article 10 for the annual report",
        "de informatie van artikel 10 voor het jaarverslag verstrekken",
        also=_AGENCIES, consequence=_LATER,
    ),
    named_date(
        "annual-cycle-first-meeting", "solidarity", ("LC-3",), "AMMR 9(8)", "commission",
        "convene the mechanism for preparedness in the first half of July and present the initial assessment",
        "het paraatheidsmechanisme in de eerste helft van juli bijeenroepen en de eerste beoordeling voorleggen",
        consequence=_LATER,
    ),
    named_date(
        "annual-cycle-updated-information", "solidarity", ("LC-4",), "AMMR 9(9)", STATE,
        "provide the Commission with updated information",
        "de Commissie bijgewerkte informatie verstrekken",
        also=_AGENCIES, consequence=_LATER,
    ),
    named_date(
        "annual-cycle-second-meeting", "solidarity", ("LC-5",), "AMMR 9(10)", "commission",
        "convene the mechanism for preparedness and present the consolidated assessment",
        "het paraatheidsmechanisme bijeenroepen en de geconsolideerde beoordeling voorleggen",
        consequence=_LATER,
    ),
    named_date(
        ANNUAL_REPORT, "solidarity", ("G-9", "LC-6"), "AMMR 9(4)", "commission",
        "adopt the European Annual Asylum and Migration Report",
        "het Europees jaarverslag over asiel en migratie vaststellen",
        consequence=_LATER,
    ),
    named_date(
        "migratory-pressure-decision", "solidarity", ("G-9", "LC-6", "L-11"), "AMMR 11(4)", "commission",
        "decide which Member States are under pressure, at risk, or in a significant migratory situation",
        "besluiten welke lidstaten onder druk staan, risico lopen, of in een significante migratiesituatie verkeren",
        consequence=_LATER,
    ),
    named_date(
        "solidarity-pool-proposal", "solidarity", ("G-9", "LC-6", "L-1"), "AMMR 12(6)", "commission",
        "adopt the proposal for the pool of the coming year, restricted until the Council has acted",
        "het voorstel voor de pool van het komende jaar vaststellen, beperkt toegankelijk tot de Raad heeft besloten",
        consequence=_LATER,
    ),
    named_date(
        POOL, "solidarity", ("G-11", "LC-8"), "AMMR 57(1)", "council",
        "establish the pool of the coming year by qualified majority, with reference numbers and pledges",
        "met gekwalificeerde meerderheid de pool van het komende jaar instellen, met referentieaantallen en toezeggingen",
        consequence=Bilingual(
            "Without the act there is no pool to draw on; the duty to establish it stays.",
            "Zonder handeling is er geen pool om uit te putten; de plicht haar in te stellen blijft.",
        ),
    ),
    named_date(
        "solidarity-implemented-confirmation", "solidarity", ("LC-1",), "AMMR 60(6); IR2055 30(2)", STATE,
        "confirm to the EU Solidarity Coordinator how much of each measure was carried out in the preceding year",
        "de EU-solidariteitscoördinator bevestigen hoeveel van elke maatregel in het vorige jaar is uitgevoerd",
        consequence=Bilingual(
            "The contributions due cannot be computed (IR2055 30(2)).",
            "De verschuldigde bijdragen kunnen niet worden berekend (IR2055 30(2)).",
        ),
    ),
)  # fmt: skip

# AMMR 13(2)-(4): the High-Level Forum.
FORUM = time_limit(
    "high-level-forum", ("LC-7",), "AMMR 13(2)", "council",
    Bilingual("convene the High-Level Forum, where Member States pledge", "het forum op hoog niveau bijeenroepen, waar lidstaten toezeggingen doen"),
    Bilingual("the adoption of report, decision and proposal", "de vaststelling van verslag, besluit en voorstel"),
    _LATER, block="solidarity", by=Counting.AMMR_75, records="high_level_forum_convened",
)  # fmt: skip
AGAIN = obligation(
    "high-level-forum-again", "solidarity", ("L-16",), "AMMR 13(4)", "council",
    ("reconvene the High-Level Forum, by simple majority, to ask for additional contributions",
     "het forum op hoog niveau met gewone meerderheid opnieuw bijeenroepen om aanvullende bijdragen te vragen"),
    ("Mandatory offsets presuppose this meeting (63(3)).", "Verplichte compensaties veronderstellen deze bijeenkomst (63(3))."),
)  # fmt: skip
RESTRICTED = prohibition(
    "pool-proposal-public", "solidarity", ("LC-6",), "AMMR 12(6)",
    "make the proposal for the pool public before the Council has adopted its act",
    "het voorstel voor de pool openbaar maken voordat de Raad zijn handeling heeft vastgesteld",
)  # fmt: skip


def examine(case: Case) -> None:
    """The dates of the year; for the Union also what follows the package of report, decision and proposal."""
    # The act of the pool of a year is due on the last day of the year before.
    pools = {date(pool.year - 1, _DECEMBER, _LAST): pool for pool in case.all(PoolEstablished)}
    enter(case, DUTIES, {POOL: pools})
    if case.state != UNION:
        return
    forums = case.all(HighLevelForumConvened)
    package = case.last(AnnualPackageAdopted)
    if package is not None:
        since = case.day(package)
        case.limit(FORUM, package, met=next((f for f in forums if not f.again and case.day(f) >= since), None))
        if not any(case.day(pool) >= since for pool in case.all(PoolEstablished)):
            case.stand(case.forbidden, RESTRICTED)
    short = case.last(ContributionsInsufficient)
    if short is not None:
        since = case.day(short)
        case.oblige(AGAIN, met=next((f for f in forums if f.again and case.day(f) >= since), None))


chapter(709, state=examine)
