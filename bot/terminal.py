"""The coach in a terminal. Lines from a file are a dialogue: what a person said, and what the coach answered.

A number presses that button of the last message; a form is filled line by line, an empty line keeps what stands there.
`:now 2026-11-30T09:00+01:00` moves the clock and lets the coach speak up; `# ...` is a remark. What comes to a
team's channel stands under its name, and `#team-north ...` is a line in the thread there.
"""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Protocol, TextIO

from bot.coach import Coach
from bot.mailbox import PLATFORM, Came
from bot.plain import choices_of, plain
from bot.words import Speech, text_of
from domain.chat import Act, Ask, Choice, Field, FieldKind, Place, Press, Refuse, Reply, Say, Submit, Text
from domain.person import Person
from domain.words import msg


class Post(Protocol):
    """What comes unasked."""

    def looks(self, now: datetime) -> list[Came]:
        """What a round of the clock brings."""
        ...

    def goes_on(self, now: datetime) -> tuple[datetime, list[Came]]:
        """What an act brings to the channels, and when all of it is there."""
        ...


_ONE_OF = msg("Type the number of one of them. An empty line keeps what stands there.")


class Terminal:
    """One person's conversation on two streams."""

    def __init__(self, coach: Coach, person: Person, now: datetime, post: Post, out: TextIO, *, echo: bool) -> None:
        self._coach = coach
        self._person = person
        self._now = now
        self._post = post
        self._out = out
        self._echo = echo
        self._own = Place(PLATFORM, "", person.id)
        self._place = self._own
        self._threads: dict[str, Place] = {}
        self._buttons: tuple[Choice, ...] = ()

    def run(self, lines: Iterator[str]) -> None:
        """Answer every line until there are no more."""
        for line in lines:
            typed = line.strip()
            if not typed or (typed.startswith("#") and self._thread_in(typed) is None):
                continue
            if self._echo:
                print(f"> {typed}", file=self._out)
            # Every line is a second later, so that what was said last is last.
            self._now += timedelta(seconds=1)
            if typed.startswith(":now "):
                self._move_clock(typed.removeprefix(":now "))
            else:
                self._say(self._replies(typed, lines))
                self._now, came = self._post.goes_on(self._now)
                self._read(came)

    def _replies(self, typed: str, lines: Iterator[str]) -> tuple[Reply, ...]:
        thread = self._thread_in(typed)
        if typed.isdigit() and 1 <= int(typed) <= len(self._buttons):
            choice = self._buttons[int(typed) - 1]
            replies = self._hear(Press(choice.action, choice.id, choice.pick), self._place)
        elif thread is not None:
            replies = self._hear(Text(typed.partition(" ")[2].strip()), thread)
        else:
            replies = self._hear(Text(typed), self._own)
        return self._filled(replies, lines)

    def _thread_in(self, typed: str) -> Place | None:
        """The thread that a line beginning with the name of a channel is for; None where nothing came there."""
        return self._threads.get(typed.partition(" ")[0])

    def _move_clock(self, to: str) -> None:
        try:
            self._now = aware(to)
        except ValueError:
            print("The clock takes an instant such as :now 2026-11-30T09:00+01:00", file=self._out)
            return
        self._read(self._post.looks(self._now))

    def _read(self, came: list[Came]) -> None:
        for one in came:
            if one.heading:
                print(f"{one.heading}:", file=self._out)
                self._threads[one.heading.partition(",")[0]] = one.place
            self._show(one.say, one.speech, one.place)

    def _filled(self, replies: tuple[Reply, ...], lines: Iterator[str]) -> tuple[Reply, ...]:
        """A form among the replies is filled before anything else is said."""
        form = next((reply for reply in replies if isinstance(reply, Ask)), None)
        while form is not None:
            self._say(tuple(reply for reply in replies if isinstance(reply, Say)))
            answers = self._prompted(form, lines)
            if answers is None:
                return ()
            replies = self._hear(Submit(form.form, form.id, answers), self._own)
            form = self._form_after(form, answers, replies)
        return replies

    def _form_after(self, form: Ask, answers: tuple[tuple[str, str], ...], replies: tuple[Reply, ...]) -> Ask | None:
        """The same form again with what was typed when it was refused, else the next one there is."""
        refusal = next((reply for reply in replies if isinstance(reply, Refuse)), None)
        if refusal is None:
            return next((reply for reply in replies if isinstance(reply, Ask)), None)
        print(plain(refusal, self._speech()), file=self._out)
        typed = dict(answers)
        return replace(form, fields=tuple(replace(field, value=typed[field.key]) for field in form.fields))

    def _prompted(self, form: Ask, lines: Iterator[str]) -> tuple[tuple[str, str], ...] | None:
        """The answers in order; None when the lines end before the form is filled."""
        print(text_of(form.title, self._speech()), file=self._out)
        answers = []
        for field in form.fields:
            answer = self._answered(field, lines)
            if answer is None:
                return None
            answers.append((field.key, answer))
        return tuple(answers)

    def _answered(self, field: Field, lines: Iterator[str]) -> str | None:
        """What is typed for one field. Where there is a choice, something else is not taken for the first of them."""
        while True:
            print(f"  {self._label(field)}: ", end="" if not self._echo else "\n", file=self._out, flush=True)
            typed = next(lines, None)
            if typed is None:
                return None
            if self._echo:
                print(f"  > {typed.strip()}", file=self._out)
            answer = self._value(field, typed.strip())
            if answer is not None:
                return answer
            print(f"  {text_of(_ONE_OF, self._speech())}", file=self._out)

    def _label(self, field: Field) -> str:
        label = text_of(field.label, self._speech())
        options = "  ".join(
            f"[{place}] {text_of(option.label, self._speech())}" for place, option in enumerate(field.options, 1)
        )
        stands = next((option.label for option in field.options if option.value == field.value), field.value)
        now = f"({text_of(stands, self._speech())})" if field.value else ""
        return " ".join(part for part in (label, options, now) if part)

    def _value(self, field: Field, typed: str) -> str | None:
        """The field's value for what was typed; None for what is none of its choices."""
        if not typed:
            return field.value
        if field.kind is not FieldKind.CHOICE:
            return typed
        if typed.isdigit() and 1 <= int(typed) <= len(field.options):
            return field.options[int(typed) - 1].value
        labels = ((text_of(option.label, self._speech()), option.value) for option in field.options)
        return next(
            (value for label, value in labels if typed.casefold() in (label.casefold(), value.casefold())), None
        )

    def _hear(self, act: Act, place: Place) -> tuple[Reply, ...]:
        answer = self._coach.hear(secrets.token_hex(8), self._now, self._person, place, act)
        self._person = answer.person or self._person
        return answer.replies

    def _say(self, replies: tuple[Reply, ...]) -> None:
        for reply in replies:
            self._show(reply, self._speech(), self._own)

    def _show(self, reply: Reply, speech: Speech, place: Place) -> None:
        print(plain(reply, speech), end="\n\n", file=self._out)
        self._buttons, self._place = choices_of(reply), place

    def _speech(self) -> Speech:
        return Speech.to(self._person, self._now)


def aware(text: str) -> datetime:
    """An ISO instant with its offset, as UTC. Raises ValueError when it names no zone."""
    instant = datetime.fromisoformat(text.strip())
    if instant.tzinfo is None:
        raise ValueError("no zone")
    return instant.astimezone(UTC)


def lines_of(stream: TextIO) -> Iterator[str]:
    """Lines as they come; a person sees a prompt before each."""
    while True:
        if stream.isatty():
            print("> ", end="", flush=True, file=sys.stdout)
        line = stream.readline()
        if not line:
            return
        yield line
