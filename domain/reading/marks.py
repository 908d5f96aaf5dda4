"""The letters that stand for what was found in a note."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.reading.verbs import ANY

PERSON, ROLE, COLLEAGUE, ACCOUNT, TIME, MONEY = "ΠΡΚΑΤΜ"

_ARTICLE = r"(?:(?:the|their|her|his|our|deras|hennes|hans|vår) )?"

THEY = (
    rf"(?:she|he|they|s/he|hon|han|hen|de|dom|(?:the )?(?:customer|client|prospect)s?|kund(?:en|erna)|both|båda"
    rf"|(?:{PERSON}+(?: {ROLE}+)?|{_ARTICLE}{ROLE}+)(?: (?:at|from|of|over at|på|hos|från|vid) {ACCOUNT}+)?"
    rf"|{ACCOUNT}+)"
)
"""Somebody at the customer."""

AS_I = (
    (
        r"i(?=['’]|[ ? ](?:will|am|have|had|need|should|must|can|could|want|said|told|asked|met|saw|sent|also|just"
        r"|then|think|guess|shall|would|"
    )
    + ANY
    + r")\b)"
)

WE = rf"(?:{AS_I}|we|jag|vi|man|{COLLEAGUE}+)"
"""Somebody at our own company."""


@dataclass(slots=True)
class Marks:
    """Letters to put over a note."""

    letters: list[str] = field(default_factory=list)

    def put(self, start: int, end: int, letter: str) -> None:
        """Put a run over a stretch, unless something else stands there already."""
        if all(sign not in "ΠΡΚΑΤΜ" for sign in self.letters[start:end]):
            self.letters[start:end] = letter * (end - start)
