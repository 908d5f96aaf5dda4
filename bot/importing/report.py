"""What an import did, and why it did not do the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken; `line` is where it begins in the file, `id` is empty when it has none."""

    line: int
    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every row. `nameless` rows were taken without an account; `people` are new, by name only."""

    file: str
    rows: int
    added: int
    changed: int
    same: int
    refused: tuple[Refused, ...]
    nameless: int
    people: tuple[str, ...]
    note: str = ""

    def lines(self, *, dry_run: bool) -> list[str]:
        """The report as lines of text, the rows that were not taken last."""
        return list(self._said(dry_run))

    def facts(self) -> dict[str, Any]:
        """The report for a program to read."""
        return {
            "file": self.file,
            "rows": self.rows,
            "added": self.added,
            "changed": self.changed,
            "same": self.same,
            "refused": [{"line": one.line, "id": one.id, "reason": one.reason} for one in self.refused],
            "without_account": self.nameless,
            "new_people": list(self.people),
            "note": self.note,
        }

    def _said(self, dry_run: bool) -> Iterator[str]:
        would = "would be " if dry_run else ""
        yield (
            f"{self.file}: {_rows(self.rows)}. {self.added:,} {would}added, {self.changed:,} {would}changed, "
            f"{self.same:,} as they were, {len(self.refused):,} not taken."
        )
        if dry_run:
            yield "Nothing was stored: this was a dry run."
        if self.note:
            yield self.note
        if self.nameless:
            yield f"{_rows(self.nameless)} without an account: called by their id until somebody names them."
        if self.people:
            yield f"Known by name only, without an address: {', '.join(self.people)}."
        if self.refused:
            yield "Not taken:"
        for one in self.refused:
            yield f"  line {one.line}{f', {one.id}' if one.id else ''}: {one.reason}."


def _rows(count: int) -> str:
    return f"{count:,} row" if count == 1 else f"{count:,} rows"
