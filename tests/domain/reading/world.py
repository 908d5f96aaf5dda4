"""What the notes of these tests are read against: Maja in Stockholm, Tom in New York, and whom they sell to.

It is Tuesday 24 November 2026, 14:00 where the writer is.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.deal import Contact, DealSketch, DealState
from domain.person import Person
from domain.process import Question
from domain.reading.as_json import as_json
from domain.reading.note import understand
from domain.reading.understood import Surroundings, Understood
from storage.names import similar
from tests.support import builders
from tests.support.builders import ERIK, KARIN, MAJA, TOM, texts

NOW = "2026-11-24T14:00"


def asked(key: str, *words: str) -> Question:
    """A question that the company added."""
    return builders.question(key, texts(key, key), texts(key, key), words)


SETTINGS = replace(
    builders.settings(),
    questions=(
        *builders.QUESTIONS,
        asked("decision_process", "board approval", "styrelsen"),
        asked("criteria", "criteria", "krav"),
        asked("champion", "champion"),
        asked("fleet_size", "vehicles", "fordon"),
    ),
)


def sketch(
    id: str, account: str, name: str = "", people: tuple[tuple[str, str], ...] = (), **changes: Any
) -> DealSketch:
    """An open deal of Maja's in the stage needs; `people` are names and roles."""
    contacts = tuple(Contact(key(name), account, name, role, "start") for name, role in people)
    deal = DealSketch(id, account, name, "", "maja", "new_business", "needs", DealState.OPEN, "SEK", contacts)
    return replace(deal, **changes)


def key(name: str) -> str:
    """The id of a contact: "Anna Berg" is "anna-berg"."""
    return name.lower().replace(" ", "-")


_MATS = (("Mats Åkerlund", "decision_maker"),)

DEALS = (
    sketch(
        "nordfrakt",
        "Nordfrakt",
        "fordonsparken",
        (("Anna Berg", "champion"), ("Johan Ek", "cfo"), ("Per Åkesson", "buyer")),
        area="fleet",
    ),
    sketch("kraftverket", "Kraftverket", "larm", (("Anna Lund", ""), ("Eva Sjöberg", "ceo")), area="alarms"),
    sketch("lindqvist", "Lindqvist Bygg", "verktyg", (("Per Lindqvist", "ceo"),)),
    sketch("telefoni", "Åkerlunds", "telefoni", _MATS),
    sketch("vaxel", "Åkerlunds", "växel", _MATS),
    sketch(
        "hamnbolaget",
        "Hamnbolaget",
        "kranar",
        (("Sofia Grahn", "it_manager"), ("Nils Öberg", "buyer"), ("Lisa Mård", "buyer")),
        area="cranes",
    ),
    sketch("svea", "Svea Rör", "service", (("Ulf Holm", ""),)),
    sketch("mekaniska", "Berg Mekaniska", "truckar", (("Stina Dahl", "cfo"),), area="trucks"),
    sketch("old", "Solberg", "pumpar", (("Rolf Sten", ""),), state=DealState.LOST),
    sketch("brightwater", "Brightwater", "pumps", (("Priya Shah", "cfo"),), owner="erik"),
    sketch(
        "hudson",
        "Hudson Freight",
        "fleet renewal",
        (("Grace Hill", "cfo"), ("Bill Carter", "ceo")),
        owner="tom",
        currency="USD",
        area="fleet",
    ),
    sketch("granite", "Granite Foods", "cold storage", (("Kate Moss", "buyer"),), owner="tom", currency="USD"),
    sketch("target", "Target", "shelves", owner="tom", currency="USD"),
)


def around(writer: Person = MAJA, now: str = NOW, **changes: Any) -> Surroundings:
    """What a note of `writer` is read against at a time on their clock."""
    at = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(writer.zone))
    return replace(
        Surroundings(at, writer, (MAJA, TOM, KARIN, ERIK), DEALS, SETTINGS, similar),
        **changes,
    )


def read(note: str, writer: Person = MAJA, now: str = NOW, **changes: Any) -> Understood:
    """What is understood of a note."""
    return understand(note, around(writer, now, **changes))


def facts(note: str, writer: Person = MAJA, now: str = NOW, **changes: Any) -> dict[str, Any]:
    """What is understood of a note, as `askfirst understand --json` prints it."""
    return as_json(read(note, writer, now, **changes), writer.zone)


def short(note: str, writer: Person = MAJA, now: str = NOW, **changes: Any) -> dict[str, str]:
    """The same, one short line a key, and only what there is.

    A meeting is "held 2026-11-24"; a contact "Johan Ek (CFO) = johan-ek"; a step "ours + theirs: 2026-11-27 said", its
    time a day, a minute, several days with "/" or a stretch with "..". An answer is "budget 400k: customer_said".
    """
    told = facts(note, writer, now, **changes)
    lines = {
        "intent": "" if told["intent"] == "note" else told["intent"],
        "deal": "/".join(told["deal_candidates"]) or (told["deal"] or {}).get("id", ""),
        "status": told["deal_status"] or "",
        "meeting": _meeting(told["meeting"]),
        "contacts": ", ".join(map(_contact, told["contacts"])),
        "step": _step(told["next_step"]),
        "more": "; ".join(map(_step, told["more_next_steps"])),
        "answers": "; ".join(f"{one['question']} {one['value']}: {one['grounds']}" for one in told["answers"]),
        "amount": " ".join(map(str, (told["amount"] or {}).values())),
        "stage": told["stage"] or "",
        "ask": ", ".join(told["must_ask"]),
    }
    return {name: line for name, line in lines.items() if line}


def told(note: str, expected: dict[str, str], writer: Person = MAJA, now: str = NOW) -> dict[str, str]:
    """The same, only the lines that a row of a table speaks of; "" where nothing was understood."""
    understood = short(note, writer, now)
    return {name: understood.get(name, "") for name in expected}


def _meeting(meeting: dict[str, Any] | None) -> str:
    return "" if meeting is None else " ".join(filter(None, (meeting["outcome"], meeting["on"])))


def _contact(contact: dict[str, Any]) -> str:
    role = f" ({contact['role']})" if contact["role"] else ""
    known = f" = {contact['known']['id']}" if contact["known"] else ""
    return f"{contact['name']}{role}{known}"


def _step(step: dict[str, Any] | None) -> str:
    if step is None:
        return ""
    ours, theirs = step["ours"] or "-", step["theirs"] or "-"
    days = "/".join(step["due_candidates"]) or "..".join(step["due_range"] or ())
    return f"{ours} + {theirs}: {step['due'] or days or 'no day'} {step['agreed']}"
