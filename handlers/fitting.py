"""The prospecting template as one small form, and how a deal stands against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from domain.chat import Ask, Block, Choice, Field, FieldKind, Incoming, Option, Reply
from domain.deal import Deal, DealState
from domain.errors import Conflict
from domain.facts import Answer, Grounds
from domain.fit import NO, VERSION, YES, Fit, FitLine, Held, held
from domain.ports import Work
from domain.process import Process
from domain.words import Day, Message, Value, Words, msg
from handlers.parse import Filled
from handlers.replies import buttons, say, undo_button
from handlers.saving import capitalised
from handlers.speaker import changes, today
from handlers.turn import Turn, form_of, id_of, looking_after

UNKNOWN = "unknown"
_GROUNDS: tuple[tuple[Grounds, Words], ...] = (
    (Grounds.ASSUMED, msg("We assume so")),
    (Grounds.CUSTOMER_SAID, msg("They said so")),
    (Grounds.DOCUMENT, msg("It is in writing from them")),
    (Grounds.OBSERVED, msg("We saw it ourselves")),
)
_VALUES: tuple[tuple[str, Words], ...] = (
    (YES, msg("Yes")),
    (NO, msg("No")),
    (UNKNOWN, msg("Don't know")),
)


def ask_fit(incoming: Incoming, work: Work) -> list[Reply]:
    """The form: a line of the template each, and how we know for all of them."""
    turn, _ = weighing(id_of(incoming), incoming, work)
    values = tuple(Option(value, label) for value, label in _VALUES)
    grounds = tuple(Option(one.value, label) for one, label in _GROUNDS)
    lines = [
        Field(line.criterion.question, line.criterion.text, FieldKind.CHOICE, _stands(line), values)
        for line in fit_of(turn).lines
    ]
    fields = (
        *lines,
        Field("grounds", msg("How do we know?"), FieldKind.CHOICE, Grounds.ASSUMED.value, grounds),
        Field("who", msg("Who said it, if they did?")),
        Field("day", msg("When did they say it?"), FieldKind.DAY, turn.today.isoformat()),
    )
    title = msg("Does it fit: {deal}", deal=turn.deal.title)
    return [Ask("fit.save", title, fields, turn.deal.id, msg("Save"))]


def weighing(deal_id: str, incoming: Incoming, work: Work) -> tuple[Turn, Process]:
    """A turn on a prospect or an open deal whose process has a template. Raises Conflict for any other."""
    turn = looking_after(deal_id, incoming, work)
    process = turn.process
    if turn.deal.has_ended:
        raise Conflict(msg("{deal} has ended. Nothing was changed.", deal=turn.deal.title))
    if process is None or not process.fit:
        raise Conflict(msg("The process of {deal} has no prospecting template.", deal=turn.deal.title))
    return turn, process


def fit_of(turn: Turn) -> Held:
    """How the deal stands against the template of its process."""
    return held(turn.process, turn.work.facts.answers(turn.deal.id))


def _stands(line: FitLine) -> str:
    return {True: YES, False: NO, None: UNKNOWN}[line.value]


def save_fit(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form becomes answers: what was changed, and what is known better now."""
    turn, process = weighing(id_of(incoming), incoming, work)
    filled = Filled(form_of(incoming), turn.person, turn.at)
    told = _told(filled, turn)
    if filled.errors:
        return filled.refusal()
    before = fit_of(turn)
    answers = [replace(answer, id=work.new_id()) for answer in _answers(filled, before, told)]
    if not answers and before.version == process.fit_version:
        return [say(msg("That is what I have already. Nothing was stored twice."), private=True)]
    version = replace(told, id=work.new_id(), question=VERSION, value=str(process.fit_version))
    deal = turn.save("fit", turn.deal, *answers, version)
    return [say(*fit_blocks(replace(turn, deal=deal)))]


def _told(filled: Filled, turn: Turn) -> Answer:
    """How we know, for all lines alike: they said so only when it is told who did and when."""
    grounds = filled.chosen("grounds", {one.value: one for one, _ in _GROUNDS}, Grounds.ASSUMED)
    who, day = capitalised(filled.line("who", most=80)), filled.day("day")
    if day is not None and day > turn.today:
        filled.wrong("day", msg("{day} has not come yet. When did they say it?", day=Day(day)))
    is_theirs = grounds is Grounds.CUSTOMER_SAID
    if is_theirs and not (who and day):
        filled.wrong("who", msg("Who said it, and when? If nobody did, choose that we assume so."))
    return Answer(
        "", turn.deal.id, turn.act, turn.person.id, turn.at, "", "", grounds, who if is_theirs else "",
        day if is_theirs else None,
    )  # fmt: skip


def _answers(filled: Filled, before: Held, told: Answer) -> Iterator[Answer]:
    """The lines that were answered otherwise than they stood, and those that are known on better grounds now."""
    for line in before.lines:
        key = line.criterion.question
        value = filled.chosen(key, {YES: YES, NO: NO}, UNKNOWN)
        if value == _stands(line) and not (value != UNKNOWN and _is_better(told, line.answer)):
            continue
        if value == UNKNOWN:
            yield replace(told, question=key, grounds=Grounds.UNKNOWN, said_by="", heard_on=None)
        else:
            yield replace(told, question=key, value=value)


def _is_better(told: Answer, was: Answer | None) -> bool:
    """Whether an answer is worth telling again: on the word of the customer, a document or our own eyes."""
    if was is None or told.grounds is Grounds.ASSUMED:
        return False
    return (told.grounds, told.said_by, told.heard_on) != (was.grounds, was.said_by, was.heard_on)


def fit_blocks(turn: Turn) -> Iterator[Block | Words | None]:
    """How the deal stands against the template, and what can be done about it."""
    found, deal = fit_of(turn), turn.deal
    yield msg("**{deal}.** {fit}.", deal=deal.title, fit=fit_words(found))
    yield from map(fit_line, found.lines)
    undo = undo_button(turn.act)
    if deal.state is DealState.PROSPECT:
        yield buttons(start_button(deal), drop_button(deal), undo)
    elif found.wanting:
        yield buttons(anyway_button(deal), Choice(msg("Let it go"), "deal.lose", deal.id), undo)
    else:
        yield buttons(Choice(msg("The deal"), "deal.show", deal.id), undo)


def fit_words(found: Held) -> Message:
    """At a glance: "3 of 4 fit, 1 unknown"."""
    if not found.is_asked:
        return msg("Not held against the template yet")
    fits, unknown = len(found.of(Fit.FITS)), len(found.of(Fit.UNKNOWN))
    if unknown:
        return msg("{fits} of {total} fit, {unknown} unknown", fits=fits, total=len(found.lines), unknown=unknown)
    return msg("{fits} of {total} fit", fits=fits, total=len(found.lines))


def fit_line(line: FitLine) -> Message:
    """A line with what was answered and on what that rests."""
    answer = line.answer
    if line.fit is Fit.UNKNOWN or answer is None:
        return msg("? {line}: not known", line=line.criterion.text)
    told: dict[str, Value] = {
        "sign": _SIGNS.get(answer.grounds, "~"),
        "line": line.criterion.text,
        "value": msg("yes") if line.value else msg("no"),
        "how": answer.said_by or _HOW.get(answer.grounds, msg("our assumption")),
    }
    if line.fit is Fit.UNFIT:
        return msg("{sign} {line}: {value}, {how}. **Does not fit.**", **told)
    return msg("{sign} {line}: {value}, {how}", **told)


_SIGNS = {Grounds.CUSTOMER_SAID: "✓", Grounds.DOCUMENT: "▤", Grounds.OBSERVED: "◉"}
_HOW = {Grounds.DOCUMENT: msg("in writing from them"), Grounds.OBSERVED: msg("seen by us")}


def start_button(deal: Deal, note: str = "") -> Choice:
    """Makes a deal of a prospect; `note` waits for it."""
    return Choice(msg("Start it as a deal"), "prospect.start", deal.id, note)


def drop_button(deal: Deal) -> Choice:
    """Takes a prospect off the list."""
    return Choice(msg("Not for us"), "prospect.drop", deal.id)


def anyway_button(deal: Deal, note: str = "") -> Choice:
    """Goes on although it does not fit in all: a prospect is started, a deal is kept."""
    words = msg("Start anyway, with a reason") if deal.state is DealState.PROSPECT else msg("Keep it, with a reason")
    return Choice(words, "fit.anyway", deal.id, note)


def fit_button(deal: Deal, process: Process | None) -> Choice | None:
    """Opens the form, if there is a template."""
    return Choice(msg("Does it fit?"), "fit.ask", deal.id) if process and process.fit else None


def prospect_blocks(turn: Turn) -> Iterator[Block | Words | None]:
    """A prospect on one screen."""
    deal, found = turn.deal, fit_of(turn)
    yield msg(
        "**{deal}** is on the prospect list since {day}.", deal=deal.title, day=Day(today(deal.opened_at, turn.person))
    )
    if deal.paused_until is not None:
        until, said = Day(deal.paused_until), deal.pause_reason
        yield (
            msg("Ask again from {day}: {reason}", day=until, reason=said)
            if said
            else msg("Ask again from {day}.", day=until)
        )
    if found.is_asked:
        yield msg("{fit}:", fit=fit_words(found))
        yield from map(fit_line, found.lines)
    if changes(turn.person, deal, turn.work, turn.at):
        yield buttons(start_button(deal), fit_button(deal, turn.process), drop_button(deal))


def deal_fit_line(turn: Turn) -> Iterator[Message]:
    """How an open deal stands against the template, in a line, once somebody has looked."""
    found = fit_of(turn)
    if found.is_asked:
        yield msg("Template: {fit}.", fit=fit_words(found))
