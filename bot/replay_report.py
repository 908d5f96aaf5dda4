"""What a replay says to a sales lead: a summary in plain words, a table of people and weeks, and all of it as facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from domain.nudges import Concern, Reason
from scheduler.replaying import Replay, Word

_WEEKS = 13
"""How many weeks stand side by side: a quarter, in a hundred columns."""
_CORNER = "messages/things"

UNKNOWN = (
    "What the history does not tell was as it is now: hours, rules and a deal's owner, worth and close date.",
    "Nobody put anything off or did what the coach asked for: what it says would change what people do.",
)
"""What a replay cannot know."""


@dataclass(frozen=True, slots=True)
class Told:
    """A replay from a first day to a last one, both of them in it."""

    first: date
    last: date
    replay: Replay

    def weeks(self) -> list[date]:
        """The Monday of every week that the time touches."""
        monday = _monday(self.first)
        return [monday + timedelta(weeks=n) for n in range((self.last - monday).days // 7 + 1)]


def lines(told: Told) -> Iterator[str]:
    """The summary and the table."""
    words = told.replay.words
    yield f"From {_long(told.first)} to {_long(told.last)}, as if the coach had been switched on that first morning:"
    yield ""
    if not words:
        yield "It would have said nothing."
    else:
        yield from _said(told, words)
    yield from _silent(told.replay.silent)
    yield ""
    yield "What a replay cannot know:"
    yield from (f"- {one}" for one in UNKNOWN)
    if words:
        yield from _table(told)


def _said(told: Told, words: Sequence[Word]) -> Iterator[str]:
    people = Counter(word.person.name for word in words)
    weeks = Counter(_monday(word.day) for word in words)
    things = Counter(line.concern for word in words for line in word.lines)
    yield (
        f"{_n(len(words), 'message')} to {_n(len(people), 'person', 'people')} in {_n(len(told.weeks()), 'week')}, "
        f"about {_n(sum(things.values()), 'thing')}:"
    )
    yield from (f"  {count:>9,}  {_named(concern)}" for concern, count in things.most_common())
    (busiest, most), (talkative, heard) = weeks.most_common(1)[0], people.most_common(1)[0]
    quiet, least = people.most_common()[-1]
    usual = median(_cells(words, told).values())
    yield f"A usual week of one person: {_n(round(usual), 'message')}."
    yield f"The busiest week began on {_long(busiest)}: {_n(most, 'message')}."
    yield f"Most would go to {talkative} ({heard:,}), fewest to {quiet} ({least:,})."


def _silent(silent: Mapping[tuple[Concern, Reason], int]) -> Iterator[str]:
    if not silent:
        return
    yield ""
    yield f"Never said, though true: {_n(sum(silent.values()), 'thing')}:"
    for (concern, reason), count in sorted(silent.items(), key=lambda item: -item[1]):
        yield f"  {count:>9,}  {_named(concern)}: {reason.value}"


def _table(told: Told) -> Iterator[str]:
    """Messages / things said, by person and week."""
    cells = _cells(told.replay.words, told)
    messages, things = _counted(told.replay.words)
    names = sorted({name for name, _ in cells})
    wide = max(len(_CORNER), *(len(name) for name in names))
    weeks = told.weeks()
    for start in range(0, len(weeks), _WEEKS):
        shown = weeks[start : start + _WEEKS]
        yield ""
        yield " ".join([_CORNER.ljust(wide), *(f"{_short(week):>6}" for week in shown)])
        for name in names:
            said = [f"{messages[name, w]}/{things[name, w]}" if messages[name, w] else "." for w in shown]
            yield " ".join([name.ljust(wide), *(f"{one:>6}" for one in said)])


def _cells(words: Sequence[Word], told: Told) -> Mapping[tuple[str, date], int]:
    """Messages by person and week; weeks in which somebody heard nothing are there too."""
    messages, _ = _counted(words)
    return {
        (name, week): messages[name, week] for name in {word.person.name for word in words} for week in told.weeks()
    }


def _counted(words: Sequence[Word]) -> tuple[Counter[tuple[str, date]], Counter[tuple[str, date]]]:
    messages: Counter[tuple[str, date]] = Counter()
    things: Counter[tuple[str, date]] = Counter()
    for word in words:
        messages[word.person.name, _monday(word.day)] += 1
        things[word.person.name, _monday(word.day)] += len(word.lines)
    return messages, things


def facts(told: Told) -> dict[str, Any]:
    """All of it."""
    words = told.replay.words
    messages, things = _counted(words)
    return {
        "from": told.first.isoformat(),
        "to": told.last.isoformat(),
        "messages": len(words),
        "things": Counter(line.concern.value for word in words for line in word.lines),
        "silent": [
            {"concern": concern.value, "because": reason.value, "times": times}
            for (concern, reason), times in told.replay.silent.items()
        ],
        "weeks": [
            {"person": name, "week": week.isoformat(), "messages": messages[name, week], "things": things[name, week]}
            for name, week in sorted(messages)
        ],
        "said": [_word(word) for word in words],
        "unknown": list(UNKNOWN),
    }


def _word(word: Word) -> dict[str, Any]:
    about = [
        {"deal": line.deal.title, "concern": line.concern.value, "verdict": line.verdict.reason.value}
        for line in word.lines
    ]
    return {"at": word.at.isoformat(), "to": word.person.name, "about": about}


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _named(concern: Concern) -> str:
    return concern.value.replace("_", " ")


def _n(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _long(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"
