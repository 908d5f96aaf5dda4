"""The one chart code: a chart as SVG, and that SVG as a PNG where a picture is needed."""

from __future__ import annotations

from decimal import Decimal
from html import escape

from resvg_py import svg_to_bytes

from bot.words import Speech, text_of
from domain.chat import Chart, ChartKind

WIDTH, HEIGHT = 640, 320
_LETTER = 7.6
"""How wide a letter is, about."""
_LEFT, _TOP, _RIGHT, _BOTTOM = 56, 44, 16, 44
_COLOURS = ("#2f6f5e", "#c98a2b", "#5b6fb3", "#a6485a", "#7a7a7a", "#3a3a3a")


_OPENING = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
    'font-family="DejaVu Sans, sans-serif" font-size="14" fill="#6b6f6c">'
)


def svg_of(chart: Chart, speech: Speech) -> str:
    """The chart as an SVG document of 640 by 320 units, readable on light and dark ground."""
    top = max((value for series in chart.series for value in series.values), default=Decimal(0)) or Decimal(1)
    drawn = _bars(chart, top) if chart.kind is ChartKind.BAR else _lines(chart, top)
    title = escape(text_of(chart.title, speech))
    parts = [
        _OPENING,
        f"<title>{title}</title>",
        f'<text x="{_LEFT}" y="24" font-size="17" font-weight="bold">{title}</text>',
        *_grid(top),
        *drawn,
        *_labels(chart, speech),
        *_legend(chart, speech),
        "</svg>",
    ]
    return "".join(parts)


def png_of(chart: Chart, speech: Speech) -> bytes:
    """The same picture as PNG on white, at twice the size for dense screens."""
    return bytes(svg_to_bytes(svg_string=svg_of(chart, speech), background="#ffffff", zoom=2))


def _grid(top: Decimal) -> list[str]:
    lines = []
    for quarter in range(5):
        y = _y(top * quarter / 4, top)
        lines.append(
            f'<line x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#b9bdba" stroke-width="0.5"/>'
        )
        lines.append(f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{_short(top * quarter / 4)}</text>')
    return lines


def _bars(chart: Chart, top: Decimal) -> list[str]:
    slot = _slot(chart)
    wide = slot * 0.7 / max(len(chart.series), 1)
    bars = []
    for nth, series in enumerate(chart.series):
        for place, value in enumerate(series.values):
            x = _LEFT + place * slot + slot * 0.15 + nth * wide
            y = _y(value, top)
            high = HEIGHT - _BOTTOM - y
            bars.append(
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" rx="2" fill="{_colour(nth)}"/>'
            )
    return bars


def _lines(chart: Chart, top: Decimal) -> list[str]:
    slot = _slot(chart)
    lines = []
    for nth, series in enumerate(chart.series):
        points = " ".join(
            f"{_LEFT + place * slot + slot / 2:.1f},{_y(value, top):.1f}" for place, value in enumerate(series.values)
        )
        lines.append(f'<polyline points="{points}" fill="none" stroke="{_colour(nth)}" stroke-width="2.5"/>')
    return lines


def _labels(chart: Chart, speech: Speech) -> list[str]:
    slot = _slot(chart)
    return [
        f'<text x="{_LEFT + place * slot + slot / 2:.1f}" y="{HEIGHT - _BOTTOM + 16}" text-anchor="middle">'
        f"{escape(_cut(text_of(label, speech), slot))}</text>"
        for place, label in enumerate(chart.labels)
    ]


def _cut(label: str, slot: float) -> str:
    """As much of a label as its slot has room for."""
    room = int(slot / _LETTER)
    return label if len(label) <= room else f"{label[: max(room - 1, 1)].rstrip()}…"


def _legend(chart: Chart, speech: Speech) -> list[str]:
    if len(chart.series) < 2:
        return []
    parts = []
    for nth, series in enumerate(chart.series):
        x = _LEFT + nth * 190
        parts.append(f'<rect x="{x}" y="{HEIGHT - 18}" width="10" height="10" rx="2" fill="{_colour(nth)}"/>')
        parts.append(f'<text x="{x + 16}" y="{HEIGHT - 9}">{escape(text_of(series.name, speech))}</text>')
    return parts


def _slot(chart: Chart) -> float:
    return (WIDTH - _LEFT - _RIGHT) / max(len(chart.labels), 1)


def _y(value: Decimal, top: Decimal) -> float:
    return HEIGHT - _BOTTOM - float(value / top) * (HEIGHT - _BOTTOM - _TOP)


def _colour(nth: int) -> str:
    return _COLOURS[nth % len(_COLOURS)]


def _short(value: Decimal) -> str:
    """4200000 as 4.2M, 12500 as 12.5k."""
    for size, sign in ((1_000_000, "M"), (1_000, "k")):
        if value >= size:
            return f"{(value / size).quantize(Decimal('0.1')).normalize():f}{sign}"
    return f"{value.quantize(Decimal('0.1')).normalize():f}"
