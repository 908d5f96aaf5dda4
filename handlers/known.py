"""What is known of a deal, what is only assumed, what is told in two ways and what nobody has asked."""

from __future__ import annotations

from collections.abc import Sequence

from domain.chat import Block, Choice, Incoming, Reply
from domain.deal import Deal
from domain.exchanges import was_given_anyway
from domain.facts import Grounds, Waiver
from domain.gates import WON
from domain.knowledge import Knowledge, Known, knowledge, needed_so_far
from domain.ports import Work
from domain.statements import told_on
from domain.words import Day, Listed, Message, Texts, Value, msg, msgs
from handlers.balance import GIVE, thing
from handlers.earlier import answered_again
from handlers.gate import name_of
from handlers.grounds import answer_line, both_sides, heading
from handlers.questions import open_questions, question_blocks, to_ask
from handlers.replies import buttons, say
from handlers.speaker import changes
from handlers.turn import Turn, id_of, looking_at, rest_of
from handlers.which import which_deal

_LINES = 6
"""How many questions the screen of a deal has room for."""
_NAMED = 3
"""How much of what a deal went on without is named."""


def show_known_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: what is known of the deal that is named."""
    found = which_deal(rest_of(incoming), incoming, work, "question.show")
    return _known(looking_at(found.id, incoming, work)) if isinstance(found, Deal) else found


def show_known(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the same."""
    return _known(looking_at(id_of(incoming), incoming, work))


def _known(turn: Turn) -> list[Reply]:
    lines = standing_lines(standing(turn), turn)
    head = msg("**{deal}.** What we know:", deal=turn.deal.title)
    if not lines:
        head = msg("**{deal}.** This process asks nothing of it yet.", deal=turn.deal.title)
    earlier = Choice(msg("Earlier answers"), "question.history", turn.deal.id) if answered_again(turn) else None
    return [say(head, *lines, *waiver_lines(turn), *_ending(turn, earlier))]


def _ending(turn: Turn, earlier: Choice | None) -> tuple[Block | None, ...]:
    """The first open question for whoever may answer it, else the way back to the deal; and the way to what was."""
    if turn.deal.is_open and changes(turn.person, turn.deal, turn.work, turn.at):
        work, deal, day = turn.work, turn.deal, turn.today
        asked = to_ask(work, deal, day) or next(iter(open_questions(work, deal, day)), None)
        if asked is not None:
            return (*question_blocks(work, deal, asked, day, is_listed=True), buttons(earlier))
    return (buttons(Choice(msg("The deal"), "deal.show", turn.deal.id), earlier),)


def known_in_short(turn: Turn) -> list[Message]:
    """The same on a screen with other things: what is not sure, and of what is known as much as there is room for."""
    found = standing(turn)
    sure = [one for one in found if one.known is Known.KNOWN]
    room = max(_LINES - (len(found) - len(sure)), 1)
    lines = standing_lines([one for one in found if one not in sure[room:]], turn)
    rest = len(sure[room:])
    return [*lines, msgs("✓ And {n} more that is known.", "✓ And {n} more that are known.", rest)] if rest else lines


def waiver_lines(turn: Turn) -> list[Message]:
    """What the deal went on without, in the order in which it did."""
    return [_waived(turn, one) for one in turn.work.facts.waivers(turn.deal.id)]


def _waived(turn: Turn, waiver: Waiver) -> Message:
    missing = _missing(turn, waiver)
    give = was_given_anyway(waiver)
    if give is not None:
        what = thing(turn.work, GIVE, give)
        return msg(
            "Gave {thing} without: {missing}. Reason: {reason}", thing=what, missing=missing, reason=waiver.reason
        )
    if waiver.to == WON:
        return msg("Won without: {missing}. Reason: {reason}", missing=missing, reason=waiver.reason)
    process = turn.work.settings.process(waiver.process)
    stage = process.stage(waiver.to) if process else None
    to: Value = stage.name if stage else waiver.to
    why = waiver.reason
    return msg("Passed to {stage} without: {missing}. Reason: {reason}", stage=to, missing=missing, reason=why)


def _missing(turn: Turn, waiver: Waiver) -> Listed:
    """The first of what was missing, by short names, and how much more it was."""
    names = tuple(dict.fromkeys(_called(turn, key) for key in waiver.missing))
    rest = len(names) - _NAMED
    return Listed((*names[:_NAMED], msgs("{n} more", "{n} more", rest)) if rest > 0 else names)


def _called(turn: Turn, key: str) -> Value:
    """A question by its short name; anything else as the gate calls it, without the full stop of a sentence."""
    question = turn.work.settings.question(key)
    name = question.label if question and question.label else name_of(turn.work, key)
    return name.without_stop() if isinstance(name, Texts) else name


def standing(turn: Turn) -> list[Knowledge]:
    """How things stand with each question of the stages so far, and with each other one that has an answer."""
    answers = turn.work.facts.answers(turn.deal.id)
    process = turn.process
    due = needed_so_far(turn.work.settings, process, turn.deal.stage) if process else ()
    told = {answer.question for answer in answers if answer.grounds is not Grounds.UNKNOWN}
    more = [one for one in turn.work.settings.questions if one.key in told and one not in due]
    found = [knowledge(question, answers, turn.today, turn.work.similar) for question in (*due, *more)]
    # Nobody is going to ask them any more once the deal has ended.
    return [one for one in found if one.answer or turn.deal.is_open]


def standing_lines(found: Sequence[Knowledge], turn: Turn) -> list[Message]:
    """A line for each question; those that nobody has asked yet share the last, as far as they have short names."""
    unasked = [one.question.label for one in found if one.answer is None and one.question.label]
    rest = [one for one in found if one.answer or not one.question.label]
    lines = [_line(one, turn) for one in rest]
    return [*lines, msg("? Not asked yet: {questions}", questions=Listed(tuple(unasked)))] if unasked else lines


def _line(one: Knowledge, turn: Turn) -> Message:
    """One question in a line, with the sign and the words for how sure we are."""
    if one.answer is None:
        return msg("? {question} Not asked yet", question=one.question.text)
    told: dict[str, Value] = {"question": heading(one.question), "value": one.answer.value}
    match one.known:
        case Known.OLD:
            return msg("⌛ {question} {value}, told on {day}, old by now", **told, day=Day(told_on(one.answer)))
        case Known.DISPUTED:
            return both_sides(one)
        case _:
            return answer_line(one.answer, turn.work, turn.today)
