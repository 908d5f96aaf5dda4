"""Forms as cards with inputs. A refused form comes back with the sentence at its field and what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.teams.elements import execute, text_block
from bot.teams.render import framed
from bot.words import Span, Speech, spans, text_of
from domain.chat import Ask, Field, FieldKind
from domain.words import Words, msg

Json = dict[str, Any]

MOST_VALUE = 3000
MOST_OPTIONS = 100

NEEDED = msg("This one is needed.")


def form_card(form: Ask, stored: str, speech: Speech, errors: Mapping[str, Words] | None = None) -> Json:
    """The form as a card; `stored` is the id under which the form is kept, so that it can be put again."""
    refused = dict(errors or {})
    title = text_of(form.title, speech)
    body: list[Json] = [text_block((Span(title, bold=True),))]
    for field in form.fields:
        body.append(_input(field, speech))
        body += [_complaint(refused.pop(field.key), speech)] if field.key in refused else []
    body += [_complaint(words, speech) for words in refused.values()]
    send = text_of(msg("Send") if form.send == "OK" else form.send, speech)
    told = {"act": "submit", "form": form.form, "id": form.id, "stored": stored}
    cancel = execute(text_of(msg("Cancel"), speech), {"act": "cancel", "stored": stored})
    # Leaving must never be stopped by a field that is not filled in.
    cancel |= {"associatedInputs": "none", "fallback": {**cancel["fallback"], "associatedInputs": "none"}}
    body.append({"type": "ActionSet", "actions": [execute(send, told, "positive"), cancel]})
    return framed(body, title, speech)


def _complaint(words: Words, speech: Speech) -> Json:
    return text_block(spans(words, speech), colour="Attention")


def _input(field: Field, speech: Speech) -> Json:
    label = text_of(field.label, speech)
    hint = text_of(field.hint, speech) if field.hint is not None else ""
    shared: Json = {"id": field.key, "label": label, "value": field.value[:MOST_VALUE]}
    if field.required:
        shared |= {"isRequired": True, "errorMessage": text_of(NEEDED, speech)}
    match field.kind:
        case FieldKind.LINE | FieldKind.TEXT:
            multiline = field.kind is FieldKind.TEXT
            more: Json = {"type": "Input.Text", "isMultiline": multiline, "placeholder": hint, "maxLength": MOST_VALUE}
        case FieldKind.DAY:
            more = {"type": "Input.Date"}
        case FieldKind.CLOCK:
            more = {"type": "Input.Time"}
        case FieldKind.CHOICE:
            choices = [
                {"title": text_of(option.label, speech), "value": option.value}
                for option in field.options[:MOST_OPTIONS]
            ]
            more = {"type": "Input.ChoiceSet", "style": "compact", "choices": choices}
    return {**shared, **more}


def filled(form: Ask, answers: Mapping[str, str]) -> Ask:
    """The form with what was typed standing in it."""
    return replace(form, fields=tuple(replace(one, value=answers.get(one.key, one.value)) for one in form.fields))
