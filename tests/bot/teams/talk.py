"""What tests of the Teams door read and press."""

from __future__ import annotations

from typing import Any

from tests.support.doors import TeamsDoor

Json = dict[str, Any]

CHANNEL: Json = {"conversationType": "channel", "id": "19:c@thread.tacv2;messageid=1", "tenantId": "tenant-fjord"}


def card_in(told: Json) -> Json:
    """The card that a message carries."""
    [attachment] = told["attachments"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    card: Json = attachment["content"]
    return card


def cards(door: TeamsDoor) -> list[Json]:
    """Every card that was said, oldest first."""
    return [card_in(told) for _, _, told in door.teams.sent]


def said(door: TeamsDoor) -> list[tuple[str, str]]:
    """In which conversation what was said: the first line of each message."""
    return [(told["conversation"]["id"], told["summary"].splitlines()[0]) for _, _, told in door.teams.sent]


def button(card: Json, title: str) -> Json:
    """The button of the card that reads so."""
    rows = [part["actions"] for part in card["body"] if part["type"] == "ActionSet"]
    return next(action for row in rows for action in row if action["title"] == title)


def fields(card: Json) -> Json:
    """What stands in the inputs of a form."""
    return {part["id"]: part.get("value", "") for part in card["body"] if part["type"].startswith("Input.")}


def pressed(door: TeamsDoor, number: str, data: Json, **more: object) -> Json:
    """The activity of a press in a client of today."""
    told = {"action": {"type": "Action.Execute", "verb": str(data.get("act")), "data": data}, "trigger": "manual"}
    what = {"name": "adaptiveCard/action", "replyToId": "card-1", "value": told}
    return door.teams.activity("invoke", number, "maja", **(what | more))


async def post(door: TeamsDoor, activity: Json, **claims: object) -> tuple[int, Json | None]:
    """Send one activity with a valid token; gives the status and the body."""
    headers = {"Authorization": door.teams.token(**claims)}  # type: ignore[arg-type]
    response = await door.client.post("/api/messages", json=activity, headers=headers)
    return response.status, await response.json() if response.content_length else None
