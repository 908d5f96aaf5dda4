"""From one thing a person did to what the coach answers: seen before? who is it? the handlers, and the one error net.

Every adapter comes through here, so that a retry, a stranger and a mishap are met in the same words everywhere.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.words import Speech
from domain.chat import Act, Incoming, Para, Place, Refuse, Reply, Say, Text
from domain.errors import AskfirstError, Busy
from domain.person import Person, Role
from domain.ports import Works
from domain.rights import has_left
from domain.settings import Settings
from domain.words import Message, msg
from handlers.joining import Asker, ask_to_join
from handlers.router import route
from handlers.standup.named import of_thread
from scheduler.stopping import start

log = logging.getLogger("askfirst.coach")

_READABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True)
class Who:
    """An account on a platform, before we know which person it is."""

    platform: str
    workspace: str
    user: str


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody of our own workspace whom we do not know: the account, and what the platform proves about it."""

    who: Who
    email: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What to say, and to whom; `person` is None for somebody the coach does not know.

    `mends` tells that messages which were sent wait to be edited.
    """

    replies: tuple[Reply, ...]
    person: Person | None
    mends: bool = False


class Unreached(Exception):
    """The platform did not say whose account it is; it may when asked again."""


def mishap_id() -> str:
    """Four characters that can be read out on the phone."""
    return "".join(secrets.choice(_READABLE) for _ in range(4))


class Coach:
    """The way in for every adapter. Blocking: an async adapter calls it in a thread."""

    def __init__(self, works: Works, settings: Settings, new_mishap: Callable[[], str] = mishap_id) -> None:
        self.works = works
        self._settings = settings
        self._new_mishap = new_mishap

    def person_behind(self, who: Who) -> Person | None:
        """The person this account was introduced as, or None."""
        with self.works() as work:
            return self._here(work.persons.behind(who.platform, who.workspace, who.user))

    def person(self, person: str) -> Person | None:
        """The person as they are now."""
        with self.works() as work:
            return self._here(work.persons.get(person))

    def is_in_our_thread(self, person: Person, place: Place, at: datetime) -> bool:
        """Whether this is the thread of a standup of theirs, where what they write is an answer."""
        with self.works() as work:
            return of_thread(Incoming("", at, person.id, place, Text("")), work) is not None

    def introduce(self, who: Who, email: str) -> Person | None:
        """Remember whose account it is, by the address the platform gives for it. None when nobody has that address."""
        with self.works() as work:
            person = self._here(work.persons.by_email(email.strip().lower())) if email else None
            if person is not None:
                work.persons.introduce(who.platform, who.workspace, who.user, person.id)
                work.commit()
            return person

    def _here(self, person: Person | None) -> Person | None:
        """Whoever app.yaml no longer names is a stranger again, though their deals are kept."""
        return None if person is None or has_left(person, self._settings) else person

    def hear(self, delivery: str, at: datetime, person: Person | Stranger | None, place: Place, act: Act) -> Answer:
        """What the coach answers to one act. A delivery that was seen before is answered with nothing.

        A stranger is told that an admin was asked to let them in, and nothing else.

        When this returns, what the person told is committed; a mishap is answered in words and logged under an id.
        Raises Busy when the database kept us waiting too long: nothing is lost, ask again.
        """
        known = person if isinstance(person, Person) else None
        try:
            if not isinstance(person, Person):
                return Answer((Say((Para(self._to(person, place, at)),), private=True),), None)
            return self._answer(Incoming(f"{place.platform}:{delivery}", at, person.id, place, act))
        except Busy:
            raise
        except AskfirstError as error:
            return Answer((Say((Para(error.words),), private=True),), known)
        except Exception:  # the one error net: nobody is left without an answer
            mishap = self._new_mishap()
            log.exception("mishap", extra={"mishap": mishap, "delivery": delivery})
            return Answer((Say((Para(self._sorry(mishap)),), private=True),), known)

    def _to(self, stranger: Stranger | None, place: Place, at: datetime) -> Message:
        """What somebody hears whom the coach does not know. Somebody of whom nothing is proven is not asked about."""
        if stranger is None or not stranger.email:
            return STRANGER
        who = stranger.who
        asker = Asker(who.platform, who.workspace, who.user, stranger.email.strip().lower(), stranger.name)
        with self.works() as work:
            asked = ask_to_join(work, asker, place, at)
            work.commit()
        return _asked_for(asked) if asked else STRANGER

    def _answer(self, incoming: Incoming) -> Answer:
        with self.works() as work:
            if not work.deliveries.first_time(incoming.id, incoming.at):
                return Answer((), work.persons.get(incoming.person))
            if incoming.place.direct:
                work.persons.seen_at(incoming.person, incoming.place, incoming.at)
            person = work.persons.get(incoming.person)
            if person is not None and person.stopped:
                start(work, person, incoming.place.platform)
            replies = tuple(route(incoming, work))
            if any(isinstance(reply, Refuse) for reply in replies):
                # Nothing was saved, and the form may be sent again just as it is.
                work.rollback()
            mends = work.nudging.edited
            work.commit()
            # Read again: what was said may have changed how this person is spoken to.
            return Answer(replies, work.persons.get(incoming.person), mends)

    def speech_to(self, answer: Answer, at: datetime) -> Speech:
        """How the answer is said: as the person wants it, and to a stranger in the company's first language."""
        company = self._settings.company
        return Speech.to(answer.person, at) if answer.person else Speech(company.languages[0], company.zone, at)

    def _sorry(self, mishap: str) -> Message:
        return msg(
            "That did not work, and nothing was saved. Try once more; if it happens again, give {who} this: {mishap}.",
            who=helper_in(self._settings),
            mishap=mishap,
        )


def _asked_for(who: str) -> Message:
    return msg(
        "I coach the sales team here, and I don't know you yet. "
        "I have asked {who} to add you; until then I keep quiet about our deals.",
        who=who,
    )


STRANGER = msg(
    "I coach the sales team here, and I don't know you yet. "
    "Ask whoever looks after Askfirst to add your e-mail address; until then I keep quiet about our deals."
)

UNSURE = Answer(
    (Say((Para(msg("I could not see who you are just now, so nothing was saved. Send it again in a minute.")),)),), None
)
"""The answer when a platform did not tell whose account it is: that may be anybody, also one of us."""


def helper_in(settings: Settings) -> str:
    """Whom to turn to when something is wrong: an admin, else a manager, by first name."""
    names = {member.role: member.name.split()[0] for member in reversed(settings.people)}
    return names.get(Role.ADMIN) or names.get(Role.MANAGER) or settings.company.name
