"""A rep tells the coach about a customer in plain words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain.facts import Agreed, Grounds, Outcome, Step, StepEnd
from tests.support.builders import answered, at, step
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

TUESDAY = at("2026-11-24 14:00")


def running(fjord: FakeCompany, deal_id: str = "nordfrakt") -> list[Step]:
    return [one for one, end in fjord.work().facts.steps(deal_id) if end is None]


def test_after_a_meeting_it_says_back_what_it_saved_and_asks_one_thing(maja: Coach) -> None:
    maja.hears("met Anna Berg at Nordfrakt, demo w the CFO friday 10, she agreed. budget is 400k she says")

    assert maja.said[0].splitlines() == [
        "Nordfrakt, fordonsparken. Saved.",
        "Met Anna Berg today.",
        "Next step: demo w the CFO, Fri 27 Nov, 10:00, Anna said yes.",
        "✓ Is there a budget? 400k, Anna Berg today",
        "[1] Undo  [2] Change",
        "? Who decides? Nobody has asked them yet.",
        "On Fri 27 Nov you could ask Johan: “Who else needs to say yes before you can sign?”",
        "[3] I'll ask on Fri 27 Nov  [4] I know  [5] Not now",
    ]


def test_after_a_meeting_in_swedish(swedish_maja: Coach) -> None:
    maja = swedish_maja

    maja.hears("träffade Anna Berg på Nordfrakt, demo med ekonomichefen fre 10, hon sa ja. budget 400 tkr enligt henne")

    assert maja.said[0].splitlines()[:5] == [
        "Nordfrakt, fordonsparken. Sparat.",
        "Möte med Anna Berg i dag.",
        "Nästa steg: demo med ekonomichefen, fre 27 nov kl 10.00, Anna sa ja.",
        "✓ Finns det en budget? 400 tkr, Anna Berg i dag",
        "[1] Ångra  [2] Ändra",
    ]


def test_everything_is_stored_as_one_act(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Anna Berg at Nordfrakt, demo w the CFO friday 10, she agreed. budget is 400k she says")

    work = fjord.work()
    [held], [demo], [budget] = (
        work.facts.meetings("nordfrakt"),
        running(fjord),
        answered(fjord),
    )
    assert (held.outcome, held.contacts, held.note[:13]) == (Outcome.HELD, ("anna",), "met Anna Berg")
    assert (demo.due and demo.due.at, demo.agreed) == (at("2026-11-27 10:00"), Agreed.SAID)
    assert (budget.grounds, budget.said_by, budget.heard_on) == (Grounds.CUSTOMER_SAID, "Anna Berg", TUESDAY.date())
    assert {held.act, demo.act, budget.act} == {work.journal.of_deal("nordfrakt")[0].id}
    stored = work.deals.get("nordfrakt")
    assert stored is not None and stored.step == demo.id


def test_a_new_person_is_added_and_named(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Per Sandberg at Nordfrakt today, sending the quote friday, he asked for it")

    assert "New at Nordfrakt: Per Sandberg." in maja.said[0]
    assert [one.name for one in fjord.work().contacts.of("Nordfrakt")] == ["Anna Berg", "Johan Ek", "Per Sandberg"]


def test_the_amount_is_taken_when_it_is_said_and_the_stage_waits_for_its_gate(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("Nordfrakt moved to proposal, the quote is on 450 000 kr, call Anna friday, she agreed")

    assert "Worth SEK 450,000." in maja.said[0]
    stored = fjord.work().deals.get("nordfrakt")
    assert stored is not None
    assert (stored.amount, stored.stage) == (Decimal(450_000), "needs")


@pytest.mark.parametrize(
    ("told", "said_back"),
    [
        ("called Anna Lund, all is well", "Talked to Anna Lund today."),
        ("met Anna Lund, will call her friday", "Met Anna Lund today."),
        ("pratade med Anna Lund i går", "Talked to Anna Lund yesterday."),
        ("had lunch with Anna Lund last friday", "Met Anna Lund on Fri 20 Nov."),
    ],
)
def test_a_talk_is_no_meeting_face_to_face(maja: Coach, told: str, said_back: str) -> None:
    maja.hears(told)

    assert maja.said[0].splitlines()[1] == said_back


def test_a_further_step_is_kept_when_it_has_a_day(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Anna Berg at Nordfrakt. demo on thursday 10, she agreed. call with her monday 9, she agreed")

    assert maja.said[0].splitlines()[2:4] == [
        "Next step: demo, Thu 26 Nov, 10:00, Anna said yes.",
        "Also: call with her, Mon 30 Nov, 09:00, Anna said yes.",
    ]
    assert len(running(fjord)) == 2


def test_the_meeting_that_was_due_is_kept(maja: Coach, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.facts.add(step("demo", "2026-11-24", ours="demo", theirs="demo"))
        work.commit()

    maja.hears("demo with Anna at Nordfrakt went well. next a call friday, she said yes")

    assert "Done: demo." in maja.said[0]
    ends = {one.id: end.end for one, end in fjord.work().facts.steps("nordfrakt") if end}
    assert ends == {"demo": StepEnd.KEPT}


def test_a_moved_step_is_moved_and_not_doubled(maja: Coach, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.facts.add(step("demo", "2026-11-25", ours="demo", theirs="demo"))
        work.commit()

    maja.hears("Anna at Nordfrakt moved the demo to friday 10")

    assert "Moved: demo, it was Wed 25 Nov." in maja.said[0]
    assert [one.replaces for one in running(fjord)] == ["demo"]


def test_a_step_that_the_note_passed_over_is_asked_for(maja: Coach, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.facts.add(step("quote", "2026-11-20"))
        work.commit()

    maja.hears("met Anna Berg at Nordfrakt, demo friday 10, she agreed")

    assert "And what became of “send the quote”, due Fri 20 Nov?" in maja.said[0]
    assert maja.buttons[2:] == ["It is done", "It was moved", "It came to nothing"]


@pytest.mark.parametrize(
    ("note", "asked", "button"),
    [
        ("we lost Nordfrakt, they went with a cheaper offer, Anna told me", "Close Nordfrakt, fordonsparken as lost?", "Close as lost"),  # noqa: E501
        ("Anna at Nordfrakt asked us to wait until march, they are reorganising", "Shall I pause Nordfrakt, fordonsparken until then?", "Pause it"),  # noqa: E501
        ("won! Anna at Nordfrakt signed the contract", "Close Nordfrakt, fordonsparken as won?", "Close as won"),
    ],
)  # fmt: skip
def test_a_deal_is_never_closed_silently(maja: Coach, fjord: FakeCompany, note: str, asked: str, button: str) -> None:
    maja.hears(note)

    assert asked in maja.said[0]
    assert maja.buttons[2:] == [button, "Not yet"]
    stored = fjord.work().deals.get("nordfrakt")
    assert stored is not None and stored.is_open


def test_empty_text_is_met_with_an_example(maja: Coach) -> None:
    maja.hears("   ")

    assert maja.said[0].startswith("Tell me about a meeting in your own words, like this: met Anna at Nordfrakt")


def test_smalltalk_is_answered_with_one_pointer(maja: Coach) -> None:
    maja.hears("hello!")

    assert maja.said[0].startswith("I'm here, Maja. When you have met a customer, tell me how it went.")


def test_a_question_about_a_deal_shows_it(maja: Coach) -> None:
    maja.hears("what is the next step with Nordfrakt?")

    assert "Nordfrakt" in maja.said[0]
    assert "Saved" not in maja.said[0]


def test_a_name_alone_shows_the_deal(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("nordfrakt")

    assert maja.said[0].startswith("Nordfrakt, fordonsparken, SEK 400,000\n")
    assert fjord.state.journal == []


def test_a_note_sent_twice_is_stored_once(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Anna Berg at Nordfrakt, demo friday 10, she agreed")

    maja.hears("met Anna Berg at Nordfrakt, demo friday 10, she agreed")

    assert maja.said == ["You told me that already, so nothing was stored twice."]
    assert len(fjord.work().facts.meetings("nordfrakt")) == 1


def test_the_same_words_on_another_day_are_another_meeting(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("called Anna Berg at Nordfrakt, no news")
    maja.clock = at("2026-11-25 14:00")

    maja.hears("called Anna Berg at Nordfrakt, no news")

    assert len(fjord.work().facts.meetings("nordfrakt")) == 2


def test_a_long_note_is_kept_whole_and_says_how_far_it_was_read(maja: Coach, fjord: FakeCompany) -> None:
    told = "met Anna Berg at Nordfrakt today, demo friday 10, she agreed. " + "We talked about the weather. " * 180

    maja.hears(told)

    assert "I read the first 4,000 characters; all of it is kept." in maja.said[0]
    [held] = fjord.work().facts.meetings("nordfrakt")
    assert held.note == told.strip()


def test_a_book_is_not_taken_as_a_note(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Anna Berg at Nordfrakt " * 1000)

    assert maja.said == ["That is more than 20,000 characters, so nothing was saved. Send me the gist of it."]


def test_markup_in_a_note_is_only_text(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met *Anna Berg* <@U123> at Nordfrakt, demo **friday** {deal} 10, she agreed")

    assert maja.said[0].startswith("Nordfrakt, fordonsparken. Saved.")


def test_not_yet_keeps_the_deal_open_and_the_note(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("we lost Nordfrakt, they have no budget, Anna Berg told me")

    maja.presses("Not yet")

    assert maja.said[0].startswith("Nordfrakt, fordonsparken. ")
    assert "Close Nordfrakt" not in maja.said[0]
    assert len(fjord.state.journal) == 1


@pytest.mark.parametrize("told", ["ny tid torsdag 14", "mötet flyttat till torsdag 14"])
def test_a_step_that_got_a_new_day_keeps_its_words(swedish_maja: Coach, fjord: FakeCompany, told: str) -> None:
    swedish_maja.hears("steg Nordfrakt")
    swedish_maja.submits(ours="gå igenom offerten", theirs="gå igenom offerten", day="2026-11-27")

    swedish_maja.hears(f"Nordfrakt: mötet inställt, {told}")

    assert "Flyttat: gå igenom offerten, det var fre 27 nov." in swedish_maja.said[0].splitlines()
    assert "Nästa steg: gå igenom offerten, tors 26 nov kl 14.00" in swedish_maja.said[0]


def test_whoever_is_only_said_to_decide_was_not_met(swedish_maja: Coach, fjord: FakeCompany) -> None:
    swedish_maja.hears("träffade Anna Berg på Nordfrakt i dag, demo fredag 10, hon sa ja. Sven bestämmer")

    assert "Möte med Anna Berg i dag." in swedish_maja.said[0].splitlines()
    assert "~ Vem bestämmer? Sven, vårt antagande" in swedish_maja.said[0].splitlines()


def test_thanks_are_met_as_kindly_as_a_greeting(swedish_maja: Coach) -> None:
    swedish_maja.hears("tack")

    assert swedish_maja.said == [
        "Jag finns här, Maja. När du har träffat en kund, berätta hur det gick.\n[1] Mina affärer"
    ]
