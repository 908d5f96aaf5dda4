"""A deal itself, changed in a form. What somebody else changed meanwhile is shown, and not overwritten."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from domain.chat import Ask, Choice, Field, FieldKind, Incoming, Option, Reply, Table
from domain.deal import Contact, Deal
from domain.errors import Conflict
from domain.journal import Pending
from domain.person import Person
from domain.ports import Work
from domain.rights import may_be_given, may_hand_over
from domain.words import Amount, Day, Words, msg
from handlers.deal_values import LABELS, Values, values_of, with_values
from handlers.doings import changed
from handlers.parse import Filled
from handlers.replies import buttons, say, undo_button
from handlers.speaker import speaker
from handlers.turn import Turn, changing, form_of, id_of, rest_of
from handlers.unasked import tell_of_deals
from handlers.which import which_deal

EDIT = "edit"
_FORM = "deal.edit"
_NAME_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class _Edit:
    """A form that was opened: the deal as it stood then, and once it was sent what was typed; `both` changed that."""

    id: str
    deal: str
    opened: Values
    mine: Values
    both: tuple[str, ...] = ()


def ask_edit_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: the form for the deal that is named."""
    found = which_deal(rest_of(incoming), incoming, work, "deal.edit")
    return _form(changing(found.id, incoming, work)) if isinstance(found, Deal) else found


def ask_edit(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the same."""
    return _form(changing(id_of(incoming), incoming, work))


def _form(turn: Turn) -> list[Reply]:
    was = values_of(turn.deal)
    fields = [
        Field("account", LABELS["account"], value=was["account"], required=True),
        Field("name", LABELS["name"], value=was["name"], hint=msg("A few words, such as fleet renewal.")),
        Field("amount", LABELS["amount"], value=was["amount"], hint=msg("Such as 400 000 or 400k.")),
        Field("currency", LABELS["currency"], value=was["currency"], hint=msg("Three letters, such as SEK or EUR.")),
        Field("area", LABELS["area"], value=was["area"]),
        Field("close_date", LABELS["close_date"], FieldKind.DAY, was["close_date"]),
    ]
    people = _owners(turn)
    if len(people) > 1:
        options = tuple(Option(one.id, one.name) for one in people)
        fields.append(Field("owner", LABELS["owner"], FieldKind.CHOICE, was["owner"], options))
    form = _keep(turn, was, {})
    return [Ask("deal.edited", msg("Edit: {deal}", deal=turn.deal.title), tuple(fields), form, msg("Save"))]


def _owners(turn: Turn) -> list[Person]:
    """To whom the deal can be handed over, for whoever may; its owner among them."""
    owner = turn.work.persons.get(turn.deal.owner)
    if not may_hand_over(turn.person, turn.deal, owner, turn.work.settings):
        return []
    everybody = turn.work.persons.all()
    return [one for one in everybody if one == owner or may_be_given(turn.person, one, turn.work.settings)]


def save_edit(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form: saved, or shown beside what somebody else changed in the same fields."""
    edit = _kept(work, id_of(incoming), incoming)
    if edit is None:
        return _settled_already()
    turn = changing(edit.deal, incoming, work)
    filled = Filled(form_of(incoming), turn.person, turn.at)
    mine = _typed(filled, turn, edit.opened)
    if filled.errors:
        return filled.refusal()
    return _saved(incoming, turn, replace(edit, mine={key: mine[key] for key in mine if mine[key] != edit.opened[key]}))


def _typed(filled: Filled, turn: Turn, opened: Values) -> Values:
    """What stands in the form, read. Only what was typed anew is held to be right."""
    account = filled.line("account", msg("Which customer is it?"), most=_NAME_AT_MOST)
    money = None if filled.form.get("amount") == opened["amount"] else filled.money("amount")
    currency = filled.line("currency").upper() or opened["currency"]
    if len(currency) != 3 or not (currency.isascii() and currency.isalpha()):
        filled.wrong("currency", msg("Write the currency with three letters, such as SEK or EUR."))
    close = filled.day("close_date")
    owner = filled.chosen("owner", {one.id: one.id for one in _owners(turn)}, opened["owner"])
    return {
        "account": account,
        "name": filled.line("name", most=_NAME_AT_MOST),
        "amount": f"{money.value.normalize():f}" if money else filled.form.get("amount"),
        "currency": (money.currency if money else None) or currency,
        "area": filled.line("area", most=_NAME_AT_MOST),
        "close_date": close.isoformat() if close else "",
        "owner": owner,
    }


def _saved(incoming: Incoming, turn: Turn, edit: _Edit) -> list[Reply]:
    """Save what was typed; what others changed alone stays. Fields that both changed are shown side by side."""
    now = values_of(turn.deal)
    both = [key for key in edit.mine if now[key] not in (edit.opened[key], edit.mine[key])]
    if both:
        return _side_by_side(turn, edit, both, now)
    after = with_values(turn.deal, edit.mine)
    turn.work.pending.use(edit.id)
    if after == turn.deal:
        return [say(msg("**{deal}** stands like that already. Nothing was changed.", deal=after.title))]
    for contact in _moving_along(turn, after):
        turn.work.contacts.add(contact)
    try:
        deal = turn.save(EDIT, after)
    except Conflict:
        # Somebody was faster by a moment; what they changed is there to be read now.
        turn.work.rollback()
        return _saved(incoming, changing(edit.deal, incoming, turn.work), edit)
    if deal.owner != turn.deal.owner:
        tell_of_deals(turn.work, deal.owner, turn.person, [deal], turn.act, turn.at)
    lines = changed(turn.work, turn.deal, deal)
    row = buttons(undo_button(turn.act), Choice(msg("The deal"), "deal.show", deal.id))
    return [say(msg("**{deal}.** Saved.", deal=deal.title), *lines, row)]


def _moving_along(turn: Turn, after: Deal) -> list[Contact]:
    """The people at a customer that is called otherwise now."""
    known = {one.name.casefold() for one in turn.work.contacts.of(after.account)}
    before = turn.work.contacts.of(turn.deal.account)
    return [
        replace(one, id=turn.work.new_id(), account=after.account, act=turn.act)
        for one in before
        if one.name.casefold() not in known
    ]


def _side_by_side(turn: Turn, edit: _Edit, both: list[str], now: Values) -> list[Reply]:
    """The fields that both changed, and the two ways on. What is now is what the next look is held against."""
    turn.work.pending.use(edit.id)
    kept = _keep(turn, edit.opened | {key: now[key] for key in both}, edit.mine, both)
    rows = [
        (LABELS[key], *(_shown(turn, key, one) for one in (edit.opened, now, edit.opened | edit.mine))) for key in both
    ]
    table = Table((msg("Field"), msg("When you opened it"), msg("Now"), msg("Yours")), tuple(rows))
    return [
        say(
            msg("Somebody else changed **{deal}** meanwhile. Nothing of yours is saved yet.", deal=turn.deal.title),
            table,
            buttons(Choice(msg("Save mine"), "edit.mine", kept), Choice(msg("Keep theirs"), "edit.theirs", kept)),
        )
    ]


def _shown(turn: Turn, key: str, values: Values) -> Words:
    value = values[key]
    if key == "owner":
        owner = turn.work.persons.get(value)
        return owner.name if owner else value
    if key == "close_date" and value:
        return msg("{day}", day=Day(date.fromisoformat(value)))
    if key == "amount" and value:
        return msg("{amount}", amount=Amount(Decimal(value), values["currency"]))
    return value or "–"


def save_mine(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: what was typed counts."""
    edit = _kept(work, id_of(incoming), incoming)
    return _settled_already() if edit is None else _saved(incoming, changing(edit.deal, incoming, work), edit)


def keep_theirs(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: theirs stands where both changed something, and what only this person changed is saved."""
    edit = _kept(work, id_of(incoming), incoming)
    if edit is None:
        return _settled_already()
    turn = changing(edit.deal, incoming, work)
    mine = {key: value for key, value in edit.mine.items() if key not in edit.both}
    return _saved(incoming, turn, replace(edit, mine=mine))


def _keep(turn: Turn, opened: Values, mine: Values, both: Sequence[str] = ()) -> str:
    """Keep a form until it is sent or settled; its id."""
    data = json.dumps({"deal": turn.deal.id, "opened": opened, "mine": mine, "both": both}, ensure_ascii=False)
    pending = Pending(turn.work.new_id(), turn.person.id, _FORM, data, turn.at)
    turn.work.pending.add(pending)
    return pending.id


def _kept(work: Work, pending_id: str, incoming: Incoming) -> _Edit | None:
    """The form under this id; None when it is settled, or somebody else's."""
    pending = work.pending.get(pending_id)
    if pending is None or pending.kind != _FORM or pending.used or pending.person != speaker(incoming, work).id:
        return None
    data = json.loads(pending.data)
    return _Edit(pending.id, data["deal"], data["opened"], data["mine"], tuple(data["both"]))


def _settled_already() -> list[Reply]:
    return [say(msg("That form is settled already. Nothing was changed."), private=True)]
