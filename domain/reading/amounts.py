"""Amounts of money in a free note, English and Swedish mixed."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain
from re import Match

from domain.reading.words import NUMBER_NAMES, after, before, fold, number, one_of


@dataclass(frozen=True)
class Money:
    """One amount, where it stands in the text and what it is worth.

    `value` is in whole units of the currency (400k is 400000). `currency` is an ISO 4217 code, None when none
    is written. `vague` is a range, a rough figure or the price of one ("400-500k", "ca 400 tkr", "40 kr per
    user"); its `value` is the first figure. `bare` is a number with neither currency nor multiplier
    ("400 000"): money only if the words around it say so.
    """

    start: int
    end: int
    text: str
    value: Decimal
    currency: str | None = None
    vague: bool = False
    bare: bool = False


_CURRENCY_NAMES = {
    "SEK": "sek kr kr. kronor krona :- svenska_kronor svenska_kr",
    "EUR": "eur € €ur euro euros",
    "USD": "usd $ us$ dollar dollars us_dollars bucks",
    "GBP": "gbp £ pound pounds quid pund",
    "NOK": "nok norska_kronor norwegian_kroner",
    "DKK": "dkk danska_kronor danish_kroner",
    "CHF": "chf",
    "CAD": "cad",
    "PLN": "pln",
    "JPY": "jpy ¥",
    "INR": "inr ₹",
}
_MULTIPLIER_NAMES = {
    10**3: "k ' kkr tkr ksek tsek keur kusd kgbp tusen thousand",
    10**6: "m mn mkr mnkr msek meur musd mgbp milj milj. miljon miljoner million millions mill mio mln",
    10**9: "mdkr mdr miljard miljarder bn billion billions",
}
_CURRENCIES = {name.replace("_", " "): code for code, names in _CURRENCY_NAMES.items() for name in names.split()}
_MULTIPLIERS = {name: times for times, names in _MULTIPLIER_NAMES.items() for name in names.split()}
_OWN_CURRENCIES = {"kr": "SEK", "sek": "SEK", "eur": "EUR", "usd": "USD", "gbp": "GBP"}
_BEFORE = [name for name in _CURRENCIES if name not in (":-", "kr.", "euro") and (len(name) < 4 or not name.isalpha())]

# Thousands are parted by a space, full stop, comma or apostrophe, the same one throughout; then comes the fraction.
_FIGURE = (
    r"(?:[1-9]\d{{0,2}}(?P<{0}>[ .,'])\d{{3}}(?:(?P={0})\d{{3}}){{0,3}}(?!\d|k|tk)(?:[.,]\d{{1,2}}(?!\d))?"
    r"|\d{{1,12}}(?:[.,]\d{{1,6}})?)"
)
_CURRENCY = one_of(map(re.escape, _CURRENCIES)).replace(r"\ ", " ")
_MULTIPLIER = rf"{one_of(map(re.escape, _MULTIPLIERS))}(?!\w)"
_MINOR = r"(?:~(?:och |and )?(?P<minor>\d{1,2})~(?:öre|cents?|c)(?!\w))?"
_TAIL = rf"(?:~(?P<times>{_MULTIPLIER}))?(?:~(?P<after>{_CURRENCY})(?!\w))?{_MINOR}"
_IN_DIGITS = after(
    rf"(?<![\w.,:/+-])(?:(?P<before>{one_of(map(re.escape, _BEFORE))})~)?"
    rf"(?:(?P<low>{_FIGURE.format('part0')})~(?:-|to|till|or|eller)~"
    rf"|(?:(?<=between\x20)|(?<=mellan\x20))(?P<low_of_two>{_FIGURE.format('part1')}) (?:and"
    rf"|och) )?(?P<figure>{_FIGURE.format('part')}){_TAIL}"
    r"(?![\w%]|~%|[.,:/-]\d)"
)

_SMALL = [name for name in NUMBER_NAMES if name not in ("a", "an", "dussin")]
_SPELLED = (
    rf"(?P<spelled>{one_of(_SMALL)})(?P<hundred>~(?:hundra|hundred(?: and)?))?(?P<half> and a half| och en halv)?"
)
_IN_LETTERS = after(
    rf"(?<!\w)(?:{_SPELLED}~(?P<times>tusen|thousand|mill?ion|miljon|miljoner|millions|miljard|miljarder|billion)(?!\w)"
    rf"(?:~(?P<after>{_CURRENCY})(?!\w))?)"
)
_COUNTED = after(rf"(?<!\w){_SPELLED} (?P<after>kronor|dollars?|euros?|pounds?|pund)(?!\w){_MINOR}")
_HALF_A = after(
    rf"(?<!\w)(?:half a|en halv) (?P<times>million|miljon|miljard|billion)(?!\w)(?:~(?P<after>{_CURRENCY})(?!\w))?"
)

_ROUGHLY = before(
    r"(?:(?:around|about|circa|ca\.?|cirka|ungefär|runt|omkring|kring|roughly|approximately|approx\.?|typ|maybe"
    r"|perhaps|kanske"
    r"|upp till|up to|at least|minst|över|over|more than|mer än|under|less than|mindre än|nästan|almost|nearly"
    r"|close to|närmare"
    r"|between|mellan|from|från|högst|max|uppåt|say|säg|in the region of|i storleksordningen) (?:en |a )?|[~≈<>] ?)"
)
_CHANGED_FROM = before(
    r"(?:lowered|cut|reduced|dropped|raised|down|up|sänkt|sänkte|sänker|höjt|höjde|ner|upp|justerat"
    r"|justerade)(?: [^ .\n]{1,20}){0,4}?"
    r" (?:from|från) "
)
"""From one price to another is the other."""
_ROUGH_TAIL = after(r"~(?:or so|-?ish|eller så|eller något sånt|nånting|\+(?!\d)|give or take|plus minus)")
# The price of one is not the price of all.
_RATE = after(
    r"(?:~/~|~per~|~a~)(?:user|seat|licen[sc]e|head|month|mo|hour|day|användare|licens|person|pers|mån|månad|timme"
    r"|tim|dag|st|styck|i månaden)(?!\w)"
)
_COUNTS = after(
    r" (?:people|users?|employees|seats|licen[sc]es?|licenser|användare|anställda|medarbetare|personer|kunder"
    r"|customers|rows|rader|records"
    r"|devices|units|enheter|st|stycken|leads|followers|times|gånger|ggr|km|meter|metres|lines|transactions|orders"
    r"|ordrar|sites|hours"
    r"|timmar|pieces|documents|dokument|tickets|ärenden|visitors|besökare)(?!\w)"
)
_SAYS_MONEY = before(
    r"(?:price|priced|quote|quoted|offer|offered|order|value|budget|amount|total|cost|costs|worth|deal|pris|priset"
    r"|offert|offerten|värde"
    r"|värd|värt|belopp|beloppet|summa|summan|budgeten|kostar|kostnad|affär|affären|ordern|totalt)(?: (?:of|is|was"
    r"|at|to|for|är|var|på|till|om|now|nu))?:? "
)
# A telephone number goes on in groups.
_IN_A_NUMBER = after(r" \d")
_AFTER_A_NUMBER = before(r"[\d+()-]+ ")
_JOINED = after(r"~(?:-|to|till|or|eller)~")
_AND = after(r" (?:and|och) ")
_BETWEEN = before(r"(?:between|mellan) ")


def find_amounts(text: str) -> tuple[Money, ...]:
    """Every amount, in the order of the text, none overlapping another."""
    folded = fold(text)
    note = folded.text
    patterns = (_IN_DIGITS, _IN_LETTERS, _COUNTED, _HALF_A)
    matches = chain.from_iterable(pattern.finditer(note) for pattern in patterns)
    found = sorted((money for match in matches if (money := _money(match))), key=lambda money: money.start - money.end)
    kept: list[Money] = []
    for money in found:
        if all(money.end <= other.start or other.end <= money.start for other in kept):
            kept.append(money)
    amounts = _ranges(sorted(kept, key=lambda money: money.start), note)
    return tuple(_placed(money, text, *folded.span(money.start, money.end)) for money in amounts)


def _placed(money: Money, text: str, start: int, end: int) -> Money:
    return replace(money, start=start, end=end, text=text[start:end])


def _money(match: Match[str]) -> Money | None:
    said = match.groupdict()
    times, currency = said.get("times"), _currency(said)
    bare = not times and not currency
    note = match.string
    if not currency and (_COUNTS.match(note, match.end()) or _is_measure(match, times)):
        return None
    lowered = (
        bool(said.get("low")) and _CHANGED_FROM.search(note, max(0, match.start() - 60), match.start("low")) is not None
    )
    value = _value(said | {"low": None} if lowered else said)
    if bare and not _may_be_money(match, value):
        return None
    value = Decimal(int(value)) if value == int(value) else value
    start = match.start("figure") if lowered else match.start()
    return Money(start, match.end(), note[start : match.end()], value, currency, not lowered and _is_vague(match), bare)


def _is_vague(match: Match[str]) -> bool:
    said, note = match.groupdict(), match.string
    if said.get("low") or said.get("low_of_two") or _ROUGHLY.search(note, 0, match.start()):
        return True
    return _ROUGH_TAIL.match(note, match.end()) is not None or _RATE.match(note, match.end()) is not None


def _is_measure(match: Match[str], times: str | None) -> bool:
    """ "5 m" is a length, "1.2m" an amount."""
    return times == "m" and match.string[match.start("times") - 1] == " "


def _currency(said: dict[str, str | None]) -> str | None:
    written = said.get("before") or said.get("after")
    if written:
        return _CURRENCIES[" ".join(written.split())]
    times = said.get("times") or ""
    return next((code for name, code in _OWN_CURRENCIES.items() if times.endswith(name)), None)


def _value(said: dict[str, str | None]) -> Decimal:
    times = _MULTIPLIERS[said.get("times") or ""] if said.get("times") else 1
    minor = Decimal(said.get("minor") or 0) / 100
    if figure := said.get("low") or said.get("low_of_two") or said.get("figure"):
        return _figure(figure, scaled=times > 1) * times + minor
    if not said.get("spelled"):
        return Decimal("0.5") * times
    whole = Decimal(number(said["spelled"] or "")) * (100 if said.get("hundred") else 1)
    return (whole + (Decimal("0.5") if said.get("half") else 0)) * times + minor


def _figure(written: str, *, scaled: bool) -> Decimal:
    """A figure in digits. Before a multiplier "1.250" is a fraction, elsewhere a thousand and some."""
    digits = written.replace(" ", "").replace("'", "")
    groups = re.split(r"[.,]", digits)
    fraction = len(groups) > 1 and (len(groups[-1]) != 3 or (scaled and len(groups) == 2) or groups[0] == "0")
    if not fraction:
        return Decimal("".join(groups))
    return Decimal("".join(groups[:-1]) + "." + groups[-1])


def _may_be_money(match: Match[str], value: Decimal) -> bool:
    """A number alone: grouped thousands, or led in by a word of money and no year."""
    if (
        value < 1000
        or match["low"]
        or _IN_A_NUMBER.match(match.string, match.end())
        or _AFTER_A_NUMBER.search(match.string, 0, match.start())
    ):
        return False
    if match["part"]:
        return True
    is_year = 1900 <= value <= 2100
    return (
        value == value.to_integral() and not is_year and _SAYS_MONEY.search(match.string, 0, match.start()) is not None
    )


def _ranges(amounts: list[Money], note: str) -> list[Money]:
    """ "400k to 500k" and "between 400k and 500k" are one rough figure."""
    done: list[Money] = []
    for money in amounts:
        if done and _is_range(done[-1], money, note):
            low = done.pop()
            money = replace(
                low, end=money.end, currency=low.currency or money.currency, vague=True, bare=low.bare and money.bare
            )
        done.append(money)
    return done


def _is_range(low: Money, high: Money, note: str) -> bool:
    if _JOINED.fullmatch(note, low.end, high.start):
        return True
    return bool(_AND.fullmatch(note, low.end, high.start) and _BETWEEN.search(note, 0, low.start))
