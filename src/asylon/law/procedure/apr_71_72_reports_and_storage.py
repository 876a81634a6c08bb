"""Reports on exceptional measures and storage of data (Regulation (EU) 2024/1348, Articles 71(3) and 72)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances.procedure import ExceptionalMeasuresReported, ExceptionalMeasureUsed
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts import DecisionBecameFinal
from asylon.law.provisions import KeepingPeriod, declare, obligation, time_limit

# Article 71(3): at least once a year while a measure is used, and as soon as the reasons for it ceased to exist.
YEARLY = time_limit(
    "report-exceptional-measure", ("A-33",), "APR 71(3)", "member_state",
    Bilingual(
        "inform the Commission and the Asylum Agency of the exceptional measure, with the share of applications where possible",
        "de Commissie en het Asielagentschap over de uitzonderlijke maatregel informeren, zo mogelijk met het aandeel verzoeken",
    ),
    Bilingual("the first use of the measure, or the last report", "het eerste gebruik van de maatregel, of de laatste melding"),
    Bilingual("The Union cannot see where ordinary limits are not kept.", "De Unie ziet niet waar gewone termijnen niet worden gehaald."),
    block="procedure", by=Counting.APR_73, records="exceptional_measures_reported",
)  # fmt: skip
AT_END = obligation(
    "report-end-of-exceptional-measure", "procedure", ("A-33",), "APR 71(3)", "member_state",
    ("inform the Commission and the Asylum Agency as soon as the reasons for the measure ceased to exist",
     "de Commissie en het Asielagentschap informeren zodra de redenen voor de maatregel zijn weggevallen"),
    ("The measure may no longer be used in any case.", "De maatregel mag hoe dan ook niet meer worden gebruikt."),
)  # fmt: skip

# Article 72(1): ten years from the final decision; erased before on citizenship of a Member State.
KEPT = declare(
    KeepingPeriod(
        id="asylum-file-data", block="procedure", rules=(), cite="APR 72(1)",
        words=Bilingual(
            "the data of interviews, registration and lodging are stored, and then erased",
            "de gegevens van onderhouden, registratie en indiening worden bewaard, en daarna gewist",
        ),
        starts=Bilingual("the final decision on the application", "de definitieve beslissing op het verzoek"),
        length="asylum-file-data", by=Counting.APR_73,
    )
)  # fmt: skip


def storage(case: Case) -> None:
    """Until when the data of the procedure are kept; citizenship of a Member State ends it once the State knows."""
    final = case.last(DecisionBecameFinal, lambda fact: fact.state in ("", case.state))
    if final is not None:
        case.retain(KEPT, final, earlier=case.citizenship())


def reports(case: Case) -> None:
    """Each exceptional measure that the Member State uses, or used, and its reports."""
    for used in case.all(ExceptionalMeasureUsed):
        began = case.day(used)
        told = [
            fact
            for fact in case.all(ExceptionalMeasuresReported)
            if fact.measure == used.measure and case.day(fact) >= began
        ]
        if used.until is None or used.until >= case.today:
            case.limit(YEARLY, told[-1] if told else used, cite=used.measure)
        else:
            over = used.until
            case.oblige(
                AT_END,
                met=next((fact for fact in told if case.day(fact) > over), None),
                cite=f"APR 71(3); {used.measure}",
            )


chapter(472, single=storage, when=(DecisionBecameFinal,))
chapter(471, state=reports, when=(ExceptionalMeasureUsed,))
