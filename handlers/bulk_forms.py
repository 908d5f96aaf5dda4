"""The forms of what is done with many deals: which deals, and what is to become of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from domain.chat import Ask, Field, FieldKind, Incoming, Option, Reply
from domain.person import Person
from domain.ports import Work
from domain.rights import may_be_given
from domain.words import Words, msg
from handlers.leaving import manageable
from handlers.orders import CLOSE_DATES, HAND_OVER, LEAVING, PAUSE, STAGE, STEPS, Order, owners
from handlers.parse import Filled
from handlers.replies import say
from handlers.speaker import speaker
from handlers.turn import rest_of

LABELS: Mapping[str, Words] = {
    HAND_OVER: msg("Hand them over"),
    STEPS: msg("Move the next steps"),
    CLOSE_DATES: msg("Move the close dates"),
    PAUSE: msg("Let them wait"),
    STAGE: msg("To another stage"),
    LEAVING: msg("Somebody has left"),
}
_DAYS = re.compile(r"[+]?(-?\d{1,3})")
_EVERYBODY = "everybody"
_ANYWHERE = "anywhere"


def ask_leaving(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: somebody has left; the form asks who takes over."""
    person, name = speaker(incoming, work), rest_of(incoming).casefold()
    could = manageable(work, person)
    if not could:
        return [say(msg("Only an admin or the team's manager can say that. Nothing was changed."), private=True)]
    named = [one for one in could if name in (one.name.casefold(), one.first_name.casefold())]
    if name and len(named) != 1:
        return [say(msg("I don't know which of your people that is. Write the whole name, as in app.yaml."))]
    return form_for(LEAVING, incoming, work, named[0] if named else None)


def form_for(kind: str, incoming: Incoming, work: Work, owner: Person | None = None) -> list[Reply]:
    """The form of one kind of change; the deals of `owner` from the start, if somebody was named."""
    if kind not in LABELS:
        return [say(msg("I don't find what that was about. Nothing was changed."), private=True)]
    person = speaker(incoming, work)
    fields = (*_which(kind, work, person, owner), *_what(kind, work, person))
    return [Ask("bulk.show", LABELS[kind], fields, kind, msg("Show me first"))]


def _which(kind: str, work: Work, person: Person, owner: Person | None) -> Iterator[Field]:
    """Whose deals, and where they are; one's own need no question."""
    if kind == LEAVING:
        people = tuple(Option(one.id, one.name) for one in manageable(work, person))
        yield Field("owner", msg("Who has left?"), FieldKind.CHOICE, owner.id if owner else "", people, required=True)
        return
    whose = owners(work, person)
    if len(whose) > 1:
        everybody = Option(_EVERYBODY, msg("Everybody's"))
        people = (everybody, *(Option(one.id, one.name) for one in whose))
        yield Field("owner", msg("Whose deals?"), FieldKind.CHOICE, owner.id if owner else _EVERYBODY, people)
    where = (Option(_ANYWHERE, msg("Everywhere")), *_places(work, with_processes=True))
    yield Field("where", msg("Which of them?"), FieldKind.CHOICE, _ANYWHERE, where)


def _places(work: Work, *, with_processes: bool) -> Iterator[Option]:
    for process in work.settings.processes:
        if with_processes:
            yield Option(process.key, process.name)
        for stage in process.stages:
            name = msg("{process}: {stage}", process=process.name, stage=stage.name)
            yield Option(f"{process.key}/{stage.key}", name)


def _what(kind: str, work: Work, person: Person) -> Iterator[Field]:
    """What is to become of them."""
    if kind in (HAND_OVER, LEAVING):
        people = (one for one in work.persons.all() if may_be_given(person, one, work.settings))
        to = tuple(Option(one.id, one.name) for one in people)
        yield Field("to", msg("Who takes over?"), FieldKind.CHOICE, options=to, required=kind == HAND_OVER)
    elif kind in (CLOSE_DATES, STEPS):
        yield Field("days", msg("By how many days?"), required=True, hint=msg("Such as 7, or -7 for a week earlier."))
    elif kind == PAUSE:
        yield Field("until", msg("Until which day?"), FieldKind.DAY, required=True)
        yield Field("reason", msg("Why?"), required=True)
    else:
        stages = tuple(_places(work, with_processes=False))
        yield Field("to", msg("To which stage?"), FieldKind.CHOICE, options=stages, required=True)
        yield Field("reason", msg("Why, if something is still missing?"))


def order_in(filled: Filled, kind: str, work: Work) -> Order:
    """What the form says; what is wrong with it is kept in `filled`."""
    whose = filled.form.get("owner")
    where = filled.form.get("where")
    order = Order(
        kind=kind,
        owner="" if whose == _EVERYBODY else whose,
        where="" if where == _ANYWHERE else where,
        to=filled.form.get("to"),
        reason=filled.line("reason"),
    )
    _check(filled, order, work)
    days, until = _days(filled, kind), _until(filled, kind)
    return Order(kind, order.owner, order.where, order.to, days, until, order.reason)


def _check(filled: Filled, order: Order, work: Work) -> None:
    """The chosen are among those that may be chosen, whatever the form came with."""
    person = filled.person
    given = work.persons.get(order.to)
    if order.kind not in LABELS:
        filled.wrong("owner", msg("I don't find what that was about. Nothing was changed."))
    if order.kind == HAND_OVER and (given is None or not may_be_given(person, given, work.settings)):
        filled.wrong("to", msg("Choose who takes over."))
    if order.kind == LEAVING and order.owner not in {one.id for one in manageable(work, person)}:
        filled.wrong("owner", msg("Choose who has left."))
    if order.kind == LEAVING and given is not None and (given.id == order.owner or not _may_take(filled, given, work)):
        filled.wrong("to", msg("Choose somebody else to take over."))
    if order.kind == STAGE and order.to not in {one.value for one in _places(work, with_processes=False)}:
        filled.wrong("to", msg("Choose a stage."))


def _may_take(filled: Filled, given: Person, work: Work) -> bool:
    return may_be_given(filled.person, given, work.settings)


def _days(filled: Filled, kind: str) -> int:
    if kind not in (CLOSE_DATES, STEPS):
        return 0
    found = _DAYS.fullmatch(filled.form.get("days").replace("−", "-"))
    if found is None or int(found[1]) == 0:
        filled.wrong("days", msg("Write how many days, such as 7, or -7 for a week earlier."))
        return 0
    return int(found[1])


def _until(filled: Filled, kind: str) -> str:
    if kind != PAUSE:
        return ""
    until = filled.day_ahead("until", msg("Until which day did they ask us to wait?"))
    filled.line("reason", msg("Write in a few words why they want to wait."))
    return until.isoformat() if until else ""
