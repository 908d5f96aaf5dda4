"""Which column of a file is which field of ours: from app.yaml, from the command line, or from equal names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.house import CommandError
from bot.importing.reading import Sheet, open_sheet
from bot.settings.imports import FIELDS, NEEDED
from bot.settings.nodes import did_you_mean
from domain.settings import ImportMap, Settings


def mapping_for(path: Path, given: Sequence[str], settings: Settings) -> ImportMap:
    """How this file is read; `given` are FIELD=COLUMN from the command line and go before app.yaml.

    A file that neither speaks of is read by columns named like our fields. Raises CommandError when a field is none,
    and when it is not known where to find what every row needs.
    """
    told = dict(_pair(one) for one in given)
    known = next((one for one in settings.imports if one.file.casefold() == path.name.casefold()), None)
    columns = dict(known.columns) if known else _like_our_fields(open_sheet(path))
    columns |= told
    needed = [field for field in NEEDED if field not in columns]
    if needed:
        maps = " ".join(f"--map {field}=COLUMN" for field in needed)
        raise CommandError(
            f"{path}: which columns hold {_listed(needed)}? Say so with {maps}, or under import in app.yaml. "
            f"The file has {_listed(open_sheet(path).columns)}."
        )
    process = settings.processes[0]
    base = known or ImportMap(path.name, (), (), process.key, process.stages[0].key)
    return replace(base, columns=tuple(columns.items()))


def check_columns(sheet: Sheet, mapping: ImportMap) -> None:
    """Raises CommandError naming every column that the mapping speaks of and the file lacks."""
    there = {column.casefold() for column in sheet.columns}
    lacking = [column for _, column in mapping.columns if column.casefold() not in there]
    if lacking:
        raise CommandError(f"{sheet.path} has no column {_listed(lacking)}. It has {_listed(sheet.columns)}.")


def _pair(text: str) -> tuple[str, str]:
    field, equals, column = (part.strip() for part in text.partition("="))
    if not equals or not column:
        raise CommandError(f"--map {text}: write it as FIELD=COLUMN, as in --map owner=sales_agent.")
    if field not in FIELDS:
        raise CommandError(f"--map {text}: there is no field {field}.{did_you_mean(field, FIELDS)}")
    return field, column


def _like_our_fields(sheet: Sheet) -> dict[str, str]:
    return {field: column for field in FIELDS for column in sheet.columns if column.casefold() == field}


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
