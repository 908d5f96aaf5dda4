"""What can go wrong and is known. The message is the sentence a person reads: what to do, and that nothing was lost."""

from __future__ import annotations

from domain.gates import Gap
from domain.words import Message


class AskfirstError(Exception):
    """Something known went wrong; `words` says what to do about it."""

    def __init__(self, words: Message) -> None:
        super().__init__(words.text)
        self.words = words


class Conflict(AskfirstError):
    """Somebody else changed the deal in between; nothing was overwritten."""


class Rests(Conflict):
    """Later acts rest on what was to be taken back; nothing was written."""


class NotAllowed(AskfirstError):
    """The person may not do this."""


class NotFound(AskfirstError):
    """What was named is not there."""


class Busy(AskfirstError):
    """The database kept us waiting too long; nothing was saved, and the same act may be tried again."""


class Barred(AskfirstError):
    """A gate says no. `gaps` are what is missing; whoever shows it lists them."""

    def __init__(self, words: Message, gaps: tuple[Gap, ...] = ()) -> None:
        super().__init__(words)
        self.gaps = gaps
