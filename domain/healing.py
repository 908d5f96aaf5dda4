"""The message heals: what was said and holds no more is struck through where it was said, with what mended it.

Each edit (domain/retelling.py) builds on the one before, so that it does not matter in which order the concerns of a
message end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from domain.chat import Block, Choices, Divider, Para, Say
from domain.codec import from_json
from domain.mended import Mending, mended
from domain.nudges import Episode, OutboxItem, Standing
from domain.ports import Work
from domain.retelling import Letter, letter_of, part_about, retell
from domain.words import Clock, Day, Message, Moment, Value, msg
from domain.worktime import local_day


def heal(work: Work, ended: Iterable[Episode], mending: Mending) -> None:
    """Strike through what was said of these episodes, which holds no more. Does not commit."""
    for episode in ended:
        for letter in _letters(work, episode, mending.at):
            line = _done(work, letter.sent, mending, mended(work, episode.concern, mending))
            retell(work, letter, healed(letter.say, episode.id, line), mending.at)


def put_off(work: Work, snoozed: Iterable[Episode], at: datetime) -> None:
    """Say of these episodes, where they were said, when they are heard of again. Does not commit."""
    for episode in snoozed:
        for letter in _letters(work, episode, at):
            line = _later(work, letter.sent, episode)
            retell(work, letter, healed(letter.say, episode.id, line, struck=False), at)


def open_again(work: Work, deal: str, standing: Iterable[Standing], mended_at: datetime, at: datetime) -> None:
    """What the act of `mended_at` on the deal had mended is true again, where it was said too: that act was taken back.

    A concern that had ended begins anew, and what was said of its old episode is about the new one. Does not commit.
    """
    begins = {one.concern: one.begins_at for one in standing if one.begins_at <= at}
    running = {one.concern: one for one in work.nudging.episodes([deal])}
    for old in (*work.nudging.ended(deal, mended_at), *running.values()):
        if old.said_in and old.concern in begins:
            anew = running.get(old.concern) or Episode(work.new_id(), deal, old.concern, begins[old.concern])
            running[old.concern] = replace(anew, said_in=tuple(dict.fromkeys((*old.said_in, *anew.said_in))))
            work.nudging.save_episode(running[old.concern])
            for letter in _letters(work, old, at):
                if _was_mended(letter.say, old.id, mended_at):
                    line = msg("Open again: that was taken back {when}.", when=_when(work, letter.sent, at))
                    retell(work, letter, restored(letter.say, from_json(letter.sent.reply), old.id, anew.id, line), at)


def healed(say: Say, about: str, line: Message, *, struck: bool = True) -> Say:
    """The message with the part about an episode as its fact, struck through, and the line; the rest is as it was.

    A part that was struck before stays so.
    """
    start, end = part_about(say.blocks, about)
    before: list[Block] = []
    for block in say.blocks[start:end]:
        if isinstance(block, Para) and block.struck:
            break
        if isinstance(block, Para) and not block.quiet:
            fact = replace(block, struck=struck)
            return replace(say, blocks=(*say.blocks[:start], *before, fact, Para(line, quiet=True), *say.blocks[end:]))
        before.append(block)
    return say


def restored(say: Say, first: Say, about: str, anew: str, line: Message) -> Say:
    """The message with the part about an episode as it was at `first`, now about the episode `anew`, and the line."""
    start, end = part_about(say.blocks, about)
    lines = [place for place, block in enumerate(first.blocks) if isinstance(block, Divider)]
    nth = sum(isinstance(block, Divider) for block in say.blocks[:start])
    if start == len(say.blocks):
        return say
    part = list(first.blocks[lines[nth - 1] + 1 : lines[nth] if nth < len(lines) else None])
    row = next((place for place, block in enumerate(part) if isinstance(block, Choices)), len(part))
    part.insert(row, Para(line, quiet=True))
    return replace(say, blocks=(*say.blocks[: start - 1], Divider(anew), *part, *say.blocks[end:]))


def _was_mended(say: Say, about: str, at: datetime) -> bool:
    """Whether the part about the episode is struck, and says that it was that instant."""
    start, end = part_about(say.blocks, about)
    part = [block for block in say.blocks[start:end] if isinstance(block, Para)]
    said = [value for block in part if isinstance(block.words, Message) for _, value in block.words.values]
    return any(block.struck for block in part) and any(value in (Clock(at), Moment(at)) for value in said)


def _letters(work: Work, episode: Episode, at: datetime) -> Iterator[Letter]:
    """The messages that spoke of the episode lately. Always in one order, so that two works do not wait crosswise."""
    found = (letter_of(work, item, at) for item in sorted(episode.said_in))
    return (letter for letter in found if letter is not None)


def _done(work: Work, sent: OutboxItem, mending: Mending, what: Value | None) -> Message:
    if not mending.act:
        return msg("No longer needed.")
    when = _when(work, sent, mending.at)
    who = work.persons.get(mending.by) if mending.by != sent.person else None
    if what is None:
        return msg("Done {when}, {who}.", when=when, who=who.name) if who else msg("Done {when}.", when=when)
    if who is None:
        return msg("Done {when}: {what}.", when=when, what=what)
    return msg("Done {when}, {who}: {what}.", when=when, who=who.name, what=what)


def _later(work: Work, sent: OutboxItem, episode: Episode) -> Message:
    day = Day(local_day(episode.snoozed_until or sent.created_at, _zone(work, sent)))
    if episode.until_heard:
        return msg("Later: when they answer, {day} at the latest.", day=day)
    return msg("Later: {day}.", day=day)


def _when(work: Work, sent: OutboxItem, at: datetime) -> Clock | Moment:
    """By the clock alone on the day of the message, else with its day."""
    zone = _zone(work, sent)
    return Clock(at) if local_day(at, zone) == local_day(sent.created_at, zone) else Moment(at)


def _zone(work: Work, sent: OutboxItem) -> str:
    person = work.persons.get(sent.person)
    return person.zone if person else work.settings.company.zone
