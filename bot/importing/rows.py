"""From a row of a file to what it says about a deal, or to every reason why it says nothing we can use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from babel import Locale

from bot.importing.reading import Row, Sheet
from bot.importing.values import days_come_first, decimal_sign, read_amount, read_day
from bot.settings.imports import NEEDED
from domain.deal import DealState
from domain.settings import ImportMap, Settings

T = TypeVar("T")
_ENDS = {"won": DealState.WON, "lost": DealState.LOST}
_DATES = ("opened", "close_date")


class NotTaken(Exception):
    """A row that cannot be taken; `reasons` are all there are."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("; ".join(reasons))


@dataclass(frozen=True, slots=True)
class Habits:
    """How a file writes what can be read in two ways; None and "" where it does not show."""

    day_first: bool | None
    decimal: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a row says. `stage` is a stage of ours; of an ended deal, the one before the end. `named` is false when the
    row has no account."""

    external_id: str
    owner: str
    account: str
    named: bool
    name: str
    area: str
    stage: str
    state: DealState
    amount: Decimal | None
    currency: str
    opened: date | None
    close_date: date | None


def habits_of(sheet: Sheet, mapping: ImportMap) -> tuple[Habits, int]:
    """What the whole file shows about its dates and decimals, and how many rows it has. A mapping that says so rules.

    A file that shows both ways shows none.
    """
    columns = _columns(sheet, mapping)
    orders: set[bool | None] = set()
    signs: set[str] = set()
    count = 0
    for row in sheet.rows():
        count += 1
        orders |= {days_come_first(row.cells.get(columns.get(field, ""), "")) for field in _DATES}
        signs.add(decimal_sign(row.cells.get(columns.get("amount", ""), "")))
    order, sign = orders - {None}, signs - {""}
    day_first = mapping.day_first if mapping.day_first is not None else order.pop() if len(order) == 1 else None
    return Habits(day_first, mapping.decimal or (sign.pop() if len(sign) == 1 else "")), count


def _columns(sheet: Sheet, mapping: ImportMap) -> Mapping[str, str]:
    """Our field -> the column as the file spells it."""
    spelt = {column.casefold(): column for column in sheet.columns}
    return {field: spelt.get(column.casefold(), column) for field, column in mapping.columns}


class _Cells:
    """The cells of one row by our fields, and the reasons why some cannot be read."""

    def __init__(self, row: Row, columns: Mapping[str, str]) -> None:
        self.reasons: list[str] = []
        self._row = row
        self._columns = columns

    def text(self, field: str) -> str:
        """What stands there; empty when the file has no such column."""
        return self._row.cells.get(self._columns.get(field, ""), "")

    def value(self, field: str, how: Callable[[str], T]) -> T | None:
        """The cell as `how` reads it; None when it is empty or cannot be read."""
        try:
            return how(self.text(field)) if self.text(field) else None
        except ValueError as wrong:
            self.reasons.append(f"{self._columns[field]}: {wrong}")
            return None


class RowReader:
    """Reads the rows of one file; `file` is what it is called."""

    def __init__(self, sheet: Sheet, mapping: ImportMap, habits: Habits, settings: Settings, today: date) -> None:
        self.file = sheet.path.name
        self._columns = _columns(sheet, mapping)
        self._mapping = mapping
        self._habits = habits
        self._settings = settings
        self._today = today

    def id_of(self, row: Row) -> str:
        """The row's own id, as far as it has one."""
        return row.cells.get(self._columns["id"], "")

    def has(self, field: str) -> bool:
        """Whether the file tells this at all."""
        return field in self._columns

    def read(self, row: Row) -> Told:
        """What the row says. Raises NotTaken with every reason at once."""
        if row.trouble:
            raise NotTaken(row.trouble)
        cells = _Cells(row, self._columns)
        cells.reasons.extend(f"{self._columns[field]} is empty" for field in NEEDED if not cells.text(field))
        stage = cells.value("stage", self._stage) or ""
        opened = cells.value("opened", self._day)
        closes = cells.value("close_date", self._day)
        amount = cells.value("amount", lambda text: read_amount(text, self._habits.decimal))
        currency = cells.value("currency", _currency)
        cells.reasons.extend(self._wrong_days(stage, cells.text("close_date"), opened, closes))
        if cells.reasons:
            raise NotTaken(*cells.reasons)
        return Told(
            external_id=cells.text("id"),
            owner=cells.text("owner"),
            account=cells.text("account") or cells.text("id"),
            named=bool(cells.text("account")),
            name=cells.text("name") or cells.text("product_area"),
            area=cells.text("product_area"),
            stage=self._mapping.opens_in if stage in _ENDS else stage,
            state=_ENDS.get(stage, DealState.OPEN),
            # A file's nought is a gap: no deal is worth nothing.
            amount=amount or None,
            currency=currency or self._mapping.currency or self._settings.company.currency,
            opened=opened,
            close_date=closes,
        )

    def _day(self, text: str) -> date:
        return read_day(text, self._habits.day_first)

    def _wrong_days(self, stage: str, typed: str, opened: date | None, closes: date | None) -> list[str]:
        """What cannot be about the days. An open deal may have any expected day."""
        wrong = []
        if opened and opened > self._today:
            wrong.append(f"{self._columns['opened']}: {opened} is still to come")
        if stage in _ENDS and not typed:
            column = self._columns.get("close_date", "a close_date")
            wrong.append(f"{column} is empty, so nobody knows when the deal was {stage}")
        if stage in _ENDS and closes and closes > self._today:
            wrong.append(f"{self._columns['close_date']}: {closes} is still to come")
        if stage in _ENDS and closes and opened and closes < opened:
            wrong.append(f"the deal was {stage} on {closes}, before it was opened on {opened}")
        return wrong

    def _stage(self, text: str) -> str:
        found = self._stages.get(text.casefold())
        if found is None:
            raise ValueError(f"{text!r} is no stage that is mapped; add it to stages under import in app.yaml")
        return found

    @cached_property
    def _stages(self) -> Mapping[str, str]:
        """The file's words for stages; our own keys and names are understood too."""
        process = self._settings.process(self._mapping.process)
        own = {stage.key: stage.key for stage in process.stages} if process else {}
        names = {
            name.casefold(): stage.key
            for stage in (process.stages if process else ())
            for _, name in stage.name.by_language
        }
        told = {word.casefold(): stage for word, stage in self._mapping.stages}
        return names | own | {end: end for end in _ENDS} | told


def _currency(text: str) -> str:
    code = text.strip().upper()
    if code not in Locale("en").currencies:
        raise ValueError(f"{text!r} is no currency code such as SEK or EUR")
    return code
