"""Weeks: "v 49", "next week", "slutet av nästa vecka". "By" a week is its Friday."""

from dataclasses import replace
from datetime import date
from re import Match

from domain.reading.pieces import Ground, Kind, Piece, Rule, monday_of, moved, vague
from domain.reading.stretches import PART_OF, WHICH, Span, is_part, narrowed
from domain.reading.words import grammar

_AFTER_NEXT = (
    r"(?:the )?week after next|(?:the )?following week after that|veckan efter (?:nästa|nästkommande)(?: vecka)?"
)
_NUMBERED = (
    r"(?P<word>v|v\.|v:|vecka|veckan|veckorna|week|weeks|wk|wk\.|wks|w|w\.)(?P<gap>~)(?:nr\.? "
    r"|no\.? )?(?P<week>\d{1,2})"
    r"(?![.,:/]?\d|~%|[a-zåäö])(?:~(?:-|/|or|eller|to|till|och|and)~(?:v\.?~|vecka |week )?(?P<week2>\d{1,2})(?!\d"
    r"|/|:))?"
    r"(?:,?~(?:/|år )?(?P<year>20\d\d)(?!\d))?"
)


def week_of(day: date) -> Span:
    """The working days of the day's ISO week."""
    monday = monday_of(day)
    return Span(monday, moved(monday, 4))


def whole_week(match: Match[str], span: Span, *, past: bool = False) -> Piece:
    """A week of which no day is named."""
    return Piece(*match.span(), Kind.WEEK, range=(span.first, span.final), last=span.final, past=past)


def _week(match: Match[str], ground: Ground) -> Piece:
    said = match.groupdict()
    away = 14 if said["after_next"] else 7 if said["next"] else -7 if said["last"] else 0
    span = week_of(ground.in_days(away))
    return narrowed(match, span, ground) if is_part(match) else whole_week(match, span, past=bool(said["last"]))


def _this_week(match: Match[str], ground: Ground) -> Piece:
    return narrowed(match, week_of(ground.today), ground)


def _so_far(match: Match[str], ground: Ground) -> Piece:
    return Piece(*match.span(), Kind.STRETCH, range=(ground.monday, ground.today), past=True)


def _end_of_this_week(match: Match[str], ground: Ground) -> Piece:
    """EOW; said on a weekend nobody knows which week is meant."""
    span = week_of(ground.today)
    if span.final < ground.today:
        return vague(match)
    first = max(moved(span.final, -1), ground.today)
    return Piece(*match.span(), Kind.STRETCH, range=(first, span.final), last=span.final)


def _weekend(match: Match[str], ground: Ground) -> Piece:
    said = match.groupdict()
    saturday = moved(ground.monday, 5 + (7 if said["next"] else -7 if said["last"] else 0))
    return Piece(
        *match.span(),
        Kind.STRETCH,
        range=(saturday, moved(saturday, 1)),
        last=moved(saturday, -1),
        past=bool(said["last"]),
    )


def _coming_week(week: int, year: int | None, today: date) -> date | None:
    """The Monday of the next such week whose Sunday is not past, or of that week of the year given."""
    for at in [year] if year else range(today.year, min(today.year + 9, 9998)):
        try:
            monday = date.fromisocalendar(at, week, 1)
        except ValueError:
            continue
        if year or moved(monday, 6) >= today:
            return monday
    return None


def _numbered(match: Match[str], ground: Ground) -> Piece | None:
    word, week = match["word"], int(match["week"])
    if (word in ("v", "w") and not match["gap"] and week < 10) or (word in ("weeks", "wks") and not match["week2"]):
        return None  # "v2" is a second version, "weeks 3" a count
    year = int(match["year"]) if match["year"] else None
    monday = _coming_week(week, year, ground.today)
    if monday is None:
        meant = word in ("vecka", "veckan", "week", "wk") and 53 <= week <= 60
        return Piece(*match.span(), Kind.WEEK, impossible=True) if meant else None
    span = week_of(monday)
    other = _coming_week(int(match["week2"]), year, ground.today) if match["week2"] else None
    if other:
        final = moved(other, 4)
        return Piece(*match.span(), Kind.STRETCH, range=(min(monday, other), max(final, span.final)), last=final)
    if is_part(match):
        return narrowed(match, span, ground)
    return replace(whole_week(match, span), past=bool(year) and span.final < ground.today)


def _not_of_the_year(match: Match[str], _: Ground) -> Piece:
    """ "Week 2 of the pilot", "the first week": weeks counted from something else."""
    return Piece(*match.span(), Kind.SKIP)


RULES = (
    Rule(
        grammar(
            rf"{PART_OF}?(?:(?P<after_next>{_AFTER_NEXT})|{WHICH} (?:week|wk|vecka|veckan|arbetsvecka"
            rf"|v(?![. ]?\d))(?!-?end))(?:'?s)?"
        ),
        _week,
    ),
    Rule(grammar(rf"{PART_OF}(?:the week|veckan|week)(?! därpå| after| efter)(?:'?s)?"), _this_week),
    Rule(grammar(r"(?:nu )?i veckan|veckans"), _this_week),
    Rule(
        grammar(
            rf"(?P<end>eow|(?:the )?end of (?:the )?week|slutet (?:av"
            rf"|på) veckan),? (?:of )?(?:(?P<after_next>{_AFTER_NEXT})"
            rf"|{WHICH} (?:week|wk|vecka|veckan))"
        ),
        _week,
    ),
    Rule(grammar(r"(?:earlier (?:this|in the) week|tidigare (?:i|denna|den här) (?:veckan|vecka))"), _so_far),
    Rule(
        grammar(r"eow|(?:end of|the end of|innan|före) (?:the |this )?(?:work~week|veckan är slut|veckan är över)"),
        _end_of_this_week,
    ),
    Rule(
        grammar(
            rf"(?:over |during |i |under |till |to )?(?:(?:{WHICH}(?: past)? )?(?:weekend|week-end|helg(?:en)?"
            rf"|veckoslutet)|the (?:weekend|week-end))(?!\w)"
        ),
        _weekend,
    ),
    Rule(grammar(rf"{PART_OF}?{_NUMBERED}"), _numbered),
    Rule(
        grammar(
            r"(?:the |in the |i )?(?:first|second|third|last|final|1st|2nd|3rd|första|andra|tredje"
            r"|sista) (?:full )?(?:week|veckan)"
            r"(?: (?:of|in|i) (?:the )?[a-zåäö]+)?"
        ),
        lambda match, _: vague(match),
    ),
    Rule(
        grammar(
            r"(?:week|vecka) \d{1,2} (?:of|av|in) (?:the |our |their )?(?!20\d\d)[a-zåäö]+"
            r"|(?:every|each|per|a|en|varje|varannan|all|hela|alla|once a|twice a|any|full) week(?:s|end|ends|day"
            r"|days)?"
            r"|(?:varje|varannan|hela|alla) (?:vecka|veckan|veckor|helg|helger|vardag)"
        ),
        _not_of_the_year,
    ),
)
