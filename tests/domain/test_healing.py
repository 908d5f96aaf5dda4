"""What was said is struck through where it was said once it holds no more, with what mended it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.plain import plain
from bot.words import Speech
from domain.chat import Block, Choice, Choices, Divider, Para, Say
from domain.healing import healed, restored
from domain.nudges import OutboxItem
from domain.settings import Nudges, Rule, Settings
from domain.words import msg
from scheduler.deliver import DeliveryReport, deliver
from scheduler.sending import GiveUp, Outcome, Sent, TryAgain
from scheduler.tick import tick
from tests.scheduler.rounds import company_of
from tests.support.builders import KARIN, MAJA, at, contact, deal, settings
from tests.support.coach import Coach

DAY = "2026-11-24"
EVA = replace(MAJA, language="en")


class Fjord:
    """Maja, who speaks English, was told at 08:30 of two deals without a next step. `answers` are what the platform
    says to the next messages, then all of them arrive; `shows` what it was given. `late` are steps on Nordfrakt with
    their days.
    """

    def __init__(self, *answers: Outcome, late: Sequence[str] = (), made: Settings | None = None) -> None:
        deals = deal(), deal("solberg", "Solberg Bygg", "larm", amount=None)
        idle = (replace(one, idle_since=at("2026-11-12 14:00")) for one in deals)
        self.company = company_of(*idle, people=(EVA, replace(KARIN, language="en")), made=made)
        with self.company.work() as work:
            work.contacts.add(contact())
            work.commit()
        self.answers = list(answers)
        self.shows: list[str] = []
        self._coaches: dict[str, Coach] = {}
        for ours, day in zip(late[::2], late[1::2], strict=True):
            self.sets_a_step("Nordfrakt", "2026-11-16 09:00", ours=ours, day=day)
        tick(self.company.work, at(f"{DAY} 08:30"))
        self.delivers("08:30")

    def coach(self, wall: str, person: str = "maja") -> Coach:
        """Somebody at the keyboard, when the clock on the wall shows that."""
        coach = self._coaches.setdefault(person, Coach(self.company.work, person, at(f"{DAY} 09:00")))
        coach.clock = at(wall if " " in wall else f"{DAY} {wall}")
        return coach

    def sets_a_step(self, deal: str, wall: str, person: str = "maja", **answers: str) -> None:
        coach = self.coach(wall, person)
        coach.hears(f"step {deal}")
        coach.submits(**{"ours": "quote meeting", "day": "2026-12-01", "agreed": "said"} | answers)

    def step_called(self, ours: str) -> str:
        """The id of Nordfrakt's step of these words."""
        return next(step.id for step, _ in self.company.work().facts.steps("nordfrakt") if step.ours == ours)

    def delivers(self, wall: str) -> DeliveryReport:
        now = at(wall if " " in wall else f"{DAY} {wall}")
        return asyncio.run(deliver(self.company.work, self._send, lambda: now))

    def edits(self, wall: str) -> list[str]:
        """What is shown instead from now on, without the heading and the last line."""
        before = len(self.shows)
        self.delivers(wall)
        return ["\n".join(text.splitlines()[2:-2]) for text in self.shows[before:]]

    async def _send(self, item: OutboxItem, say: Say) -> Outcome:
        outcome = self.answers.pop(0) if self.answers else Sent("ts")
        if isinstance(outcome, Sent):
            self.shows.append(plain(say, Speech.to(EVA, item.created_at)))
        return outcome


NORDFRAKT = "Nordfrakt, fordonsparken has had no next step since Thu 12 Nov. What happens next?"
SOLBERG = "Solberg Bygg, larm has had no next step since Thu 12 Nov. What happens next?"
OPEN_SOLBERG = f"{SOLBERG}\n[1] Set one  [2] They asked us to wait  [3] Let it go"


def test_what_is_mended_is_struck_through_with_what_mended_it_and_the_rest_stays() -> None:
    fjord = Fjord()

    fjord.sets_a_step("Nordfrakt", "09:12")

    assert fjord.edits("09:12") == [f"~~{NORDFRAKT}~~\nDone 09:12: quote meeting, Tue 1 Dec.\n---\n{OPEN_SOLBERG}"]
    assert fjord.edits("09:13") == []


def test_two_that_are_mended_one_after_the_other_are_both_struck() -> None:
    fjord = Fjord()
    fjord.sets_a_step("Nordfrakt", "09:12")
    fjord.edits("09:12")

    fjord.sets_a_step("Solberg", "09:20")

    both = f"~~{NORDFRAKT}~~\nDone 09:12: quote meeting, Tue 1 Dec.\n---\n"
    assert fjord.edits("09:20") == [f"{both}~~{SOLBERG}~~\nDone 09:20: quote meeting, Tue 1 Dec."]


def test_an_edit_that_waits_is_told_anew_and_not_followed_by_another() -> None:
    fjord = Fjord()
    fjord.sets_a_step("Nordfrakt", "09:12")
    fjord.sets_a_step("Solberg", "09:20")

    assert [edit.count("~~") for edit in fjord.edits("09:20")] == [4]


def test_a_message_that_has_not_left_yet_arrives_as_it_is_by_then() -> None:
    fjord = Fjord(TryAgain(at(f"{DAY} 09:30")))

    fjord.sets_a_step("Nordfrakt", "09:12")

    assert fjord.edits("09:12") == []
    assert fjord.edits("09:30") == [f"~~{NORDFRAKT}~~\nDone 09:12: quote meeting, Tue 1 Dec.\n---\n{OPEN_SOLBERG}"]


def test_what_a_colleague_has_mended_says_who() -> None:
    fjord = Fjord()

    fjord.sets_a_step("Nordfrakt", "09:12", "karin")

    assert fjord.edits("09:12")[0].splitlines()[1] == "Done 09:12, Karin Ek: quote meeting, Tue 1 Dec."


def test_on_another_day_the_day_is_said_too_and_at_any_hour() -> None:
    fjord = Fjord()

    fjord.sets_a_step("Nordfrakt", "2026-11-25 22:40")

    assert fjord.edits("2026-11-25 22:40")[0].splitlines()[1] == "Done Wed 25 Nov, 22:40: quote meeting, Tue 1 Dec."


def test_after_two_weeks_the_message_stays_as_it_was() -> None:
    fjord = Fjord()

    fjord.sets_a_step("Nordfrakt", "2026-12-08 08:30", day="2026-12-09")
    assert len(fjord.edits("2026-12-08 08:30")) == 1

    fjord.sets_a_step("Solberg", "2026-12-08 08:31", day="2026-12-09")
    assert fjord.edits("2026-12-08 08:31") == []


def test_a_pause_is_named_with_its_day() -> None:
    fjord = Fjord()

    maja = fjord.coach("09:12")
    maja.hears("pause Nordfrakt")
    maja.submits(until="2026-12-14", reason="their board meets then")

    assert fjord.edits("09:12")[0].splitlines()[1] == "Done 09:12: they asked us to wait until Mon 14 Dec."


def test_a_deal_that_is_let_go_is_done() -> None:
    fjord = Fjord()

    maja = fjord.coach("09:12")
    maja.hears("lost Nordfrakt")
    maja.presses("None of them")
    maja.submits(reason="price", said="assumed", wrong="-")

    assert fjord.edits("09:12")[0].splitlines()[:2] == [f"~~{NORDFRAKT}~~", "Done 09:12: let go."]


def test_what_nobody_is_to_be_told_any_more_is_struck_when_the_coach_looks_again() -> None:
    fjord = Fjord()
    fjord.company.settings = settings(nudges=Nudges(3, ()))
    with fjord.company.work() as work:
        work.deals.look_again("nordfrakt", at(f"{DAY} 09:12"))
        work.commit()

    tick(fjord.company.work, at(f"{DAY} 09:12"))

    assert fjord.edits("09:12") == [f"~~{NORDFRAKT}~~\nNo longer needed.\n---\n{OPEN_SOLBERG}"]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("snooze Nordfrakt 7 days", "Later: Thu 3 Dec."),
        ("snooze Nordfrakt until they answer", "Later: when they answer, Tue 8 Dec at the latest."),
    ],
)
def test_what_is_put_off_says_until_when_and_is_not_struck(words: str, line: str) -> None:
    fjord = Fjord()

    fjord.coach("09:12").hears(words)
    assert fjord.edits("09:12") == [f"{NORDFRAKT}\n{line}\n---\n{OPEN_SOLBERG}"]

    fjord.sets_a_step("Nordfrakt", "09:20")
    assert fjord.edits("09:20")[0].splitlines()[:2] == [
        f"~~{NORDFRAKT}~~",
        "Done 09:20: quote meeting, Tue 1 Dec.",
    ]


def test_what_is_taken_back_is_open_again_and_heals_once_more() -> None:
    fjord = Fjord()
    fjord.sets_a_step("Nordfrakt", "09:12")
    fjord.edits("09:12")

    fjord.coach("09:15").presses("Undo")
    assert fjord.edits("09:15") == [
        (
            f"{NORDFRAKT}\nOpen again: that was taken back 09:15.\n"
            "[1] Set one  [2] They asked us to wait  [3] Let it go\n"
            f"---\n{SOLBERG}\n[4] Set one  [5] They asked us to wait  [6] Let it go"
        )
    ]

    fjord.sets_a_step("Nordfrakt", "09:20", ours="demo")
    assert fjord.edits("09:20") == [f"~~{NORDFRAKT}~~\nDone 09:20: demo, Tue 1 Dec.\n---\n{OPEN_SOLBERG}"]


def test_a_step_behind_which_another_is_late_too_is_done_and_open_again_when_that_is_taken_back() -> None:
    fjord = Fjord(late=("send the quote", "2026-11-20", "call Anna", "2026-11-23"))
    assert fjord.shows[0].splitlines()[2].startswith("Nordfrakt, fordonsparken: your part for Fri 20 Nov was")

    maja = fjord.coach("09:12")
    maja.presses_of("step.kept", fjord.step_called("send the quote"))
    assert fjord.edits("09:12")[0].splitlines()[1] == "Done 09:12: “send the quote” is done."

    fjord.coach("09:13").presses("Undo")
    assert fjord.edits("09:13")[0].splitlines()[1] == "Open again: that was taken back 09:13."


def test_what_is_taken_back_opens_nothing_that_another_act_has_mended() -> None:
    fjord = Fjord(late=("send the quote", "2026-11-20", "call Anna", "2026-11-23"))
    fjord.coach("09:12").presses_of("step.kept", fjord.step_called("send the quote"))
    fjord.coach("09:20").presses_of("step.kept", fjord.step_called("call Anna"))
    fjord.edits("09:20")

    fjord.coach("09:21").presses("Undo")

    assert fjord.edits("09:21") == []


def test_a_question_that_is_answered_is_done_although_the_next_one_is_open() -> None:
    fjord = Fjord(made=settings(nudges=Nudges(3, (Rule("question_open", True, 0, 3),))))
    assert fjord.shows[0].splitlines()[2] == "Nordfrakt, fordonsparken: Who decides? They have not told us yet."

    fjord.coach("09:12").hears("Nordfrakt: Johan decides, Anna Berg told me")

    [edit] = fjord.edits("09:12")
    assert edit.splitlines()[:2] == [
        "~~Nordfrakt, fordonsparken: Who decides? They have not told us yet.~~",
        "Done 09:12: “Johan”, Anna Berg said.",
    ]


def test_what_is_taken_back_and_told_otherwise_before_an_edit_has_left_is_told_once() -> None:
    fjord = Fjord()
    fjord.sets_a_step("Nordfrakt", "09:12")
    fjord.coach("09:12").presses("Undo")
    fjord.sets_a_step("Nordfrakt", "09:13", ours="demo")

    assert fjord.edits("09:13") == [f"~~{NORDFRAKT}~~\nDone 09:13: demo, Tue 1 Dec.\n---\n{OPEN_SOLBERG}"]


def test_an_edit_that_the_platform_will_not_take_is_let_be_and_the_next_one_is_tried(
    caplog: pytest.LogCaptureFixture,
) -> None:
    fjord = Fjord()
    fjord.sets_a_step("Nordfrakt", "09:12")
    fjord.answers = [GiveUp("message_not_found")]

    assert fjord.delivers("09:12") == DeliveryReport(given_up=1)
    assert fjord.delivers("09:13") == DeliveryReport()
    fjord.sets_a_step("Solberg", "09:20")

    assert [edit.count("~~") for edit in fjord.edits("09:20")] == [4]


def test_an_edit_waits_for_a_message_that_is_on_its_way() -> None:
    fjord = Fjord(TryAgain(at(f"{DAY} 08:31")))
    with fjord.company.work() as work:
        work.nudging.claim(at(f"{DAY} 08:31"), at(f"{DAY} 08:51"), 1)
        work.commit()
    fjord.sets_a_step("Nordfrakt", "08:40")

    assert fjord.delivers("08:41") == DeliveryReport(later=1)
    assert fjord.delivers("08:51") == DeliveryReport(sent=2)
    assert [text.count("~~") for text in fjord.shows] == [0, 2]


def test_an_edit_that_was_overtaken_while_it_was_on_its_way_is_not_sent_again_over_the_later_one() -> None:
    fjord = Fjord()
    fjord.sets_a_step("Nordfrakt", "09:12")
    with fjord.company.work() as work:
        work.nudging.claim(at(f"{DAY} 09:12"), at(f"{DAY} 09:20"), 1)
        work.commit()
    fjord.sets_a_step("Solberg", "09:13")

    assert fjord.delivers("09:13") == DeliveryReport()
    assert fjord.delivers("09:20") == DeliveryReport(sent=1, given_up=1)
    assert [text.count("~~") for text in fjord.shows] == [0, 4]


def test_an_edit_follows_the_one_that_is_on_its_way_as_soon_as_that_has_arrived() -> None:
    fjord = Fjord()
    fjord.sets_a_step("Nordfrakt", "09:12")
    with fjord.company.work() as work:
        [first] = work.nudging.claim(at(f"{DAY} 09:12"), at(f"{DAY} 09:20"), 1)
        work.commit()
    fjord.sets_a_step("Solberg", "09:13")

    assert fjord.delivers("09:13:02") == DeliveryReport(later=1)
    with fjord.company.work() as work:
        work.nudging.settle(replace(first, sent_at=at(f"{DAY} 09:13:03"), claimed_until=None), first.claimed_until)
        work.commit()
    assert fjord.delivers("09:13:03") == DeliveryReport(sent=1)


def test_an_edit_does_not_wait_for_one_whose_sender_is_gone() -> None:
    fjord = Fjord()
    fjord.sets_a_step("Nordfrakt", "09:12")
    with fjord.company.work() as work:
        work.nudging.claim(at(f"{DAY} 09:12"), at(f"{DAY} 09:20"), 1)
        work.commit()
    fjord.sets_a_step("Solberg", "09:13")

    assert fjord.delivers("09:13:14") == DeliveryReport(later=1)
    assert fjord.delivers("09:13:15") == DeliveryReport(sent=1)


def test_whoever_held_an_edit_for_too_long_does_not_write_it_down_as_sent_in_its_old_words() -> None:
    fjord = Fjord()
    fjord.sets_a_step("Nordfrakt", "09:12")
    with fjord.company.work() as work:
        [slow] = work.nudging.claim(at(f"{DAY} 09:12"), at(f"{DAY} 09:20"), 1)
        work.commit()
    fjord.sets_a_step("Solberg", "09:20")

    with fjord.company.work() as work:
        assert not work.nudging.settle(replace(slow, sent_at=at(f"{DAY} 09:21")), slow.claimed_until)
    assert [edit.count("~~") for edit in fjord.edits("09:21")] == [4]


def test_what_nobody_was_told_of_needs_no_edit() -> None:
    fjord = Fjord(GiveUp("no place to reach them yet"))

    fjord.sets_a_step("Nordfrakt", "09:12")

    assert len(fjord.company.state.outbox) == 1


# ---- for any message ------------------------------------------------------------------------------------------------

EPISODES = ("e1", "e2", "e3")


def _part(about: str) -> tuple[Block, ...]:
    """What a message says about one episode."""
    small = Para(msg("It moves on when this has happened: {leaves_when}", leaves_when=about), quiet=True)
    return Divider(about), Para(msg("**{deal}** is late.", deal=about)), small, Choices((Choice("Mend", "a.b", about),))


MESSAGE = Say((Para("Three things"), *(block for one in EPISODES for block in _part(one)), Divider(), Para("Why?")))
LINE = msg("Done.")


@pytest.mark.parametrize("order", list(permutations(EPISODES)))
def test_healing_in_any_order_gives_the_same_message(order: tuple[str, ...]) -> None:
    say = MESSAGE
    for about in order:
        say = healed(say, about, msg("Done {when}.", when=about))

    again = MESSAGE
    for about in EPISODES:
        again = healed(again, about, msg("Done {when}.", when=about))
    assert say == again


@given(st.lists(st.tuples(st.sampled_from(EPISODES), st.sampled_from(["heal", "put off", "restore"])), max_size=12))
def test_nothing_else_of_the_message_changes(acts: list[tuple[str, str]]) -> None:
    say, told = MESSAGE, dict.fromkeys(EPISODES, "")
    for about, act in acts:
        if act == "restore":
            say = restored(say, MESSAGE, about, about, LINE)
        else:
            say = healed(say, about, LINE, struck=act == "heal")
        if act == "restore" or told[about] != "heal":
            told[about] = act

    parts: list[Block] = [Para("Three things")]
    for about, act in told.items():
        line, fact, *rest = _part(about)
        assert isinstance(fact, Para)
        over = [line, replace(fact, struck=act == "heal"), Para(LINE, quiet=True)]
        parts += {"": [line, fact, *rest], "restore": [line, fact, rest[0], Para(LINE, quiet=True), rest[1]]}.get(
            act, over
        )
    assert say == Say((*parts, Divider(), Para("Why?")))


def test_a_message_that_is_not_about_the_episode_stays_as_it_is() -> None:
    assert healed(MESSAGE, "e9", LINE) == MESSAGE
    assert restored(MESSAGE, MESSAGE, "e9", "e9", LINE) == MESSAGE
