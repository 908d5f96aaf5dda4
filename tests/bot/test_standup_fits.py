"""The one message of a standup is taken whole by Slack and by Teams, however many speak and whatever they type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

from hypothesis import Phase as Stage
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.plain import plain
from bot.slack.render import MORE, rendered
from bot.teams.render import MOST_BYTES, SHORTENED, card, message, weight
from bot.words import Speech, text_of
from domain.chat import Say
from domain.settings import StandupPlan, StandupQuestion
from domain.standup import Decision, Draft, How, Parked, Part, Phase, Standup
from domain.words import msg
from handlers.standup.ask import answered_blocks, ask_blocks, reminder
from handlers.standup.message import channel_message
from handlers.standup.short import fragment
from handlers.standup.summary import participation, summary
from tests.bot.slack.limits import broken, texts_of
from tests.support.builders import KARIN, ZONE, at, company, due_on, person, texts
from tests.support.fake import FakeCompany

TUESDAY = Standup(
    "tue", "north:pipeline:2026-11-24", "north", "pipeline", date(2026, 11, 24), at("2026-11-19 09:15"),
    date(2026, 11, 26), at("2026-11-24 09:15"), at("2026-11-24 15:00"), "sv", ZONE, Phase.OPEN,
    opened_at=at("2026-11-24 09:15"),
)  # fmt: skip
BEFORE = replace(TUESDAY, id="before", day=date(2026, 11, 19), opens_at=at("2026-11-19 09:15"), phase=Phase.ENDED)
NOW = at("2026-11-24 16:00")
HELP = StandupQuestion("help", texts("Where do you need help?", "Var behöver du hjälp?"))
OTHER = StandupQuestion("week", texts("What is new this week?", "Vad är nytt i veckan?"))
PLAN = StandupPlan("pipeline", "", (1, 3), time(9, 15), time(15), ZONE, "sv", (HELP, OTHER))
SWEDISH, ENGLISH = (Speech(language, ZONE, NOW) for language in ("sv", "en"))
Given = tuple[How, str, int, str]
"""How somebody has answered, what they and their customers are called, lines in their draft, what they wrote."""

typed = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["Å" * 300, "<&>" * 100, '"\\' * 200, "👩‍👩‍👧" * 90, "x" * 1000]),
    st.sampled_from(["*_~` :smile: <!channel>", "two\n\n- lines\n> here"]),
)
answers = st.tuples(st.sampled_from(How), typed, st.integers(0, 12), typed)
crowds = st.integers(1, 60).flatmap(lambda n: st.lists(answers, min_size=n, max_size=n))
FULL: Given = (How.CONFIRMED, "Ö" * 100, 12, "word " * 200)
COSTLY: Given = (How.OWN, "<&>" * 30, 12, "<&>" * 300)
EMOJI: Given = (How.WAITING, "👩‍👩‍👧" * 30, 12, "👩‍👩‍👧" * 200)


@settings(max_examples=40, phases=(Stage.explicit, Stage.generate))
@given(crowds, st.sampled_from(Phase), st.sampled_from([None, 0]), st.sampled_from([SWEDISH, ENGLISH]))
@example([FULL] * 60, Phase.OPEN, None, SWEDISH)
@example([FULL] * 60, Phase.OPEN, 0, SWEDISH)
@example([COSTLY] * 60, Phase.ENDED, None, SWEDISH)
@example([COSTLY] * 8, Phase.OPEN, 0, SWEDISH)
@example([EMOJI] * 60, Phase.OPEN, 0, SWEDISH)
@example([EMOJI] * 8, Phase.ENDED, None, ENGLISH)
@example([FULL] * 5, Phase.OPEN, None, ENGLISH)
def test_whatever_everybody_says_it_fits(
    crowd: Sequence[Given], phase: Phase, turn: int | None, speech: Speech
) -> None:
    standup = replace(TUESDAY, phase=phase, turn=turn, agenda=("nordfrakt",), ended_at=at("2026-11-24 15:00"))
    fjord = filled(standup, crowd)
    with fjord.work() as work:
        everything = [channel_message(work, standup), summary(work, standup), participation(work, standup)]
        for part in work.standups.parts(standup.id)[:1]:
            everything += [Say(ask_blocks(work, standup, part, NOW)), Say(answered_blocks(work, standup, part, NOW))]
            everything += [reminder(work, standup, part, NOW)]

    assert [complaint for reply in everything for complaint in complaints(reply, speech)] == []


def complaints(reply: Say, speech: Speech) -> list[str]:
    """What of a message a platform would not show, or would refuse."""
    on_slack, on_teams = rendered(reply, speech), card(reply, speech)
    cut = [text for text in texts_of(on_slack["blocks"]) if text == text_of(MORE, speech)]
    short = text_of(SHORTENED, speech) in str(on_teams)
    heavy = weight(on_teams) > MOST_BYTES or weight(message(reply, speech)) > 28 * 1024
    rules = {"Slack cuts it": bool(cut), "Teams cuts it": short, "Teams refuses it": heavy}
    rules["somebody begins a line"] = any(sign in plain(reply, speech) for sign in ("\n- lines", "\n> here"))
    return [*(broken(on_slack) if reply.blocks else ()), *(rule for rule, is_broken in rules.items() if is_broken)]


def filled(standup: Standup, crowd: Sequence[Given]) -> FakeCompany:
    """Team North with so many people, the decisions of the last time, and those of today."""
    fjord = company()
    fjord.settings = replace(fjord.settings, teams=(replace(fjord.settings.teams[0], standups=(PLAN,)),))
    with fjord.work() as work:
        assert work.standups.add(standup)
        assert work.standups.add(replace(BEFORE, key="before"))
        for place, (how, name, lines, text) in enumerate(crowd):
            one = person(f"p{place:02}", f"{name} {place}")
            work.persons.save(one)
            work.standups.add_part(part(standup, one.id, how, name, lines, text))
            for of in (standup, BEFORE):
                made = Decision(
                    f"{of.id}{place}", of.id, "nordfrakt", one.id, text, due_on("2026-11-26"), KARIN.id, NOW
                )
                work.standups.decide(made)
            work.standups.park(Parked(f"parked{place}", standup.id, text, one.id, NOW))
        work.commit()
    return fjord


def part(standup: Standup, who: str, how: How, name: str, lines: int, text: str) -> Part:
    deal, step = fragment(name, 40), fragment(text, 70)
    line = msg("{deal}: {what}. Next: {step}.", deal=deal, what=msg("“{step}” done", step=step), step=step)
    question = msg("{who} today: “{ask}”", who=deal, ask=texts("What decides the date?", "Vad styr datumet?"))
    draft = Draft((line,) * lines, (line,) * lines, (line,) * min(lines, 2), (), question, (lines, lines))
    told = (("help", text[:300]), ("week", text[:300]))
    at_last = None if how in (How.WAITING, How.AWAY) else NOW
    return Part(
        standup.id, who, how, draft, text[:1000], told, True, None, NOW, answered_at=at_last, changed_at=at_last
    )
