"""What a note leaves open is asked, one thing at a time."""

from __future__ import annotations

from domain.facts import Agreed, Grounds, Step
from tests.support.builders import answered, at, contact, deal
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

TUESDAY = at("2026-11-24 14:00")


def running(fjord: FakeCompany, deal_id: str = "nordfrakt") -> list[Step]:
    return [one for one, end in fjord.work().facts.steps(deal_id) if end is None]


def test_a_day_that_fits_twice_is_asked_with_both(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Anna Berg at Nordfrakt, demo with her next friday, she agreed")

    assert "Is that Fri 27 Nov or Fri 4 Dec?" in maja.said[0]
    assert maja.buttons == ["Undo", "Change", "Fri 27 Nov", "Fri 4 Dec", "Another day"]

    maja.presses("Fri 4 Dec")

    assert ", Fri 4 Dec" in maja.said[0]
    [due] = [one.due for one in running(fjord)]
    assert due and due.day.isoformat() == "2026-12-04"


def test_a_day_that_fits_twice_in_swedish(swedish_maja: Coach) -> None:
    maja = swedish_maja

    maja.hears("Nordfrakt: återkommer nästa fredag")

    assert "Blir det fre 27 nov eller fre 4 dec?" in maja.said[0]
    assert maja.buttons[2:] == ["Fre 27 nov", "Fre 4 dec", "Annan dag"]


def test_another_day_is_picked_in_a_form(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Anna Berg at Nordfrakt, demo with her next friday, she agreed")
    maja.presses("Another day")

    maja.submits(day="2026-11-23")
    assert maja.said == ["Mon 23 Nov has passed. Which day is it to be?"]
    maja.submits(day="2026-12-08", clock="half past")
    assert maja.said == ["I can't read half past as a time. Write it as 10:30."]
    maja.submits(day="2026-12-08", clock="13:30")

    assert "Tue 8 Dec, 13:30" in maja.said[0]
    assert [one.due and one.due.at for one in running(fjord)] == [at("2026-12-08 13:30")]


def test_a_step_without_a_day_is_saved_and_its_day_asked_for(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Anna Berg at Nordfrakt, I will send the quote")

    assert "By when?" in maja.said[0]
    assert maja.buttons[2:] == ["Wed 25 Nov", "Tue 1 Dec", "Another day"]
    assert [one.due for one in running(fjord)] == [None]


def test_a_day_that_has_passed_is_no_next_step(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("Nordfrakt: I will send the quote tomorrow, Anna Berg asked for it")
    maja.presses("Undo")
    maja.clock = at("2026-11-30 09:00")

    maja.presses("Tell it again")
    maja.submits()

    assert maja.said == ["Wed 25 Nov has passed. Which day is it to be?"]


def test_without_a_next_step_it_asks_what_happens_next(maja: Coach) -> None:
    maja.hears("met Anna Berg at Nordfrakt today")

    assert maja.said[0].splitlines()[-2:] == [
        "What happens next, and when?",
        "[3] Set a next step  [4] They asked us to wait  [5] Let it go",
    ]


def test_a_next_step_that_is_set_already_is_not_asked_for(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Anna Berg at Nordfrakt, demo friday 10, she agreed")

    maja.hears("called Anna Berg at Nordfrakt today, all is well")

    assert "What happens next" not in maja.said[0]


def test_whether_the_customer_agreed_is_asked_once(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Anna Berg at Nordfrakt, I will send the quote friday")

    assert "Has Anna agreed to it?" in maja.said[0]
    maja.presses("In writing")

    assert "send the quote, Fri 27 Nov, Anna agreed in writing." in maja.said[0]
    assert [one.agreed for one in running(fjord)] == [Agreed.WRITTEN]


def test_not_yet_leaves_the_step_as_it_is_and_goes_on(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Anna Berg at Nordfrakt, I will send the quote friday")

    maja.presses("Not yet")

    assert "agreed to it" not in maja.said[0]
    assert [one.agreed for one in running(fjord)] == [Agreed.NONE]


def test_a_bare_fact_is_an_assumption_until_somebody_said_it(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Anna Berg at Nordfrakt, demo friday 10, she agreed. budget is 400k")

    assert "~ Is there a budget? 400k, our assumption" in maja.said[0]
    assert "Is there a budget? 400k. Who told you?" in maja.said[0]
    assert maja.buttons[2:] == ["Anna Berg", "Johan Ek", "Someone else", "I assume so"]

    maja.presses("Anna Berg")

    assert "✓ Is there a budget? 400k, Anna Berg today" in maja.said[0]
    latest = answered(fjord)[0]
    assert (latest.grounds, latest.said_by) == (Grounds.CUSTOMER_SAID, "Anna Berg")


def test_an_assumption_stays_one(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Anna Berg at Nordfrakt, demo friday 10, she agreed. budget is 400k")

    maja.presses("I assume so")

    assert "~ Is there a budget? 400k, our assumption" in maja.said[0]
    assert "Who told you" not in maja.said[0]
    assert [one.grounds for one in answered(fjord)] == [Grounds.ASSUMED]


def test_somebody_new_may_have_said_it(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Anna Berg at Nordfrakt, demo friday 10, she agreed. budget is 400k")
    maja.presses("Someone else")

    maja.submits(name=" ")
    assert maja.said == ["Write a name."]
    maja.submits(name="per sandberg")

    assert "✓ Is there a budget? 400k, Per Sandberg today" in maja.said[0]
    assert "Per Sandberg" in [one.name for one in fjord.work().contacts.of("Nordfrakt")]


def test_who_a_role_is_gets_asked_and_the_note_is_saved_anew(fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.deals.add(deal("lindqvist", "Lindqvist", "portar"))
        work.contacts.add(contact("ulf", "Ulf Lindqvist", account="Lindqvist"))
        work.commit()
    maja = Coach(fjord.work, "maja", TUESDAY)
    maja.hears("the CFO at Lindqvist says the budget is 2 MSEK. demo with Ulf friday 10, he agreed")
    assert "~ Is there a budget?" in maja.said[0]
    assert "Who is that: CFO?" in maja.said[0]

    maja.presses("Someone else")
    maja.submits(name="Eva Ström")

    assert "Eva Ström today" in maja.said[0]
    assert [one.role for one in fjord.work().contacts.of("Lindqvist")] == ["", "cfo"]
    assert [one.said_by for one in answered(fjord, "lindqvist")] == ["Eva Ström"]


def test_a_name_that_two_people_have_is_asked_and_says_who_was_met(maja: Coach, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.contacts.add(contact("holm", "Anna Holm"))
        work.commit()
    maja.hears("met Anna at Nordfrakt, demo friday 10, she agreed")
    assert "Which Anna is that?" in maja.said[0]
    assert maja.buttons[2:] == ["Anna Berg", "Anna Holm", "Someone else", "Not known yet"]

    maja.presses("Anna Holm")

    assert maja.said[0].splitlines()[1:3] == [
        "Met Anna Holm today.",
        "Next step: demo, Fri 27 Nov, 10:00, Anna said yes.",
    ]
    assert [one.contacts for one in fjord.work().facts.meetings("nordfrakt")] == [("holm",)]
    assert len(running(fjord)) == 1


def test_not_known_yet_leaves_the_note_as_it_is(maja: Coach, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.contacts.add(contact("holm", "Anna Holm"))
        work.commit()
    maja.hears("met Anna at Nordfrakt, demo friday 10, she agreed")

    maja.presses("Not known yet")

    assert "Which Anna" not in maja.said[0]
    assert [one.contacts for one in fjord.work().facts.meetings("nordfrakt")] == [()]


def test_a_note_that_was_taken_back_asks_nothing_any_more(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Anna Berg at Nordfrakt, demo friday 10, she agreed. budget is 400k")
    maja.hears("undo")

    maja.presses("I assume so")

    assert maja.said == ["That is answered already. Nothing was changed."]


def test_somebody_elses_press_changes_nothing(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Anna Berg at Nordfrakt, I will send the quote friday")
    question = next(one for one in fjord.state.pending.values() if one.kind == "note.open")
    karin = Coach(fjord.work, "karin", at("2026-11-24 14:05"))

    karin.presses_of("note.agreed", question.id, "said")

    assert karin.said == ["Det är redan besvarat. Inget ändrades."]
    assert [one.agreed for one in running(fjord)] == [Agreed.NONE]


def test_a_button_pressed_twice_answers_once(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Anna Berg at Nordfrakt, I will send the quote friday")
    maja.presses("Said yes")

    maja.presses_again()

    assert maja.said == ["That is answered already. Nothing was changed."]
    assert len(fjord.work().facts.steps("nordfrakt")) == 2


def test_agreement_is_asked_with_three_buttons_and_an_invitation_belongs_to_a_time_of_day(maja: Coach) -> None:
    maja.hears("met Anna Berg at Nordfrakt, demo friday 10")
    assert maja.buttons[2:] == ["Said yes", "Accepted the invitation", "Not yet"]

    maja.hears("Nordfrakt: sending the quote to Anna Berg on thursday")
    assert maja.buttons[2:] == ["Said yes", "In writing", "Not yet"]


def test_some_day_next_week_offers_its_first_day_and_its_last(maja: Coach) -> None:
    maja.hears("Nordfrakt: Anna Berg will send the figures next week")

    assert "Which day is it?" in maja.said[0]
    assert maja.buttons[2:] == ["Mon 30 Nov", "Fri 4 Dec", "Another day"]
