"""Words as Slack's text objects. Text that could be taken for markup is sent as plain text, so a contact called
"*Anna* <!channel>" stays a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.words import Span

Json = dict[str, Any]

MOST_TEXT = 3000
_MARKS = re.compile(r"[*_~`](?=\S)|(?<=\S)[*_~`]|^>|:[\w+'-]+:", re.MULTILINE)
"""What Slack may read as style, a quotation or an emoji. A sign that stands alone ("~ assumed") is none of these."""


def marked(runs: Sequence[Span]) -> Json:
    """Markup where our own template asks for it, plain text where the words themselves hold signs of markup."""
    text = "".join(run.text for run in runs)
    styled = "".join(_run(run, *_beside(runs, place)) for place, run in enumerate(runs))
    if _MARKS.search(text) or len(styled) > MOST_TEXT:
        return plain_text(text, MOST_TEXT)
    return {"type": "mrkdwn", "text": styled, "verbatim": True}


def struck_out(runs: Sequence[Span]) -> Json:
    """A block of its own, struck through. It is no markup, so nothing in the words can end the stroke early."""
    text = "".join(run.text for run in runs)
    kept = runs if len(text) <= MOST_TEXT else [Span(cut(text, MOST_TEXT))]
    told = [{"type": "text", "text": run.text, "style": _style(run)} for run in kept]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": told}]}


def _style(run: Span) -> Json:
    return {"strike": True} | {sign: True for sign, on in (("bold", run.bold), ("italic", run.slanted)) if on}


def plain_text(text: str, most: int) -> Json:
    """Text that Slack shows as it stands. Slack refuses an empty one."""
    return {"type": "plain_text", "text": cut(text, most) if text.strip() else "–", "emoji": False}


def escaped(text: str) -> str:
    """The three signs that Slack reads, as text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cut(text: str, most: int) -> str:
    """At most `most` characters, with a sign where something is left out."""
    return text if len(text) <= most else text[: most - 1].rstrip(" ,;:.–-") + "…"


def _beside(runs: Sequence[Span], place: int) -> tuple[str, str]:
    """The letters before and after a run."""
    before = "".join(run.text for run in runs[:place])
    after = "".join(run.text for run in runs[place + 1 :])
    return before[-1:], after[:1]


def _run(run: Span, before: str, after: str) -> str:
    """Each line styled by itself: Slack sees no bold that runs over lines, hugs a space or stands within a word."""
    signs = [sign for sign, on in (("*", run.bold), ("_", run.slanted), ("~", run.struck)) if on]
    if not signs or _one_word(before, run.text[:1]) or _one_word(run.text[-1:], after):
        return escaped(run.text)
    return "\n".join(_styled(line, signs) for line in run.text.split("\n"))


def _one_word(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum()


def _styled(line: str, signs: list[str]) -> str:
    core = line.strip()
    if not core:
        return line
    before, after = line[: line.index(core)], line[line.index(core) + len(core) :]
    return f"{before}{''.join(signs)}{escaped(core)}{''.join(reversed(signs))}{after}"
