"""How files are read that deals are imported from, as app.yaml says."""

from __future__ import annotations

from bot.settings.nodes import Section, Spot
from bot.settings.values import currency, one_of, text
from domain.settings import ImportMap, Settings

FIELDS = (
    "id",
    "owner",
    "stage",
    "account",
    "name",
    "product_area",
    "amount",
    "currency",
    "opened",
    "close_date",
)
"""What can be read from a row."""
NEEDED = ("id", "owner", "stage")
_DATES = {"day first": True, "month first": False}
_DECIMALS = {"comma": ",", "point": "."}


def imports_from(top: Section, settings: Settings) -> tuple[ImportMap, ...]:
    """One mapping a file name."""
    spot = top.get("import")
    return () if spot is None else tuple(_mapping(name, below, settings) for name, below in spot.entries())


def _mapping(file: str, spot: Spot, settings: Settings) -> ImportMap:
    section = spot.section()
    process = section.need("process", one_of((process.key for process in settings.processes), "process"), "")
    found = settings.process(process)
    stages = tuple(stage.key for stage in found.stages) if found else ()
    columns = section.part("columns")
    dates = section.take("dates", one_of(_DATES, "way of writing dates"), "")
    return ImportMap(
        file=file,
        columns=tuple((field, column) for field in FIELDS if (column := _column(columns, field))),
        stages=_stages(section, (*stages, "won", "lost")),
        process=process,
        opens_in=section.take("opens_in", one_of(stages, f"stage in {process}"), stages[0] if stages else ""),
        currency=section.take("currency", currency, ""),
        day_first=_DATES.get(dates),
        decimal=_DECIMALS.get(section.take("decimals", one_of(_DECIMALS, "decimal sign"), ""), ""),
    )


def _column(columns: Section, field: str) -> str:
    return columns.need(field, text, "") if field in NEEDED else columns.take(field, text, "")


def _stages(section: Section, known: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    spot = section.get("stages")
    return (
        () if spot is None else tuple((word, below.read(one_of(known, "stage"), "")) for word, below in spot.entries())
    )
