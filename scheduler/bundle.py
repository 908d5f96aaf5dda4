"""The words of a nudge: one message a person and day. Per deal a fact, one question and the buttons that fix it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from domain.chat import Block, Choice, Choices, Divider, Para, Say
from domain.nudges import Concern
from domain.words import Day, Message, msg
from scheduler import words_knowing, words_step, words_time
from scheduler.topic import Morning, Topic


def bundle(
    morning: Morning, topics: Sequence[Topic], day: Sequence[Block] = (), asks: Sequence[Sequence[Block]] = ()
) -> Say:
    """One message about all topics, in their order; `day` is what it begins with, a heading and more. `asks` are asked
    before the topics, each a part of its own.
    """
    things = len(asks) + len(topics)
    parts = [*day] or [Para(_heading(things, morning.person.first_name))]
    if day and things:
        parts.append(Para(_besides(things)))
    for ask in asks:
        parts += ask
    if not topics:
        return Say(tuple(parts))
    for topic in topics:
        parts += [Divider(topic.episode), *_whose(topic), *_SAID[topic.standing.concern](topic, morning), *_help(topic)]
    why = msg("Why this?") if len(topics) == 1 else msg("Why these?")
    today = morning.today.isoformat()
    below = Choices((Choice(why, "why.today", today), Choice(msg("Later"), "snooze.today", today)))
    return Say((*parts, Divider(), below))


def _heading(n: int, name: str) -> Message:
    few = {1: msg("**One thing today, {name}**", name=name), 2: msg("**Two things today, {name}**", name=name)}
    few[3] = msg("**Three things today, {name}**", name=name)
    return few.get(n) or msg("**{n} things today, {name}**", n=n, name=name)


def _besides(n: int) -> Message:
    few = {1: msg("**And one thing more**"), 2: msg("**And two things more**")}
    return few.get(n) or msg("**And {n} things more**", n=n)


def says_more(say: Say, episodes: Sequence[str]) -> bool:
    """Whether a message of `bundle` says more than its topics: how the day is, or what a standup asks."""
    lines = [place for place, block in enumerate(say.blocks) if isinstance(block, Divider)]
    about = {block.about for block in say.blocks if isinstance(block, Divider)}
    return (lines or [len(say.blocks)])[0] > 1 or not about.issubset({"", *episodes})


def _whose(topic: Topic) -> Iterator[Block]:
    if topic.covered:
        yield Para(msg("You cover for {name}.", name=topic.covered), quiet=True)


def _help(topic: Topic) -> Iterator[Block]:
    """Nobody is asked to help behind anybody's back."""
    if topic.helps_on is not None:
        yield Para(
            msg(
                "If this is still open on {day}, I will ask {who} whether there is something to help with. "
                "Putting it right or putting it off stops that.",
                day=Day(topic.helps_on),
                who=topic.helper,
            ),
            quiet=True,
        )


_SAID: dict[Concern, Callable[[Topic, Morning], Iterator[Block]]] = {
    Concern.MEETING_NOT_LOGGED: words_step.meeting_not_logged,
    Concern.OUR_STEP_OVERDUE: words_step.our_step_overdue,
    Concern.THEIR_STEP_OVERDUE: words_step.their_step_overdue,
    Concern.PAUSE_ENDING: words_time.pause_ending,
    Concern.NO_NEXT_STEP: words_step.no_next_step,
    Concern.STEP_NOT_AGREED: words_step.step_not_agreed,
    Concern.CLOSE_DATE_PASSED: words_time.close_date_passed,
    Concern.CLOSE_DATE_PUSHED: words_time.close_date_pushed,
    Concern.GAVE_WITHOUT_TAKING: words_knowing.gave_without_taking,
    Concern.NO_DECISION_MAKER: words_knowing.no_decision_maker,
    Concern.SINGLE_THREADED: words_knowing.single_threaded,
    Concern.QUESTION_OPEN: words_knowing.question_open,
    Concern.QUESTION_STALE: words_knowing.question_stale,
    Concern.STALLED: words_time.stalled,
    Concern.STAGE_OVERDUE: words_time.stage_overdue,
    Concern.STAGE_ADVICE: words_time.stage_advice,
}
