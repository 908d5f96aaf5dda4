"""CSV as it comes: any usual delimiter and encoding, and every row that cannot be read is named and passed over."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from bot.house import CommandError

_DELIMITERS = (",", ";", "\t")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Row:
    """One record; `line` is where it begins, `trouble` why its cells cannot be trusted."""

    line: int
    cells: Mapping[str, str]
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that can be read, as often as needed. `note` is what was unusual about it."""

    path: Path
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    note: str = ""

    def rows(self) -> Iterator[Row]:
        """Every row below the header that is not blank; cells by column, trimmed."""
        with self.path.open(encoding=self.encoding, newline="") as file:
            records = _records(file, self.delimiter)
            next(records, None)
            for line, cells, trouble in records:
                if trouble or any(cells):
                    yield Row(line, dict(zip(self.columns, cells, strict=False)), trouble or self._misfit(cells))

    def _misfit(self, cells: list[str]) -> str:
        wide = len(self.columns)
        if len(cells) < wide or any(cells[wide:]):
            return f"the row has {len(cells)} cells and the header {wide}; a quote or a separator may be missing"
        return ""


def open_sheet(path: Path) -> Sheet:
    """Find out how the file is written. Raises CommandError when it is no CSV that can be read."""
    try:
        encoding, note = _encoding_of(path)
        with path.open(encoding=encoding, newline="") as file:
            start = file.readline()
    except OSError as error:
        why = (
            "there is no such file" if isinstance(error, FileNotFoundError) else (error.strerror or str(error)).lower()
        )
        raise CommandError(f"{path}: {why}.") from None
    columns, delimiter = max(
        ((_header(start, delimiter), delimiter) for delimiter in _DELIMITERS), key=lambda found: len(found[0])
    )
    if not any(columns):
        raise CommandError(f"{path}: the file is empty; its first line should name the columns.")
    twice = sorted({column for column in columns if column and columns.count(column) > 1})
    if twice:
        raise CommandError(f"{path}: the header names {', '.join(twice)} twice; give each column its own name.")
    return Sheet(path, encoding, delimiter, columns, note)


def _encoding_of(path: Path) -> tuple[str, str]:
    """How the file's letters are written, and what to tell about it."""
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith(b"PK\x03\x04"):
        raise CommandError(f"{path}: this is an Excel workbook; save it as CSV (UTF-8) and import that.")
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16", ""
    if _is_in(path, "utf-8-sig"):
        return "utf-8-sig", ""
    if _is_in(path, "cp1252") and b"\0" not in start:
        return "cp1252", "The file is not in UTF-8; it was read as Windows-1252. Look at a name with å, é or ü."
    raise CommandError(f"{path}: its letters are neither UTF-8 nor Windows-1252; save it as CSV in UTF-8.")


def _is_in(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding, newline="") as file:
            while file.read(_CHUNK):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _header(line: str, delimiter: str) -> tuple[str, ...]:
    try:
        cells = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return ()
    return tuple(cell.strip() for cell in cells)


def _records(file: TextIO, delimiter: str) -> Iterator[tuple[int, list[str], str]]:
    """Line, cells and trouble of every record. After a broken record the reader goes on with the next line."""
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, [cell.strip() for cell in next(reader)], ""
        except StopIteration:
            return
        except csv.Error:
            last = reader.line_num
            until = f", so nothing down to line {last} was read" if last > line else ""
            yield line, [], f"a quote is opened and not closed as it should be{until}"
