"""Neutral things as JSON and back: images of deals in the journal, replies in the outbox, what waits to be answered."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from domain import chat, deal, facts, person, settings, signs, standup, words
from domain.due import Due

_CLASSES: dict[str, Callable[..., Any]] = {
    kind.__name__: kind
    for kind in (
        chat.Text,
        chat.Command,
        chat.Press,
        chat.Submit,
        chat.Place,
        chat.Incoming,
        chat.Para,
        chat.Facts,
        chat.Choice,
        chat.Choices,
        chat.Table,
        chat.Series,
        chat.Chart,
        chat.Divider,
        chat.Mention,
        chat.Option,
        chat.Field,
        chat.Say,
        chat.Ask,
        chat.Refuse,
        chat.Style,
        chat.ChartKind,
        chat.FieldKind,
        words.Message,
        words.Texts,
        words.Listed,
        words.Day,
        words.Moment,
        words.Clock,
        words.Amount,
        words.Rounded,
        deal.Deal,
        deal.DealState,
        facts.Grounds,
        person.Leave,
        signs.Signs,
        signs.Told,
        settings.StandupPlan,
        settings.StandupQuestion,
        standup.Draft,
        standup.How,
        standup.Part,
        standup.Arrangement,
        Due,
    )
}
_PLAIN: dict[str, Callable[[str], Any]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "Decimal": Decimal,
}
_AS_IT_IS = frozenset({str, int, bool, float})


def to_json(thing: object) -> str:
    """Any neutral thing as one line of JSON."""
    return json.dumps(_pack(thing), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Any:
    """What `to_json` wrote, equal to what it was; lists come back as tuples. Raises KeyError for an unknown kind."""
    return _frozen(_DECODER.decode(text))


def _pack(thing: object) -> object:
    # A message is mostly words: those first.
    if thing is None or type(thing) in _AS_IT_IS:
        return thing
    if isinstance(thing, Enum):
        return {"_": type(thing).__name__, "v": thing.value}
    if isinstance(thing, datetime | date):
        return {"_": "datetime" if isinstance(thing, datetime) else "date", "v": thing.isoformat()}
    if isinstance(thing, time):
        return {"_": "time", "v": thing.isoformat()}
    if isinstance(thing, Decimal):
        return {"_": "Decimal", "v": str(thing)}
    if is_dataclass(thing):
        return {"_": type(thing).__name__} | {name: _pack(getattr(thing, name)) for name in _names(thing.__class__)}
    if isinstance(thing, tuple | list):
        return [_pack(item) for item in thing]
    return thing


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _frozen(data: Any) -> Any:
    return tuple(map(_frozen, data)) if type(data) is list else data


def _made(data: dict[str, Any]) -> Any:
    """What an object of the JSON stands for; those inside it were made before."""
    name = data.pop("_")
    if name in _PLAIN:
        return _PLAIN[name](data["v"])
    for key, value in data.items():
        if type(value) is list:
            data[key] = _frozen(value)
    return _CLASSES[name](data["v"]) if "v" in data else _CLASSES[name](**data)


_DECODER = json.JSONDecoder(object_hook=_made)
