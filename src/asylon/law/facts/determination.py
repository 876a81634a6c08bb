"""Determining the Member State responsible: what is told, asked and found out before another State is asked."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from asylon.law.facts.vocabulary import Fact, kind_of, told
from asylon.law.values import value_is_called


@kind_of("Information on responsibility given", "Informatie over verantwoordelijkheid gegeven", "responsibility")
class ResponsibilityInformationGiven(Fact, frozen=True, kw_only=True, tag="responsibility_information_given"):
    """The applicant received the information on the determination of the Member State responsible (AMMR 19)."""


@kind_of("Responsibility interview held", "Verantwoordelijkheidsonderhoud gehouden", "responsibility")
class ResponsibilityInterviewHeld(Fact, frozen=True, kw_only=True, tag="responsibility_interview_held"):
    """The personal interview on the Member State responsible took place (AMMR 22)."""

    recorded: Annotated[bool | None, told("audio recording made", "geluidsopname gemaakt")] = None
    representative_present: Annotated[
        bool | None, told("representative of the minor present", "vertegenwoordiger van de minderjarige aanwezig")
    ] = None


@kind_of("Responsibility interview omitted", "Verantwoordelijkheidsonderhoud weggelaten", "responsibility")
class ResponsibilityInterviewOmitted(Fact, frozen=True, kw_only=True, tag="responsibility_interview_omitted"):
    """The authority decided to omit the personal interview, on ``ground`` (AMMR 22(2))."""

    ground: Annotated[
        Literal["absconded", "not_attended", "information_given_otherwise"], told("ground (22(2))", "grond (22, lid 2)")
    ]
    further_information_invited: Annotated[
        bool | None,
        told("opportunity given to present further information", "gelegenheid gegeven om verdere informatie te geven"),
    ] = None


@kind_of("Summary of the responsibility interview given", "Samenvatting van het onderhoud gegeven", "responsibility")
class InterviewSummaryGiven(Fact, frozen=True, kw_only=True, tag="interview_summary_given"):
    """The applicant or the adviser has access to the written summary of the interview (AMMR 22(7))."""


@kind_of("Template on family given", "Formulier over familie gegeven", "responsibility")
class FamilyTemplateGiven(Fact, frozen=True, kw_only=True, tag="family_template_given"):
    """The applicant received the template on family members and relatives (AMMR 22(1))."""


@kind_of("Time limit for evidence set", "Termijn voor bewijs gesteld", "responsibility")
class EvidenceTimeLimitSet(Fact, frozen=True, kw_only=True, tag="evidence_time_limit_set"):
    """The authority gave the applicant a reasonable time to submit evidence or the template (AMMR 17(3))."""

    within_days: Annotated[Annotated[int, msgspec.Meta(ge=1)], told("within (days)", "binnen (dagen)")]


@kind_of("Evidence on responsibility submitted", "Bewijs over verantwoordelijkheid ingediend", "responsibility")
class EvidenceSubmitted(Fact, frozen=True, kw_only=True, tag="evidence_submitted"):
    """The applicant submitted elements or evidence relevant for the Member State responsible (AMMR 17(3), 18(2))."""

    decisive: Annotated[
        bool | None,
        told(
            "decisive for the correct application (if late)", "doorslaggevend voor de juiste toepassing (indien laat)"
        ),
    ] = None


@kind_of("Security check carried out", "Veiligheidscontrole uitgevoerd", "responsibility")
class SecurityCheckCarriedOut(Fact, frozen=True, kw_only=True, tag="security_check_carried_out"):
    """``state`` checked whether the person poses a threat to internal security (SCR 15; AMMR 16(4))."""

    threat: Annotated[
        bool,
        told(
            "reasonable grounds to consider the person a threat to internal security",
            "redelijke gronden om de persoon als bedreiging voor de binnenlandse veiligheid te zien",
        ),
    ]


@kind_of("New security check justified", "Nieuwe veiligheidscontrole gerechtvaardigd", "responsibility")
class SecurityCheckJustified(Fact, frozen=True, kw_only=True, tag="security_check_justified"):
    """The Member State of first registration has justified reasons to check although a check was made (AMMR 16(4))."""


@kind_of("Transfer found impossible", "Overdracht onmogelijk bevonden", "responsibility")
class TransferFoundImpossible(Fact, frozen=True, kw_only=True, tag="transfer_found_impossible"):
    """Transfer to ``to`` would be a real risk of inhuman or degrading treatment (AMMR 16(3); Charter 4)."""

    to: Annotated[str, told("Member State", "lidstaat", pattern="^[A-Z]{2}$")]


@kind_of("Family procedures joined or kept apart", "Gezinsprocedures gevoegd of gescheiden", "responsibility")
class FamilyProceduresJoined(Fact, frozen=True, kw_only=True, tag="family_procedures_joined"):
    """The authority decided whether registrations on different dates are close enough for one procedure (AMMR 28)."""

    together: Annotated[bool, told("conducted together", "samen gevoerd")]


@kind_of("Dependency established", "Afhankelijkheid vastgesteld", "responsibility")
class DependencyEstablished(Fact, frozen=True, kw_only=True, tag="dependency_established"):
    """The applicant and a child, sibling or parent legally resident in ``located_in`` depend on each other (AMMR 34)."""

    located_in: Annotated[
        str, told("Member State where that person resides", "lidstaat waar die persoon verblijft", pattern="^[A-Z]{2}$")
    ]
    relation: Annotated[Literal["child", "sibling", "parent"], told("that person is the …", "die persoon is …")]
    dependent: Annotated[Literal["applicant", "other_person"], told("who is dependent", "wie afhankelijk is")]
    ground: Annotated[
        Literal["pregnancy", "newborn_child", "serious_illness", "severe_disability", "severe_trauma", "old_age"],
        told("on account of", "wegens"),
    ]
    legally_resident: Annotated[bool | None, told("legally resident there", "daar legaal verblijvend")] = None
    existed_before_arrival: Annotated[
        bool | None, told("family ties existed before arrival", "gezinsband bestond voor aankomst")
    ] = None
    able_to_care: Annotated[
        bool | None, told("able to take care of the dependent person", "kan voor de afhankelijke persoon zorgen")
    ] = None
    written_desire: Annotated[bool | None, told("desire expressed in writing", "wens schriftelijk geuit")] = None
    health_prevents_travel: Annotated[
        bool,
        told(
            "the applicant's health prevents travel for a significant time",
            "gezondheid van de verzoeker belet reizen gedurende lange tijd",
        ),
    ] = False


@kind_of("Entered without need of a visa", "Visumvrij binnengekomen", "responsibility")
class EnteredVisaFree(Fact, frozen=True, kw_only=True, tag="entered_visa_free"):
    """Entered through ``state``, where the need for a visa is waived for this person (AMMR 31)."""

    waived_where_registered: Annotated[
        bool | None,
        told("visa also waived in the Member State of registration", "ook visumvrij in de lidstaat van registratie"),
    ] = None


@kind_of("Left the territory of the Member States", "Grondgebied van de lidstaten verlaten", "responsibility")
class LeftTerritory(Fact, frozen=True, kw_only=True, tag="left_territory"):
    """The person left the territory of the Member States on ``at``, as established from ``evidence`` (AMMR 37(4), (5))."""

    how: Annotated[Literal["own_accord", "voluntary_return", "removal"], told("how", "hoe")] = "own_accord"
    evidence: Annotated[Literal["entry_exit_system", "eurodac", "other"], told("evidence", "bewijs")] = "other"


@kind_of("Entered the territory again", "Grondgebied opnieuw binnengekomen", "responsibility")
class EnteredTerritory(Fact, frozen=True, kw_only=True, tag="entered_territory"):
    """The person was back in the territory of the Member States from ``at`` on (AMMR 37(4))."""


@kind_of(
    "Member State responsible indicated in Eurodac", "Verantwoordelijke lidstaat vermeld in Eurodac", "responsibility"
)
class ResponsibilityIndicated(Fact, frozen=True, kw_only=True, tag="responsibility_indicated"):
    """``state`` indicated in Eurodac which Member State is responsible, and why (AMMR 37(1), 38(3); EUD 16)."""

    responsible: Annotated[str, told("Member State responsible", "verantwoordelijke lidstaat", pattern="^[A-Z]{2}$")]
    basis: Annotated[
        Literal[
            "AMMR 16(2)", "AMMR 16(3)", "AMMR 16(4)", "AMMR 37(1)", "AMMR 39(1)", "AMMR 40", "AMMR 63(6)", "AMMR 68(2)",
            "AMMR 68(3)", "CFMR 13",
        ],
        told("because of", "op grond van"),
    ]  # fmt: skip


@kind_of("Shift of responsibility told", "Overgang van verantwoordelijkheid gemeld", "responsibility")
class ShiftCommunicated(Fact, frozen=True, kw_only=True, tag="shift_communicated"):
    """The Member State that became responsible informed the other one through DubliNet (AMMR 37(1))."""


value_is_called(
    ("not_attended", "not attended without justified reasons", "niet verschenen zonder gegronde reden"),
    ("information_given_otherwise", "information already given by other means", "informatie al anders gegeven"),
    ("applicant", "the applicant", "de verzoeker"),
    ("other_person", "the other person", "de ander"),
    ("pregnancy", "pregnancy", "zwangerschap"),
    ("newborn_child", "having a new-born child", "een pasgeboren kind"),
    ("serious_illness", "serious mental or physical illness", "ernstige psychische of lichamelijke ziekte"),
    ("severe_disability", "severe disability", "ernstige handicap"),
    ("severe_trauma", "severe psychological trauma", "ernstig psychologisch trauma"),
    ("old_age", "old age", "hoge leeftijd"),
    ("own_accord", "of their own accord", "uit eigen beweging"),
    ("voluntary_return", "voluntarily, in compliance with a return decision", "vrijwillig, ter naleving van een terugkeerbesluit"),
    ("removal", "removal", "verwijdering"),
    ("entry_exit_system", "Entry/Exit System", "inreis-uitreissysteem"),
    ("eurodac", "Eurodac", "Eurodac"),
)  # fmt: skip
