"""What was told when a deal ended, said back; and whether a reason is more than a guess."""

from __future__ import annotations

from collections.abc import Iterator

from domain.chat import Block, Choice, Choices, Incoming, Para, Reply
from domain.deal import Contact
from domain.ending import is_told
from domain.errors import Conflict
from domain.facts import Review
from domain.gates import LOST, WON
from domain.knowledge import Knowledge, Known
from domain.ports import Work
from domain.process import LostReason
from domain.words import Listed, Message, Value, msg
from handlers.replies import buttons, say
from handlers.turn import Turn, id_of, looking_after
from handlers.whom import whom_to_ask

SAID = "said"
EVIDENCE: dict[str, Message] = {
    "signed": msg("A signed order"),
    "written": msg("A yes in writing"),
    SAID: msg("They said yes"),
}


def review_lines(work: Work, review: Review) -> Iterator[Message]:
    """What shows a win; the reason for a loss, on whose word, and the rest of it."""
    if review.end == WON:
        yield evidence_line(review)
    reason = reason_of(work, review)
    if reason is not None and is_told(review):
        yield msg("✓ Reason: {reason}, said by {who}", reason=reason.text, who=review.said_by)
    elif reason is not None:
        yield msg("~ Reason: {reason}, our assumption", reason=reason.text)
    yield from more_lines(work, review)


def more_lines(work: Work, review: Review) -> Iterator[Message]:
    """What turned out wrong, and whom they chose."""
    wrong = work.settings.question(review.wrong)
    if wrong is not None:
        yield msg("Turned out wrong: {question}", question=wrong.label or wrong.text)
    if review.competitor:
        yield msg("They chose {competitor}.", competitor=review.competitor)


def told_lines(turn: Turn) -> Iterator[Message]:
    """On an ended deal: on whose word the reason is, and the rest of what was told last."""
    review = latest_review(turn)
    if review is None:
        return
    if review.end == WON:
        yield evidence_line(review)
    elif is_told(review):
        yield msg("✓ {who} said so.", who=review.said_by)
    else:
        yield msg("~ Nobody there has said so; we assume it.")
    yield from more_lines(turn.work, review)
    if review.note:
        yield msg("In their words: {note}", note=review.note)


def evidence_line(review: Review) -> Message:
    """What shows that the deal is won, with the sign of its grounds."""
    if review.evidence == SAID:
        return msg("✓ {who} said yes.", who=review.said_by)
    if review.evidence in EVIDENCE:
        return msg("▤ {evidence}", evidence=EVIDENCE[review.evidence])
    return msg("~ Nothing showed it: {reason}", reason=review.reason)


def latest_review(turn: Turn) -> Review | None:
    """What was told last about how the deal ended; None while it is open, also when it ended once before."""
    return next(iter(turn.work.facts.reviews(turn.deal.id)), None) if turn.deal.has_ended else None


def rests_on_us(turn: Turn) -> bool:
    """Whether the deal was lost for a reason that nobody there has given."""
    review = latest_review(turn)
    return review is not None and review.end == LOST and not is_told(review)


def reason_of(work: Work, review: Review) -> LostReason | None:
    """The reason as the process has it now; one that was merged into another is that one."""
    process = work.settings.process(review.process)
    return process.lost_reason(review.reason) if process and review.end == LOST else None


def on_whose_word(turn: Turn, review: Review) -> tuple[Block, ...]:
    """When nobody told us the reason: what that rests on, and whom one could ask."""
    reason = reason_of(turn.work, review)
    if reason is None or is_told(review):
        return ()
    who = whom_to_ask(turn.work, turn.deal)
    told = msg("{who} told me", who=_first_name(who)) if who else msg("They told me")
    options = (
        Choice(msg("I'll ask"), "review.ask", turn.deal.id),
        Choice(told, "review.tell", turn.deal.id),
        Choice(msg("Leave it"), "review.leave", turn.deal.id),
    )
    return Para(_doubt(turn, reason, _first_name(who) if who else msg("them"))), Choices(options)


def _doubt(turn: Turn, reason: LostReason, who: Value) -> Message:
    unknown = _rests_on_guesses(turn, reason)
    said: dict[str, Value] = {"reason": reason.text, "who": who}
    if not unknown:
        return msg("You chose “{reason}”, and nobody there has said so. Could you ask {who}?", **said)
    said["questions"] = Listed(tuple(one.question.label or one.question.text for one in unknown))
    if all(one.known is Known.ASSUMED for one in unknown):
        return msg(
            "You chose “{reason}”. We only assumed what that rests on ({questions}), so we don't know whether that "
            "was it. Could you ask {who}?",
            **said,
        )
    return msg(
        "You chose “{reason}”. We did not know for sure what that rests on ({questions}), so we don't know whether "
        "that was it. Could you ask {who}?",
        **said,
    )


def _rests_on_guesses(turn: Turn, reason: LostReason) -> list[Knowledge]:
    questions = (turn.work.settings.question(key) for key in reason.rests_on)
    found = [turn.knows(question) for question in questions if question is not None]
    return [one for one in found if one.known is not Known.KNOWN]


def _first_name(contact: Contact) -> str:
    return contact.name.split()[0]


def will_ask(incoming: Incoming, work: Work) -> list[Reply]:
    """The rep is going to ask them."""
    turn, _ = lost_one(incoming, work)
    asked = msg("Good. “What decided it for you in the end?” Tell me what they say.")
    return [say(asked, buttons(Choice(msg("They told me"), "review.tell", turn.deal.id)))]


def leave_it(incoming: Incoming, work: Work) -> list[Reply]:
    """The reason stays what it is, our assumption."""
    turn, _ = lost_one(incoming, work)
    return [say(msg("Fine. The reason stays our assumption: {deal}.", deal=turn.deal.title))]


def lost_one(incoming: Incoming, work: Work) -> tuple[Turn, Review]:
    """A turn on a lost deal, and what was told last about the loss. Raises as `looking_after`, and Conflict."""
    turn = looking_after(id_of(incoming), incoming, work)
    review = latest_review(turn)
    if review is None or review.end != LOST:
        raise Conflict(msg("{deal} is not lost. Nothing was changed.", deal=turn.deal.title))
    return turn, review
