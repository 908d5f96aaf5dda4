"""Forms as Slack modals, and what was filled in. A modal carries the form's name and one short id, no state."""

from __future__ import annotations

from typing import Any

from bot.slack.markup import MOST_TEXT, cut, plain_text
from bot.words import Speech, text_of
from domain.chat import Ask, Field, FieldKind, Refuse, Submit
from domain.words import Words, msg

Json = dict[str, Any]

MOST_TITLE = 24
MOST_LABEL = 2000
MOST_OPTIONS = 100
MOST_OPTION = 75
MOST_VALUE = 3000


def modal(form: Ask, speech: Speech) -> Json:
    """The form as a view for views.open. A title that does not fit stands in full above the fields."""
    title = text_of(form.title, speech)
    above = [] if len(title) <= MOST_TITLE else [{"type": "section", "text": plain_text(title, MOST_TEXT)}]
    return {
        "type": "modal",
        "callback_id": form.form,
        "private_metadata": form.id,
        "title": plain_text(title, MOST_TITLE),
        "submit": _plain(msg("Send") if form.send == "OK" else form.send, speech, MOST_TITLE),
        "close": _plain(msg("Cancel"), speech, MOST_TITLE),
        "blocks": [*above, *(_input(field, speech) for field in form.fields)],
    }


def _input(field: Field, speech: Speech) -> Json:
    block = {
        "type": "input",
        "block_id": field.key,
        "optional": not field.required,
        "label": _plain(field.label, speech, MOST_LABEL),
        "element": _element(field, speech),
    }
    if field.hint is not None:
        block["hint"] = _plain(field.hint, speech, MOST_LABEL)
    return block


def _element(field: Field, speech: Speech) -> Json:
    match field.kind:
        case FieldKind.LINE | FieldKind.TEXT:
            multiline = field.kind is FieldKind.TEXT
            element: Json = {"type": "plain_text_input", "multiline": multiline, "max_length": MOST_VALUE}
            initial: Json = {"initial_value": cut(field.value, MOST_VALUE)}
        case FieldKind.DAY:
            element, initial = {"type": "datepicker"}, {"initial_date": field.value}
        case FieldKind.CLOCK:
            element, initial = {"type": "timepicker"}, {"initial_time": field.value}
        case FieldKind.CHOICE:
            element, initial = _select(field, speech)
    return element | {"action_id": field.key} | (initial if field.value else {})


def _select(field: Field, speech: Speech) -> tuple[Json, Json]:
    options = [{"text": _plain(option.label, speech, MOST_OPTION), "value": option.value} for option in field.options]
    chosen = next((option for option in options if option["value"] == field.value), None)
    offered = {"options": options} if len(options) <= MOST_OPTIONS else {"option_groups": _grouped(options)}
    return {"type": "static_select", **offered}, {"initial_option": chosen} if chosen else {}


def _grouped(options: list[Json]) -> list[Json]:
    """Slack takes a hundred options in a group, and a hundred groups: "Aspen – Ekbacken", "Fjord – Nordfrakt"."""
    groups = [options[start : start + MOST_OPTIONS] for start in range(0, len(options), MOST_OPTIONS)]
    return [{"label": plain_text(_from_to(group), MOST_OPTION), "options": group} for group in groups[:MOST_OPTIONS]]


def _from_to(group: list[Json]) -> str:
    first, last = (cut(option["text"]["text"], MOST_OPTION // 2 - 1) for option in (group[0], group[-1]))
    return f"{first} – {last}"


def _plain(words: Words, speech: Speech, most: int) -> Json:
    return plain_text(text_of(words, speech), most)


def submitted(view: Json) -> Submit:
    """What was filled in, field by field, as text."""
    values = (view.get("state") or {}).get("values") or {}
    answers = tuple((key, _typed(next(iter(elements.values()), {}))) for key, elements in values.items())
    return Submit(view.get("callback_id", ""), view.get("private_metadata", ""), answers)


def _typed(element: Json) -> str:
    chosen = element.get("selected_option") or {}
    found = element.get("value") or element.get("selected_date") or element.get("selected_time") or chosen.get("value")
    return str(found or "")


def errors(refusal: Refuse, view: Json, speech: Speech) -> dict[str, str]:
    """The sentences by field. One that belongs to no field stands at the first, because Slack shows no other."""
    fields = [block["block_id"] for block in view.get("blocks", []) if block.get("type") == "input"]
    return {(key if key in fields else fields[0]): text_of(words, speech) for key, words in refusal.errors if fields}
