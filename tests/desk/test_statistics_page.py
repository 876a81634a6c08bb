"""The page of statistics: figures by month and by who is counted, rounded, counted when asked. All persons are fictional."""

from __future__ import annotations

import re
from datetime import date

import pytest
from desk_home import HIT_LATE, opened
from django.contrib.auth.models import User
from django.test import Client

from asylon.desk.house import House
from asylon.desk.templatetags.desk import stacked
from asylon.register.statistics import AT_MOST_MONTHS, Cell, as_csv, as_published, fitting

NOVEMBER = "/statistics?table=applications&from=2026-11&to=2026-11"


def signed_in(name: str = "statistician", lang: str = "en") -> Client:
    made = Client(headers={"accept-language": lang})
    made.force_login(User.objects.get(username=name))
    return made


def page(path: str = NOVEMBER, lang: str = "en") -> str:
    answer = signed_in(lang=lang).get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def figures(text: str, line: str) -> list[int]:
    """The figures of the line of a table that begins so."""
    found = re.search(rf'<th scope="row">{line}</th>(.*?)</tr>', text, re.DOTALL)
    assert found is not None, line
    return [int(re.sub(r"\D", "", one)) for one in re.findall(r'<td class="number">(.*?)</td>', found[1])]


def cells(house: House, *, rounded: bool = False) -> list[Cell]:
    asked = {"since": date(2026, 11, 1), "until": date(2026, 11, 30), "rounded": rounded}
    return house.register.statistics("applications", **asked, actor="t", unit="t", purpose="statistics")  # type: ignore[arg-type]


def readings(house: House) -> int:
    return len(list(house.register.readings.all()))


@pytest.mark.parametrize(
    ("lang", "month", "citizen"), [("en", "November 2026", "Eritrea"), ("nl", "november 2026", "Eritrea")]
)
def test_a_figure_is_the_sum_of_persons_to_the_nearest_five(house: House, lang: str, month: str, citizen: str) -> None:
    for _ in range(3):
        opened(house, HIT_LATE)
    exact = [one for one in cells(house) if one.item == "FRST"]
    text = page(lang=lang)
    assert figures(text, month)[0] == as_published(sum(one.persons for one in exact))
    eritrean = as_published(sum(one.persons for one in exact if one.citizen == "ER"))
    assert figures(text, citizen)[0] == eritrean > 0


def test_the_persons_are_told_apart_by_age_or_sex(house: House) -> None:
    for _ in range(3):
        for born in ("1950-05-05", "1992-03-04", "2016-05-05"):
            opened(house, [{**HIT_LATE[0], "born": born}, *HIT_LATE[1:]])
    by_age = page(f"{NOVEMBER}&by=age")
    assert figures(by_age, "18 to 34")[0] > 0
    assert by_age.index("under 14") < by_age.index("18 to 34") < by_age.index("65 and older")
    assert figures(page(f"{NOVEMBER}&by=sex", "nl"), "vrouw")[0] > 0


def test_a_table_is_counted_and_logged_when_it_is_asked_for_and_not_before(house: House) -> None:
    before = readings(house)
    assert "Choose a table" in page("/statistics")
    assert readings(house) == before
    page()
    last = list(house.register.readings.all())[before:]
    assert [(one.actor, one.what, one.purpose) for one in last] == [
        ("S. Example (statistician)", "statistics", "statistics")
    ]


@pytest.mark.parametrize(
    "months", ["from=2026-11&to=2026-10", "from=2020-01&to=2026-11", "from=yesterday&to=2026-11", "from=2026-13"]
)
def test_months_that_cannot_be_are_said_so_and_nothing_is_counted(house: House, months: str) -> None:
    before = readings(house)
    text = page(f"/statistics?table=applications&{months}")
    assert "out of order or too many" in text
    assert "Ask for at most five years." in text
    assert readings(house) == before


def test_what_is_not_known_is_asked_as_the_first_there_is() -> None:
    assert '<option value="applications" selected>' in page("/statistics?table=gossip&by=shoes")
    assert '<option value="citizen" selected>' in page("/statistics?table=pending&by=partner")


def test_the_cells_can_be_taken_along_rounded(house: House) -> None:
    opened(house, HIT_LATE)
    answer = signed_in().get(f"{NOVEMBER}&format=csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="applications-2026-11-2026-11.csv"' in answer["Content-Disposition"]
    assert answer.content.decode() == "".join(as_csv(cells(house, rounded=True)))


def test_a_month_in_which_nothing_happened_says_so() -> None:
    assert "Nothing was recorded" in page("/statistics?table=decisions&from=2019-01&to=2019-02")


def test_the_room_is_shown_to_whoever_may_enter_it_and_to_nobody_else() -> None:
    for name, shown in (("statistician", True), ("coordinator", True), ("caseworker", False), ("applicant", False)):
        client = signed_in(name)
        assert ('href="/statistics"' in client.get("/").content.decode()) == shown
        assert client.get("/statistics").status_code == (200 if shown else 403)
    assert 'href="/statistics"' not in Client().get("/").content.decode()


def test_five_years_fit_and_more_do_not() -> None:
    assert fitting(date(2021, 11, 30), date(2026, 11, 1))
    assert not fitting(date(2021, 10, 31), date(2026, 11, 1))
    assert AT_MOST_MONTHS == 5 * 12 + 1


def test_a_bar_is_as_long_as_its_shares_of_the_longest_together() -> None:
    drawn = re.findall(r'class="s(\d)" x="(\d+)" width="(\d+)"', stacked([0.25, 0, 0.5]))
    assert drawn == [("1", "0", "250"), ("3", "250", "500")]
    assert "rect" not in stacked([0, 0])
