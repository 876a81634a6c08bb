"""The register's commands: what goes out comes in again, damage is named, and nothing is left half."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from asylon.cli import folder
from asylon.cli.demonstration import COMPLETE, fill
from asylon.cli.main import main
from asylon.cli.refusals import Refusal
from asylon.law.files import read_fact
from asylon.register.places import LOG


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=given, catch_exceptions=False)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("demonstration")
    register = folder.open_demonstration(home)
    fill(register, persons=20)
    register.close()
    return home


def test_an_export_taken_in_elsewhere_holds_the_same_cases(filled, tmp_path):
    out = tmp_path / "out.jsonl"
    assert run("register", "export", str(out), "--data", str(filled), "--purpose", "test").exit_code == 0
    other = str(tmp_path / "other")
    checked = run("register", "import", str(out), "--data", other, "--check")
    assert checked.exit_code == 0, checked.output
    first = run("register", "import", str(out), "--data", other)
    again = run("register", "import", str(out), "--data", other)
    cases = len({json.loads(line)["case"] for line in out.read_text("utf-8").splitlines() if '"case"' in line})
    assert f"{cases} cases" in checked.output
    assert first.output.startswith(f"{cases} cases")
    assert f"{cases} cases were there already" in again.output


def test_an_export_can_be_read_by_its_owner_only_and_leaves_no_part_behind(filled, tmp_path):
    out = tmp_path / "out.jsonl"
    run("register", "export", str(out), "--data", str(filled), "--purpose", "test")
    assert out.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_an_export_needs_a_purpose(filled, tmp_path):
    answer = run("register", "export", str(tmp_path / "out.jsonl"), "--data", str(filled))
    assert answer.exit_code == 2
    assert "--purpose" in answer.output


def test_a_bad_line_is_told_with_its_number_in_the_language_asked_for(tmp_path):
    given = '{"format": "asylon-register-1"}\n{"case": "NL-2026-000001", "bad": 1}\n'
    answer = run("register", "import", "-", "--data", str(tmp_path), "--lang", "nl", given=given)
    assert answer.exit_code == 1
    assert "regel 2" in answer.stderr


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path):
    answer = run("register", "import", str(tmp_path / "none.jsonl"), "--data", str(tmp_path / "data"))
    assert answer.exit_code == 2
    assert "none.jsonl" in answer.output


def test_a_sound_register_is_verified_rebuilt_and_brought_to_the_present(filled):
    for command, word in (("verify", "verified"), ("rebuild", "computed again"), ("advance", "computed again")):
        answer = run("register", command, "--data", str(filled))
        assert answer.exit_code == 0
        assert word in answer.output


def test_an_altered_fact_is_found_and_its_place_is_named(tmp_path):
    register = folder.open_demonstration(tmp_path)
    fill(register, persons=3)
    register.close()
    with sqlite3.connect(tmp_path / LOG) as log:
        triggers = log.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            log.execute(f'DROP TRIGGER "{name}"')
        log.execute("UPDATE fact SET actor = 'somebody else' WHERE position = 5")
    log.close()
    answer = run("register", "verify", "--data", str(tmp_path))
    assert answer.exit_code == 1
    assert "position 5" in answer.output


def test_the_demonstration_is_made_once(filled):
    assert (filled / COMPLETE).exists()
    register = folder.open_demonstration(filled)
    assert fill(register, persons=20) == 0
    register.close()


def test_fictional_persons_never_come_into_a_folder_with_a_real_register(tmp_path):
    folder.open_register(tmp_path, create=True).close()
    with pytest.raises(Refusal, match="real cases"):
        folder.open_demonstration(tmp_path)


def test_real_work_is_refused_in_the_folder_of_the_demonstration(filled):
    with pytest.raises(Refusal, match="fictional"):
        folder.refuse_demonstration(filled)


def test_a_lost_register_is_restored_from_its_archive_and_the_copy_of_its_vault(filled, tmp_path):
    archive, vaults, new = tmp_path / "archive", tmp_path / "vaults", tmp_path / "new"
    written = run("register", "backup", str(archive), "--data", str(filled))
    assert "facts" in written.output
    assert run("register", "backup-vault", str(vaults), "--data", str(filled)).exit_code == 0
    (vault,) = vaults.iterdir()
    answer = run("register", "restore", str(archive), "--vault", str(vault), "--data", str(new), "--reason", "drill")
    assert answer.exit_code == 0
    assert answer.output.split("head ")[1].split() == written.output.split("head ")[1].split()
    assert run("register", "verify", "--data", str(new)).exit_code == 0


def test_an_erasure_is_confirmed_by_a_list_that_was_read_and_proved(filled, tmp_path):
    due = tmp_path / "due.csv"
    listed = run("register", "erase", "--data", str(filled), "--list", str(due))
    assert listed.exit_code == 0
    assert due.read_text("utf-8").startswith("case,person,kept_until")
    due.write_text("case,person,kept_until\nNL-2026-000001,p1,\n", "utf-8")
    with pytest.raises(Refusal, match="reason"):
        CliRunner().invoke(
            main, ["register", "erase", "--data", str(filled), "--confirmed", str(due)], standalone_mode=False,
            catch_exceptions=False,
        )  # fmt: skip
    stray = run("register", "erase", "--data", str(filled), "--confirmed", str(due), "--reason", "retention ended")
    assert stray.exit_code == 1
    assert "Nobody was erased" in stray.output


def test_one_person_of_a_case_is_erased_with_a_receipt(tmp_path):
    register = folder.open_demonstration(tmp_path)
    fill(register, persons=3)
    row = register.cases().rows[0]
    person = row.summary[0].person
    register.close()
    answer = run(
        "register", "erase", "--data", str(tmp_path), "--case", row.number, "--person", person, "--reason", "by request"
    )
    assert "destroyed" in answer.output
    assert "the chain is whole" in answer.output


def test_the_head_is_signed_with_a_new_key(tmp_path):
    register = folder.open_demonstration(tmp_path)
    fill(register, persons=3)
    register.close()
    answer = run("register", "rotate-key", "--data", str(tmp_path), "--reason", "yearly")
    assert "new key" in answer.output
    assert run("register", "verify", "--data", str(tmp_path)).exit_code == 0


def test_a_copy_for_the_person_concerned_is_whole_logged_and_for_its_owner_only(filled, tmp_path):
    opened = folder.open_register(filled)
    case = opened.files.record(opened.files.stored(next(iter(opened.log.streams("case")))))
    person = case.persons[0]
    out = tmp_path / "copy.json"
    asked = ["register", "copy", case.number, person, "--data", str(filled)]
    assert run(*asked).exit_code == 2
    answer = run(*asked, "--purpose", "request of 23 November", "--out", str(out))
    assert answer.exit_code == 0
    assert out.stat().st_mode & 0o077 == 0
    copy = json.loads(out.read_text("utf-8"))
    assert (copy["case"], copy["person"]) == (case.number, person)
    assert len(copy["entries"]) == sum(fact.person == person for fact in case.file.facts)
    last = opened.read_by(case.id)[-1]
    assert (last.what, last.purpose) == ("copy", "request of 23 November")
    opened.close()


@pytest.mark.parametrize(("lang", "title"), [("en", "What is recorded about you"), ("nl", "Wat over u is vastgelegd")])
def test_a_copy_to_read_is_one_page_that_needs_nothing_else(filled, lang, title):
    opened = folder.open_register(filled)
    case = opened.files.record(opened.files.stored(next(iter(opened.log.streams("case")))))
    opened.close()
    asked = ["register", "copy", case.number, case.persons[0], "--data", str(filled), "--purpose", "test"]
    page = run(*asked, "--form", "html", "--lang", lang).output
    assert f"<h1>{title}: {case.number}</h1>" in page
    assert f'<html lang="{lang}">' in page
    assert "src=" not in page
    assert "<link" not in page


def test_a_copy_of_nobody_is_refused_with_whom_the_file_holds(filled):
    opened = folder.open_register(filled)
    case = opened.files.record(opened.files.stored(next(iter(opened.log.streams("case")))))
    opened.close()
    with pytest.raises(Refusal) as refused:
        CliRunner().invoke(
            main,
            ["register", "copy", case.number, "nobody", "--data", str(filled), "--purpose", "test"],
            standalone_mode=False,
            catch_exceptions=False,
        )
    assert case.persons[0] in str(refused.value)


def test_restricted_data_are_kept_by_the_erasure_told_by_the_export_and_not_counted(tmp_path):
    register = folder.open_demonstration(tmp_path)
    fill(register, persons=3)
    row = register.cases().rows[0]
    person = row.summary[0].person
    restricted = {"kind": "processing_restricted", "person": person, "at": "2026-11-20", "ground": "needed_for_claims"}
    register.record(row.case_id, (read_fact(restricted),), actor="t", unit="t", purpose="t")
    register.close()
    with pytest.raises(Refusal, match="restricted"):
        CliRunner().invoke(
            main,
            [
                "register",
                "erase",
                "--data",
                str(tmp_path),
                "--case",
                row.number,
                "--person",
                person,
                "--reason",
                "a test",
            ],
            standalone_mode=False,
            catch_exceptions=False,
        )
    out = tmp_path / "out.jsonl"
    told = run("register", "export", str(out), "--data", str(tmp_path), "--purpose", "test").output
    assert "restricted persons (GDPR 18), whose data may only be kept: 1" in told
    assert "processing_restricted" in out.read_text("utf-8")
    counted = run(
        "register", "statistics", "pending", "--data", str(tmp_path), "--from", "2026-11-01", "--to", "2026-11-30"
    )
    assert "restricted (GDPR 18): 1" in counted.output
