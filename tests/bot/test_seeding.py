"""An empty database gets the sample deals as if they had been worked on until today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from bot.seeding import seed
from domain.deal import Contact, Deal, DealState
from domain.facts import Agreed, Grounds
from domain.samples import SampleAnswer, SampleContact, SampleDeal, SampleEnd, SampleMeeting, SampleStep, SampleVisit
from storage.people import sync_people
from tests.support import builders
from tests.support.builders import at
from tests.support.fake import FakeCompany, NoHolidays

TUESDAY = at("2026-11-24 09:00")

NORDFRAKT = SampleDeal(
    key="nordfrakt",
    account="Nordfrakt",
    name="fordonsparken",
    owner="maja@example.com",
    process="new_business",
    opened_days_ago=29,
    visits=(
        SampleVisit("new_business", "qualify", 29),
        SampleVisit("new_business", "needs", 18),
        SampleVisit("new_business", "proposal", 7),
    ),
    amount=Decimal(400_000),
    currency="SEK",
    area="Fleet",
    contacts=(SampleContact("Anna Berg", "champion"), SampleContact("Johan Ek", "cfo")),
    steps=(SampleStep("gå igenom offerten", "Johan läser den", 3, "said", time(10)),),
    answers=(
        SampleAnswer("budget", "400 000 kr", "customer_said", "Anna Berg", 8),
        SampleAnswer("decision_maker", "Johan Ek", "assumed", "", 8),
    ),
    meetings=(SampleMeeting(8, ("Anna Berg",), "Behovsmöte."),),
)
PROPOSAL_TODAY = SampleVisit("new_business", "proposal", 0)


def seeded(*samples: SampleDeal, now: datetime = TUESDAY, calendar: NoHolidays | None = None) -> FakeCompany:
    """Fjord & Co with these sample deals."""
    company = FakeCompany(replace(builders.settings(), sample_deals=samples), calendar)
    with company.work() as work:
        sync_people(work)
        seed(work, now)
        work.commit()
    return company


def only_deal(company: FakeCompany) -> Deal:
    (deal,) = company.state.deals.values()
    return deal


def test_a_deal_stands_where_the_sample_says() -> None:
    company = seeded(NORDFRAKT)

    deal = only_deal(company)

    assert (deal.id, deal.title, deal.stage, deal.amount) == (
        "nordfrakt", "Nordfrakt, fordonsparken", "proposal", Decimal(400_000),
    )  # fmt: skip
    assert deal.opened_at == at("2026-10-26 10:00")
    assert deal.stage_since == at("2026-11-17 10:00")
    assert company.work().persons.get(deal.owner).email == "maja@example.com"  # type: ignore[union-attr]
    assert deal.attention_at is not None


def test_its_contacts_its_meeting_and_what_is_known_hang_together() -> None:
    work = seeded(NORDFRAKT).work()

    anna, johan = work.contacts.of("Nordfrakt")
    (meeting,) = work.facts.meetings("nordfrakt")
    answers = {answer.question: answer for answer in work.facts.answers("nordfrakt")}

    assert anna == Contact("nordfrakt-contact-1", "Nordfrakt", "Anna Berg", "champion", "nordfrakt-29")
    assert johan.role == "cfo"
    assert (meeting.on, meeting.contacts) == (date(2026, 11, 16), (anna.id,))
    assert (answers["budget"].grounds, answers["budget"].heard_on) == (Grounds.CUSTOMER_SAID, date(2026, 11, 16))
    assert answers["budget"].meeting == meeting.id
    assert (answers["decision_maker"].grounds, answers["decision_maker"].heard_on) == (Grounds.ASSUMED, None)


def test_its_next_step_is_due_at_a_minute_of_the_owners_day() -> None:
    company = seeded(NORDFRAKT)

    deal = only_deal(company)
    step = company.work().facts.step(deal.step or "")

    assert deal.step_due is not None and deal.step_due.at == at("2026-11-27 10:00")
    assert step is not None and (step.ours, step.theirs, step.agreed) == (
        "gå igenom offerten", "Johan läser den", Agreed.SAID,
    )  # fmt: skip


def test_it_went_through_the_stages_one_after_the_other() -> None:
    visits = seeded(NORDFRAKT).work().facts.visits("nordfrakt")

    assert [(visit.stage, visit.at.date()) for visit in visits] == [
        ("qualify", date(2026, 10, 26)),
        ("needs", date(2026, 11, 6)),
        ("proposal", date(2026, 11, 17)),
    ]


def test_what_falls_on_a_day_off_is_moved_to_a_working_day() -> None:
    sample = replace(
        NORDFRAKT,
        opened_days_ago=30,  # a Sunday
        steps=(SampleStep("", "Johan läser den", 4, "none"),),  # a Saturday, and the Monday after it is a holiday
    )

    deal = only_deal(seeded(sample, calendar=NoHolidays(date(2026, 11, 30))))

    assert deal.opened_at.date() == date(2026, 10, 23)
    assert deal.step_due is not None and deal.step_due.day == date(2026, 12, 1)


def test_nothing_has_happened_later_than_now() -> None:
    early = at("2026-11-24 07:15")
    sample = replace(NORDFRAKT, visits=(*NORDFRAKT.visits[:2], PROPOSAL_TODAY), meetings=(SampleMeeting(0, (), ""),))

    deal = only_deal(seeded(sample, now=early))

    assert deal.stage_since == early


def test_without_a_next_step_it_has_been_quiet_since_the_last_meeting() -> None:
    deal = only_deal(seeded(replace(NORDFRAKT, steps=())))

    assert deal.idle_since == at("2026-11-16 10:00")


@pytest.mark.parametrize(
    ("end", "state", "visit"),
    [
        (SampleEnd(True, 5, "", "påskrivet"), DealState.WON, "won"),
        (SampleEnd(False, 5, "price", ""), DealState.LOST, "lost"),
    ],
)
def test_a_deal_that_ended_has_its_end(end: SampleEnd, state: DealState, visit: str) -> None:
    company = seeded(replace(NORDFRAKT, steps=(), end=end))

    deal = only_deal(company)

    assert (deal.state, deal.close_reason, deal.close_note) == (state, end.reason, end.note)
    assert deal.closed_at == at("2026-11-19 10:00")
    assert company.work().facts.visits("nordfrakt")[-1].stage == visit
    assert deal.attention_at is None


def test_each_day_is_an_act_of_whoever_had_the_deal_with_the_deal_as_it_was_before() -> None:
    work = seeded(NORDFRAKT).work()
    maja = work.persons.by_email("maja@example.com")
    assert maja is not None

    acts = work.journal.of_deal("nordfrakt")[::-1]

    assert [(act.kind, act.at.date(), act.before.stage if act.before else None) for act in acts] == [
        ("new deal", date(2026, 10, 26), None),
        ("stage", date(2026, 11, 6), "qualify"),
        ("note", date(2026, 11, 16), "needs"),
        ("stage", date(2026, 11, 17), "needs"),
    ]
    assert {act.person for act in acts} == {maja.id}
    assert work.journal.last_of(maja.id) == acts[-1]


def test_the_same_day_gives_the_same_deals() -> None:
    first, second = seeded(NORDFRAKT), seeded(NORDFRAKT)

    assert (first.state.deals, first.state.facts) == (second.state.deals, second.state.facts)
