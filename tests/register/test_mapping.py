"""Tables of other systems by a column map. All persons are fictional."""

from __future__ import annotations

from typing import Any

import pytest
from register_home import AMSTERDAM, WHO

from asylon.register import Register
from asylon.register.mapping import Mapped, in_table, mapped, read_map
from asylon.register.mapping_cells import ColumnMapError
from asylon.register.transfer import Imported, import_jsonl

DAY = {"column": "Instroom", "form": "%d-%m-%Y"}
DESCRIBED: dict[str, Any] = {
    "kind": "person_described",
    "at": DAY,
    "nationality": {"column": "Land", "words": {"Eritrea": "ER"}},
    "born": {"column": "Geboren", "form": "%d-%m-%Y"},
}
MAP: dict[str, Any] = {
    "case": "Zaak",
    "state": "NL",
    "prefix": "NL-2026-",
    "person": "Volgnr",
    "facts": [DESCRIBED, {"kind": "application_made", "at": DAY, "when": "Instroom"}],
}
HEAD = "Zaak;Volgnr;Land;Geboren;Instroom\n"
TABLE = HEAD + "000001;1;Eritrea;01-02-1990;18-11-2026\n000001;2;Eritrea;03-04-2015;18-11-2026\n"


def told_by(table: str, column_map: dict[str, Any] = MAP) -> Mapped:
    return mapped(table.splitlines(keepends=True), read_map(column_map), zone=AMSTERDAM, **WHO)


def taken_in(
    register: Register, table: str, column_map: dict[str, Any] = MAP, *, dry_run: bool = False, lang: str = "en"
) -> tuple[Imported, list[str]]:
    found = told_by(table, column_map)
    told = [error.told(lang) for error in found.errors]
    done = import_jsonl(
        register, [one.text for one in found.lines], **WHO, dry_run=dry_run,
        on_error=lambda error: told.append(
            in_table(error, found.lines[error.line - 1], read_map(column_map)).told(lang)
        ),
    )  # fmt: skip
    return done, told


def test_rows_of_one_case_become_one_file_with_its_persons(register: Register) -> None:
    checked, _ = taken_in(register, TABLE, dry_run=True)
    assert (checked.cases, register.log.head().position) == (1, 0)
    done, told = taken_in(register, TABLE)
    assert (done.cases, done.facts, told) == (1, 4, [])
    case = register.case("NL-2026-000001", **WHO)
    assert case.persons == ("p1", "p2")
    assert {one.nationality for one in case.summary} == {"ER"}
    again, _ = taken_in(register, TABLE)
    assert (again.cases, again.skipped) == (0, 1)


def test_a_number_of_at_most_six_digits_is_filled_up_behind_the_prefix(register: Register) -> None:
    done, told = taken_in(register, TABLE.replace("000001", "1"))
    assert (done.cases, told) == (1, [])
    assert register.case("NL-2026-000001", **WHO).persons == ("p1", "p2")


@pytest.mark.parametrize("number", ["Z-1", "1234567"])
def test_a_number_that_is_none_is_told_once_a_case_with_what_a_number_looks_like(number: str) -> None:
    found = told_by(TABLE.replace("000001", number))
    [error] = found.errors
    assert (error.line, error.place, found.refused, len(found.lines)) == (2, "Zaak", 1, 1)
    for lang in ("en", "nl"):
        assert f"“{number}”" in error.told(lang)
        assert "NL-2026-004217" in error.told(lang)
        assert "prefix: NL-2026-" in error.told(lang)


#: A change in the table: the row and column it is told with, part of what is wrong, part of what to do (Dutch).
CELLS = (
    ("03-04-2015", "yesterday", "rij 3, Geboren", "“yesterday” is geen dag in de vorm %d-%m-%Y", "31-12-2026"),
    ("03-04-2015", "31-02-2015", "rij 3, Geboren", "“31-02-2015” is geen dag in de vorm %d-%m-%Y", "verbeter form"),
    ("2;Eritrea", "2;Erytrea", "rij 3, Land", "“Erytrea” heeft niet de vorm", "onder words van facts[0].nationality"),
    (";2;", ";;", "rij 3, Volgnr", "de cel is leeg", "Vul haar in"),
    ("03-04-2015;18-11-2026", "03-04-2015;", "rij 3, Instroom", "de cel is leeg", "when:"),
    ("03-04-2015", "03-04-2027", "rij 3, Instroom", "ligt vóór de geboorte", "Verbeter de datum"),
)


@pytest.mark.parametrize(("old", "new", "where", "wrong", "remedy"), CELLS, ids=[cell[3] for cell in CELLS])
def test_a_cell_that_cannot_be_used_is_told_with_row_column_and_text_and_its_case_is_not_stored(
    register: Register, old: str, new: str, where: str, wrong: str, remedy: str
) -> None:
    done, told = taken_in(register, TABLE.replace(old, new), lang="nl")
    assert (done.cases, register.log.head().position) == (0, 0)
    assert told[0].startswith(where)
    assert wrong in told[0]
    assert remedy in told[0]
    assert "export" not in told[0]
    assert len(told) <= 2


def test_a_text_of_a_map_names_a_column_and_values_stand_for_themselves() -> None:
    described = DESCRIBED | {"name": "Naam", "sex": {"value": "female"}, "married": True}
    table = "Zaak;Volgnr;Land;Geboren;Instroom;Naam\n1;1;Eritrea;01-02-1990;18-11-2026;Selam\n"
    line = told_by(table, MAP | {"facts": [described]}).lines[1].text.decode()
    assert '"name":"Selam"' in line
    assert '"sex":"female"' in line
    assert '"married":true' in line


def test_a_map_that_names_a_column_the_table_lacks_is_refused_with_the_nearest() -> None:
    with pytest.raises(ColumnMapError) as refused:
        told_by(TABLE, MAP | {"facts": [DESCRIBED | {"name": "Lnd"}]})
    assert "“Lnd” (did you mean “Land”?)" in refused.value.told("en")
    assert "“Lnd” (bedoelt u “Land”?)" in refused.value.told("nl")
    assert "{value: …}" in refused.value.told("nl")


def test_yes_and_no_and_numbers_of_cells_are_read_and_others_are_told() -> None:
    described = DESCRIBED | {"married": "Gehuwd"}
    head, row = HEAD.replace("\n", ";Gehuwd\n"), "1;1;Eritrea;01-02-1990;18-11-2026;{}\n"
    assert b'"married":true' in told_by(head + row.format("ja"), MAP | {"facts": [described]}).lines[1].text
    [error] = told_by(head + row.format("misschien"), MAP | {"facts": [described]}).errors
    assert "“misschien” is geen ja en geen nee" in error.told("nl")


@pytest.mark.parametrize(
    ("cell", "form", "moment"),
    [
        ("2026-11-18", "", "2026-11-18"),
        ("2026-11-18 09:30", "", "2026-11-18T09:30:00+01:00"),
        ("18-11-2026 09:30", "%d-%m-%Y %H:%M", "2026-11-18T09:30:00+01:00"),
        ("18-07-2026 09:30", "%d-%m-%Y %H:%M", "2026-07-18T09:30:00+02:00"),
        ("18-11-2026 09:30 +0000", "%d-%m-%Y %H:%M %z", "2026-11-18T09:30:00+00:00"),
    ],
)
def test_a_day_is_read_by_its_form_and_a_time_without_zone_is_one_of_the_member_state(
    cell: str, form: str, moment: str
) -> None:
    made = {"kind": "application_made", "at": {"column": "Instroom", **({"form": form} if form else {})}}
    found = told_by(f"{HEAD}1;1;;;{cell}\n", MAP | {"facts": [made]})
    assert f'"at":"{moment}"' in found.lines[1].text.decode()


@pytest.mark.parametrize("time", ["25-10-2026 02:30", "29-03-2026 02:30"])
def test_a_time_that_came_twice_or_never_is_told(time: str) -> None:
    made = {"kind": "application_made", "at": {"column": "Instroom", "form": "%d-%m-%Y %H:%M"}}
    [error] = told_by(f"{HEAD}1;1;;;{time}\n", MAP | {"facts": [made]}).errors
    assert "werd de klok verzet" in error.told("nl")


@pytest.mark.parametrize(
    ("cell", "form"), [("18-11-2026", "%d-%m-%Y"), ("18/11/2026", "%d/%m/%Y"), ("18.11.2026 09:30", "%d.%m.%Y %H:%M")]
)
def test_a_day_in_another_form_without_form_is_told_with_the_form_it_probably_has(cell: str, form: str) -> None:
    [error] = told_by(f"{HEAD}1;1;;;{cell}\n", MAP | {"facts": [{"kind": "application_made", "at": "Instroom"}]}).errors
    assert f'form: "{form}"' in error.told("en")
    assert f'form: "{form}"' in error.told("nl")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"facts": [{"kind": "aplication_made", "at": "Instroom"}]}, "Bedoelt u application_made"),
        ({"facts": [{"kind": "application_made", "at": "Instroom", "plaec": "Land"}]}, "Bedoelt u place"),
        ({"facts": [{"kind": "application_made"}]}, "heeft at nodig"),
        ({"facts": [{"kind": "application_made", "at": {"colum": "Instroom"}}]}, "geen kolom en geen waarde"),
        ({"facts": [{"kind": "application_made", "at": {"column": "Instroom", "fom": "x"}}]}, "Bedoelt u form"),
        ({"facts": [{"kind": "application_made", "at": ["Instroom"]}]}, "geen kolom en geen waarde"),
        ({"facts": []}, "noemt geen feit"),
        ({"facts": "x"}, "moet een lijst zijn"),
        ({"person": {"colum": "x"}}, "De persoon is geen kolom"),
        ({"state": "nl"}, "heeft niet de vorm"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_map_that_cannot_be_right_is_refused_in_both_languages(change: dict[str, object], named: str) -> None:
    with pytest.raises(ColumnMapError) as refused:
        read_map({**MAP, **change})
    assert named in refused.value.told("nl")
    assert refused.value.told("en") != refused.value.told("nl")
    assert "Expected" not in refused.value.told("en")


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ("", "De tabel is leeg"),
        (HEAD, "De tabel bevat geen rijen"),
        (HEAD + ";;;;\n", "De tabel bevat geen rijen"),
        (TABLE.replace("Land", "Zaak", 1), "De tabel heeft kolom Zaak twee keer"),
        (TABLE.replace("Eritrea", "Eritrea;Asmara", 1), "Rij 2 heeft 6 cellen, en de kop 5"),
        (HEAD + '1;1;"' + "x" * 140_000 + '";;\n', "Rij 2 is niet te lezen"),
    ],
    ids=lambda part: part[:30],
)
def test_a_table_that_cannot_be_right_is_refused_in_both_languages(table: str, named: str) -> None:
    with pytest.raises(ColumnMapError) as refused:
        told_by(table)
    assert named in refused.value.told("nl")
    assert refused.value.told("en") != refused.value.told("nl")


def test_rows_without_content_are_left_out_and_the_others_keep_their_number() -> None:
    found = told_by(TABLE.replace("000001;2", "\n;;;;\n000001;2").replace("03-04-2015", "soon"))
    assert [error.line for error in found.errors] == [5]


def test_a_case_whose_rows_tell_of_no_fact_is_told() -> None:
    column_map = MAP | {"facts": [{"kind": "application_made", "at": DAY, "when": "Instroom"}]}
    [error] = told_by(f"{HEAD}1;1;;;\n", column_map).errors
    assert "vertellen van geen enkel feit" in error.told("nl")
