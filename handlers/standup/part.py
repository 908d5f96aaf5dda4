"""One person's part of a standup as others read it, in as many words as there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.settings import StandupQuestion
from domain.standup import Draft, How, Part, Standup
from domain.words import Clock, Message, Moment, Words, msg, msgs
from domain.worktime import local_day
from handlers.standup.short import in_a_row, one_line, weigh, with_commas

HELP = "help"
"""The key of the question where somebody needs help, which has a shorter name among the parts."""
_OWN_SHARE = 0.6
_FEWEST = 24
_AND_MORE = 28
_WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Said:
    """A part that says something. `told` are the lines of the deals, the last `stuck` of them about what does not go
    on; `own` is what the person wrote.

    `counts` is the same as `told` without any name. `late` is when they answered, where that was after the end.
    `is_marked`: that it is not confirmed stands beside the name and not above several of them.
    """

    name: str
    is_answered: bool
    told: tuple[Words, ...]
    own: tuple[Words, ...]
    counts: Words = ""
    left_out: int = 0
    stuck: int = 0
    late: Clock | Moment | None = None
    is_marked: bool = True

    def weight(self) -> int:
        """How heavy it is with all of its words."""
        return weigh(self._whole())

    def _whole(self) -> Message:
        return self._with(in_a_row((*self.told, *_and_more(self.left_out), *self.own)))

    def within(self, room: int) -> tuple[Message, bool]:
        """The part in words no heavier than that, as far as it can be, and whether something of it was left out."""
        if self.weight() <= room:
            return self._whole(), self.left_out > 0
        left = room - weigh(self._with(""))
        own = _own_within(self.own, round(left * _OWN_SHARE) if self.told else left)
        told = self._told_within(left - sum(weigh(line) + 1 for line in own))
        return self._with(in_a_row((*told, *own) or ("…",))), True

    def _told_within(self, room: int) -> list[Words]:
        """The lines that fit, in their order, and how many more there are; where none fits, how many there are."""
        kept: list[int] = []
        left = room - _AND_MORE
        for place in self._dearest_first():
            if weigh(self.told[place]) < left:
                kept.append(place)
                left -= weigh(self.told[place]) + 1
        rest = len(self.told) - len(kept) + self.left_out
        if kept:
            return [*(self.told[place] for place in sorted(kept)), *_and_more(rest)]
        short = [self.counts, msgs("{n} thing.", "{n} things.", rest)] if self.told else []
        return [words for words in short if words and weigh(words) <= room][:1]

    def _dearest_first(self) -> list[int]:
        """The first line, then what is stuck, which stands last, then the rest."""
        places = list(range(len(self.told)))
        stuck = places[len(places) - self.stuck :]
        return list(dict.fromkeys((*places[:1], *stuck, *places)))

    def _with(self, lines: Words) -> Message:
        if not self.is_answered:
            return self._unconfirmed(lines)
        if self.late is not None:
            return msg("**{name}** ✓ ({time}) {lines}", name=self.name, time=self.late, lines=lines)
        return msg("**{name}** ✓ {lines}", name=self.name, lines=lines)

    def _unconfirmed(self, lines: Words) -> Message:
        if self.is_marked:
            return msg("**{name}** (from their deals, not yet confirmed) {lines}", name=self.name, lines=lines)
        return msg("**{name}** {lines}", name=self.name, lines=lines)


def _and_more(n: int) -> Iterator[Message]:
    if n:
        yield msgs("And {n} more.", "And {n} more.", n)


def _own_within(own: Sequence[Words], room: int) -> list[Words]:
    """What somebody wrote, each line of it cut to its share; a line whose share is too little to say anything is not
    there.
    """
    share = max(_FEWEST, room // max(1, len(own)))
    kept: list[Words] = []
    for line in own:
        cut = line if weigh(line) <= share else _cut(line, share)
        if weigh(cut) <= room:
            kept.append(cut)
            room -= weigh(cut) + 1
    return kept


def _cut(line: Words, most: int) -> Words:
    """What somebody wrote, bare or beside what it answers; words of our own stay as they are."""
    if isinstance(line, str):
        return one_line(line, most)
    if not isinstance(line, Message) or "words" not in dict(line.values):
        return line
    words = str(dict(line.values)["words"])
    room = max(_FEWEST, most - weigh(line) + weigh(words))
    return replace(
        line, values=tuple((name, one_line(words, room) if name == "words" else one) for name, one in line.values)
    )


def said(
    standup: Standup, part: Part, name: str, asked: Sequence[StandupQuestion], *, names: bool, is_marked: bool
) -> Said | None:
    """What a part says to others; None when it says nothing. Without `names` no deal is named that nobody confirmed."""
    own = tuple(own_lines(part, asked))
    if part.is_answered and part.how is not How.CONFIRMED:
        nothing = (msg("Nothing new."),) if part.how is How.NOTHING_NEW else ()
        return Said(name, True, (), (*nothing, *own), late=late(standup, part)) if own else None
    if part.draft.is_empty and (not own or not part.is_answered):
        return None
    draft = part.draft
    told, counts = (*draft.done, *draft.ahead, *draft.stuck), counted(draft)
    if not part.is_answered and not names:
        return Said(name, False, (counts,), own, is_marked=is_marked)
    when, left = late(standup, part), sum(draft.left_out)
    return Said(name, part.is_answered, told, own, counts, left, len(draft.stuck), when, is_marked)


def own_lines(part: Part, asked: Sequence[StandupQuestion]) -> Iterator[Words]:
    """What somebody wrote themselves, their answers to the questions last."""
    told = [(one, answer) for one in asked if (answer := one_line(part.answer(one.key), _WHOLE))]
    lines = [line.strip() for line in part.words.splitlines() if line.strip()]
    if lines:
        yield one_line(" ".join((*map(_ended, lines[:-1]), _ended(lines[-1]) if told else lines[-1])), _WHOLE)
    for question, answer in told:
        is_help = question.key == HELP
        yield msg("Needs help: {words}", words=answer) if is_help else _answered(question, answer)


def _answered(question: StandupQuestion, answer: str) -> Message:
    return msg("{question} {words}", question=question.text, words=answer)


def _ended(line: str) -> str:
    return line if line[-1] in ".!?…:" else f"{line}."


def counted(draft: Draft) -> Words:
    """What the deals tell, without any of their names."""
    news, ahead, stuck = len(draft.done) + draft.left_out[0], len(draft.ahead) + draft.left_out[1], len(draft.stuck)
    parts = (
        msgs("{n} piece of news", "{n} pieces of news", news) if news else "",
        msgs("{n} next step", "{n} next steps", ahead) if ahead else "",
        msgs("{n} deal to talk about", "{n} deals to talk about", stuck) if stuck else "",
    )
    told = [part for part in parts if part]
    return msg("{counts}.", counts=with_commas(told)) if told else ""


def late(standup: Standup, part: Part) -> Clock | Moment | None:
    """When somebody answered, or changed what they had answered, after the end; None when it was in time."""
    ended, at = standup.ended_at, part.changed_at
    if ended is None or at is None or at <= ended:
        return None
    return Clock(at) if _same_day(standup, at) else Moment(at)


def _same_day(standup: Standup, at: datetime) -> bool:
    return local_day(at, standup.zone) == standup.day


def called(names: Mapping[str, str], person: str) -> str:
    """The first name; the whole one where two on the team share it."""
    name = names.get(person, person)
    first = name.split()[0] if name.split() else name
    shared = sum(other.split()[:1] == [first] for other in names.values()) > 1
    return one_line(name if shared else first, _FEWEST)
