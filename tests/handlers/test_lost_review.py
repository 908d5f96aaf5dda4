"""A deal is lost: the review begins with what was never confirmed, and doubts a reason that rests on a guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.deal import Deal, DealState
from domain.facts import Grounds, StepEnd
from domain.process import Question
from domain.settings import Settings
from tests.support.builders import OPENED, answer, at, deal, meeting, texts
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

LABELS = {
    "pain": texts("Problem", "Problem"),
    "decision_maker": texts("Decision maker", "Beslutsfattare"),
    "timeline": texts("Timeline", "Tidplan"),
    "budget": texts("Budget", "Budget"),
    "competitors": texts("Competitors", "Konkurrenter"),
}


@pytest.fixture
def late(fjord: FakeCompany) -> FakeCompany:
    """Nordfrakt, three weeks old and in Proposal: two answers are assumed, one nobody gave, two are facts."""

    def named(question: Question) -> Question:
        return replace(question, label=LABELS[question.key])

    known: Settings = replace(fjord.settings, questions=tuple(map(named, fjord.settings.questions)))
    fjord.settings = known
    with fjord.work() as work:
        work.deals.save(replace(nordfrakt(fjord), stage="proposal", area="Fleet"))
        work.facts.add(
            meeting(on=date(2026, 11, 20)),
            answer("a", "pain", "late vans", grounds=Grounds.CUSTOMER_SAID, said_by="Anna", heard_on=OPENED.date()),
            answer("b", "timeline", "this year", grounds=Grounds.DOCUMENT),
            answer("c", "decision_maker", "Johan"),
            answer("d", "budget", "it is set"),
        )
        work.commit()
    return fjord


def nordfrakt(fjord: FakeCompany) -> Deal:
    found = fjord.work().deals.get("nordfrakt")
    assert found is not None
    return found


def test_the_review_begins_with_what_was_never_confirmed(late: FakeCompany, maja: Coach) -> None:
    maja.hears("lost Nordfrakt")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken. 3 things were never confirmed. Which one turned out wrong?\n"
            "~ Decision maker: Johan, our assumption\n"
            "~ Budget: it is set, our assumption\n"
            "? Not asked yet: Competitors\n"
            "[1] Decision maker  [2] Budget  [3] Competitors  [4] None of them"
        )
    ]


def test_what_is_old_by_now_is_not_called_never_confirmed(late: FakeCompany, maja: Coach) -> None:
    maja.clock = at("2027-02-15 14:00")
    maja.hears("lost Nordfrakt")

    assert maja.said[0].splitlines()[:3] == [
        "Nordfrakt, fordonsparken. 4 things were never confirmed, or not lately. Which one turned out wrong?",
        "~ Decision maker: Johan, our assumption",
        "⌛ Timeline: this year, told on Mon 2 Nov 2026, old by now",
    ]


def test_then_comes_why_and_a_reason_that_rests_on_a_guess_is_doubted(late: FakeCompany, maja: Coach) -> None:
    maja.hears("lost Nordfrakt")
    maja.presses("Decision maker")
    maja.submits(reason="price", competitor="Volvo", note="too dear")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken is closed as lost, after 22 days.\n"
            "~ Reason: Price, our assumption\n"
            "Turned out wrong: Decision maker\n"
            "They chose Volvo.\n"
            "[1] Undo  [2] My deals\n"
            "You chose “Price”. We only assumed what that rests on (Budget), so we don't know whether that was it. "
            "Could you ask Anna?\n"
            "[3] I'll ask  [4] Anna told me  [5] Leave it"
        )
    ]
    lost = nordfrakt(late)
    assert (lost.state, lost.close_reason, lost.close_note, lost.area) == (DealState.LOST, "price", "too dear", "Fleet")
    (review,) = late.work().facts.reviews("nordfrakt")
    assert (review.end, review.process, review.reason, review.grounds) == (
        "lost",
        "new_business",
        "price",
        Grounds.ASSUMED,
    )
    assert (review.wrong, review.competitor, review.note) == ("decision_maker", "Volvo", "too dear")
    assert late.work().facts.wrong_assumptions("new_business", 9) == {"decision_maker": 1}


def test_the_review_in_swedish(late: FakeCompany, swedish_maja: Coach) -> None:
    swedish_maja.hears("förlorade nordfrakt")

    assert swedish_maja.said == [
        (
            "Nordfrakt, fordonsparken. 3 saker fick vi aldrig bekräftade. Vilken visade sig vara fel?\n"
            "~ Beslutsfattare: Johan, vårt antagande\n"
            "~ Budget: it is set, vårt antagande\n"
            "? Inte frågat än: Konkurrenter\n"
            "[1] Beslutsfattare  [2] Budget  [3] Konkurrenter  [4] Ingen av dem"
        )
    ]

    swedish_maja.presses("Ingen av dem")
    swedish_maja.submits(reason="competitor")

    assert swedish_maja.said == [
        (
            "Nordfrakt, fordonsparken är avslutad som förlorad, efter 22 dagar.\n"
            "~ Skäl: Konkurrent, vårt antagande\n"
            "[1] Ångra  [2] Mina affärer\n"
            "Du valde ”Konkurrent”. Det som avgör det visste vi inte säkert (Konkurrenter), så vi vet inte om det "
            "var därför. Kan du fråga Anna?\n"
            "[3] Jag frågar  [4] Anna har berättat  [5] Låt det vara"
        )
    ]


def test_none_of_them_is_an_answer(late: FakeCompany, maja: Coach) -> None:
    maja.hears("lost Nordfrakt")
    maja.presses("None of them")
    maja.submits(reason="wrong_fit")

    assert maja.said[0].splitlines()[3:] == [
        "You chose “Wrong fit”, and nobody there has said so. Could you ask Anna?",
        "[3] I'll ask  [4] Anna told me  [5] Leave it",
    ]
    assert late.work().facts.reviews("nordfrakt")[0].wrong == ""


def test_a_reason_they_gave_is_kept_with_who_gave_it_and_not_doubted(late: FakeCompany, maja: Coach) -> None:
    maja.hears("lost Nordfrakt")
    maja.presses("Budget")
    maja.submits(reason="no_budget", said="johan", area="Charging")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken is closed as lost, after 22 days.\n"
            "✓ Reason: No budget, said by Johan Ek\n"
            "Turned out wrong: Budget\n"
            "[1] Undo  [2] My deals"
        )
    ]
    (review,) = late.work().facts.reviews("nordfrakt")
    assert (review.grounds, review.said_by) == (Grounds.CUSTOMER_SAID, "Johan Ek")
    assert nordfrakt(late).area == "Charging"


def test_a_reason_from_somebody_we_have_no_name_for(late: FakeCompany, maja: Coach) -> None:
    maja.hears("lost Nordfrakt")
    maja.presses("None of them")
    maja.submits(reason="no_budget", said="somebody")

    assert "✓ Reason: No budget, said by Nordfrakt" in maja.said[0].splitlines()


def test_the_form_is_the_whole_question_when_all_is_known(late: FakeCompany, maja: Coach) -> None:
    with late.work() as work:
        work.facts.add(
            *(
                answer(f"now-{key}", key, "known", grounds=Grounds.DOCUMENT, at=OPENED + timedelta(days=9))
                for key in ("decision_maker", "budget", "competitors")
            )
        )
        work.commit()
    maja.hears("lost Nordfrakt")

    assert maja.form is not None
    assert [field.key for field in maja.form.fields] == ["reason", "said", "competitor", "area", "note"]


def test_a_loss_needs_a_reason(late: FakeCompany, maja: Coach) -> None:
    maja.hears("lost Nordfrakt")
    maja.presses("None of them")
    maja.submits(note="no idea")

    assert maja.said == ["Choose the reason that comes closest."]
    assert nordfrakt(late).is_open


def lose(coach: Coach) -> None:
    coach.hears("lost Nordfrakt")
    coach.presses("None of them")
    coach.submits(reason="price")


def test_they_told_me_corrects_the_review_and_keeps_what_was_told_before(late: FakeCompany, maja: Coach) -> None:
    lose(maja)
    maja.clock += timedelta(days=2)
    maja.presses("Anna told me")
    maja.submits(reason="competitor", said="anna", wrong="budget", competitor="Volvo", note="We know them.")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken. Saved.\n"
            "✓ Reason: Competitor, said by Anna Berg\n"
            "Turned out wrong: Budget\n"
            "They chose Volvo.\n"
            "[1] Undo  [2] My deals"
        )
    ]
    now, before = late.work().facts.reviews("nordfrakt")
    assert (before.reason, before.grounds) == ("price", Grounds.ASSUMED)
    assert (now.reason, now.grounds, now.said_by, now.wrong) == (
        "competitor",
        Grounds.CUSTOMER_SAID,
        "Anna Berg",
        "budget",
    )
    assert nordfrakt(late).close_reason == "competitor"

    maja.presses("Undo")

    assert late.work().facts.reviews("nordfrakt") == [before]
    assert nordfrakt(late).close_reason == "price"


def test_a_correction_says_who_told_it(late: FakeCompany, maja: Coach) -> None:
    lose(maja)
    maja.presses("Anna told me")
    maja.submits()

    assert maja.said == ["Who told you?"]
    assert len(late.work().facts.reviews("nordfrakt")) == 1


def test_a_correction_that_is_sent_twice_counts_once(late: FakeCompany, maja: Coach) -> None:
    lose(maja)
    maja.presses("Anna told me")
    form = maja.form
    maja.submits(said="anna")
    maja.form = form
    maja.submits(said="anna")

    assert maja.said == ["That is what I have already. Nothing was stored twice."]
    assert len(late.work().facts.reviews("nordfrakt")) == 2


def test_i_will_ask_gives_the_words_and_the_way_back(late: FakeCompany, maja: Coach) -> None:
    lose(maja)
    maja.presses("I'll ask")

    assert maja.said == ["Good. “What decided it for you in the end?” Tell me what they say.\n[1] They told me"]


def test_leave_it_leaves_it(late: FakeCompany, maja: Coach) -> None:
    lose(maja)
    before = late.state.facts
    maja.presses("Leave it")

    assert maja.said == ["Fine. The reason stays our assumption: Nordfrakt, fordonsparken."]
    assert late.state.facts == before


def test_a_lost_deal_shows_on_whose_word_and_lets_it_be_put_right(late: FakeCompany, maja: Coach) -> None:
    maja.hears("lost Nordfrakt")
    maja.presses("Budget")
    maja.submits(reason="price", competitor="Volvo", note="too dear")
    maja.hears("deal Nordfrakt")

    assert maja.said[0].splitlines()[1:6] == [
        "Closed as lost on Tue 24 Nov: Price.",
        "~ Nobody there has said so; we assume it.",
        "Turned out wrong: Budget",
        "They chose Volvo.",
        "In their words: too dear",
    ]
    assert maja.buttons == ["They told me", "Open it again", "Done lately"]


def test_a_reason_that_was_merged_shows_as_the_one_it_became(late: FakeCompany, maja: Coach) -> None:
    with late.work() as work:
        work.deals.save(
            replace(nordfrakt(late), state=DealState.LOST, close_reason="too_dear", closed_at=at("2026-11-20 10:00"))
        )
        work.commit()
    maja.hears("deal Nordfrakt")

    assert maja.said[0].splitlines()[1] == "Closed as lost on Fri 20 Nov: Price."


def test_a_note_of_a_loss_leads_into_the_same_review_and_keeps_its_words(late: FakeCompany, maja: Coach) -> None:
    maja.hears("lost nordfrakt, they chose Volvo")

    assert maja.said[0].splitlines()[-2:] == [
        "Close Nordfrakt, fordonsparken as lost?",
        "[3] Close as lost  [4] Not yet",
    ]

    maja.presses("Close as lost")

    assert maja.buttons == ["Decision maker", "Budget", "Competitors", "None of them"]

    maja.presses("Competitors")

    assert maja.form is not None
    assert {field.key: field.value for field in maja.form.fields} == {
        "wrong": "competitors",
        "reason": "",
        "said": "assumed",
        "competitor": "Volvo",
        "area": "Fleet",
        "note": "lost nordfrakt, they chose Volvo",
    }


def test_a_note_of_a_loss_in_swedish(late: FakeCompany, swedish_maja: Coach) -> None:
    swedish_maja.hears("förlorade nordfrakt, de valde Scania")
    swedish_maja.presses("Avsluta som förlorad")
    swedish_maja.presses("Ingen av dem")
    swedish_maja.submits(reason="competitor")

    assert swedish_maja.said[0].splitlines()[1:3] == ["~ Skäl: Konkurrent, vårt antagande", "De valde Scania."]
    assert nordfrakt(late).close_note == "förlorade nordfrakt, de valde Scania"


@pytest.fixture
def early(fjord: FakeCompany) -> FakeCompany:
    """Nordfrakt in Qualify since a week."""
    with fjord.work() as work:
        work.deals.save(replace(nordfrakt(fjord), stage="qualify", opened_at=at("2026-11-18 09:00")))
        work.commit()
    return fjord


def let_go(coach: Coach) -> str:
    coach.hears("lost Nordfrakt")
    coach.presses("It did not")
    coach.submits(reason="no_budget", said="anna")
    return coach.said[0]


def ended(fjord: FakeCompany, *days: int) -> None:
    """Deals of the same process that were lost after so many days."""
    with fjord.work() as work:
        for n in days:
            closed = OPENED + timedelta(days=n)
            work.deals.add(deal(f"lost-{n}", f"Kund {n}", state=DealState.LOST, closed_at=closed))
        work.commit()


def test_a_deal_let_go_early_is_thanked_for(early: FakeCompany, maja: Coach) -> None:
    assert let_go(maja).splitlines() == [
        "Nordfrakt, fordonsparken is let go, after 6 days. Thank you: that time goes to a deal that can be won.",
        "✓ Reason: No budget, said by Anna Berg",
        "[1] Undo  [2] Ask them again later  [3] My deals",
    ]


def test_what_it_saved_is_told_from_our_own_late_losses(early: FakeCompany, maja: Coach) -> None:
    ended(early, 3, 36, 40, 41, 90, 100)

    assert let_go(maja).splitlines()[1] == "Deals like this used to take us 41 days."


def test_a_handful_too_small_is_not_compared_with(early: FakeCompany, maja: Coach) -> None:
    ended(early, 3, 5, 36, 40, 41, 90)

    assert "used to take us" not in let_go(maja)


def test_letting_go_in_swedish(early: FakeCompany, swedish_maja: Coach) -> None:
    ended(early, 36, 40, 41, 90, 100)
    swedish_maja.hears("förlorade nordfrakt")
    swedish_maja.presses("Nej")
    swedish_maja.submits(reason="no_budget", said="anna")

    assert swedish_maja.said == [
        (
            "Nordfrakt, fordonsparken är släppt, efter 6 dagar. Tack: nu går tiden till en affär som går att vinna.\n"
            "Sådana affärer brukade ta 41 dagar.\n"
            "✓ Skäl: Ingen budget, enligt Anna Berg\n"
            "[1] Ångra  [2] Fråga dem igen senare  [3] Mina affärer"
        )
    ]


def test_a_form_of_a_deal_that_ended_meanwhile_changes_nothing(late: FakeCompany, maja: Coach) -> None:
    maja.hears("lost Nordfrakt")
    maja.presses("None of them")
    form = maja.form
    maja.submits(reason="price")
    maja.form = form
    maja.submits(reason="competitor")

    assert maja.said == ["Nordfrakt, fordonsparken was closed as lost on Tue 24 Nov. Nothing was changed."]
    assert nordfrakt(late).close_reason == "price"


def test_a_loss_can_be_undone_and_the_steps_run_on(late: FakeCompany, maja: Coach) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo", day="friday")
    lose(maja)
    assert [end and end.end for _, end in late.work().facts.steps("nordfrakt")] == [StepEnd.CANCELLED]

    maja.presses("Undo")

    assert nordfrakt(late).is_open
    assert nordfrakt(late).step_ours == "demo"
    assert [end for _, end in late.work().facts.steps("nordfrakt")] == [None]
    assert late.work().facts.reviews("nordfrakt") == []


def test_a_deal_that_is_not_lost_has_no_review_to_correct(late: FakeCompany, maja: Coach) -> None:
    lose(maja)
    maja.hears("undo")
    maja.presses("Anna told me")

    assert maja.said == ["Nordfrakt, fordonsparken is not lost. Nothing was changed."]


def test_one_thing_alone_is_a_yes_or_a_no(early: FakeCompany, maja: Coach) -> None:
    maja.hears("lost Nordfrakt")

    assert (
        maja.said[0].splitlines()[0] == "Nordfrakt, fordonsparken. 1 thing was never confirmed. Did it turn out wrong?"
    )
    assert maja.buttons == ["It did", "It did not"]

    maja.presses("It did")
    maja.submits(reason="no_budget", said="anna")

    assert [review.wrong for review in early.work().facts.reviews("nordfrakt")] == ["pain"]
