"""Transition: which law governs an application that began under the older acts (APR 79(3), AMMR 84).

The procedure follows the day of lodging, the criteria of responsibility the day of registration. On the other side of that
day nothing of the new act enters the position: it names the older act, and what is then undetermined.
"""

from __future__ import annotations

from asylon.law.book import DATE_QUESTION
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances.transition import RecognitionRateGroundTransposed
from asylon.law.citations import Bilingual
from asylon.law.facts import ApplicationLodged, ApplicationMade, ApplicationRegistered
from asylon.law.governing import Shut
from asylon.law.provisions import Permission, RouteStep, Silence, declare
from asylon.law.tables import Choice, DecisionTable, Row, register_table

# --- Article 79(3) of the Asylum Procedure Regulation: by the day of lodging ---------------------------------------

OLDER_PROCEDURE = declare(
    Silence(
        id="procedures-directive-applies",
        block="general",
        rules=("T0-1",),
        cite="APR 79(3)",
        words=Bilingual(
            "Lodged before the date of application: the older Directive governs the procedure, which is not modelled.",
            "Ingediend voor de toepassingsdatum: de oudere richtlijn beheerst de procedure, en die is niet gemodelleerd.",
        ),
    )
)
DIRECTIVE_2013_32 = declare(
    RouteStep(
        id="route:procedure_under_directive_2013_32",
        block="general",
        rules=("T0-1",),
        cite="APR 79(3)",
        words=Bilingual("asylum procedure under Directive 2013/32/EU", "asielprocedure volgens Richtlijn 2013/32/EU"),
    )
)
DIRECTIVE_2005_85 = declare(
    RouteStep(
        id="route:procedure_under_directive_2005_85",
        block="general",
        rules=("T0-1",),
        cite="APR 79(4)",
        words=Bilingual(
            "asylum procedure under Directive 2005/85/EC: the Member State was not bound by Directive 2013/32/EU",
            "asielprocedure volgens Richtlijn 2005/85/EG: de lidstaat was niet gebonden door Richtlijn 2013/32/EU",
        ),
    )
)
EARLY_SAFE_COUNTRIES = declare(
    Permission(
        id="safe-countries-with-exceptions-early",
        block="general",
        rules=("T0-2", "T0-13"),
        cite="APR 79(2)",
        words=Bilingual(
            "apply the safe country concepts of the older Directive with exceptions for parts of a territory or categories"
            " of persons",
            "de begrippen veilig land van de oudere richtlijn toepassen met uitzonderingen voor delen van het grondgebied of"
            " groepen personen",
        ),
    )
)
EARLY_RATE = declare(
    Permission(
        id="recognition-rate-ground-early",
        block="general",
        rules=("T0-2", "T0-13"),
        cite="APR 79(3)",
        words=Bilingual(
            "accelerate, or examine at the border, under the older Directive because of the low recognition rate",
            "onder de oudere richtlijn versnellen, of aan de grens behandelen, wegens het lage erkenningspercentage",
        ),
    )
)

PROCEDURE = register_table(
    DecisionTable(
        name="procedure-in-time",
        question=Bilingual(
            "Which act governs the procedure of this application?",
            "Welke handeling beheerst de procedure van dit verzoek?",
        ),
        inputs=(
            Choice(
                "lodging",
                ("before", "as_from"),
                label=Bilingual(
                    "lodged, seen from the date of application", "ingediend, gezien vanaf de toepassingsdatum"
                ),
                words={
                    "before": Bilingual("before it", "ervoor"),
                    "as_from": Bilingual("as from it, or not yet", "vanaf die datum, of nog niet"),
                },
            ),
            Choice(
                "again",
                closed=True,
                label=Bilingual(
                    "a further application was made or registered since",
                    "daarna is opnieuw een verzoek gedaan of geregistreerd",
                ),
            ),
        ),
        outcomes={
            "older": Bilingual("the older Directive", "de oudere richtlijn"),
            "regulation": Bilingual("the Asylum Procedure Regulation", "de Asielprocedureverordening"),
        },
        hit_policy="first",
        rows=(
            Row("further-application", {"again": True}, "regulation", ("T0-1",), "APR 79(3)"),
            Row("lodged-before", {"lodging": "before"}, "older", ("T0-1",), "APR 79(3)"),
            Row("lodged-as-from", {}, "regulation", ("T0-1",), "APR 79(3)"),
        ),
    )
)


def procedure(case: Case) -> None:
    """The procedure of the application lodged last in this Member State."""
    starts = case.book.applies["APR"]
    lodged = case.last(ApplicationLodged, lambda fact: fact.state in (case.state, ""))
    if lodged is None or case.day(lodged) >= starts:
        return
    since = lodged.at.utc(case.zone)
    again = any(
        fact.at.utc(case.zone) > since for kind in (ApplicationMade, ApplicationRegistered) for fact in case.all(kind)
    )
    found = case.decide(PROCEDURE, {"lodging": "before", "again": again})
    if found is None or found[0] == "regulation":
        return
    older = case.book.applications["APR"].older
    bound_by_the_older = case.state not in older
    step = DIRECTIVE_2013_32 if bound_by_the_older else DIRECTIVE_2005_85
    case.propose_route(1, step, found[1])
    if case.applies("APR 61(2)"):
        case.stand(case.permitted, EARLY_SAFE_COUNTRIES)
    transposed = case.circumstances.last(RecognitionRateGroundTransposed, case.state)
    if (
        transposed is not None
        and case.today < starts
        and transposed.at.day(case.zone) < case.book.applies_from("APR 61(2)")
    ):
        case.stand(case.permitted, EARLY_RATE)
    _shut_procedure(case, step.cite)


def _shut_procedure(case: Case, cite: str) -> None:
    """Nothing of the Regulation, nor of what derogates from it or follows on its border procedure."""
    for act, only, but in (("APR", (), _WITHDRAWAL + _TRANSITION), ("CFMR", _CRISIS_PROCEDURE, ()), ("RBPR", (), ())):
        case.shut(
            Shut(
                act=act,
                question="examination",
                silence=OLDER_PROCEDURE,
                cite=cite,
                rules=OLDER_PROCEDURE.rules,
                only=only,
                but=but,
            ),
            always=act == "APR",
        )


#: The withdrawal of protection follows the day on which its examination started (APR 79(3), third sentence).
_WITHDRAWAL = ("APR 65-66",)
_TRANSITION = ("APR 79",)
#: CFMR 10 and 11 derogate from the Asylum Procedure Regulation.
_CRISIS_PROCEDURE = ("CFMR 10-11",)

# --- Article 84(1) and (2) of the Asylum and Migration Management Regulation: by the day of registration ------------

OLDER_CRITERIA = declare(
    Silence(
        id="dublin-regulation-applies",
        block="general",
        rules=("T0-9",),
        cite="AMMR 84(2)",
        words=Bilingual(
            "Registered before the date of application: the criteria of Regulation 604/2013 apply, which are not modelled.",
            "Geregistreerd voor de toepassingsdatum: de criteria van Verordening 604/2013 gelden, en die zijn niet"
            " gemodelleerd.",
        ),
    )
)

#: The criteria and who applies them; then the procedures that carry them out.
_CRITERIA = ("AMMR 16", "AMMR 24-35")
_REQUESTS = ("AMMR 36-46",)
_CRISIS_REQUESTS = ("CFMR 12-13",)

CRITERIA = register_table(
    DecisionTable(
        name="criteria-in-time",
        question=Bilingual(
            "By which Regulation is the Member State responsible determined?",
            "Volgens welke verordening wordt de verantwoordelijke lidstaat bepaald?",
        ),
        inputs=(
            Choice(
                "registration",
                ("before", "on", "after"),
                label=Bilingual(
                    "registered, seen from the date of application", "geregistreerd, gezien vanaf de toepassingsdatum"
                ),
                words={
                    "before": Bilingual("before it", "ervoor"),
                    "on": Bilingual("on that very day", "op die dag zelf"),
                    "after": Bilingual("after it", "erna"),
                },
            ),
            Choice(
                "on_the_day",
                ("new_law", "older_criteria"),
                label=Bilingual("answer to open question O-30", "antwoord op open vraag O-30"),
                words={
                    "new_law": Bilingual("the new law from that day", "het nieuwe recht vanaf die dag"),
                    "older_criteria": Bilingual("the older criteria on that day", "de oudere criteria op die dag"),
                },
            ),
        ),
        outcomes={
            "older": Bilingual("the criteria of Regulation 604/2013", "de criteria van Verordening 604/2013"),
            "regulation": Bilingual(
                "the Asylum and Migration Management Regulation", "de Asiel- en migratiebeheerverordening"
            ),
        },
        hit_policy="first",
        rows=(
            Row("before", {"registration": "before"}, "older", ("T0-9",), "AMMR 84(2)"),
            Row(
                "on-the-day",
                {"registration": "on", "on_the_day": "older_criteria"},
                "older",
                ("T0-9", "O-30"),
                "AMMR 84(2)",
            ),
            Row("from-the-day", {"registration": "on"}, "regulation", ("T0-9", "O-30"), "AMMR 84(1)"),
            Row("after", {}, "regulation", ("T0-9",), "AMMR 84(1)"),
        ),
    )
)


def criteria(case: Case) -> None:
    """The criteria follow the application registered first in any Member State, requests that registered here last."""
    registered = case.first(ApplicationRegistered)
    if registered is None:
        return
    book, day = case.book, case.day(registered)
    starts = book.applies["AMMR"]
    if day >= book.undisputed and day > starts:
        return
    doubts: tuple[str, ...] = ("O-30",) if day == starts else ()
    if book.disputed("AMMR", day):
        doubts += (DATE_QUESTION,)
    found = case.decide(
        CRITERIA,
        {
            "registration": "before" if day < starts else "on" if day == starts else "after",
            "on_the_day": book.answer("O-30"),
        },
    )
    if found is None:
        return
    for question in doubts:
        case.doubt("AMMR", question)
    if found[0] == "regulation":
        return
    here = case.last(ApplicationRegistered, lambda fact: fact.state in (case.state, ""))
    requests_too = here is None or case.day(here) <= day
    _shut_criteria(case, "AMMR", _CRITERIA + (_REQUESTS if requests_too else ()), doubts, always=True)
    if requests_too:
        _shut_criteria(case, "CFMR", _CRISIS_REQUESTS, doubts)
        _shut_criteria(case, "IR2055", (), doubts)


def _shut_criteria(
    case: Case, act: str, only: tuple[str, ...], doubts: tuple[str, ...], *, always: bool = False
) -> None:
    case.shut(
        Shut(
            act=act,
            question="responsible",
            silence=OLDER_CRITERIA,
            cite=OLDER_CRITERIA.cite,
            rules=OLDER_CRITERIA.rules,
            only=only,
            hangs_on=doubts,
        ),
        always=always,
    )


chapter(2, single=procedure, when=(ApplicationLodged,))
chapter(3, single=criteria, when=(ApplicationRegistered,))
