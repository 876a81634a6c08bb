"""Withdrawal of international protection: the examination and its end (APR 65, 66)."""

from __future__ import annotations

from typing import Annotated, Literal

from asylon.law.facts.vocabulary import Fact, kind_of, told
from asylon.law.values import value_is_called

value_is_called(
    ("66(6)(a)", "unequivocally renounced (66(6)(a))", "ondubbelzinnig afstand gedaan (66(6)(a))"),
    ("66(6)(b)", "became a national of a Member State (66(6)(b))", "onderdaan van een lidstaat geworden (66(6)(b))"),
    ("66(6)(c)", "protection granted by another Member State (66(6)(c))", "bescherming verleend door een andere lidstaat (66(6)(c))"),
)  # fmt: skip


@kind_of("Examination to withdraw protection started", "Onderzoek tot intrekking gestart", "protection")
class WithdrawalExaminationStarted(Fact, frozen=True, kw_only=True, tag="withdrawal_examination_started"):
    """New elements or findings gave reason to reconsider the protection (APR 65)."""


@kind_of("Informed of the reconsideration", "Geïnformeerd over de heroverweging", "protection")
class InformedOfReconsideration(Fact, frozen=True, kw_only=True, tag="informed_of_reconsideration"):
    """Informed in writing of the reconsideration, its reasons, and the duty to cooperate (APR 66(1)(a)-(c))."""


@kind_of("Written statement on withdrawal received", "Schriftelijke verklaring over intrekking ontvangen", "protection")
class StatementOnWithdrawal(Fact, frozen=True, kw_only=True, tag="statement_on_withdrawal"):
    """The person's written statement why protection should not be withdrawn (APR 66(1)(d))."""


@kind_of("Heard on withdrawal", "Gehoord over intrekking", "protection")
class HeardOnWithdrawal(Fact, frozen=True, kw_only=True, tag="heard_on_withdrawal"):
    """The personal interview or hearing on the withdrawal took place (APR 66(1)(d))."""


@kind_of("Did not cooperate on withdrawal", "Werkte niet mee over intrekking", "protection")
class NotCooperatedOnWithdrawal(Fact, frozen=True, kw_only=True, tag="not_cooperated_on_withdrawal"):
    """No written statement, no attendance or no answers, without due justification (APR 66(5))."""


@kind_of(
    "Withdrawal of protection notified",
    "Intrekking van bescherming bekendgemaakt",
    "protection",
    after=(("protection_withdrawn", "APR 66(3)"),),
)
class ProtectionWithdrawalNotified(Fact, frozen=True, kw_only=True, tag="protection_withdrawal_notified"):
    """The decision to withdraw protection was notified to the person (APR 66(3), 67(8))."""


@kind_of("Protection ended by itself", "Bescherming vanzelf geëindigd", "protection")
class ProtectionEnded(Fact, frozen=True, kw_only=True, tag="protection_ended"):
    """Concluded without the procedure of withdrawal and recorded with its ground (APR 66(6))."""

    ground: Annotated[Literal["66(6)(a)", "66(6)(b)", "66(6)(c)"], told("ground (APR)", "grond (APR)")]
