"""Which handler answers what: explicit tables, and the one way from what a person did to its answer."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import assert_never

from domain.chat import Choice, Command, Incoming, Press, Reply, Submit, Text
from domain.ports import Work
from domain.words import msg
from handlers import (
    answering,
    closing,
    creating,
    deals,
    follow_ups,
    gate,
    known,
    meeting,
    pausing,
    placing,
    questions,
    reopening,
    settings,
    showing,
    snooze,
    stages,
    steps,
    undo,
    why,
)
from handlers.help import help_from
from handlers.note import hear_note
from handlers.replies import buttons, say
from handlers.routes import Handler, Route


def give_help(incoming: Incoming, work: Work) -> list[Reply]:
    """What the coach can do, made from the table below."""
    return help_from(COMMANDS, incoming, work)


COMMANDS: tuple[Route, ...] = (
    Route(
        ("log", "note", "meeting"), ("logga", "möte"), meeting.ask_log,
        msg("tell of a meeting in a form; your own words do as well"), msg("log Nordfrakt"),
    ),
    Route(
        ("undo",), ("ångra",), undo.undo_last,
        msg("take back what you told me last"), msg("undo"),
    ),
    Route(
        ("deals",), ("affärer",), deals.list_deals,
        msg("your open deals, and what comes next in each"), msg("deals"),
    ),
    Route(
        ("deal", "show"), ("affär", "visa"), showing.show_named,
        msg("what we know of a deal, and what we only assume"), msg("deal Nordfrakt"),
    ),
    Route(
        ("new", "new deal"), ("ny", "ny affär"), creating.ask_new,
        msg("start a deal"), msg("new Nordfrakt"),
    ),
    Route(
        ("step",), ("steg",), steps.ask_step_named,
        msg("set the next step"), msg("step Nordfrakt"),
    ),
    Route(
        ("move",), ("flytta",), stages.move_named,
        msg("move a deal to another stage"), msg("move Nordfrakt to proposal"),
    ),
    Route(
        ("known", "what do we know about"), ("vet vi", "vad vet vi om"), known.show_known_named,
        msg("every question, with how sure we are"), msg("known Nordfrakt"),
    ),
    Route(
        ("won",), ("vann", "vunnen"), closing.ask_won_named,
        msg("close a deal that was won"), msg("won Nordfrakt"),
    ),
    Route(
        ("lost",), ("förlorade", "förlorad"), closing.ask_lost_named,
        msg("close a deal that was lost, or let it go"), msg("lost Nordfrakt"),
    ),
    Route(
        ("reopen",), ("öppna",), reopening.reopen_named,
        msg("open a deal again that was won or lost"), msg("reopen Nordfrakt"),
    ),
    Route(
        ("pause",), ("pausa",), pausing.ask_wait_named,
        msg("the customer asked us to wait"), msg("pause Nordfrakt"),
    ),
    Route(
        ("snooze",), ("snooza", "vila"), snooze.snooze_named,
        msg("hear nothing about a deal for a few days"), msg("snooze Nordfrakt"),
    ),
    Route(
        ("why",), ("varför",), why.why_named,
        msg("why I said something, or did not"), msg("why Nordfrakt"),
    ),
    Route(
        ("settings",), ("inställningar",), settings.open_settings,
        msg("your language, zone and working hours"), msg("settings"),
    ),
    Route(
        ("help",), ("hjälp",), give_help,
        msg("this list"), msg("help"),
    ),
)  # fmt: skip

PRESSES: dict[str, Handler] = {
    "deal.list": deals.list_deals,
    "deal.show": showing.show,
    "deal.more": showing.more,
    "deal.new": creating.ask_new,
    "deal.win": closing.ask_won,
    "deal.lose": closing.ask_lost,
    "deal.pause": pausing.ask_wait,
    "deal.reopen": reopening.reopen,
    "gate.all": gate.show_all,
    "help.all": give_help,
    "note.agreed": follow_ups.choose_agreed,
    "note.change": meeting.ask_change,
    "note.contact": follow_ups.choose_contact,
    "note.date": follow_ups.choose_day,
    "note.deal": placing.choose_deal,
    "note.drop": follow_ups.drop,
    "note.log": meeting.log,
    "note.name": follow_ups.ask_name,
    "note.other": placing.other_deal,
    "note.other_day": follow_ups.ask_day,
    "note.who": follow_ups.choose_who,
    "pause.end": pausing.go_on,
    "question.answer": answering.ask_answer,
    "question.ask": questions.will_ask,
    "question.later": questions.later,
    "question.show": known.show_known,
    "settings.open": settings.open_settings,
    "snooze.until": snooze.snooze,
    "stage.anyway": stages.ask_reason,
    "stage.choose": stages.choose,
    "stage.move": stages.move,
    "step.kept": steps.keep,
    "step.missed": steps.miss,
    "step.move": steps.ask_move,
    "step.set": steps.ask_step,
    "undo.act": undo.undo_act,
    "why.deal": why.why_deal,
    "why.today": why.why_today,
}

FORMS: dict[str, Handler] = {
    "deal.create": creating.create,
    "deal.lost": closing.lose,
    "deal.wait": pausing.wait,
    "deal.won": closing.win,
    "note.day": follow_ups.save_day,
    "note.meeting": meeting.save_meeting,
    "note.person": follow_ups.save_name,
    "note.which": placing.chosen_deal,
    "question.save": answering.save_answer,
    "settings.save": settings.save_settings,
    "stage.reason": stages.move_anyway,
    "step.moved": steps.move,
    "step.save": steps.save_step,
}


def route(incoming: Incoming, work: Work) -> list[Reply]:
    """The answer to one act. Raises AskfirstError with the sentence when something known stands in the way."""
    act = incoming.act
    match act:
        case Text(text):
            return _text(text, incoming, work)
        case Command(name, rest):
            return _command(name, rest, incoming, work)
        case Press(action):
            return PRESSES.get(action, _old)(incoming, work)
        case Submit(form):
            return FORMS.get(form, _old)(incoming, work)
        case _:
            assert_never(act)


def _text(text: str, incoming: Incoming, work: Work) -> list[Reply]:
    command = command_in(text)
    if command is None:
        return hear_note(incoming, work)
    return _command(command.name, command.rest, incoming, work)


def _command(name: str, rest: str, incoming: Incoming, work: Work) -> list[Reply]:
    """A name that is no command is the first word of a note."""
    known_route = route_of(name)
    if known_route is None:
        return hear_note(replace(incoming, act=Text(f"{name} {rest}".strip())), work)
    return known_route.handler(replace(incoming, act=Command(name.casefold(), rest.strip())), work)


def route_of(name: str) -> Route | None:
    """The command of that name, in either language."""
    return next((known_route for known_route in COMMANDS if name.casefold() in known_route.names), None)


_TELLS = re.compile(
    r"[,;\n]|[.:!?]\s|\b(?:a|an|the|with|at|on|in|is|was|were|are|it|that|they|we|i|he|she|his|her|their|our|for|and|"
    r"en|ett|med|på|hos|är|var|det|den|att|de|vi|jag|han|hon|hans|hennes|deras|vår|för|och|som|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mån|tis|ons|tors|fre|lör|sön)dag|today|tomorrow|idag|imorgon)\b",
    re.IGNORECASE,
)
_NAME_WORDS = 8


def command_in(text: str) -> Command | None:
    """The command that a line of plain text is; None for a note that only begins with such a word.

    "move nordfrakt to proposal" is a command, "lost the CFO's support at Nordfrakt" is a note.
    """
    line = text.strip()
    for known_route in COMMANDS:
        for name in sorted(known_route.names, key=len, reverse=True):
            found = re.match(rf"{re.escape(name)}(?:[\s:]+(?P<rest>.*))?\W*$", line, re.IGNORECASE | re.DOTALL)
            if found:
                rest = (found["rest"] or "").strip().rstrip(".?!").rstrip()
                return Command(name, rest) if _is_a_name(rest) else None
    return None


def _is_a_name(rest: str) -> bool:
    """Whether what follows a command can be a deal (and a stage) rather than a story."""
    return len(rest.split()) <= _NAME_WORDS and not _TELLS.search(rest)


def _old(incoming: Incoming, work: Work) -> list[Reply]:
    """A button or form of an older version."""
    return [
        say(
            msg("That button is from an older message and does nothing any more. Nothing was changed."),
            buttons(Choice(msg("My deals"), "deal.list"), Choice(msg("Help"), "help.all")),
            private=True,
        )
    ]
