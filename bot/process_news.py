"""What app.yaml has changed about the processes since the deals last followed, and which open deals that touches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.deal import Deal
from domain.ports import Work
from domain.process import AppliedProcess, Process
from domain.process_change import Lost, applied, lost

_NAMED = 3


@dataclass(frozen=True, slots=True)
class News:
    """One change in a line. `is_wrong`: it has to be put right, because deals would be left without a stage, or nobody
    would know that the process is another one."""

    line: str
    is_wrong: bool = False


def process_news(work: Work) -> list[News]:
    """Every change, process by process; those that have to be put right last."""
    before = {one.key: one for one in work.processes.applied()}
    changes = [news for process in work.settings.processes for news in _of_process(work, process, before)]
    return [*changes, *(_lost(work, one) for one in lost(work))]


def _of_process(work: Work, process: Process, before: dict[str, AppliedProcess]) -> Iterator[News]:
    known = before.get(process.key)
    if known is None:
        yield from _taken_over(work, process, before)
        return
    old, now = dict(known.stages), dict(applied(process).stages)
    if known.version != process.version:
        yield News(f"{process.key}: version {known.version} becomes {process.version}.")
    yield from _stages(work, process, old, now)
    if known.stages != tuple(now.items()) and process.version <= known.version:
        still = f"its stages have changed and its version is still {process.version}. Count it up."
        yield News(f"{process.key}: {still}", is_wrong=True)


def _taken_over(work: Work, process: Process, before: dict[str, AppliedProcess]) -> Iterator[News]:
    """A process that is new, or takes over the deals of others."""
    for old in process.was:
        if old in before:
            deals = [deal for stage, _ in before[old].stages for deal in work.deals.open_in(old, stage)]
            yield News(f"the process {old} is called {process.key} now. {_touched(deals)}")


def _stages(work: Work, process: Process, old: dict[str, str], now: dict[str, str]) -> Iterator[News]:
    renamed = dict(process.renamed)
    for key in now:
        if key not in old and not any(was in old for was, new in renamed.items() if new == key):
            yield News(f"{process.key}: the stage {key} is new.")
    for key, demands in old.items():
        deals = work.deals.open_in(process.key, key)
        to = key if key in now else renamed.get(key)
        if to is None:
            if not deals:
                yield News(f"{process.key}: the stage {key} is gone, and no open deal is in it.")
            continue
        if to != key:
            yield News(f"{process.key}: the stage {key} is called {to} now. {_touched(deals)}")
        if now[to] != demands:
            yield News(f"{process.key}: the stage {to} asks for other things. {_touched(deals)}")


def _lost(work: Work, one: Lost) -> News:
    """Deals whose stage is gone without a word."""
    are = _are(work.deals.open_in(one.process, one.stage))
    what = f"{one.process}: the stage {one.stage} is gone, and in it {are}."
    write = f"was: [{one.stage}] on the stage"
    if work.settings.process(one.process) is None:
        what = f"the process {one.process} is gone, and in its stage {one.stage} {are}."
        write = f"was: [{one.process}] on the process"
    place = "where they go on, or start it and let an admin place them with the command processes."
    return News(f"{what} Write {write} {place}", is_wrong=True)


def _touched(deals: Sequence[Deal]) -> str:
    return f"In it {_are(deals)}." if deals else "No open deal is in it."


def _are(deals: Sequence[Deal]) -> str:
    """ "are 5 open deals (Nordfrakt, Hamnbolaget, Sydfisk and 2 more)"."""
    names = ", ".join(deal.account for deal in deals[:_NAMED])
    rest = f" and {len(deals) - _NAMED} more" if len(deals) > _NAMED else ""
    return f"{'is 1 open deal' if len(deals) == 1 else f'are {len(deals)} open deals'} ({names}{rest})"
