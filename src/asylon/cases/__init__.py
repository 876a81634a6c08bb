"""Golden cases: facts of fictional persons, questions, and the answers that the articles give.

The expected answer comes from the article, never from the program. A case lies beside the block it tests, in
``data/<block>/``; :func:`asylon.cases.runner.run` asks the law and compares.
"""

from __future__ import annotations

from asylon.cases.reading import Ask, CaseError, GoldenCase, load
from asylon.cases.runner import Outcome, asserted_rules, positions_shown, run, run_all

__all__ = ["Ask", "CaseError", "GoldenCase", "Outcome", "asserted_rules", "load", "positions_shown", "run", "run_all"]
