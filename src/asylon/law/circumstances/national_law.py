"""What the law of a Member State provides where an article of the Pact leaves it the choice."""

from __future__ import annotations

from typing import Annotated, Literal

from asylon.law.circumstances.vocabulary import Circumstance, circumstance_of
from asylon.law.facts.vocabulary import told

#: Articles that let national law provide for something. Not recorded means: it does not.
Provided = Literal[
    "APR 10(4)(a)", "APR 10(4)(b)", "APR 10(4)(c)", "APR 14(5)", "APR 16(3)", "APR 17(2)", "APR 28(4)", "APR 28(7)", "APR 32(2)",
    "APR 56", "APR 67(1)", "APR 68(6)",
    "RCD 5(1)", "RCD 9(5)", "RCD 25(1)", "TPD 19(1)",
    "RD 2(2)(a)", "RD 7(1)",
]  # fmt: skip


@circumstance_of("National law provides", "Nationaal recht voorziet")
class NationalLawProvides(Circumstance, frozen=True, kw_only=True, tag="national_law_provides"):
    """National law uses a possibility that an article leaves to it; ``source`` names the national provision."""

    article: Annotated[Provided, told("what the article allows", "wat het artikel toelaat")]
