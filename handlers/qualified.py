"""How well a deal is qualified, said: its weakest element and the number of assumptions, in a line or in a sign."""

from __future__ import annotations

from domain.knowledge import Known
from domain.qualification import Qualification, qualification
from domain.words import Message, Value, Words, msg, msgs
from handlers.turn import Turn

SIGNS = {
    Known.KNOWN: "✓",
    Known.ASSUMED: "~",
    Known.DISPUTED: "≠",
    Known.OLD: "⌛",
    Known.NO_ANSWER: "?",
    Known.NOT_ASKED: "?",
}
_HOW: dict[Known, Message] = {
    Known.ASSUMED: msg("assumed"),
    Known.DISPUTED: msg("told in two ways"),
    Known.OLD: msg("old by now"),
    Known.NO_ANSWER: msg("asked, no answer yet"),
    Known.NOT_ASKED: msg("not asked"),
}


def qualified(turn: Turn) -> Qualification:
    """How well the deal is qualified today."""
    answers = turn.work.facts.answers(turn.deal.id)
    return qualification(turn.work.settings, turn.deal, answers, turn.today, turn.work.similar)


def qualification_line(turn: Turn) -> Message | None:
    """ "Weakest: who decides (assumed). 2 assumptions."; nothing for a deal of which nothing is needed yet."""
    found = qualified(turn)
    weakest = found.weakest
    if weakest is None or not turn.deal.is_open:
        return None
    if weakest.known is Known.KNOWN:
        return msg("✓ They have answered everything that is needed so far.")
    what: Value = weakest.question.label or weakest.question.text
    line = msg("Weakest: {what} ({how}).", what=what, how=_HOW[weakest.known])
    if not found.assumptions:
        return line
    return msgs("{line} {n} assumption.", "{line} {n} assumptions.", found.assumptions, line=line)


def qualification_sign(found: Qualification) -> Words:
    """The same in the cell of a table: "~ Budget, 2 ~"."""
    weakest = found.weakest
    if weakest is None:
        return ""
    sign, label = SIGNS[weakest.known], weakest.question.label
    is_named = weakest.known is not Known.KNOWN and label is not None
    short: Words = msg("{sign} {what}", sign=sign, what=label) if is_named and label else sign
    return msg("{short}, {n} ~", short=short, n=found.assumptions) if found.assumptions else short
