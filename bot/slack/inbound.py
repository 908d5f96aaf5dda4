"""Slack's payloads read once, at the edge: what somebody did, where, and under which delivery id."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from bot.coach import Who
from bot.slack.forms import submitted
from domain.chat import Act, Command, Place, Press, Submit, Text
from domain.codec import to_json

Json = dict[str, Any]

PLATFORM = "slack"
_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")
_SPOKEN = frozenset({None, "file_share", "thread_broadcast"})
"""Kinds of message that are a person's own new words."""
_LINK = re.compile(r"<(?:mailto:|tel:)?([^>|]+)(?:\|([^>]*))?>")


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing somebody did in Slack. `answer_to` is where an answer may be put within thirty minutes.

    `mentioned` are the accounts of others that the words name, each as @ and its id. `shared`: what was pressed is read
    by others too, so no answer takes its place.
    """

    delivery: str
    who: Who
    place: Place
    act: Act
    trigger: str = ""
    answer_to: str = ""
    mentioned: tuple[str, ...] = ()
    shared: bool = False


def from_command(payload: Json) -> Heard:
    """/coach and what followed it; nothing after it asks for help."""
    text = unescaped(payload.get("text", "")).strip()
    who = Who(PLATFORM, payload["team_id"], payload["user_id"])
    return Heard(
        delivery=payload["trigger_id"],
        who=who,
        # A command may be given anywhere, also where we are not: it is answered to the person alone.
        place=alone_with(who),
        act=Text(text) if text else Command("help"),
        trigger=payload["trigger_id"],
        answer_to=payload.get("response_url", ""),
    )


def from_event(body: Json) -> Heard | None:
    """A direct message or a mention; None for everything else, other bots and ourselves included."""
    event = body["event"]
    direct = event.get("channel_type") == "im"
    speaks = event.get("type") == "app_mention" or (event.get("type") == "message" and direct)
    user, team = event.get("user"), body.get("team_id", "")
    if not speaks or not isinstance(user, str) or event.get("bot_id") or event.get("subtype") not in _SPOKEN:
        return None
    who = Who(PLATFORM, team, user)
    if body.get("is_ext_shared_channel") and not direct:
        # People of another company are in this channel: not even a whisper about deals, but a direct message.
        place = alone_with(who)
    else:
        place = _place(team, event["channel"], direct=direct, thread=event.get("thread_ts", ""))
    written = str(event.get("text") or "")
    ours = _ourselves(body, written)
    others = tuple(dict.fromkeys(user for user in _MENTION.findall(written) if user not in ours))
    text = _MENTION.sub(lambda found: "" if found[1] in ours else f"@{found[1]}", written)
    return Heard(delivery=body["event_id"], who=who, place=place, act=Text(unescaped(text).strip()), mentioned=others)


def from_action(payload: Json) -> Heard | None:
    """A pressed button of a message; None for what other parts of Slack call an action."""
    if payload.get("type") != "block_actions" or not payload.get("actions") or "user" not in payload:
        return None
    action = payload["actions"][0]
    about, _, pick = str(action.get("value") or "").partition(" ")
    team, user = _team(payload), payload["user"]["id"]
    container = payload.get("container") or {}
    channel = (payload.get("channel") or {}).get("id") or container.get("channel_id") or user
    direct = channel.startswith(("D", "U"))
    return Heard(
        delivery=f"{payload['trigger_id']}:{action.get('action_ts', '')}",
        who=Who(PLATFORM, team, user),
        place=_place(team, channel, direct=direct, thread="" if direct else _thread(payload, container)),
        act=Press(action["action_id"].rpartition(":")[0], about, pick),
        trigger=payload["trigger_id"],
        answer_to=payload.get("response_url", ""),
        shared=not direct and not container.get("is_ephemeral"),
    )


def from_view(payload: Json) -> Heard:
    """A filled form. A modal belongs to no channel, so the answer goes to the person directly."""
    who, view = Who(PLATFORM, _team(payload), payload["user"]["id"]), payload["view"]
    return Heard(
        # The same modal may be sent again with other content: what is in it is part of the id.
        delivery=f"{view['id']}:{digest(submitted(view))}",
        who=who,
        place=alone_with(who),
        act=submitted(view),
    )


def alone_with(who: Who) -> Place:
    """The direct message with somebody; Slack takes their id for it."""
    return Place(PLATFORM, who.workspace, who.user)


def digest(form: Submit) -> str:
    """A short name for what was filled in."""
    return hashlib.sha256(to_json(form).encode()).hexdigest()[:16]


def unescaped(text: str) -> str:
    """Slack's escapes and links as the person typed them."""
    plain = _LINK.sub(lambda found: found.group(2) or found.group(1), text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _ourselves(body: Json, written: str) -> set[str]:
    """Our own accounts; where Slack does not tell them, whoever is mentioned first when it says that we are."""
    ours = {str(one.get("user_id")) for one in body.get("authorizations") or ()}
    first = _MENTION.search(written) if not ours and body["event"].get("type") == "app_mention" else None
    return ours | ({first[1]} if first else set())


def _thread(payload: Json, container: Json) -> str:
    """The thread below the pressed message, or that it is in itself."""
    told = (payload.get("message") or {}).get("thread_ts") or container.get("thread_ts") or container.get("message_ts")
    return str(told or "")


def _team(payload: Json) -> str:
    return str((payload.get("team") or {}).get("id") or payload["user"].get("team_id", ""))


def _place(team: str, channel: str, *, direct: bool, thread: str = "") -> Place:
    return Place(PLATFORM, team, channel, thread, direct)
