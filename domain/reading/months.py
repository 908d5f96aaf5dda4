"""Months, quarters and years, and days told by them: "mid-December", "Q1", "20 nästa månad", "first Friday in July"."""

from datetime import date
from re import Match

from domain.reading.almanac import calendar_day, year_meant
from domain.reading.dates import DAY_NUMBER
from domain.reading.pieces import Ground, Kind, Piece, Rule, fixed, moved, vague
from domain.reading.stretches import PART_OF, WHICH, Span, is_part, narrowed
from domain.reading.words import MONTH, ORDINAL, PLAIN_MONTHS, WEEKDAY, before, grammar, month, number, weekday

_LEADS_IN = before(
    r"(?:in|i|by|of|av|during|under|early|late|mid|tidigt|sent|until|till|before|innan|före|after|efter|since"
    r"|sedan|senast|from|från"
    r"|to|end|början|slutet|mitten)(?: |-)"
)
_YEAR = r"(?:,?~(?P<year>(?:19|20)\d\d(?!\d|:\d)|next year|nästa år|this year|i år))?"
_A_MONTH = (
    rf"(?:(?:{WHICH} )?(?P<month>{MONTH}){_YEAR}"
    rf"|{WHICH.replace('?P<', '?P<m_')} (?:month|månad|månaden)|(?P<m_the>the month|månaden))"
)
_A_NAMED_MONTH = rf"(?:{WHICH} )?(?P<month>{MONTH}){_YEAR}(?!~\d)"


def _span(year: int, month_number: int) -> Span | None:
    first = calendar_day(year, month_number, 1)
    following = calendar_day(year + month_number // 12, month_number % 12 + 1, 1)
    return Span(first, moved(following, -1)) if first and following else None


def _away(said: dict[str, str | None], prefix: str = "") -> int:
    return 1 if said.get(f"{prefix}next") else -1 if said.get(f"{prefix}last") else 0


def _month_meant(match: Match[str], ground: Ground) -> Span | None:
    """The month that the groups of `_A_MONTH` name; without a year the running one or the next."""
    said, today = match.groupdict(), ground.today
    name = said.get("month")
    if not name:
        index = today.year * 12 + today.month - 1 + _away(said, "m_")
        return _span(index // 12, index % 12 + 1)
    number_of_month, year = month(name), year_meant(said.get("year"), today)
    if year is None and said.get("last"):
        year = today.year - (number_of_month >= today.month)
    elif year is None:
        year = today.year + (
            number_of_month < today.month or (bool(said.get("next")) and number_of_month == today.month)
        )
    return _span(year, number_of_month)


def _month(match: Match[str], ground: Ground) -> Piece | None:
    said, span = match.groupdict(), _month_meant(match, ground)
    if not span:
        return None
    name = (said.get("month") or "").rstrip(".")
    if name == "may" and said["this"] and not is_part(match):
        return None  # "this may take a while"
    alone = name and not (is_part(match) or _is_which(said) or said.get("year"))
    if alone and name not in PLAIN_MONTHS and not _LEADS_IN.search(ground.text, 0, match.start()):
        return None  # "May I ask", "Jan", "in march"
    return narrowed(match, span, ground)


def _is_which(said: dict[str, str | None]) -> bool:
    return bool(said.get("this") or said.get("next") or said.get("last"))


def _day_of_month(match: Match[str], ground: Ground) -> Piece | None:
    """ "20 of next month", "den 31 denna månad"."""
    span = _month_meant(match, ground)
    if not span:
        return None
    day = calendar_day(span.first.year, span.first.month, number(match["day"]))
    if day is None:
        return Piece(*match.span(), Kind.DATE, impossible=True)
    return Piece(*match.span(), Kind.DATE, days=(day,), readings=(day,), past=day < ground.today)


def _last_day(match: Match[str], ground: Ground) -> Piece | None:
    span = _month_meant(match, ground)
    return Piece(*match.span(), Kind.DATE, days=(span.final,), readings=(span.final,)) if span else None


def _nth_weekday(match: Match[str], ground: Ground) -> Piece | None:
    """ "First Friday in July", "sista måndagen i mars"."""
    span = _month_meant(match, ground)
    if not span:
        return None
    day = _nth(span, weekday(match["weekday"]), None if match["final"] else number(match["nth"]))
    if day and day < ground.today and match.groupdict()["month"] and not match.groupdict()["year"]:
        following = _span(span.first.year + 1, span.first.month)
        day = _nth(following, day.weekday(), None if match["final"] else number(match["nth"])) if following else None
    return fixed(match, day, past=day < ground.today) if day else Piece(*match.span(), Kind.DATE, impossible=True)


def _nth(span: Span, weekday_number: int, nth: int | None) -> date | None:
    if nth is None:
        return moved(span.final, -((span.final.weekday() - weekday_number) % 7))
    first = moved(span.first, (weekday_number - span.first.weekday()) % 7)
    day = moved(first, 7 * (nth - 1))
    return day if day <= span.final else None


def _fixes_no_day(match: Match[str], _: Ground) -> Piece:
    return vague(match)


def _of_month_span(match: Match[str], ground: Ground) -> Piece | None:
    """ "From 4 to 22 this month"."""
    span = _month_meant(match, ground)
    days = span and [calendar_day(span.first.year, span.first.month, number(match[name])) for name in ("day", "day2")]
    if not days or not days[0] or not days[1] or days[0] > days[1]:
        return None
    return Piece(*match.span(), Kind.STRETCH, range=(days[0], days[1]))


def _quarter(match: Match[str], ground: Ground) -> Piece | None:
    said, today = match.groupdict(), ground.today
    running = today.year * 4 + (today.month - 1) // 3
    index = running + _away(said)
    if said.get("number"):
        year = year_meant(said.get("year"), today)
        quarter = number(said["number"]) - 1
        index = (today.year if year is None else year) * 4 + quarter
        index += 4 if year is None and index < running else 0
    first, final = _span(index // 4, index % 4 * 3 + 1), _span(index // 4, index % 4 * 3 + 3)
    return narrowed(match, Span(first.first, final.final), ground) if first and final else None


def _year(match: Match[str], ground: Ground) -> Piece | None:
    said = match.groupdict()
    year = year_meant(said.get("year"), ground.today) or ground.today.year + _away(said)
    first, final = calendar_day(year, 1, 1), calendar_day(year, 12, 31)
    return narrowed(match, Span(first, final), ground) if first and final else None


_DAY = rf"(?:(?:the|den) )?(?P<day>{DAY_NUMBER}|{ORDINAL})~(?:day )?(?:of |i |in )?(?:the )?"
_NTH = rf"(?:the |den )?(?:(?P<final>last|sista)|(?P<nth>{ORDINAL}|\d(?:st|nd|rd|th|:[ae])))"
_QUARTER = r"(?:q|kv\.?~|kvartal~|quarter~)(?P<number>[1-4])(?:[ /,]{0,2}(?P<year>20\d\d|'\d\d|\d\d(?!\d|:|\.\d)))?"

RULES = (
    Rule(grammar(rf"{PART_OF}?{_A_NAMED_MONTH}"), _month),
    Rule(grammar(rf"{PART_OF}?{WHICH.replace('?P<', '?P<m_')} (?:month|månad|månaden)s?"), _month),
    Rule(grammar(rf"{PART_OF}(?:month|månaden)"), _month),
    Rule(grammar(r"(?P<end>eom|month[- ]end|månadsskiftet|månadsslutet)"), _month),
    Rule(grammar(rf"{_DAY}{_A_MONTH}"), _day_of_month),
    Rule(
        grammar(
            rf"(?:from |från )?(?P<day>{DAY_NUMBER})~(?:to|till|until|-)~(?P<day2>{DAY_NUMBER}) (?:of |i )?{_A_MONTH}"
        ),
        _of_month_span,
    ),
    Rule(
        grammar(rf"(?:the )?(?:last day|sista dagen|sista|siste|ultimo) (?:of |in |i )?(?:the )?{_A_MONTH}"), _last_day
    ),
    Rule(grammar(rf"{_NTH} (?P<weekday>{WEEKDAY}) (?:of |in |i )?(?:the )?{_A_MONTH}"), _nth_weekday),
    Rule(grammar(rf"(?:the |den )?{ORDINAL} {WEEKDAY}"), _fixes_no_day),
    Rule(grammar(rf"{PART_OF}?{_QUARTER}"), _quarter),
    Rule(
        grammar(
            rf"{PART_OF}?(?:the )?(?P<number>first|second|third|fourth|första|andra|tredje|fjärde) (?:quarter"
            rf"|kvartalet)(?: (?:of |in |i )?(?P<year>20\d\d))?"
        ),
        _quarter,
    ),
    Rule(grammar(rf"{PART_OF}?{WHICH} (?:quarter|kvartal|kvartalet)s?"), _quarter),
    Rule(grammar(rf"{PART_OF}(?:quarter|kvartalet)"), _quarter),
    Rule(grammar(r"(?P<end>eoq|quarter[- ]end|kvartalsskiftet|kvartalsslutet)"), _quarter),
    Rule(grammar(rf"(?:{PART_OF}|in |under |during |i )(?:år )?(?P<year>20\d\d)"), _year),
    Rule(grammar(rf"{PART_OF}?{WHICH} (?:year|år|året)s?"), _year),
    Rule(grammar(rf"{PART_OF}(?:year|året|calendar year)"), _year),
    Rule(grammar(r"(?P<end>eoy|year[- ]end|årsslutet|årets slut)"), _year),
    Rule(grammar(r"årsskiftet|(?:the )?turn of the year|halvårsskiftet"), _fixes_no_day),
)
