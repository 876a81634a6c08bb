"""The examples of the documents can be used as they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from asylon.cli.main import main

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_the_family_is_told_who_must_answer_and_by_when(lang):
    answer = CliRunner().invoke(main, ["position", str(EXAMPLES / "family.yaml"), "--on", "2026-11-24", "--lang", lang])
    assert answer.exit_code == 0
    assert "AMMR 40(2)" in answer.output
    assert {"en": "Monday 7 December 2026", "nl": "maandag 7 december 2026"}[lang] in answer.output


def test_the_table_of_facts_is_answered_for_both_cases():
    answer = CliRunner().invoke(main, ["position", "--batch", str(EXAMPLES / "facts.csv"), "--on", "2026-09-10"])
    assert answer.exit_code == 0
    assert "2 cases answered, 0 not" in answer.stderr
