"""A look at a deal and a move of it among 100,000 deals with a million answers, beside the same among 1,000 deals.

What the coach does after one message should not depend on what else there is. Everything goes through the handlers and
is committed. Both companies are asked in turn; the small one twice, so that the noise of the machine is seen. Run it as
`python -m benchmarks.bench_deal`; it runs on SQLite, and on a PostgreSQL of its own when this machine has one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from benchmarks.databases import on_each
from benchmarks.filling import NOW, accounts, fill, members
from bot.coach import Coach
from bot.plain import plain
from bot.settings import read_settings
from connectors.holidays import HolidayCalendar
from domain.chat import Act, Command, Place, Press, Text
from domain.person import Person
from storage.store import Store

SIZES = (1_000, 100_000)
ROUNDS, WARM = 100, 10
_PLACE = Place("bench", "", "bench")


@dataclass(frozen=True)
class Company:
    """A company of some size, and its people in turn."""

    coach: Coach
    store: Store
    people: Sequence[Person]
    accounts: Sequence[str]

    def milliseconds(self, asked: Asked, n: int, delivery: str) -> float:
        """How long the coach takes over it, on deal dN by the person whose it is."""
        person = self.people[n % len(self.people)]
        act = asked.act(n, self.accounts[n])
        started = time.perf_counter()
        answer = self.coach.hear(delivery, NOW, person, _PLACE, act)
        taken = (time.perf_counter() - started) * 1000
        said = "".join(plain(reply, self.coach.speech_to(answer, NOW)) for reply in answer.replies)
        if asked.answered not in said:
            raise AssertionError(f"{asked.name}: {said}")
        return taken


@dataclass(frozen=True)
class Asked:
    """What a person does to a deal, and what is in the answer."""

    name: str
    act: Callable[[int, str], Act]
    answered: str


ASKED = (
    Asked("a deal by its name", lambda _, account: Command("deal", account), "skicka offerten"),
    Asked("a deal by a button", lambda n, _: Press("deal.show", f"d{n}"), "skicka offerten"),
    Asked("a note that is saved", lambda n, account: Text(f"möte med {account} i dag, punkt {n}"), "Sparat"),
    Asked("a move to the next stage", lambda n, _: Press("stage.move", f"d{n}", "needs"), "i fasen Behov"),
)


def main() -> None:
    """Print a line for each database and act."""
    on_each(_compare)


def _compare(kind: str, url: str) -> None:
    """Ask the small company, the large one and the small one again, round by round."""
    started = time.perf_counter()
    small, large = (_company(url.format(size=size), size) for size in SIZES)
    print(f"{kind}: filled in {time.perf_counter() - started:.0f} s", flush=True)
    for asked in ASKED:
        rounds = [_round(asked, small, large, n) for n in range(1, WARM + ROUNDS + 1)][WARM:]
        once, many, again = (median(taken) for taken in zip(*rounds, strict=True))
        print(
            f"  {asked.name}: {once:.2f} ms of {SIZES[0]:,} deals, {many:.2f} ms of {SIZES[1]:,}: x {many / once:.2f} "
            f"(the same small company again: x {again / once:.2f})",
            flush=True,
        )
    small.store.close()
    large.store.close()


def _round(asked: Asked, small: Company, large: Company, n: int) -> tuple[float, float, float]:
    """Milliseconds; the small company is asked about another deal of its own the second time."""
    other = n + WARM + ROUNDS
    return (
        small.milliseconds(asked, n, f"{asked.name} {n}"),
        large.milliseconds(asked, n, f"{asked.name} {n}"),
        small.milliseconds(asked, other, f"{asked.name} {other}"),
    )


def _company(url: str, size: int) -> Company:
    settings = read_settings(Path(__file__).parents[1] / "app.yaml")
    settings = replace(settings, people=members(settings.people[0], size))
    store = Store.open(url, settings, HolidayCalendar(), company=f"bench_{size}")
    people = fill(store, size)
    with store.work() as work:
        known = [person for one in people if (person := work.persons.get(one))]
    return Company(Coach(store.work, settings), store, known, accounts(size))


if __name__ == "__main__":
    main()
