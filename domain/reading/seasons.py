"""Holidays, seasons and parts of a day: times that fix a day only in a few cases."""

from dataclasses import replace
from re import Match

from domain.reading.dates import dated
from domain.reading.pieces import Build, Ground, Kind, Piece, Rule, moved, vague
from domain.reading.words import grammar

_CHRISTMAS = r"(?:christmas|xmas|x-mas|jul|julen|julledigheten|jul- och nyårshelgerna)"
_NEW_YEAR = r"(?:(?:the )?new year(?:'?s)?|nyår|nyåret|årsskiftet|the turn of the year)"
_FREE_TIME = (
    rf"(?:{_CHRISTMAS}|{_NEW_YEAR}|(?:holidays?|holiday season|festive season|easter|vacations?|summer holidays?"
    rf"|summer|summer break"
    r"|christmas (?:break|holidays?)|winter break|half[- ]term|thanksgiving|midsummer)"
    r"|(?:jul)?helgerna|storhelgerna|semestern|semestrarna|semester|industrisemestern|sommaren|sommar"
    r"|sommarsemestern|påsk|påsken"
    r"|påskhelgen|midsommar|sportlovet|höstlovet|jullovet|påsklovet|trettonhelgen|ledigheten|juluppehållet"
    r"|julledigheten)"
)
_NO_DAY = r"(?! eve(?!\w)|~afton| day(?!\w))"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_SV_SEASON = r"(?:våren|sommaren|hösten|vintern)"


def _vague(match: Match[str], _: Ground) -> Piece:
    return vague(match)


def _vague_deadline(match: Match[str], _: Ground) -> Piece:
    return replace(vague(match), deadline=True)


def _before_christmas(match: Match[str], ground: Ground) -> Piece:
    return _until(match, ground, 12, 23)


def _before_new_year(match: Match[str], ground: Ground) -> Piece:
    return _until(match, ground, 12, 31)


def _until(match: Match[str], ground: Ground, month_number: int, day: int) -> Piece:
    """From today until the next such day; a deadline that fixes no day."""
    final = dated(match, ground, [(day, month_number)], None).days
    return Piece(
        *match.span(),
        Kind.STRETCH,
        range=(ground.today, final[0] if final else moved(ground.today, 365)),
        deadline=True,
    )


def _between_holidays(match: Match[str], ground: Ground) -> Piece:
    final = dated(match, ground, [(30, 12)], None).days[0]
    return Piece(*match.span(), Kind.STRETCH, range=(moved(final, -3), final))


def _yearly(day: int, month_number: int) -> Build:
    def build(match: Match[str], ground: Ground) -> Piece:
        return dated(match, ground, [(day, month_number)], None)

    return build


def _part(late: bool | None) -> Build:
    def build(match: Match[str], _: Ground) -> Piece:
        return Piece(*match.span(), Kind.PART, late=late)

    return build


def _end_of_day(match: Match[str], ground: Ground) -> Piece:
    """Of the day beside it; of today when it stands alone."""
    return Piece(*match.span(), Kind.PART, days=(ground.today,), deadline=True)


_IN = r"(?:(?:in|on|during|for|på|under|i|sent|tidigt) )?(?:the |om )?(?:(?:early|late|mid|tidigt|sent)[ -])?"

RULES = (
    Rule(
        grammar(
            rf"(?:(?:right |sometime |straight |direkt |strax |någon gång )?(?:after|over|during|around|post|past"
            rf"|efter|över|under|kring|runt|at|till|to|for|inför) )(?:the )?{_FREE_TIME}{_NO_DAY}"
        ),
        _vague,
    ),
    Rule(
        grammar(
            rf"(?:before|by|ahead of|innan|före|senast(?: till)?) {_CHRISTMAS}(?: break| holidays?)?(?! eve| day"
            rf"|~afton)"
        ),
        _before_christmas,
    ),
    Rule(
        grammar(rf"(?:before|by|ahead of|innan|före|senast(?: till)?) {_NEW_YEAR}(?!'?s? (?:eve|day))"),
        _before_new_year,
    ),
    Rule(
        grammar(rf"(?:before|by|until|ahead of|innan|före|till|senast(?: till)?) (?:the )?{_FREE_TIME}{_NO_DAY}"),
        _vague_deadline,
    ),
    Rule(
        grammar(r"(?:early |first thing |tidigt |början )?(?:in |on |på |i |av )(?:the )?(?:new year|nya året|nyåret)"),
        _vague,
    ),
    Rule(grammar(rf"(?:in|this|next|over|during|by|early|late|until|after|before) (?:the |next )?{_SEASON}"), _vague),
    Rule(
        grammar(
            rf"(?:till|under|i|efter|före|innan|nästa|kommande|mot|framåt) {_SV_SEASON}|i (?:höst|sommar|vinter)"
            rf"|nästa (?:höst|vår|sommar|vinter)"
        ),
        _vague,
    ),
    Rule(
        grammar(
            r"thanksgiving(?: day)?|annandag påsk|midsommarafton|midsommardagen|långfredag(?:en)?"
            r"|skärtorsdag(?:en)?|kristi himmelsfärd(?:sdag)?"
            r"|påskafton|pingst(?:afton)?|klämdag(?:en)?"
        ),
        _vague,
    ),
    Rule(
        grammar(
            r"(?:i )?mellandagarna|(?:between|mellan) (?:christmas|xmas|jul) (?:and|och) (?:new year(?:'?s)?|nyår)"
        ),
        _between_holidays,
    ),
    Rule(grammar(r"christmas eve|xmas eve|julafton"), _yearly(24, 12)),
    Rule(grammar(r"christmas day|xmas day|juldagen"), _yearly(25, 12)),
    Rule(grammar(r"boxing day|annandag jul|annandagen"), _yearly(26, 12)),
    Rule(grammar(r"new year'?s eve|nyårsafton"), _yearly(31, 12)),
    Rule(grammar(r"new year'?s day|nyårsdagen"), _yearly(1, 1)),
    Rule(
        grammar(
            rf"{_IN}(?:morning|forenoon|fm|f\.m\.?|förmiddag|förmiddagen|morgon|morgonen|bitti|am)|first thing"
            rf"|mid-morning"
        ),
        _part(late=False),
    ),
    Rule(
        grammar(
            rf"{_IN}(?:afternoon|evening|night|em|e\.m\.?|eftermiddag|eftermiddagen|kväll|kvällen|pm)|mid-afternoon"
            rf"|after work|efter jobbet"
        ),
        _part(late=True),
    ),
    Rule(
        grammar(
            r"(?:at|after|before|around|over|vid|efter|före|innan|runt) (?:lunch|lunchtime|lunchtid|lunchen)"
            r"|lunch~time|lunchtid"
        ),
        _part(late=None),
    ),
    Rule(
        grammar(
            r"(?:(?:by |the )*(?:eod|cob|eob|end of (?:the )?(?:business )?day|end of business"
            r"|close of (?:business|play)))|innan dagen är slut|slutet av dagen|(?:vid |före |innan )?arbetsdagens slut"
        ),
        _end_of_day,
    ),
)
