"""Personal interviews (Regulation (EU) 2024/1348, Articles 11 to 14 and 22(3))."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances import DisproportionateNumbers
from asylon.law.citations import Bilingual
from asylon.law.facts import ApplicationLodged, ApplicationWithdrawn, InadmissibilityExamined
from asylon.law.facts.appeals import AppealLodged
from asylon.law.facts.interviews import (
    FitnessAssessed,
    InterviewHeld,
    InterviewNotAttended,
    InterviewOmitted,
    InterviewReportShared,
    InterviewScheduled,
)
from asylon.law.procedure.apr_8_10_guarantees import pending
from asylon.law.provisions import Block, judgement, obligation, permission, prohibition, right
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "procedure"
_DA = "determining_authority"

# Articles 11 and 12: which interviews.
ADMISSIBILITY = right(
    "admissibility-interview", _BLOCK, ("A-14",), "APR 11(1)",
    "is interviewed on admissibility before the application is found inadmissible, and can say why the ground does not apply",
    "wordt over de ontvankelijkheid gehoord voordat het verzoek niet-ontvankelijk wordt verklaard, en kan zeggen waarom de grond niet geldt",
)  # fmt: skip
SUBSTANCE = right(
    "substantive-interview", _BLOCK, ("A-14",), "APR 12(1)",
    "is interviewed on the substance before a decision on the merits",
    "wordt over de inhoud gehoord voor een beslissing ten gronde",
)  # fmt: skip
NOT_TOGETHER = prohibition(
    "no-interviews-together", _BLOCK, ("A-14",), "APR 12(1)",
    "no interview on admissibility and substance at the same time: it was not announced, or no advice was possible",
    "geen gelijktijdig onderhoud over ontvankelijkheid en inhoud: dit is niet aangekondigd, of advies was niet mogelijk",
)  # fmt: skip
TOGETHER_ALLOWED = permission(
    "interviews-together", _BLOCK, ("A-14",), "APR 12(1)",
    "hold the interviews on admissibility and substance at the same time",
    "de onderhouden over ontvankelijkheid en inhoud tegelijk houden",
    "interview_held",
)  # fmt: skip
# Article 13: how.
CONDITIONS = right(
    "interview-conditions", _BLOCK, ("A-17",), "APR 13(7)",
    "is interviewed in private by someone trained and not in uniform, with an interpreter, and where asked and possible of the preferred sex",
    "wordt vertrouwelijk gehoord door iemand met opleiding en zonder uniform, met een tolk, en op verzoek zo mogelijk van het gewenste geslacht",
)  # fmt: skip
VIDEO = judgement(
    "video-interview-justified", _BLOCK, ("A-17",), "APR 13(10)", _DA,
    "Is the interview by video conference duly justified by the circumstances?",
    "Wordt het onderhoud per videoconferentie door de omstandigheden gerechtvaardigd?",
    "interview_scheduled",
)  # fmt: skip
OTHER_STAFF = permission(
    "interviews-by-other-authorities", _BLOCK, ("A-33",), "APR 13(6)",
    "be assisted temporarily by trained staff of other authorities or of the Asylum Agency; the use is reported (71(3))",
    "tijdelijk opgeleid personeel van andere autoriteiten of van het Asielagentschap inzetten; het gebruik wordt gemeld (71(3))",
)  # fmt: skip
OMIT = permission(
    "omit-interview", _BLOCK, ("A-15",), "APR 13(11)",
    "omit the interview",
    "van het onderhoud afzien",
    "interview_omitted",
)  # fmt: skip
IN_WRITING = right(
    "further-information-in-writing", _BLOCK, ("A-15",), "APR 13(11)",
    "has an effective opportunity to submit further information in writing, and the omission does not count against him or her",
    "krijgt daadwerkelijk gelegenheid schriftelijk nadere informatie te geven, en het ontbreken van het onderhoud werkt niet tegen de verzoeker",
)  # fmt: skip
POSTPONE = obligation(
    "postpone-interview", _BLOCK, ("A-15",), "APR 13(11)", _DA,
    ("postpone the interview until the applicant is fit or able", "het onderhoud uitstellen tot de verzoeker ertoe in staat is"),
    ("A decision without the interview would lack a ground for its omission.", "Een beslissing zonder onderhoud zou een grond voor het weglaten missen."),
)  # fmt: skip
CONSULT = obligation(
    "consult-medical-professional", _BLOCK, ("A-15",), "APR 13(11)", _DA,
    ("consult a medical professional: temporarily unfit or of an enduring nature?", "een medisch deskundige raadplegen: tijdelijk of blijvend niet in staat?"),
    ("While in doubt the interview may not be omitted.", "Zolang er twijfel is mag niet van het onderhoud worden afgezien."),
)  # fmt: skip
NOT_OMIT = prohibition(
    "no-omission-of-interview", _BLOCK, ("A-15",), "APR 13(11)",
    "the interview may not be omitted: no ground of 13(11) applies",
    "van het onderhoud mag niet worden afgezien: er geldt geen grond van 13(11)",
)  # fmt: skip
RESCHEDULE = obligation(
    "reschedule-interview", _BLOCK, ("A-15",), "APR 13(11)", _DA,
    ("reschedule the interview that could not be attended for reasons beyond the applicant's control",
     "een nieuw onderhoud plannen voor het onderhoud dat buiten de macht van de verzoeker niet kon worden bijgewoond"),
    ("The absence cannot make the application implicitly withdrawn (APR 41(1)(d)).", "De afwezigheid kan het verzoek niet impliciet ingetrokken maken (APR 41(1)(d))."),
)  # fmt: skip
# Article 14: record.
RECORD = obligation(
    "record-interview", _BLOCK, ("A-16",), "APR 14(2)", _DA,
    ("record the interview in sound, tell the applicant beforehand, and put recording and report in the file",
     "het onderhoud in geluid opnemen, de verzoeker vooraf inlichten, en opname en verslag in het dossier opnemen"),
    ("Where statements are in doubt the recording prevails (APR 14(4)).", "Bij twijfel over verklaringen gaat de opname voor (APR 14(4))."),
)  # fmt: skip
SHARE = obligation(
    "share-interview-report", _BLOCK, ("A-16",), "APR 14(6)", _DA,
    ("give access to the report or transcript as soon as possible and in due time before the decision",
     "zo spoedig mogelijk en tijdig voor de beslissing inzage geven in het verslag of de uitgewerkte opname"),
    ("Without it the applicant cannot comment before the decision (APR 14(3)).", "Zonder inzage kan de verzoeker niet voor de beslissing reageren (APR 14(3))."),
)  # fmt: skip
COMMENT = right(
    "comment-on-interview-report", _BLOCK, ("A-16",), "APR 14(3)",
    "may correct mistakes and misunderstandings in the report before the decision, and is asked to confirm it",
    "mag voor de beslissing fouten en misverstanden in het verslag corrigeren, en wordt om bevestiging gevraagd",
)  # fmt: skip
AUDIO = right(
    "recording-in-appeal", _BLOCK, ("A-16",), "APR 14(6)",
    "has access to the recording in the appeal",
    "heeft in beroep toegang tot de opname",
)  # fmt: skip
# Article 22(3): minors.
OF_MINOR = right(
    "interview-of-minor", _BLOCK, ("A-23",), "APR 22(3)",
    "is interviewed by someone who knows the rights and needs of minors, unless that is not in the best interests of the child",
    "wordt gehoord door iemand met kennis van rechten en behoeften van minderjarigen, tenzij dat niet in het belang van het kind is",
)  # fmt: skip
REASONS_MINOR = obligation(
    "reasons-for-no-interview-of-minor", _BLOCK, ("A-23",), "APR 22(3)", _DA,
    ("give reasons why the minor was given no interview", "motiveren waarom de minderjarige geen onderhoud kreeg"),
    ("Without reasons the decision is open to challenge on this point.", "Zonder motivering is de beslissing op dit punt aanvechtbaar."),
)  # fmt: skip

OMISSION = register_table(
    DecisionTable(
        name="interview-omission",
        question=Bilingual("May the interview be omitted?", "Mag van het onderhoud worden afgezien?"),
        inputs=(
            Choice("interview", ("admissibility_interview", "substantive_interview"), label=Bilingual("interview", "onderhoud")),
            Choice(
                "ground", ("none", "13(11)(a)", "13(11)(b)", "13(11)(c)", "13(11)(d)", "13(11)(e)"), closed=True, otherwise="none",
                label=Bilingual("ground relied on", "ingeroepen grond"),
            ),
            Choice(
                "fitness", ("fit", "temporarily_unfit", "enduringly_unfit", "in_doubt"), closed=True, otherwise="fit",
                label=Bilingual("fitness", "geschiktheid"),
            ),
        ),
        outcomes={
            "omit": Bilingual("may be omitted", "mag vervallen"),
            "postpone": Bilingual("postpone", "uitstellen"),
            "consult": Bilingual("ask a medical professional first", "eerst een medisch deskundige vragen"),
            "hold": Bilingual("hold it", "houden"),
        },
        hit_policy="first",
        rows=(
            Row("positive", {"ground": "13(11)(a)"}, "omit", ("A-15",), "APR 13(11)(a)"),
            Row("not-inadmissible", {"ground": "13(11)(b)", "interview": "admissibility_interview"}, "omit", ("A-15",), "APR 13(11)(b)"),
            Row("written-statement", {"ground": "13(11)(d)", "interview": "admissibility_interview"}, "omit", ("A-15",), "APR 13(11)(d)"),
            Row("protection-elsewhere", {"ground": "13(11)(e)", "interview": "admissibility_interview"}, "omit", ("A-15",), "APR 13(11)(e)"),
            Row("enduring", {"fitness": "enduringly_unfit"}, "omit", ("A-15",), "APR 13(11)(c)"),
            Row("temporary", {"fitness": "temporarily_unfit"}, "postpone", ("A-15",), "APR 13(11)"),
            Row("doubt", {"fitness": "in_doubt"}, "consult", ("A-15",), "APR 13(11)"),
            Row("hold", {}, "hold", ("A-14",), "APR 11(1); APR 12(1)"),
        ),
    )
)  # fmt: skip

TOGETHER = register_table(
    DecisionTable(
        name="interviews-together",
        question=Bilingual(
            "May admissibility and substance be discussed in one interview?",
            "Mogen ontvankelijkheid en inhoud in een onderhoud worden besproken?",
        ),
        inputs=(
            yes_no("announced", "told of it in advance", "vooraf ingelicht", open_=True),
            yes_no("advice_possible", "legal adviser or counsellor could be consulted", "juridisch adviseur of counselor te raadplegen", open_=True),
        ),
        outcomes={"together": Bilingual("together", "tegelijk"), "apart": Bilingual("apart", "apart")},
        hit_policy="first",
        rows=(
            Row("both", {"announced": True, "advice_possible": True}, "together", ("A-14",), "APR 12(1)"),
            Row("not-both", {}, "apart", ("A-14",), "APR 12(1)"),
        ),
    )
)  # fmt: skip


def _held(case: Case, interview: str) -> InterviewHeld | None:
    return case.last(InterviewHeld, lambda fact: fact.interview in (interview, "both_interviews"))


def _owed(case: Case, interview: str) -> None:
    """One interview that was not held yet: owed, postponed or omitted."""
    if _held(case, interview) is not None:
        return
    omitted = case.last(InterviewOmitted, lambda fact: fact.interview in (interview, "both_interviews"))
    fitness = case.last(FitnessAssessed)
    found = case.decide(
        OMISSION,
        {
            "interview": interview,
            "ground": omitted.ground if omitted is not None and omitted.ground != "22(3)" else None,
            "fitness": fitness.fitness if fitness is not None else None,
        },
    )
    if found is None:
        return
    outcome, why = found
    if outcome == "omit":
        case.stand(case.permitted, OMIT, why, cite=why[0].cite)
        if why[0].row == "enduring":
            case.stand(case.rights, IN_WRITING, why)
        return
    case.stand(case.rights, ADMISSIBILITY if interview == "admissibility_interview" else SUBSTANCE, why)
    case.stand(case.rights, CONDITIONS)
    if outcome == "postpone":
        case.oblige(POSTPONE, why)
    elif outcome == "consult":
        case.oblige(CONSULT, why)
    elif omitted is not None and omitted.ground != "22(3)":
        case.stand(case.forbidden, NOT_OMIT, why)


def _missed(case: Case) -> None:
    missed = case.last(InterviewNotAttended)
    if missed is None or missed.refused_to_answer or missed.justified is not True:
        return
    again = case.first(InterviewScheduled, lambda fact: fact.at.utc(case.zone) > missed.at.utc(case.zone))
    held = case.first(InterviewHeld, lambda fact: fact.at.utc(case.zone) > missed.at.utc(case.zone))
    case.oblige(RESCHEDULE, met=again or held)


def _recorded(case: Case) -> None:
    held = case.last(InterviewHeld)
    if held is None:
        return
    case.oblige(RECORD, met=held if held.audio_recorded else None)
    case.oblige(SHARE, met=case.after(InterviewReportShared, held.at))


def examine(case: Case) -> None:
    """The interviews that are owed, and the record of those that were held."""
    lodged = case.here(ApplicationLodged)
    if lodged is None:
        return
    _recorded(case)
    if case.first(AppealLodged) is not None and case.first(InterviewHeld) is not None:
        case.stand(case.rights, AUDIO)
    if pending(case) is None or case.findings.get("examined_elsewhere") or case.first(ApplicationWithdrawn) is not None:
        return
    if case.first(InterviewHeld) is not None and not case.provides("APR 14(5)"):
        case.stand(case.rights, COMMENT)
    if case.first(InadmissibilityExamined) is not None:
        _owed(case, "admissibility_interview")
    _owed(case, "substantive_interview")
    _missed(case)
    scheduled = case.last(InterviewScheduled)
    if scheduled is not None:
        if scheduled.by_video:
            case.stand(case.judgements, VIDEO)
        if scheduled.interview == "both_interviews":
            both = case.decide(
                TOGETHER, {"announced": scheduled.together_announced, "advice_possible": scheduled.advice_possible}
            )
            if both is not None and both[0] == "together":
                case.stand(case.permitted, TOGETHER_ALLOWED, both[1])
            else:
                case.stand(case.forbidden, NOT_TOGETHER)
    if case.circumstances.on(DisproportionateNumbers, case.today, case.state):
        case.stand(case.permitted, OTHER_STAFF)
    _minor(case)


def _minor(case: Case) -> None:
    omitted = case.last(InterviewOmitted, lambda fact: fact.ground == "22(3)")
    if omitted is not None:
        case.oblige(REASONS_MINOR, met=omitted if omitted.reasons_given else None)
    elif case.first(InterviewHeld) is None and case.minor_on(case.today):
        case.stand(case.rights, OF_MINOR)


chapter(741, single=examine, when=(ApplicationLodged,))
