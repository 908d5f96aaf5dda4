"""Weekdays: "friday", "next Monday", "nu på fredag", "i fredags", "fredag om en vecka", "a week from Friday".

A bare weekday is the next such day strictly after today. "Next Friday" said earlier in the same week is that
Friday or the one after; when this week's is past or today, only one reading is left.
"""

from dataclasses import replace
from re import Match

from domain.reading.clocks import GOES_ON
from domain.reading.pieces import Ground, Kind, Piece, Rule, fixed, last_weekday, moved, next_weekday, vague
from domain.reading.words import DOUBTFUL_WEEKDAYS, NUMBER, WEEKDAY, after, before, grammar, number, weekday

_DAY = rf"(?P<weekday>{WEEKDAY})(?!\.\w)"
_OF = r"(?:'s|s|ens)?"
_LEADS_IN = before(
    r"(?:on|by|this|next|last|before|until|till|til|due|for|from|after|every|coming|thru|to|and|or|nu|,|/|-)~"
)
_AFTER_A_DAY = (
    r"\.(?!\w)|~(?:$|[\n,;!?)])|,?~(?:\d|at |kl|@|morning|afternoon|evening|am(?!\w)|pm(?!\w)|/|-~[a-z]{3})"
    r"|,?~(?:or|and|next|nästa|this|last|v|week|the(?= \d))(?!\w)"
)
_FOLLOWS = after(_AFTER_A_DAY)
_FOLLOWS_FREE = after(rf"{_AFTER_A_DAY}| (?:hos|with|w|med|m|at|to)(?!\w)")

_HOUR_FOLLOWS = after(rf",?~(?:(?:at|kl\.?|klockan|@)~)?\d{{1,2}}(?:[:.][0-5]\d)?(?:~(?:am|pm))?{GOES_ON}")


def _is_weekday(match: Match[str], ground: Ground) -> bool:
    """ "Fri", "sat" and "sun" need something beside them; "24 mån" and "/mån" are months."""
    name = match["weekday"]
    start, end = match.span("weekday")
    if name in DOUBTFUL_WEEKDAYS:
        led_in = (
            _LEADS_IN.search(ground.text, 0, start) is not None or _HOUR_FOLLOWS.match(ground.text, end) is not None
        )
        follows = _FOLLOWS_FREE if name == "fri" else _FOLLOWS
        return led_in or (follows.match(ground.text, end) is not None and not _ends_a_sentence(ground.text, start))
    if name == "mån" and ground.text[:start].rstrip().endswith("/"):
        return False
    return name != "mån" or not before(rf"(?:{NUMBER}|per|kr)~").search(ground.text, 0, start)


def _ends_a_sentence(text: str, start: int) -> bool:
    """ "They sat.", "in the sun" and "hon är fri": no weekday, by the word before; "fri" is no word in English."""
    led = _BEFORE_FREE if text.startswith("fri", start) else _BEFORE_ANY
    return led.search(text, 0, start) is not None


_BEFORE_ANY = before(r"(?:[a-zåäö']+) ")
_BEFORE_FREE = before(r"(?:är|var|blir|bli|blev|vara|helt|mig|sig|känner|känns|har|stå|står|gå|går|en|ett|för) ")


def _bare(match: Match[str], ground: Ground) -> Piece | None:
    if not _is_weekday(match, ground):
        return None
    which = weekday(match["weekday"])
    day, earlier = next_weekday(which, ground.today), last_weekday(which, ground.today)
    return Piece(*match.span(), Kind.WEEKDAY, days=(day,), earlier=earlier, weekday=which)


def _this(match: Match[str], ground: Ground) -> Piece | None:
    piece = _bare(match, ground)
    if piece and piece.weekday == ground.today.weekday():
        return replace(piece, kind=Kind.DAY, days=(ground.today, *piece.days), earlier=None)
    return piece


def _coming(match: Match[str], ground: Ground) -> Piece:
    which = weekday(match["weekday"])
    return replace(fixed(match, next_weekday(which, ground.today)), weekday=which)


def _next(match: Match[str], ground: Ground) -> Piece:
    which = weekday(match["weekday"])
    following = moved(ground.monday, 7 + which)
    days = (moved(following, -7), following) if which > ground.today.weekday() else (following,)
    return Piece(*match.span(), Kind.DAY, days=days, weekday=which)


def _last(match: Match[str], ground: Ground) -> Piece:
    return fixed(match, last_weekday(weekday(match["weekday"]), ground.today), past=True)


def _weeks_on(match: Match[str], ground: Ground) -> Piece:
    """ "Friday in two weeks": counted from the coming Friday. Where counting whole weeks gives another day, both."""
    which = weekday(match["weekday"])
    weeks = number(match["weeks"]) if match.groupdict().get("weeks") else 1
    counted = moved(next_weekday(which, ground.today), 7 * weeks)
    by_week = moved(ground.monday, 7 * weeks + which)
    if weeks == 1 or match.groupdict().get("from"):
        return fixed(match, counted)
    return Piece(*match.span(), Kind.DAY, days=tuple(sorted({counted, by_week})))


def _holiday(match: Match[str], _: Ground) -> Piece:
    return vague(match)


def _recurring(match: Match[str], _: Ground) -> Piece:
    return Piece(*match.span(), Kind.SKIP)


_THIS = r"(?:this|denna|den här|nu på|nu|now on|now|on this)"
_COMING = r"(?:(?:the |this )?(?:up)?coming|kommande|nästkommande|närmaste|nu närmast)"
_NEXT = r"(?:next|nxt|nästa|(?:the )?following|följande)"
_LAST = r"(?:(?:this |the )?(?:last|past|previous)|(?:i )?(?:förra|senaste|föregående|gångna))"
_PLURALS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days|(?:mån|tis|ons|tors|fre|lör|sön)dag(?:ar|arna)"

RULES = (
    Rule(grammar(rf"{_DAY}{_OF}"), _bare),
    Rule(grammar(rf"{_THIS} {_DAY}{_OF}"), _this),
    Rule(grammar(rf"{_COMING} {_DAY}{_OF}"), _coming),
    Rule(grammar(rf"{_NEXT} {_DAY}{_OF}"), _next),
    Rule(grammar(rf"{_LAST} {_DAY}{_OF}"), _last),
    Rule(grammar(r"(?:nu )?(?:i )(?P<weekday>måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag)s"), _last),
    Rule(
        grammar(
            rf"(?:on )?{_DAY} (?:week(?! ?\d{{1,2}}(?!\d|[:.]\d\d|~[ap]m))|om en vecka|in a week(?:'s time)?"
            r"|a week (?:later|from now))"
        ),
        _weeks_on,
    ),
    Rule(grammar(rf"{_DAY} (?:om|in) (?P<weeks>{NUMBER}) (?:veckor|weeks)(?:' time)?"), _weeks_on),
    Rule(
        grammar(rf"(?:in|om) (?P<weeks>{NUMBER}) (?:weeks|veckor|week|vecka)(?:' time)?,? (?:on |på )?{_DAY}"),
        _weeks_on,
    ),
    Rule(
        grammar(
            rf"(?:in )?(?P<weeks>{NUMBER}) (?:weeks?|veckor|vecka) (?P<from>from|on|från|after)(?: on| this| nu| på"
            rf"| nu på| coming)* {_DAY}{_OF}"
        ),
        _weeks_on,
    ),
    Rule(grammar(rf"(?:good|black|cyber|easter|holy|maundy|ash|annandag|påsk)[ -]{_DAY}"), _holiday),
    Rule(
        grammar(rf"(?:fredagen|måndagen|{WEEKDAY}) (?:efter|after) (?:det|den|that)|(?:the )?{WEEKDAY} after next"),
        _holiday,
    ),
    Rule(
        grammar(
            rf"(?:every|each|varje|alla|varannan|every other|per|casual|super) (?:second )?{WEEKDAY}(?:s"
            rf"|ar)?(?: (?:and|och) {WEEKDAY})?"
            r"|(?:every|each|varje) (?:day|morning|afternoon|evening|night|dag|morgon|kväll)|daily|dagligen"
            rf"|{_PLURALS}|{WEEKDAY} (?:mornings|afternoons|evenings|nights|förmiddagar|eftermiddagar)"
        ),
        _recurring,
    ),
)
