"""A meeting told in a form, and a note changed in one."""

from __future__ import annotations

import pytest

from domain.facts import Agreed, Outcome, Step
from tests.support.builders import at, contact
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

TUESDAY = at("2026-11-24 14:00")


def running(fjord: FakeCompany, deal_id: str = "nordfrakt") -> list[Step]:
    return [one for one, end in fjord.work().facts.steps(deal_id) if end is None]


def test_the_form_offers_ones_own_deals_and_today(maja: Coach) -> None:
    maja.hears("log")

    assert maja.said[0].splitlines()[:4] == [
        "Log a meeting",
        "Deal: Kraftverket, laddstolpar/Nordfrakt, fordonsparken/Solberg Bygg, larm",
        "Whom did you meet?:",
        "Which day?: 2026-11-24",
    ]


def test_the_form_in_swedish(swedish_maja: Coach) -> None:
    maja = swedish_maja

    maja.hears("logga")

    assert maja.said[0].splitlines()[0] == "Logga ett möte"


def test_a_named_deal_is_chosen_from_the_start(maja: Coach) -> None:
    maja.hears("log nordfrakt")

    assert maja.said[0].splitlines()[1] == "Deal: nordfrakt"


def test_a_filled_form_is_saved_as_a_note_is(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("log")

    maja.submits(
        deal="nordfrakt", who="Anna, Per Sandberg", said="She says the budget is 400k", ours="demo", theirs="demo",
        day="friday", clock="10", agreed="accepted",
    )  # fmt: skip

    assert maja.said[0].splitlines()[:5] == [
        "Nordfrakt, fordonsparken. Saved.",
        "Met Anna Berg and Per Sandberg today.",
        "Next step: demo, Fri 27 Nov, 10:00, Nordfrakt accepted the invitation.",
        "New at Nordfrakt: Per Sandberg.",
        "~ Is there a budget? 400k, our assumption",
    ]
    [held] = fjord.work().facts.meetings("nordfrakt")
    assert (held.outcome, held.note) == (Outcome.HELD, "She says the budget is 400k")
    assert [(one.due and one.due.at, one.agreed) for one in running(fjord)] == [
        (at("2026-11-27 10:00"), Agreed.ACCEPTED)
    ]


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_saved(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("log")

    maja.submits(deal="nordfrakt", ours="demo", day="2026-11-23", clock="25:00", on="2026-12-24")

    assert maja.said[0].splitlines() == [
        "That day lies ahead. When did you meet?",
        "I can't read 25:00 as a time. Write it as 10:30.",
        "Mon 23 Nov has passed. Which day is it to be?",
    ]
    assert fjord.work().facts.meetings("nordfrakt") == []


@pytest.mark.parametrize(
    ("filled", "sentence"),
    [
        pytest.param({"deal": ""}, "Choose a deal.", id="no deal"),
        pytest.param({"ours": "demo"}, "By when? A next step needs a day.", id="a step without a day"),
        pytest.param(
            {"day": "2026-11-27"}, "What happens then? Write what we do, or what they do.", id="a day without a step"
        ),
        pytest.param(
            {"said": "x" * 4001}, "That is longer than I can keep here: 4,000 characters at most.", id="too long"
        ),
    ],
)
def test_one_thing_is_wrong(maja: Coach, filled: dict[str, str], sentence: str) -> None:
    maja.hears("log nordfrakt")

    maja.submits(**filled)

    assert maja.said == [sentence]


def test_a_first_name_that_fits_two_people_is_sent_back(maja: Coach, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.contacts.add(contact("lund", "Anna Lund"))
        work.commit()
    maja.hears("log nordfrakt")

    maja.submits(who="Anna")

    assert maja.said == ["Is Anna Anna Berg or Anna Lund? Write the surname too."]


def test_a_form_that_is_sent_twice_is_saved_once(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("log nordfrakt")
    form = maja.form
    maja.submits(who="Anna Berg")

    maja.form = form
    maja.submits(who="Anna Berg")

    assert maja.said == ["That is answered already. Nothing was changed."]
    assert len(fjord.work().facts.meetings("nordfrakt")) == 1


def test_somebody_who_did_not_come_is_no_meeting_held(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("log nordfrakt")

    maja.submits(who="Anna Berg", outcome="no_show")

    assert "Anna Berg did not come today." in maja.said[0]
    assert [one.outcome for one in fjord.work().facts.meetings("nordfrakt")] == [Outcome.NO_SHOW]


def test_a_note_is_changed_in_place(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Anna Berg at Nordfrakt, demo friday 10, she agreed")

    maja.presses("Change")
    assert maja.said[0].splitlines() == [
        "Change the note",
        "Deal: nordfrakt",
        "Whom did you meet?: Anna Berg",
        "Which day?:",
        "Did it happen?: held",
        "What was said?: met Anna Berg at Nordfrakt, demo friday 10, she agreed",
        "Next step: what do we do?: demo",
        "What do they do?: demo",
        "By when?: 2026-11-27",
        "At what time, if there is one?: 10:00",
        "Have they agreed?: said",
    ]
    maja.submits(who="Johan Ek", day="2026-11-30", clock="")

    assert maja.said[0].splitlines()[:3] == [
        "Nordfrakt, fordonsparken. Saved.",
        "Met Johan Ek today.",
        "Next step: demo, Mon 30 Nov, Johan said yes.",
    ]
    assert [one.contacts for one in fjord.work().facts.meetings("nordfrakt")] == [("johan",)]
    assert [one.due and one.due.day.isoformat() for one in running(fjord)] == ["2026-11-30"]


def test_a_note_can_be_moved_to_another_deal(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Anna Berg at Nordfrakt, demo friday 10, she agreed")
    maja.presses("Change")

    maja.submits(deal="solberg", who="Sol Berg")

    assert maja.said[0].startswith("Solberg Bygg, larm. Saved.\nMet Sol Berg today.")
    assert (running(fjord), len(running(fjord, "solberg"))) == ([], 1)


def test_a_changed_note_is_undone_by_one_press(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Anna Berg at Nordfrakt, demo friday 10, she agreed")
    maja.presses("Change")
    maja.submits(day="2026-11-30")

    maja.presses("Undo")

    assert maja.said[0].startswith("Taken back.")
    assert fjord.work().facts.steps("nordfrakt") == []


def test_who_said_it_survives_a_change(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Anna Berg at Nordfrakt, demo friday 10, she agreed. budget is 400k")
    maja.presses("Anna Berg")
    maja.presses("Change")

    maja.submits(day="2026-11-30")

    assert "✓ Is there a budget? 400k, Anna Berg today" in maja.said[0]
