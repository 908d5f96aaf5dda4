"""Why the coach spoke up, or kept quiet: its verdicts as sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from domain.chat import Choice, Choices, Incoming, Reply
from domain.deal import Deal
from domain.nudges import Concern, Reason, VerdictEntry
from domain.ports import Work
from domain.words import Message, Moment, Value, msg
from handlers.concern_words import LEFT, NAMES
from handlers.grounds import day_words
from handlers.replies import buttons, say
from handlers.speaker import speaker, today
from handlers.turn import Turn, id_of, looking_at, rest_of
from handlers.which import which_deal

_READ = 60
_SHOWN = 8
_SMALL = re.compile(
    r"\b(?:did|do|does|you|not|remind|me|about|of|say|tell|nothing|quiet|so|påminde|påminner|du|inte|mig|om|sa|säger|"
    r"säga|tyst|tjatar|jag|får|fick|ingen)\b",
    re.IGNORECASE,
)


def why_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: why about the deal that is named, or about today when none is."""
    name = " ".join(_SMALL.sub(" ", rest_of(incoming)).split())
    if not name:
        return why_today(incoming, work)
    found = which_deal(name, incoming, work, "why.deal")
    return _why(looking_at(found.id, incoming, work)) if isinstance(found, Deal) else found


def why_deal(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the latest verdict on each concern of a deal."""
    return _why(looking_at(id_of(incoming), incoming, work))


def _why(turn: Turn) -> list[Reply]:
    latest: dict[Concern, VerdictEntry] = {}
    for entry in turn.work.nudging.verdicts(turn.deal.id, _READ):
        latest.setdefault(entry.concern, entry)
    back = buttons(Choice(msg("The deal"), "deal.show", turn.deal.id))
    again = turn.deal.attention_at
    look = msg("I look at it again on {at}.", at=Moment(again)) if again and again > turn.at else None
    if not latest:
        return [say(msg("I have had nothing to say about **{deal}** so far.", deal=turn.deal.title), look, back)]
    told = sorted(latest.values(), key=lambda entry: entry.verdict.reason is Reason.EXPLAINED)
    return [say(msg("**{deal}**", deal=turn.deal.title), *map(_line, told[:_SHOWN]), look, back)]


def why_today(incoming: Incoming, work: Work) -> list[Reply]:
    """What the coach said to this person on the day of the message, else today, and what it kept to itself."""
    person = speaker(incoming, work)
    day = _day(id_of(incoming)) or today(incoming.at, person)
    found = [
        (deal, entry)
        for deal in work.deals.open_of(person.id)
        for entry in work.nudging.verdicts(deal.id, _READ)
        if today(entry.at, person) == day
    ]
    rules = msg("I speak up at most once a day, in your working hours.")
    if not found:
        return [say(msg("I have had nothing to remind you of today."), rules, _my_deals())]
    head = msg("What I thought {day}:", day=day_words(day, today(incoming.at, person)))
    return [say(head, *_told(found)[:_SHOWN], rules, _my_deals())]


def _day(said: str) -> date | None:
    """The day of the message whose button was pressed."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _told(found: Sequence[tuple[Deal, VerdictEntry]]) -> list[Message]:
    """The latest verdict on each concern of each deal; what was said comes first."""
    latest: dict[tuple[str, Concern], tuple[Deal, VerdictEntry]] = {}
    for deal, entry in found:
        kept = latest.get((deal.id, entry.concern))
        if kept is None or entry.verdict.speaks:
            latest[deal.id, entry.concern] = (deal, entry)
    ordered = sorted(latest.values(), key=lambda pair: not pair[1].verdict.speaks)
    # What another concern of the same deal explains is told there.
    telling = [(deal, entry) for deal, entry in ordered if entry.verdict.reason is not Reason.EXPLAINED]
    return [msg("**{deal}.** {line}", deal=deal.title, line=_line(entry)) for deal, entry in telling or ordered]


def _line(entry: VerdictEntry) -> Message:
    """What was decided and why; of what was said, what happens if it is left."""
    line = msg("{concern}. {reason}", concern=NAMES[entry.concern], reason=_REASONS[entry.verdict.reason](entry))
    return msg("{line} {left}", line=line, left=LEFT[entry.concern]) if entry.verdict.speaks else line


def _until(entry: VerdictEntry) -> Value:
    """When it is worth another look; "something changes" when only a change can bring one."""
    return Moment(entry.verdict.until) if entry.verdict.until else msg("something changes")


_REASONS: dict[Reason, Callable[[VerdictEntry], Message]] = {
    Reason.FIRST_TIME: lambda entry: msg("I said so on {at}.", at=Moment(entry.at)),
    Reason.AGAIN: lambda entry: msg("I said so once more on {at}, as it was still true.", at=Moment(entry.at)),
    Reason.SAID_LATELY: lambda entry: msg("I had said it lately, so I keep quiet until {until}.", until=_until(entry)),
    Reason.SNOOZED: lambda entry: msg("I was asked to be quiet until {until}.", until=_until(entry)),
    Reason.OUTSIDE_HOURS: lambda entry: msg(
        "It was outside working hours, so I wait until {until}.", until=_until(entry)
    ),
    Reason.ON_LEAVE: lambda entry: msg("You were on leave, so I wait until {until}.", until=_until(entry)),
    Reason.HELD_BACK: lambda entry: msg(
        "I say nothing about a few of these, picked by lot, to learn whether saying so helps. This is one of them."
    ),
    Reason.EXPLAINED: lambda entry: msg("Something else about the deal explains it, so I say that and not this."),
    Reason.ENOUGH_TODAY: lambda entry: msg(
        "That was enough for one day, so I wait until {until}.", until=_until(entry)
    ),
    Reason.NOBODY_TO_TELL: lambda entry: msg("There was nobody to tell."),
    Reason.RESOLVED: lambda entry: msg("It was settled before I said anything."),
}


def _my_deals() -> Choices | None:
    return buttons(Choice(msg("My deals"), "deal.list"))
