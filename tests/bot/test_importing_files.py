"""Bad rows and odd files: each is told in one clear sentence, and nothing else is lost for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.house import CommandError
from bot.importing.report import Refused
from domain.deal import DealState
from tests.bot.imported import HEADER, MAPPING, NEW, OPEN, WON, counts, deal, fjord, lines, reasons, take
from tests.support import builders
from tests.support.fake import FakeCompany

TELL = "Say so with --map id=COLUMN --map stage=COLUMN, or under import in app.yaml."
MISFIT = "and the header 8; a quote or a separator may be missing"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deals.csv"


@pytest.fixture
def company() -> FakeCompany:
    return fjord(MAPPING)


# ---- rows that are not taken ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",Maja Lind,GTX,Isdom,Engaging,2017-01-01,,", "opportunity_id is empty"),
        ("A,,GTX,Isdom,,2017-01-01,,", "sales_agent is empty; deal_stage is empty"),
        (
            "A,Maja Lind,GTX,Isdom,Demo,2017-01-01,,",
            "deal_stage: 'Demo' is no stage that is mapped; add it to stages under import in app.yaml",
        ),
        ("A,Maja Lind,GTX,Isdom,Won,2017-01-01,,10", "close_date is empty, so nobody knows when the deal was won"),
        (
            "A,Maja Lind,GTX,Isdom,Lost,2017-01-09,2017-01-01,",
            "the deal was lost on 2017-01-01, before it was opened on 2017-01-09",
        ),
        ("A,Maja Lind,GTX,Isdom,Engaging,2018-01-03,,", "engage_date: 2018-01-03 is still to come"),
        ("A,Maja Lind,GTX,Isdom,Won,2017-01-01,2018-01-03,", "close_date: 2018-01-03 is still to come"),
        (
            "A,Maja Lind,GTX,Isdom,Engaging,soon,,lots",
            "engage_date: 'soon' is no date; write it as 2017-03-01; close_value: 'lots' is no amount",
        ),
        ("A,Maja Lind,GTX,Isdom,Engaging", f"the row has 5 cells {MISFIT}"),
        ("A,Maja Lind,GTX,Isdom,Engaging,,,,oops", f"the row has 9 cells {MISFIT}"),
        ('A,Maja "the best" Lind,"GTX" Pro,Isdom,Engaging,,,', "a quote is opened and not closed as it should be"),
    ],
)
def test_a_bad_row_is_named_with_every_reason_and_the_others_are_taken(
    company: FakeCompany, file: Path, row: str, reason: str
) -> None:
    report = take(company, file, lines(WON, row, OPEN))

    assert counts(report) == (2, 0, 0, 1)
    assert reasons(report) == [(3, reason)]


def test_the_second_row_with_an_id_is_refused_with_the_line_of_the_first(company: FakeCompany, file: Path) -> None:
    report = take(company, file, lines(WON, OPEN, WON.replace("Won", "Lost")))

    assert report.refused == (Refused(4, "1C1I7A6R", "line 2 has the same id"),)
    assert deal(company, "1C1I7A6R").state is DealState.WON


def test_an_owner_who_may_be_two_people_is_asked_for_by_address(company: FakeCompany, file: Path) -> None:
    with company.work() as work:
        work.persons.save(replace(builders.TOM, id="other", name="Maja Lind"))
        work.commit()

    report = take(company, file, lines(OPEN))

    assert reasons(report) == [(2, "more than one person is called Maja Lind; write their address instead")]


def test_a_quote_that_is_never_closed_costs_no_row_without_a_word(company: FakeCompany, file: Path) -> None:
    report = take(company, file, lines(WON, OPEN.replace("MG Advanced", '"MG Advanced'), NEW))

    assert counts(report) == (1, 0, 0, 1)
    assert reasons(report) == [
        (3, "a quote is opened and not closed as it should be, so nothing down to line 4 was read")
    ]


def test_lines_are_counted_as_an_editor_counts_them(company: FakeCompany, file: Path) -> None:
    report = take(company, file, lines(WON.replace("Cancity", '"Can\ncity"'), "", NEW.replace("Prospecting", "Demo")))

    assert [one.line for one in report.refused] == [5]


# ---- files as they come ---------------------------------------------------------------------------------------------


def test_semicolons_and_decimal_commas_are_read(company: FakeCompany, file: Path) -> None:
    row = WON.replace(",", ";").replace("1054", "1 054,50")

    take(company, file, lines(row, header=HEADER.replace(",", ";")))

    assert deal(company, "1C1I7A6R").amount == Decimal("1054.50")


def test_tabs_are_read(company: FakeCompany, file: Path) -> None:
    assert counts(take(company, file, lines(WON, OPEN).replace(",", "\t"))) == (2, 0, 0, 0)


def test_a_byte_order_mark_is_no_part_of_the_first_column(company: FakeCompany, file: Path) -> None:
    report = take(company, file, b"\xef\xbb\xbf" + lines(WON).encode())

    assert (counts(report), report.note) == ((1, 0, 0, 0), "")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_swedish_letters_arrive_in_any_usual_encoding(company: FakeCompany, file: Path, encoding: str) -> None:
    report = take(company, file, lines(WON.replace("Cancity", "Åkerlunds")).encode(encoding))

    assert deal(company, "1C1I7A6R").account == "Åkerlunds"
    assert ("Windows-1252" in report.note) is (encoding == "cp1252")


def test_what_one_date_shows_settles_the_others(company: FakeCompany, file: Path) -> None:
    american = [WON.replace("2016-10-20", "10/20/2016").replace("2017-03-01", "3/1/2017")]

    take(company, file, lines(*american))

    assert deal(company, "1C1I7A6R").close_date == date(2017, 3, 1)


def test_dates_that_nothing_settles_are_not_guessed(company: FakeCompany, file: Path) -> None:
    report = take(company, file, lines(OPEN.replace("2016-11-03", "3/11/2016")))

    assert reasons(report) == [
        (2, "engage_date: '3/11/2016' can be read in two ways; set dates to day first or month first under import")
    ]


def test_what_one_amount_shows_settles_the_others(company: FakeCompany, file: Path) -> None:
    rows = [WON.replace("1054", '"1.054"'), OPEN + '"12,5"']

    take(company, file, lines(*rows))

    assert deal(company, "1C1I7A6R").amount == Decimal(1054)


def refusal(company: FakeCompany, file: Path, content: str | bytes | None, *maps: str) -> str:
    """The one sentence with which a whole file is turned down; nothing is stored."""
    with pytest.raises(CommandError) as caught:
        take(company, file, content, maps=maps)
    assert company.state.deals == {}
    return str(caught.value).replace(str(file), "deals.csv")


def test_missing_columns_are_named_in_one_sentence(company: FakeCompany, file: Path) -> None:
    said = refusal(company, file, lines("A,Maja,Engaging", header="opportunity_id,sales_agent,deal_stage"))

    assert said == (
        "deals.csv has no column account, product, close_value, engage_date and close_date. "
        "It has opportunity_id, sales_agent and deal_stage."
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "deals.csv: the file is empty; its first line should name the columns."),
        (
            lines(header=HEADER + ",account"),
            "deals.csv: the header names account twice; give each column its own name.",
        ),
        (b"PK\x03\x04\x14\x00", "deals.csv: this is an Excel workbook; save it as CSV (UTF-8) and import that."),
        (b"id\n\x81\x8d\n", "deals.csv: its letters are neither UTF-8 nor Windows-1252; save it as CSV in UTF-8."),
        (None, "deals.csv: there is no such file."),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_sentence(
    company: FakeCompany, file: Path, content: str | bytes | None, said: str
) -> None:
    assert refusal(company, file, content) == said


# ---- which column is what -------------------------------------------------------------------------------------------


def test_columns_called_like_our_fields_need_no_mapping(file: Path) -> None:
    company = fjord()

    take(
        company, file, "ID;Owner;Stage;Account;Amount\n7;Maja Lind;Offert;Isdom;100\n8;Maja Lind;proposal;Betasoloin;\n"
    )

    assert [(found.account, found.stage, found.currency) for found in company.state.deals.values()] == [
        ("Isdom", "proposal", "SEK"),
        ("Betasoloin", "proposal", "SEK"),
    ]


def test_columns_can_be_told_on_the_command_line(file: Path) -> None:
    company = fjord()

    take(company, file, "nr,who,where\n7,Maja Lind,needs\n", maps=["id=nr", "owner=who", "stage = where"])

    assert deal(company, "7").stage == "needs"


def test_the_command_line_goes_before_app_yaml(company: FakeCompany, file: Path) -> None:
    take(company, file, lines(WON, header=HEADER.replace("close_value", "value")), maps=["amount=value"])

    assert deal(company, "1C1I7A6R").amount == Decimal(1054)


@pytest.mark.parametrize(
    ("maps", "said"),
    [
        (
            [],
            f"deals.csv: which columns hold id and stage? {TELL} The file has nr, owner and where.",
        ),
        (["ownr=who"], "--map ownr=who: there is no field ownr. Did you mean owner?"),
        (["owner"], "--map owner: write it as FIELD=COLUMN, as in --map owner=sales_agent."),
        (["id=nr", "stage=place"], "deals.csv has no column place. It has nr, owner and where."),
    ],
)
def test_what_is_not_known_about_the_columns_is_asked_for(file: Path, maps: list[str], said: str) -> None:
    assert refusal(fjord(), file, "nr,owner,where\n7,Maja Lind,needs\n", *maps) == said
