"""Eurodac data and third countries (Regulation (EU) 2024/1358, Articles 40(6), 49 and 50).

Nothing leaves, except what is needed to identify or document a person for return, with the agreement of the Member State of
origin, after the person was told, and never the fact of an application.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from asylon.law.book import Book
from asylon.law.calculations import Calculated, CalculationError, calculation, yes
from asylon.law.citations import Bilingual, citations
from asylon.law.table_inputs import yes_no
from asylon.law.tables import Choice, Decision, DecisionTable, Row, register_table

_RULES = ("E4-15",)
_ARTICLES = ("15", "18(2)(a)", "20", "22", "23", "24", "26")

TRANSFER = register_table(
    DecisionTable(
        name="eurodac-third-country-transfer",
        question=Bilingual("May the data be transferred?", "Mogen de gegevens worden doorgegeven?"),
        inputs=(
            Choice("recipient", ("third_country", "third_country_applying_ammr", "organisation", "private_entity"), label=Bilingual("recipient", "ontvanger"), words={
                "third_country": Bilingual("a third country", "een derde land"),
                "third_country_applying_ammr": Bilingual("a third country to which the AMMR applies", "een derde land waarop de AMMR van toepassing is"),
                "organisation": Bilingual("an international organisation", "een internationale organisatie"),
                "private_entity": Bilingual("a private entity", "een particuliere entiteit"),
            }),
            Choice("article", (*_ARTICLES, "other"), label=Bilingual("recorded under article (EUD)", "vastgelegd krachtens artikel (EUD)")),
            yes_no("law_enforcement_hit", "obtained by a hit for law enforcement", "verkregen door een treffer voor rechtshandhaving"),
            yes_no("for_return", "solely to identify, or document, an illegally staying person for return", "uitsluitend om een illegaal verblijvende persoon voor terugkeer te identificeren of documenteren"),
            yes_no("origin_agrees", "the Member State of origin agrees", "de lidstaat van herkomst stemt in"),
            yes_no("informed", "the person was told that data may be shared", "de persoon is verteld dat gegevens gedeeld kunnen worden"),
            yes_no("tells_of_application", "tells of an application or admission procedure", "vermeldt een verzoek of toelatingsprocedure"),
        ),
        outcomes={
            "permitted": Bilingual("yes, by Chapter V of the data protection regulation", "ja, volgens hoofdstuk V van de gegevensbeschermingsverordening"),
            "prohibited": Bilingual("no", "nee"),
        },
        hit_policy="first",
        rows=(
            Row("applies-ammr", {"recipient": "third_country_applying_ammr"}, "permitted", _RULES, "EUD 49(5); 40(6)"),
            Row("no-country", {"recipient": ("organisation", "private_entity")}, "prohibited", _RULES, "EUD 49(1)"),
            Row("law-enforcement", {"law_enforcement_hit": True}, "prohibited", _RULES, "EUD 49(1); 49(2)"),
            Row("application", {"tells_of_application": True}, "prohibited", _RULES, "EUD 49(4)"),
            Row("not-for-return", {"for_return": False}, "prohibited", _RULES, "EUD 50(3)(a)"),
            Row("other-article", {"article": "other"}, "prohibited", _RULES, "EUD 50(1)"),
            Row("no-agreement", {"origin_agrees": False}, "prohibited", _RULES, "EUD 50(1)"),
            Row("not-informed", {"informed": False}, "prohibited", _RULES, "EUD 50(3)(b)"),
            Row("for-return", {}, "permitted", _RULES, "EUD 50(1); 50(3)"),
        ),
    )
)  # fmt: skip


@calculation(
    "eurodac-third-country",
    block="eurodac",
    question=Bilingual(
        "May Eurodac data be transferred to this recipient?",
        "Mogen Eurodac-gegevens aan deze ontvanger worden doorgegeven?",
    ),
    data=Bilingual(
        "recipient: third_country, third_country_applying_ammr, organisation or private_entity; article: 15, 18(2)(a), 20, 22, 23, "
        "24, 26 or other; law_enforcement_hit, for_return, origin_agrees, informed, tells_of_application: true or false",
        "recipient: third_country, third_country_applying_ammr, organisation of private_entity; article: 15, 18(2)(a), 20, 22, 23, "
        "24, 26 of other; law_enforcement_hit, for_return, origin_agrees, informed, tells_of_application: true of false",
    ),
    rules=_RULES,
    cite="EUD 49; 50",
)
def transfer(data: Mapping[str, Any], book: Book, on: date) -> Calculated:
    """Whether the transfer is permitted, and by which place. Raises :class:`CalculationError` for wrong words."""
    flags = ("law_enforcement_hit", "for_return", "origin_agrees", "informed", "tells_of_application")
    try:
        found = TRANSFER.decide(
            {
                "recipient": data.get("recipient"),
                "article": data.get("article", "other"),
                **{name: yes(data, name) for name in flags},
            }
        )
    except ValueError as error:
        raise CalculationError(str(error)) from None
    if not isinstance(found, Decision):
        raise CalculationError(
            f"recipient is missing; {', '.join(found.settle)} would settle it",
            f"recipient ontbreekt; {', '.join(found.settle)} zou het beslissen",
        )
    return Calculated(
        name="eurodac-third-country",
        values={"outcome": found.outcome, "because": found.cite, "direct_access": False},
        rules=found.rules,
        cites=(*(str(place) for place in citations(found.cite)), "EUD 50(6)"),
    )
