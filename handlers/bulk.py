"""Many deals at once. It is always shown first what will change and what will not; then one press does it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.chat import Block, Choice, Incoming, Press, Reply, Table
from domain.deal import Deal
from domain.errors import NotAllowed, Rests
from domain.journal import Pending
from domain.person import Person
from domain.ports import Work
from domain.words import Words, msg, msgs
from handlers.bulk_forms import LABELS, form_for, order_in
from handlers.echo import belongs
from handlers.leaving import has_gone, is_back
from handlers.orders import (
    AT_MOST,
    HAND_OVER,
    LEAVING,
    Order,
    Planned,
    keep_order,
    kept_order,
    may_still,
    meant,
    owners,
    plan,
)
from handlers.parse import Filled
from handlers.replies import buttons, say
from handlers.speaker import speaker
from handlers.taking_back import check_may, standing, take_back
from handlers.turn import Turn, form_of, id_of, pick_of, rest_of
from handlers.unasked import tell_of_deals

_SHOWN = 12


def ask_bulk(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: what is to be done with many deals."""
    choices = [Choice(label, "bulk.choose", pick=kind) for kind, label in LABELS.items() if kind != LEAVING]
    return [
        say(msg("What would you like to do with many deals at once?"), buttons(*choices[:3]), buttons(*choices[3:]))
    ]


def ask_reassign(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: deals go to somebody else, those of the person who is named if one is."""
    person = speaker(incoming, work)
    named = next((one for one in owners(work, person) if _is_called(one, rest_of(incoming))), None)
    return form_for(HAND_OVER, incoming, work, named)


def _is_called(person: Person, name: str) -> bool:
    return bool(name) and name.casefold() in (person.name.casefold(), person.first_name.casefold())


def choose(incoming: Incoming, work: Work) -> list[Reply]:
    """The button of one kind of change: its form."""
    return form_for(pick_of(incoming), incoming, work)


def show(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form: what would change, before anything does."""
    filled = Filled(form_of(incoming), speaker(incoming, work), incoming.at)
    order = order_in(filled, id_of(incoming), work)
    return filled.refusal() or preview(incoming, work, order)


def preview(incoming: Incoming, work: Work, order: Order) -> list[Reply]:
    """The deals that would change and those that would not, with the button that does it."""
    person = speaker(incoming, work)
    deals = meant(work, person, order)
    planned = [plan(_turn(incoming, work, person, deal), order) for deal in deals[:AT_MOST]]
    free = [one for one in planned if one.why_not is None]
    if not free and order.kind != LEAVING:
        none = msg("No deal would change. Nothing was changed.")
        return [say(none, *_left([(one.deal, one.why_not or "") for one in planned]))]
    id = work.new_id()
    order = replace(order, deals=tuple((one.deal.id, one.deal.version) for one in free))
    keep_order(work, order, person, Pending(id, person.id, "", "", incoming.at))
    return [
        say(
            _heading(work, order, len(free)),
            _table(work, free),
            *_left([(one.deal, one.why_not or "") for one in planned if one.why_not is not None]),
            _cut_off(len(deals)),
            msg("Nothing is changed yet."),
            buttons(Choice(_press(work, order, len(free)), "bulk.do", id)),
        )
    ]


def _cut_off(many: int) -> Words | None:
    """That one press takes no more than so many, and what to do about the others."""
    if many <= AT_MOST:
        return None
    return msg(
        "These are {n} of {many}, as many as can change at once. To reach all, take one person or stage at a time.",
        n=AT_MOST,
        many=many,
    )


def _heading(work: Work, order: Order, many: int) -> Words:
    if order.kind == LEAVING and not many:
        return msg("**{who}** has no open deal.", who=_name(work, order.owner))
    return msgs("**{n} deal** will change:", "**{n} deals** will change:", many)


def _press(work: Work, order: Order, many: int) -> Words:
    if order.kind == LEAVING:
        return msg("{who} has left", who=_name(work, order.owner))
    return msgs("Change {n} deal", "Change {n} deals", many)


def _name(work: Work, person: str) -> str:
    found = work.persons.get(person)
    return found.name if found else person


def _table(work: Work, planned: Sequence[Planned]) -> Table | None:
    rows = tuple((one.deal.title, _name(work, one.deal.owner), one.shown) for one in planned[:_SHOWN])
    rest = len(planned) - len(rows)
    more = ((msgs("And {n} more.", "And {n} more.", rest), "", ""),) if rest else ()
    return Table((msg("Deal"), msg("Who"), msg("Will be")), (*rows, *more)) if rows else None


def _left(left: Sequence[tuple[Deal, Words]]) -> Iterator[Block | Words]:
    """The deals that stay as they are, and why."""
    if left:
        yield msgs("**{n} deal** stays as it is:", "**{n} deals** stay as they are:", len(left))
        rest = len(left) - _SHOWN
        more = ((msgs("And {n} more.", "And {n} more.", rest), ""),) if rest > 0 else ()
        yield Table((msg("Deal"), msg("Why")), (*((deal.title, why) for deal, why in left[:_SHOWN]), *more))


def _turn(incoming: Incoming, work: Work, person: Person, deal: Deal, act: str = "") -> Turn:
    return Turn(work, person, incoming.at, deal, act or work.new_id())


def do(incoming: Incoming, work: Work) -> list[Reply]:
    """The press: deal by deal. What changed since it was shown is left, and listed."""
    person, id = speaker(incoming, work), id_of(incoming)
    found = kept_order(work, id)
    if found is None or found[1].person != person.id:
        return [say(msg("I don't find what that was about. Nothing was changed."), private=True)]
    if not work.pending.use(id):
        return [say(msg("That is done already. Nothing was changed twice."), private=True)]
    order = found[0]
    left: list[tuple[Deal, Words]] = []
    for deal_id, version in order.deals:
        deal = work.deals.get(deal_id)
        why_not = _done_with(incoming, work, person, order, id, deal, version) if deal else None
        if deal and why_not is not None:
            left.append((deal, why_not))
    done = len(order.deals) - len(left)
    if order.kind in (HAND_OVER, LEAVING):
        tell_of_deals(work, order.to, person, _done_deals(work, order, left), id, incoming.at)
    gone = has_gone(work, order, person, incoming.at) if order.kind == LEAVING else None
    changed = msgs("**{n} deal** is changed.", "**{n} deals** are changed.", done) if order.deals else None
    way_back = Choice(msg("Undo all {n}", n=done) if done > 1 else msg("Undo"), "bulk.undo", id)
    row = buttons(way_back if done or _is_away(work, order) else None)
    return [say(changed, gone, *_left(left), row, instead=isinstance(incoming.act, Press))]


def _done_deals(work: Work, order: Order, left: Sequence[tuple[Deal, Words]]) -> list[Deal]:
    stay = {deal.id for deal, _ in left}
    found = (work.deals.get(deal) for deal, _ in order.deals if deal not in stay)
    return [deal for deal in found if deal is not None]


def _is_away(work: Work, order: Order) -> bool:
    leaver = work.persons.get(order.owner) if order.kind == LEAVING else None
    return leaver is not None and leaver.left_at is not None


def _done_with(
    incoming: Incoming, work: Work, person: Person, order: Order, id: str, deal: Deal, version: int
) -> Words | None:
    """Do it to one deal; why it was left, if it was."""
    if deal.version != version or not may_still(work, person, deal):
        return msg("it was changed since I showed it")
    planned = plan(_turn(incoming, work, person, deal, f"{id}.{work.new_id()}"), order)
    if planned.why_not is None and planned.apply is not None:
        planned.apply()
    return planned.why_not


def undo(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: every deal of it is as it was. What a later act rests on is left, and listed."""
    return undo_all(incoming, work, id_of(incoming))


def undo_all(incoming: Incoming, work: Work, id: str) -> list[Reply]:
    """Take back everything that was done with one press."""
    person = speaker(incoming, work)
    found = kept_order(work, id)
    if found is None:
        return [say(msg("I don't find what that was about. Nothing was changed."), private=True)]
    order, left, back = found[0], list[tuple[Deal, Words]](), 0
    for deal_id, _ in order.deals:
        for entry in standing(work, deal_id):
            if belongs(entry.id, id):
                try:
                    check_may(work, entry, person, incoming.at)
                    back += take_back(work, entry, person, incoming.at) is not None
                except (Rests, NotAllowed) as stays:
                    left += [(deal, stays.words) for deal in [work.deals.get(deal_id)] if deal]
    here = is_back(work, order, person) if order.kind == LEAVING else None
    if not back and not left and here is None:
        return [say(msg("That is undone already."), private=True)]
    taken = msgs("Taken back on **{n} deal**.", "Taken back on **{n} deals**.", back) if back else None
    return [say(taken, here, *_left(left), instead=isinstance(incoming.act, Press))]
