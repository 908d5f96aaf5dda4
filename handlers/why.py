"""Why the coach spoke up, or kept quiet: its verdicts as sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from domain.chat import Choice, Choices, Incoming, Reply
from domain.deal import Deal
from domain.nudges import Concern, Reason, VerdictEntry
from domain.ports import Work
from domain.reach import heard_by
from domain.words import Message, Moment, msg
from handlers.grounds import day_words
from handlers.replies import buttons, say
from handlers.speaker import speaker, today
from handlers.turn import Turn, id_of, looking_at, rest_of
from handlers.verdict_words import line_of
from handlers.which import names_deal, which_deal

_READ = 60
_SHOWN = 8
_SMALL = re.compile(
    r"\b(?:did(?:n['’]t)?|do(?:n['’]t)?|does|have|haven['’]t|are|were|you|not|remind(?:ed)?|nag|me|us|about|of|on|say|said|"
    r"tell|told|anything|nothing|quiet|silent|so|the|deal|today|no|reminder|i|get|got|påmin(?:de|ner|t)|säg(?:er|a|s)|sa|sagt|"
    r"du|inte|mig|oss|om|på|något|inget|tyst|tjata(?:r|de|t)?|jag|får|fick|ingen|påminnelse|har|är|var|affären|idag)\b",
    re.IGNORECASE,
)


def why_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: why about the deal that is named, or about today when none is."""
    name = _name_in(rest_of(incoming))
    if not name:
        return why_today(incoming, work)
    found = which_deal(name, incoming, work, "why.deal")
    return _why(looking_at(found.id, incoming, work)) if isinstance(found, Deal) else found


def names_why(rest: str, incoming: Incoming, work: Work) -> bool:
    """Whether a sentence after the word asks about a deal or about today, and is no note."""
    name = _name_in(rest)
    return not name or names_deal(name, incoming, work)


def _name_in(rest: str) -> str:
    """What is left of a question without its small words."""
    return " ".join(_SMALL.sub(" ", rest).strip(" ?.!").split())


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
    quiet = _put_off(turn)
    if not latest and quiet is None:
        return [say(msg("I have had nothing to say about **{deal}** so far.", deal=turn.deal.title), look, back)]
    told = sorted(latest.values(), key=lambda entry: entry.verdict.reason is Reason.EXPLAINED)
    told = [entry for entry in told if quiet is None or entry.verdict.reason is not Reason.SNOOZED]
    lines = (line_of(turn.work, turn.deal, entry) for entry in told[:_SHOWN])
    return [say(msg("**{deal}**", deal=turn.deal.title), quiet, *lines, look, back)]


def _put_off(turn: Turn) -> Message | None:
    """Until when the deal is put off; the verdicts below it may be older than that."""
    running = turn.work.nudging.episodes([turn.deal.id])
    until = [(one.snoozed_until, one.until_heard) for one in running if one.snoozed_until is not None]
    latest, heard = max(until, default=(turn.at, False))
    if latest <= turn.at:
        return None
    if heard:
        return msg("It is put off until they answer, {until} at the latest.", until=Moment(latest))
    return msg("It is put off until {until}.", until=Moment(latest))


def why_today(incoming: Incoming, work: Work) -> list[Reply]:
    """What the coach said to this person on the day of the message, else today, and what it kept to itself."""
    person = speaker(incoming, work)
    day = _day(id_of(incoming)) or today(incoming.at, person)
    found = [
        (deal, entry)
        for deal in work.deals.owned_by(heard_by(work.persons, person.id))
        for entry in work.nudging.verdicts(deal.id, _READ)
        if today(entry.at, person) == day and person.id in (deal.owner, entry.person)
    ]
    rules = msg("I speak up at most once a day, in your working hours.")
    if not found:
        return [say(msg("I have had nothing to remind you of today."), rules, _my_deals())]
    head = msg("What I thought {day}:", day=day_words(day, today(incoming.at, person)))
    lines = (
        msg("**{deal}.** {line}", deal=deal.title, line=line_of(work, deal, entry))
        for deal, entry in _told(found)[:_SHOWN]
    )
    return [say(head, *lines, rules, _my_deals())]


def _day(said: str) -> date | None:
    """The day of the message whose button was pressed."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _told(found: Sequence[tuple[Deal, VerdictEntry]]) -> list[tuple[Deal, VerdictEntry]]:
    """The latest verdict on each concern of each deal; what was said comes first."""
    latest: dict[tuple[str, Concern], tuple[Deal, VerdictEntry]] = {}
    for deal, entry in found:
        kept = latest.get((deal.id, entry.concern))
        if kept is None or entry.verdict.speaks:
            latest[deal.id, entry.concern] = (deal, entry)
    ordered = sorted(latest.values(), key=lambda pair: not pair[1].verdict.speaks)
    # What another concern of the same deal explains is told there.
    return [pair for pair in ordered if pair[1].verdict.reason is not Reason.EXPLAINED] or ordered


def _my_deals() -> Choices | None:
    return buttons(Choice(msg("My deals"), "deal.list"))
