"""What holds of every text, whatever it says."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.facts import Agreed
from domain.reading.understood import Intent, MustAsk, StepRead, Understood
from tests.domain.reading.world import facts, read

PIECES = st.sampled_from(
    [
        "met",
        "träffade",
        "Anna",
        "Anna Berg",
        "at Nordfrakt",
        "på Åkerlunds",
        "Volvo",
        "Tom",
        "the CFO",
        "inköparen",
        "demo",
        "möte",
        "quote 400k",
        "offert",
        "on Friday",
        "\n    nästa fredag",
        "v 50",
        "i januari",
        "kl 10",
        "today",
        "she said yes",
        "hon sa ja",
        "accepted the invite",
        "budget",
        "400 tkr",
        "is",
        "är",
        "decides",
        "bestämmer",
        "\n    I think",
        "nog",
        "asked about",
        "no answer",
        "wants",
        "vill ha",
        "will send",
        "skickar",
        "not",
        "inte",
        "if",
        "om",
        "won",
        "förlorade",
        "on hold",
        "moved to proposal",
        "\n    , ",
        ". ",
        "\n- ",
        "? ",
        ": ",
        "(",
        ")",
        '"',
        "and",
        "och",
        "but",
        "men",
        "👍",
        "*",
        "<@U1>",
        "From: Anna Berg <a@nordfrakt.se>\nSent: now\n",
        "31/2",
        "next week",
    ]
)
NOTES = st.lists(PIECES, max_size=14).map(" ".join)
TEXTS = st.one_of(NOTES, st.text(max_size=120))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_no_text_is_too_strange_and_each_is_always_read_alike(text: str) -> None:
    understood = read(text)

    assert understood == read(text)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_what_is_no_note_tells_and_asks_nothing(text: str) -> None:
    understood = read(text)

    if understood.intent is not Intent.NOTE:
        assert understood == Understood(understood.intent)


@settings(max_examples=150, deadline=None)
@given(NOTES)
def test_a_note_asks_exactly_for_what_it_leaves_open(text: str) -> None:
    understood = read(text)
    if understood.intent is not Intent.NOTE:
        return

    step, asked = understood.next_step, understood.must_ask
    ended = understood.deal_status in ("won", "lost", "disqualified")
    undated = step is not None and step.due is None
    assert (MustAsk.WHICH_DEAL in asked) == (understood.deal is None)
    assert (MustAsk.NEXT_STEP_MISSING in asked) == (step is None and not ended)
    assert (MustAsk.WHICH_DATE in asked) + (MustAsk.NEXT_STEP_DATE_MISSING in asked) == undated
    assert (MustAsk.CUSTOMER_AGREED in asked) == (step is not None and step.agreed is Agreed.NONE)
    assert len(set(asked)) == len(asked)


@settings(max_examples=150, deadline=None)
@given(NOTES)
def test_a_step_has_a_side_and_at_most_one_answer_to_when(text: str) -> None:
    understood = read(text)
    steps = [*filter(None, (understood.next_step,)), *understood.more_next_steps]

    assert all(whens(step) <= 1 for step in steps)
    assert all(step.ours or step.theirs for step in steps)
    assert [step.due.order() for step in steps if step.due] == sorted(step.due.order() for step in steps if step.due)
    assert all(len(step.due_candidates) != 1 for step in steps)


def whens(step: StepRead) -> int:
    """How many ways of saying when are filled in."""
    return (step.due is not None) + bool(step.due_candidates) + (step.due_range is not None)


@settings(max_examples=80, deadline=None)
@given(NOTES)
def test_what_was_understood_is_always_said_under_the_same_keys(text: str) -> None:
    told = json.loads(json.dumps(facts(text)))

    assert list(told) == [
        "intent",
        "deal",
        "deal_candidates",
        "deal_status",
        "meeting",
        "contacts",
        "next_step",
        "more_next_steps",
        "answers",
        "amount",
        "stage",
        "must_ask",
    ]
