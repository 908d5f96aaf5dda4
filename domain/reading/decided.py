"""What is decided in a meeting: "@anna calls the CFO by Thursday", "vi bestämmer att Maja ringer Johan i morgon".

Who, what and by when; what is not said is empty, and what is not sure is several. The words stay as they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.due import Due
from domain.reading.days import find_times
from domain.reading.doers import DONE, NOW, PLAIN, Doer, Spoken, doer_at_end, doer_of, first_word, verb_in
from domain.reading.pattern import Pattern
from domain.reading.tokens import key
from domain.reading.when import When


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision. `who` are the ids of those whom it may be, none when nobody is named.

    `days` are the days it may be due on when that is not sure, `span` the first and the last day of a longer time.
    `about` is what stands before it with a colon, a deal most often. `is_marked`: it says of itself that it is one.
    """

    words: str
    about: str = ""
    who: tuple[str, ...] = ()
    due: Due | None = None
    days: tuple[date, ...] = ()
    span: tuple[date, date] | None = None
    is_marked: bool = False

    @property
    def has_time(self) -> bool:
        """Whether anything was said about when."""
        return self.due is not None or bool(self.days) or self.span is not None


@dataclass(frozen=True, slots=True)
class Found:
    """What is decided in a text, and the lines of it that were left because they tell of something else."""

    decisions: tuple[Decided, ...]
    left: tuple[str, ...] = ()


_FILLERS = r"(?:(?:ok|okay|okej|so|så|then|då|alltså)[,: ]+)"
_SO = Pattern(rf"{_FILLERS}+(?=\S)", re.IGNORECASE)
_MARK = Pattern(
    rf"{_FILLERS}*(?:(?:decision|decided|action|to-?do|beslut|beslutat|bestämt|att göra)\s*[:–-]\s*"
    r"|(?:bestämmer|beslutar|säger)\s+vi\s+(?:att\s+)?|vi\s+kör\s+på\s+att\s+|(?:we|vi)\s+(?:have\s+|har\s+)?(?:decided?|agreed?|say|bestäm(?:mer|de|t)|beslut(?:ar|ade|at)|säger"
    r"|är överens om|kom överens om|enas om|enades om)(?:\s+(?:that|att))?[:,]?\s+)",
    re.IGNORECASE,
)
_NOT = Pattern(r"\b(?:not|inte|ej|never|aldrig)\b|n['’]t\b", re.IGNORECASE)
_LEADS = Pattern(
    r"(?:(?<!\w)(?:(?:senast|latest)\s+(?:på|on|den|the)"
    r"|(?:by|before|until|no later than|latest|at|on|till|senast|innan|före|på|kl|klockan|due)(?:\s+(?:the|den|at))?))?"
    r"\s*$",
    re.IGNORECASE,
)
_EDGES = " \t,;:.–-"
_APART = Pattern(r"(?:[.;,]\s+|\s+)(?:(?:and|och|samt)\s+)?(?=\S)")
_HEADING = Pattern(r"([^:]{2,80}):\s+(?=\S)")


def find_decisions(text: str, spoken: Spoken) -> Found:
    """What is decided in the words, in their order; nothing when they tell of something else."""
    text = text.strip()
    marked = _MARK.match(text)
    lines = (text[marked.end() :] if marked else text).splitlines()
    read = {line: _in_line(line, spoken, is_marked=marked is not None) for line in lines if line.strip()}
    left = tuple(line.strip() for line, found in read.items() if not found)
    return Found(tuple(one for found in read.values() for one in found), left)


def _in_line(line: str, spoken: Spoken, *, is_marked: bool) -> list[Decided]:
    """What is decided in a line, with what stands before it and a colon if it is nothing without."""
    found = [one for part in _parted(line, spoken) if (one := _decision(part, spoken, is_marked=is_marked))]
    heading = _HEADING.match(line)
    if heading is None or any(one.who for one in found):
        return found
    below = [one for part in _parted(line[heading.end() :], spoken) if (one := _decision(part, spoken))]
    return [replace(one, about=heading[1].strip(), is_marked=is_marked) for one in below if one.who] or found


def _parted(text: str, spoken: Spoken) -> Iterator[str]:
    """The words, parted before each who is told to do something: "Anna calls them and Erik sends the quote"."""
    start = 0
    for joint in _APART.finditer(text):
        if _names_a_doer(text[joint.end() :], spoken) and _decision(text[start : joint.start()], spoken):
            yield text[start : joint.start()]
            start = joint.end()
    yield text[start:]


def _names_a_doer(text: str, spoken: Spoken) -> bool:
    doer = doer_of(text, spoken)
    return doer is not None and (doer.has_colon or verb_in(doer.rest, spoken) in NOW)


def _decision(text: str, spoken: Spoken, *, is_marked: bool = False) -> Decided | None:
    line = " ".join(text.split())
    so = _SO.match(line)
    line = _doer_first(line[so.end() :], spoken) if so else line
    times = [one for one in find_times(line, spoken.now, spoken.order) if _is_day(one)]
    line, times = _time_last(line, times, spoken)
    doer = doer_of(line, spoken) or doer_at_end(line, spoken) or Doer((), line)
    said = _timed(doer.rest.rstrip("?! "), spoken)
    decided = replace(said, who=doer.who, is_marked=is_marked)
    verb = verb_in(decided.words, spoken)
    return decided if _is_one(decided, doer, verb, line, times) else None


def _is_day(one: When) -> bool:
    return not one.clock_only and not one.impossible and not one.negated


def _is_one(decided: Decided, doer: Doer, verb: str, line: str, times: Sequence[When]) -> bool:
    """Whether something is to be done. What says that it is a decision is believed; else somebody does something, or
    something is to be done by a day, and nothing tells of what was, of what will not be, or asks.
    """
    if not any(sign.isalpha() for sign in decided.words):
        return False
    if decided.is_marked:
        return True
    asks = line.endswith("?") and not doer.is_asked
    if verb in DONE or any(one.past for one in times) or asks or _NOT.search(decided.words):
        return False
    if doer.who:
        return verb in NOW | PLAIN or ((doer.has_at or doer.has_colon) and _is_due(decided))
    return (verb in PLAIN or (doer.is_we and verb in NOW)) and decided.has_time


def _is_due(decided: Decided) -> bool:
    """Of "Erik: the quote, Friday" that something has a day is enough, unless it tells of what was."""
    return decided.has_time and not DONE & {first_word(word) for word in decided.words.split()}


def _time_last(line: str, times: list[When], spoken: Spoken) -> tuple[str, list[When]]:
    """ "On Thursday Anna calls" and "i morgon ringer Maja Johan" with their time at the end."""
    if not times or line[: times[0].start].strip(_EDGES).casefold() not in ("", "on", "by", "på", "senast", "before"):
        return line, times
    head, rest = line[: times[0].end], line[times[0].end :].strip(_EDGES)
    turned = f"{_doer_first(rest, spoken)} {head}" if rest else line
    return turned, [one for one in find_times(turned, spoken.now, spoken.order) if _is_day(one)]


def _doer_first(line: str, spoken: Spoken) -> str:
    """ "Ringer Maja Johan" after a time or a "då" is "Maja ringer Johan"."""
    verb, _, after = line.partition(" ")
    doer = doer_of(after, spoken) if key(verb) in NOW else None
    if doer is None or not doer.who or not doer.rest:
        return line
    return f"{after[: len(after) - len(doer.rest)]}{verb} {doer.rest}"


def _timed(line: str, spoken: Spoken) -> Decided:
    """What is to be done, and when that is due. Of several times none is taken for the one that counts."""
    today = spoken.now.date()
    times = [one for one in find_times(line, spoken.now, spoken.order) if _is_day(one)]
    if len(times) != 1:
        days = {one.day for one in times if one.day is not None and one.day >= today}
        return Decided(line.strip(_EDGES), days=tuple(sorted(days)))
    when = times[0]
    # What led to the time goes with it: "call the CFO by".
    before, after = _LEADS.sub("", line[: when.start]).rstrip(f"{_EDGES}("), line[when.end :].lstrip(f"{_EDGES})")
    if after and before and before.rstrip(_EDGES) == line[: when.start].rstrip(_EDGES):
        # A bare time between words may belong to them: "asks whether Friday works".
        return Decided(line.strip(_EDGES), days=(when.day,) if when.day is not None and when.day >= today else ())
    words = f"{before} {after}".strip(_EDGES)
    if when.day is not None and when.day >= today:
        return Decided(words, due=Due.on(when.day, when.at, spoken.zone))
    days_ahead = tuple(day for day in when.candidates if day >= today)
    return Decided(words, days=days_ahead, span=None if days_ahead else when.range)
