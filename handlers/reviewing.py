"""A deal is lost: what was never confirmed, which of it turned out wrong, why, and on whose word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.chat import Ask, Choice, Field, FieldKind, Incoming, Option, Reply
from domain.deal import Deal, DealState
from domain.ending import LOSSES_COMPARED, is_early, never_confirmed, usual_days
from domain.facts import Grounds, Review
from domain.gates import LOST
from domain.knowledge import Knowledge, Known, needed_so_far
from domain.moving import close
from domain.ports import Work
from domain.reading.chosen import chosen_instead
from domain.words import Message, Texts, msg, msgs
from handlers.ended import cancelled, days_lived, my_deals, who_field, who_said, words_told
from handlers.known import standing_lines
from handlers.parse import Filled
from handlers.replies import buttons, say, undo_button
from handlers.reviewed import lost_one, on_whose_word, reason_of, review_lines
from handlers.turn import Turn, changing, form_of, id_of, pick_of, rest_of
from handlers.which import which_deal

NONE_OF_THEM = "-"
ASSUMED = "assumed"
_OFFERED = 3


def ask_lost_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: the deal that is named was lost."""
    found = which_deal(rest_of(incoming), incoming, work, "deal.lose")
    return _review(changing(found.id, incoming, work), "") if isinstance(found, Deal) else found


def ask_lost(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the same. Its pick is what turned out wrong, once that was asked."""
    return _review(changing(id_of(incoming), incoming, work), pick_of(incoming))


def _review(turn: Turn, wrong: str) -> list[Reply]:
    """First what was never confirmed, if there is any such thing; then the form."""
    found = unconfirmed(turn)
    if not found or wrong:
        return [_form(turn, found, wrong)]
    asked = _which_was_wrong(turn, found)
    alone = len(found) == 1
    which = [
        Choice(msg("It did") if alone else _short(one), "deal.lose", turn.deal.id, one.question.key)
        for one in found[:_OFFERED]
    ]
    none = Choice(msg("It did not") if alone else msg("None of them"), "deal.lose", turn.deal.id, NONE_OF_THEM)
    return [say(asked, *standing_lines(found, turn), buttons(*which, none))]


def _which_was_wrong(turn: Turn, found: Sequence[Knowledge]) -> Message:
    if any(one.known in (Known.OLD, Known.DISPUTED) for one in found):
        return msgs(
            "**{deal}.** {n} thing was not sure any more. Did it turn out wrong?",
            "**{deal}.** {n} things were never confirmed, or not lately. Which one turned out wrong?",
            len(found),
            deal=turn.deal.title,
        )
    return msgs(
        "**{deal}.** {n} thing was never confirmed. Did it turn out wrong?",
        "**{deal}.** {n} things were never confirmed. Which one turned out wrong?",
        len(found),
        deal=turn.deal.title,
    )


def unconfirmed(turn: Turn) -> tuple[Knowledge, ...]:
    """What the stages so far needed to know, and nobody at the customer stands behind."""
    process = turn.process
    needed = needed_so_far(turn.work.settings, process, turn.deal.stage) if process else ()
    return never_confirmed([turn.knows(question) for question in needed])


def _short(one: Knowledge) -> Texts:
    return one.question.label or one.question.text


def _form(turn: Turn, found: Sequence[Knowledge], wrong: str) -> Reply:
    note = words_told(turn, "lost", "disqualified")
    fields = (
        *wrong_field(found, wrong),
        Field("reason", msg("Why?"), FieldKind.CHOICE, options=reason_options(turn), required=True),
        who_field(turn, msg("Who told you?"), Option(ASSUMED, msg("Nobody, we assume so"))),
        Field("competitor", msg("Whom did they choose instead, if anybody?"), value=chosen_instead(note)),
        Field("area", msg("Product area"), value=turn.deal.area),
        Field("note", msg("In their words"), FieldKind.TEXT, note),
    )
    return Ask("deal.lost", msg("Close: {deal}", deal=turn.deal.title), fields, turn.deal.id, msg("Close the deal"))


def wrong_field(found: Sequence[Knowledge], wrong: str) -> tuple[Field, ...]:
    """Which of what was never confirmed turned out wrong; no field when all of it was."""
    options = tuple(Option(one.question.key, _short(one)) for one in found)
    if not options:
        return ()
    value = wrong if wrong in {option.value for option in options} else NONE_OF_THEM
    none = Option(NONE_OF_THEM, msg("None of them"))
    return (
        Field("wrong", msg("Not confirmed. Which one turned out wrong?"), FieldKind.CHOICE, value, (none, *options)),
    )


def reason_options(turn: Turn) -> tuple[Option, ...]:
    """The process's reasons."""
    return tuple(Option(one.key, one.text) for one in turn.process.lost_reasons) if turn.process else ()


def lose(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form: the deal is lost, for a reason that they gave or that we assume."""
    turn = changing(id_of(incoming), incoming, work)
    filled = Filled(form_of(incoming), turn.person, turn.at)
    review, area = review_of(filled, turn), filled.line("area", most=100)
    if filled.errors:
        return filled.refusal()
    after = replace(
        turn.deal, state=DealState.LOST, closed_at=turn.at, close_reason=review.reason, close_note=review.note,
        area=area or turn.deal.area,
    )  # fmt: skip
    deal = close(turn.work, turn.doing(LOST), turn.deal, after, *cancelled(turn), review)
    early = is_early(turn.process, deal.stage, days_lived(turn))
    lines = (*_lost_words(turn, deal, early=early), *review_lines(turn.work, review))
    again = Choice(msg("Ask them again later"), "prospect.later", deal.id) if early else None
    return [say(*lines, buttons(undo_button(turn.act), again, my_deals()), *on_whose_word(turn, review))]


def review_of(filled: Filled, turn: Turn) -> Review:
    """What the form tells of the end."""
    reasons = [option.value for option in reason_options(turn)]
    reason, said_by = filled.form.get("reason"), who_said(turn, filled.form.get("said"))
    if reasons and reason not in reasons:
        filled.wrong("reason", msg("Choose the reason that comes closest."))
    wrong = filled.chosen("wrong", {one.question.key: one.question.key for one in unconfirmed(turn)}, "")
    return Review(
        turn.work.new_id(), turn.deal.id, turn.act, turn.person.id, turn.at, turn.deal.process, LOST, reason,
        Grounds.CUSTOMER_SAID if said_by else Grounds.ASSUMED, said_by, wrong, filled.line("competitor", most=100),
        note=filled.text("note"),
    )  # fmt: skip


def _lost_words(turn: Turn, deal: Deal, *, early: bool) -> Iterator[Message]:
    """How long it took; thanks, and what it saved, when it was let go while that still saves time."""
    days = days_lived(turn)
    if not early:
        yield msgs(
            "**{deal} is closed as lost**, after {n} day.",
            "**{deal} is closed as lost**, after {n} days.",
            days,
            deal=deal.title,
        )
        return
    yield msgs(
        "**{deal} is let go**, after {n} day. Thank you: that time goes to a deal that can be won.",
        "**{deal} is let go**, after {n} days. Thank you: that time goes to a deal that can be won.",
        days,
        deal=deal.title,
    )
    usual = _usual(turn)
    if usual is not None:
        yield msg("Deals like this used to take us {days} days.", days=usual)


def _usual(turn: Turn) -> int | None:
    process = turn.process
    if process is None:
        return None
    return usual_days(process, turn.work.deals.days_to_end(process.key, DealState.LOST, LOSSES_COMPARED))


def ask_told(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: they told us why. The review once more, with who said it."""
    turn, last = lost_one(incoming, work)
    reason = reason_of(work, last)
    fields = (
        Field("reason", msg("Why?"), FieldKind.CHOICE, reason.key if reason else "", reason_options(turn), True),
        replace(who_field(turn, msg("Who told you?")), required=True),
        *wrong_field(unconfirmed(turn), last.wrong),
        Field("competitor", msg("Whom did they choose instead, if anybody?"), value=last.competitor),
        Field("note", msg("In their words"), FieldKind.TEXT, last.note),
    )
    return [Ask("review.save", msg("Why: {deal}", deal=turn.deal.title), fields, turn.deal.id, msg("Save"))]


def save_told(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form: a review of its own, which counts from now on. What was told before it stays."""
    turn, last = lost_one(incoming, work)
    filled = Filled(form_of(incoming), turn.person, turn.at)
    review = review_of(filled, turn)
    if not review.said_by:
        filled.wrong("said", msg("Who told you?"))
    if filled.errors:
        return filled.refusal()
    if review == replace(last, id=review.id, act=review.act, by=review.by, at=review.at):
        return [say(msg("That is what I have already. Nothing was stored twice."), private=True)]
    after = replace(turn.deal, close_reason=review.reason, close_note=review.note)
    deal = turn.save("review", after, review)
    said = msg("**{deal}.** Saved.", deal=deal.title)
    return [say(said, *review_lines(turn.work, review), buttons(undo_button(turn.act), my_deals()))]
