"""When somebody is away: what may be written, and what is no leave at all."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.reading.absence import Absence, find_absence

NOW = datetime(2026, 11, 24, 14, tzinfo=ZoneInfo("Europe/Stockholm"))
"""A Tuesday."""
PEOPLE = {"maja": "maja", "maja lind": "maja", "erik": "erik", "tom": "tom", "tom reed": "tom"}


def away(first: str, last: str | None, who: str = "", cover: str = "") -> Absence:
    return Absence(date.fromisoformat(first), date.fromisoformat(last) if last else None, who, cover)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("30 nov - 4 dec", away("2026-11-30", "2026-12-04")),
        ("30 nov to 4 dec", away("2026-11-30", "2026-12-04")),
        ("från 30 nov till 4 dec", away("2026-11-30", "2026-12-04")),
        ("from 30 nov until 4 dec", away("2026-11-30", "2026-12-04")),
        ("30 nov till och med 4 dec", away("2026-11-30", "2026-12-04")),
        ("30 nov t.o.m. 4 dec", away("2026-11-30", "2026-12-04")),
        ("30/11-4/12", away("2026-11-30", "2026-12-04")),
        ("2026-11-30 - 2026-12-04", away("2026-11-30", "2026-12-04")),
        ("20 december - 6 januari", away("2026-12-20", "2027-01-06")),
        ("monday through thursday", away("2026-11-30", "2026-12-03")),
        ("från och med fredag till måndag", away("2026-11-27", "2026-11-30")),
        ("nästa vecka", away("2026-11-30", "2026-12-04")),
        ("all next week", away("2026-11-30", "2026-12-04")),
        ("resten av veckan", away("2026-11-24", "2026-11-27")),
        ("vecka 50 och 51", away("2026-12-07", "2026-12-18")),
        ("tomorrow", away("2026-11-25", "2026-11-25")),
        ("på fredag", away("2026-11-27", "2026-11-27")),
        ("today and tomorrow", away("2026-11-24", "2026-11-25")),
        ("torsdag och fredag", away("2026-11-26", "2026-11-27")),
        ("till fredag", away("2026-11-24", "2026-11-26")),
        ("until wednesday", away("2026-11-24", "2026-11-24")),
        ("till och med fredag", away("2026-11-24", "2026-11-27")),
        ("t.o.m. fredag", away("2026-11-24", "2026-11-27")),
        ("tom fredag", away("2026-11-24", "2026-11-27")),
        ("through friday", away("2026-11-24", "2026-11-27")),
        ("from friday", away("2026-11-27", None)),
        ("tomorrow, Erik covers", away("2026-11-25", "2026-11-25", cover="erik")),
        ("30 nov - 4 dec, erik täcker för mig", away("2026-11-30", "2026-12-04", cover="erik")),
        ("nästa vecka, Tom Reed tar mina affärer", away("2026-11-30", "2026-12-04", cover="tom")),
        ("next week, covered by Erik", away("2026-11-30", "2026-12-04", cover="erik")),
        ("Maja 30 nov - 4 dec", away("2026-11-30", "2026-12-04", who="maja")),
        ("Tom fredag", away("2026-11-27", "2026-11-27", who="tom")),
        ("Maja Lind nästa vecka, Erik hoppar in", away("2026-11-30", "2026-12-04", who="maja", cover="erik")),
    ],
)
def test_what_is_written_is_a_leave(text: str, meant: Absence) -> None:
    assert find_absence(text, NOW, PEOPLE) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nordfrakt",
        "the quote with Anna on friday",
        "the room at 10",
        "till i går",
        "not friday",
        "20 dec and 28 dec",
        "friday, somebody covers",
        "friday, covers",
        "friday, Maja, Erik and Tom cover",
        "friday Maja Erik",
        "till jul",
        "32 dec",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert find_absence(text, NOW, PEOPLE) is None
