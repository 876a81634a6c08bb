"""Comparison for law enforcement (Regulation (EU) 2024/1358, Articles 14(3), 32, 33 and 34).

A question about a request, not about a person's file: no police request is written into an asylum case. Whether grounds are
reasonable, and whether there is urgency, people say; the program says which condition is still missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from asylon.law.book import Book
from asylon.law.calculations import Calculated, CalculationError, calculation, yes
from asylon.law.citations import Bilingual, citations
from asylon.law.moments import anniversary
from asylon.law.table_inputs import yes_no
from asylon.law.tables import Choice, Decision, DecisionTable, Row, register_table

_RULES = ("E4-16", "E1-6")

CONDITIONS = register_table(
    DecisionTable(
        name="eurodac-law-enforcement-conditions",
        question=Bilingual(
            "Are the conditions for a comparison for law enforcement met?",
            "Is aan de voorwaarden voor een vergelijking voor rechtshandhaving voldaan?",
        ),
        inputs=(
            Choice("requester", ("designated_authority", "europol"), label=Bilingual("asked by", "gevraagd door"), words={
                "designated_authority": Bilingual("a designated authority", "een aangewezen autoriteit"),
                "europol": Bilingual("Europol", "Europol"),
            }),
            yes_no("prior_check", "prior check made in the systems named", "voorafgaande controle in de genoemde systemen gedaan"),
            yes_no("cir_shows_eurodac", "the identity repository showed that Eurodac holds data", "het identiteitsregister gaf aan dat Eurodac gegevens bevat"),
            yes_no("serious", "terrorist or other serious criminal offence", "terroristisch of ander ernstig strafbaar feit"),
            yes_no("specific_case", "specific case with specific persons", "specifieke zaak met specifieke personen"),
            yes_no("grounds", "reasonable grounds that it will contribute substantially", "redelijke gronden voor een wezenlijke bijdrage"),
            Choice("child", ("no", "extra_grounds", "no_extra_grounds"), closed=True, otherwise="no", label=Bilingual("used against a child under 14", "gebruikt tegen een kind onder 14"), words={
                "extra_grounds": Bilingual("yes, with further grounds", "ja, met verdere gronden"),
                "no_extra_grounds": Bilingual("yes, without further grounds", "ja, zonder verdere gronden"),
            }),
        ),
        outcomes={"met": Bilingual("met", "voldaan"), "not_met": Bilingual("not met", "niet voldaan")},
        hit_policy="first",
        rows=(
            Row("not-serious", {"requester": "designated_authority", "serious": False}, "not_met", _RULES, "EUD 33(1)(b)"),
            Row("not-serious-europol", {"serious": False}, "not_met", _RULES, "EUD 34(1)(b)"),
            Row("not-specific", {"requester": "designated_authority", "specific_case": False}, "not_met", _RULES, "EUD 33(1)(c)"),
            Row("not-specific-europol", {"specific_case": False}, "not_met", _RULES, "EUD 34(1)(c)"),
            Row("no-grounds", {"requester": "designated_authority", "grounds": False}, "not_met", _RULES, "EUD 33(1)(d)"),
            Row("no-grounds-europol", {"grounds": False}, "not_met", _RULES, "EUD 34(1)(d)"),
            Row("child", {"child": "no_extra_grounds"}, "not_met", _RULES, "EUD 14(3)"),
            Row("checked", {"requester": "designated_authority", "prior_check": True}, "met", _RULES, "EUD 33(1)"),
            Row("checked-europol", {"prior_check": True}, "met", _RULES, "EUD 34(1)"),
            Row("repository", {"requester": "designated_authority", "cir_shows_eurodac": True}, "met", _RULES, "EUD 33(2)"),
            Row("no-check", {"requester": "designated_authority"}, "not_met", _RULES, "EUD 33(1)(a)"),
            # 34(2) sends Europol back to the conditions of the article: the identity repository replaces no check.
            Row("no-check-europol", {}, "not_met", _RULES, "EUD 34(1)(a); 34(2)"),
        ),
    )
)  # fmt: skip
FORWARDING = register_table(
    DecisionTable(
        name="eurodac-law-enforcement-request",
        question=Bilingual(
            "What does the verifying authority do with the request?",
            "Wat doet de controlerende autoriteit met het verzoek?",
        ),
        inputs=(
            Choice("stage", ("before", "urgent", "afterwards"), closed=True, otherwise="before", label=Bilingual("when", "wanneer"), words={
                "before": Bilingual("before the comparison", "vóór de vergelijking"),
                "urgent": Bilingual("imminent danger: exceptional urgency", "imminent gevaar: uitzonderlijke spoed"),
                "afterwards": Bilingual("after an urgent comparison", "na een spoedvergelijking"),
            }),
            yes_no("conditions_met", "all conditions met", "aan alle voorwaarden voldaan"),
            yes_no("urgency_existed", "the urgency actually existed", "de spoed bestond werkelijk"),
        ),
        outcomes={
            "forward": Bilingual("forward it", "doorzenden"),
            "refuse": Bilingual("do not forward it", "niet doorzenden"),
            "forward_then_verify": Bilingual("forward it at once, verify without undue delay", "meteen doorzenden, daarna onverwijld controleren"),
            "justified": Bilingual("the access was justified", "de toegang was gerechtvaardigd"),
            "erase": Bilingual("have what was received erased, and be told of it", "het ontvangene laten wissen, en daarvan in kennis worden gesteld"),
        },
        hit_policy="first",
        rows=(
            Row("urgent", {"stage": "urgent"}, "forward_then_verify", _RULES, "EUD 32(4)"),
            Row("afterwards", {"stage": "afterwards", "conditions_met": True, "urgency_existed": True}, "justified", _RULES, "EUD 32(4)"),
            Row("not-justified", {"stage": "afterwards"}, "erase", _RULES, "EUD 32(5)"),
            Row("met", {"conditions_met": True}, "forward", _RULES, "EUD 32(2)"),
            Row("not-met", {}, "refuse", _RULES, "EUD 32(1)"),
        ),
    )
)  # fmt: skip

#: The two systems a designated authority checks first (33(1)(a)); the second may be ruled out with reasons, or be missing.
_OTHER_STATES = ("checked", "ruled_out_with_reasons", "not_available", "not_checked")


@calculation(
    "eurodac-law-enforcement",
    block="eurodac",
    question=Bilingual(
        "May Eurodac be compared for law enforcement, and what becomes of the request?",
        "Mag Eurodac voor rechtshandhaving worden vergeleken, en wat gebeurt er met het verzoek?",
    ),
    data=Bilingual(
        "requester: designated_authority or europol; stage: before, urgent or afterwards; national_databases; "
        "other_member_states: checked, ruled_out_with_reasons, not_available, not_checked; own_systems (Europol); "
        "cir_shows_eurodac; serious; specific_case; grounds; born, used_against_person, extra_grounds; urgency_existed",
        "requester: designated_authority of europol; stage: before, urgent of afterwards; national_databases; "
        "other_member_states: checked, ruled_out_with_reasons, not_available, not_checked; own_systems (Europol); "
        "cir_shows_eurodac; serious; specific_case; grounds; born, used_against_person, extra_grounds; urgency_existed",
    ),
    rules=_RULES,
    cite="EUD 32; 33; 34",
)
def request(data: Mapping[str, Any], book: Book, on: date) -> Calculated:
    """The conditions one by one, and what the verifying authority does. Raises :class:`CalculationError` for wrong words."""
    requester = str(data.get("requester", ""))
    others = str(data.get("other_member_states", "not_checked"))
    stage = str(data.get("stage", "before"))
    for name, value, known in (
        ("requester", requester, ("designated_authority", "europol")),
        ("other_member_states", others, _OTHER_STATES),
        ("stage", stage, ("before", "urgent", "afterwards")),
    ):
        if value not in known:
            raise CalculationError(
                f"{name} is {value!r}; write one of {', '.join(known)}",
                f"{name} is {value!r}; schrijf een van {', '.join(known)}",
            )
    if requester == "europol":
        prior = yes(data, "own_systems")
    else:
        prior = yes(data, "national_databases") and others != "not_checked"
    conditions = CONDITIONS.decide(
        {
            "requester": requester,
            "prior_check": prior,
            "child": _child(data, book, on),
            **{name: yes(data, name) for name in ("cir_shows_eurodac", "serious", "specific_case", "grounds")},
        }
    )
    assert isinstance(conditions, Decision)
    forwarding = FORWARDING.decide(
        {"stage": stage, "conditions_met": conditions.outcome == "met", "urgency_existed": yes(data, "urgency_existed")}
    )
    assert isinstance(forwarding, Decision)
    return Calculated(
        name="eurodac-law-enforcement",
        values={
            "conditions": conditions.outcome,
            "because": conditions.cite,
            "outcome": forwarding.outcome,
            "digit": "5" if requester == "europol" else "4",
        },
        rules=tuple(dict.fromkeys(conditions.rules + forwarding.rules)),
        cites=tuple(str(place) for place in citations(f"{conditions.cite}; {forwarding.cite}")),
    )


def _child(data: Mapping[str, Any], book: Book, on: date) -> str:
    """Whether the data are used against a child under fourteen, and with further grounds (14(3))."""
    if not data.get("born") or not yes(data, "used_against_person"):
        return "no"
    try:
        born = date.fromisoformat(str(data["born"]))
    except ValueError:
        raise CalculationError(
            f"born is {data['born']!r}; write a date such as 2015-03-01",
            f"born is {data['born']!r}; schrijf een datum zoals 2015-03-01",
        ) from None
    if on >= anniversary(born, book.length("eurodac-child-law-enforcement", on).count):
        return "no"
    return "extra_grounds" if yes(data, "extra_grounds") else "no_extra_grounds"
