"""The command "standup": a table of what may follow it; anything else is the person's own part."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from domain.chat import Choice, Incoming, Press, Reply
from domain.ports import Work
from domain.reading.days import find_times
from domain.standup_plans import Planned
from domain.words import msg
from handlers.parse import LINE_AT_MOST, day_order
from handlers.replies import buttons, say
from handlers.routes import Handler
from handlers.speaker import local, speaker
from handlers.standup import arranging, handing, overview, plan_form, plans, walk
from handlers.standup.named import id_for, is_quiet, may_arrange, name_of, open_of, ours
from handlers.standup.spoken import take
from handlers.turn import rest_of

_UNTIL = re.compile(r"(?:until|till?s?|to)\s+", re.IGNORECASE)
_TO = re.compile(r"(?:to|till|åt)\s+(?P<name>\S+(?:\s\S+)?)", re.IGNORECASE)
_WITH_A_CUSTOMER = re.compile(r"(?:with|at|med|hos|på)\b", re.IGNORECASE)
_OFFERED = 5

Reads = Callable[[str, Incoming, Work], str | None]
"""What follows a verb, as the pick of its button; None when the words are no such thing."""
Fits = Callable[[Planned, Incoming, Work], bool]


def _nothing(rest: str, incoming: Incoming, work: Work) -> str | None:
    return None if rest else ""


def _until(rest: str, incoming: Incoming, work: Work) -> str | None:
    """Nothing, or a day and nothing besides; of two days that it may be, both."""
    if not rest or len(rest) > LINE_AT_MOST:
        return None if rest else ""
    said, person = _UNTIL.sub("", rest, count=1).rstrip(".!"), speaker(incoming, work)
    times = find_times(said, local(incoming.at, person), day_order(person))
    if len(times) != 1 or times[0].text.strip() != said:
        return None
    days = (times[0].day,) if times[0].day else times[0].candidates
    return " ".join(day.isoformat() for day in days) or None


def _whom(rest: str, incoming: Incoming, work: Work) -> str | None:
    """Nothing, or "to" and a name."""
    said = _TO.fullmatch(rest.rstrip(".!"))
    if said is None:
        return None if rest else ""
    return handing.called(work, speaker(incoming, work), said["name"])


def _any(one: Planned, incoming: Incoming, work: Work) -> bool:
    return True


def _is_open(one: Planned, incoming: Incoming, work: Work) -> bool:
    return open_of(work, one) is not None


def _is_quiet(one: Planned, incoming: Incoming, work: Work) -> bool:
    return is_quiet(work, one, incoming.at)


def _id(one: Planned, work: Work) -> str:
    return id_for(one)


def _id_open(one: Planned, work: Work) -> str:
    standup = open_of(work, one)
    return standup.id if standup else ""


@dataclass(frozen=True, slots=True)
class Verb:
    """What may follow the command's name. `does` answers its button `action`, and `reads` what may come after it.

    `fits` tells which standups of several it is meant for; `id` is what the button is about.
    """

    words: tuple[str, ...]
    action: str
    does: Handler
    reads: Reads = _nothing
    fits: Fits = _any
    id: Callable[[Planned, Work], str] = _id


VERBS: tuple[Verb, ...] = (
    Verb(("start", "open", "starta", "öppna"), "standup.start", arranging.start),
    Verb(("walk", "genomgång", "gå igenom"), "standup.walk", walk.start, fits=_is_open, id=_id_open),
    Verb(("end", "stop", "avsluta", "sluta"), "standup.end", arranging.finish, fits=_is_open),
    Verb(("skip", "hoppa över"), "standup.skip", arranging.skip),
    Verb(("pause", "pausa", "paus"), "standup.pause", arranging.pause, _until),
    Verb(("resume", "go on", "fortsätt"), "standup.resume", arranging.resume, fits=_is_quiet),
    Verb(("hand over", "lämna över"), "standup.hand_over", handing.hand_over, _whom),
    Verb(("settings", "inställningar"), "standup.settings", plans.show),
    Verb(("remove", "ta bort"), "standup.remove", plans.ask_remove),
)


def standup_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: nothing after it shows how it stands, a verb is done, whatever else follows is their own part."""
    rest = rest_of(incoming)
    if not rest or rest.casefold() in {"help", "hjälp", "?"}:
        return overview.show_ours(incoming, work)
    if rest.rstrip(".!").casefold() in plan_form.NEW:
        return plan_form.choose_team(incoming, work)
    for verb in VERBS:
        pick = _read(verb, rest, incoming, work)
        if pick is not None:
            return _do(verb, pick, incoming, work)
    return take(incoming, work, rest)


def names_standup(rest: str, incoming: Incoming, work: Work) -> bool:
    """Anything after the command's name is meant for it, but for the other kind of meeting: "avstämning med Anna"."""
    return not _WITH_A_CUSTOMER.match(rest) and bool(ours(work, speaker(incoming, work)))


def _read(verb: Verb, rest: str, incoming: Incoming, work: Work) -> str | None:
    for word in verb.words:
        found = re.fullmatch(rf"{re.escape(word)}(?:[\s:]+(?P<rest>.*?))?[.!\s]*", rest, re.IGNORECASE)
        if found:
            return verb.reads((found["rest"] or "").strip(), incoming, work)
    return None


def _do(verb: Verb, pick: str, incoming: Incoming, work: Work) -> list[Reply]:
    """On the standup that is meant; where that may be several, it asks."""
    person = speaker(incoming, work)
    known = ours(work, person)
    theirs = [one for one in known if may_arrange(work, person, one)] or known
    fits = [one for one in theirs if verb.fits(one, incoming, work)] or theirs
    if not fits:
        return overview.show_ours(incoming, work)
    if len(fits) == 1:
        act = Press(verb.action, verb.id(fits[0], work), pick)
        return verb.does(replace(incoming, act=act), work) if act.id else overview.show_ours(incoming, work)
    options = (Choice(name_of(one), verb.action, verb.id(one, work), pick) for one in fits[:_OFFERED])
    return [say(msg("Which standup?"), buttons(*options), private=True)]
