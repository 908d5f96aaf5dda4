"""Zones as people write them after a clock time: CET, UTC+2, "svensk tid"."""

import re
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from domain.reading.words import one_of, plain

# People write CET and EST all year round and mean the clock on the wall there, so each is a place.
_PLACES = {
    "Etc/UTC": "utc gmt",
    "Europe/Stockholm": "svensk|swedish|stockholm",
    "Europe/Brussels": "cet cest central_european",
    "Europe/London": "bst brittisk|british|uk|london|engelsk",
    "Europe/Lisbon": "wet west",
    "Europe/Helsinki": "eet eest finsk|finnish|helsinki",
    "Europe/Oslo": "norsk|norwegian|oslo",
    "Europe/Copenhagen": "dansk|danish|copenhagen",
    "Europe/Berlin": "tysk|german|berlin",
    "America/New_York": "est edt eastern|new_york|boston",
    "America/Chicago": "cst cdt central|chicago",
    "America/Denver": "mst mdt mountain|denver",
    "America/Los_Angeles": "pst pdt pacific|california|seattle",
    "Asia/Tokyo": "jst tokyo|japanese",
    "Asia/Singapore": "sgt singapore",
    "Australia/Sydney": "aest aedt sydney",
}
_CLOCKS = {"et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles"}
_OFFSET = r"(?:utc|gmt)~[+-]~\d{1,2}(?::?[0-5]\d)?"
_UNKNOWABLE = (
    r"(?:their|his|her|hans|hennes|local|us|american|indian|the customer's|customer|deras|er|lokal|amerikansk|indisk"
    r"|kundens)"
    r" (?:time|tid)|ist"
)


def _names() -> dict[str, str]:
    table: dict[str, str] = {}
    for place, names in _PLACES.items():
        for name in names.split():
            if "|" in name or name in ("central_european", "singapore"):
                for town in name.replace("_", " ").split("|"):
                    table |= {f"{town} time": place, f"{town} tid": place}
            else:
                table[name] = place
    return table


_NAMES = _names()
ZONE = rf"(?:{_OFFSET}|{_UNKNOWABLE}|{one_of(_NAMES)})"
"""What may follow any hour."""
SHORT_ZONE = rf"(?:{ZONE}|{one_of(_CLOCKS)})"
"""What may follow an hour with minutes or am and pm; two letters alone would be too little after a bare number."""


def zone_called(name: str) -> tzinfo | None:
    """The zone written in a note; None when the words do not say which ("their time")."""
    offset = re.match(r"(?:utc|gmt) *([+-]) *(\d{1,2}):?(\d\d)?", name)
    if offset:
        away = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        away = min(away, timedelta(hours=23))
        return timezone(-away if offset[1] == "-" else away)
    place = (_NAMES | _CLOCKS).get(plain(name))
    return ZoneInfo(place) if place else None
