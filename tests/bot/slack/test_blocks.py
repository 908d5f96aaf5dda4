"""Replies as Slack blocks: each kind as it is sent, names that stay names, and Slack's limits for any reply at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slack.render import rendered
from bot.words import Speech
from domain.chat import (
    Block,
    Chart,
    ChartKind,
    Choice,
    Choices,
    Divider,
    Facts,
    Mention,
    Para,
    Say,
    Series,
    Style,
    Table,
)
from domain.words import Amount, Day, msg
from tests.bot.slack.limits import broken, texts_of
from tests.support.builders import at

ENGLISH = Speech("en", "Europe/Stockholm", at("2026-11-24 16:40"))
SWEDISH = Speech("sv", "Europe/Stockholm", at("2026-11-24 16:40"))
MORE = "There is more than fits into one message in Slack."

Json = dict[str, Any]


def blocks(*said: Block, speech: Speech = ENGLISH) -> list[Json]:
    """The blocks as Slack is sent them."""
    made: list[Json] = rendered(Say(said), speech)["blocks"]
    return made


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": False}


def row(*cells: str) -> list[Json]:
    return [{"type": "raw_text", "text": cell} for cell in cells]


# ---- each kind ------------------------------------------------------------------------------------------------------


def test_a_paragraph_is_a_section_in_our_own_markup() -> None:
    words = msg("**{deal}** let go, __not__ ~~lost~~, {day}.", deal="Nordfrakt", day=Day(date(2026, 11, 27)))

    assert blocks(Para(words)) == [
        {"type": "section", "text": mrkdwn("*Nordfrakt* let go, _not_ ~lost~, Fri 27 Nov.")},
    ]


def test_a_quiet_paragraph_is_small_print() -> None:
    assert blocks(Para("Why these two?", quiet=True)) == [{"type": "context", "elements": [mrkdwn("Why these two?")]}]


def test_what_is_struck_is_a_block_that_nothing_in_the_words_can_end() -> None:
    words = msg("**{deal}**: demo was on {day}.\nHow did it go?", deal="~Nord~ *frakt*", day=Day(date(2026, 11, 27)))

    assert blocks(Para(words, struck=True)) == [
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": "~Nord~ *frakt*", "style": {"strike": True, "bold": True}},
                        {
                            "type": "text",
                            "text": ": demo was on Fri 27 Nov.\nHow did it go?",
                            "style": {"strike": True},
                        },
                    ],
                }
            ],
        }
    ]


def test_facts_are_lines_with_bold_names() -> None:
    facts = Facts((("Budget", msg("{sum}", sum=Amount(Decimal(400_000), "SEK"))), ("Decides", "Anna Berg")))

    assert blocks(facts) == [{"type": "section", "text": mrkdwn("*Budget*: SEK 400,000\n*Decides*: Anna Berg")}]


def test_buttons_carry_two_short_ids_and_differ_in_their_own() -> None:
    nordfrakt, kraftverket = Choice("Nordfrakt", "deal.show", "d1"), Choice("Kraftverket", "deal.show", "d2", "x")

    assert blocks(Para("Which?"), Choices((nordfrakt, kraftverket)))[1] == {
        "type": "actions",
        "block_id": "choices-1",
        "elements": [
            {"type": "button", "text": plain("Nordfrakt"), "action_id": "deal.show:0", "value": "d1 "},
            {"type": "button", "text": plain("Kraftverket"), "action_id": "deal.show:1", "value": "d2 x"},
        ],
    }


def test_a_button_may_stand_out() -> None:
    made = blocks(Choices((Choice("Save", "a.b", style=Style.PRIMARY), Choice("Let go", "a.c", style=Style.DANGER))))

    assert [element["style"] for element in made[0]["elements"]] == ["primary", "danger"]


def test_a_table_is_slacks_own_and_has_no_empty_cell() -> None:
    assert blocks(Table(("Deal", "Next step"), (("Nordfrakt", "demo"), ("Solberg", "")))) == [
        {"type": "table", "rows": [row("Deal", "Next step"), row("Nordfrakt", "demo"), row("Solberg", " ")]},
    ]


def test_a_second_table_is_set_in_fixed_width_because_slack_takes_one() -> None:
    table = Table(("Deal", "Stage"), (("A & <B>", "Needs"),))

    assert blocks(table, table)[1] == {
        "type": "section",
        "text": {"type": "mrkdwn", "text": "```Deal     Stage\nA &amp; &lt;B&gt;  Needs```"},
    }


def test_a_divider_is_a_line() -> None:
    assert blocks(Divider()) == [{"type": "divider"}]


def test_a_mention_is_a_name_that_calls_nobody() -> None:
    assert blocks(Mention("p1", "Tom <!here>")) == [{"type": "section", "text": mrkdwn("*@Tom &lt;!here&gt;*")}]


def chart(*labels: str, series: tuple[Series, ...] = ()) -> Chart:
    values = tuple(Decimal(place) for place, _ in enumerate(labels))
    return Chart(ChartKind.BAR, "Open deals", labels, series or (Series("Deals", values),))


def test_a_chart_is_drawn_by_slack() -> None:
    points = [{"label": "Needs", "value": 0.0}, {"label": "Proposal", "value": 1.0}]

    assert blocks(chart("Needs", "Proposal")) == [
        {
            "type": "data_visualization",
            "title": "Open deals",
            "chart": {
                "type": "bar",
                "axis_config": {"categories": ["Needs", "Proposal"]},
                "series": [{"name": "Deals", "data": points}],
            },
        }
    ]


@pytest.mark.parametrize(
    ("which", "drawing"),
    [
        ("more labels than Slack draws", chart(*(f"week {n}" for n in range(21)))),
        ("labels that are alike once they are cut", chart("a label that is too long 1", "a label that is too long 2")),
        ("more series than Slack draws", chart("w", series=tuple(Series(f"s{n}", (Decimal(1),)) for n in range(7)))),
        ("names alike", chart("w", series=(Series("s", (Decimal(1),)), Series("s", (Decimal(2),))))),
        ("a value that is no number", chart("w", series=(Series("s", (Decimal("NaN"),)),))),
    ],
)
def test_what_slack_does_not_draw_is_given_in_numbers(which: str, drawing: Chart) -> None:
    made = blocks(drawing)

    assert [block["type"] for block in made] == ["section"]
    assert made[0]["text"]["text"].startswith("```")


def test_a_third_chart_is_given_in_numbers() -> None:
    assert [block["type"] for block in blocks(*[chart("w")] * 3)] == ["data_visualization"] * 2 + ["section"]


def test_the_text_for_notifications_says_it_all() -> None:
    said = rendered(Say((Para(msg("**{deal}**. Saved.", deal="A & <B>")), Choices((Choice("Undo", "a"),)))), ENGLISH)

    assert said["text"] == "A &amp; &lt;B&gt;. Saved.\n[1] Undo"


def test_nothing_is_sent_for_what_is_empty() -> None:
    assert blocks(Para(""), Facts(()), Choices(()), Table((), ()), Para("Saved.")) == [
        {"type": "section", "text": mrkdwn("Saved.")}
    ]


# ---- names stay names -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["*Anna*", "_Anna_", "~Anna~", "`Anna`", "a*b*c", ":wave: Anna", "* Anna*"])
def test_a_name_with_signs_of_markup_is_shown_as_it_is(name: str) -> None:
    assert blocks(Para(msg("Met {name} today.", name=name))) == [
        {"type": "section", "text": plain(f"Met {name} today.")}
    ]


def test_a_name_does_not_begin_a_quotation() -> None:
    assert blocks(Para(msg("{said}\nAnna", said="> all of it"))) == [
        {"type": "section", "text": plain("> all of it\nAnna")}
    ]


@pytest.mark.parametrize("name", ["<!channel>", "<@U1>", "<#C1|x>", "<https://evil.example|Nordfrakt>", "&lt;@U1&gt;"])
def test_a_name_calls_nobody_and_links_nowhere(name: str) -> None:
    escaped = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    assert blocks(Para(msg("**{name}** said yes.", name=name))) == [
        {"type": "section", "text": mrkdwn(f"*{escaped}* said yes.")}
    ]


def test_a_sign_that_stands_alone_leaves_the_bold_words_bold() -> None:
    assert blocks(Para(msg("~ We assume that **Anna** decides, 10:30."))) == [
        {"type": "section", "text": mrkdwn("~ We assume that *Anna* decides, 10:30.")}
    ]


def test_bold_hugs_its_words_line_by_line_and_never_ends_within_one() -> None:
    said = [msg("**{n}**.", n=" Anna "), msg("**{n}**.", n="Anna\nBerg"), msg("**{n}**s deal", n="Nordfrakt")]

    assert [block["text"]["text"] for block in blocks(*(Para(words) for words in said))] == [
        " *Anna* .",
        "*Anna*\n*Berg*.",
        "Nordfrakts deal",
    ]


# ---- limits ---------------------------------------------------------------------------------------------------------


def test_a_message_of_too_many_blocks_ends_with_a_line_that_says_so() -> None:
    made = blocks(*(Para(f"line {n}") for n in range(60)))

    assert len(made) == 50
    assert texts_of(made)[48:] == ["line 48", MORE]


def test_the_line_is_in_the_recipients_language() -> None:
    made = blocks(*(Para(f"rad {n}") for n in range(51)), speech=SWEDISH)

    assert texts_of(made)[-1] == "Det finns mer än vad som ryms i ett meddelande i Slack."


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("a paragraph", Para("word " * 700)),
        ("many paragraphs", Facts(tuple((f"fact {n}", "word " * 20) for n in range(40)))),
        ("rows", Table(("n",), tuple((f"{n}",) for n in range(100)))),
        ("columns", Table(tuple(f"c{n}" for n in range(21)), (tuple(f"{n}" for n in range(21)),))),
        ("letters in a table", Table(("n",), tuple(("letters " * 20,) for _ in range(60)))),
    ],
)
def test_whatever_is_left_out_is_said_at_the_end(what: str, said: Block) -> None:
    made = blocks(said, Para("and the rest"))

    assert texts_of(made)[-2:] == ["and the rest", MORE]
    assert broken(rendered(Say((said,)), ENGLISH)) == []


def test_what_just_fits_is_not_said_to_be_cut() -> None:
    table = Table(("n",), tuple((f"{n}",) for n in range(99)))

    made = blocks(Para("w" * 3000), table, *(Para("x") for _ in range(48)))

    assert MORE not in texts_of(made)
    assert len(made) == 50


def test_more_than_twenty_five_buttons_are_several_rows_of_buttons() -> None:
    many = Choices(tuple(Choice(f"deal {n}", "deal.show", f"d{n}") for n in range(60)))

    made = blocks(many)

    assert [len(block["elements"]) for block in made] == [25, 25, 10]
    assert len({block["block_id"] for block in made}) == 3


def test_a_long_label_is_cut_with_a_sign() -> None:
    made = blocks(Choices((Choice("a, " * 40, "a.b"),)))

    label = made[0]["elements"][0]["text"]["text"]
    assert label == "a, " * 24 + "a…"


# Few letters, so that what is alike after a cut, looks like markup, or is empty comes up often.
LETTERS = st.text(alphabet="ab *_~`<>&:\n.é…", max_size=12)
LONG = st.builds(lambda text, times: text * times, LETTERS, st.sampled_from([1, 1, 20, 300]))
WORDS = LONG | st.builds(lambda name: msg("**{name}** said __yes__ to {name}", name=name), LONG)
CHOICES = st.builds(
    Choice, WORDS, st.sampled_from(["deal.show", "undo.act"]), LETTERS, LETTERS, st.sampled_from(list(Style))
)
COLUMNS = st.sampled_from([0, 1, 2, 3, 21])
ROWS = st.sampled_from([0, 1, 3, 99, 120])


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns, rows = draw(COLUMNS), draw(ROWS)
    words = draw(st.lists(WORDS, min_size=1, max_size=5))
    cells = [words[n % len(words)] for n in range(columns + rows)]
    return Table(tuple(cells[:columns]), tuple(tuple(cells[n : n + columns]) for n in range(rows)))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    labels = tuple(draw(st.lists(WORDS, max_size=25)))
    numbers = st.decimals(allow_nan=True, allow_infinity=True)
    values = st.lists(numbers, min_size=len(labels), max_size=len(labels)).map(tuple)
    series = tuple(draw(st.lists(st.builds(Series, WORDS, values), max_size=8)))
    return Chart(draw(st.sampled_from(list(ChartKind))), draw(WORDS), labels, series)


BLOCKS = st.one_of(
    st.builds(Para, WORDS, st.booleans(), st.booleans()),
    st.builds(Facts, st.lists(st.tuples(WORDS, WORDS), max_size=30).map(tuple)),
    st.builds(Choices, st.lists(CHOICES, max_size=30).map(tuple)),
    tables(),
    charts(),
    st.just(Divider()),
    st.builds(Mention, LETTERS, LETTERS),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(BLOCKS, max_size=5), st.sampled_from([1, 1, 12]))
def test_no_reply_passes_a_limit_of_slack(said: list[Block], times: int) -> None:
    assert broken(rendered(Say(tuple(said * times)), ENGLISH)) == []
