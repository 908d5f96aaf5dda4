"""Clock times: "10:00", "kl 10.30", "2pm", "halv tre", "quarter to three", with the zone if one is written.

A bare hour from one to six is in the afternoon, as in a working day: "at 3" and "kl 3" are 15:00, "halv tre"
and "half two" are 14:30. Written with a nought ("03:00") it is what it says.
"""

from dataclasses import replace
from datetime import time
from re import Match

from domain.reading.pieces import Ground, Kind, Piece, Rule
from domain.reading.words import after, grammar, names, number, one_of
from domain.reading.zones import SHORT_ZONE, ZONE

_HOUR_NAMES = names(
    "one two three four five six seven eight nine ten eleven twelve ett två tre fyra fem sex sju åtta nio tio elva tolv"
)
_LATE_HOUR_NAMES = names("tretton fjorton femton sexton sjutton arton nitton")
_SPOKEN = r"(?P<hour>\d{1,2}|" + one_of(_HOUR_NAMES) + ")"
_HALF = (
    r"(?:(?P<am>a\.?m(?:\.|(?!\w))|in the morning|på (?:morgonen|förmiddagen))"
    r"|(?P<pm>p\.?m(?:\.|(?!\w))|(?:in the |in |this )?(?:afternoon|evening)|på (?:eftermiddagen|kvällen)))"
)
_DIGITS = r"(?P<hour>\d{1,2})"
_MINUTE = r"[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?"
_END = r"(?![:.,/]?\d)(?!~(?:%|[€$£]|:-))"
_TILL = (
    rf"(?:~(?:-|to|till|until|och|and)~(?P<hour2>\d{{1,2}})(?:[:.][0-5]\d)?{_END}"
    r"(?:~(?:(?P<am2>a\.?m)|(?P<pm2>p\.?m))\.?(?!\w))?)?"
)
_ZONE = rf"(?:~\(?(?P<zone>{ZONE})(?!\w)\)?)?"
_SHORT_ZONE = rf"(?:~\(?(?P<zone>{SHORT_ZONE})(?!\w)\)?)?"
_ALONE = r"(?<![\d.,:/+-])"

_FOLLOWERS = names(
    "with w at in on and och or eller el med hos på i for för to till re om then so we vi he she they de han hon you du"
    " ni jag sen sedan but men via över prick sharp ish demo call meeting meet möte mötet samtal teams zoom workshop"
    " presentation genomgång avstämning visning lunch if when as som att that is är was var works passar funkar today"
    " tomorrow tonight idag imorgon ikväll her next nästa senast instead istället think tror maybe kanske already"
    " redan from från latest ok okej okay bokad bokat booked inbokad inbokat confirmed agreed bekräftad bekräftat klart"
    " spikat sa said säger says enligt enl"
)
GOES_ON = r"(?=~(?:$|[\n,;!?()]|\.(?!\w)|:(?!\d)| - |" + one_of(_FOLLOWERS) + r"(?!\w)))"
"""What may stand after a bare number for it to be an hour and not ten people."""


def working_hour(written: str, late: bool | None) -> int | None:
    """The hour of the day, by what was said of noon; None when no clock has it."""
    hour = number(written)
    if late is not None:
        if hour > 12:
            return hour if hour <= 23 else None
        return hour % 12 + (12 if late else 0)
    if 1 <= hour <= 6 and not written.startswith("0"):
        return hour + 12
    return hour if hour <= 23 else None


def in_half(piece: Piece, late: bool | None) -> Piece:
    """A clock time whose half of the day is told by the words beside it ("tonight at 8")."""
    if late is None or piece.at is None or not piece.open_half:
        return piece
    hour = piece.at.hour % 12 + (12 if late else 0)
    return replace(piece, at=piece.at.replace(hour=hour), open_half=False)


def _late(said: dict[str, str | None]) -> bool | None:
    if said.get("am"):
        return False
    if said.get("pm"):
        return True
    return None


def _of_end(said: dict[str, str | None]) -> bool | None:
    """What am or pm at the end says of the beginning: 2-3pm is 14, 11-1pm is 11."""
    if not said.get("pm2"):
        return False if said.get("am2") else None
    return number(said["hour"] or "") % 12 <= number(said["hour2"] or "") % 12


def clock(match: Match[str], _: Ground) -> Piece | None:
    """A clock time from the groups hour, minute, am, pm, hour2, am2, pm2 and zone, as far as the pattern has them."""
    said = match.groupdict()
    late = _late(said)
    if late is None:
        late = _of_end(said)
    written = said["hour"]
    hour = working_hour(written, late)
    if hour is None:
        return None
    is_open = late is None and 1 <= number(written) <= 12 and not written.startswith("0")
    at = time(hour, int(said.get("minute") or 0))
    return Piece(*match.span(), Kind.CLOCK, at=at, zone=said.get("zone"), open_half=is_open)


def _loose(match: Match[str], ground: Ground) -> Piece | None:
    found = clock(match, ground)
    return replace(found, loose=True) if found else None


def _spoken(match: Match[str], ground: Ground) -> Piece | None:
    """Halves, quarters and minutes before and after the hour."""
    said = match.groupdict()
    minutes = 0
    if said.get("minutes"):
        minutes = 15 if said["minutes"] in ("kvart", "quarter") else number(said["minutes"])
    away = -minutes if said.get("to") else minutes
    away += -30 if said.get("halv") else 30 if said.get("half_past") else 0
    hour = 12 if said["hour"] in ("noon", "midday") else number(said["hour"])
    if not 1 <= hour <= 23 or not -60 < away < 60:
        return None
    whole, minute = divmod(hour * 60 + away, 60)
    at_hour = working_hour(str(whole), _late(said))
    if at_hour is None:
        return None
    is_open = _late(said) is None and whole <= 12
    return Piece(*match.span(), Kind.CLOCK, at=time(at_hour, minute), zone=said.get("zone"), open_half=is_open)


def _noon(match: Match[str], _: Ground) -> Piece:
    return Piece(*match.span(), Kind.CLOCK, at=time(12), zone=match.groupdict().get("zone"))


_ABOUT = r"(?:at |@)?(?:around|about|circa|ca\.?|cirka|runt|kring|vid|approx\.?|say)"
_KL = r"(?:(?:ca|cirka|runt|circa|vid)\.? )?(?:kl\.?|klo|klockan)~"
_AT = r"(?:@|(?<!\w)at(?: around| about)?)~"
_SPOKEN_END = rf"(?:~{_HALF})?(?!\w){_SHORT_ZONE}"
_PAST = r"(?:past|after|över|(?P<to>to|before|i))"
_SPOKEN_HOUR = _SPOKEN.replace("(?P<hour>", "(?P<hour>noon|midday|")

RULES = (
    Rule(grammar(rf"{_KL}{_DIGITS}(?:{_MINUTE})?{_END}(?:~{_HALF})?{_TILL}{_SHORT_ZONE}"), clock),
    Rule(grammar(rf"{_KL}(?P<hour>{one_of(_HOUR_NAMES + _LATE_HOUR_NAMES)})(?:~{_HALF})?(?!\w){_SHORT_ZONE}"), clock),
    Rule(grammar(rf"(?:{_KL}|at )(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d){_END}"), clock),
    # "@" is no word, so it stands outside the pattern of whole words.
    Rule(after(rf"{_AT}{_DIGITS}{_MINUTE}{_END}(?:~{_HALF})?{_TILL}{_SHORT_ZONE}(?!\w)"), clock),
    Rule(after(rf"{_AT}{_DIGITS}{_END}{_TILL}{_ZONE}(?!\w){GOES_ON}"), clock),
    Rule(grammar(rf"at (?P<hour>{one_of(_HOUR_NAMES)})(?: o'?clock)?(?:~{_HALF})?(?!\w){GOES_ON}"), clock),
    Rule(
        after(
            rf"(?<![\d.,:/+-])(?<![a-su-z_åäö]){_DIGITS}:(?P<minute>[0-5]\d)(?::[0-5]\d)?{_END}(?:~{_HALF})?{_TILL}{_SHORT_ZONE}(?!\w)"
        ),
        clock,
    ),
    Rule(grammar(rf"{_ALONE}{_DIGITS}(?:[:.](?P<minute>[0-5]\d))?~{_HALF}{_TILL}{_SHORT_ZONE}"), clock),
    Rule(
        grammar(rf"{_ALONE}{_DIGITS}~(?:-|to|till)~(?P<hour2>\d{{1,2}})~(?:(?P<am2>am)|(?P<pm2>pm)){_SHORT_ZONE}"),
        clock,
    ),
    Rule(grammar(rf"{_ALONE}{_DIGITS} (?P<zone>{ZONE})"), clock),
    Rule(grammar(rf"{_ALONE}{_SPOKEN} o'?clock(?:~{_HALF})?(?!\w){_SHORT_ZONE}"), clock),
    Rule(grammar(rf"{_ALONE}{_DIGITS}h(?P<minute>[0-5]\d)"), clock),
    Rule(grammar(rf"{_ALONE}(?P<hour>1[3-9]|2[0-3])h"), clock),
    Rule(grammar(rf"{_ALONE}(?P<hour>0[5-9])(?P<minute>[0-5]\d){_END}"), _loose),
    Rule(grammar(rf"{_ALONE}{_DIGITS}\.(?P<minute>[0-5]\d){_END}{_TILL}{_SHORT_ZONE}"), _loose),
    # Enough beside a day, too little alone: "@ 10 fri", "around 10 on Friday", "10ish".
    Rule(
        after(rf"(?<!\w)(?:@|at|{_ABOUT})~{_DIGITS}(?:{_MINUTE})?{_END}(?:-tiden)?(?:~{_HALF})?{_TILL}{_ZONE}(?!\w)"),
        _loose,
    ),
    Rule(grammar(rf"{_ALONE}{_DIGITS}(?:{_MINUTE})?-?ish"), _loose),
    Rule(
        grammar(
            rf"(?:between|mellan|from|från)(?: kl\.?)? {_DIGITS}(?:{_MINUTE})? (?:and|och|to|till"
            rf"|-)~(?P<hour2>\d{{1,2}})(?:[:.]\d\d)?{_END}"
        ),
        _loose,
    ),
    Rule(
        grammar(
            rf"(?:{_KL})?(?:(?P<minutes>\d|fem|tio|tjugo) (?:över|(?P<to>i)) )?(?P<halv>halv) {_SPOKEN}{_SPOKEN_END}"
        ),
        _spoken,
    ),
    Rule(grammar(rf"(?:at |{_KL})?(?P<half_past>half past) {_SPOKEN}{_SPOKEN_END}"), _spoken),
    Rule(grammar(rf"(?:at |{_KL})?(?P<half_past>half) {_SPOKEN}{_SPOKEN_END}{GOES_ON}"), _spoken),
    Rule(
        grammar(rf"(?:at |{_KL})?(?:(?:for )?a )?(?P<minutes>kvart|quarter) {_PAST} {_SPOKEN_HOUR}{_SPOKEN_END}"),
        _spoken,
    ),
    Rule(
        grammar(
            rf"(?:at |{_KL})(?P<minutes>\d{{1,2}}|five|ten|twenty|fem|tio|tjugo) {_PAST} {_SPOKEN_HOUR}{_SPOKEN_END}"
        ),
        _spoken,
    ),
    Rule(
        grammar(
            rf"(?P<minutes>five|ten|twenty|fem|tio|tjugo) (?:past|över|(?P<to>i)) {_SPOKEN_HOUR}{_SPOKEN_END}{GOES_ON}"
        ),
        _spoken,
    ),
    Rule(grammar(rf"(?P<minutes>\d{{1,2}}) (?:minutes|min) (?:past|(?P<to>to)) {_SPOKEN_HOUR}{_SPOKEN_END}"), _spoken),
    Rule(grammar(rf"(?:at )?(?<!to\x20)(?<!past\x20)(?:noon|mid~day|klockan tolv på dagen){_SHORT_ZONE}"), _noon),
)
