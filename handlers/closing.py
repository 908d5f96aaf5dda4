"""A deal is won: what shows it, what made them choose us, and what the gates of its process still ask for."""

from __future__ import annotations

from dataclasses import replace

from domain.chat import Ask, Field, FieldKind, Incoming, Option, Reply
from domain.deal import Deal, DealState
from domain.facts import Answer, Fact, Grounds, Review
from domain.gates import WON
from domain.moving import Look, close, look
from domain.ports import Work
from domain.process import Criterion
from domain.words import Listed, msg, msgs
from handlers.ended import cancelled, days_lived, my_deals, who_field, who_said
from handlers.gate import ANYWAY, Passage, at_the_gate, name_of
from handlers.parse import Filled
from handlers.replies import buttons, say, undo_button
from handlers.reviewed import EVIDENCE, SAID, evidence_line
from handlers.turn import Turn, changing, form_of, id_of, pick_of, rest_of
from handlers.which import which_deal

NOTHING = "nothing"
_NOBODY = "nobody"


def ask_won_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: the deal that is named was won."""
    found = which_deal(rest_of(incoming), incoming, work, "deal.win")
    return _won(changing(found.id, incoming, work), "") if isinstance(found, Deal) else found


def ask_won(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the same. With the pick "anyway" the gate was seen already."""
    return _won(changing(id_of(incoming), incoming, work), pick_of(incoming))


def _won(turn: Turn, pick: str) -> list[Reply]:
    """First what the gates still ask for, then the form."""
    gate = _gate(turn)
    return [_form(turn)] if gate is None or pick == ANYWAY else at_the_gate(gate)


def _gate(turn: Turn) -> Passage | None:
    """What is in the way apart from what the form itself asks for; None when nothing is."""
    seen, by_form = _seen(turn), _shown_by_evidence(turn)
    if turn.process is None or seen is None:
        return None
    gaps = tuple(gap for gap in seen.gaps if by_form is None or gap.key != by_form.question)
    return Passage(turn, turn.process, WON, replace(seen, gaps=gaps)) if gaps else None


def _seen(turn: Turn, *facts: Answer) -> Look | None:
    process = turn.process
    return look(turn.work, turn.deal, process, WON, turn.at, facts) if process else None


def _shown_by_evidence(turn: Turn) -> Criterion | None:
    """What the customer does to leave the last stage is what shows that the deal is won, if it is one thing."""
    criteria = turn.process.stages[-1].leaves_when if turn.process else ()
    return criteria[0] if len(criteria) == 1 else None


def _form(turn: Turn) -> Reply:
    shows = (*(Option(key, label) for key, label in EVIDENCE.items()), Option(NOTHING, msg("Nothing yet")))
    fields = (
        Field("evidence", msg("What shows it?"), FieldKind.CHOICE, NOTHING, shows, required=True),
        who_field(turn, msg("Who said yes?"), Option(_NOBODY, msg("Nobody yet"))),
        Field("note", msg("What made them choose us?"), FieldKind.TEXT,
              hint=msg("In their words, if they said so.")),
        Field("reason", msg("If something is missing: why close it all the same?")),
    )  # fmt: skip
    return Ask("deal.won", msg("Won: {deal}", deal=turn.deal.title), fields, turn.deal.id, msg("Close as won"))


def win(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form: the deal is won, with evidence or a reason."""
    turn = changing(id_of(incoming), incoming, work)
    filled = Filled(form_of(incoming), turn.person, turn.at)
    review, reason = _review(filled, turn)
    shown = _shown(turn, review)
    _check(filled, turn, review, _seen(turn, *shown))
    if filled.errors:
        return filled.refusal()
    after = replace(turn.deal, state=DealState.WON, closed_at=turn.at, close_note=review.note)
    told: tuple[Fact, ...] = (*cancelled(turn), *shown, review)
    deal = close(turn.work, turn.doing(WON), turn.deal, after, *told, reason=reason)
    days = days_lived(turn)
    won = msgs("**{deal} is won**, after {n} day.", "**{deal} is won**, after {n} days.", days, deal=deal.title)
    worth = msg("Worth {amount}.", amount=deal.worth) if deal.worth else None
    why = msg("Closed all the same: {reason}", reason=reason) if reason and review.evidence else None
    return [say(won, worth, evidence_line(review), why, buttons(undo_button(turn.act), my_deals()))]


def _review(filled: Filled, turn: Turn) -> tuple[Review, str]:
    """What the form tells of the end, and the reason to close it all the same."""
    evidence = filled.chosen("evidence", {key: key for key in EVIDENCE}, "")
    said_by = who_said(turn, filled.form.get("said")) if evidence == SAID else ""
    if evidence == SAID and not said_by:
        filled.wrong("said", msg("Who said yes?"))
    reason = filled.line("reason")
    review = Review(
        turn.work.new_id(), turn.deal.id, turn.act, turn.person.id, turn.at, turn.deal.process, WON,
        "" if evidence else reason, _GROUNDS.get(evidence, Grounds.ASSUMED), said_by, evidence=evidence,
        note=filled.text("note"),
    )  # fmt: skip
    return review, reason


_GROUNDS = {"signed": Grounds.DOCUMENT, "written": Grounds.DOCUMENT, SAID: Grounds.CUSTOMER_SAID}


def _shown(turn: Turn, review: Review) -> tuple[Answer, ...]:
    """The evidence answers what the last stage asks of the customer."""
    criterion = _shown_by_evidence(turn)
    if criterion is None or not review.evidence:
        return ()
    return (
        Answer(
            turn.work.new_id(), turn.deal.id, turn.act, turn.person.id, turn.at, criterion.question, "✓",
            review.grounds, review.said_by, turn.today,
        ),
    )  # fmt: skip


def _check(filled: Filled, turn: Turn, review: Review, seen: Look | None) -> None:
    """Without evidence there is a reason, and so there is for what the gates still ask for; some let nothing pass."""
    gaps = seen.gaps if seen else ()
    hard = tuple(gap for gap in gaps if gap.hard)
    if hard:
        what = Listed(tuple(name_of(turn.work, gap.key) for gap in hard))
        filled.wrong("evidence", msg("No reason gets past this: {what}", what=what))
    if filled.form.get("reason"):
        return
    if not review.evidence:
        filled.wrong("reason", msg("Nothing shows it yet. Write in a few words why you close it all the same."))
    elif gaps:
        why = msgs(
            "{n} thing is still missing. Write in a few words why you close it all the same.",
            "{n} things are still missing. Write in a few words why you close it all the same.",
            len(gaps),
        )
        filled.wrong("reason", why)
