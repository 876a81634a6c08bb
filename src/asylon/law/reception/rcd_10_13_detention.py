"""When applicants may be detained (Directive (EU) 2024/1346, Articles 10, 12 and 13)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import ApplicationMade, Detained, Released
from asylon.law.facts.reception import DetentionOrdered, ResidenceOrderBreached, ResidenceOrdered
from asylon.law.facts.safeguards import ReceptionNeedsAssessed
from asylon.law.provisions import Block, judgement, obligation, permission, prohibition, right
from asylon.law.reception.rcd_2_applicant import applicant_since, last_here
from asylon.law.tables import Choice, DecisionTable, Row, not_, register_table, yes_no

_BLOCK: Block = "reception"

DETAIN = permission(
    "detention-of-applicant", _BLOCK, ("RC-7",), "RCD 10(2)",
    "detain the applicant on this ground, for as short a time as possible and only while the ground lasts",
    "de verzoeker op deze grond in bewaring houden, zo kort mogelijk en alleen zolang de grond bestaat",
)  # fmt: skip
NO_DETENTION = prohibition(
    "no-detention-of-applicant", _BLOCK, ("RC-7", "F-7"), "RCD 10",
    "no detention: there is no listed ground, or a condition is missing",
    "geen bewaring: er is geen genoemde grond, of er ontbreekt een voorwaarde",
)  # fmt: skip
RELEASE = obligation(
    "release-of-applicant", _BLOCK, ("RC-9", "RC-10", "F-7"), "RCD 11", "member_state",
    ("release the applicant immediately", "de verzoeker onmiddellijk vrijlaten"),
    ("Every further hour is unlawful detention.", "Elk verder uur is onrechtmatige bewaring."),
)  # fmt: skip
# RCD 10(1)-(3): the judgement behind each order.
NECESSARY = judgement(
    "detention-necessary", _BLOCK, ("RC-8", "F-7"), "RCD 10(2)", "member_state",
    "is detention necessary in this individual case, not for being an applicant or for nationality alone, with every sign of"
    " special needs weighed, and can no less coercive measure be applied effectively?",
    "is bewaring in dit individuele geval noodzakelijk, niet enkel vanwege het verzoek of de nationaliteit, met weging van elk"
    " teken van bijzondere behoeften, en is geen minder dwingende maatregel doeltreffend?",
    "detention_ordered",
)  # fmt: skip
NEEDS_FIRST = obligation(
    "needs-assessment-in-detention", _BLOCK, ("RC-8",), "RCD 10(3)", "reception_authority",
    ("complete the assessment of special reception needs without undue delay, and weigh it on whether detention goes on",
     "de beoordeling van bijzondere opvangbehoeften zonder onnodige vertraging voltooien, en meewegen of bewaring doorgaat"),
    ("Detention that ignores special needs may have to end (RCD 13(1)).",
     "Bewaring die bijzondere behoeften negeert kan moeten eindigen (RCD 13(1))."),
)  # fmt: skip
# RCD 13: minors and persons with special needs; 12: conditions.
NEVER_PRISON = prohibition(
    "no-prison-for-minors", _BLOCK, ("RC-11",), "RCD 13(2)",
    "a minor may never be detained in a prison or another facility used for law enforcement",
    "een minderjarige mag nooit in een gevangenis of andere voorziening voor rechtshandhaving worden vastgehouden",
)  # fmt: skip
EDUCATION = right(
    "education-in-detention", _BLOCK, ("RC-11",), "RCD 13(2)",
    "education, unless the detention is too short for it, and play and leisure",
    "onderwijs, tenzij de bewaring daarvoor te kort is, en spel en vrije tijd",
)  # fmt: skip
SEPARATE = right(
    "separate-accommodation-in-detention", _BLOCK, ("RC-12",), "RCD 13(3); RCD 13(4); RCD 13(5)",
    "housed apart: families with privacy, unaccompanied minors from adults, and the sexes; exceptions only briefly at a border post",
    "apart gehuisvest: gezinnen met privacy, niet-begeleide minderjarigen van volwassenen, en de geslachten; uitzonderingen kort aan een grenspost",
)  # fmt: skip

_GROUNDS = ("10(4)(a)", "10(4)(b)", "10(4)(c)", "10(4)(d)", "10(4)(e)", "10(4)(f)", "10(4)(g)")

GROUND = register_table(
    DecisionTable(
        name="detention-ground",
        question=Bilingual("Is there a ground for detention?", "Is er een grond voor bewaring?"),
        inputs=(
            Choice("ground", (*_GROUNDS, "other"), label=Bilingual("ground (RCD)", "grond (RCD)")),
            yes_no(
                "order_breached",
                "a residence order of 9(1) was breached",
                "een verblijfsbesluit van 9(1) is overtreden",
            ),
            yes_no("risk_continues", "a risk of absconding continues", "er blijft een onderduikrisico", open_=True),
            yes_no(
                "at_border",
                "application at the border or in a transit zone",
                "verzoek aan de grens of in een transitzone",
            ),
            yes_no(
                "return_detention",
                "was detained for return when applying",
                "was in bewaring voor terugkeer bij het verzoek",
            ),
            yes_no(
                "merely_to_delay",
                "applies merely to delay the return",
                "verzoekt louter om de terugkeer te vertragen",
                open_=True,
            ),
        ),
        outcomes={
            "listed": Bilingual("a listed ground", "een genoemde grond"),
            "none": Bilingual("no ground", "geen grond"),
        },
        hit_policy="first",
        rows=(
            Row("identity", {"ground": "10(4)(a)"}, "listed", ("RC-7",), "RCD 10(4)(a)"),
            Row("elements", {"ground": "10(4)(b)"}, "listed", ("RC-7",), "RCD 10(4)(b)"),
            Row("no-breach", {"ground": "10(4)(c)", "order_breached": False}, "none", ("RC-7",), "RCD 10(4)(c)"),
            Row("no-risk-left", {"ground": "10(4)(c)", "risk_continues": False}, "none", ("RC-7",), "RCD 10(4)(c)"),
            Row("breach", {"ground": "10(4)(c)"}, "listed", ("RC-7",), "RCD 10(4)(c)"),
            Row("border", {"ground": "10(4)(d)", "at_border": True}, "listed", ("RC-7",), "RCD 10(4)(d)"),
            Row("not-at-border", {"ground": "10(4)(d)"}, "none", ("RC-7",), "RCD 10(4)(d)"),
            Row(
                "not-detained-for-return",
                {"ground": "10(4)(e)", "return_detention": False},
                "none",
                ("RC-7",),
                "RCD 10(4)(e)",
            ),
            Row(
                "not-merely-to-delay",
                {"ground": "10(4)(e)", "merely_to_delay": False},
                "none",
                ("RC-7",),
                "RCD 10(4)(e)",
            ),
            Row("delay", {"ground": "10(4)(e)"}, "listed", ("RC-7",), "RCD 10(4)(e)"),
            Row("security", {"ground": "10(4)(f)"}, "listed", ("RC-7",), "RCD 10(4)(f)"),
            Row("transfer", {"ground": "10(4)(g)"}, "listed", ("RC-7",), "RCD 10(4)(g)"),
            Row("other", {"ground": "other"}, "none", ("RC-7", "RC-8"), "RCD 10(1)"),
        ),
    )
)
DETENTION = register_table(
    DecisionTable(
        name="detention-of-applicant",
        question=Bilingual("May the applicant be detained?", "Mag de verzoeker in bewaring worden gehouden?"),
        inputs=(
            yes_no("listed", "there is a listed ground", "er is een genoemde grond"),
            yes_no(
                "health_at_risk",
                "health of a person with special needs at serious risk",
                "gezondheid bij bijzondere behoeften ernstig in gevaar",
            ),
            yes_no(
                "necessary",
                "necessary on an individual assessment",
                "noodzakelijk na individuele beoordeling",
                open_=True,
            ),
            yes_no(
                "alternatives_fail",
                "no less coercive measure is effective",
                "geen minder dwingende maatregel is doeltreffend",
                open_=True,
            ),
            Choice(
                "who",
                ("adult", "accompanied_minor", "unaccompanied_minor"),
                label=Bilingual("who is detained", "wie in bewaring is"),
                words={
                    "adult": Bilingual("adult", "volwassene"),
                    "accompanied_minor": Bilingual("accompanied minor", "begeleide minderjarige"),
                    "unaccompanied_minor": Bilingual("unaccompanied minor", "niet-begeleide minderjarige"),
                },
            ),
            Choice(
                "place",
                ("suitable", "prison", "law_enforcement_facility"),
                closed=True,
                otherwise="suitable",
                label=Bilingual("place", "plaats"),
                words={"suitable": Bilingual("detention facility", "inrichting voor bewaring")},
            ),
            yes_no(
                "best_interests", "in the best interests of the minor", "in het belang van de minderjarige", open_=True
            ),
            yes_no(
                "parent_detained", "parent or care-giver is detained", "ouder of verzorger is in bewaring", open_=True
            ),
            yes_no("safeguards_minor", "safeguards the minor", "beschermt de minderjarige", open_=True),
        ),
        outcomes={
            "allowed": Bilingual("allowed", "toegestaan"),
            "not_allowed": Bilingual("not allowed", "niet toegestaan"),
        },
        hit_policy="first",
        rows=(
            Row("no-ground", {"listed": False}, "not_allowed", ("RC-7", "F-7"), "RCD 10(1)"),
            Row("health", {"health_at_risk": True}, "not_allowed", ("RC-12", "F-7"), "RCD 13(1)"),
            Row("not-necessary", {"necessary": False}, "not_allowed", ("RC-8", "F-7"), "RCD 10(2)"),
            Row("alternatives", {"alternatives_fail": False}, "not_allowed", ("RC-8", "F-7"), "RCD 10(2)"),
            Row(
                "minor-in-prison",
                {"who": not_("adult"), "place": not_("suitable")},
                "not_allowed",
                ("RC-11",),
                "RCD 13(2)",
            ),
            Row(
                "not-best-for-minor",
                {"who": not_("adult"), "best_interests": False},
                "not_allowed",
                ("RC-11",),
                "RCD 13(2)",
            ),
            Row(
                "parent-free",
                {"who": "accompanied_minor", "parent_detained": False},
                "not_allowed",
                ("RC-11",),
                "RCD 13(2)(a)",
            ),
            Row(
                "no-safeguard",
                {"who": "unaccompanied_minor", "safeguards_minor": False},
                "not_allowed",
                ("RC-11",),
                "RCD 13(2)(b)",
            ),
            Row("minor", {"who": not_("adult")}, "allowed", ("RC-11",), "RCD 13(2)"),
            Row("adult", {}, "allowed", ("RC-7", "RC-8", "F-7"), "RCD 10(2)"),
        ),
    )
)

_AT_BORDER = ("crossing_point", "transit_zone", "external_border")
#: Custody on these grounds is detention of an applicant under the Directive; return and criminal law have rules of their own.
_OF_APPLICANTS = ("RCD 10", "AMMR 44", "border")


def detained_now(case: Case) -> Detained | None:
    """The detention in which an applicant is held now under the Directive, if any."""
    held = case.last(Detained)
    if held is None or held.ground not in _OF_APPLICANTS or case.after(Released, held.at) is not None:
        return None
    return held


def order_for(case: Case, held: Detained) -> DetentionOrdered | None:
    """The order under which a person is held: the latest, unless it belongs to a detention that ended before."""
    order = case.last(DetentionOrdered)
    if order is None:
        return None
    ended = case.after(Released, order.at)
    return None if ended is not None and ended.at.utc(case.zone) <= held.at.utc(case.zone) else order


def _who(case: Case) -> str | None:
    minor = case.minor_on(case.today)
    if minor is None:
        return None
    return "adult" if not minor else "unaccompanied_minor" if case.unaccompanied else "accompanied_minor"


def _listed(case: Case, order: DetentionOrdered) -> bool | None:
    made = last_here(case, ApplicationMade)
    placed = case.last(ResidenceOrdered)
    breach = case.last(ResidenceOrderBreached)
    for_return = case.last(Detained, lambda fact: fact.ground == "return")
    found = case.decide(
        GROUND,
        {
            "ground": order.ground,
            "order_breached": placed is not None and breach is not None,
            "risk_continues": breach.absconding_risk_continues if breach is not None else None,
            "at_border": made is not None and made.place in _AT_BORDER,
            "return_detention": for_return is not None or (made is not None and made.place == "detention"),
            "merely_to_delay": order.merely_to_delay,
        },
        known_as={"risk_continues": "absconding_risk_continues"},
    )
    return None if found is None else found[0] == "listed"


def examine(case: Case) -> None:
    """Whether the detention of an applicant stands, and how a minor and a family are held."""
    if applicant_since(case) is None:
        return
    held = detained_now(case)
    if held is None:
        return
    case.stand(case.rights, SEPARATE)
    if case.minor_on(case.today):
        case.stand(case.forbidden, NEVER_PRISON)
        case.stand(case.rights, EDUCATION)
    assessed = case.first(ReceptionNeedsAssessed)
    if assessed is None:
        case.oblige(NEEDS_FIRST)
    order = order_for(case, held)
    if order is None or order.necessary is None or order.alternatives_fail is None:
        case.stand(case.judgements, NECESSARY)
    if order is None:
        return
    listed = _listed(case, order)
    if listed is None:
        return
    found = case.decide(
        DETENTION,
        {
            "listed": listed,
            "health_at_risk": order.health_at_risk,
            "necessary": order.necessary,
            "alternatives_fail": order.alternatives_fail,
            "who": _who(case),
            "place": order.place if order.place in ("prison", "law_enforcement_facility") else None,
            "best_interests": order.best_interests,
            "parent_detained": order.parent_detained,
            "safeguards_minor": order.safeguards_minor,
        },
        known_as={"who": "born"},
    )
    if found is None:
        return
    if found[0] == "allowed":
        case.stand(case.permitted, DETAIN, found[1])
    else:
        case.stand(case.forbidden, NO_DETENTION, found[1], cite=found[1][0].cite)
        case.oblige(RELEASE, found[1], cite=found[1][0].cite)


chapter(310, single=examine, when=(Detained,))
