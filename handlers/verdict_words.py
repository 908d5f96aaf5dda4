"""What the coach decided about a concern, as a sentence: why, and what comes next and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from domain.concerns import EXPLAINS, concerns
from domain.deal import Deal
from domain.escalating import asks_on, helper_of
from domain.nudges import Concern, Episode, Reason, VerdictEntry
from domain.person import Person
from domain.ports import Work
from domain.words import Day, Message, Moment, msg
from handlers.concern_words import LEFT, NAMES


@dataclass(frozen=True, slots=True)
class _About:
    """A verdict with what its sentence may name."""

    work: Work
    entry: VerdictEntry
    deal: Deal
    owner: Person | None
    episode: Episode | None

    @property
    def until(self) -> Moment | Message:
        """When it is worth another look; "something changes" when only a change can bring one."""
        at = self.entry.verdict.until
        return Moment(at) if at else msg("something changes")


def line_of(work: Work, deal: Deal, entry: VerdictEntry) -> Message:
    """The concern and what was decided about it; of what was said, also what happens if it is left."""
    about = _About(work, entry, deal, work.persons.get(deal.owner), work.nudging.episode(entry.episode))
    line = msg("{concern}. {reason}", concern=NAMES[entry.concern], reason=_REASONS[entry.verdict.reason](about))
    more = (LEFT[entry.concern] if entry.verdict.speaks else None, _help(about))
    for sentence in more:
        line = msg("{line} {more}", line=line, more=sentence) if sentence else line
    return line


def _first_time(about: _About) -> Message:
    at, until = Moment(about.entry.at), about.entry.verdict.until
    if until is None:
        return msg("I said so on {at}, and say it no more.", at=at)
    return msg("I said so on {at}, and if nothing changes I say it again on {until}.", at=at, until=Moment(until))


def _again(about: _About) -> Message:
    at, until = Moment(about.entry.at), about.entry.verdict.until
    if until is None:
        return msg("I said so once more on {at}, as it was still true.", at=at)
    return msg(
        "I said so once more on {at}, as it was still true, and if nothing changes I say it again on {until}.",
        at=at,
        until=Moment(until),
    )


def _said_lately(about: _About) -> Message:
    episode, until = about.episode, about.entry.verdict.until
    if episode is None or episode.said_at is None:
        return msg("I had said it lately, so I keep quiet until {until}.", until=about.until)
    said = Moment(episode.said_at)
    if until is None:
        return msg("I said it on {said}, and this I say only once.", said=said)
    if episode.times_said > 1:
        return msg("I said it on {said}; each repeat waits longer, so now until {until}.", said=said, until=about.until)
    return msg("I said it on {said}, so I keep quiet until {until}.", said=said, until=about.until)


def _snoozed(about: _About) -> Message:
    if about.episode is not None and about.episode.until_heard:
        return msg("I was asked to be quiet until they answer, {until} at the latest.", until=about.until)
    return msg("I was asked to be quiet until {until}.", until=about.until)


def _on_leave(about: _About) -> Message:
    who = about.owner.first_name if about.owner else ""
    return msg("{who} was on leave and nobody covered, so I wait until {until}.", who=who, until=about.until)


def _explained(about: _About) -> Message:
    """By the first cause that is true of the deal; it may be gone by now."""
    work, causes = about.work, EXPLAINS.get(about.entry.concern, frozenset[Concern]())
    standing = concerns(about.deal, about.owner, work.settings, work.calendar) if about.owner else ()
    true = {one.concern for one in standing if one.begins_at <= about.entry.at}
    cause = next((concern for concern in Concern if concern in causes and concern in true), None)
    if cause is None:
        return msg("Something else about the deal explains it, so I say that and not this.")
    return msg("“{cause}” explains it, so I say that and not this.", cause=NAMES[cause])


def _resolved(about: _About) -> Message:
    if about.episode is not None and about.episode.said_at is not None:
        return msg("I said it on {said}, and it is settled.", said=Moment(about.episode.said_at))
    return msg("It was settled before I said anything.")


def _help(about: _About) -> Message | None:
    """Whether the manager is asked to help with it, or was."""
    episode, owner = about.episode, about.owner
    helper = helper_of(owner, about.work.settings) if owner else None
    if episode is None or owner is None or helper is None or episode.warned_at is None or episode.ended_at is not None:
        return None
    if episode.escalated_at is not None:
        return msg(
            "I asked {who} on {at} whether there is something to help with.",
            who=helper.name,
            at=Moment(episode.escalated_at),
        )
    day = Day(asks_on(episode.warned_at, owner, about.work.calendar))
    return msg(
        "If it is still open on {day}, I ask {who} whether there is something to help with.", day=day, who=helper.name
    )


_REASONS: Mapping[Reason, Callable[[_About], Message]] = {
    Reason.FIRST_TIME: _first_time,
    Reason.AGAIN: _again,
    Reason.SAID_LATELY: _said_lately,
    Reason.SNOOZED: _snoozed,
    Reason.OUTSIDE_HOURS: lambda about: msg(
        "It was outside working hours, so I wait until {until}.", until=about.until
    ),
    Reason.ON_LEAVE: _on_leave,
    Reason.HELD_BACK: lambda about: msg(
        "I say nothing about a few of these, picked by lot, to learn whether saying so helps. This is one of them."
    ),
    Reason.EXPLAINED: _explained,
    Reason.ENOUGH_TODAY: lambda about: msg("That was enough for one day, so I wait until {until}.", until=about.until),
    Reason.NOBODY_TO_TELL: lambda about: msg("Whoever looks after the deal is not here any more, so I told nobody."),
    Reason.RESOLVED: _resolved,
}
