"""Legal counselling, assistance and representation (Regulation (EU) 2024/1348, Articles 15 to 19)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import ApplicationLodged, ApplicationMade
from asylon.law.facts.appeals import AppealDecided, AppealLodged, FoundToDelayRemoval
from asylon.law.facts.guarantees import LegalSupportProvided, LegalSupportRefused, LegalSupportRequested
from asylon.law.procedure.apr_8_10_guarantees import pending
from asylon.law.procedure.apr_67_remedies import WITHOUT_APPEAL, contested
from asylon.law.provisions import Block, obligation, permission, prohibition, right
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "procedure"

# Articles 15 and 16: the administrative procedure.
COUNSELLING = right(
    "free-legal-counselling", _BLOCK, ("A-18", "F-6"), "APR 16(1)",
    "is given free legal counselling on request, and is told of it at registration at the latest",
    "krijgt op verzoek kosteloze juridische counseling, en hoort daarvan uiterlijk bij de registratie",
)  # fmt: skip
COUNSEL = obligation(
    "provide-free-counselling", _BLOCK, ("A-18",), "APR 16(1)", "member_state",
    ("provide the free legal counselling that was asked for", "de gevraagde kosteloze juridische counseling verlenen"),
    ("Steps taken without effective access to counselling can be challenged.", "Stappen zonder daadwerkelijke toegang tot counseling zijn aanvechtbaar."),
)  # fmt: skip
# Article 17: the appeal.
ASSISTANCE = right(
    "free-legal-assistance", _BLOCK, ("A-19", "F-6"), "APR 17(1)",
    "is given free assistance and representation on appeal on request, with documents, preparation and hearing",
    "krijgt op verzoek kosteloze bijstand en vertegenwoordiging in beroep, met stukken, voorbereiding en zitting",
)  # fmt: skip
ASSIST = obligation(
    "provide-free-assistance", _BLOCK, ("A-19",), "APR 17(1)", "member_state",
    ("provide the free assistance and representation that was asked for", "de gevraagde kosteloze bijstand en vertegenwoordiging verlenen"),
    ("A remedy without the assistance that is due is not effective.", "Een rechtsmiddel zonder de verschuldigde bijstand is niet doeltreffend."),
)  # fmt: skip
CHALLENGE = right(
    "remedy-against-refusal-of-assistance", _BLOCK, ("A-19",), "APR 17(3)",
    "may go to a court against the refusal, and may ask for free assistance to do so",
    "kan tegen de weigering naar de rechter, en kan daarvoor kosteloze bijstand vragen",
)  # fmt: skip
MAY_EXCLUDE = permission(
    "exclude-legal-support", _BLOCK, ("A-18", "A-19"), "APR 16(3); APR 17(2)",
    "leave out the free legal support on the ground relied on",
    "de kosteloze juridische steun op de ingeroepen grond weglaten",
    "legal_support_refused",
)  # fmt: skip
NOT_EXCLUDE = prohibition(
    "no-exclusion-of-legal-support", _BLOCK, ("A-18", "A-19"), "APR 16(3); APR 17(2)",
    "the free legal support may not be left out: the ground relied on does not apply, or national law does not provide for it",
    "de kosteloze juridische steun mag niet worden weggelaten: de ingeroepen grond geldt niet, of nationaal recht voorziet er niet in",
)  # fmt: skip

_GROUND = Bilingual("ground relied on", "ingeroepen grond")
_NATIONAL = yes_no(
    "national_rule", "national law lays the exclusion down (19(3))", "nationaal recht regelt de uitsluiting (19(3))"
)

COUNSELLING_EXCLUSION = register_table(
    DecisionTable(
        name="counselling-exclusion",
        question=Bilingual("May free legal counselling be left out?", "Mag kosteloze juridische counseling worden weggelaten?"),
        inputs=(
            Choice("ground", ("none", "16(3)(a)", "16(3)(b)", "16(3)(c)"), closed=True, otherwise="none", label=_GROUND),
            Choice(
                "application", ("first", "first_subsequent", "further_subsequent"), closed=True, otherwise="first",
                label=Bilingual("application", "verzoek"),
                words={
                    "first": Bilingual("first application", "eerste verzoek"),
                    "first_subsequent": Bilingual("first subsequent application", "eerste volgend verzoek"),
                    "further_subsequent": Bilingual("second or further subsequent application", "tweede of later volgend verzoek"),
                },
            ),
            yes_no("delaying", "considered lodged merely to delay an imminent removal", "geacht slechts een aanstaande verwijdering te vertragen"),
            _NATIONAL,
        ),
        outcomes={
            "owed": Bilingual("owed on request", "op verzoek verschuldigd"),
            "exclude": Bilingual("may be left out", "mag worden weggelaten"),
            "not": Bilingual("may not be left out on this ground", "mag niet op deze grond worden weggelaten"),
        },
        hit_policy="first",
        rows=(
            Row("not-refused", {"ground": "none"}, "owed", ("A-18",), "APR 16(1)"),
            Row("no-national-rule", {"national_rule": False}, "not", ("A-18",), "APR 19(3)"),
            Row("delaying", {"ground": "16(3)(a)", "application": "first_subsequent", "delaying": True}, "exclude", ("A-18",), "APR 16(3)(a)"),
            Row("further", {"ground": "16(3)(b)", "application": "further_subsequent"}, "exclude", ("A-18",), "APR 16(3)(b)"),
            Row("represented", {"ground": "16(3)(c)"}, "exclude", ("A-18",), "APR 16(3)(c)"),
            Row("other", {}, "not", ("A-18",), "APR 16(3)"),
        ),
    )
)  # fmt: skip

ASSISTANCE_EXCLUSION = register_table(
    DecisionTable(
        name="assistance-exclusion",
        question=Bilingual(
            "May free assistance and representation on appeal be left out?",
            "Mogen kosteloze bijstand en vertegenwoordiging in beroep worden weggelaten?",
        ),
        inputs=(
            Choice(
                "ground", ("none", "17(2)(a)", "17(2)(b)", "17(2)(c)", "17(2)(d)"), closed=True, otherwise="none", label=_GROUND
            ),
            yes_no("by_court", "refused by a court or tribunal", "geweigerd door een rechterlijke instantie"),
            yes_no("further_appeal", "second level of appeal or higher", "tweede of hogere aanleg"),
            _NATIONAL,
        ),
        outcomes={
            "owed": Bilingual("owed on request", "op verzoek verschuldigd"),
            "exclude": Bilingual("may be left out", "mag worden weggelaten"),
            "exclude_with_remedy": Bilingual("may be left out, with a remedy before a court", "mag worden weggelaten, met een rechtsmiddel bij de rechter"),
            "not": Bilingual("may not be left out on this ground", "mag niet op deze grond worden weggelaten"),
        },
        hit_policy="first",
        rows=(
            Row("not-refused", {"ground": "none"}, "owed", ("A-19",), "APR 17(1)"),
            Row("no-national-rule", {"national_rule": False}, "not", ("A-19",), "APR 19(3)"),
            Row("resources", {"ground": "17(2)(a)"}, "exclude", ("A-19",), "APR 17(2)(a)"),
            Row("no-prospect-authority", {"ground": "17(2)(b)", "by_court": False}, "exclude_with_remedy", ("A-19",), "APR 17(3)"),
            Row("no-prospect-court", {"ground": "17(2)(b)"}, "exclude", ("A-19",), "APR 17(2)(b)"),
            Row("second-level", {"ground": "17(2)(c)", "further_appeal": True}, "exclude", ("A-19",), "APR 17(2)(c)"),
            Row("represented", {"ground": "17(2)(d)"}, "exclude", ("A-19",), "APR 17(2)(d)"),
            Row("other", {}, "not", ("A-19",), "APR 17(2)"),
        ),
    )
)  # fmt: skip


def _refused(case: Case, article: str) -> LegalSupportRefused | None:
    return case.last(LegalSupportRefused, lambda fact: fact.ground.startswith(article))


def _asked(case: Case, support: str) -> LegalSupportRequested | None:
    return case.last(LegalSupportRequested, lambda fact: fact.support == support)


def _provided(case: Case, support: str) -> LegalSupportProvided | None:
    return case.last(LegalSupportProvided, lambda fact: fact.support == support)


def counselling(case: Case) -> None:
    """Free legal counselling while the determining authority has yet to decide."""
    if pending(case) is None:
        return
    refused = _refused(case, "16(3)")
    lodged = case.last(ApplicationLodged)
    kind = "first"
    if lodged is not None and (lodged.subsequent or lodged.further_subsequent):
        kind = "further_subsequent" if lodged.further_subsequent else "first_subsequent"
    found = case.decide(
        COUNSELLING_EXCLUSION,
        {
            "ground": refused.ground if refused is not None else None,
            "application": kind,
            "delaying": any(fact.what == "subsequent_application" for fact in case.all(FoundToDelayRemoval)),
            "national_rule": case.provides("APR 16(3)"),
        },
    )
    if found is None:
        return
    if found[0] == "exclude":
        case.stand(case.permitted, MAY_EXCLUDE, found[1], cite=found[1][0].cite)
        return
    if found[0] == "not":
        case.stand(case.forbidden, NOT_EXCLUDE, found[1], cite=found[1][0].cite)
    case.stand(case.rights, COUNSELLING, found[1])
    if _asked(case, "free_counselling") is not None:
        case.oblige(COUNSEL, met=_provided(case, "free_counselling"))


def assistance(case: Case) -> None:
    """Free assistance and representation from the decision that can be appealed to the end of the appeal."""
    found = contested(case)
    if found is None or found.outcome in WITHOUT_APPEAL:
        return
    further = case.last(AppealLodged, lambda fact: fact.further)
    if found.ruling is not None and (further is None or case.after(AppealDecided, further.at) is not None):
        return
    refused = _refused(case, "17(2)")
    decided = case.decide(
        ASSISTANCE_EXCLUSION,
        {
            "ground": refused.ground if refused is not None else None,
            "by_court": refused is not None and refused.by_court,
            "further_appeal": further is not None,
            "national_rule": case.provides("APR 17(2)"),
        },
    )
    if decided is None:
        return
    outcome, why = decided
    if outcome in ("exclude", "exclude_with_remedy"):
        case.stand(case.permitted, MAY_EXCLUDE, why, cite=why[0].cite)
        if outcome == "exclude_with_remedy":
            case.stand(case.rights, CHALLENGE, why)
        return
    if outcome == "not":
        case.stand(case.forbidden, NOT_EXCLUDE, why, cite=why[0].cite)
    asked = _asked(case, "free_assistance")
    if asked is not None or found.appeal is not None or found.notified is not None:
        case.stand(case.rights, ASSISTANCE, why)
    if asked is not None:
        case.oblige(ASSIST, met=_provided(case, "free_assistance"))


def examine(case: Case) -> None:
    """Counselling before the decision, assistance and representation after it."""
    counselling(case)
    assistance(case)


chapter(769, single=examine, when=(ApplicationMade, LegalSupportRequested))
