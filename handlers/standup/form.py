"""Somebody's part of a standup as a form: what their deals tell, kept or not, their own words, the plan's questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.chat import Ask, Field, FieldKind, Incoming, Option, Reply
from domain.ports import Work
from domain.settings import StandupQuestion
from domain.standup import How, Part, Standup
from domain.standup_plans import plan_of
from domain.words import msg
from handlers.parse import Filled
from handlers.standup.answers import WORDS_AT_MOST, own, said_back
from handlers.standup.mine import Mine, mine_of
from handlers.standup.will_ask import let_rest
from handlers.turn import form_of, id_of

_TOLD_AT_MOST = 300
_KEEP, _DROP = "keep", "drop"
_YES, _NO = "yes", "no"


def ask_part(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the form, with what stands there now."""
    mine = mine_of(id_of(incoming), incoming, work)
    return [Ask("standup.save", msg("My part of the standup"), tuple(_fields(mine)), mine.standup.id, msg("Save"))]


def _fields(mine: Mine) -> Iterator[Field]:
    part = mine.part
    if not part.draft.is_empty:
        keeps = _DROP if part.how is How.OWN else _KEEP
        options = (Option(_KEEP, msg("Yes")), Option(_DROP, msg("No, only what I write")))
        yield Field("keep", msg("Also what your deals tell?"), FieldKind.CHOICE, keeps, options, required=True)
    for question in questions_of(mine.standup, mine.work):
        yield Field(_key(question), question.text, FieldKind.TEXT, part.answer(question.key))
    yield Field("words", msg("In your own words"), FieldKind.TEXT, part.words)
    if part.draft.question:
        options = (Option(_YES, msg("Yes")), Option(_NO, msg("No")))
        now, hint = _YES if part.asks else _NO, part.draft.question
        yield Field("asks", msg("Will you ask the question?"), FieldKind.CHOICE, now, options, hint=hint)


def questions_of(standup: Standup, work: Work) -> Sequence[StandupQuestion]:
    """What the plan asks everybody now; nothing when the plan is no more."""
    plan = plan_of(work, standup)
    return plan.questions if plan else ()


def _key(question: StandupQuestion) -> str:
    return f"told_{question.key}"


def save_part(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form."""
    form = form_of(incoming)
    mine = mine_of(form.id, incoming, work)
    filled = Filled(form, mine.person, incoming.at)
    part = _filled(mine, filled)
    refusal = filled.refusal()
    if not refusal and part.asks and not mine.part.asks:
        let_rest(incoming, work, part)
    return refusal or said_back(mine.answered(part))


def _filled(mine: Mine, filled: Filled) -> Part:
    part = mine.part
    told = dict(part.told)
    for question in questions_of(mine.standup, mine.work):
        told[question.key] = filled.text(_key(question), most=_TOLD_AT_MOST)
    words = filled.text("words", most=WORDS_AT_MOST)
    asks = filled.chosen("asks", {_YES: True, _NO: False}, part.asks)
    kept = tuple((key, text) for key, text in told.items() if text)
    part = replace(part, words=words, told=kept, asks=asks)
    drops = part.draft.is_empty or filled.form.get("keep") == _DROP
    return replace(part, how=own(part) if drops else How.CONFIRMED)
