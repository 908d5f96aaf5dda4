"""How much of the pipeline leans on assumptions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.facts import Answer, Grounds
from domain.knowledge import Known
from domain.leaning import LEANS, PAGE, Pipeline, Share, Weighed, largest_on, open_deals, pipelines, weighed
from storage.names import similar
from tests.support.builders import answer, company, deal, settings

TODAY = date(2026, 11, 24)


def told(question: str, grounds: Grounds, **changes: object) -> Answer:
    made = answer(question, question, "x", grounds=grounds, said_by="Anna", heard_on=date(2026, 11, 20))
    return replace(made, **changes)  # type: ignore[arg-type]


def nordfrakt(*answers: Answer) -> Weighed:
    """The deal at Nordfrakt, in a stage that needs the problem, the decision maker and the timeline."""
    return weighed(settings(), deal(), answers, TODAY, similar)


SAID = tuple(told(key, Grounds.CUSTOMER_SAID) for key in ("pain", "decision_maker", "timeline"))


@pytest.mark.parametrize(
    ("answers", "known", "leans"),
    [
        (SAID[:2], Known.NOT_ASKED, True),
        ((*SAID[:2], told("timeline", Grounds.ASSUMED)), Known.ASSUMED, True),
        ((*SAID[:2], told("timeline", Grounds.DOCUMENT, heard_on=date(2026, 1, 1))), Known.OLD, True),
        ((*SAID[:2], told("timeline", Grounds.ASKED_NO_ANSWER)), Known.NO_ANSWER, False),
        ((*SAID, told("timeline", Grounds.CUSTOMER_SAID, value="y", said_by="Per")), Known.DISPUTED, False),
    ],
    ids=["nobody asked", "assumed", "old", "asked in vain", "told in two ways"],
)
def test_what_it_means_to_lean(answers: Sequence[Answer], known: Known, leans: bool) -> None:
    found = nordfrakt(*answers)

    assert (found.unsure, found.leans) == ((("timeline", known),), leans)


def test_what_is_known_and_what_a_later_stage_needs_leans_on_nothing() -> None:
    assert nordfrakt(*SAID, told("budget", Grounds.ASSUMED)).unsure == ()


def priced(amount: int | None, *unsure: tuple[str, Known], id: str = "d", currency: str = "SEK") -> Weighed:
    found = deal(id, amount=None if amount is None else Decimal(amount), currency=currency)
    return Weighed(found, unsure)


def test_a_deal_counts_once_altogether_and_once_for_each_question() -> None:
    [found] = pipelines(
        [
            priced(400, ("budget", Known.ASSUMED), ("pain", Known.NOT_ASKED)),
            priced(300, ("budget", Known.DISPUTED)),
            priced(200),
            priced(None, ("budget", Known.NOT_ASKED)),
        ]
    )

    assert found.total == Share(4, Decimal(900), 1)
    assert found.leaning == Share(2, Decimal(400), 1)
    assert found.waiting == Share(1, Decimal(300))
    assert found.on("budget") == Share(2, Decimal(400), 1)
    assert found.on("budget", (Known.ASSUMED,)) == Share(1, Decimal(400))
    assert found.on("pain") == Share(1, Decimal(400))
    assert found.questions() == ("budget", "pain")


def test_currencies_are_never_added_up() -> None:
    deals = [priced(1, currency="EUR"), priced(2, currency="EUR"), priced(3, currency="USD"), priced(4)]

    found = [(one.currency, int(one.total.amount)) for one in pipelines(deals, "SEK")]
    assert found == [("SEK", 4), ("EUR", 3), ("USD", 3)]


def test_the_largest_deals_behind_a_number() -> None:
    budget = ("budget", Known.ASSUMED)
    deals = [
        priced(100, budget, id="small"),
        priced(None, budget, id="none"),
        priced(300, budget, id="large"),
        priced(900, ("budget", Known.NO_ANSWER), id="waits"),
        priced(900, budget, id="euro", currency="EUR"),
    ]

    assert [one.deal.id for one in largest_on(deals, "budget", "SEK", 3)] == ["large", "small", "none"]


UNSURE = st.lists(
    st.tuples(st.sampled_from(["pain", "budget", "timeline"]), st.sampled_from([*Known])),
    unique_by=lambda one: one[0],
    max_size=3,
).map(lambda found: tuple(one for one in found if one[1] is not Known.KNOWN))
DEALS = st.lists(
    st.builds(
        lambda amount, unsure, currency: priced(amount, *unsure, currency=currency),
        st.none() | st.integers(0, 10**9),
        UNSURE,
        st.sampled_from(["SEK", "EUR"]),
    ),
    max_size=12,
)


@given(DEALS)
def test_the_parts_never_exceed_the_whole(deals: list[Weighed]) -> None:
    for one in pipelines(deals):
        assert one.leaning.amount + one.waiting.amount <= one.total.amount
        assert one.leaning.deals + one.waiting.deals <= one.total.deals
        assert all(one.on(key).amount <= one.leaning.amount for key in one.questions())
        assert one.leaning.deals <= sum(one.on(key).deals for key in one.questions())


@given(DEALS)
def test_each_deal_is_counted_once_whatever_the_order(deals: list[Weighed]) -> None:
    def sums(found: tuple[Pipeline, ...]) -> dict[str, tuple[Share, Share, dict[str, Share]]]:
        return {
            one.currency: (one.total, one.leaning, {key: one.on(key, LEANS) for key in one.by_question})
            for one in found
        }

    assert sums(pipelines(deals)) == sums(pipelines(deals[::-1]))
    assert sum(one.total.deals for one in pipelines(deals)) == len(deals)


def test_all_open_deals_are_gone_through_page_by_page() -> None:
    fjord = company()
    with fjord.work() as work:
        for n in range(PAGE + 1):
            work.deals.add(deal(f"more{n:04}", owner="erik"))
        work.commit()
    work = fjord.work()

    assert sum(1 for _ in open_deals(work, TODAY)) == PAGE + 4
    assert [one.deal.owner for one in open_deals(work, TODAY, ["tom"])] == ["tom"]
