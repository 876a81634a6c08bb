"""The clocks of transmission (Regulation (EU) 2024/1358, Articles 14, 15, 18, 20, 22 to 24, 26): what is due, and which clock runs.

Hours are clock hours: the hour of the event is not counted, and the limit never moves to a working day. Health measures
put another limit in the place of the ordinary one; technical problems and a sudden influx lengthen it; a retake of
fingerprints has a limit of its own.
"""

from __future__ import annotations

from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.provisions import Obligation, TimeLimit, obligation, prohibition, route_step, time_limit
from asylon.law.table_inputs import yes_no
from asylon.law.tables import Choice, DecisionTable, Row, register_table

_DUTY = Bilingual(
    "take biometric data and transmit the data set to Eurodac",
    "biometrische gegevens afnemen en de dataset naar Eurodac verzenden",
)
_STILL = Bilingual(
    "Missing the limit does not remove the duty: transmit as soon as possible.",
    "Overschrijding heft de plicht niet op: verzend zo spoedig mogelijk.",
)


def _limit(
    id_: str,
    rule: str,
    cite: str,
    en: str,
    nl: str,
    open_questions: tuple[str, ...] = (),
    *,
    length: str = "eurodac-transmission",
    duty: Bilingual = _DUTY,
) -> TimeLimit:
    return time_limit(
        id_, (rule, "E2-1"), cite, "registering_authority", duty, Bilingual(en, nl), _STILL, block="eurodac",
        by=Counting.REG_1182_71, records="eurodac_transmitted", length=length, open_questions=open_questions,
    )  # fmt: skip


LIMITS = {
    "applicant": _limit(
        "eurodac-applicant", "E1-1", "EUD 15(1)(a)", "the registration of the application",
        "de registratie van het verzoek",
    ),
    "applicant_at_border": _limit(
        "eurodac-applicant-border", "E1-2", "EUD 15(1)(b)", "the taking of the biometric data",
        "het afnemen van de biometrische gegevens",
    ),
    "admitted": _limit(
        "eurodac-admitted", "E1-9", "EUD 18(2)(a)", "the decision to grant a status", "het besluit tot statusverlening"
    ),
    "not_admitted": _limit(
        "eurodac-not-admitted", "E1-10", "EUD 18(2)(b); 18(2)(c)", "the refusal or the end of the procedure",
        "de weigering of de stopzetting",
    ),
    "national_scheme": _limit(
        "eurodac-national-scheme", "E1-11", "EUD 20(1)", "the grant of the status", "de statusverlening"
    ),
    "apprehended": _limit(
        "eurodac-apprehended", "E1-3", "EUD 22(2)", "the apprehension", "de aanhouding", ("O-2",)
    ),
    "illegal_stay": _limit(
        "eurodac-illegal-stay", "E1-5", "EUD 23(2)", "finding the illegal stay",
        "het vaststellen van het illegale verblijf",
    ),
    "disembarked": _limit(
        "eurodac-disembarked", "E1-12", "EUD 24(2)", "the disembarkation", "de ontscheping", ("O-2",)
    ),
    "temporary_protection": _limit(
        "eurodac-temporary-protection", "E1-13", "EUD 26(2)", "the registration as a beneficiary",
        "de registratie als begunstigde", length="eurodac-temporary-protection",
    ),
}  # fmt: skip
BEFORE_RELEASE = _limit(
    "eurodac-before-release", "E1-4", "EUD 22(4)",
    "the apprehension; for whoever is held longer upon it, until the release",
    "de aanhouding; voor wie daarbij langer wordt vastgehouden, tot de vrijlating", length="eurodac-held-upon-apprehension",
    duty=Bilingual(
        "transmit the data set to Eurodac before the release from custody",
        "de dataset naar Eurodac verzenden vóór de vrijlating",
    ),
)  # fmt: skip
AFTER_HEALTH = _limit(
    "eurodac-after-health-grounds", "E2-3", "EUD 15(2); 20(3); 22(6); 23(5); 24(5); 26(4)",
    "the end of the health grounds", "het einde van de gezondheidsgronden", length="eurodac-after-health-grounds",
)  # fmt: skip
RETAKEN = _limit(
    "eurodac-after-retake", "E2-2", "EUD 15(1); 22(5); 23(4); 24(4); 26(3)", "the successful retake",
    "het met succes opnieuw afnemen", length="eurodac-after-retake",
    duty=Bilingual("retransmit the retaken fingerprints", "de opnieuw afgenomen vingerafdrukken opnieuw verzenden"),
)  # fmt: skip


def _obligation(id_: str, rule: str, cite: str, en: str, nl: str) -> Obligation:
    return obligation(id_, "eurodac", (rule,), cite, "registering_authority", (en, nl), (_STILL.en, _STILL.nl))


WHILE_HELD = _obligation(
    "eurodac-while-held", "E1-4", "EUD 22(4)",
    "transmit the data set to Eurodac before the person is released",
    "de dataset naar Eurodac verzenden voordat de persoon wordt vrijgelaten",
)  # fmt: skip
HEALTH_PREVAILS = _obligation(
    "eurodac-health-grounds-prevail", "E2-3", "EUD 15(2); 18(3); 20(3); 22(6); 23(5); 24(5); 26(4)",
    "take the biometric data as soon as the health grounds no longer prevail",
    "de biometrische gegevens afnemen zodra de gezondheidsgronden niet meer gelden",
)  # fmt: skip
AFTER_HEALTH_18 = _obligation(
    "eurodac-after-health-grounds-18", "E2-3", "EUD 18(3)",
    "take and transmit as soon as possible: no hours are named for admission procedures",
    "zo spoedig mogelijk afnemen en verzenden: voor toelatingsprocedures zijn geen uren genoemd",
)  # fmt: skip
RETAKEN_18_20 = _obligation(
    "eurodac-after-retake-18-20", "E2-2", "EUD 18(3); 20(2)",
    "retransmit the retaken fingerprints as soon as possible: no hours are named for admissions",
    "de opnieuw afgenomen vingerafdrukken zo spoedig mogelijk verzenden: voor toelatingen zijn geen uren genoemd",
)  # fmt: skip
RETAKE = _obligation(
    "eurodac-retake", "E2-2", "EUD 15(1); 18(3); 20(2); 22(5); 23(4); 24(4); 26(3)",
    "retake the fingerprints: the condition of the fingertips did not allow a comparison",
    "de vingerafdrukken opnieuw afnemen: de toestand van de vingertoppen liet geen vergelijking toe",
)  # fmt: skip
SEARCH = _obligation(
    "eurodac-admission-search", "E1-8", "EUD 18(1)",
    "have the biometric data compared before the conclusion on admission",
    "de biometrische gegevens laten vergelijken vóór de conclusie over toelating",
)  # fmt: skip
NOT_RECORDED = prohibition(
    "eurodac-search-not-recorded", "eurodac", ("E1-8",), "EUD 29(2)",
    "no recording of the data that are compared for an admission procedure",
    "geen vastlegging van de gegevens die voor een toelatingsprocedure worden vergeleken",
)  # fmt: skip
NO_WAITING = prohibition(
    "eurodac-no-waiting-for-registration", "eurodac", ("E1-2", "E2-9"), "EUD 15(1)(b); CFMR 10(7)",
    "no waiting for the registration: at the crossing point biometric data are taken when the application is made",
    "niet wachten op de registratie: aan de doorlaatpost wordt biometrie bij het doen van het verzoek afgenomen",
)  # fmt: skip
UNDER_SIX = prohibition(
    "eurodac-not-under-six", "eurodac", ("E2-6",), "EUD 14(1)",
    "no biometric data of a child under six, or about whose sixth birthday there is unproven doubt",
    "geen biometrische gegevens van een kind onder de zes, of bij onbewezen twijfel daarover",
)  # fmt: skip
OUTSIDE = route_step(
    "eurodac-not-recorded", "eurodac", (), "EUD 63(3)",
    "the person is not recorded in Eurodac", "de persoon wordt niet in Eurodac vastgelegd",
)  # fmt: skip

#: Articles for which no hours are named after a retake (18(3), 20(2)).
NO_HOURS_AFTER_RETAKE = ("18(1)", "18(2)", "20")
#: Articles that know no extension for technical problems (18, 20).
_EXTENDABLE = ("15", "22", "23", "24", "26")


CLOCK = register_table(
    DecisionTable(
        name="eurodac-clock",
        question=Bilingual("Which clock runs for the transmission?", "Welke termijn loopt voor de verzending?"),
        inputs=(
            Choice(
                "article",
                ("15", "18(2)", "20", "22", "23", "24", "26"),
                label=Bilingual("article (EUD)", "artikel (EUD)"),
            ),
            Choice(
                "health",
                ("no", "prevails", "over"),
                closed=True,
                otherwise="no",
                label=Bilingual("health grounds prevent the taking", "gezondheidsgronden beletten de afname"),
                words={"prevails": Bilingual("still", "nog steeds"), "over": Bilingual("no longer", "niet meer")},
            ),
            yes_no("held_over_72_hours", "held beyond 72 hours upon apprehension", "langer dan 72 uur vastgehouden"),
            yes_no("technical_problems", "serious technical problems", "ernstige technische problemen"),
            yes_no("sudden_influx", "sudden influx notified", "plotselinge toestroom gemeld"),
        ),
        outcomes={
            "ordinary": Bilingual("the ordinary limit", "de gewone termijn"),
            "lengthened": Bilingual(
                "the ordinary limit and at most 48 hours", "de gewone termijn en ten hoogste 48 uur"
            ),
            "before_release": Bilingual("before the release", "vóór de vrijlating"),
            "suspended": Bilingual("none while the health grounds prevail", "geen zolang de gezondheidsgronden gelden"),
            "after_health": Bilingual("48 hours after the health grounds", "48 uur na de gezondheidsgronden"),
            "as_soon_as_possible": Bilingual("as soon as possible", "zo spoedig mogelijk"),
        },
        hit_policy="first",
        rows=(
            Row("health-18", {"article": "18(2)", "health": "over"}, "as_soon_as_possible", ("E2-3",), "EUD 18(3)"),
            Row(
                "health-over",
                {"health": "over"},
                "after_health",
                ("E2-3",),
                "EUD 15(2); 20(3); 22(6); 23(5); 24(5); 26(4)",
            ),
            Row(
                "health-prevails",
                {"health": "prevails"},
                "suspended",
                ("E2-3",),
                "EUD 15(2); 18(3); 20(3); 22(6); 23(5); 24(5); 26(4)",
            ),
            Row("held", {"article": "22", "held_over_72_hours": True}, "before_release", ("E1-4",), "EUD 22(4)"),
            Row(
                "technical",
                {"article": _EXTENDABLE, "technical_problems": True},
                "lengthened",
                ("E2-4",),
                "EUD 15(2); 22(6); 23(5); 24(5); 26(4)",
            ),
            Row("influx", {"article": "24", "sudden_influx": True}, "lengthened", ("E2-5",), "EUD 24(6)"),
            Row(
                "ordinary",
                {},
                "ordinary",
                ("E1-1", "E1-2", "E1-3", "E1-5", "E1-9", "E1-10", "E1-11", "E1-12", "E1-13"),
                "EUD 15(1); 18(2); 20(1); 22(2); 23(2); 24(2); 26(2)",
            ),
        ),
    )
)
