"""Days of the calendar: 2026-11-27, 27/11, 27 nov, "the 27th", "den 27:e november", "December 3rd or 4th"."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from re import Match

from domain.reading.almanac import calendar_day, near_days, occurrences, year_meant
from domain.reading.clocks import GOES_ON
from domain.reading.pieces import Ground, Kind, Piece, Rule, vague
from domain.reading.when import DayOrder
from domain.reading.words import MONTH, ORDINAL, PLAIN_MONTHS, after, before, grammar, month, number

DAY_NUMBER = r"\d{1,2}(?:st|nd|rd|th|:?[ae])?"
YEAR = r"(?:,?~(?P<year>(?:19|20)\d\d(?!\d|:\d)|[-']\d\d(?!\d)|next year|nästa år|this year|i år))?"
_ALONE = r"(?<![\d.,:/+-])(?<![€$£])(?<![€$£]\x20)"
_END = r"(?![:.,/-]?\d)(?!~(?:%|[€$£]|:-))"
_NO_QUANTITY = (
    r"(?!~(?:k|kr|kkr|tkr|mkr|m|sek|eur|usd|gbp|st|x|pers|personer|people|users|användare|licenser|seats)(?!\w))"
)
_FRACTION = (
    r"(?! (?:of|av|day|days|dag|dagar|hour|hours|timme|timmar|year|years|år|price|pris|page|sida|done|klart)(?!\w))"
)

# What may stand before a date written "27.11" or "27th", which are otherwise too like figures and ranks.
_LEADS_IN = before(
    r"(?:den|the|on|by|before|until|till|til|for|due|from|after|senast|på|innan|före|efter|från|omkring"
    r"|around)(?: the| den)? "
)
_ENDS = after(GOES_ON)
_SPELLED_YEAR = after(r",?~(?:två~tusen|tjugo~hundra|two thousand|twenty)")
_VERBS = ("may", "march")


def dated(match: Match[str], ground: Ground, readings: Iterable[tuple[int, int]], year: int | None) -> Piece:
    """A date from its possible (day, month) pairs, the likeliest first; impossible when no calendar has any."""
    days: list[date] = []
    earlier: list[date] = []
    for day, month_number in readings:
        if year is not None:
            known = calendar_day(year, month_number, day)
            days += [known] if known else []
        elif both := occurrences(day, month_number, ground.today):
            days.append(both[0])
            earlier.append(both[1])
    if not days:
        return Piece(*match.span(), Kind.DATE, impossible=True)
    chosen = tuple(dict.fromkeys(days if ground.order is DayOrder.UNKNOWN else days[:1]))
    past = year is not None and len(chosen) == 1 and chosen[0] < ground.today
    back = earlier[0] if earlier and len(chosen) == 1 else None
    readings_kept = tuple(dict.fromkeys(days + earlier))
    return Piece(*match.span(), Kind.DATE, days=chosen, earlier=back, readings=readings_kept, past=past)


def _iso(match: Match[str], ground: Ground) -> Piece:
    return dated(match, ground, [(int(match["day"]), int(match["month"]))], int(match["year"]))


def _orders(first: int, second: int, order: DayOrder) -> list[tuple[int, int]]:
    """The (day, month) pairs two numbers can be, in the order of the country; a number over 12 is the day."""
    pairs = [(first, second), (second, first)]
    if order is DayOrder.MDY:
        pairs.reverse()
    return [(day, month_number) for day, month_number in pairs if month_number <= 12]


def _numbers(match: Match[str], ground: Ground) -> Piece | None:
    said = match.groupdict()
    first, second, written = int(said["first"]), int(said["second"]), said.get("year")
    year = year_meant(written or said.get("year4"), ground.today)
    if written and len(written) == 2 and said["sign"] != "/" and not _LEADS_IN.search(match.string, 0, match.start()):
        return None  # 1.2.26 is a version
    if not first or not second or first + second == 100 or (first, second) == (24, 7) or max(first, second) > 39:
        return Piece(*match.span(), Kind.SKIP)
    orders = _orders(first, second, ground.order)
    return dated(
        match, ground, orders if said["sign"] != "." else [pair for pair in orders if pair == (first, second)], year
    )


def _doubtful_numbers(match: Match[str], ground: Ground) -> Piece | None:
    """27.11 and 25-04: dates only where something says so, or where they can be neither a clock time nor a figure."""
    found = _numbers(match, ground)
    if not found or found.kind is Kind.SKIP or found.impossible:
        return None
    first, second = int(match["first"]), int(match["second"])
    if (match["sign"] == "." and ground.order is DayOrder.MDY) or (match["sign"] == "-" and first < second <= 24):
        return None  # "10-11" are hours
    sure = _LEADS_IN.search(ground.text, 0, match.start()) is not None
    sure = sure or (match["sign"] == "." and first > 23 and _ENDS.match(ground.text, match.end()) is not None)
    return found if sure else replace(found, loose=True)


def _named(match: Match[str], ground: Ground) -> Piece | None:
    day, name = number(match["day"]), match["month"].rstrip(".")
    if not 1 <= day <= 39 or (day > 31 and name not in PLAIN_MONTHS):
        return None
    if name in _VERBS and match.start("month") < match.start("day") and not _ENDS.match(ground.text, match.end()):
        return None  # "we may 10x it"
    if _SPELLED_YEAR.match(ground.text, match.end()):
        return Piece(*match.span(), Kind.DATE)
    year = year_meant(match["year"], ground.today)
    return dated(match, ground, [(day, month(name))], year)


def _named_pair(match: Match[str], ground: Ground) -> Piece | None:
    """Two days of one month: a choice of two, or all from the one to the other."""
    year, number_of_month = year_meant(match["year"], ground.today), month(match["month"])
    first = dated(match, ground, [(number(match["day"]), number_of_month)], year)
    second = dated(match, ground, [(number(match["day2"]), number_of_month)], year)
    if first.impossible or second.impossible:
        return Piece(*match.span(), Kind.DATE, impossible=True)
    days = (first.days[0], second.days[0])
    if match["or"]:
        return Piece(*match.span(), Kind.DATE, days=days)
    return Piece(*match.span(), Kind.STRETCH, range=days if days[0] <= days[1] else (first.earlier or days[0], days[1]))


def _numbered_pair(match: Match[str], ground: Ground) -> Piece | None:
    """ "8/12-9/12" and "8-9/12", the day first; in America only with both months."""
    first, second = int(match["first"]), int(match["second"])
    other, final = int(match["month"] or match["second"]), int(match["day2"])
    if ground.order is not DayOrder.DMY:
        return vague(match) if match["month"] else None
    ends = dated(match, ground, [(first, other)], None), dated(match, ground, [(final, second)], None)
    if ends[0].impossible or ends[1].impossible or ends[0].days > ends[1].days:
        return vague(match) if match["month"] else None
    return Piece(*match.span(), Kind.STRETCH, range=(ends[0].days[0], ends[1].days[0]))


def in_month(match: Match[str], ground: Ground) -> Piece | None:
    """A number that is a day of this month or the next ("the 27th", "den 27")."""
    near = near_days(number(match["day"]), ground.today)
    if not near:
        return None
    return Piece(*match.span(), Kind.DATE, days=near[:1], earlier=near[1], readings=near)


def _ranked(match: Match[str], ground: Ground) -> Piece | None:
    """ "the 3rd" and "3:e" are a day only where no noun follows ("the 3rd party") or a preposition leads in."""
    found = in_month(match, ground)
    if not found:
        return None
    start = match.start("day") if not match["article"] else match.start()
    led_in = _prepositioned(ground.text, start) and not _NOUN.match(ground.text, match.end())
    sure = led_in or _ENDS.match(ground.text, match.end())
    return found if sure else replace(found, loose=True)


_NOUN = after(r" (?:floor|time|round|version|vendor|page|våningen|gången|sidan|partiet|kunden)(?!\w)")
_PREPOSITION = before(r"(?:on|by|before|until|till|til|due|senast|innan|före|till|efter|after|from|från) ")


def _prepositioned(text: str, start: int) -> bool:
    return _PREPOSITION.search(text, 0, start) is not None


def _loosely(match: Match[str], ground: Ground) -> Piece | None:
    """A rank in letters ("the fifteenth"); the first two are more often "the one" and "the other"."""
    found = _ranked(match, ground)
    return replace(found, loose=True) if found and number(match["day"]) <= 3 else found


_NO_DAY_BEFORE = r"(?<!\d\x20)(?<!\d(?:st|nd|rd|th)\x20)(?<!\d:[ae]\x20)"
"""What follows "1 Dec" is an hour."""
_PAIR = rf"(?P<day>{DAY_NUMBER})~(?:-|to|till|until|and|och|(?P<or>or|eller|/))~(?:the |den )?(?P<day2>{DAY_NUMBER})"
_NUMERIC = r"(?P<first>\d{1,2})(?P<sign>[/])(?P<second>\d{1,2})"

RULES = (
    Rule(
        after(
            r"(?<![\w./-])(?P<year>(?:19|20)\d\d)(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})"
            r"(?![\d/]|[-.]\d|[a-su-z])"
        ),
        _iso,
    ),
    Rule(
        grammar(
            rf"{_ALONE}(?:den )?(?P<first>\d{{1,2}})(?P<sign>[-/.])(?P<second>\d{{1,2}})(?P=sign)(?P<year>(?:19"
            rf"|20)\d\d|\d\d)(?![\d/]|[-.]\d)"
        ),
        _numbers,
    ),
    Rule(
        grammar(
            rf"{_ALONE}(?:den )?{_NUMERIC}(?:-(?P<year>\d\d)(?!/)|,?~(?P<year4>(?:19|20)\d\d))?(?![\d/]"
            rf"|[-.,:]\d){_FRACTION}(?!~%)"
        ),
        _numbers,
    ),
    Rule(
        grammar(
            rf"{_ALONE}(?P<first>\d{{1,2}})(?:/(?P<month>\d{{1,2}}))?~-~(?P<day2>\d{{1,2}})/(?P<second>\d{{1,2}})(?![\d/])"
        ),
        _numbered_pair,
    ),
    Rule(
        grammar(rf"{_ALONE}(?P<first>\d{{1,2}})(?P<sign>[.-])(?P<second>[01]\d)(?:\.(?!\w))?{_END}"), _doubtful_numbers
    ),
    Rule(
        grammar(rf"{_ALONE}(?P<first>\d{{1,2}})(?P<sign>\.)(?P<second>\d)(?=\.?~(?:$|[\n,;!?)])){_END}"),
        _doubtful_numbers,
    ),
    Rule(
        grammar(rf"{_ALONE}(?:(?:the|den) )?(?P<day>{DAY_NUMBER}\.?)~(?:day of |of |i )?(?P<month>{MONTH}){YEAR}"),
        _named,
    ),
    Rule(
        grammar(rf"{_NO_DAY_BEFORE}(?P<month>{MONTH})~(?:the )?(?P<day>{DAY_NUMBER}){_END}{_NO_QUANTITY}{YEAR}"), _named
    ),
    Rule(grammar(rf"(?:(?:the|den) )?(?P<day>{ORDINAL}) (?:of |i )?(?P<month>{MONTH}){YEAR}"), _named),
    Rule(grammar(rf"(?P<month>{MONTH}) (?:the )?(?P<day>{ORDINAL}){YEAR}"), _named),
    Rule(
        grammar(rf"{_ALONE}(?:from |between |från |mellan )?(?:(?:the|den) )?{_PAIR}~(?:of )?(?P<month>{MONTH}){YEAR}"),
        _named_pair,
    ),
    Rule(
        grammar(
            rf"{_NO_DAY_BEFORE}(?:from |between |från "
            rf"|mellan )?(?P<month>{MONTH}) (?:the )?{_PAIR}{_END}{_NO_QUANTITY}{YEAR}"
        ),
        _named_pair,
    ),
    Rule(grammar(rf"{_ALONE}(?P<article>the |den )?(?P<day>\d{{1,2}}(?:st|nd|rd|th|:[ae]|e))(?! of)"), _ranked),
    Rule(
        grammar(
            rf"{_ALONE}den (?P<day>\d{{1,2}}){_END}{_NO_QUANTITY}"
            r"(?! (?:dagar|dagars|veckor|månader|år|åriga|timmar|min|procent|första|sista|största|viktigaste)(?!\w))"
        ),
        in_month,
    ),
    Rule(grammar(rf"(?P<article>the |den )(?P<day>{ORDINAL})"), _loosely),
)
