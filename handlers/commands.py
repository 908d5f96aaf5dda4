"""The commands: what each is called, who answers it, and where in a line of plain text one stands."""

from __future__ import annotations

import re

from domain.chat import Command, Incoming, Reply
from domain.ports import Work
from domain.words import msg
from handlers import (
    assumptions,
    brief,
    bulk,
    bulk_forms,
    closing,
    creating,
    deals,
    digest,
    editing,
    exchanges,
    known,
    leave,
    meeting,
    pausing,
    plan,
    processes,
    prospects,
    recent,
    reopening,
    reviewing,
    settings,
    showing,
    snooze,
    stages,
    steps,
    switching,
    today,
    undo,
    why,
)
from handlers.help import help_from
from handlers.routes import Route
from handlers.standup.command import names_standup, standup_named
from handlers.things import names_give, names_take
from handlers.which import names_deal


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
        ("recent",), ("senaste",), recent.recent_named,
        msg("what was done in the last days, to undo or correct"), msg("recent Nordfrakt"),
    ),
    Route(
        ("today",), ("i dag", "idag"), today.show_today,
        msg("your meetings and steps of today"), msg("today"), alone=True,
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
        ("edit",), ("ändra",), editing.ask_edit_named,
        msg("change a deal's name, worth, close date or owner"), msg("edit Nordfrakt"),
    ),
    Route(
        ("prospect",), ("prospekt ny", "nytt prospekt"), prospects.add_named,
        msg("put a customer we would like on the list"), msg("prospect Acme"),
    ),
    Route(
        ("prospects",), ("prospekt",), prospects.list_or_show,
        msg("customers we would like, and how well they fit"), msg("prospects"),
    ),
    Route(
        ("step",), ("steg",), steps.ask_step_named,
        msg("set the next step"), msg("step Nordfrakt"),
    ),
    Route(
        ("plan",), ("plan", "planen"), plan.show_named,
        msg("the steps to come, both sides', and what is done"), msg("plan Nordfrakt"),
    ),
    Route(
        ("move",), ("flytta",), stages.move_named,
        msg("move a deal to another stage"), msg("move Nordfrakt to proposal"), stages.names_move,
    ),
    Route(
        ("process",), ("process", "säljprocess"), switching.switch_named,
        msg("let a deal follow another process"), msg("process Nordfrakt to key accounts"),
    ),
    Route(
        ("processes",), ("processer",), processes.show_processes,
        msg("how we sell, and what went on without what was asked for"), msg("processes"),
    ),
    Route(
        ("known", "what do we know about"), ("vet vi", "vad vet vi om"), known.show_known_named,
        msg("every question, with how sure we are"), msg("known Nordfrakt"),
    ),
    Route(
        ("brief",), ("inför",), brief.brief_named,
        msg("what to have in mind before a meeting"), msg("brief Nordfrakt"),
    ),
    Route(
        ("assumptions",), ("antaganden",), assumptions.show_assumptions,
        msg("how much of the pipeline rests on what nobody has asked"), msg("assumptions"),
    ),
    Route(
        ("digest",), ("sammandrag", "veckobrev"), digest.show_digest,
        msg("a team's week in a few lines, for whoever leads it"), msg("digest"),
    ),
    Route(
        ("standup",), ("avstämning", "standup"), standup_named,
        msg("the team's round: what runs, what is next, and your part of it"), msg("standup calling Nordfrakt today"),
        names_standup, verbatim=True,
    ),
    Route(
        ("won",), ("vann", "vunnen"), closing.ask_won_named,
        msg("close a deal that was won"), msg("won Nordfrakt"),
    ),
    Route(
        ("lost", "give up"), ("förlorade", "förlorad", "ge upp"), reviewing.ask_lost_named,
        msg("close a deal that was lost, or let it go"), msg("lost Nordfrakt"),
    ),
    Route(
        ("take",), ("be",), exchanges.take_named,
        msg("ask a customer for something, with words to send"), msg("take Nordfrakt decision date"), names_take,
    ),
    Route(
        ("give",), ("ge",), exchanges.give_named,
        msg("give a customer something, and see what comes first"), msg("give Nordfrakt quote"), names_give,
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
        msg("hear nothing about a deal for a few days"), msg("snooze Nordfrakt"), snooze.names_snooze,
    ),
    Route(
        ("why",), ("varför",), why.why_named,
        msg("why I said something, or did not"), msg("why Nordfrakt"), why.names_why,
    ),
    Route(
        ("bulk",), ("många",), bulk.ask_bulk,
        msg("change many deals at once"), msg("bulk"),
    ),
    Route(
        ("reassign",), ("lämna över",), bulk.ask_reassign,
        msg("hand deals over to somebody else"), msg("reassign Tom"),
    ),
    Route(
        ("leaving",), ("slutar",), bulk_forms.ask_leaving,
        msg("somebody leaves: their deals get somebody new"), msg("leaving Tom"),
    ),
    Route(
        ("leave", "on leave", "i'm on leave", "i’m on leave", "vacation"), ("ledig", "jag är ledig", "semester"),
        leave.leave_named,
        msg("when you are away, and who covers"), msg("leave 30 nov - 4 dec, Erik covers"), leave.names_leave,
    ),
    Route(
        ("i'm back", "i’m back", "im back"), ("jag är tillbaka", "jag är tillbaks"), leave.back,
        msg("your leave is over"), msg("i'm back"),
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
    found = _begun(text)
    return found[1] if found and _is_a_name(found[1].rest) else None


def _begun(text: str) -> tuple[Route, Command] | None:
    """The command with whose name the line begins, and what follows."""
    line = text.strip()
    for known_route in COMMANDS:
        for name in sorted(known_route.names, key=len, reverse=True):
            found = re.match(rf"{re.escape(name)}(?:[\s:]+(?P<rest>.*))?\W*$", line, re.IGNORECASE | re.DOTALL)
            if found and not (known_route.alone and found["rest"]):
                rest = (found["rest"] or "").strip()
                return known_route, Command(name, rest if known_route.verbatim else rest.rstrip(".?!").rstrip())
    return None


def sentence_in(text: str, incoming: Incoming, work: Work) -> Command | None:
    """The command whose rest reads like a story but is none: a deal may be called "Vitvik Is", and some commands take
    a whole sentence: "take Nordfrakt a meeting with whoever decides"."""
    found = _begun(text)
    if found is None:
        return None
    known_route, command = found
    takes_it = known_route.names_it is not None and known_route.names_it(command.rest, incoming, work)
    return command if takes_it or names_deal(command.rest, incoming, work) else None


def _is_a_name(rest: str) -> bool:
    """Whether what follows a command can be a deal (and a stage) rather than a story."""
    return len(rest.split()) <= _NAME_WORDS and not _TELLS.search(rest)
