"""A file of deals and Fjord & Co to take it in, for the tests of imports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.importing.importer import import_file
from bot.importing.mapping import mapping_for
from bot.importing.report import ImportReport
from domain.deal import Deal
from domain.settings import ImportMap
from tests.support import builders
from tests.support.builders import at
from tests.support.fake import FakeCompany

NOW = at("2018-01-02 09:00")
HEADER = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value"
WON = "1C1I7A6R,Moses Frase,GTX Plus Basic,Cancity,Won,2016-10-20,2017-03-01,1054"
OPEN = "HAXMC4IX,Maja Lind,MG Advanced,,Engaging,2016-11-03,,"
NEW = "UP409DSB,Maja Lind,MG Advanced,Ganjaflex,Prospecting,,,"

MAPPING = ImportMap(
    file="deals.csv",
    columns=(
        ("id", "opportunity_id"),
        ("owner", "sales_agent"),
        ("stage", "deal_stage"),
        ("account", "account"),
        ("product_area", "product"),
        ("amount", "close_value"),
        ("opened", "engage_date"),
        ("close_date", "close_date"),
    ),
    stages=(("Prospecting", "qualify"), ("Engaging", "needs")),
    process="new_business",
    opens_in="needs",
    currency="USD",
)


def fjord(*imports: ImportMap) -> FakeCompany:
    """Fjord & Co with three people and no deals."""
    made = FakeCompany(builders.settings(imports=imports))
    with made.work() as work:
        for person in (builders.MAJA, builders.TOM, builders.KARIN):
            work.persons.save(person)
        work.commit()
    return made


def lines(*rows: str, header: str = HEADER) -> str:
    return "\n".join((header, *rows, ""))


def take(
    company: FakeCompany,
    file: Path,
    content: str | bytes | None = None,
    *,
    maps: Sequence[str] = (),
    now: datetime = NOW,
    dry_run: bool = False,
) -> ImportReport:
    """Import a file with this content."""
    if content is not None:
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    mapping = mapping_for(file, maps, company.settings)
    return import_file(company.work, file, mapping, now, dry_run, lambda done, total: None)


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    """Added, changed, same, refused."""
    return report.added, report.changed, report.same, len(report.refused)


def reasons(report: ImportReport) -> list[tuple[int, str]]:
    return [(one.line, one.reason) for one in report.refused]


def deal(company: FakeCompany, external: str) -> Deal:
    found = company.work().deals.by_external_ids([external]).get(external)
    assert found is not None
    return found
