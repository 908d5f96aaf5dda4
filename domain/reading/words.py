"""The words of time in English and Swedish, and how a note is made comparable with them.

Patterns are written in a small dialect, see `grammar`: text is lower case, å ä ö may be typed without their
rings and dots, and spaces may be doubled.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from domain.reading.pattern import Pattern

_DIALECT = {"å": "[åa]", "ä": "[äa]", "ö": "[öo]", "Å": "å", "Ä": "ä", "Ö": "ö", " ": " {1,3}", "~": " {0,2}"}
_PLAIN = str.maketrans("åäöÅÄÖ-", "aaoaao ")
_SIGNS = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'"} | dict.fromkeys("‐‑‒–—−", "-"))


@dataclass(frozen=True)
class Folded:
    """A note in lower case with plain spaces, dashes and quotes, and where each character stood."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the folded text stands in the note."""
        return self.places[start], self.places[end]


@lru_cache(maxsize=1024)
def fold(note: str) -> Folded:
    """The note made comparable; accents typed as separate marks are put together with their letters.

    Remembered, because the same clauses and names are folded hundreds of times while one note is read.
    """
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(note):
        if letters and unicodedata.combining(character):
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + character)[0]
            continue
        letters.append(_fold(character))
        places.append(place)
    return Folded("".join(letters), (*places, len(note)))


def _fold(character: str) -> str:
    if character.isspace():
        return "\n" if character in "\n\r\u2028\u2029" else " "
    return character.lower()[0].translate(_SIGNS)


def _spelled_out(source: str) -> str:
    """The dialect as a regular expression; what stands in brackets is left alone."""
    return re.sub(r"\[[^\]]*\]|[ ~åäöÅÄÖ]", lambda found: _DIALECT.get(found[0], found[0]), source)


def grammar(source: str) -> Pattern:
    """A pattern of whole words. å ä ö match with and without their marks, Å Ä Ö only with; a space is one to
    three, `~` none to two.
    """
    return Pattern(rf"(?<!\w)(?:{_spelled_out(source)})(?!\w)")


def before(source: str) -> Pattern:
    """A pattern of whole words that end where the text ends, to look at what stands before something."""
    return Pattern(rf"(?<!\w)(?:{_spelled_out(source)})$")


def after(source: str) -> Pattern:
    """A pattern to look, with `match`, at what stands after something."""
    return Pattern(_spelled_out(source))


def plain(word: str) -> str:
    """A key of the tables below: no å ä ö, no hyphens, single spaces."""
    return " ".join(word.translate(_PLAIN).lower().split())


def one_of(names: Iterable[str]) -> str:
    """The source of a pattern that matches any of the names, the longest first."""
    return "(?:" + "|".join(sorted(names, key=len, reverse=True)) + ")"


def names(text: str) -> list[str]:
    """The names in a row of a table, which are parted by spaces."""
    return text.split()


def _table(rows: Iterable[str], first: int) -> dict[str, int]:
    return {name: number for number, names in enumerate(rows, first) for name in names.split()}


WEEKDAY_NAMES = _table(
    (
        "monday mon modnay monady mÅn måndag måndagen",
        "tuesday tue tues teusday tuseday tis tisdag tisdagen",
        "wednesday wed weds wensday wednsday wedensday ons onsdag onsdagen",
        "thursday thu thur thurs thrusday thurdsay tors torsdag torsdagen",
        "friday fri firday fridya fre fredag fredagen",
        "saturday sat saterday lÖr lördag lördagen",
        "sunday sun sÖn söndag söndagen",
    ),
    first=0,
)
DOUBTFUL_WEEKDAYS = frozenset({"fri", "sat", "sun"})
"""Also words: "fri frakt", "sat down", "the sun". They need something beside them."""

MONTH_NAMES = _table(
    (
        "jan january januari",
        "feb february februari febuary",
        "mar march mars",
        "apr april",
        "may maj",
        "jun june juni",
        "jul july juli",
        "aug august augusti",
        "sep sept september",
        "oct okt october oktober",
        "nov november",
        "dec december",
    ),
    first=1,
)
PLAIN_MONTHS = frozenset(
    names("january januari february februari juni july september oktober october november december")
)
"""Months that are no other word and no name, so that they need nothing beside them."""

_ENGLISH = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_SWEDISH = "en två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo"
NUMBER_NAMES = {
    **_table((_ENGLISH + " eighteen nineteen twenty").split(), first=1),
    **_table(_SWEDISH.split(), first=1),
    "a": 1,
    "an": 1,
    "ett": 1,
    "dussin": 12,
    "thirty": 30,
    "trettio": 30,
}

_EN_FIRST = "first second third fourth fifth sixth seventh eighth ninth"
_EN_TEENS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
_SV_FIRST = "första andra tredje fjärde femte sjätte sjunde åttonde nionde"
_SV_TEENS = "tionde elfte tolfte trettonde fjortonde femtonde sextonde sjuttonde artonde nittonde"
ORDINAL_NAMES = {
    **_table(f"{_EN_FIRST} {_EN_TEENS} twentieth".split(), first=1),
    **_table(("twenty(?:-|~)" + name for name in _EN_FIRST.split()), first=21),
    "thirtieth": 30,
    "thirty(?:-|~)first": 31,
    **_table(f"{_SV_FIRST} {_SV_TEENS} tjugonde".split(), first=1),
    **_table(("tjugo" + name for name in _SV_FIRST.split()), first=21),
    "trettionde": 30,
    "trettioförsta": 31,
    "förste": 1,
    "andre": 2,
    "tjugoförste": 21,
    "tjugoandre": 22,
    "trettioförste": 31,
}

WEEKDAYS = {plain(name): number for name, number in WEEKDAY_NAMES.items()}
MONTHS = {plain(name): number for name, number in MONTH_NAMES.items()}
_NUMBERS = {plain(name): number for name, number in NUMBER_NAMES.items()}
_ORDINALS = {plain(name.replace("(?:-|~)", " ")): number for name, number in ORDINAL_NAMES.items()}
_ORDINALS |= {name.replace(" ", ""): number for name, number in _ORDINALS.items()}

WEEKDAY = one_of(WEEKDAY_NAMES)
MONTH = one_of(MONTH_NAMES) + r"\.?"
NUMBER = r"(?:\d{1,3}|" + one_of(NUMBER_NAMES) + ")"
ORDINAL = one_of(ORDINAL_NAMES)


def number(word: str) -> int:
    """What a cardinal or ordinal is worth, in digits or letters: "10", "27:e", "3rd", "två", "twenty-first"."""
    digits = re.match(r"\d+", word)
    if digits:
        return int(digits[0])
    key = plain(word)
    return _NUMBERS[key] if key in _NUMBERS else _ORDINALS[key]


def weekday(word: str) -> int:
    """Monday is 0."""
    return WEEKDAYS[plain(word)]


def month(word: str) -> int:
    """January is 1; a full stop after an abbreviation is allowed."""
    return MONTHS[plain(word).rstrip(".")]
