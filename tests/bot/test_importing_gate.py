"""A file passes what its process asks for and it does not know, with the file as the reason; never what is required."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from domain.deal import DealState
from domain.process import Criterion, Process
from tests.bot.imported import MAPPING, NEW, OPEN, WON, counts, deal, fjord, lines, reasons, take
from tests.support.builders import KEY_ACCOUNT, NEW_BUSINESS, settings, texts
from tests.support.fake import FakeCompany

ASKED = Criterion("asked", texts("They have asked for a meeting.", "De har bett om ett möte."), hard=True)
WHY = "its process lets no deal there before “They have asked for a meeting” is known; import it in an earlier stage"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deals.csv"


@pytest.fixture
def company() -> FakeCompany:
    return fjord(MAPPING)


def strict() -> Process:
    """New business that lets nothing out of its first stage but what has asked for a meeting."""
    first, *rest = NEW_BUSINESS.stages
    return replace(NEW_BUSINESS, stages=(replace(first, leaves_when=(ASKED,)), *rest))


def stricter(company: FakeCompany) -> None:
    company.settings = settings(imports=(MAPPING,), processes=(strict(), KEY_ACCOUNT))


def test_what_the_file_does_not_know_is_passed_and_the_file_is_the_reason(company: FakeCompany, file: Path) -> None:
    take(company, file, lines(OPEN))

    (kept,) = company.work().facts.waivers(deal(company, "HAXMC4IX").id)
    assert (kept.reason, kept.by, kept.missing) == ("import deals.csv", "import", ("exit.qualify", "pain"))


def test_a_deal_beyond_what_is_required_is_refused_and_the_rest_is_taken(company: FakeCompany, file: Path) -> None:
    stricter(company)

    report = take(company, file, lines(OPEN, NEW, WON))

    assert counts(report) == (2, 0, 0, 1)
    assert reasons(report) == [(2, WHY)]


def test_a_row_that_moves_its_deal_past_what_is_required_is_refused(company: FakeCompany, file: Path) -> None:
    stricter(company)
    take(company, file, lines(NEW))

    report = take(company, file, lines(NEW.replace("Prospecting", "Engaging")))

    assert reasons(report) == [(2, WHY)]
    assert deal(company, "UP409DSB").stage == "qualify"


def test_a_row_that_wins_its_deal_past_what_is_required_is_refused(company: FakeCompany, file: Path) -> None:
    stricter(company)
    take(company, file, lines(NEW))

    report = take(company, file, lines(NEW.replace("Prospecting,,,", "Won,,2018-01-01,500")))

    assert reasons(report) == [(2, WHY)]
    assert deal(company, "UP409DSB").state is DealState.OPEN


def test_a_row_that_skips_a_stage_is_refused_where_none_is_skipped(company: FakeCompany, file: Path) -> None:
    proposal = replace(MAPPING, stages=(("Prospecting", "qualify"), ("Engaging", "proposal")))
    company.settings = settings(imports=(proposal,), processes=(replace(NEW_BUSINESS, may_skip=False), KEY_ACCOUNT))
    take(company, file, lines(NEW))

    report = take(company, file, lines(NEW.replace("Prospecting", "Engaging")))

    assert reasons(report) == [(2, "its process goes one stage at a time, or never back; move it in the coach")]
