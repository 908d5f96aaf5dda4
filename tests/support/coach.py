"""A person's conversation with the coach, through the real way in, so that a test reads as a dialogue.

coach = Coach(works, "maja", at=datetime(2026, 11, 24, 14, tzinfo=UTC))
coach.hears("met Anna Berg at Nordfrakt, demo friday 10")
assert coach.said == [...]
coach.presses("Undo")
"""

from __future__ import annotations

from datetime import datetime
from itertools import count

import bot.coach
from bot.plain import plain
from bot.words import Speech, text_of
from domain.chat import Act, Ask, Choice, Choices, Command, Place, Press, Refuse, Reply, Say, Submit, Text
from domain.person import Person
from domain.ports import Works


class Coach:
    """One person on one side, the coach on the other. `said` is the answer to the latest act, `clock` may be moved."""

    def __init__(self, works: Works, person: str, at: datetime, *, direct: bool = True) -> None:
        self.clock = at
        self.replies: tuple[Reply, ...] = ()
        self.form: Ask | None = None
        self._works = works
        self._person = person
        self._place = Place("test", "", person, direct=direct)
        with works() as work:
            self._way_in = bot.coach.Coach(works, work.settings, new_mishap=lambda: "7KQ2")
        self._ids = count(1)
        self._screen: list[Say] = []
        self._latest: Press | None = None

    @property
    def said(self) -> list[str]:
        """The answer to the latest act as plain texts in the person's language."""
        return [plain(reply, self._speech()) for reply in self.replies]

    @property
    def buttons(self) -> list[str]:
        """What can be pressed in the answer to the latest act."""
        shown = [reply for reply in self.replies if isinstance(reply, Say)]
        return [text_of(choice.label, self._speech()) for say in shown for choice in _choices(say)]

    def hears(self, text: str) -> None:
        """The person writes."""
        self._act(Text(text))

    def commands(self, name: str, rest: str = "") -> None:
        """The person gives a command where the platform has such."""
        self._act(Command(name, rest))

    def presses(self, label: str) -> None:
        """The person presses the button that reads so, in the latest message on the screen that has one."""
        for say in reversed(self._screen):
            for choice in _choices(say):
                if text_of(choice.label, self._speech()) == label:
                    self._latest = Press(choice.action, choice.id, choice.pick)
                    self._act(self._latest, say)
                    return
        raise AssertionError(f"no button reads {label!r}; the answer was {self.said}")

    def presses_of(self, action: str, id: str, pick: str = "") -> None:
        """The person presses a button of a message that is not on this screen: an old one, or a colleague's."""
        self._latest = Press(action, id, pick)
        self._act(self._latest)

    def presses_again(self) -> None:
        """The person presses the same button once more, as on a slow phone or in an old message."""
        assert self._latest is not None
        self._act(self._latest)

    def submits(self, **answers: str) -> None:
        """The person fills the open form and sends it; what is not named stays as it stood."""
        assert self.form is not None, f"no form is open; the answer was {self.said}"
        unknown = answers.keys() - {field.key for field in self.form.fields}
        assert not unknown, f"the form has no {unknown}"
        filled = {field.key: answers.get(field.key, field.value) for field in self.form.fields}
        self._act(Submit(self.form.form, self.form.id, tuple(filled.items())))

    def does(self, act: Act) -> None:
        """Anything else that may arrive: an old button, one that nobody showed, a form out of nowhere."""
        self._act(act)

    def _act(self, act: Act, pressed: Say | None = None) -> None:
        answer = self._way_in.hear(f"{self._person}-{next(self._ids)}", self.clock, self._who(), self._place, act)
        self.replies = answer.replies
        if not any(isinstance(reply, Refuse) for reply in self.replies):
            self.form = next((reply for reply in self.replies if isinstance(reply, Ask)), None)
        for reply in self.replies:
            if isinstance(reply, Say):
                if reply.instead and pressed in self._screen:
                    self._screen.remove(pressed)
                self._screen.append(reply)

    def _who(self) -> Person:
        with self._works() as work:
            person = work.persons.get(self._person)
        assert person is not None, f"nobody is called {self._person}"
        return person

    def _speech(self) -> Speech:
        return Speech.to(self._who(), self.clock)


def _choices(say: Say) -> list[Choice]:
    return [choice for block in say.blocks if isinstance(block, Choices) for choice in block.options]
