"""Deals from a file: each row is added, changes its deal, changes nothing, or is named with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.importing.deals import Keeper, Outcome
from bot.importing.mapping import check_columns
from bot.importing.reading import Row, Sheet, open_sheet
from bot.importing.report import ImportReport, Refused
from bot.importing.rows import NotTaken, RowReader, Told, habits_of
from domain.errors import Conflict
from domain.ports import Works
from domain.settings import ImportMap

__all__ = ["ImportReport", "import_file"]

_BATCH = 200
"""Rows a transaction: few enough that nobody waits long for the database."""

Progress = Callable[[int, int], None]


def import_file(
    works: Works, path: Path, mapping: ImportMap, now: datetime, dry_run: bool, progress: Progress
) -> ImportReport:
    """Take what the file says. `progress` hears how many of how many rows are done.

    Rows are found again by their id, so the same file a second time changes nothing, and an import that was cut off is
    finished by the next one. Each batch is stored as a whole or not at all. Raises CommandError before the first row
    when the file cannot be read or lacks a column.
    """
    sheet = open_sheet(path)
    check_columns(sheet, mapping)
    habits, total = habits_of(sheet, mapping)
    with works() as work:
        settings = work.settings
    today = now.astimezone(ZoneInfo(settings.company.zone)).date()
    run = _Run(works, RowReader(sheet, mapping, habits, settings, today), mapping, now, dry_run)
    done = 0
    progress(done, total)
    for batch in _batches(sheet):
        run.take(batch)
        done += len(batch)
        progress(done, total)
    return run.report(sheet, total)


def _batches(sheet: Sheet) -> Iterator[list[Row]]:
    rows = sheet.rows()
    while batch := list(islice(rows, _BATCH)):
        yield batch


@dataclass(slots=True)
class _Run:
    """One import under way."""

    works: Works
    reader: RowReader
    mapping: ImportMap
    now: datetime
    dry_run: bool
    lines: dict[str, int] = field(default_factory=dict)
    counts: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    refused: list[Refused] = field(default_factory=list)
    people: dict[str, None] = field(default_factory=dict)
    nameless: int = 0

    def take(self, rows: Sequence[Row]) -> None:
        """Read and store some rows."""
        told = [(row, one) for row in rows if (one := self._told(row)) is not None]
        self._store(told)

    def report(self, sheet: Sheet, total: int) -> ImportReport:
        """What has come of it."""
        return ImportReport(
            file=sheet.path.name,
            rows=total,
            added=self.counts[Outcome.ADDED],
            changed=self.counts[Outcome.CHANGED],
            same=self.counts[Outcome.SAME],
            refused=tuple(sorted(self.refused, key=lambda one: one.line)),
            nameless=self.nameless,
            people=tuple(self.people),
            note=sheet.note,
        )

    def _told(self, row: Row) -> Told | None:
        """What the row says; None when it is refused, as is the second row with an id."""
        id = self.reader.id_of(row)
        try:
            if id and id in self.lines:
                raise NotTaken(f"line {self.lines[id]} has the same id")
            if id:
                self.lines[id] = row.line
            return self.reader.read(row)
        except NotTaken as why:
            self.refused.append(Refused(row.line, id, str(why)))
            return None

    def _store(self, told: Sequence[tuple[Row, Told]]) -> None:
        """Store the rows together. If somebody changes one of their deals meanwhile, all but that one are stored."""
        try:
            self._store_together(told)
        except Conflict:
            if len(told) == 1:
                row, one = told[0]
                reason = "somebody changed the deal at the same moment; import the file again"
                self.refused.append(Refused(row.line, one.external_id, reason))
                return
            for pair in told:
                self._store([pair])

    def _store_together(self, told: Sequence[tuple[Row, Told]]) -> None:
        outcomes: list[Outcome] = []
        refused: list[Refused] = []
        nameless = 0
        with self.works() as work:
            keeper = Keeper(work, self.mapping, self.reader.has, self.now, self.reader.file)
            # Looked up together: a look-up for each row would send each new deal by itself.
            known = work.deals.by_external_ids([one.external_id for _, one in told])
            for row, one in told:
                try:
                    outcomes.append(keeper.keep(one, known.get(one.external_id)))
                    nameless += not one.named
                except NotTaken as why:
                    refused.append(Refused(row.line, one.external_id, str(why)))
            if not self.dry_run:
                work.commit()
            self.people |= dict.fromkeys(keeper.new_people)
        # Counted only now: what was not stored has not happened.
        self.refused.extend(refused)
        self.nameless += nameless
        for outcome in outcomes:
            self.counts[outcome] += 1
