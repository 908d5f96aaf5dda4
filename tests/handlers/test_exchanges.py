"""Give and take: what we ask of a customer, and what we give only after that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.facts import Direction, ExchangeState, Waiver
from domain.process import TakeNeeded
from tests.support.builders import NEW_BUSINESS, meeting
from tests.support.coach import Coach
from tests.support.fake import FakeCompany


@pytest.fixture(autouse=True)
def met_anna(fjord: FakeCompany) -> None:
    """We have met Anna at Nordfrakt, so that it is she whom we write to."""
    with fjord.work() as work:
        work.facts.add(meeting())
        work.commit()


TAKE, GIVE = Direction.TAKE, Direction.GIVE
ASKED, GRANTED, REFUSED = ExchangeState.ASKED, ExchangeState.GRANTED, ExchangeState.REFUSED


def told(fjord: FakeCompany) -> list[tuple[Direction, str, ExchangeState]]:
    """Nordfrakt's exchanges, in the order they were told."""
    found = fjord.work().facts.exchanges("nordfrakt")
    return [(one.direction, one.what, one.state) for one in reversed(found)]


def waivers(fjord: FakeCompany) -> list[Waiver]:
    return list(fjord.work().facts.waivers("nordfrakt"))


def deal_lines(coach: Coach) -> list[str]:
    """What the deal shows of give and take."""
    coach.hears("deal Nordfrakt")
    shown = ("We gave", "They gave", "Asked", "They want", "Vi gav", "De gav", "Vi har bett", "De vill ha")
    return [line for line in coach.said[0].splitlines() if line.startswith(shown) or "no to" in line or "nej" in line]


def with_state(coach: Coach, what: str, **answers: str) -> None:
    """The rep tells how something we asked for stands."""
    coach.presses_of("take.state", "nordfrakt", what)
    coach.submits(**answers)


def test_taking_shows_words_to_send(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("take Nordfrakt meeting with the decision maker")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken. We ask for a meeting with whoever decides. You could write:\n"
            "Hi Anna, could we meet whoever decides at Nordfrakt first?\n"
            "[1] I have asked  [2] Book it as next step  [3] They answered"
        )
    ]
    assert told(fjord) == []


def test_taking_in_swedish(swedish_maja: Coach) -> None:
    swedish_maja.hears("be Nordfrakt om ett möte med beslutsfattaren")

    assert swedish_maja.said == [
        (
            "Nordfrakt, fordonsparken. Vi ber om ett möte med beslutsfattaren. Du kan skriva:\n"
            "Hej Anna, kan vi träffa den som bestämmer hos Nordfrakt först?\n"
            "[1] Jag har frågat  [2] Boka som nästa steg  [3] De svarade"
        )
    ]


@pytest.mark.parametrize(
    "line",
    [
        "take Nordfrakt decision date",
        "take a decision date from Nordfrakt",
        "take nordfrakt decison date",
        "take fordonsparken a day on which they decide",
        "be Nordfrakt om ett datum för beslutet",
        "Be nordfrakt om datum för beslutet.",
    ],
)
def test_a_take_is_found_in_either_language_with_a_slip_and_either_way_round(maja: Coach, line: str) -> None:
    maja.hears(line)

    assert maja.said[0].splitlines()[1] == "Hi Anna, on which day do you decide?"


@pytest.mark.parametrize(
    "note", ["take Anna at Nordfrakt to lunch on friday", "give the people at Nordfrakt a call on friday"]
)
def test_a_note_that_begins_with_the_same_word_stays_a_note(maja: Coach, fjord: FakeCompany, note: str) -> None:
    maja.hears(note)

    assert maja.said[0].splitlines()[0] == "Nordfrakt, fordonsparken. Saved."
    assert told(fjord) == []


def test_without_the_thing_there_is_what_to_ask_for(maja: Coach) -> None:
    maja.hears("take Nordfrakt")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken. What do we ask of them?\n"
            "[1] Ask for a meeting with whoever decides  [2] Ask for a day on which they decide  [3] Something else"
        )
    ]

    maja.presses("Ask for a day on which they decide")

    assert maja.buttons == ["I have asked", "Book it as next step", "They answered"]


def test_without_the_deal_its_buttons_go_on_to_the_thing(maja: Coach) -> None:
    maja.hears("take Nord decision date")

    assert maja.said[0].splitlines()[1] == "Hi Anna, on which day do you decide?"


@pytest.mark.parametrize("line", ["be Nordfrakt om ett studiebesök", "take Nordfrakt cookies", "be Nordfrakt om kakor"])
def test_what_has_no_name_is_offered_what_there_is(maja: Coach, fjord: FakeCompany, line: str) -> None:
    maja.hears(line)

    assert maja.said[0].splitlines()[0] == "Nordfrakt, fordonsparken. What do we ask of them?"
    assert told(fjord) == []


@pytest.mark.parametrize("line", ["give up Nordfrakt", "ge upp Nordfrakt"])
def test_giving_up_gives_nothing(maja: Coach, line: str) -> None:
    maja.hears(line)

    assert "Which one turned out wrong?" in maja.said[0]


def test_what_it_is_called_finds_it_too(maja: Coach) -> None:
    maja.hears("be Nordfrakt om beslutsdatum")

    assert maja.said[0].splitlines()[1] == "Hi Anna, on which day do you decide?"


def test_what_we_have_asked_is_kept_and_shown(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("take Nordfrakt decision date")
    maja.presses("I have asked")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken. We have asked for a day on which they decide. When will you know?\n"
            "[1] Book it as next step  [2] They answered  [3] Undo"
        )
    ]
    assert told(fjord) == [(TAKE, "decision_date", ASKED)]
    assert deal_lines(maja) == ["Asked: a day on which they decide."]


def test_pressing_asked_twice_asks_once(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("take Nordfrakt decision date")
    maja.presses("I have asked")
    maja.hears("take Nordfrakt decision date")
    maja.presses("I have asked")

    assert maja.said == [
        "We asked for a day on which they decide on Tue 24 Nov, and have no answer yet.\nNothing was stored twice."
    ]
    assert told(fjord) == [(TAKE, "decision_date", ASKED)]


def test_a_take_is_booked_as_what_they_do(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("take Nordfrakt decision date")
    maja.presses("Book it as next step")
    maja.submits(day="friday", agreed="said")

    [(step, _)] = fjord.work().facts.steps("nordfrakt")
    assert (step.ours, step.theirs) == ("", "a day on which they decide")


def test_a_meeting_is_booked_for_both(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("take Nordfrakt meeting with decision maker")
    maja.presses("Book it as next step")
    maja.submits(day="friday")

    [(step, _)] = fjord.work().facts.steps("nordfrakt")
    assert (step.ours, step.theirs) == ("a meeting with whoever decides", "a meeting with whoever decides")


def test_a_no_is_kept_with_who_said_it_and_shown(maja: Coach, fjord: FakeCompany) -> None:
    with_state(maja, "meeting_with_decision_maker", state="refused", who="Anna Berg", words="too early")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken. Saved.\n"
            "Anna Berg said no to a meeting with whoever decides, Tue 24 Nov: too early\n"
            "What stands in the way for them? That is worth knowing before we give more.\n"
            "[1] Undo  [2] The deal"
        )
    ]
    assert deal_lines(maja) == ["Anna Berg said no to a meeting with whoever decides, Tue 24 Nov: too early"]


def test_a_no_in_swedish(swedish_maja: Coach) -> None:
    with_state(swedish_maja, "meeting_with_decision_maker", state="refused", day="2026-11-23")

    assert swedish_maja.said[0].splitlines()[:3] == [
        "Nordfrakt, fordonsparken. Sparat.",
        "De sa nej till ett möte med beslutsfattaren, mån 23 nov.",
        "Vad står i vägen hos dem? Det är bra att veta innan vi ger mer.",
    ]


def test_a_no_that_became_a_yes_is_no_signal_any_more(maja: Coach) -> None:
    with_state(maja, "decision_date", state="refused")
    with_state(maja, "decision_date", state="granted")

    assert deal_lines(maja) == ["They gave: a day on which they decide."]


def test_giving_what_nothing_comes_before_asks_what_they_give(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("give Nordfrakt a demo")

    assert maja.said == [
        ("Nordfrakt, fordonsparken. We gave: a demo. What do they give?\n[1] Ask for something  [2] The deal  [3] Undo")
    ]
    assert told(fjord) == [(GIVE, "demo", GRANTED)]


def test_giving_twice_gives_once(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("give Nordfrakt a demo")
    maja.hears("ge Nordfrakt en demo")

    assert maja.said == [
        "Nordfrakt, fordonsparken: we gave a demo already. Nothing was stored twice.\n[1] Give it again"
    ]
    assert told(fjord) == [(GIVE, "demo", GRANTED)]


def test_what_comes_first_is_said_before_something_is_given(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("give Nordfrakt quote")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken. Before a quote we ask for a meeting with whoever decides.\n"
            "You could write:\n"
            "Hi Anna, could we meet whoever decides at Nordfrakt first?\n"
            "[1] I have asked  [2] Book it as next step  [3] Go on anyway"
        )
    ]
    assert told(fjord) == []


def test_what_comes_first_in_swedish(swedish_maja: Coach) -> None:
    swedish_maja.hears("ge nordfrakt rabatt")

    assert swedish_maja.said[0].splitlines()[:3] == [
        (
            "Nordfrakt, fordonsparken. Innan de får en rabatt ber vi om ett möte med beslutsfattaren "
            "och ett datum för beslutet."
        ),
        "Du kan skriva:",
        "Hej Anna, kan vi träffa den som bestämmer hos Nordfrakt först?",
    ]


def test_the_rule_tells_how_far_the_take_has_come(maja: Coach) -> None:
    with_state(maja, "meeting_with_decision_maker", state="refused")
    maja.hears("give Nordfrakt quote")

    assert maja.said[0].splitlines()[1] == "They said no to a meeting with whoever decides, Tue 24 Nov."


def test_the_button_of_a_give_says_the_rule_too(maja: Coach) -> None:
    maja.presses_of("give.state", "nordfrakt", "quote")

    assert maja.buttons == ["I have asked", "Book it as next step", "Go on anyway"]


def test_giving_anyway_needs_a_reason_and_keeps_it(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("give Nordfrakt quote")
    maja.presses("Go on anyway")
    maja.submits(state="granted")

    assert maja.said == ["Why now? A few words are enough."]
    assert told(fjord) == []

    maja.submits(state="granted", reason="it is a tender")

    assert told(fjord) == [(GIVE, "quote", GRANTED)]
    assert [(one.to, one.missing, one.reason) for one in waivers(fjord)] == [
        ("give.quote", ("meeting_with_decision_maker",), "it is a tender")
    ]


def test_what_was_given_anyway_stands_among_what_was_passed(maja: Coach, karin: Coach) -> None:
    maja.hears("give Nordfrakt quote")
    maja.presses("Go on anyway")
    maja.submits(state="granted", reason="it is a tender")
    maja.hears("known Nordfrakt")

    assert "Gave a quote without: a meeting with whoever decides. Reason: it is a tender" in maja.said[0].splitlines()

    karin.hears("processes")
    assert any(
        "Nordfrakt, fordonsparken got a quote on Tue 24 Nov. Maja: “it is a tender” "
        "Without: a meeting with whoever decides" in text
        for text in karin.said
    )


def test_that_they_want_something_needs_no_reason(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("give Nordfrakt quote")
    maja.presses("Go on anyway")
    maja.submits(state="asked", who="Anna Berg")

    assert told(fjord) == [(GIVE, "quote", ASKED)]
    assert waivers(fjord) == []
    assert deal_lines(maja) == ["They want: a quote."]


def test_a_yes_tells_what_nothing_stands_before_any_more(maja: Coach, fjord: FakeCompany) -> None:
    with_state(maja, "meeting_with_decision_maker", state="granted", who="Anna Berg")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken. Saved.\n"
            "They said yes to a meeting with whoever decides on Tue 24 Nov.\n"
            "Now nothing stands before a quote.\n"
            "[1] We give it  [2] Undo  [3] The deal"
        )
    ]

    maja.presses("We give it")

    assert told(fjord)[-1] == (GIVE, "quote", GRANTED)
    assert waivers(fjord) == []


def test_the_balance_is_one_line(maja: Coach) -> None:
    maja.hears("give Nordfrakt demo")
    with_state(maja, "decision_date", state="granted")
    with_state(maja, "meeting_with_decision_maker", state="asked")

    assert deal_lines(maja) == [
        "We gave: a demo. They gave: a day on which they decide. Asked: a meeting with whoever decides."
    ]


def test_the_balance_in_swedish(swedish_maja: Coach) -> None:
    swedish_maja.hears("ge Nordfrakt en demo")
    with_state(swedish_maja, "decision_date", state="granted")
    swedish_maja.hears("affär nordfrakt")

    assert "Vi gav: en demo. De gav: ett datum för beslutet." in swedish_maja.said[0].splitlines()


def test_something_else_is_said_in_ones_own_words(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("take Nordfrakt")
    maja.presses("Something else")
    maja.submits(what="a site visit")

    assert told(fjord) == [(TAKE, "a site visit", ASKED)]

    with_state(maja, "a site visit", state="granted")

    assert deal_lines(maja) == ["They gave: a site visit."]


def test_ones_own_words_wait_for_their_answer_too(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("take Nordfrakt")
    maja.presses("Something else")
    maja.submits(what="a site visit")
    maja.hears("take Nordfrakt")
    maja.presses("a site visit: the answer")
    maja.submits(state="refused")

    assert told(fjord) == [(TAKE, "a site visit", ASKED), (TAKE, "a site visit", REFUSED)]


def test_something_else_that_has_a_name_already_goes_by_it(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("take Nordfrakt")
    maja.presses("Something else")
    maja.submits(what="Ett datum för beslutet")

    assert told(fjord) == [(TAKE, "decision_date", ASKED)]


def test_something_else_is_no_way_past_the_rule(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("give Nordfrakt")
    maja.presses("Something else")
    maja.submits(what="the quote", state="granted")

    assert maja.said[0].splitlines()[0] == (
        "Nordfrakt, fordonsparken. Before a quote we ask for a meeting with whoever decides."
    )
    assert told(fjord) == []


def test_something_else_needs_its_words(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("give Nordfrakt")
    maja.presses("Something else")
    maja.submits(what=" ")

    assert maja.said == ["What is it? A few words are enough."]
    assert told(fjord) == []


def test_a_day_that_has_not_come_is_refused(maja: Coach, fjord: FakeCompany) -> None:
    with_state(maja, "decision_date", state="granted", day="2026-11-30")

    assert maja.said == ["Mon 30 Nov has not come yet. When was that?"]
    assert told(fjord) == []


def test_a_form_that_is_sent_twice_is_saved_once(maja: Coach, fjord: FakeCompany) -> None:
    maja.presses_of("take.state", "nordfrakt", "decision_date")
    form = maja.form
    maja.submits(state="asked")
    maja.form = form
    maja.submits(state="asked")

    assert maja.said == ["That is saved already. Nothing was stored twice."]
    assert told(fjord) == [(TAKE, "decision_date", ASKED)]


@pytest.mark.parametrize(
    ("action", "pick"), [("take.words", "gone"), ("take.state", "gone"), ("give.state", "gone"), ("give.now", "gone")]
)
def test_what_app_yaml_has_no_more_is_met_kindly(maja: Coach, fjord: FakeCompany, action: str, pick: str) -> None:
    maja.presses_of(action, "nordfrakt", pick)

    assert maja.said == ["Our process does not speak of that any more. Nothing was changed."]
    assert told(fjord) == []


def test_an_exchange_can_be_undone(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("give Nordfrakt quote")
    maja.presses("Go on anyway")
    maja.submits(state="granted", reason="it is a tender")
    maja.presses("Undo")

    assert (told(fjord), waivers(fjord)) == ([], [])


def test_the_day_and_the_words_are_kept(maja: Coach, fjord: FakeCompany) -> None:
    with_state(maja, "decision_date", state="granted", who="Johan Ek", day="yesterday", words="we decide on 9 Dec")

    [exchange] = fjord.work().facts.exchanges("nordfrakt")
    assert (exchange.who, exchange.on, exchange.words) == ("Johan Ek", date(2026, 11, 23), "we decide on 9 Dec")


@pytest.mark.parametrize(
    "note",
    [
        "met Anna at Nordfrakt, they asked for a quote, call on friday, she agreed",
        "Anna at Nordfrakt wants a quote. call on friday, she agreed",
        "träffade Anna på Nordfrakt, de vill ha en offert, samtal fredag, hon sa ja",
        "Nordfrakt: Anna bad om offert, samtal på fredag, hon sa ja",
        "Nordfrakt: Anna vill ha ett prisförslag, samtal på fredag, hon sa ja",
    ],
)
def test_a_note_that_they_want_something_says_what_comes_first(maja: Coach, fjord: FakeCompany, note: str) -> None:
    maja.hears(note)

    assert maja.said[0].splitlines()[-2:] == [
        "They want a quote. Before that we ask for a meeting with whoever decides.",
        "[3] How to ask  [4] Book it as next step  [5] Go on anyway",
    ]
    assert told(fjord) == []


def test_a_note_that_they_want_something_in_swedish(swedish_maja: Coach) -> None:
    swedish_maja.hears("träffade Anna på Nordfrakt, de vill ha en offert, samtal fredag, hon sa ja")

    assert swedish_maja.said[0].splitlines()[-2:] == [
        "De vill ha en offert. Innan dess ber vi om ett möte med beslutsfattaren.",
        "[3] Så kan du be  [4] Boka som nästa steg  [5] Gå vidare ändå",
    ]


def test_it_is_said_whatever_else_is_asked(maja: Coach) -> None:
    maja.hears("met Anna at Nordfrakt, they asked for a quote")

    lines = maja.said[0].splitlines()
    assert "They want a quote. Before that we ask for a meeting with whoever decides." in lines
    assert lines[-2] == "By when?"


@pytest.mark.parametrize(
    "note",
    [
        "met Anna at Nordfrakt, they do not want a quote, call on friday, she agreed",
        "met Anna at Nordfrakt, we want to send a quote, call on friday, she agreed",
        "met Anna at Nordfrakt, they want a demo, call on friday, she agreed",
        "träffade Anna på Nordfrakt, de vill inte ha någon offert, samtal fredag, hon sa ja",
    ],
)
def test_what_they_do_not_want_or_may_have_is_let_be(maja: Coach, note: str) -> None:
    maja.hears(note)

    assert "Before that" not in maja.said[0]


def test_what_they_are_known_to_want_is_no_news(maja: Coach) -> None:
    maja.presses_of("give.anyway", "nordfrakt", "quote")
    maja.submits(state="asked")
    maja.hears("met Anna at Nordfrakt, they asked for a quote, call on friday, she agreed")

    assert "Before that" not in maja.said[0]


def test_a_yes_that_the_stage_waited_for_leads_on(maja: Coach, fjord: FakeCompany) -> None:
    stages = NEW_BUSINESS.stages
    waiting = replace(stages[1], leaves_when=(), needs=(), takes=(TakeNeeded("decision_date"),))
    process = replace(NEW_BUSINESS, stages=(stages[0], waiting, *stages[2:]))
    fjord.settings = replace(fjord.settings, processes=(process,))
    with_state(maja, "decision_date", state="granted")

    assert maja.buttons == ["On to Proposal", "Undo", "The deal"]
