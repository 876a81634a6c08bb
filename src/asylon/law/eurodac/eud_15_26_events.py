"""Whose data go to Eurodac, and because of which event (Regulation (EU) 2024/1358, Articles 14, 15, 18, 20, 22 to 26, 63).

Ten events put a person into a category. A child under six, or about whose sixth birthday there is doubt without proof,
is in none; nor is whoever enjoys temporary protection under Decision 2022/382.
"""

from __future__ import annotations

from typing import NamedTuple

from asylon.law.case import Case
from asylon.law.citations import Bilingual
from asylon.law.facts import (
    ApplicationMade,
    ApplicationRegistered,
    ApprehendedAtExternalBorder,
    BiometricsTaken,
    Detained,
    Disembarked,
    EntryConditionsAssessed,
    EurodacTransmitted,
    Fact,
    FoundIllegallyStaying,
    PersonDescribed,
    Released,
)
from asylon.law.facts.determination import LeftTerritory
from asylon.law.facts.eurodac import AgeAroundSixUncertain, TurnBackDecided
from asylon.law.facts.resettlement import (
    AdmissionConcluded,
    AdmissionDiscontinued,
    AdmissionRegistered,
    AdmissionStatusGranted,
    NationalSchemeStatusGranted,
)
from asylon.law.facts.temporary_protection import TemporaryProtectionEnded, TemporaryProtectionRegistered
from asylon.law.position import Reason
from asylon.law.resettlement.urf_9_keeping_of_data import DANGER
from asylon.law.tables import Choice, DecisionTable, Row, register_table

#: The article under which each event has data recorded.
ARTICLES = {
    "applicant": "15",
    "applicant_at_border": "15",
    "admission_registered": "18(1)",
    "admitted": "18(2)",
    "not_admitted": "18(2)",
    "national_scheme": "20",
    "apprehended": "22",
    "illegal_stay": "23",
    "disembarked": "24",
    "temporary_protection": "26",
}
#: Facts that can bring a person into Eurodac, or say that data were sent.
KINDS: tuple[type[Fact], ...] = (
    ApplicationMade,
    ApplicationRegistered,
    ApprehendedAtExternalBorder,
    FoundIllegallyStaying,
    Disembarked,
    AdmissionRegistered,
    AdmissionConcluded,
    AdmissionDiscontinued,
    AdmissionStatusGranted,
    NationalSchemeStatusGranted,
    TemporaryProtectionRegistered,
    EurodacTransmitted,
)

_EVENT = Choice(
    "event",
    tuple(ARTICLES),
    label=Bilingual("event", "gebeurtenis"),
    words={
        "applicant": Bilingual("application registered", "verzoek geregistreerd"),
        "applicant_at_border": Bilingual(
            "application at a crossing point without entry conditions",
            "verzoek aan een doorlaatpost zonder toegangsvoorwaarden",
        ),
        "admission_registered": Bilingual(
            "registered for an admission procedure", "geregistreerd voor een toelatingsprocedure"
        ),
        "admitted": Bilingual("status granted in an admission procedure", "status verleend in een toelatingsprocedure"),
        "not_admitted": Bilingual(
            "refused on a ground named in 6(1)(f), or stopped for want of consent",
            "geweigerd op een in 6(1)(f) genoemde grond, of gestopt wegens gebrek aan instemming",
        ),
        "national_scheme": Bilingual(
            "status granted under a national scheme", "status verleend onder een nationale regeling"
        ),
        "apprehended": Bilingual("apprehended at the border", "aangehouden aan de grens"),
        "illegal_stay": Bilingual("found illegally staying", "illegaal verblijf vastgesteld"),
        "disembarked": Bilingual("disembarked after rescue", "ontscheept na redding"),
        "temporary_protection": Bilingual(
            "registered for temporary protection", "geregistreerd voor tijdelijke bescherming"
        ),
    },
)

CATEGORY = register_table(
    DecisionTable(
        name="eurodac-category",
        question=Bilingual(
            "Are the person's data recorded in Eurodac because of the event, and under which article?",
            "Worden de gegevens van de persoon wegens de gebeurtenis in Eurodac vastgelegd, en krachtens welk artikel?",
        ),
        inputs=(
            _EVENT,
            Choice(
                "age",
                ("six_or_over", "under_six", "uncertain"),
                closed=True,
                otherwise="six_or_over",
                label=Bilingual("age on the day of the event", "leeftijd op de dag van de gebeurtenis"),
                words={
                    "six_or_over": Bilingual("six or over", "zes of ouder"),
                    "under_six": Bilingual("under six", "jonger dan zes"),
                    "uncertain": Bilingual("uncertain around six, no proof", "onzeker rond zes, zonder bewijs"),
                },
            ),
            Choice(
                "outside",
                ("no", "decision_2022_382", "before_2029", "turned_back", "negative_without_comparison"),
                closed=True,
                otherwise="no",
                label=Bilingual("reason to be outside", "reden om erbuiten te vallen"),
                words={
                    "decision_2022_382": Bilingual(
                        "temporary protection under Decision 2022/382",
                        "tijdelijke bescherming krachtens Besluit 2022/382",
                    ),
                    "before_2029": Bilingual("Article 26 does not apply yet", "artikel 26 is nog niet van toepassing"),
                    "turned_back": Bilingual(
                        "turned back, or held until then the whole time",
                        "teruggestuurd, of tot dan onafgebroken vastgehouden",
                    ),
                    "negative_without_comparison": Bilingual(
                        "negative conclusion without a comparison", "negatieve conclusie zonder vergelijking"
                    ),
                },
            ),
        ),
        outcomes={
            "none": Bilingual("not recorded", "niet vastgelegd"),
            "searched": Bilingual("compared, never recorded", "vergeleken, nooit vastgelegd"),
            "15": Bilingual("Article 15, category 1", "artikel 15, categorie 1"),
            "18(2)": Bilingual("Article 18(2), category 7", "artikel 18, lid 2, categorie 7"),
            "20": Bilingual("Article 20, category 8", "artikel 20, categorie 8"),
            "22": Bilingual("Article 22, category 2", "artikel 22, categorie 2"),
            "23": Bilingual("Article 23, category 3", "artikel 23, categorie 3"),
            "24": Bilingual("Article 24, category 9", "artikel 24, categorie 9"),
            "26": Bilingual("Article 26, category 0", "artikel 26, categorie 0"),
        },
        hit_policy="first",
        rows=(
            Row("decision-2022-382", {"outside": "decision_2022_382"}, "none", ("E4-21", "TP-9"), "EUD 63(3)"),
            Row(
                "before-2029",
                {"event": "temporary_protection", "outside": "before_2029"},
                "none",
                ("E1-13", "TP-9"),
                "EUD 63(2)",
            ),
            Row("turned-back", {"event": "apprehended", "outside": "turned_back"}, "none", ("E1-3",), "EUD 22(1)"),
            Row(
                "negative-without-comparison",
                {"event": "admission_registered", "outside": "negative_without_comparison"},
                "none",
                ("E1-8",),
                "EUD 18(1)",
            ),
            Row("under-six", {"age": "under_six"}, "none", ("E2-6",), "EUD 14(1)"),
            Row("around-six", {"age": "uncertain"}, "none", ("E2-6",), "EUD 14(1)"),
            Row("applicant", {"event": "applicant"}, "15", ("E1-1",), "EUD 15(1)(a)"),
            Row("applicant-at-border", {"event": "applicant_at_border"}, "15", ("E1-2",), "EUD 15(1)(b)"),
            Row("admission-search", {"event": "admission_registered"}, "searched", ("E1-8",), "EUD 18(1); 29(2)"),
            Row("admitted", {"event": "admitted"}, "18(2)", ("E1-9",), "EUD 18(2)(a)"),
            Row("not-admitted", {"event": "not_admitted"}, "18(2)", ("E1-10",), "EUD 18(2)(b); 18(2)(c)"),
            Row("national-scheme", {"event": "national_scheme"}, "20", ("E1-11",), "EUD 20(1)"),
            Row("apprehended", {"event": "apprehended"}, "22", ("E1-3",), "EUD 22(1)"),
            Row("illegal-stay", {"event": "illegal_stay"}, "23", ("E1-5",), "EUD 23(1)"),
            Row("disembarked", {"event": "disembarked"}, "24", ("E1-12",), "EUD 24(1)"),
            Row("temporary-protection", {"event": "temporary_protection"}, "26", ("E1-13",), "EUD 26(1)"),
        ),
    )
)


class Event(NamedTuple):
    """What happened to the person: the event, the fact from which the clock runs, whether data are due, and why."""

    name: str
    start: Fact
    outcome: str
    reasons: tuple[Reason, ...]

    @property
    def article(self) -> str:
        """The article under which the data are recorded."""
        return ARTICLES[self.name]


def events(case: Case) -> list[Event]:
    """All events in this Member State that could call for data, in order of time, with the answer (remembered)."""
    found: list[Event] | None = case.findings.get("eurodac_events")
    if found is None:
        found = case.findings["eurodac_events"] = []
        for name, start in _candidates(case):
            inputs = {"event": name, "age": _age(case, start), "outside": _outside(case, name, start)}
            decided = case.decide(CATEGORY, inputs)
            if decided is not None:
                found.append(Event(name, start, *decided))
        if len(found) > 1:
            found.sort(key=lambda event: event.start.at.utc(case.zone))
    return found


def at_crossing_point(case: Case) -> ApplicationMade | None:
    """An application made at a crossing point or in a transit zone by someone without entry conditions (15(1)(b))."""
    made = case.first(
        ApplicationMade, lambda fact: fact.state == case.state and fact.place in ("crossing_point", "transit_zone")
    )
    if made is None or any(fact.fulfilled for fact in case.all(EntryConditionsAssessed)[-1:]):
        return None
    return made


def _candidates(case: Case) -> list[tuple[str, Fact]]:
    found: list[tuple[str, Fact]] = []
    at_border = at_crossing_point(case)
    if at_border is not None:
        taken = case.after(BiometricsTaken, at_border.at)
        if taken is not None:
            found.append(("applicant_at_border", taken))
    follows = case.after(ApplicationRegistered, at_border.at) if at_border is not None else None
    for registered in case.all(ApplicationRegistered):
        if registered.state == case.state and registered is not follows:
            found.append(("applicant", registered))
    kinds = case.kinds
    for name, kind in _PLAIN:
        if kind in kinds:
            found += [(name, fact) for fact in case.all(kind) if fact.state == case.state]
    if case.has(_CONCLUDING):
        found += [(name, fact) for name, fact in _conclusions(case) if fact.state == case.state]
    return found


_PLAIN: tuple[tuple[str, type[Fact]], ...] = (
    ("admission_registered", AdmissionRegistered),
    ("national_scheme", NationalSchemeStatusGranted),
    ("apprehended", ApprehendedAtExternalBorder),
    ("illegal_stay", FoundIllegallyStaying),
    ("disembarked", Disembarked),
    ("temporary_protection", TemporaryProtectionRegistered),
)


#: The facts that end an admission procedure.
_CONCLUDING: frozenset[type[Fact]] = frozenset((AdmissionStatusGranted, AdmissionConcluded, AdmissionDiscontinued))


def _conclusions(case: Case) -> list[tuple[str, Fact]]:
    """A status granted, a refusal on a ground that URF 6(1)(f) names, a stop for want of consent: nothing else (18(2))."""
    found: list[tuple[str, Fact]] = []
    found += [("admitted", fact) for fact in case.all(AdmissionStatusGranted) if fact.status != "family_permit"]
    found += [("not_admitted", fact) for fact in case.all(AdmissionConcluded) if fact.ground in DANGER]
    found += [("not_admitted", fact) for fact in case.all(AdmissionDiscontinued) if fact.reason == "consent"]
    return found


def _age(case: Case, start: Fact) -> str:
    """Doubt about the sixth birthday counts for the child until there is proof of the age (EUD 14(1)).

    A birth that nobody recorded is no doubt about a child: whether there is one is for a person to say.
    """
    doubt = case.last(AgeAroundSixUncertain)
    if doubt is not None and not doubt.supporting_proof:
        proved = case.last(PersonDescribed, lambda fact: fact.born is not None)
        if proved is None or proved.at.utc(case.zone) <= doubt.at.utc(case.zone):
            return "uncertain"
    sixth = case.birthday("eurodac-age")
    return "six_or_over" if sixth is None or case.day(start) >= sixth else "under_six"


def _outside(case: Case, name: str, start: Fact) -> str:
    if enjoys_2022_382(case, start):
        return "decision_2022_382"
    if name == "temporary_protection":
        return "before_2029" if case.day(start) < case.book.applies_from("EUD 26(1)") else "no"
    if name == "apprehended":
        assert isinstance(start, ApprehendedAtExternalBorder)
        return "turned_back" if start.turned_back or turned_back_and_held(case, start) else "no"
    if name == "admission_registered":
        concluded = case.after(AdmissionConcluded, start.at)
        sent = case.after(EurodacTransmitted, start.at)
        if concluded is not None and sent is None and not concluded.positive:
            return "negative_without_comparison"
    return "no"


def enjoys_2022_382(case: Case, at: Fact) -> bool:
    """Whether the person enjoys temporary protection under Decision 2022/382, or its like, when ``at`` happens (63(3))."""
    registered = case.last(
        TemporaryProtectionRegistered,
        lambda fact: fact.under == "2022/382" and fact.at.utc(case.zone) <= at.at.utc(case.zone),
    )
    if registered is None:
        return False
    ended = case.after(TemporaryProtectionEnded, registered.at)
    return ended is None or ended.at.utc(case.zone) > at.at.utc(case.zone)


def turned_back_and_held(case: Case, apprehended: Fact) -> bool:
    """Whether the person is to be turned back and has been held ever since the apprehension (22(1)).

    The duty is gone only where custody lasts the whole time until the removal on that decision: a release revives it.
    """
    if case.after(TurnBackDecided, apprehended.at) is None:
        return False
    held = held_upon(case, apprehended)
    if held is None:
        return False
    released = case.after(Released, held.at)
    removed = case.after(LeftTerritory, held.at)
    if released is None:
        return True
    return removed is not None and case.day(removed) == case.day(released)


def held_upon(case: Case, apprehended: Fact) -> Detained | None:
    """The custody or detention that began upon the apprehension: on the same day (22(4))."""
    return case.first(
        Detained,
        lambda fact: (
            fact.at.utc(case.zone) >= apprehended.at.utc(case.zone) and case.day(fact) == case.day(apprehended)
        ),
    )
