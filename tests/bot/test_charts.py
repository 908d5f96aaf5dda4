"""One chart code: an SVG that is well formed whatever stands in it, and a PNG of it."""

from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.charts import png_of, svg_of
from bot.plain import plain
from bot.words import Speech
from domain.chat import Chart, ChartKind, Say, Series
from tests.support.builders import at

SPEECH = Speech("en", "Europe/Stockholm", at("2026-11-24 16:40"))
SVG = "{http://www.w3.org/2000/svg}"


def chart(kind: ChartKind = ChartKind.BAR, *values: int, name: str = "Won") -> Chart:
    numbers = tuple(Decimal(value) for value in values or (1, 3, 2))
    labels = tuple(f"Week {place}" for place in range(1, len(numbers) + 1))
    return Chart(kind, "Deals", labels, (Series(name, numbers),))


def test_a_bar_is_as_high_as_its_number() -> None:
    drawn = ElementTree.fromstring(svg_of(chart(ChartKind.BAR, 1, 4, 2), SPEECH))

    heights = [float(bar.get("height", "")) for bar in drawn.iter(f"{SVG}rect")]
    assert [round(height / heights[0]) for height in heights] == [1, 4, 2]


def test_a_line_has_a_point_for_each_number() -> None:
    drawn = ElementTree.fromstring(svg_of(chart(ChartKind.LINE, 1, 4, 2), SPEECH))

    assert [len(line.get("points", "").split()) for line in drawn.iter(f"{SVG}polyline")] == [3]


def test_several_rows_of_numbers_have_a_legend() -> None:
    both = Chart(ChartKind.BAR, "Deals", ("A",), (Series("Won", (Decimal(1),)), Series("Lost", (Decimal(2),))))

    texts = [text.text for text in ElementTree.fromstring(svg_of(both, SPEECH)).iter(f"{SVG}text")]
    assert {"Won", "Lost"} <= set(texts)


def test_a_label_is_no_longer_than_its_slot() -> None:
    names = tuple(f"What happens if they do nothing {n}?" for n in range(6))
    drawn = svg_of(Chart(ChartKind.BAR, "Deals", names, (Series("Won", (Decimal(1),) * 6),)), SPEECH)

    labels = [text.text for text in ElementTree.fromstring(drawn).iter(f"{SVG}text") if text.text]
    assert labels.count("What happen…") == 6


@pytest.mark.parametrize("values", [(0,), (0, 0), (5_000_000, 12_500)])
def test_odd_numbers_are_drawn_too(values: tuple[int, ...]) -> None:
    assert ElementTree.fromstring(svg_of(chart(ChartKind.BAR, *values), SPEECH)).tag == f"{SVG}svg"


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"))))
def test_what_stands_in_a_chart_cannot_break_it(typed: str) -> None:
    drawn = ElementTree.fromstring(svg_of(Chart(ChartKind.BAR, typed, (typed,), (Series("x", (Decimal(1),)),)), SPEECH))

    assert drawn.findtext(f"{SVG}title") == typed


def test_the_picture_is_a_png_for_dense_screens() -> None:
    picture = png_of(chart(), SPEECH)

    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(picture[16:20]) == 1280


def test_in_the_terminal_a_chart_is_a_table() -> None:
    assert plain(Say((chart(ChartKind.BAR, 1, 4),)), SPEECH) == "Deals\n        Won\nWeek 1  1\nWeek 2  4"
