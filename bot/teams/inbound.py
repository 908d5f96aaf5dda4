"""Activities read once, at the edge: what somebody did, where, and under which delivery id."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from botbuilder.schema import Activity

from bot.coach import Who
from domain.chat import Act, Place, Press, Submit, Text

Json = dict[str, Any]

PLATFORM = "teams"
PRESSED = "adaptiveCard/action"
"""The one kind of invoke that is ours: a button of a card."""
_MENTION = re.compile(r"<at[^>]*>(.*?)</at>", re.S)
_OURS = frozenset({"act", "form", "id", "stored", "action", "pick"})
_A_BOT = "28:"
THREAD = ";messageid="
"""In the id of a conversation: what follows is the message above the thread."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """A form was left."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """We were brought into the person's own chat."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing somebody did in Teams. `pressed` is the message whose button it was, `stored` the form it fills.

    `mentioned` are the accounts of others that the words name, each with the name that stands there after an @.
    """

    delivery: str
    who: Who
    user: str
    place: Place
    act: Act | Cancel | Arrival
    invoked: bool = False
    pressed: str = ""
    stored: str = ""
    name: str = ""
    mentioned: tuple[tuple[str, str], ...] = ()


def heard_from(activity: Activity, at: datetime) -> Heard | None:
    """What somebody did, or None for what the coach does not listen to. `at` is when it came."""
    if not _comes_from_a_person(activity):
        return None
    told = _told(activity)
    act = Arrival() if _arrives(activity) else _done(activity, told)
    if act is None:
        return None
    return Heard(
        delivery=_delivery(activity, act, at),
        who=who_is(activity),
        user=str(activity.from_property.id),
        place=place_of(activity),
        act=act,
        invoked=activity.type == "invoke",
        pressed=str(activity.reply_to_id or "") if told else "",
        stored=str(told.get("stored", "")),
        name=str(activity.from_property.name or ""),
        mentioned=_others(activity),
    )


def act_from(told: Json) -> Act | Cancel | None:
    """What a card says was done; None for a card that is not ours."""
    match told.get("act"):
        case "press":
            return Press(str(told.get("action", "")), str(told.get("id", "")), str(told.get("pick", "")))
        case "submit":
            answers = tuple((key, _typed(value)) for key, value in told.items() if key not in _OURS)
            return Submit(str(told.get("form", "")), str(told.get("id", "")), answers)
        case "cancel":
            return Cancel()
        case _:
            return None


def who_is(activity: Activity) -> Who:
    """The account; the directory's id where there is one, because the other differs from bot to bot."""
    user = activity.from_property
    return Who(PLATFORM, tenant_of(activity), str(user.aad_object_id or user.id))


def place_of(activity: Activity) -> Place:
    """Where it was said, in a channel with the thread. `direct` only where the person and we are alone."""
    conversation = activity.conversation
    direct = conversation.conversation_type in ("personal", None) and not conversation.is_group
    where, _, thread = str(conversation.id).partition(THREAD)
    return Place(PLATFORM, tenant_of(activity), where, thread, bool(direct))


def tenant_of(activity: Activity) -> str:
    """The company's directory."""
    channel_data = activity.channel_data if isinstance(activity.channel_data, dict) else {}
    tenant = channel_data.get("tenant")
    told = tenant.get("id") if isinstance(tenant, dict) else None
    # botbuilder looks for tenantID, while Teams writes tenantId.
    return str(told or activity.conversation.additional_properties.get("tenantId") or "")


def said(activity: Activity) -> str:
    """The words as they were typed, without our own name; somebody else's stays, after an @."""
    ours = _our_names(activity)

    def name(found: re.Match[str]) -> str:
        return "" if found[0] in ours else f"@{found[1].removeprefix('@')}"

    return html.unescape(_MENTION.sub(name, str(activity.text or ""))).replace("\xa0", " ").strip()


def _our_names(activity: Activity) -> set[str]:
    """How we are mentioned in the text."""
    if activity.recipient is None:
        return set()
    ours = {str(one.get("text")) for one in _mentions(activity) if one["mentioned"].get("id") == activity.recipient.id}
    return {*ours, f"<at>{activity.recipient.name}</at>"}


def _others(activity: Activity) -> tuple[tuple[str, str], ...]:
    """The accounts of others that are mentioned, each with its name as it was mentioned."""
    ours = activity.recipient.id if activity.recipient is not None else None
    told = ((one["mentioned"], _MENTION.fullmatch(str(one.get("text")))) for one in _mentions(activity))
    return tuple(
        (str(who["id"]), html.unescape(found[1]).removeprefix("@"))
        for who, found in told
        if found is not None and who.get("id") and who["id"] != ours
    )


def _mentions(activity: Activity) -> list[Json]:
    told = [entity.additional_properties for entity in activity.entities or [] if entity.type == "mention"]
    return [one for one in told if isinstance(one.get("mentioned"), dict)]


def _comes_from_a_person(activity: Activity) -> bool:
    user, conversation = activity.from_property, activity.conversation
    known = user is not None and user.id and conversation is not None and conversation.id and activity.id
    return bool(known) and user.role != "bot" and not str(user.id).startswith(_A_BOT)


def _arrives(activity: Activity) -> bool:
    """Whether this is the moment we come into a chat of our own with a person: Teams tells it in two ways."""
    if not place_of(activity).direct:
        return False
    if activity.type == "installationUpdate":
        return activity.action in ("add", "add-upgrade")
    ours = activity.recipient.id if activity.recipient is not None else None
    members = activity.members_added if isinstance(activity.members_added, list) else []
    return activity.type == "conversationUpdate" and bool(ours) and any(one.id == ours for one in members)


def _done(activity: Activity, told: Json) -> Act | Cancel | None:
    if activity.type == "invoke":
        return act_from(told)
    if activity.type != "message":
        return None
    done = act_from(told)
    if done is None and (activity.text or activity.attachments):
        return Text(said(activity))
    return done


def _delivery(activity: Activity, act: Act | Cancel | Arrival, at: datetime) -> str:
    """Ids are given out per conversation. Both ways of telling that we arrive are one arrival; one a day is enough."""
    number = f"arrival-{at:%Y-%m-%d}" if isinstance(act, Arrival) else str(activity.id)
    return f"{activity.conversation.id}:{number}"


def _told(activity: Activity) -> Json:
    """What a card sent: the data of its button and its inputs."""
    value = activity.value if isinstance(activity.value, dict) else {}
    if activity.type != "invoke":
        return value
    action = value.get("action") if activity.name == PRESSED else None
    data = action.get("data") if isinstance(action, dict) else None
    return data if isinstance(data, dict) else {}


def _typed(value: object) -> str:
    return "" if value is None else str(value)
