"""Unaccompanied minors (Regulation (EU) 2024/1351, Article 25): only these criteria, in the order of paragraphs 2 to 5.

The best interests of the child go before each of them; a written desire is not asked for.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.citations import Bilingual
from asylon.law.facts import ApplicationRegistered, BestInterestsAssessed, FamilyMemberLocated
from asylon.law.provisions import JudgementQuestion, Silence, declare
from asylon.law.responsibility.ammr_26_27_family import how_many
from asylon.law.responsibility.ammr_36_38_procedure import responsible_by
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

BEST_INTERESTS = declare(
    JudgementQuestion(
        id="best-interests-of-the-child",
        block="responsibility",
        rules=("K-1",),
        cite="AMMR 25",
        who="determining_authority",
        records="best_interests_assessed",
        question=Bilingual(
            "Which Member State is in the best interests of the child?", "Welke lidstaat is in het belang van het kind?"
        ),
    )
)
CHILD_UNDECIDED = declare(
    Silence(
        id="child-undecided",
        block="responsibility",
        rules=("K-1",),
        cite="AMMR 25(4)",
        words=Bilingual(
            "Several Member States, or none in the child's interest: the best interests of the child decide.",
            "Verschillende lidstaten, of geen in het belang van het kind: het belang van het kind beslist.",
        ),
    )
)

CHILD = register_table(
    DecisionTable(
        name="responsibility-unaccompanied-minor",
        question=Bilingual(
            "Which Member State is responsible for an unaccompanied minor?",
            "Welke lidstaat is verantwoordelijk voor een niet-begeleide minderjarige?",
        ),
        inputs=(
            Choice(
                "family_in",
                ("none", "one", "several"),
                closed=True,
                otherwise="none",
                label=Bilingual(
                    "Member States with a family member or sibling", "lidstaten met een gezinslid, broer of zus"
                ),
            ),
            Choice(
                "relative_in",
                ("none", "one", "several"),
                closed=True,
                otherwise="none",
                label=Bilingual(
                    "other Member States with a relative able to care",
                    "andere lidstaten met een familielid dat kan zorgen",
                ),
            ),
            yes_no(
                "here_against_interests",
                "first registration State not in the best interests",
                "lidstaat van eerste registratie niet in belang van het kind",
            ),
            yes_no(
                "assessed",
                "best interests assessed for one of several States",
                "belang van het kind beoordeeld voor een van meerdere staten",
            ),
        ),
        outcomes={
            "assessed": Bilingual(
                "where the best interests of the child lie (25(4))", "waar het belang van het kind ligt (25(4))"
            ),
            "family": Bilingual(
                "where the family member or sibling is (25(2))", "waar het gezinslid, de broer of zus is (25(2))"
            ),
            "relative": Bilingual("where the relative is (25(3))", "waar het familielid is (25(3))"),
            "first_registration": Bilingual(
                "Member State of first registration (25(5))", "lidstaat van eerste registratie (25(5))"
            ),
            "best_interests": Bilingual(
                "the best interests of the child decide (25(4))", "het belang van het kind beslist (25(4))"
            ),
        },
        hit_policy="first",
        rows=(
            Row("assessed", {"assessed": True}, "assessed", ("K-1",), "AMMR 25(4)"),
            Row("several", {"family_in": "several"}, "best_interests", ("K-1",), "AMMR 25(4)"),
            Row(
                "family-and-relative",
                {"family_in": "one", "relative_in": ("one", "several")},
                "best_interests",
                ("K-1", "DEF-7", "DEF-8"),
                "AMMR 25(4)",
            ),
            Row("family", {"family_in": "one"}, "family", ("K-1", "DEF-7"), "AMMR 25(2)"),
            Row("several-relatives", {"relative_in": "several"}, "best_interests", ("K-1", "DEF-8"), "AMMR 25(4)"),
            Row("relative", {"relative_in": "one"}, "relative", ("K-1", "DEF-8"), "AMMR 25(3)"),
            Row("not-here", {"here_against_interests": True}, "best_interests", ("K-1",), "AMMR 25(5)"),
            Row("nobody", {}, "first_registration", ("K-1",), "AMMR 25(5)"),
        ),
    )
)


def _counts_as_family(case: Case, fact: FamilyMemberLocated, spouse_present: bool) -> bool:
    """Family members (2(8)) and siblings; a married minor's parents only where the spouse is not in the Union (25(2))."""
    if fact.relation == "relative" or fact.existed_before_arrival is False:
        return False
    if fact.relation in ("parent", "responsible_adult"):
        return not (case.married and spouse_present)
    return not (fact.relation == "child" and fact.minor_unmarried is False)


def child(case: Case, registered: ApplicationRegistered, excluded: frozenset[str]) -> None:
    """The criteria for an unaccompanied minor."""
    assessments = case.all(BestInterestsAssessed)
    against = {fact.concerning for fact in assessments if not fact.in_best_interests} | excluded
    chosen = {fact.concerning for fact in assessments if fact.in_best_interests}
    located = case.all(FamilyMemberLocated)
    spouse = any(fact.relation in ("spouse", "partner") for fact in located)
    family = sorted(
        {
            fact.located_in
            for fact in located
            if _counts_as_family(case, fact, spouse) and fact.located_in not in against
        }
    )
    relatives = sorted(
        {
            fact.located_in
            for fact in located
            if fact.relation == "relative"
            and fact.able_to_care
            and fact.located_in not in against
            and fact.located_in != registered.state
            and fact.located_in not in family
        }
    )
    everywhere = {*family, *relatives}
    assessed = chosen & everywhere if len(everywhere) > 1 and len(chosen & everywhere) == 1 else set()
    found = case.decide(
        CHILD,
        {
            "family_in": how_many(family),
            "relative_in": how_many(relatives),
            "here_against_interests": registered.state in against,
            "assessed": bool(assessed),
        },
    )
    if found is None:
        return
    outcome, why = found
    if outcome == "best_interests":
        case.stand(case.judgements, BEST_INTERESTS, why)
        case.silent("responsible", CHILD_UNDECIDED, settle=("best_interests_assessed",), cite=why[0].cite)
        return
    state = {
        "assessed": next(iter(assessed), ""),
        "family": family[0] if family else "",
        "relative": relatives[0] if relatives else "",
        "first_registration": registered.state,
    }[outcome]
    if state not in chosen:
        case.stand(case.judgements, BEST_INTERESTS, why)
    responsible_by(case, state, why, why[0].cite, settled=False)
