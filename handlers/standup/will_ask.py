"""The question that somebody takes along to a customer: told when the standup ends, and left alone until then."""

from __future__ import annotations

from dataclasses import replace

from domain.chat import Choice, Incoming, Press, Reply
from domain.errors import Conflict
from domain.ports import Work
from domain.standup import How, Part
from domain.words import msg
from handlers import questions
from handlers.speaker import changes, speaker
from handlers.standup.mine import mine_of
from handlers.turn import changing, id_of


def will_ask(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: what to say to the customer, and the question rests. Raises Conflict where there is none to ask."""
    mine = mine_of(id_of(incoming), incoming, work)
    draft = mine.part.draft
    if not draft.question:
        raise Conflict(msg("There is no question to take along in this standup. Nothing was changed."))
    how = How.CONFIRMED if mine.part.how is How.WAITING else mine.part.how
    mine.answered(replace(mine.part, how=how, asks=True))
    return questions.will_ask(replace(incoming, act=Press("question.ask", draft.asked_of, draft.asked)), work)


def let_rest(incoming: Incoming, work: Work, part: Part) -> None:
    """The question of somebody who takes it along, while its deal is open and theirs to change."""
    deal, question = work.deals.get(part.draft.asked_of), work.settings.question(part.draft.asked)
    if deal is None or not deal.is_open or question is None:
        return
    if changes(speaker(incoming, work), deal, work, incoming.at):
        questions.put_off(changing(deal.id, incoming, work), question)


def ask_button(part: Part) -> Choice | None:
    """The way to say so, while they have not."""
    waits = part.how in (How.CONFIRMED, How.OWN) and part.draft.question and not part.asks
    return Choice(msg("I'll ask"), "standup.ask", part.standup) if waits else None
