"""A file of deals comes in: what a row becomes, and what the same file does a second time."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from bot.importing.importer import import_file
from domain.acting import Doing, record_passage
from domain.deal import Deal, DealState
from domain.errors import Conflict
from domain.facts import StepEnd
from domain.words import msg
from storage.store import Store
from tests.bot.imported import MAPPING, NEW, NOW, OPEN, WON, counts, deal, fjord, lines, reasons, take
from tests.support.builders import at, step
from tests.support.fake import FakeCompany, FakeDeals, FakeWork, NoHolidays


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deals.csv"


@pytest.fixture
def company() -> FakeCompany:
    return fjord(MAPPING)


# ---- what a row becomes ---------------------------------------------------------------------------------------------


def test_a_row_of_a_won_deal_is_a_won_deal_with_its_history(company: FakeCompany, file: Path) -> None:
    take(company, file, lines(WON))

    won = deal(company, "1C1I7A6R")
    visits = company.work().facts.visits(won.id)

    assert (won.title, won.state, won.amount, won.currency) == (
        "Cancity, GTX Plus Basic", DealState.WON, Decimal(1054), "USD",
    )  # fmt: skip
    assert (won.opened_at, won.closed_at) == (at("2016-10-20 12:00"), at("2017-03-01 12:00"))
    assert [(visit.stage, visit.at) for visit in visits] == [("needs", won.opened_at), ("won", won.closed_at)]
    assert won.attention_at is None


def test_a_row_of_an_open_deal_is_in_its_stage_since_it_was_opened(company: FakeCompany, file: Path) -> None:
    take(company, file, lines(OPEN))

    engaging = deal(company, "HAXMC4IX")

    assert (engaging.state, engaging.stage, engaging.owner) == (DealState.OPEN, "needs", "maja")
    assert engaging.opened_at == engaging.stage_since == engaging.idle_since == at("2016-11-03 12:00")
    assert engaging.attention_at is not None


def test_a_row_without_a_date_is_opened_now(company: FakeCompany, file: Path) -> None:
    take(company, file, lines(NEW))

    assert deal(company, "UP409DSB").opened_at == NOW


def test_a_deal_without_an_account_is_called_by_its_id(company: FakeCompany, file: Path) -> None:
    report = take(company, file, lines(OPEN))

    assert deal(company, "HAXMC4IX").title == "HAXMC4IX, MG Advanced"
    assert report.nameless == 1


def test_a_nought_is_no_amount(company: FakeCompany, file: Path) -> None:
    take(company, file, lines("A,Maja Lind,GTK 500,Isdom,Lost,2017-01-01,2017-02-01,0"))

    assert deal(company, "A").amount is None


def test_an_owner_nobody_knows_becomes_a_person_without_an_address(company: FakeCompany, file: Path) -> None:
    report = take(company, file, lines(WON, WON.replace("1C1I7A6R", "B")))

    moses = company.work().persons.get(deal(company, "1C1I7A6R").owner)

    assert moses is not None and (moses.name, moses.email, moses.team) == ("Moses Frase", None, "")
    assert deal(company, "B").owner == moses.id
    assert report.people == ("Moses Frase",)


def test_an_owner_is_known_by_address_too(company: FakeCompany, file: Path) -> None:
    report = take(company, file, lines(OPEN.replace("Maja Lind", "Maja@Example.com")))

    assert deal(company, "HAXMC4IX").owner == "maja"
    assert report.people == ()


def test_the_import_is_in_the_journal_and_in_nobodys_way(company: FakeCompany, file: Path) -> None:
    take(company, file, lines(OPEN))

    work = company.work()
    (entry,) = work.journal.of_deal(deal(company, "HAXMC4IX").id)

    assert (entry.kind, entry.at, entry.before) == ("import", NOW, None)
    assert work.journal.last_of("maja") is None


# ---- again ----------------------------------------------------------------------------------------------------------


def test_the_same_file_a_second_time_changes_nothing(company: FakeCompany, file: Path) -> None:
    first = take(company, file, lines(WON, OPEN, NEW))
    before = company.state.copied()

    second = take(company, file, now=at("2018-02-01 09:00"))

    assert (counts(first), counts(second)) == ((3, 0, 0, 0), (0, 0, 3, 0))
    assert company.state == before


def test_a_real_database_is_left_alone_by_the_second_run_too(company: FakeCompany, file: Path) -> None:
    store = Store.open("sqlite://", company.settings, NoHolidays())
    file.write_text(lines(WON, OPEN, NEW, WON), encoding="utf-8")

    first, second = (import_file(store.work, file, MAPPING, NOW, False, lambda done, total: None) for _ in range(2))

    with store.work() as work:
        found = work.deals.by_external_ids(["1C1I7A6R"]).get("1C1I7A6R")
        assert work.deals.count() == 3
    store.close()
    assert found is not None and (found.amount, found.closed_at) == (Decimal(1054), at("2017-03-01 12:00"))
    assert (counts(first), counts(second)) == ((3, 0, 0, 1), (0, 0, 3, 1))


def test_a_row_that_changed_changes_its_deal(company: FakeCompany, file: Path) -> None:
    take(company, file, lines(NEW, WON))
    later = at("2018-02-01 09:00")

    report = take(company, file, lines(NEW.replace("Prospecting,,,", "Engaging,,,5000"), WON), now=later)

    changed = deal(company, "UP409DSB")
    assert counts(report) == (0, 1, 1, 0)
    assert (changed.stage, changed.stage_since, changed.amount, changed.opened_at) == (
        "needs", later, Decimal(5000), NOW,
    )  # fmt: skip
    assert [visit.stage for visit in company.work().facts.visits(changed.id)] == ["qualify", "needs"]


def test_a_deal_that_ended_in_the_file_ends_and_its_next_step_is_cancelled(company: FakeCompany, file: Path) -> None:
    take(company, file, lines(OPEN))
    opened = deal(company, "HAXMC4IX")
    with company.work() as work:
        record_passage(work, Doing("act", "maja", NOW, "step"), opened, opened, step(deal=opened.id, act="act"))
        work.commit()

    take(
        company, file, lines("HAXMC4IX,Maja Lind,MG Advanced,,Lost,2016-11-03,2018-01-10,0"), now=at("2018-02-01 09:00")
    )

    lost = deal(company, "HAXMC4IX")
    ((_, end),) = company.work().facts.steps(lost.id)
    assert (lost.state, lost.closed_at, lost.step) == (DealState.LOST, at("2018-01-10 12:00"), None)
    assert end is not None and end.end is StepEnd.CANCELLED


def test_what_people_changed_meanwhile_stands_where_the_file_did_not_change(company: FakeCompany, file: Path) -> None:
    take(company, file, lines(OPEN))
    imported = deal(company, "HAXMC4IX")
    with company.work() as work:
        named = replace(imported, account="Kan-code", stage="proposal")
        record_passage(work, Doing("act", "maja", NOW, "edit"), imported, named)
        work.commit()

    same = take(company, file, lines(OPEN))
    changed = take(company, file, lines(OPEN + "900"))

    after = deal(company, "HAXMC4IX")
    assert (counts(same), counts(changed)) == ((0, 0, 1, 0), (0, 1, 0, 0))
    assert (after.account, after.stage, after.amount) == ("Kan-code", "proposal", Decimal(900))


def test_a_dry_run_says_what_would_happen_and_stores_nothing(company: FakeCompany, file: Path) -> None:
    before = company.state.copied()

    report = take(company, file, lines(WON, OPEN, WON), dry_run=True)

    assert counts(report) == (2, 0, 0, 1)
    assert report.people == ("Moses Frase",)
    assert company.state == before


def test_an_import_that_was_cut_off_is_finished_by_the_next(company: FakeCompany, file: Path) -> None:
    rows = [OPEN.replace("HAXMC4IX", f"id{n}") for n in range(450)]

    class CutOff(Exception):
        pass

    def cut(done: int, total: int) -> None:
        if done == 200:
            raise CutOff

    file.write_text(lines(*rows), encoding="utf-8")
    with pytest.raises(CutOff):
        import_file(company.work, file, MAPPING, NOW, False, cut)
    assert len(company.state.deals) == 200

    assert counts(take(company, file)) == (250, 0, 200, 0)


def test_a_deal_that_somebody_changes_at_the_same_moment_is_named_and_the_others_are_stored(
    company: FakeCompany, file: Path
) -> None:
    take(company, file, lines(OPEN, NEW))
    file.write_text(lines(OPEN + "900", NEW + "700"), encoding="utf-8")
    racing = deal(company, "HAXMC4IX").id

    class Overtaken(FakeDeals):
        """Somebody else always saves one of the deals first."""

        def save(self, deal: Deal) -> Deal:
            if deal.id == racing:
                raise Conflict(msg("{deal} was changed by somebody else just now. Look again.", deal=deal.title))
            return super().save(deal)

    def works() -> FakeWork:
        work = company.work()
        work.deals = Overtaken(work)
        return work

    report = import_file(works, file, MAPPING, NOW, False, lambda done, total: None)

    assert counts(report) == (0, 1, 0, 1)
    assert reasons(report) == [(2, "somebody changed the deal at the same moment; import the file again")]
    assert deal(company, "UP409DSB").amount == Decimal(700)


# ---- the report -----------------------------------------------------------------------------------------------------


def test_the_report_names_every_row_that_was_not_taken(company: FakeCompany, file: Path) -> None:
    report = take(company, file, lines(WON, OPEN, WON, "B,Maja Lind,GTX,Isdom,Demo,,,", ",,,,,,,10"))

    assert report.lines(dry_run=False) == [
        "deals.csv: 5 rows. 2 added, 0 changed, 0 as they were, 3 not taken.",
        "1 row without an account: called by their id until somebody names them.",
        "Known by name only, without an address: Moses Frase.",
        "Not taken:",
        "  line 4, 1C1I7A6R: line 2 has the same id.",
        "  line 5, B: deal_stage: 'Demo' is no stage that is mapped; add it to stages under import in app.yaml.",
        "  line 6: opportunity_id is empty; sales_agent is empty; deal_stage is empty.",
    ]


def test_the_report_can_be_read_by_a_program(company: FakeCompany, file: Path) -> None:
    facts = take(company, file, lines(WON, WON)).facts()

    assert facts["refused"] == [{"line": 3, "id": "1C1I7A6R", "reason": "line 2 has the same id"}]
    assert {key: facts[key] for key in ("rows", "added", "changed", "same")} == {
        "rows": 2, "added": 1, "changed": 0, "same": 0,
    }  # fmt: skip


def test_progress_is_told_from_nothing_to_all(company: FakeCompany, file: Path) -> None:
    heard: list[tuple[int, int]] = []
    file.write_text(lines(*(OPEN.replace("HAXMC4IX", f"id{n}") for n in range(250))), encoding="utf-8")

    import_file(company.work, file, MAPPING, NOW, False, lambda done, total: heard.append((done, total)))

    assert heard == [(0, 250), (200, 250), (250, 250)]
