"""Whom the customer chose instead, as a note about a lost deal says it."""

from __future__ import annotations

from domain.reading.pattern import Pattern

_NAME = r"(?P<who>[A-ZÅÄÖ][\w&'-]*(?: [A-ZÅÄÖ0-9][\w&'-]*){0,3})"
_CHOSE = Pattern(
    r"\b(?:(?i:chose|chosen|picked|went (?:with|for)|signed with|lost\b.{0,40}?\bto"
    r"|valde|valt|gick (?:med|över till)|skr(?:ev|ivit) (?:på )?med|förlora(?:de|t)\b.{0,40}?\b(?:till|mot))) " + _NAME
)


def chosen_instead(text: str) -> str:
    """The name after "they chose" or "lost it to"; empty when there is none. A name begins with a capital."""
    found = _CHOSE.search(text)
    return found["who"] if found else ""
