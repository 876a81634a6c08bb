"""Forms, the channel they go through, and priority (Implementing Regulation (EU) 2025/2055, Articles 1, 3, 5, 7 to 32).

Everything in writing goes through DubliNet, whose proof of delivery fixes day and hour; only practical arrangements of a
transfer may go another way.
"""

from __future__ import annotations

from functools import cache

from asylon.law.case import Case
from asylon.law.citations import Bilingual
from asylon.law.position import Reason
from asylon.law.provisions import Prohibition, declare
from asylon.law.tables import Choice, Decision, DecisionTable, Row, register_table, yes_no

#: The criteria that go first and for which circumstantial evidence is enough.
FAMILY_CRITERIA = ("AMMR 25", "AMMR 26", "AMMR 27", "AMMR 28", "AMMR 34")

NO_FORMAL_PROOF = declare(
    Prohibition(
        id="no-formal-proof-demanded",
        block="responsibility",
        rules=("D-48",),
        cite="IR2055 7(4); AMMR 40(6)",
        words=Bilingual(
            "no original documents and no DNA test may be demanded where the circumstantial evidence is coherent, verifiable and sufficiently detailed",
            "er mogen geen originele documenten of DNA-test worden geëist als het indirecte bewijs samenhangend, verifieerbaar en voldoende gedetailleerd is",
        ),
    )
)


def _annex(number: str) -> Bilingual:
    return Bilingual(f"form of Annex {number}, through DubliNet", f"formulier van bijlage {number}, via DubliNet")


FORMS = register_table(
    DecisionTable(
        name="dublinet-forms",
        question=Bilingual("On which form, and by which channel?", "Met welk formulier, en langs welke weg?"),
        inputs=(
            Choice(
                "transmission",
                (
                    "take_charge", "take_charge_old", "take_back", "relocation", "transfer", "group_transfer",
                    "family_information", "health", "laissez_passer", "solidarity_report", "leaflet", "arrangements",
                ),
                label=Bilingual("what is sent or handed over", "wat wordt verzonden of overhandigd"),
                words={
                    "take_charge": Bilingual("take charge request or its reply", "overnameverzoek of antwoord daarop"),
                    "take_charge_old": Bilingual(
                        "take charge request under Regulation 604/2013", "overnameverzoek onder Verordening 604/2013"
                    ),
                    "take_back": Bilingual("take back notification or its reply", "kennisgeving van terugname of antwoord"),
                    "transfer": Bilingual("information before a transfer", "informatie voor een overdracht"),
                    "group_transfer": Bilingual("transfer of a group under escort", "groepsoverdracht onder escorte"),
                    "family_information": Bilingual(
                        "consultation on dependency or a minor's family", "raadpleging over afhankelijkheid of familie van een minderjarige"
                    ),
                    "health": Bilingual("common health certificate", "gemeenschappelijke gezondheidsverklaring"),
                    "laissez_passer": Bilingual("laissez-passer", "doorlaatbewijs"),
                    "solidarity_report": Bilingual("report on solidarity measures", "verslag over solidariteitsmaatregelen"),
                    "leaflet": Bilingual("leaflet on Eurodac", "brochure over Eurodac"),
                    "arrangements": Bilingual(
                        "practical arrangements, time and place of a transfer", "praktische regeling, tijd en plaats van een overdracht"
                    ),
                },
            ),
        ),
        outcomes={
            "annex_ii": _annex("II"), "annex_xii": _annex("XII"), "annex_iii": _annex("III"), "annex_iv": _annex("IV"),
            "annex_v": _annex("V"), "annex_vi": _annex("VI"), "annex_vii": _annex("VII"), "annex_viii": _annex("VIII"),
            "annex_ix": Bilingual("document of Annex IX", "document van bijlage IX"),
            "annex_x": _annex("X"),
            "annex_xi": Bilingual("leaflet of Annex XI", "brochure van bijlage XI"),
            "other_means": Bilingual("other means are allowed if necessary", "andere middelen zijn zo nodig toegestaan"),
        },
        rows=(
            Row("take-charge", {"transmission": "take_charge"}, "annex_ii", ("D-43", "D-40"), "IR2055 7(1); IR2055 3(1)"),
            Row("take-charge-old", {"transmission": "take_charge_old"}, "annex_xii", ("D-43", "D-40"), "IR2055 7(1); IR2055 3(1)"),
            Row("take-back", {"transmission": "take_back"}, "annex_iii", ("D-43", "D-40"), "IR2055 12(1); IR2055 3(1)"),
            Row("relocation", {"transmission": "relocation"}, "annex_iv", ("D-43", "D-40"), "IR2055 17(1); IR2055 3(1)"),
            Row("transfer", {"transmission": "transfer"}, "annex_v", ("D-43", "D-40"), "IR2055 22(1); IR2055 3(1)"),
            Row("group", {"transmission": "group_transfer"}, "annex_vi", ("D-43", "D-40"), "IR2055 26(2); IR2055 3(1)"),
            Row("family", {"transmission": "family_information"}, "annex_vii", ("D-43", "D-40"), "IR2055 10(1); IR2055 11(4); IR2055 3(1)"),
            Row("health", {"transmission": "health"}, "annex_viii", ("D-43", "D-40"), "IR2055 29; IR2055 3(1)"),
            Row("laissez-passer", {"transmission": "laissez_passer"}, "annex_ix", ("D-43",), "IR2055 22(3)"),
            Row("solidarity", {"transmission": "solidarity_report"}, "annex_x", ("D-43",), "IR2055 30(2)"),
            Row("leaflet", {"transmission": "leaflet"}, "annex_xi", ("D-43",), "IR2055 32"),
            Row("arrangements", {"transmission": "arrangements"}, "other_means", ("D-40",), "IR2055 3(2)"),
        ),
    )
)  # fmt: skip

PRIORITY = register_table(
    DecisionTable(
        name="responsibility-priority",
        question=Bilingual("Does this case go first?", "Gaat deze zaak voor?"),
        inputs=(
            yes_no(
                "family_criterion", "by Articles 25 to 28 or 34", "op grond van de artikelen 25 tot en met 28 of 34"
            ),
            yes_no("minors", "the case involves minors", "de zaak betreft minderjarigen"),
        ),
        outcomes={
            "priority": Bilingual("first, with P in the reference number", "met voorrang, met P in het kenmerk"),
            "ordinary": Bilingual("in its turn", "op zijn beurt"),
        },
        hit_policy="first",
        rows=(
            Row(
                "family-criterion",
                {"family_criterion": True},
                "priority",
                ("D-29", "D-41"),
                "AMMR 39(1); AMMR 40(1); AMMR 46(1); IR2055 5(2)",
            ),
            Row("minors", {"minors": True}, "priority", ("D-41",), "AMMR 23(1); IR2055 5(2)"),
            Row("other", {}, "ordinary", ("D-41",), "IR2055 5(2)"),
        ),
    )
)


@cache
def form(transmission: str) -> tuple[Reason, ...]:
    """On which form and by which channel something is sent, as a reason beside its duty."""
    found = FORMS.decide({"transmission": transmission})
    assert isinstance(found, Decision)
    return found.answer[1]


def priority(case: Case) -> tuple[Reason, ...]:
    """Why the case goes first, by the criterion that the request rests on or because of a minor; empty where it does not."""
    known: tuple[Reason, ...] | None = case.findings.get("priority")
    if known is not None:
        return known
    indicated = case.responsible
    family = indicated is not None and indicated.criterion.startswith(FAMILY_CRITERIA)
    minors = any(_minor(other) for other in case.family.values())
    found = PRIORITY.decide({"family_criterion": family, "minors": minors})
    assert isinstance(found, Decision)
    reasons = found.answer[1] if found.outcome == "priority" else ()
    if indicated is not None:
        case.findings["priority"] = reasons
    if family:
        case.stand(case.forbidden, NO_FORMAL_PROOF)
    return reasons


def _minor(case: Case) -> bool:
    """Whether the person is a minor today; the birthday itself changes no limit, only the letter on the next form."""
    majority = case.birthday("majority")
    return majority is not None and case.today < majority
