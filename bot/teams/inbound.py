"""Activities read once, at the edge: what somebody did, where, and under which delivery id."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

from botbuilder.schema import Activity

from bot.coach import Who
from domain.chat import Act, Command, Place, Press, Submit, Text

Json = dict[str, Any]

PLATFORM = "teams"
_MENTION = re.compile(r"<at[^>]*>.*?</at>", re.S)
_OURS = frozenset({"act", "form", "id", "stored", "action", "pick"})


@dataclass(frozen=True, slots=True)
class Cancel:
    """A form was left."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing somebody did in Teams. `pressed` is the message whose button it was, `stored` the form it fills."""

    delivery: str
    who: Who
    user: str
    place: Place
    act: Act | Cancel
    invoked: bool = False
    pressed: str = ""
    stored: str = ""


def heard_from(activity: Activity) -> Heard | None:
    """What somebody did, or None for what the coach does not listen to."""
    told = _told(activity)
    invoked = activity.type == "invoke"
    if invoked and activity.name != "adaptiveCard/action":
        return None
    if activity.type not in ("message", "invoke") or activity.from_property is None or activity.conversation is None:
        return None
    act = act_from(told) if told else Text(said(activity.text or ""))
    if act is None:
        return None
    return Heard(
        delivery=str(activity.id),
        who=who_is(activity),
        user=str(activity.from_property.id),
        place=place_of(activity),
        act=act,
        invoked=invoked,
        pressed=str(activity.reply_to_id or "") if told else "",
        stored=str(told.get("stored", "")),
    )


def act_from(told: Json) -> Act | Cancel | None:
    """What a card says was done; None for a card that is not ours."""
    match told.get("act"):
        case "press":
            return Press(str(told.get("action", "")), str(told.get("id", "")), str(told.get("pick", "")))
        case "submit":
            answers = tuple((key, str(value)) for key, value in told.items() if key not in _OURS)
            return Submit(str(told.get("form", "")), str(told.get("id", "")), answers)
        case "cancel":
            return Cancel()
        case _:
            return None


def arrival(activity: Activity) -> bool:
    """Whether this is the moment we come into a conversation."""
    if activity.type == "installationUpdate":
        return activity.action in ("add", "add-upgrade")
    ours = activity.recipient.id if activity.recipient else None
    return activity.type == "conversationUpdate" and any(one.id == ours for one in activity.members_added or [])


def greeting() -> Act:
    """What the coach answers when it arrives: what it can do."""
    return Command("help")


def who_is(activity: Activity) -> Who:
    """The account; the directory's id where there is one, because the other differs from bot to bot."""
    user = activity.from_property
    return Who(PLATFORM, tenant_of(activity), str(getattr(user, "aad_object_id", None) or user.id))


def place_of(activity: Activity) -> Place:
    """Where it was said. `direct` only where the person and we are alone."""
    conversation = activity.conversation
    direct = conversation.conversation_type == "personal" or conversation.conversation_type is None
    return Place(PLATFORM, tenant_of(activity), str(conversation.id), "", bool(direct and not conversation.is_group))


def tenant_of(activity: Activity) -> str:
    """The company's directory."""
    channel_data = activity.channel_data if isinstance(activity.channel_data, dict) else {}
    return str(getattr(activity.conversation, "tenant_id", None) or (channel_data.get("tenant") or {}).get("id") or "")


def said(text: str) -> str:
    """The words without our own name in front, as they were typed."""
    return html.unescape(_MENTION.sub("", text)).replace("\xa0", " ").strip()


def _told(activity: Activity) -> Json:
    """What a card sent: the data of its button and its inputs."""
    value = activity.value if isinstance(activity.value, dict) else {}
    if activity.type != "invoke":
        return value
    action = value.get("action")
    data = action.get("data") if isinstance(action, dict) else None
    return data if isinstance(data, dict) else {}
