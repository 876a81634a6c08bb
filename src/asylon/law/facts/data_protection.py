"""Rights of the person over the data: that their processing is restricted, and that the restriction was lifted (GDPR 18).

No rule of the acts hangs on these facts: the time limits of a file run on (docs/data-protection.md says why). They decide who
may use the data, and for what, until the restriction is lifted: see :mod:`asylon.access.restriction`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec

from asylon.law.facts.vocabulary import Fact, kind_of, told
from asylon.law.values import value_is_called

Ground = Literal["accuracy_contested", "processing_unlawful", "needed_for_claims", "objection_pending"]


@kind_of("Processing of the data restricted", "Verwerking van de gegevens beperkt", "data_protection")
class ProcessingRestricted(Fact, frozen=True, kw_only=True, tag="processing_restricted"):
    """The person obtained that the processing of the data is restricted, on a ground of GDPR 18(1)(a) to (d)."""

    ground: Annotated[Ground, told("ground (GDPR 18(1))", "grond (AVG 18, lid 1)")]
    contested: Annotated[
        Annotated[str, msgspec.Meta(min_length=1)] | None,
        told("reference of the fact that is contested", "kenmerk van het feit dat wordt betwist"),
    ] = None


@kind_of(
    "Restriction of the processing lifted", "Beperking van de verwerking opgeheven", "data_protection",
    after=(("processing_restricted", "GDPR 18(3)"),),
)  # fmt: skip
class RestrictionLifted(Fact, frozen=True, kw_only=True, tag="restriction_lifted"):
    """The restriction ended. The person was informed on ``informed_on``, before it was lifted (GDPR 18(3))."""

    informed_on: Annotated[
        date, told("day on which the person was informed beforehand", "dag waarop de persoon vooraf is ingelicht")
    ]


value_is_called(
    ("accuracy_contested", "accuracy contested (18(1)(a))", "juistheid betwist (18, lid 1, onder a)"),
    ("processing_unlawful", "unlawful, erasure opposed (18(1)(b))", "onrechtmatig, wissing niet gewenst (18, lid 1, onder b)"),
    ("needed_for_claims", "needed for legal claims (18(1)(c))", "nodig voor rechtsvorderingen (18, lid 1, onder c)"),
    ("objection_pending", "objection pending (18(1)(d))", "bezwaar in behandeling (18, lid 1, onder d)"),
)  # fmt: skip
