"""A note without its wrapping: markup, mentions, links, pictograms and the heads of forwarded mail."""

from __future__ import annotations

import html
import re
import unicodedata

from domain.reading.pattern import Pattern

_MAIL_WORDS = "gmail|hotmail|outlook|live|icloud|yahoo|telia"

_MARKUP: tuple[tuple[Pattern, str], ...] = tuple(
    (Pattern(pattern, re.IGNORECASE | re.MULTILINE), instead)
    for pattern, instead in (
        (r"<at\b[^>]*>.*?</at>", " "),
        (r"<[@#!][^>]*>", " "),
        (r"<(?:https?|mailto|tel):[^>|]*\|([^>]*)>", r"\1"),
        (r"</?(?:p|div|br|li|ul|ol|tr)\b[^>]*>", "\n"),
        (r"<(?=[^<>@]*>)[^<>]*>", " "),
        (r"\[([^\]]*)\]\((?:https?|mailto):[^)]*\)", r"\1"),
        (r"(?:https?://|www\.)\S+", " "),
        (rf"<?\b[\w.+-]+@(?:{_MAIL_WORDS})\.\w+>?", " "),
        (r"<?\b[\w.+-]+@([\w-]+)(?:\.[\w-]+)+>?", r" \1 "),
        (r"(?<!\w)@(?:askfirst|coach)\b", " "),
        (r"(?<!\w)@(?=\w)", ""),
        (r"(?<![\w:]):[a-z][a-z0-9_+'-]*:(?![\w])", " "),
        (r"(?<!\w)[;:]-?[()DPp|](?!\w)", " "),
        (r"(?<![\w'’])['‘’]((?=\w)(?:[^'‘’\n]|(?<=\w)['’](?=\w)){6,})['’](?!\w)", r'"\1"'),
        (r"(?<!\w)[*_~`]+(?=\S)|(?<=\S)[*_~`]+(?!\w)|`", ""),
    )
)

_MAIL_HEAD = Pattern(
    r"^ *(?:(?:sent|date|to|cc|subject|skickat|datum|till|kopia|ämne) *:.*|-{2,}.*-{2,}|(?:fwd?|vb|re|sv) *:)",
    re.IGNORECASE | re.MULTILINE,
)
_MAIL_FROM = Pattern(r"^ *(?:from|från) *: *([^<\[\n]+?)(?: {2,}.*| *[<\[].*)?$", re.IGNORECASE | re.MULTILINE)
_MAIL_WROTE = Pattern(
    r"^ *(?:on|den) .{6,80}?(?:, | at \S+ | skrev )([^\d,<>\n]{2,40}?) *(?:<[^>]*> *)?(?:wrote|skrev)? *:\s*$",
    re.IGNORECASE | re.MULTILINE,
)
PICTOGRAM = "·"
"""What a pictogram becomes: reps part their thoughts with them."""
WROTE = " wrote: "
"""What the head of a forwarded mail becomes, after the name of who sent it."""


def clean(text: str) -> str:
    """The words of a note, line by line, in composed letters and with single spaces."""
    text = unicodedata.normalize("NFC", html.unescape(text)).replace("\r", "\n")
    text = _bare_mail("\n".join(line.lstrip(" >|\t") for line in text.split("\n")))
    for pattern, instead in _MARKUP:
        text = pattern.sub(instead, text)
    text = "\n".join(_in_points(_punctuated(line)) for line in text.split("\n"))
    lines = (" ".join("".join(map(_plain, line)).split()).strip(f" {PICTOGRAM}") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _bare_mail(text: str) -> str:
    """A forwarded mail keeps who wrote it and what; when it was sent is no date of ours."""
    text = _MAIL_WROTE.sub(rf"\1{WROTE}", text)
    if _MAIL_FROM.search(text) and _MAIL_HEAD.search(text):
        text = _MAIL_FROM.sub(rf"\1{WROTE}", _MAIL_HEAD.sub("", text))
    return text


_POINT = Pattern(r"(?:(?<=\s)|^)\(?([1-9])[.)] +(?=[^\W\d_])")


def _in_points(line: str) -> str:
    """Points counted within a line, "1) call Anna 2) send the quote", each on a line of its own."""
    points = list(_POINT.finditer(line))
    if len(points) < 2 or [int(point[1]) for point in points] != list(range(1, len(points) + 1)):
        return line
    return _POINT.sub("\n", line)


_SPOKEN = Pattern(r" (?:komma|comma)(?= )")
_SPOKEN_STOP = Pattern(r" (?:punkt|full stop|period)(?= *$| (?!\d))")
_SPOKEN_END = Pattern(r" (?:punkt|full stop|period)[ .]*$", re.IGNORECASE)


def _punctuated(line: str) -> str:
    """A dictated line that ends with the word for a full stop has its other signs in words as well."""
    return _SPOKEN_STOP.sub(".", _SPOKEN.sub(",", line)) if _SPOKEN_END.search(line) else line


_KEPT = frozenset("+<>=^|~°")


def _plain(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind in ("Mn", "Me", "Cf", "Cc", "Cs", "Co", "Cn"):
        return " " if sign.isspace() else ""
    if kind in ("So", "Sk") and sign not in _KEPT:
        return f" {PICTOGRAM} "
    if sign in "’‘´`":
        return "'"
    if sign in "“”„«»":
        return '"'
    return sign
