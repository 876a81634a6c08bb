"""What the other Member States learn from Eurodac, and must copy (Regulation (EU) 2024/1358, Articles 16(4), 17(4), 30(2), 31).

The clock of seventy-two hours is Eurodac's own. It is shown where the receipt by Eurodac is recorded, and only Member
States that hold a hit with the person's data are told.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.eurodac.eud_16_25_status import entered
from asylon.law.eurodac.eud_29_41_storage import datasets
from asylon.law.facts.eurodac import Entry, EurodacNoticeReceived, EurodacReceiptConfirmed, OtherStatesInformed
from asylon.law.provisions import Obligation, obligation, route_step, time_limit

INFORM = time_limit(
    "eurodac-inform-others", ("E3-10",), "EUD 16(4)", "eu_lisa",
    Bilingual("inform the other Member States of origin that hold a hit", "de andere lidstaten van herkomst met een treffer informeren"),
    Bilingual("the receipt of the data by Eurodac", "de ontvangst van de gegevens door Eurodac"),
    Bilingual("Other Member States work with outdated data: inform as soon as possible.", "Andere lidstaten werken met verouderde gegevens: informeer zo spoedig mogelijk."),
    block="eurodac", by=Counting.REG_1182_71, records="eurodac_other_states_informed",
)  # fmt: skip
#: Where each kind of information stands, and which rule it adds.
_PLACES: dict[str, tuple[str, tuple[str, ...]]] = {
    "member_state_responsible": ("EUD 16(4)", ()),
    "marked": ("EUD 31(1); 31(4)", ("E4-8", "E4-9")),
    "security_flag_deleted": ("EUD 17(4)", ()),
    "erased": ("EUD 30(2)", ("E4-12",)),
}


def _copy(id_: str, rules: tuple[str, ...], cite: str, en: str, nl: str) -> Obligation:
    return obligation(
        id_, "eurodac", ("E3-10", *rules), cite, "eurodac_authority", (en, nl),
        ("The datasets of one person contradict each other.", "De datasets van een persoon spreken elkaar tegen."),
    )  # fmt: skip


COPY_RESPONSIBLE = _copy(
    "eurodac-copy-responsible", (), "EUD 16(4)",
    "enter the Member State responsible in the own dataset of the applicant too",
    "de verantwoordelijke lidstaat ook in de eigen dataset van de verzoeker opnemen",
)  # fmt: skip
COPY_MARK = _copy(
    "eurodac-copy-mark", ("E4-8", "E4-9"), "EUD 31(1); 31(4)",
    "mark the own corresponding datasets too", "ook de eigen overeenkomstige datasets markeren",
)  # fmt: skip
COPY_FLAG = _copy(
    "eurodac-copy-flag-deletion", (), "EUD 17(4)",
    "delete the security flag in the own dataset too", "de veiligheidsmarkering ook in de eigen dataset verwijderen",
)  # fmt: skip
TOLD_OF_ERASURE = route_step(
    "eurodac-told-of-erasure", "eurodac", ("E3-10", "E4-12"), "EUD 30(2)",
    "told that another Member State erased its data; the own data go once a citizenship is known (30(1))",
    "ingelicht dat een andere lidstaat zijn gegevens wiste; de eigen gegevens gaan weg zodra een nationaliteit bekend is (30(1))",
)  # fmt: skip
_COPIES: dict[str, tuple[Obligation, Entry, tuple[str, ...]]] = {
    "member_state_responsible": (COPY_RESPONSIBLE, "member_state_responsible", ("15", "16(2)(a)", "25(2)")),
    "marked": (COPY_MARK, "marked", ()),
    "security_flag_deleted": (COPY_FLAG, "security_flag_deleted", ("15", "16(2)(a)", "25(2)", "22", "23", "24")),
}


def examine(case: Case) -> None:
    """Eurodac informs; who is informed follows."""
    for received in case.all(EurodacReceiptConfirmed):
        cite, rules = _PLACES[received.about]
        case.limit(INFORM, received, met=case.after(OtherStatesInformed, received.at), rules=rules, cite=cite)
    own = {dataset.article for dataset in datasets(case)}
    for notice in case.all(EurodacNoticeReceived):
        if notice.about == "erased":
            case.stand(case.steps, TOLD_OF_ERASURE)
            continue
        duty, entry, articles = _COPIES[notice.about]
        if own and (not articles or not own.isdisjoint(articles)):
            case.oblige(duty, met=entered(case, entry, notice.at))


chapter(791, single=examine, when=(EurodacReceiptConfirmed, EurodacNoticeReceived))
