"""Days told from today: "imorgon", "in two weeks", "för tre dagar sedan", "within 10 days"."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from re import Match

from domain.reading.pieces import Build, Ground, Kind, Piece, Rule, fixed, moved, stretch, vague
from domain.reading.weeks import week_of
from domain.reading.words import MONTH, NUMBER, WEEKDAY, grammar, number

_AFTER_DIGITS = r"(?:(?<=\d)|(?<=\d\s))"
"""Before a unit of one letter: "in 2 h" is a time, "came in at" is none."""
_UNITS = (
    r"(?:(?P<working>(?:working|business|work|arbets|var)[ -]?(?:days?|dag(?:ar)?))"
    r"|(?P<days>days?|dag|dagar|dagarna|dygn)|"
    rf"(?P<weeks>weeks?|wks?|veckor|vecka|veckorna|{_AFTER_DIGITS}[vw])"
    r"|(?P<fortnights>fortnights?)"
    r"|(?P<months>months?|månader|månad|månaderna|mån|mos?)|(?P<years>years?|år)"
    rf"|(?P<hours>hours?|hrs?|timmar|timme|tim|{_AFTER_DIGITS}[ht])"
    r"|(?P<minutes>minutes?|mins?|minuter|minut))'?"
)
_ROUGHLY = (
    r"(?P<rough>(?:(?:about|around|roughly|approximately|ca\.?|cirka|ungefär|omkring|runt|typ|kanske|maybe|like) )?"
    r"(?:(?:a )?couple(?: of)?|(?:a |the next )?few|some|several|many|ett par|några"
    r"|nån|någon|nåt|något|flera|en handfull|ett antal|x)"
    r"|(?:about|around|roughly|approximately|ca\.?|cirka|ungefär|omkring|runt|typ|kanske|maybe|like|over|more than"
    r"|minst|at least)"
    rf" {NUMBER})"
)
_COUNT = (
    rf"(?:{_ROUGHLY}|(?P<count>{NUMBER})(?:~(?:-|to|or|eller|till)~(?P<count2>{NUMBER}))?)"
    rf"~(?:more |whole |hela )?{_UNITS}"
)
_MORE = r"(?P<tail> (?:or so|eller så)| (?:or two|eller två|or three|eller tre))?(?: time| tid)?"
_UNNAMED = re.sub(r"\?P<\w+>", "?:", _COUNT)
_NOW = r"(?:now|today|nu|i~dag)"


@dataclass(frozen=True)
class Distance:
    """So many units of time, from the groups of `_COUNT`."""

    low: int
    high: int
    unit: str
    rough: bool

    @property
    def days(self) -> int:
        """Days in one unit; months and years by their usual length."""
        return {"working": 1, "days": 1, "weeks": 7, "fortnights": 14, "months": 30, "years": 365}.get(self.unit, 0)


def _distance(match: Match[str]) -> Distance:
    said = match.groupdict()
    unit = next(
        name for name in ("working", "days", "weeks", "fortnights", "months", "years", "hours", "minutes") if said[name]
    )
    if said["rough"]:
        return Distance(1, 1, unit, rough=True)
    low = number(said["count"])
    high = number(said["count2"]) if said["count2"] else low
    tail = said.get("tail") or ""
    if tail.endswith(("two", "två", "three", "tre")):
        high = 2 if tail.endswith(("two", "två")) else 3
    return Distance(low, high, unit, rough=tail.endswith((" so", " så")))


def _moved_by(start: date, count: int, unit: str) -> date:
    """The day so many units away; months and years keep the day of the month where they can."""
    if unit == "working":
        step, day = (1 if count >= 0 else -1), start
        for _ in range(abs(count)):
            day = moved(day, step)
            while day.weekday() > 4:
                day = moved(day, step)
        return day
    if unit in ("months", "years"):
        index = start.year * 12 + start.month - 1 + count * (12 if unit == "years" else 1)
        index = min(max(index, 12), 9998 * 12)
        first = date(index // 12, index % 12 + 1, 1)
        final = moved(date((index + 1) // 12, (index + 1) % 12 + 1, 1), -1)
        return min(moved(first, start.day - 1), final)
    return moved(start, count * {"weeks": 7, "fortnights": 14}.get(unit, 1))


def _away(match: Match[str], ground: Ground, sign: int) -> Piece:
    """So far from now. Days and weeks fix a day; a month is too loose a measure for that: its week is known."""
    distance, past = _distance(match), sign < 0
    if distance.rough or distance.low == 0:
        return vague(match, past=past)
    if distance.unit in ("hours", "minutes"):
        return _clock_away(match, ground, timedelta(**{distance.unit: sign * distance.low}))
    near = _moved_by(ground.today, sign * distance.low, distance.unit)
    if distance.low != distance.high:
        ends = sorted((near, _moved_by(ground.today, sign * distance.high, distance.unit)))
        return stretch(match, ends[0], ends[1], past=past)
    if distance.unit == "months":
        week = week_of(near)
        return stretch(match, week.first, week.final, past=past)
    if distance.unit == "years":
        return stretch(match, near.replace(day=1), moved(_moved_by(near.replace(day=1), 1, "months"), -1), past=past)
    return fixed(match, near, past=past)


def _clock_away(match: Match[str], ground: Ground, distance: timedelta) -> Piece:
    then: datetime = (ground.now.astimezone(UTC) + distance).astimezone(ground.now.tzinfo)
    past = distance < timedelta()
    at = None if past else then.time().replace(second=0, microsecond=0, tzinfo=None, fold=0)
    return replace(fixed(match, then.date(), past=past), at=at)


def _ahead(match: Match[str], ground: Ground) -> Piece:
    return _away(match, ground, 1)


def _ago(match: Match[str], ground: Ground) -> Piece:
    return _away(match, ground, -1)


def _within(match: Match[str], ground: Ground) -> Piece:
    distance = _distance(match)
    if distance.rough or not distance.days:
        return vague(match)
    final = _moved_by(ground.today, distance.high, distance.unit)
    is_limit = match.groupdict().get("within") is not None
    return replace(stretch(match, ground.today, final), deadline=is_limit)


def _since(match: Match[str], ground: Ground) -> Piece:
    distance = _distance(match)
    if distance.rough or not distance.days:
        return vague(match, past=True)
    return stretch(match, _moved_by(ground.today, -distance.high, distance.unit), ground.today, past=True)


def _shift(match: Match[str], _: Ground) -> Piece:
    """ "A week from", "two days before": waits for the day that follows it."""
    distance, back = _distance(match), match.groupdict().get("back") is not None
    exact = not distance.rough and distance.low == distance.high and distance.unit in ("days", "weeks", "fortnights")
    days = distance.low * distance.days * (-1 if back else 1)
    return Piece(*match.span(), Kind.SHIFT, shift=timedelta(days) if exact else None)


def _neighbour(match: Match[str], _: Ground) -> Piece:
    """ "The day after", "dagen före"."""
    return Piece(*match.span(), Kind.SHIFT, shift=timedelta(-1 if match["back"] else 1))


def _neighbour_alone(match: Match[str], _: Ground) -> Piece:
    """ "He signs Friday, I'll call the day after": leans on the day that stands before it."""
    return Piece(*match.span(), Kind.SHIFT, shift=timedelta(-1 if match["back"] else 1), leaning=True)


def _neighbour_week(match: Match[str], _: Ground) -> Piece:
    return Piece(*match.span(), Kind.SHIFT)


def _skip(match: Match[str], _: Ground) -> Piece:
    return Piece(*match.span(), Kind.SKIP)


def _days_from_today(days: int, *, past: bool = False, late: bool | None = None) -> Build:
    def build(match: Match[str], ground: Ground) -> Piece:
        return replace(fixed(match, ground.in_days(days), past=past), late=late)

    return build


def _vague_past(match: Match[str], _: Ground) -> Piece:
    return vague(match, past=True)


def _vague(match: Match[str], _: Ground) -> Piece:
    return vague(match)


_TOMORROW = (
    r"tomorrow|tomorow|tommorow|tommorrow|tomorrrow|tmrw|tmrow|tmw|2moro|i~morgon|i~morron|i~morrn|i~morn|imoron"
    r"|imorrgon"
    r"|morgondagen"
)

RULES = (
    Rule(grammar(r"(?:today|i~dag|later today|senare (?:i~dag|under dagen)|dagens)(?:'?s)?"), _days_from_today(0)),
    Rule(
        grammar(r"(?:tonight|this evening|this afternoon|i~kväll|i~eftermiddag|i em|later this (?:afternoon|evening))"),
        _days_from_today(0, late=True),
    ),
    Rule(grammar(r"(?:i förmiddag|i fm)"), _days_from_today(0, late=False)),
    Rule(grammar(r"(?:earlier )?this morning|i~morse|i förmiddags"), _days_from_today(0, past=True, late=False)),
    Rule(grammar(r"i~eftermiddags"), _days_from_today(0, past=True, late=True)),
    Rule(
        grammar(r"(?:earlier today|tidigare i~dag|just now|(?:alldeles |just |nu )?nyss|for a moment ago)"),
        _days_from_today(0, past=True),
    ),
    Rule(grammar(rf"(?:{_TOMORROW})(?:s|'s)?"), _days_from_today(1)),
    Rule(grammar(rf"(?:{_TOMORROW}) bitti|tomorrow first thing"), _days_from_today(1, late=False)),
    Rule(grammar(r"(?:(?:the )?day after tomorrow|(?:i )?övermorgon|overmorgon)"), _days_from_today(2)),
    Rule(grammar(r"(?:yesterday|i~går|gårdagen|yday|yest)(?:'?s)?"), _days_from_today(-1, past=True)),
    Rule(grammar(r"(?:late )?last night"), _days_from_today(-1, past=True, late=True)),
    Rule(grammar(r"(?:(?:the )?day before yesterday|(?:i )?förrgår|i förr går)"), _days_from_today(-2, past=True)),
    Rule(grammar(rf"(?:in|om) {_COUNT}{_MORE}(?: from {_NOW})?"), _ahead),
    Rule(grammar(rf"{_COUNT}{_MORE} (?:from|från) {_NOW}"), _ahead),
    Rule(
        grammar(r"(?:in|om) half an? (?P<half>hour)|om en halvtimme|om en halv timme|in half an hour"),
        lambda m, g: _clock_away(m, g, timedelta(minutes=30)),
    ),
    Rule(grammar(rf"(?:för |since )?{_COUNT}(?P<tail>)? (?:ago|sedan|sen|back)"), _ago),
    Rule(grammar(rf"(?:{_UNNAMED},?~(?:and |och )?){{1,3}}{_UNNAMED} (?:ago|sedan)"), _vague_past),
    Rule(
        grammar(rf"(?:{_UNNAMED},?~(?:and |och )?){{1,3}}{_UNNAMED} (?:from {_NOW}|från {_NOW}|later|senare)"), _vague
    ),
    Rule(grammar(rf"(?P<within>within|inom|inside(?: of)?)(?: the next)? {_COUNT}"), _within),
    Rule(
        grammar(rf"(?:in |over |during |under |inom )?(?:the |de )?(?:next|coming|nästa|kommande|närmaste) {_COUNT}"),
        _within,
    ),
    Rule(grammar(rf"(?:in |over |during |under )?(?:the |de )?(?:last|past|senaste|gångna|förra) {_COUNT}"), _since),
    Rule(
        grammar(
            r"(?:in |over |during |under |inom )?(?:the |de )?(?:next|coming|kommande|närmaste) (?:few |couple of "
            r"|par )?(?:days|weeks|months|dagarna|dagar|veckorna|veckor|månaderna|månader|tiden)"
        ),
        _vague,
    ),
    Rule(
        grammar(r"(?:the other day|häromdagen|häromveckan|häromsistens|for a while ago|a while ago|för ett tag sedan)"),
        _vague_past,
    ),
    Rule(grammar(rf"(?:in |om )?{_COUNT} (?:from|after|efter|från|om)(?= )"), _shift),
    Rule(grammar(rf"{_COUNT} (?P<back>before|före|innan)(?= )"), _shift),
    Rule(grammar(r"(?:the day|dagen) (?:after|efter|(?P<back>before|före|innan))(?= )"), _neighbour),
    Rule(
        grammar(
            r"(?:the (?:day|morning)|da(?:ge)?n) (?:after|efter|därpå|(?P<back>before|innan|före))(?=~(?:[.,;!)\n]|$))"
        ),
        _neighbour_alone,
    ),
    Rule(
        grammar(
            rf"(?:the week|veckan) (?:after|before|efter|före|innan)(?= (?:the |den |på |on )?(?:\d|{WEEKDAY}|{MONTH}))"
        ),
        _neighbour_week,
    ),
    Rule(grammar(r"(?:the week|veckan) (?:after|efter|därpå|thereafter)"), _vague),
    Rule(grammar(rf"{_COUNT} (?:later|senare|earlier|tidigare)"), _skip),
)
