"""A part of a standup in plain words: after the command, in its thread, or while the coach waits for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.chat import Place, Text
from domain.standup import How, Phase
from tests.handlers.morning import asked, at_nine, line_of, own_message, part_of
from tests.handlers.room import TUESDAY
from tests.support.builders import MAJA, answered, at
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

TAKEN = "Taken as your part of the standup."


def test_what_follows_the_command_is_ones_own_part_as_it_was_typed(fjord: FakeCompany) -> None:
    asked(fjord, "maja", "tom")
    maja = at_nine(fjord, "maja")
    maja.hears("standup who knows the CFO at Kraftverket?")

    assert maja.said[0].splitlines() == [
        "Pipeline standup, North ✓ 09:20",
        "– Nordfrakt: demo held",
        "– Solberg Bygg: quote Wed",
        "– who knows the CFO at Kraftverket?",
        "[1] Change  [2] Only my words  [3] Undo",
    ]
    assert line_of(fjord, "Maja").endswith("who knows the CFO at Kraftverket?")
    assert part_of(fjord, "tom").how is How.WAITING

    maja.presses("Only my words")

    assert line_of(fjord, "Maja") == "Maja ✓ who knows the CFO at Kraftverket?"


def test_another_line_adds_to_the_first_and_the_same_line_again_does_not(fjord: FakeCompany) -> None:
    asked(fjord, "maja")
    maja = at_nine(fjord, "maja")
    maja.hears("standup calling Ida")
    maja.hears("standup and the price list")
    once = part_of(fjord, "maja")
    maja.clock = at("2026-11-24 09:50")
    maja.hears("standup and the price list")

    assert part_of(fjord, "maja").words == "calling Ida\nand the price list"
    assert part_of(fjord, "maja") == once
    assert maja.buttons == ["Change", "Only my words"]


def test_a_line_that_is_too_long_is_refused_and_nothing_is_lost(fjord: FakeCompany) -> None:
    asked(fjord, "maja")
    maja = at_nine(fjord, "maja")
    maja.hears("standup calling Ida")
    maja.hears(f"standup {'x' * 995}")

    assert maja.said == ["A part of a standup has 1,000 characters at most. Nothing was changed; send me the gist."]
    assert part_of(fjord, "maja").words == "calling Ida"


def test_undo_asks_again_where_it_was_asked(fjord: FakeCompany) -> None:
    asked(fjord, "maja")
    maja = at_nine(fjord, "maja")
    before = own_message(fjord, "maja")
    maja.hears("standup calling Ida")
    maja.presses("Undo")

    assert maja.said == ["Taken back: your part is as it was before."]
    assert (part_of(fjord, "maja").how, part_of(fjord, "maja").words) == (How.WAITING, "")
    assert own_message(fjord, "maja") == before
    maja.presses_again()
    assert maja.said == ["That is taken back already."]


def test_undo_does_not_take_what_was_said_afterwards(fjord: FakeCompany) -> None:
    asked(fjord, "maja")
    maja = at_nine(fjord, "maja")
    maja.hears("standup calling Ida")
    maja.hears("standup and the price list")
    undo_first = next(one for one in fjord.state.pending.values() if one.kind == "standup.said").id
    maja.presses_of("standup.unsay", undo_first)

    assert maja.said == ["Your part was changed since. Nothing was taken back.\n[1] Change"]
    assert part_of(fjord, "maja").words == "calling Ida\nand the price list"


@pytest.mark.parametrize(
    ("line", "how"),
    [("nothing new", How.NOTHING_NEW), ("Inget nytt.", How.NOTHING_NEW), ("stämmer", How.CONFIRMED),
     ("That's right!", How.CONFIRMED), ("inte i dag", How.PASSED)],
)  # fmt: skip
def test_some_words_are_short_for_a_button(fjord: FakeCompany, line: str, how: How) -> None:
    asked(fjord, "maja")
    maja = at_nine(fjord, "maja")
    maja.hears(line)

    assert (part_of(fjord, "maja").how, part_of(fjord, "maja").words) == (how, "")


def test_words_that_are_no_note_are_the_part_of_whoever_was_asked_and_there_is_a_way_out(fjord: FakeCompany) -> None:
    asked(fjord, "maja")
    maja = at_nine(fjord, "maja")
    maja.hears("busy with the fair in Malmö")

    assert maja.said[0].splitlines()[0] == TAKEN
    assert part_of(fjord, "maja").words == "busy with the fair in Malmö"
    assert maja.buttons == ["Change", "Only my words", "It was something else"]

    maja.presses("It was something else")

    assert maja.said[0] == "Out of the standup again."
    assert maja.said[1].startswith("Which customer was that about?")
    assert not part_of(fjord, "maja").is_answered


def test_in_swedish(fjord: FakeCompany) -> None:
    asked(fjord, "maja")
    with fjord.work() as work:
        work.persons.save(MAJA)
        work.commit()
    maja = at_nine(fjord, "maja")
    maja.hears("full fart med mässan i Malmö")

    assert maja.said[0].splitlines()[0] == "Jag tog det som din del av avstämningen."
    assert maja.buttons == ["Ändra", "Bara mina ord", "Det var något annat"]
    maja.hears("avstämning behöver hjälp av Tom")
    assert part_of(fjord, "maja").words == "full fart med mässan i Malmö\nbehöver hjälp av Tom"


def test_a_note_stays_a_note_and_may_go_into_the_standup_too(fjord: FakeCompany) -> None:
    asked(fjord, "maja")
    maja = at_nine(fjord, "maja")
    maja.hears("met Anna Berg at Nordfrakt, budget is 400k she says")

    assert maja.said[0].startswith("Nordfrakt, fordonsparken. Saved.")
    assert [one.question for one in answered(fjord)] == ["budget"]
    assert not part_of(fjord, "maja").is_answered

    maja.presses("Put it in the standup too")

    assert part_of(fjord, "maja").words == "met Anna Berg at Nordfrakt, budget is 400k she says"
    assert len(answered(fjord)) == 1
    kept = next(one for one in fjord.state.pending.values() if one.kind == "standup.kept").id
    tom = at_nine(fjord, "tom")
    tom.presses_of("standup.put", kept, "s1")
    assert tom.said == ["I don't find these words any more. Nothing was changed."]

    maja.presses("Undo")
    maja.presses_of("standup.put", kept, "s1")
    assert not part_of(fjord, "maja").is_answered


def test_a_note_that_fits_no_deal_may_be_for_the_standup(fjord: FakeCompany) -> None:
    asked(fjord, "maja")
    maja = at_nine(fjord, "maja")
    maja.hears("she says the budget is 400k")

    assert maja.said[0].startswith("Which deal is that about? Your note is kept.")
    assert not part_of(fjord, "maja").is_answered
    maja.presses("It's for the standup")
    assert part_of(fjord, "maja").words == "she says the budget is 400k"


@pytest.mark.parametrize(
    "line",
    ["calling Ida, then the price list", "need help with the price", "ring-dag i dag, 15 samtal", "the fair all day"],
)
def test_what_they_only_do_themselves_is_their_part(fjord: FakeCompany, line: str) -> None:
    asked(fjord, "maja")
    maja = at_nine(fjord, "maja")
    maja.hears(line)

    assert part_of(fjord, "maja").words == line
    maja.presses("It was something else")
    assert not part_of(fjord, "maja").is_answered


def test_what_answers_another_question_and_what_asks_one_stays_what_it_is(fjord: FakeCompany) -> None:
    asked(fjord, "maja")
    maja = at_nine(fjord, "maja")
    for line in ("what do we know about Nordfrakt?", "thanks", "deals", "help"):
        maja.hears(line)
        assert not part_of(fjord, "maja").is_answered, line


def test_words_are_no_part_once_it_is_answered_nor_the_day_after(fjord: FakeCompany) -> None:
    asked(fjord, "maja", "tom")
    maja, tom = at_nine(fjord, "maja"), at_nine(fjord, "tom")
    maja.presses_of("standup.confirm", "s1")
    maja.hears("busy with the fair in Malmö")
    tom.clock = at("2026-11-25 16:00")
    tom.hears("busy with the fair in Malmö")

    assert maja.said[0].startswith("Which customer was that about?")
    assert tom.said[0].startswith("Which customer was that about?")
    assert not part_of(fjord, "tom").is_answered


def test_of_two_that_run_it_asks_which_and_keeps_the_words(fjord: FakeCompany) -> None:
    asked(fjord, "maja")
    asked_too = replace(TUESDAY, id="s2", key="forecast", plan="forecast", message="letter2")
    with fjord.work() as work:
        work.standups.add(asked_too)
        work.standups.add_part(replace(part_of(fjord, "maja"), standup="s2", asked_in=""))
        work.commit()
    maja = at_nine(fjord, "maja")
    maja.hears("standup calling Ida")

    assert maja.said[0].splitlines()[0] == "Which standup is that for?"
    assert len(maja.buttons) == 2
    maja.presses(maja.buttons[1])
    words = [part_of(fjord, "maja", standup).words for standup in ("s1", "s2")]
    assert sorted(words) == ["", "calling Ida"]


def test_words_for_one_of_before_are_asked_about_and_without_any_they_are_not_kept(fjord: FakeCompany) -> None:
    asked(fjord, "maja", standup=replace(TUESDAY, phase=Phase.ENDED, ended_at=at("2026-11-24 10:00")))
    maja = at_nine(fjord, "maja")
    maja.clock = at("2026-11-25 07:00")
    maja.hears("standup calling Ida")

    assert maja.said[0].splitlines() == [
        "The latest standup, of Tue 24 Nov, has ended. Put it there all the same?",
        "[1] Pipeline standup, North, Tue 24 Nov",
    ]
    assert not part_of(fjord, "maja").is_answered
    maja.presses("Pipeline standup, North, Tue 24 Nov")
    assert part_of(fjord, "maja").words == "calling Ida"

    tom = Coach(fjord.work, "tom", at("2026-12-24 10:00"))
    tom.hears("standup met Grace Hill at Hudson Freight")
    assert tom.said[0].splitlines()[0] == "No standup takes answers just now, so that is in none."
    tom.presses("Keep it as a note")
    assert tom.said[0].startswith("Hudson Freight, fleet renewal. Saved.")
    tom.presses_again()
    assert tom.said == ["That is settled already. Nothing was stored twice."]


@pytest.mark.parametrize(
    "line", ["Avstämning med Anna på Nordfrakt, demo på fredag", "standup at Nordfrakt, demo friday"]
)
def test_the_word_for_a_meeting_with_a_customer_is_a_note(fjord: FakeCompany, line: str) -> None:
    asked(fjord, "maja")
    maja = at_nine(fjord, "maja")
    maja.hears(line)

    assert maja.said[0].startswith("Nordfrakt, fordonsparken. Saved.")
    assert not part_of(fjord, "maja").is_answered


THREAD = Place("test", "", "C-north", "171.1", direct=False)


class InThread(Coach):
    """Somebody who writes in the thread of the standup's message."""

    def __init__(self, fjord: FakeCompany, person: str, place: Place = THREAD) -> None:
        super().__init__(fjord.work, person, at("2026-11-24 09:20"))
        self._place = place


def threaded(fjord: FakeCompany) -> None:
    asked(fjord, "maja", "tom")
    there = Place("test", "", "C-north", direct=False)
    fjord.state.outbox["letter"] = replace(fjord.state.outbox["letter"], thread="171.1", place=there)


def test_plain_words_in_the_thread_are_ones_part(fjord: FakeCompany) -> None:
    threaded(fjord)
    tom = InThread(fjord, "tom")
    tom.hears("Hudson wants the quote by Friday")

    assert tom.said[0].splitlines()[0] == TAKEN
    assert part_of(fjord, "tom").words == "Hudson wants the quote by Friday"
    assert own_message(fjord, "tom")[1] == "Pipeline standup, North ✓ 09:20"
    assert all(getattr(reply, "private", False) for reply in tom.replies)

    tom.presses("It was something else")
    assert not part_of(fjord, "tom").is_answered


def test_commands_and_questions_in_the_thread_stay_what_they_are(fjord: FakeCompany) -> None:
    threaded(fjord)
    tom = InThread(fjord, "tom")
    tom.hears("deal Hudson")

    assert tom.said[0].startswith("Hudson Freight")
    assert not part_of(fjord, "tom").is_answered

    tom.hears("how is Hudson Freight doing?")
    assert tom.said[0].startswith("Hudson Freight")
    assert not part_of(fjord, "tom").is_answered
    tom.presses("Put it in the standup too")
    assert part_of(fjord, "tom").words == "how is Hudson Freight doing?"


@pytest.mark.parametrize("elsewhere", [replace(THREAD, thread="999.9"), replace(THREAD, conversation="C-south")])
def test_another_thread_is_none_of_the_standup(fjord: FakeCompany, elsewhere: Place) -> None:
    threaded(fjord)
    tom = InThread(fjord, "tom", elsewhere)
    tom.hears("calling them in the afternoon")

    assert not part_of(fjord, "tom").is_answered


def test_somebody_of_another_team_in_the_thread_changes_nothing(fjord: FakeCompany) -> None:
    threaded(fjord)
    erik = InThread(fjord, "erik")
    erik.does(Text("I would call them"))

    assert fjord.work().standups.part("s1", "erik") is None
