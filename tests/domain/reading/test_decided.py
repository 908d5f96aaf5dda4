"""What is decided in a meeting: who, what and by when, and what is no decision at all."""

from __future__ import annotations

import string
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.due import Due
from domain.reading.days import find_times
from domain.reading.decided import Decided, Found, find_decisions
from domain.reading.doers import Spoken, as_told, tells_who

NOW = datetime(2026, 11, 24, 9, 15, tzinfo=ZoneInfo("Europe/Stockholm"))
"""A Tuesday morning."""
PEOPLE = {
    "maja": ("maja",),
    "maja lind": ("maja",),
    "erik": ("erik",),
    "tom": ("tom",),
    "tom reed": ("tom",),
    "anna": ("berg", "lund"),
    "anna berg": ("berg",),
    "anna lund": ("lund",),
}
SPOKEN = Spoken(NOW, PEOPLE, "karin", zone="Europe/Stockholm")


def decided(words: str, who: str = "", due: str | None = None, **more: object) -> Decided:
    """One decision; `due` is a day."""
    return Decided(words, who=tuple(who.split()), due=Due(date.fromisoformat(due)) if due else None, **more)  # type: ignore[arg-type]


def days(*days: str) -> tuple[date, ...]:
    return tuple(map(date.fromisoformat, days))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("@maja calls the CFO by Thursday", decided("calls the CFO", "maja", "2026-11-26")),
        ("maja: call the CFO thu", decided("call the CFO", "maja", "2026-11-26")),
        ("Maja, call the CFO on Thursday", decided("call the CFO", "maja", "2026-11-26")),
        ("Maja Lind will call the CFO on Thursday.", decided("will call the CFO", "maja", "2026-11-26")),
        ("Tom to send the quote by 3 Dec", decided("to send the quote", "tom", "2026-12-03")),
        ("let Erik send it on Friday", decided("send it", "erik", "2026-11-27")),
        ("call the CFO by Thursday, Erik", decided("call the CFO", "erik", "2026-11-26")),
        ("on Thursday Maja calls the CFO", decided("calls the CFO", "maja", "2026-11-26")),
        ("@maja CFO call thu", decided("CFO call", "maja", "2026-11-26")),
        ("I'll send the quote on Friday", decided("send the quote", "karin", "2026-11-27")),
        ("Erik skickar offert senast fredag", decided("skickar offert", "erik", "2026-11-27")),
        ("erik: skicka offert fre", decided("skicka offert", "erik", "2026-11-27")),
        ("låt Maja ringa på fredag", decided("ringa", "maja", "2026-11-27")),
        ("i morgon ringer Maja Johan", decided("ringer Johan", "maja", "2026-11-25")),
        ("ring dem på torsdag @tom", decided("ring dem", "tom", "2026-11-26")),
        ("jag ringer Johan på fredag", decided("ringer Johan", "karin", "2026-11-27")),
        ("Maja ska boka möte med vd senast den 3:e", decided("ska boka möte med vd", "maja", "2026-12-03")),
        ("Maja calls by Thursday, about it (twice)", decided("calls about it (twice)", "maja", "2026-11-26")),
        ("Maja is going to call them by Thursday", decided("is going to call them", "maja", "2026-11-26")),
        ("Maja, can you call them by Thursday?", decided("call them", "maja", "2026-11-26")),
        ("Maja -> call them thu", decided("call them", "maja", "2026-11-26")),
        ("let's have Maja call them Friday", decided("call them", "maja", "2026-11-27")),
        ("ok so Maja calls them Friday", decided("calls them", "maja", "2026-11-27")),
        ("Tom owns the follow-up, due Friday", decided("owns the follow-up", "tom", "2026-11-27")),
        ("Erik: offert fredag", decided("offert", "erik", "2026-11-27")),
        ("vi låter Maja ringa på fredag", decided("ringa", "maja", "2026-11-27")),
        ("Maja, du ringer på fredag", decided("ringer", "maja", "2026-11-27")),
        ("då ringer Maja på torsdag", decided("ringer", "maja", "2026-11-26")),
        ("Maja och Erik åker dit på fredag", decided("och Erik åker dit", "maja", "2026-11-27")),
        ("Maja kommer att ringa på torsdag", decided("kommer att ringa", "maja", "2026-11-26")),
        ("Maja passes it on by Thursday", decided("passes it on", "maja", "2026-11-26")),
    ],
)  # fmt: skip
def test_who_does_what_by_when(text: str, meant: Decided) -> None:
    assert find_decisions(text, SPOKEN) == Found((meant,))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("vi bestämmer att Maja ringer Johan i morgon", decided("ringer Johan", "maja", "2026-11-25", is_marked=True)),
        ("we decided that Tom calls them by 3 Dec", decided("calls them", "tom", "2026-12-03", is_marked=True)),
        ("decision: new price list by 3 Dec", decided("new price list", "", "2026-12-03", is_marked=True)),
        ("Då bestämmer vi att Erik ringer på fredag", decided("ringer", "erik", "2026-11-27", is_marked=True)),
        ("vi kör på att Erik ringer på fredag", decided("ringer", "erik", "2026-11-27", is_marked=True)),
        ("Beslut: Maja tar det", decided("tar det", "maja", is_marked=True)),
        ("call the CFO by Thursday", decided("call the CFO", "", "2026-11-26")),
        ("ring ekonomichefen på torsdag", decided("ring ekonomichefen", "", "2026-11-26")),
        ("vi ringer Johan på fredag", decided("ringer Johan", "", "2026-11-27")),
        ("Kraftverket: Maja calls them on Friday", decided("calls them", "maja", "2026-11-27", about="Kraftverket")),
    ],
)
def test_what_says_of_itself_that_it_is_one_and_what_names_nobody(text: str, meant: Decided) -> None:
    assert find_decisions(text, SPOKEN) == Found((meant,))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Maja sends the quote", decided("sends the quote", "maja")),
        ("Anna calls them on Friday", decided("calls them", "berg lund", "2026-11-27")),
        ("Anna Lund calls them on Friday", decided("calls them", "lund", "2026-11-27")),
        ("Maja books it Thursday or Friday", decided("books it", "maja", days=days("2026-11-26", "2026-11-27"))),
        ("Erik ringer nästa fredag", decided("ringer", "erik", days=days("2026-11-27", "2026-12-04"))),
        ("Erik sends it next week", decided("sends it", "erik", span=days("2026-11-30", "2026-12-04"))),
        (
            "Maja asks Johan whether Friday works",
            decided("asks Johan whether Friday works", "maja", days=days("2026-11-27")),
        ),
        (
            "Maja sends the agenda wednesday, demo friday",
            decided("sends the agenda wednesday, demo friday", "maja", days=days("2026-11-25", "2026-11-27")),
        ),
    ],
)
def test_what_is_not_sure_is_several(text: str, meant: Decided) -> None:
    assert find_decisions(text, SPOKEN) == Found((meant,))


def test_a_clock_time_is_kept_where_it_was_said() -> None:
    due = Due.on(date(2026, 11, 27), time(15), "Europe/Stockholm")

    assert find_decisions("Maja calls them before friday 15:00", SPOKEN).decisions == (
        Decided("calls them", who=("maja",), due=due),
    )


def test_several_in_one_breath() -> None:
    maja, erik = decided("calls them", "maja", "2026-11-26"), decided("sends the quote", "erik", "2026-11-27")
    said = "Maja calls them by Thursday and Erik sends the quote Friday"

    assert find_decisions(said, SPOKEN) == Found((maja, erik))
    assert find_decisions(said.replace(" and", ".\n"), SPOKEN) == Found((maja, erik))
    assert find_decisions("Maja calls them by Thursday\nthe price list", SPOKEN) == Found((maja,), ("the price list",))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Maja",
        "Maja by Thursday",
        "Tom fredag",
        "met Anna at Nordfrakt today, demo friday",
        "Nordfrakt demo held, quote meeting Tue",
        "Maja: Nordfrakt demo held, quote meeting Tue",
        "Maja called the CFO yesterday",
        "Maja ringde ekonomichefen i går",
        "Maja calls the CFO last friday",
        "Maja is on leave until Thursday",
        "Maja doesn't call on Friday",
        "Maja ringer inte på fredag",
        "does Maja call friday?",
        "Maja ringer på fredag?",
        "who knows the CFO at Kraftverket",
        "the demo went well",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert find_decisions(text, SPOKEN).decisions == ()


@pytest.mark.parametrize("words", ["calls the CFO", "ringer Johan", "will call", "ska ringa", "to call"])
def test_what_goes_on_from_a_name(words: str) -> None:
    assert tells_who(words)
    assert not tells_who("call the CFO")


PIECES = st.sampled_from(
    ["Maja", "@anna", "erik:", "Tom Reed", "calls", "ringer", "skicka", "the CFO", "offert", "by Thursday", "on",
     "senast", "nästa fredag", "3 dec", "i morgon", "kl 10", "and", "och", ",", ".", "\n", ":", "(", ")", "?", "not",
     "we decided that", "beslut:", "vi", "I'll", "låt", "yesterday", "31 feb", "\x00", "İ", "ﬀ", "Kraftverket:"]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=12).map(" ".join)
PLAIN_WORDS = st.text(string.ascii_lowercase + "åäö", min_size=3, max_size=9)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("calls the CFO", "call the CFO"),
        ("is going to call the CFO", "call the CFO"),
        ("ska ringa Johan", "ringa Johan"),
        ("ringer Johan", "ringa Johan"),
        ("the quote", "the quote"),
        ("", ""),
    ],
)
def test_what_is_told_of_somebody_as_it_is_told_to_them(words: str, told: str) -> None:
    assert as_told(words) == told


@settings(max_examples=400)
@given(TEXTS)
def test_whatever_is_written_is_read_or_left(text: str) -> None:
    """Nothing is made up: the words of a decision stand in the text, in their order."""
    for one in find_decisions(text, SPOKEN).decisions:
        left = iter(text.split())
        assert all(any(word.strip(",;:.–-()") in other for other in left) for word in one.words.split())
        assert one.due is None or not one.days


@settings(max_examples=300)
@given(
    st.sampled_from(["Maja calls", "@maja calls", "Maja ringer", "maja: ring"]),
    st.lists(PLAIN_WORDS, min_size=1, max_size=6).map(" ".join),
    st.sampled_from(["by Thursday", "senast torsdag", "på torsdag", "thu", "by 26 Nov"]),
)
def test_no_word_of_anybodys_own_is_lost(who: str, what: str, when: str) -> None:
    said_otherwise = {*PEOPLE, "not", "never", "inte", "aldrig", "till", "före", "innan", "due"}
    if find_times(what, NOW) or set(what.split()) & said_otherwise:
        return
    said = find_decisions(f"{who} {what} {when}", SPOKEN).decisions

    assert [one.words.split()[1:] for one in said] == [what.split()]
