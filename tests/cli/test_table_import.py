"""Tables of other systems at the command line, with the example of the manual. All persons are fictional."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from asylon.cli.main import main

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"
TABLE, MAP = EXAMPLES / "intake.csv", EXAMPLES / "intake-map.yaml"


def imported(tmp_path: Path, table: Path = TABLE, column_map: Path = MAP, *more: str) -> Result:
    return CliRunner().invoke(
        main, ["register", "import", str(table), "--map", str(column_map), "--data", str(tmp_path / "var"), *more]
    )


def test_the_example_of_the_manual_is_checked_and_then_taken_in(tmp_path: Path) -> None:
    checked = imported(tmp_path, TABLE, MAP, "--check")
    assert (checked.exit_code, checked.stdout) == (
        0, "2 cases and 8 facts can be taken in, 0 circumstances; 0 cases were there already, 0 refused\n",
    )  # fmt: skip
    taken = imported(tmp_path, TABLE, MAP, "--lang", "nl")
    assert (taken.exit_code, taken.stdout) == (
        0, "2 zaken en 8 feiten overgenomen, 0 omstandigheden; 0 zaken waren er al, 0 geweigerd\n",
    )  # fmt: skip
    assert "2 cases were there already" in imported(tmp_path).stdout


def test_a_row_that_is_wrong_is_told_in_the_language_asked_and_its_case_stays_out(tmp_path: Path) -> None:
    table = tmp_path / "intake.csv"
    table.write_text(TABLE.read_text("utf-8").replace("06-05-2017", "onbekend"), "utf-8")
    for lang, told in (
        ("en", "row 3, Geboren: “onbekend” is not a day"),
        ("nl", "rij 3, Geboren: “onbekend” is geen dag"),
    ):
        answer = imported(tmp_path, table, MAP, "--check", "--lang", lang)
        assert answer.exit_code == 1
        assert told in answer.stderr
        assert answer.stdout.startswith(("1 cases", "1 zaken"))
        assert answer.stdout.rstrip().endswith(("1 refused", "1 geweigerd"))


def test_a_table_in_another_encoding_is_told_with_the_one_it_probably_has(tmp_path: Path) -> None:
    table = tmp_path / "intake.csv"
    for encoding, named in (("windows-1252", "Windows-1252"), ("utf-16", "UTF-16")):
        table.write_bytes(TABLE.read_text("utf-8").encode(encoding))
        answer = imported(tmp_path, table, MAP, "--lang", "nl")
        assert answer.exit_code == 2
        assert f"waarschijnlijk in {named}" in answer.stderr


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("name: Naam", "name: Name", "De tabel heeft geen kolom “Name” (bedoelt u “Naam”?)"),
        ("state: NL", "state: QQ", "'QQ' is geen lidstaat in de gazette"),
        ("state: NL", "state: [", "niet te lezen"),
    ],
)
def test_a_map_that_does_not_fit_is_refused_in_dutch(tmp_path: Path, old: str, new: str, told: str) -> None:
    column_map = tmp_path / "map.yaml"
    column_map.write_text(MAP.read_text("utf-8").replace(old, new), "utf-8")
    answer = imported(tmp_path, TABLE, column_map, "--lang", "nl")
    assert answer.exit_code == 2
    assert told in answer.stderr


def test_the_manual_shows_the_example_map() -> None:
    assert MAP.read_text("utf-8") in (EXAMPLES.parent / "cli.md").read_text("utf-8")


def test_a_case_that_is_wrong_is_told_in_dutch_where_dutch_is_asked(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("state: NL\nfacts:\n  - {kind: application_made, person: a, at: morgen}\n", "utf-8")
    answer = CliRunner().invoke(main, ["position", str(case), "--lang", "nl"])
    assert answer.exit_code == 2
    assert "is niet bruikbaar: er is 1 ding fout. Er is niets gedaan." in answer.stderr
    assert "“morgen” is geen datum." in answer.stderr
