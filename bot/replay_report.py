"""What a replay says to a sales lead: a summary in plain words, a table of people and weeks, and all of it as facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from domain.nudges import Concern, Reason
from handlers.concern_words import NAMES
from scheduler.replaying import Replay, Word

_WEEKS = 13
"""How many weeks stand side by side: a quarter, in a hundred columns."""
_CORNER = "messages/things"

UNKNOWN = (
    "What the history does not tell was as it is now: hours, rules, and a deal's owner, worth and close date.",
    "Nobody put anything off, was away without a word, or did what the coach asked for. With the coach, people would.",
    "Left out: the day with which a morning's message may begin, digests, and questions to a manager to help.",
)
"""What a replay cannot know."""


@dataclass(frozen=True, slots=True)
class Told:
    """A replay from a first day to a last one, both of them in it. `left_out` are rules that were taken as off."""

    first: date
    last: date
    replay: Replay
    left_out: tuple[Concern, ...] = ()

    @property
    def words(self) -> Sequence[Word]:
        """The messages."""
        return self.replay.words

    def weeks(self) -> list[date]:
        """The Monday of every week that the time touches."""
        monday = _monday(self.first)
        return [monday + timedelta(weeks=n) for n in range((self.last - monday).days // 7 + 1)]


def lines(told: Told) -> Iterator[str]:
    """The summary and the table."""
    yield f"From {_long(told.first)} to {_long(told.last)}, as if the coach had been switched on that first morning:"
    yield ""
    yield from _said(told) if told.words else ["It would have said nothing."]
    yield from _by_concern(told)
    yield from _endings(told)
    yield from _blind(told)
    yield ""
    yield "What a replay cannot know:"
    yield from (f"- {one}" for one in UNKNOWN)
    yield from _table(told) if told.words else ()


def _said(told: Told) -> Iterator[str]:
    """How much, and to whom."""
    people = Counter(word.person.name for word in told.words)
    weeks = Counter(_monday(word.day) for word in told.words)
    things = sum(len(word.lines) for word in told.words)
    (busiest, most), (loudest, heard), (quiet, least) = weeks.most_common(1)[0], *_ends(people)
    usual = median(_counted(told)[0][name, week] for name in people for week in told.weeks())
    first = [word for word in told.words if word.day == told.words[0].day]
    whom, when = _n(len(people), "person", "people"), _n(len(told.weeks()), "week")
    yield f"{_n(len(told.words), 'message')} to {whom} in {when}, about {_n(things, 'thing')}."
    yield f"Nobody would get more than one message a day, with {_n(_most(told), 'thing')} at most."
    yield f"One person, a usual week: {_n(round(usual), 'message')}."
    yield f"The first day, {_long(first[0].day)}: {_n(len(first), 'message')}."
    yield f"The busiest week, from {_long(busiest)}: {_n(most, 'message')}."
    yield f"Most would go to {loudest} ({heard:,}), fewest to {quiet} ({least:,})."


def _ends(people: Counter[str]) -> tuple[tuple[str, int], tuple[str, int]]:
    """Whoever hears most and least; of several the first by name."""
    ordered = sorted(people.items(), key=lambda one: (-one[1], one[0]))
    return ordered[0], min(ordered, key=lambda one: (one[1], one[0]))


def _most(told: Told) -> int:
    return max(len(word.lines) for word in told.words)


def _by_concern(told: Told) -> Iterator[str]:
    """What about, how often it was new, and what was never said for which reason."""
    said = Counter(line.concern for word in told.words for line in word.lines)
    new = Counter(
        line.concern for word in told.words for line in word.lines if line.verdict.reason is Reason.FIRST_TIME
    )
    never: dict[Concern, Counter[Reason]] = {}
    for (concern, reason), times in told.replay.silent.items():
        never.setdefault(concern, Counter())[reason] += times
    rows = sorted({*said, *never}, key=lambda concern: (-said[concern], -_total(never, concern), concern.value))
    if rows:
        wide = max(len(NAMES[concern].text) for concern in rows)
        yield ""
        yield f"{'':{wide}} {'said':>8} {'new':>8} {'never':>8}"
    for concern in rows:
        why = ", ".join(f"{times:,} {reason.value}" for reason, times in never.get(concern, Counter()).most_common())
        counts = f"{said[concern]:>8,} {new[concern]:>8,} {_total(never, concern):>8,}"
        yield f"{NAMES[concern].text:{wide}} {counts}{'  ' + why if why else ''}".rstrip()


def _total(never: Mapping[Concern, Counter[Reason]], concern: Concern) -> int:
    return sum(never.get(concern, Counter()).values())


def _endings(told: Told) -> Iterator[str]:
    """Whether it would have spoken of the deals that were lost, and how long before."""
    ends = told.replay.ends
    if not ends:
        return
    yield ""
    for name, some in (("lost", [one for one in ends if not one.won]), ("won", [one for one in ends if one.won])):
        spoken = [(one.at - one.said_at).days for one in some if one.said_at is not None]
        if some:
            days = f", first {_n(round(median(spoken)), 'day')} before the end (median)" if spoken else ""
            yield f"Of {_n(len(some), 'deal')} {name}, it would have spoken of {len(spoken):,}{days}."


def _blind(told: Told) -> Iterator[str]:
    """Rules about things that this history does not tell speak of every deal, which says nothing about the deals."""
    if told.left_out:
        yield ""
        yield f"Left out, since the history tells nothing about it: {_names(told.left_out)}."
    elif told.replay.blind:
        yield ""
        yield f"The history tells nothing about this, so it would be said of every deal: {_names(told.replay.blind)}."
        yield "To see the rest without that: --known-only."


def _names(concerns: Sequence[Concern]) -> str:
    return "; ".join(NAMES[concern].text for concern in concerns)


def _table(told: Told) -> Iterator[str]:
    """Messages / things said, by person and week."""
    messages, things = _counted(told)
    names = sorted({name for name, _ in messages})
    wide = max(len(_CORNER), *(len(name) for name in names))
    weeks = told.weeks()
    for start in range(0, len(weeks), _WEEKS):
        shown = weeks[start : start + _WEEKS]
        yield ""
        yield " ".join([_CORNER.ljust(wide), *(f"{_short(week):>6}" for week in shown)])
        for name in names:
            said = [f"{messages[name, w]}/{things[name, w]}" if messages[name, w] else "." for w in shown]
            yield " ".join([name.ljust(wide), *(f"{one:>6}" for one in said)])


def _counted(told: Told) -> tuple[Counter[tuple[str, date]], Counter[tuple[str, date]]]:
    """Messages and things, by person and week."""
    messages: Counter[tuple[str, date]] = Counter()
    things: Counter[tuple[str, date]] = Counter()
    for word in told.words:
        messages[word.person.name, _monday(word.day)] += 1
        things[word.person.name, _monday(word.day)] += len(word.lines)
    return messages, things


def facts(told: Told, texts: Sequence[str] | None = None) -> dict[str, Any]:
    """All of it; `texts` are the messages in words, in the order of the messages."""
    messages, things = _counted(told)
    return {
        "from": told.first.isoformat(),
        "to": told.last.isoformat(),
        "messages": len(told.words),
        "things": Counter(line.concern.value for word in told.words for line in word.lines),
        "never_said": [
            {"concern": concern.value, "because": reason.value, "times": times}
            for (concern, reason), times in told.replay.silent.items()
        ],
        "nothing_told_about": [concern.value for concern in told.replay.blind],
        "left_out": [concern.value for concern in told.left_out],
        "ended": [
            {
                "deal": one.deal,
                "won": one.won,
                "at": one.at.isoformat(),
                "said_at": one.said_at and one.said_at.isoformat(),
            }
            for one in told.replay.ends
        ],
        "weeks": [
            {"person": name, "week": week.isoformat(), "messages": messages[name, week], "things": things[name, week]}
            for name, week in sorted(messages)
        ],
        "said": [_word(word) | ({"text": texts[n]} if texts else {}) for n, word in enumerate(told.words)],
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


def _n(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _long(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"
