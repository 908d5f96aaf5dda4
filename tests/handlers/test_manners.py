"""What every command, button and form owes to whoever uses it. A new row of the router's tables is tested at once."""

from __future__ import annotations

import pytest

from bot.plain import plain
from bot.words import Speech, catalogue, text_of
from domain.chat import Act, Command, Press, Submit, Text
from domain.standup import Decision
from handlers.commands import COMMANDS
from handlers.router import FORMS, PRESSES
from handlers.routes import Route
from tests.handlers.conftest import NOW
from tests.handlers.room import opened
from tests.support.builders import ZONE
from tests.support.coach import Coach
from tests.support.fake import FakeCompany, State

LONG = "x" * 5000
NASTY = "**bold** <!channel> <@U1> {deal} __x__ \x00 `rm` &lt;"
SWEDISH, ENGLISH = Speech("sv", ZONE, NOW), Speech("en", ZONE, NOW)

ALONE = {name for route in COMMANDS if route.alone for name in route.names}
"""With more after them these are notes, and a note that is told twice is answered otherwise."""
COMMAND_NAMES = [name for route in COMMANDS for name in route.names]
AFTER_THE_END = {"press deal.reopen", "form review.save", "press undo.act"}
"""What an ended deal is there for."""

ON_A_STEP = {"step.agreed", "step.better", "step.bettered", "step.kept", "step.missed", "step.move", "step.moved"}
PICKS = {
    "bulk.choose": "hand_over",
    "gate.all": "proposal",
    "give.anyway": "quote",
    "give.now": "demo",
    "give.state": "demo",
    "leave.change": "2026-11-30",
    "leave.decline": "2026-11-30",
    "leave.drop": "2026-11-30",
    "process.choose": "key_account",
    "process.place": "new_business.needs",
    "process.stage": "key_account",
    "process.to": "key_account",
    "question.answer": "decision_maker",
    "question.ask": "decision_maker",
    "question.later": "decision_maker",
    "snooze.until": "3",
    "standup.hand_over": "tom",
    "standup.pause": "2027-01-07",
    "stage.anyway": "proposal",
    "stage.move": "proposal",
    "take.asked": "decision_date",
    "take.book": "decision_date",
    "take.state": "decision_date",
    "take.words": "decision_date",
}
FILLED = {
    "bulk.show": {"to": "tom"},
    "decision.changed": {"what": "ring Johan", "who": "maja", "day": "2026-12-01", "deal": "nordfrakt"},
    "decision.save": {"what": "ring Johan", "who": "maja", "day": "2026-12-01", "deal": "nordfrakt"},
    "parked.save": {"what": "prislistan"},
    "deal.create": {"account": "Ikea", "process": "new_business"},
    "deal.lost": {"reason": "price"},
    "deal.won": {"evidence": "signed", "reason": "they were in a hurry"},
    "deal.wait": {"until": "2026-12-24", "reason": "busy"},
    "fit.kept": {"reason": "they grow"},
    "leave.save": {"first": "2026-12-07", "last": "2026-12-08", "cover": "tom"},
    "prospect.again": {"day": "2027-10-04", "reason": "no money yet"},
    "prospect.save": {"account": "Acme"},
    "review.save": {"reason": "no_budget", "said": "anna"},
    "settings.save": {
        "language": "en", "zone": "Europe/London", "start": "9", "end": "17", "days": "mon-fri",
    },
    "snooze.save": {"until": "2026-12-24"},
    "standup.handed": {"to": "tom"},
    "standup.planned": {
        "days": "mon-fri", "start": "9", "end": "10", "zone": "Europe/London", "language": "en", "talk": "3",
    },
    "standup.save": {"words": "calling Anna", "keep": "drop"},
    "step.bettered": {"theirs": "they call us", "day": "2026-12-01"},
    "step.moved": {"day": "2026-12-01", "by": "customer"},
    "step.save": {"ours": "call them", "day": "2026-12-01"},
}  # fmt: skip
FIELDS = (
    "account", "amount", "area", "asks", "by", "clock", "competitor", "contact", "cover", "day", "days", "deal",
    "end", "evidence", "first", "grounds", "keep", "language", "last", "name", "note", "other", "ours", "process",
    "questions", "reason", "remind", "said", "start", "state", "talk", "text", "theirs", "to", "told_help", "until",
    "value", "what", "who", "words", "wrong", "zone",
)  # fmt: skip


@pytest.fixture
def nordfrakt(fjord: FakeCompany, maja: Coach) -> FakeCompany:
    """The company after Maja set a step at Nordfrakt and entered a leave, so that every button is about something; the
    standup of her team is open.
    """
    opened(fjord, {"maja": ("nordfrakt",)})
    maja.hears("leave 30 nov - 4 dec")
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo", day="friday", clock="10", agreed="said")
    with fjord.work() as work:
        work.standups.decide(Decision("d1", "s1", "nordfrakt", "maja", "ring Anna", None, "maja", NOW))
        work.commit()
    return fjord


def about(action: str, fjord: FakeCompany) -> str:
    """The id of what a button or form is about: Maja's step, her last act, or her deal."""
    if action in ON_A_STEP:
        return fjord.work().facts.steps("nordfrakt")[-1][0].id
    if action.startswith(("standup.", "parked.")) or action == "decision.save":
        return "s1"
    if action.startswith("decision."):
        return "d1"
    if action.startswith("leave.") and action in PICKS:
        return "maja"
    if action == "bulk.show":
        return "hand_over"
    if action in {"undo.act", "note.change"}:
        return fjord.work().journal.of_deal("nordfrakt")[0].id
    return "nordfrakt"


def press(action: str, fjord: FakeCompany) -> Press:
    return Press(action, about(action, fjord), PICKS.get(action, ""))


def form(name: str, fjord: FakeCompany) -> Submit:
    return Submit(name, about(name, fjord), tuple(FILLED.get(name, {}).items()))


def kept(state: State) -> tuple[object, ...]:
    """All that counts about deals and standups."""
    standups = state.standups, state.parts, state.decisions, state.parked, state.arrangements
    return state.deals, state.facts, state.journal, state.contacts, state.episodes, state.persons, standups


def is_answered(coach: Coach) -> bool:
    """Whether there is an answer, in words, in both languages, and no mishap."""
    texts = [plain(reply, speech) for reply in coach.replies for speech in (SWEDISH, ENGLISH)]
    return bool(texts) and all(text.strip() for text in texts) and not any("7KQ2" in text for text in texts)


@pytest.mark.parametrize("route", COMMANDS, ids=lambda route: route.english[0])
def test_every_command_has_help_and_an_example_in_both_languages(route: Route) -> None:
    assert text_of(route.help, ENGLISH) == route.help.text
    assert {route.help.text, route.example.text} <= catalogue("sv").keys()
    assert COMMAND_NAMES.count(text_of(route.example, SWEDISH)) == 1 or any(
        text_of(route.example, SWEDISH).startswith(f"{name} ") for name in route.swedish
    )


@pytest.mark.parametrize(
    "rest", ["", "Nordfrakt", "Xyzzy", LONG, NASTY], ids=["bare", "deal", "unknown", "long", "nasty"]
)
@pytest.mark.parametrize("name", COMMAND_NAMES)
def test_every_command_answers_whatever_follows_it(maja: Coach, nordfrakt: FakeCompany, name: str, rest: str) -> None:
    maja.does(Command(name, rest))

    assert is_answered(maja)


@pytest.mark.parametrize("name", COMMAND_NAMES)
def test_every_command_is_understood_as_plain_text_too(maja: Coach, nordfrakt: FakeCompany, name: str) -> None:
    maja.does(Command(name, "Nordfrakt"))
    as_command = maja.said
    maja.does(Text(f"{name} Nordfrakt"))

    assert maja.said == as_command or name in {"undo", "ångra", "standup", "avstämning", *ALONE}


@pytest.mark.parametrize("id", ["", "nobody-knows-this", LONG], ids=["empty", "unknown", "long"])
@pytest.mark.parametrize("action", PRESSES)
def test_every_button_answers_when_it_is_about_nothing(
    maja: Coach, nordfrakt: FakeCompany, action: str, id: str
) -> None:
    before = kept(nordfrakt.state)
    maja.does(Press(action, id, "nothing"))

    assert is_answered(maja)
    assert kept(nordfrakt.state) == before


@pytest.mark.parametrize("action", PRESSES)
def test_every_button_answers(maja: Coach, nordfrakt: FakeCompany, action: str) -> None:
    maja.does(press(action, nordfrakt))

    assert is_answered(maja)


@pytest.mark.parametrize("action", PRESSES)
def test_a_double_press_changes_nothing_twice(maja: Coach, nordfrakt: FakeCompany, action: str) -> None:
    pressed = press(action, nordfrakt)
    maja.does(pressed)
    once = kept(nordfrakt.state)
    maja.does(pressed)

    assert is_answered(maja)
    assert kept(nordfrakt.state) == once


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_is_sent_twice_changes_nothing_twice(maja: Coach, nordfrakt: FakeCompany, name: str) -> None:
    sent = form(name, nordfrakt)
    maja.does(sent)
    once = kept(nordfrakt.state)
    maja.does(sent)

    assert is_answered(maja)
    assert kept(nordfrakt.state) == once


@pytest.mark.parametrize("typed", ["", LONG, NASTY], ids=["empty", "long", "nasty"])
@pytest.mark.parametrize("id", ["", "nobody-knows-this", "nordfrakt"], ids=["about nothing", "unknown", "deal"])
@pytest.mark.parametrize("name", FORMS)
def test_every_form_answers_whatever_is_in_it(
    maja: Coach, nordfrakt: FakeCompany, name: str, id: str, typed: str
) -> None:
    maja.does(Submit(name, id, tuple((key, typed) for key in FIELDS)))

    assert is_answered(maja)


@pytest.mark.parametrize("who", ["tom", "erik"], ids=["a colleague of the team", "a colleague of another team"])
@pytest.mark.parametrize("kind", [*(f"press {name}" for name in PRESSES), *(f"form {name}" for name in FORMS)])
def test_nobody_can_change_a_colleagues_deal(nordfrakt: FakeCompany, kind: str, who: str) -> None:
    stranger = Coach(nordfrakt.work, who, NOW)
    what, name = kind.split()
    act: Act = press(name, nordfrakt) if what == "press" else form(name, nordfrakt)
    before = of_nordfrakt(nordfrakt)
    stranger.does(act)

    assert is_answered(stranger)
    assert of_nordfrakt(nordfrakt) == before


@pytest.mark.parametrize("kind", [*(f"press {name}" for name in PRESSES), *(f"form {name}" for name in FORMS)])
def test_nobody_of_another_team_is_told_of_a_deal(nordfrakt: FakeCompany, kind: str) -> None:
    stranger = Coach(nordfrakt.work, "erik", NOW)
    what, name = kind.split()
    stranger.does(press(name, nordfrakt) if what == "press" else form(name, nordfrakt))

    assert not any("fordonsparken" in text or "Maja" in text for text in stranger.said)


@pytest.mark.parametrize("kind", [*(f"press {name}" for name in PRESSES), *(f"form {name}" for name in FORMS)])
def test_what_is_old_changes_nothing_once_the_deal_has_ended(maja: Coach, nordfrakt: FakeCompany, kind: str) -> None:
    what, name = kind.split()
    old: Act = press(name, nordfrakt) if what == "press" else form(name, nordfrakt)
    maja.hears("lost Nordfrakt")
    maja.presses("None of them")
    maja.submits(reason="price")
    before = of_nordfrakt(nordfrakt)
    maja.does(old)

    assert is_answered(maja)
    assert of_nordfrakt(nordfrakt) == before or kind in AFTER_THE_END


def of_nordfrakt(fjord: FakeCompany) -> tuple[object, ...]:
    """All that is stored about Maja's deal."""
    work = fjord.work()
    facts = [fact for fact in fjord.state.facts if fact.deal == "nordfrakt"]
    return work.deals.get("nordfrakt"), facts, work.journal.of_deal("nordfrakt"), work.contacts.of("Nordfrakt")
