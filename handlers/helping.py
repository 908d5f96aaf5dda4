"""A manager is asked to help with what has been open for long. An offer to help, never a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.chat import Block, Choice, Divider, Incoming, Para, Reply, Say
from domain.deal import Deal
from domain.errors import NotAllowed, NotFound
from domain.nudges import Concern, Episode
from domain.person import Person
from domain.ports import Work
from domain.rights import may_hand_over
from domain.words import Day, Message, msg
from handlers.concern_words import NAMES
from handlers.replies import buttons, say
from handlers.speaker import today
from handlers.turn import Turn, id_of, looking_at
from handlers.unasked import leave_word

_WHAT_TO_ASK: dict[Concern, Message] = {
    Concern.MEETING_NOT_LOGGED: msg("What did the two sides agree on?"),
    Concern.OUR_STEP_OVERDUE: msg("What stands in the way, and who of us could take it off the list?"),
    Concern.THEIR_STEP_OVERDUE: msg("Do you know somebody there who could give it a push?"),
    Concern.PAUSE_ENDING: msg("What would be a good reason to get in touch again?"),
    Concern.NO_NEXT_STEP: msg("What would they gladly say yes to next?"),
    Concern.STEP_NOT_AGREED: msg("What would it take for them to say yes to the step?"),
    Concern.CLOSE_DATE_PASSED: msg("What has to happen there before they decide, and when?"),
    Concern.CLOSE_DATE_PUSHED: msg("Is it still a priority for them, and who would know?"),
    Concern.GAVE_WITHOUT_TAKING: msg("What would be fair to ask for in return?"),
    Concern.NO_DECISION_MAKER: msg("Do you know who decides there, or somebody who does?"),
    Concern.SINGLE_THREADED: msg("Whom could you introduce there?"),
    Concern.QUESTION_OPEN: msg("Who there could answer, and would it help if you asked?"),
    Concern.QUESTION_STALE: msg("Who there could say whether it is still so?"),
    Concern.STALLED: msg("Is it worth going on, and would a call from you change that?"),
    Concern.STAGE_OVERDUE: msg("What has the customer not done yet, and is it worth going on?"),
    Concern.STAGE_ADVICE: msg("What has the customer not done yet?"),
}


@dataclass(frozen=True, slots=True)
class Matter:
    """What help is asked for: an episode, its deal and who looks after that."""

    episode: Episode
    deal: Deal
    owner: Person


def ask_to_help(helper: Person, matters: Sequence[Matter]) -> Say:
    """The message to a manager: per deal a fact, a question to talk about, and what to do."""
    head = msg("**{name}, could you lend a hand?** They know that I ask.", name=helper.first_name)
    return say(head, *(block for matter in matters for block in _about(helper, matter)))


def _about(helper: Person, matter: Matter) -> Iterator[Block]:
    episode, deal, who = matter.episode, matter.deal, matter.owner.first_name
    since = Day(today(episode.began_at, matter.owner))
    yield Divider(episode.id)
    yield Para(
        msg(
            "**{deal}**, {who}. {concern}, since {day}.",
            deal=deal.title,
            who=matter.owner.name,
            concern=NAMES[episode.concern],
            day=since,
        )
    )
    yield Para(msg("To talk about: {question}", question=_WHAT_TO_ASK[episode.concern]), quiet=True)
    row = buttons(
        Choice(msg("Open the deal"), "deal.show", deal.id),
        Choice(msg("I'll talk to {who}", who=who), "help.talk", episode.id),
        Choice(msg("Ask {who}", who=who), "help.ask", episode.id),
    )
    if row is not None:
        yield row


def talk(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the manager takes it up with the owner themself."""
    _, matter = _meant(incoming, work)
    words = msg("Good. I say no more about **{deal}** to you meanwhile.", deal=matter.deal.title)
    return [say(words, buttons(Choice(msg("Open the deal"), "deal.show", matter.deal.id)))]


def ask(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the owner gets a kind line."""
    turn, matter = _meant(incoming, work)
    words = msg(
        "{who} asks how to help with **{deal}**. To talk about: {question}",
        who=turn.person.name,
        deal=matter.deal.title,
        question=_WHAT_TO_ASK[matter.episode.concern],
    )
    word = say(words, buttons(Choice(msg("The deal"), "deal.show", matter.deal.id)))
    first = matter.owner.first_name
    if not leave_word(work, matter.owner, f"help:ask:{matter.episode.id}", turn.at, word):
        return [say(msg("I have asked {who} already. Nothing was sent twice.", who=first), private=True)]
    return [say(msg("I have asked {who}.", who=first))]


def _meant(incoming: Incoming, work: Work) -> tuple[Turn, Matter]:
    """What a button is about, for whoever leads the owner's team. Raises NotFound or NotAllowed."""
    episode = work.nudging.episode(id_of(incoming))
    if episode is None:
        raise NotFound(msg("I don't find what that was about. Nothing was changed."))
    turn = looking_at(episode.deal, incoming, work)
    owner = work.persons.get(turn.deal.owner)
    if owner is None or owner.id == turn.person.id or not may_hand_over(turn.person, turn.deal, owner, work.settings):
        raise NotAllowed(msg("That is for the manager of the team. Nothing was changed."))
    return turn, Matter(episode, turn.deal, owner)
