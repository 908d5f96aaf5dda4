"""What is known of a deal, what is only assumed and what nobody has asked."""

from __future__ import annotations

from datetime import date

from domain.chat import Block, Choice, Incoming, Reply
from domain.deal import Deal
from domain.knowledge import Knowledge, Known, knowledge, needed_so_far, told_on
from domain.ports import Work
from domain.words import Day, Message, Value, msg
from handlers.grounds import answer_line
from handlers.questions import question_blocks, to_ask
from handlers.replies import buttons, say
from handlers.speaker import changes
from handlers.turn import Turn, id_of, looking_at, rest_of
from handlers.which import which_deal


def show_known_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: what is known of the deal that is named."""
    found = which_deal(rest_of(incoming), incoming, work, "question.show")
    return _known(looking_at(found.id, incoming, work)) if isinstance(found, Deal) else found


def show_known(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the same."""
    return _known(looking_at(id_of(incoming), incoming, work))


def _known(turn: Turn) -> list[Reply]:
    lines = known_lines(turn)
    head = msg("**{deal}.** What we know:", deal=turn.deal.title)
    if not lines:
        head = msg("**{deal}.** This process asks nothing of it yet.", deal=turn.deal.title)
    return [say(head, *lines, *_ending(turn))]


def _ending(turn: Turn) -> tuple[Block | None, ...]:
    """The first open question for whoever may answer it, else the way back to the deal."""
    if turn.deal.is_open and changes(turn.person, turn.deal, turn.work):
        asked = to_ask(turn.work, turn.deal, turn.today)
        if asked is not None:
            return question_blocks(turn.work, turn.deal, asked, turn.today, is_listed=True)
    return (buttons(Choice(msg("The deal"), "deal.show", turn.deal.id)),)


def known_lines(turn: Turn) -> list[Message]:
    """A line for each question of the stages so far, and for each other one that has an answer."""
    answers = turn.work.facts.answers(turn.deal.id)
    process = turn.process
    due = needed_so_far(turn.work.settings, process, turn.deal.stage) if process else ()
    told = {answer.question for answer in answers}
    more = [one for one in turn.work.settings.questions if one.key in told and one not in due]
    found = [knowledge(question, answers, turn.today) for question in (*due, *more)]
    return [known_line(one, turn.work, turn.today) for one in found]


def known_line(one: Knowledge, work: Work, today: date) -> Message:
    """One question in a line, with the sign and the words for how sure we are."""
    if one.answer is None:
        return msg("? {question} Not asked yet", question=one.question.text)
    if one.known is Known.OLD:
        told: dict[str, Value] = {"question": one.question.text, "value": one.answer.value}
        return msg("⌛ {question} {value}, told on {day}, old by now", **told, day=Day(told_on(one.answer)))
    return answer_line(one.answer, work, today)
