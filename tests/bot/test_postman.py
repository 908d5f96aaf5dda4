"""Unasked messages go to where the person was last, else to a place that a platform can open."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.adapters import Postman
from bot.channels import Closed, shared
from bot.coach import Answer
from bot.lanes import Limits
from bot.plain import plain
from bot.words import Speech
from domain.chat import Para, Place, Refuse, Reply, Say
from domain.nudges import OutboxItem
from domain.person import Person
from domain.settings import Team
from domain.words import Day, msg
from scheduler.sending import GiveUp, Outcome, Sent
from tests.support.builders import at, company
from tests.support.fake import FakeCompany

NOW = at("2026-11-24 09:00")
SAY = Say((Para(msg("{day}", day=Day(at("2026-11-27 10:00").date()))),))


class Platform:
    """Remembers what was said where."""

    def __init__(self, name: str, finds: bool = False, channel: str = "", closed: Closed | None = None) -> None:
        self.platform = name
        self.limits = Limits()
        self.said: list[tuple[str, str]] = []
        self.closed = closed
        self._finds = finds
        self._channel = channel

    async def say(self, place: Place, reply: Say, speech: Speech) -> Outcome:
        where = f"{place.conversation}>{place.thread}" if place.thread else place.conversation
        self.said.append((where, plain(reply, speech)))
        return Sent("ref", thread="t1")

    async def amend(self, place: Place, reference: str, reply: Say, speech: Speech) -> Outcome:
        self.said.append((f"{place.conversation}/{reference}", plain(reply, speech)))
        return Sent(reference)

    async def channel(self, team: Team) -> Place | Closed | None:
        if self.closed is not None:
            return self.closed
        return Place(self.platform, "", f"{self._channel}-{team.key}", direct=False) if self._channel else None

    async def tell(self, place: Place, answer: Answer) -> None:
        assert answer.person is not None
        for reply in answer.replies:
            self.said.append((place.conversation, plain(reply, Speech.to(answer.person, NOW))))

    async def find(self, person: Person) -> Place | None:
        return Place(self.platform, "", f"found-{person.first_name}") if self._finds else None


def late(fjord: FakeCompany, *replies: Reply) -> Answer:
    return Answer(replies, fjord.work().persons.by_email("maja@example.com"))


def item(person: str, **changes: Any) -> OutboxItem:
    return replace(OutboxItem("o1", "k", person, "", (), NOW, NOW), **changes)


@pytest.fixture
def fjord() -> FakeCompany:
    return company()


def person_id(fjord: FakeCompany, email: str) -> str:
    person = fjord.work().persons.by_email(email)
    assert person is not None
    return person.id


def seen(fjord: FakeCompany, person: str, platform: str, hour: str) -> None:
    with fjord.work() as work:
        work.persons.seen_at(person, Place(platform, "", f"{platform}-dm"), at(f"2026-11-24 {hour}"))
        work.commit()


async def test_the_place_used_last_wins_and_the_words_are_the_persons_own(fjord: FakeCompany) -> None:
    slack, teams = Platform("slack"), Platform("teams")
    maja = person_id(fjord, "maja@example.com")
    seen(fjord, maja, "slack", "08:00")
    seen(fjord, maja, "teams", "08:30")

    outcome = await Postman(fjord.work, {"slack": slack, "teams": teams}).send(item(maja), SAY)

    assert outcome == Sent("ref", Place("teams", "", "teams-dm"), "t1")
    assert (slack.said, teams.said) == ([], [("teams-dm", "Fre 27 nov")])


async def test_somebody_who_has_never_written_is_looked_for(fjord: FakeCompany) -> None:
    teams, slack = Platform("teams"), Platform("slack", finds=True)
    tom = person_id(fjord, "tom@example.com")

    await Postman(fjord.work, {"teams": teams, "slack": slack}).send(item(tom), SAY)

    assert slack.said == [("found-Tom", "Fri 27 Nov")]


async def test_a_place_on_a_platform_that_is_switched_off_is_not_used(fjord: FakeCompany) -> None:
    maja = person_id(fjord, "maja@example.com")
    seen(fjord, maja, "slack", "08:00")

    outcome = await Postman(fjord.work, {"teams": Platform("teams")}).send(item(maja), SAY)

    assert outcome == GiveUp("no place to reach them yet")


async def test_somebody_who_has_left_hears_nothing_more(fjord: FakeCompany) -> None:
    slack, maja = Platform("slack"), person_id(fjord, "maja@example.com")
    seen(fjord, maja, "slack", "08:00")
    others = tuple(member for member in fjord.settings.people if member.email != "maja@example.com")
    fjord.settings = replace(fjord.settings, people=others)

    assert await Postman(fjord.work, {"slack": slack}).send(item(maja), SAY) == GiveUp("nobody here by that id")
    assert slack.said == []


async def test_nobody_by_that_id_is_given_up(fjord: FakeCompany) -> None:
    assert await Postman(fjord.work, {}).send(item("gone"), SAY) == GiveUp("nobody here by that id")


def told(fjord: FakeCompany, sent: OutboxItem) -> None:
    with fjord.work() as work:
        work.nudging.put(sent)
        work.commit()


async def test_an_edit_goes_where_the_message_is_and_not_where_the_person_was_last(fjord: FakeCompany) -> None:
    slack, teams = Platform("slack"), Platform("teams")
    seen(fjord, "maja", "teams", "08:30")
    told(fjord, replace(item("maja"), id="first", reference="171.5", place=Place("slack", "", "slack-dm")))

    outcome = await Postman(fjord.work, {"slack": slack, "teams": teams}).send(item("maja", amends="first"), SAY)

    assert outcome == Sent("171.5", Place("slack", "", "slack-dm"))
    assert (slack.said, teams.said) == ([("slack-dm/171.5", "Fre 27 nov")], [])


@pytest.mark.parametrize("amends", ["unsent", "elsewhere", "unknown"])
async def test_what_is_no_message_of_ours_is_not_amended(fjord: FakeCompany, amends: str) -> None:
    slack = Platform("slack", finds=True)
    told(fjord, replace(item("maja"), id="unsent"))
    told(fjord, replace(item("maja"), id="elsewhere", key="k2", reference="1", place=Place("teams", "", "teams-dm")))

    outcome = await Postman(fjord.work, {"slack": slack}).send(item("maja", amends=amends), SAY)

    assert (outcome, slack.said) == (GiveUp("no message to amend"), [])


async def test_what_is_for_a_team_goes_to_its_channel_in_the_words_of_whom_it_is_for(fjord: FakeCompany) -> None:
    teams, slack = Platform("teams"), Platform("slack", channel="sales")

    outcome = await Postman(fjord.work, {"teams": teams, "slack": slack}).send(item("maja", channel="north"), SAY)

    assert outcome == Sent("ref", Place("slack", "", "sales-north", direct=False), "t1")
    assert slack.said == [("sales-north", "Fre 27 nov")]


async def test_where_a_team_has_no_channel_whoever_it_is_for_gets_it_alone_and_hears_why(fjord: FakeCompany) -> None:
    slack = Platform("slack", finds=True)

    outcome = await Postman(fjord.work, {"slack": slack}).send(item("maja", channel="north"), SAY)

    assert outcome == Sent("ref", Place("slack", "", "found-Maja"), "t1")
    assert slack.said == [
        (
            "found-Maja",
            "Jag är inte med i #team-north, så du får det här ensam. Bjud in mig dit så hamnar det där.\nFre 27 nov",
        )
    ]


async def test_what_is_for_a_team_that_is_gone_is_given_up(fjord: FakeCompany) -> None:
    slack = Platform("slack", finds=True)

    outcome = await Postman(fjord.work, {"slack": slack}).send(item("maja", channel="no-such-team"), SAY)

    assert (outcome, slack.said) == (GiveUp("no team by that key"), [])


ENGLISH = {"channel": "north", "language": "en", "zone": "Europe/London"}
"""How the channel of this team is spoken to, where everybody's own language is Swedish."""
IN_CHANNEL = Place("slack", "", "sales-north", direct=False)
ALONE = Place("slack", "", "slack-dm")
ELSEWHERE = "#team-north läses av ett annat företag också, så du får det här ensam."


@pytest.mark.parametrize("person", ["maja", "nobody"])
async def test_a_channel_has_a_language_of_its_own_and_needs_nobody_to_be_there(
    fjord: FakeCompany, person: str
) -> None:
    slack = Platform("slack", channel="sales")

    outcome = await Postman(fjord.work, {"slack": slack}).send(item(person, **ENGLISH), SAY)

    assert (outcome, slack.said) == (Sent("ref", IN_CHANNEL, "t1"), [("sales-north", "Fri 27 Nov")])


@pytest.mark.parametrize("person", ["maja", "nobody"])
async def test_what_is_told_anew_in_a_channel_keeps_its_language(fjord: FakeCompany, person: str) -> None:
    slack = Platform("slack", channel="sales")
    told(fjord, replace(item(person, **ENGLISH), id="first", reference="171.5", place=IN_CHANNEL))

    await Postman(fjord.work, {"slack": slack}).send(item(person, amends="first", **ENGLISH), SAY)

    assert slack.said == [("sales-north/171.5", "Fri 27 Nov")]


async def test_where_the_channel_is_closed_it_is_said_alone_in_the_persons_own_language(fjord: FakeCompany) -> None:
    slack = Platform("slack", closed=shared(fjord.settings.teams[0]))
    seen(fjord, "maja", "slack", "08:00")
    postman = Postman(fjord.work, {"slack": slack})

    sent = await postman.send(item("maja", **ENGLISH), SAY)
    assert isinstance(sent, Sent)
    told(fjord, replace(item("maja", **ENGLISH), id="first", reference="ref", place=sent.place))
    await postman.send(item("maja", amends="first", **ENGLISH), SAY)

    assert slack.said == [("slack-dm", f"{ELSEWHERE}\nFre 27 nov"), ("slack-dm/ref", f"{ELSEWHERE}\nFre 27 nov")]


async def test_a_channel_that_was_closed_meanwhile_is_told_nothing_more(fjord: FakeCompany) -> None:
    slack = Platform("slack", closed=shared(fjord.settings.teams[0]))
    told(fjord, replace(item("maja", **ENGLISH), id="first", reference="ref", place=IN_CHANNEL))

    outcome = await Postman(fjord.work, {"slack": slack}).send(item("maja", amends="first", **ENGLISH), SAY)

    assert (outcome, slack.said) == (GiveUp("the channel is closed"), [])


@pytest.mark.parametrize(
    ("above", "where"),
    [
        pytest.param(IN_CHANNEL, "sales-north>t9", id="in its thread"),
        pytest.param(replace(IN_CHANNEL, conversation="old-north"), "sales-north", id="the team reads elsewhere now"),
    ],
)
async def test_what_belongs_to_a_message_is_said_in_the_thread_below_it(
    fjord: FakeCompany, above: Place, where: str
) -> None:
    slack = Platform("slack", channel="sales")
    told(fjord, replace(item("maja", **ENGLISH), id="first", reference="r", place=above, thread="t9"))

    await Postman(fjord.work, {"slack": slack}).send(item("maja", under="first", **ENGLISH), SAY)

    assert slack.said == [(where, "Fri 27 Nov")]


@pytest.mark.parametrize(
    ("channel", "reason"),
    [
        pytest.param(None, ELSEWHERE, id="the channel is closed"),
        pytest.param("sales", "Mitt meddelande nådde aldrig #team-north, så du får det här ensam.", id="open again"),
    ],
)
async def test_what_belongs_to_a_message_that_never_reached_the_channel_is_said_alone(
    fjord: FakeCompany, channel: str | None, reason: str
) -> None:
    closed = None if channel else shared(fjord.settings.teams[0])
    slack = Platform("slack", channel=channel or "", closed=closed)
    seen(fjord, "maja", "slack", "08:00")
    told(fjord, replace(item("maja", **ENGLISH), id="first", reference="r", place=ALONE, thread="t9"))

    await Postman(fjord.work, {"slack": slack}).send(item("maja", under="first", **ENGLISH), SAY)

    assert slack.said == [("slack-dm", f"{reason}\nFre 27 nov")]


async def test_a_late_answer_is_said_where_it_was_asked_and_a_refused_form_by_its_reasons(fjord: FakeCompany) -> None:
    slack = Platform("slack")
    refused = Refuse((("due", msg("That day has passed.")),))

    await Postman(fjord.work, {"slack": slack}).later(Place("slack", "", "dm"), late(fjord, SAY, refused))

    assert slack.said == [("dm", "Fre 27 nov"), ("dm", "Formuläret sparades inte.\nThat day has passed.")]


async def test_a_late_answer_in_a_channel_is_said_to_the_person_alone(fjord: FakeCompany) -> None:
    slack, channel = Platform("slack", finds=True), Place("slack", "", "c9", direct=False)
    seen(fjord, "maja", "slack", "08:00")

    await Postman(fjord.work, {"slack": slack}).later(channel, late(fjord, SAY))

    assert slack.said == [("slack-dm", "Fre 27 nov")]


async def test_a_late_answer_in_a_channel_is_not_said_when_the_person_cannot_be_reached_alone(
    fjord: FakeCompany,
) -> None:
    slack, channel = Platform("slack"), Place("slack", "", "c9", direct=False)

    await Postman(fjord.work, {"slack": slack}).later(channel, late(fjord, SAY))

    assert slack.said == []
