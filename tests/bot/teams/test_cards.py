"""Replies as cards: every block, what Teams takes at most, and names that stay names."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft6Validator

from bot.teams.forms import form_card
from bot.teams.render import MOST_BYTES, card, message, weight
from bot.words import Speech
from domain.chat import (
    Ask,
    Block,
    Chart,
    ChartKind,
    Choice,
    Choices,
    Divider,
    Facts,
    Field,
    FieldKind,
    Mention,
    Option,
    Para,
    Say,
    Series,
    Style,
    Table,
)
from domain.words import Day, msg
from tests.support.builders import ZONE, at

Json = dict[str, Any]

ENGLISH = Speech("en", ZONE, at("2026-11-24 16:40"))
SWEDISH = Speech("sv", ZONE, at("2026-11-24 16:40"))
SCHEMA = Draft6Validator(json.loads((files("adaptive_cards") / "schemas/schema-1.5.json").read_text("utf-8")))

UNDO = Choice(msg("Undo"), "undo.act", "a1")
DEALS = Table(
    (msg("Deal"), msg("When")),
    (("Nordfrakt, fordonsparken", Day(date(2026, 11, 27))), ("Åkerlunds", "")),  # type: ignore[arg-type]
)
WEEKS = ("v 47", "v 48")
WON = Series(msg("Won"), (Decimal(2), Decimal("3.5")))
LOST = Series(msg("Lost"), (Decimal(1), Decimal(0)))
CHART = Chart(ChartKind.BAR, msg("Deals"), WEEKS, (WON,))
STEP = Ask(
    "step.save",
    msg("Next step"),
    (
        Field("ours", msg("What do we do?"), value="call", hint=msg("A meeting is for both.")),
        Field("note", msg("Anything else?"), FieldKind.TEXT),
        Field("day", msg("By when?"), FieldKind.DAY, "2026-11-27", required=True),
        Field("clock", msg("At what time?"), FieldKind.CLOCK, "10:00"),
        Field("agreed", msg("Agreed?"), FieldKind.CHOICE, "said", (Option("said", "Yes"), Option("none", "Not yet"))),
    ),
    "nordfrakt",
    "Save",
)


def body(*blocks: Block, speech: Speech = ENGLISH) -> list[Json]:
    """What a card of these blocks shows."""
    shown: list[Json] = card(Say(blocks), speech)["body"]
    return shown


def texts(part: object) -> list[str]:
    """Every text that a card shows, in order."""
    if isinstance(part, list):
        return [text for one in part for text in texts(one)]
    if not isinstance(part, dict):
        return []
    shown = [part[key] for key in ("text", "title", "label") if isinstance(part.get(key), str)]
    return shown + [text for key, value in part.items() if key != "fallback" for text in texts(value)]


def complaints(made: Json) -> list[str]:
    """What the published schema says against a card; what Teams alone knows is looked at as its fallback."""
    core = {key: value for key, value in made.items() if key != "msteams"}
    core["body"] = [part["fallback"] if part["type"].startswith("Chart.") else part for part in made["body"]]
    return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in SCHEMA.iter_errors(core)]


# ---- every block ----------------------------------------------------------------------------------------------------


def test_a_paragraph_is_runs_in_their_styles() -> None:
    para = Para(msg("**{deal}.** Saved ~~then~~ __now__.", deal="Nordfrakt"))

    assert body(para) == [
        {
            "type": "RichTextBlock",
            "inlines": [
                {"type": "TextRun", "text": "Nordfrakt.", "weight": "Bolder"},
                {"type": "TextRun", "text": " Saved "},
                {"type": "TextRun", "text": "then", "strikethrough": True},
                {"type": "TextRun", "text": " "},
                {"type": "TextRun", "text": "now", "italic": True},
                {"type": "TextRun", "text": "."},
            ],
        }
    ]


def test_what_is_struck_is_struck_in_every_run() -> None:
    [line] = body(Para(msg("**{deal}** is late.", deal="Nordfrakt"), struck=True))

    assert line["inlines"] == [
        {"type": "TextRun", "text": "Nordfrakt", "weight": "Bolder", "strikethrough": True},
        {"type": "TextRun", "text": " is late.", "strikethrough": True},
    ]


def test_a_quiet_paragraph_is_small_and_pale() -> None:
    [run] = body(Para("why", quiet=True))[0]["inlines"]

    assert run == {"type": "TextRun", "text": "why", "isSubtle": True, "size": "Small"}


def test_facts_are_lines_with_their_names_in_bold() -> None:
    [line] = body(Facts((("Budget", "400 000 kr"),)))

    assert texts(line) == ["Budget", ": ", "400 000 kr"]
    assert line["inlines"][0]["weight"] == "Bolder"


def test_a_button_carries_what_it_does_and_works_in_older_clients() -> None:
    told = {"act": "press", "action": "undo.act", "id": "a1", "pick": ""}
    shared = {"title": "Ångra", "data": told, "style": "default"}

    assert body(Choices((UNDO,)), speech=SWEDISH) == [
        {
            "type": "ActionSet",
            "actions": [
                {
                    "type": "Action.Execute",
                    "verb": "press",
                    **shared,
                    "fallback": {"type": "Action.Submit", **shared},
                }
            ],
        }
    ]


@pytest.mark.parametrize(
    ("style", "drawn"), [(Style.PLAIN, "default"), (Style.PRIMARY, "positive"), (Style.DANGER, "destructive")]
)
def test_a_button_stands_out_as_it_should(style: Style, drawn: str) -> None:
    assert body(Choices((replace(UNDO, style=style),)))[0]["actions"][0]["style"] == drawn


def test_more_buttons_than_teams_shows_in_a_line_go_on_the_next() -> None:
    lines = body(Choices(tuple(Choice(str(number), "deal.show", str(number)) for number in range(8))))

    assert [texts(line) for line in lines] == [["0", "1", "2", "3", "4", "5"], ["6", "7"]]


def test_a_table_has_its_headings_in_bold_and_broad_columns_for_long_cells() -> None:
    [table] = body(DEALS)

    assert texts(table["rows"]) == ["Deal", "When", "Nordfrakt, fordonsparken", "Fri 27 Nov", "Åkerlunds"]
    assert table["rows"][0]["cells"][0]["items"][0]["inlines"][0]["weight"] == "Bolder"
    assert table["columns"] == [{"width": 18}, {"width": 10}]


def test_a_card_with_a_table_takes_all_the_width_there_is() -> None:
    assert card(Say((DEALS,)), ENGLISH)["msteams"] == {"width": "Full"}
    assert "msteams" not in card(Say((Para("hi"),)), ENGLISH)


def test_a_bar_chart_is_drawn_by_teams_with_a_table_for_others() -> None:
    [chart] = body(CHART)

    assert (chart["type"], chart["title"]) == ("Chart.VerticalBar", "Deals")
    assert chart["data"] == [{"x": "v 47", "y": 2.0}, {"x": "v 48", "y": 3.5}]
    assert texts(chart["fallback"]["rows"]) == ["Won", "v 47", "2", "v 48", "3.5"]


@pytest.mark.parametrize(
    ("kind", "drawn"), [(ChartKind.BAR, "Chart.VerticalBar.Grouped"), (ChartKind.LINE, "Chart.Line")]
)
def test_a_chart_of_several_series_names_each(kind: ChartKind, drawn: str) -> None:
    [chart] = body(replace(CHART, kind=kind, series=(WON, LOST)))

    assert chart["type"] == drawn
    assert chart["data"][1] == {"legend": "Lost", "values": [{"x": "v 47", "y": 1.0}, {"x": "v 48", "y": 0.0}]}


def test_a_divider_is_a_line_above_what_follows_and_nothing_at_the_end() -> None:
    first, second = body(Para("one"), Divider(), Para("two"), Divider())

    assert "separator" not in first
    assert (second["separator"], second["spacing"]) == (True, "Medium")


def test_a_mention_is_the_name_in_bold() -> None:
    [line] = body(Mention("maja", "Maja Lind"))

    assert line["inlines"] == [{"type": "TextRun", "text": "@Maja Lind", "weight": "Bolder"}]


def test_lines_of_text_stand_together_and_what_follows_buttons_stands_apart() -> None:
    shown = body(Para("one"), Para("two"), Choices((UNDO,)), Para("three"))

    assert [part.get("spacing") for part in shown] == [None, "Small", None, "Medium"]


def test_a_notification_shows_the_words_without_the_buttons() -> None:
    made = message(Say((Para("Saved."), Choices((UNDO,)))), ENGLISH)

    assert made["summary"] == "Saved."
    assert made["attachments"][0]["content"]["speak"] == "Saved.\n[1] Undo"


def test_a_card_says_which_language_it_is_in() -> None:
    assert [card(Say((Para("x"),)), speech)["lang"] for speech in (ENGLISH, SWEDISH)] == ["en", "sv"]


# ---- what people wrote stays what they wrote ------------------------------------------------------------------------

HOSTILE = "**Bo** [x](https://evil.example.com) <at>everyone</at> _y_ {{DATE(2026-11-24)}}"


def test_a_name_full_of_markup_is_shown_as_it_is() -> None:
    shown = body(
        Para(msg("Met {who}.", who=HOSTILE)), Facts(((HOSTILE, HOSTILE),)), Table((HOSTILE,), ((HOSTILE,),))
    )  # fmt: skip

    runs = [run for part in shown for run in _runs(part)]
    assert sum(HOSTILE in run["text"] for run in runs) == 5
    assert {run["type"] for run in runs} == {"TextRun"}


def test_a_refusal_that_repeats_a_name_shows_it_as_it_is() -> None:
    made = form_card(STEP, "s1", ENGLISH, {"ours": msg("Who is {who}?", who=HOSTILE)})

    assert not [part for part in made["body"] if part["type"] == "TextBlock"]
    assert [f"Who is {HOSTILE}?"] in [texts(part) for part in made["body"]]


def _runs(part: object) -> list[Json]:
    if isinstance(part, list):
        return [run for one in part for run in _runs(one)]
    if not isinstance(part, dict):
        return []
    return [part] if "text" in part else [run for value in part.values() for run in _runs(value)]


# ---- limits ---------------------------------------------------------------------------------------------------------


def test_a_table_that_fits_is_whole() -> None:
    [table] = body(Table(("Deal",), tuple((f"deal {number}",) for number in range(40))))

    assert len(table["rows"]) == 41


def test_a_long_table_is_cut_and_says_how_many_are_left_out() -> None:
    table, note = body(Table(("Deal",), tuple((f"deal {number}",) for number in range(41))))

    assert len(table["rows"]) == 41
    assert texts(note) == ["1 more does not fit here."]


def test_a_heavy_table_is_cut_further() -> None:
    made = card(Say((Table(("Deal", "Note"), (("Nordfrakt", "å" * 600),) * 40),)), ENGLISH)

    table, note = made["body"]
    assert weight(made) <= MOST_BYTES
    assert texts(note) == [f"{40 - (len(table['rows']) - 1)} more do not fit here."]
    assert len(table["rows"]) > 10


def test_what_is_too_long_without_any_table_says_that_there_is_more() -> None:
    made = card(Say((Para("x" * 1900),) * 30), ENGLISH)

    assert weight(made) <= MOST_BYTES
    assert len(made["body"]) > 10
    assert texts(made["body"][-1])[0].startswith("There is more, but")


words = st.text(max_size=60) | st.just("å" * 5000) | st.just("👩‍👩‍👧" * 900)
choices = st.builds(Choice, words, st.just("deal.show"), words, words)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Para, words, st.booleans(), st.booleans()),
    st.builds(Facts, st.lists(st.tuples(words, words), max_size=30).map(tuple)),
    st.builds(Choices, st.lists(choices, max_size=20).map(tuple)),
    st.integers(1, 5).flatmap(
        lambda columns: st.builds(
            Table,
            st.tuples(*[words] * columns),
            st.lists(st.tuples(*[words] * columns), max_size=80).map(tuple),
        )
    ),
    st.just(CHART),
    st.just(Divider()),
    st.builds(Mention, words, words),
)
says = st.builds(Say, st.lists(blocks, max_size=12).map(tuple))


@given(says)
def test_no_reply_makes_a_card_that_teams_refuses(say: Say) -> None:
    made = card(say, SWEDISH)

    assert complaints(made) == []
    assert weight(made) <= MOST_BYTES
    assert len(message(say, SWEDISH)["summary"]) <= 400


@given(says, says)
def test_the_same_reply_gives_the_same_card(say: Say, other: Say) -> None:
    first = json.dumps(card(say, SWEDISH))
    card(other, SWEDISH)

    assert json.dumps(card(say, SWEDISH)) == first


# ---- forms ----------------------------------------------------------------------------------------------------------


def test_a_form_has_a_field_for_each_kind() -> None:
    made = form_card(STEP, "s1", ENGLISH)

    inputs = {part["id"]: part for part in made["body"] if part["type"].startswith("Input.")}
    assert complaints(made) == []
    assert {key: (one["type"], one["value"]) for key, one in inputs.items()} == {
        "ours": ("Input.Text", "call"),
        "note": ("Input.Text", ""),
        "day": ("Input.Date", "2026-11-27"),
        "clock": ("Input.Time", "10:00"),
        "agreed": ("Input.ChoiceSet", "said"),
    }
    assert (inputs["ours"]["isMultiline"], inputs["note"]["isMultiline"]) == (False, True)
    assert inputs["ours"]["placeholder"] == "A meeting is for both."
    assert inputs["agreed"]["choices"] == [{"title": "Yes", "value": "said"}, {"title": "Not yet", "value": "none"}]


def test_what_must_be_filled_in_is_marked_before_it_is_sent() -> None:
    made = form_card(STEP, "s1", SWEDISH)

    marked = [part for part in made["body"] if part.get("isRequired")]
    assert [(part["id"], part["errorMessage"]) for part in marked] == [("day", "Den här behövs.")]


def test_a_form_is_sent_with_its_inputs_and_left_without_them() -> None:
    send, cancel = form_card(STEP, "s1", ENGLISH)["body"][-1]["actions"]

    assert send["data"] == {"act": "submit", "form": "step.save", "id": "nordfrakt", "stored": "s1"}
    assert (send["title"], send.get("associatedInputs", "auto")) == ("Save", "auto")
    assert cancel["data"] == {"act": "cancel", "stored": "s1"}
    assert (cancel["associatedInputs"], cancel["fallback"]["associatedInputs"]) == ("none", "none")


def test_a_refused_form_says_why_right_under_the_field() -> None:
    made = form_card(STEP, "s1", ENGLISH, {"day": "That day has been.", "elsewhere": "Somebody else changed it."})

    assert complaints(made) == []
    ids = [part.get("id") or "".join(texts(part)) for part in made["body"]]
    assert ids[1:-1] == ["ours", "note", "day", "That day has been.", "clock", "agreed", "Somebody else changed it."]
