"""What Slack does not take: an answer is said again, or elsewhere, and what was saved stays saved once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.doors import SlackDoor
from tests.support.fake import FakeCompany
from tests.support.fake_slack import mention, message, press

NOW = {"Retry-After": "0"}
LATER = {"Retry-After": "3600"}
BUSY = (429, {"ok": False, "error": "ratelimited"}, NOW)
NOTE = "träffade Anna Berg på Nordfrakt i dag, demo på fredag kl 10, hon sa ja"
SAVED = "Nordfrakt, fordonsparken. Sparat."

Refused = tuple[int, dict[str, Any], dict[str, str]]


def first_lines(told: list[dict[str, Any]]) -> list[str]:
    return [one["text"].splitlines()[0] for one in told]


@pytest.mark.parametrize(
    "refused",
    [
        BUSY,
        (200, {"ok": False, "error": "ratelimited"}, NOW),
        (200, {"ok": False, "error": "internal_error"}, NOW),
        (503, {}, NOW),
    ],
)
async def test_an_answer_that_slack_does_not_take_now_is_said_again(
    door: SlackDoor, fjord: FakeCompany, refused: Refused
) -> None:
    door.slack.refuse_once["chat.postMessage"] = refused

    await door.posts(*message(NOTE, "UMAJA", "Ev1"))
    await door.slack.until("chat.postMessage", 2)

    assert first_lines(door.slack.named("chat.postMessage")) == [SAVED, SAVED]
    assert len(fjord.work().facts.meetings("nordfrakt")) == 1


async def test_a_whisper_that_slack_does_not_take_now_is_whispered_again(door: SlackDoor) -> None:
    door.slack.refuse_once["chat.postEphemeral"] = BUSY

    await door.posts(*mention("affärer", "UMAJA", "Ev1"))
    await door.slack.until("chat.postEphemeral", 2)

    assert door.slack.named("chat.postMessage") == []


async def test_a_message_that_cannot_be_replaced_now_is_replaced_later(door: SlackDoor) -> None:
    await door.says(NOTE)
    door.slack.refuse_once["response_url"] = BUSY

    await door.presses("Ångra")
    await door.slack.until("response_url", 2)

    assert [told["replace_original"] for told in door.slack.named("response_url")] == [True, True]


async def test_it_is_said_five_times_again_and_then_no_more(door: SlackDoor) -> None:
    door.slack.refuse["chat.postMessage"] = BUSY

    await door.posts(*message("affärer", "UMAJA", "Ev1"))
    await door.slack.until("chat.postMessage", 6)
    door.slack.refuse.clear()
    await door.posts(*message("hjälp", "UMAJA", "Ev2"))

    assert len(set(first_lines(door.slack.named("chat.postMessage")[:6]))) == 1
    assert len(door.slack.named("chat.postMessage")) == 7


@pytest.mark.parametrize("reason", ["account_inactive", "token_revoked", "channel_not_found"])
async def test_what_slack_will_never_take_is_tried_once_and_stays_saved(
    door: SlackDoor, fjord: FakeCompany, reason: str
) -> None:
    door.slack.refuse["chat.postMessage"] = (200, {"ok": False, "error": reason}, {})

    await door.posts(*message(NOTE, "UMAJA", "Ev1"))

    assert len(door.slack.named("chat.postMessage")) == 1
    assert len(fjord.work().facts.meetings("nordfrakt")) == 1


async def test_a_server_that_stops_does_not_wait_for_slack(door: SlackDoor) -> None:
    door.slack.refuse["chat.postMessage"] = (429, {"ok": False, "error": "ratelimited"}, LATER)

    await door.posts(*message("affärer", "UMAJA", "Ev1"))
    await door.client.close()

    assert len(door.slack.named("chat.postMessage")) == 1


# ---- a place that takes nothing any more ----------------------------------------------------------------------------


async def test_what_a_channel_does_not_take_is_said_directly(door: SlackDoor) -> None:
    door.slack.refuse["chat.postEphemeral"] = (200, {"ok": False, "error": "user_not_in_channel"}, {})

    await door.posts(*mention("affärer", "UMAJA", "Ev1"))

    assert [told["channel"] for told in door.slack.named("chat.postMessage")] == ["UMAJA"]


async def test_an_old_message_that_can_no_longer_be_replaced_is_answered_below(door: SlackDoor) -> None:
    await door.says(NOTE)
    door.slack.refuse["response_url"] = (404, {"ok": False, "error": "expired_url"}, {})

    await door.presses("Ångra")

    assert door.slack.named("chat.postMessage")[-1]["text"].startswith("Ångrat. Nordfrakt")


async def test_a_form_that_does_not_open_in_time_waits_behind_a_button(door: SlackDoor) -> None:
    await door.says(NOTE)
    door.slack.refuse_once["views.open"] = (200, {"ok": False, "error": "expired_trigger_id"}, {})

    said = await door.presses("Ändra")
    await door.presses("Öppna formuläret")

    assert said == ["Ändra anteckningen\n[1] Öppna formuläret"]
    first, again = door.slack.named("views.open")
    assert first["view"]["callback_id"] == again["view"]["callback_id"] == "note.meeting"


# ---- when Slack does not say who somebody is ------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["users.info", "auth.test"])
async def test_somebody_whom_slack_cannot_name_now_is_asked_to_send_it_again(
    door: SlackDoor, fjord: FakeCompany, method: str
) -> None:
    door.slack.refuse_once[method] = BUSY
    before = fjord.state.copied()

    first = await door.says(NOTE)

    assert first == ["I could not see who you are just now, so nothing was saved. Send it again in a minute."]
    assert fjord.state == before
    assert first_lines([{"text": text} for text in await door.says(NOTE)]) == [SAVED]


async def test_an_account_is_asked_about_once(door: SlackDoor) -> None:
    await door.says("hjälp")
    await door.says("affärer")

    assert (len(door.slack.named("users.info")), len(door.slack.named("auth.test"))) == (1, 1)


async def test_a_stranger_who_presses_the_button_of_a_kept_form_gets_no_form(door: SlackDoor) -> None:
    [said] = await door.says("inställningar")
    assert said.endswith("Öppna formuläret")
    kept = door.slack.named("chat.postMessage")[-1]["blocks"][-1]["elements"][0]

    await door.posts(*press(kept, "USTRANGER", "press.9", door.slack.respond_url()))

    assert door.slack.named("views.open") == []
