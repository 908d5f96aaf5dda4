"""What tests are made of: one small company, and the things in it, each with one visible difference."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from domain.deal import Contact, Deal
from domain.due import Due
from domain.facts import Agreed, Answer, Direction, Exchange, ExchangeState, Grounds, Meeting, Outcome, Step, Visit
from domain.person import Hours, Person, Role
from domain.process import Criterion, FitCriterion, Give, LostReason, Need, Process, Question, Stage, Take
from domain.settings import Company, Member, Nudges, Rule, Settings, Team
from domain.words import Texts
from tests.support.fake import FakeCompany, NoHolidays

ZONE = "Europe/Stockholm"
HOURS = Hours(time(8, 30), time(17), (0, 1, 2, 3, 4))


def at(wall: str, zone: str = ZONE) -> datetime:
    """An instant in UTC from what the clock on the wall shows: at("2026-11-24 16:40")."""
    return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def texts(en: str, sv: str) -> Texts:
    """A text of the company in both languages."""
    return Texts((("en", en), ("sv", sv)))


def settings(**changes: Any) -> Settings:
    """Fjord & Co: two teams, two processes, five questions, the nudges about steps and stages."""
    return replace(
        Settings(
            company=Company("fjord", "Fjord & Co", ZONE, "SE", "SEK", ("en", "sv")),
            teams=(
                Team("north", "North", "karin@example.com", "#team-north", "new_business", "team"),
                Team("south", "South", "karin@example.com", "#team-south", "new_business", "own"),
            ),
            people=(
                member("maja@example.com", "Maja Lind"),
                member("tom@example.com", "Tom Reed", language="en", zone="America/New_York", country="US"),
                member("karin@example.com", "Karin Ek", role=Role.MANAGER),
                member("erik@example.com", "Erik Berg", team="south"),
            ),
            questions=QUESTIONS,
            processes=(NEW_BUSINESS, KEY_ACCOUNT),
            nudges=Nudges(
                3,
                (
                    Rule("meeting_not_logged", True, 0, 2),
                    Rule("our_step_overdue", True, 0, 2),
                    Rule("their_step_overdue", True, 1, 3),
                    Rule("no_next_step", True, 1, 3),
                    Rule("stage_overdue", True, 0, 5),
                ),
            ),
            contact_roles=(
                ("decision_maker", texts("Decision maker", "Beslutsfattare"), ("decider", "beslutsfattaren")),
                ("champion", texts("Champion", "Förespråkare"), ("förkämpe",)),
                ("cfo", texts("CFO", "Ekonomichef"), ("ekonomichef", "ekonomichefen", "finance director")),
                ("ceo", texts("CEO", "Vd"), ("vd", "managing director")),
                ("it_manager", texts("IT manager", "It-chef"), ("it-chef", "it-chefen", "head of it")),
                ("buyer", texts("Buyer", "Inköpare"), ("inköpare", "inköpschef", "procurement")),
            ),
            gives=GIVES,
            takes=TAKES,
            moved_twice="timeline",
        ),
        **changes,
    )


def member(email: str, name: str, **changes: Any) -> Member:
    """A person of app.yaml: a Swedish rep in team north."""
    return replace(Member(email, name, Role.REP, "north", "sv", ZONE, "SE", HOURS), **changes)


def question(key: str, text: Texts, ask: Texts, words: tuple[str, ...], fresh_days: int = 90) -> Question:
    """A qualification question."""
    why = texts("Deals are lost on what nobody asked.", "Affärer förloras på det ingen frågade om.")
    return Question(key, text, why, ask, fresh_days, words)


QUESTIONS = (
    question(
        "decision_maker",
        texts("Who decides?", "Vem bestämmer?"),
        texts("Who else needs to say yes before you can sign?", "Vilka fler behöver säga ja innan ni kan skriva på?"),
        ("decides", "decision maker", "signs off", "bestämmer", "beslutar", "beslutsfattare"),
    ),
    question(
        "budget",
        texts("Is there a budget?", "Finns det en budget?"),
        texts("What have you set aside for this?", "Vad har ni avsatt för det här?"),
        ("budget", "set aside", "avsatt"),
        60,
    ),
    question(
        "pain",
        texts("What is the problem, and what does it cost them?", "Vad är problemet, och vad kostar det dem?"),
        texts("What happens if nothing changes?", "Vad händer om inget ändras?"),
        ("problem", "pain", "costs them", "besvär", "kostar dem"),
        180,
    ),
    question(
        "timeline",
        texts("When must it be in place?", "När måste det vara på plats?"),
        texts("What decides the date?", "Vad styr datumet?"),
        ("timeline", "deadline", "in place by", "tidplan", "på plats"),
    ),
    question(
        "competitors",
        texts("Whom do they compare us with?", "Vem jämför de oss med?"),
        texts("Who else are you talking to?", "Vilka fler pratar ni med?"),
        ("competitor", "also looking at", "konkurrent", "jämför"),
    ),
)


TAKES = (
    Take(
        "meeting_with_decision_maker",
        texts("a meeting with whoever decides", "ett möte med beslutsfattaren"),
        texts(
            "Hi {contact}, could we meet whoever decides at {account} first?",
            "Hej {contact}, kan vi träffa den som bestämmer hos {account} först?",
        ),
    ),
    Take(
        "decision_date",
        texts("a day on which they decide", "ett datum för beslutet"),
        texts("Hi {contact}, on which day do you decide?", "Hej {contact}, vilken dag fattar ni beslut?"),
        ("decision date", "beslutsdatum"),
    ),
)

GIVES = (
    Give("demo", texts("a demo", "en demo")),
    Give("quote", texts("a quote", "en offert"), ("meeting_with_decision_maker",), ("ett prisförslag",)),
    Give("discount", texts("a discount", "en rabatt"), ("meeting_with_decision_maker", "decision_date")),
)


def stage(key: str, name: Texts, days: int, *needs: str) -> Stage:
    """A stage of a process."""
    purpose = texts("Find out whether this is worth both sides' time.", "Ta reda på om det är värt tiden för båda.")
    agreed = Criterion(key, texts("The customer has agreed.", "Kunden har sagt ja."))
    return Stage(key, name, purpose, days, (agreed,), tuple(Need(one) for one in needs))


FIT = (
    FitCriterion("size", texts("At least 20 vans", "Minst 20 bilar")),
    FitCriterion("own_fleet", texts("Their own vans", "Egna bilar")),
    FitCriterion("bound", texts("Bound to another supplier", "Bundna till en annan leverantör"), wanted=False),
)
"""A prospecting template; no process of the company has it unless a test says so."""

LOST_REASONS = (
    LostReason("price", texts("Price", "Pris"), ("budget",), ("too_dear",)),
    LostReason("competitor", texts("Competitor", "Konkurrent"), ("competitors",)),
    LostReason("no_decision", texts("No decision", "Inget beslut"), ("decision_maker", "timeline")),
    LostReason("no_budget", texts("No budget", "Ingen budget"), ("budget",)),
    LostReason("wrong_fit", texts("Wrong fit", "Passade inte")),
)

NEW_BUSINESS = Process(
    "new_business",
    texts("New business", "Ny affär"),
    1,
    (
        stage("qualify", texts("Qualify", "Kvalificera"), 14, "pain"),
        stage("needs", texts("Needs", "Behov"), 21, "decision_maker", "timeline"),
        stage("proposal", texts("Proposal", "Offert"), 21, "budget", "competitors"),
        stage("contract", texts("Contract", "Avtal"), 14),
    ),
    LOST_REASONS,
)

KEY_ACCOUNT = Process(
    "key_account",
    texts("Key account", "Nyckelkund"),
    1,
    (
        stage("map", texts("Map", "Kartlägg"), 30, "decision_maker"),
        stage("plan", texts("Plan", "Planera"), 45, "budget"),
        stage("agree", texts("Agree", "Kom överens"), 30),
    ),
    LOST_REASONS,
)


def person(id: str = "maja", name: str = "Maja Lind", **changes: Any) -> Person:
    """Somebody at Fjord & Co; a Swedish rep in team north."""
    email = f"{id}@example.com"
    return replace(Person(id, name, email, Role.REP, "north", "sv", ZONE, "SE", HOURS), **changes)


MAJA = person()
TOM = person("tom", "Tom Reed", language="en", zone="America/New_York", country="US")
KARIN = person("karin", "Karin Ek", role=Role.MANAGER)
ERIK = person("erik", "Erik Berg", team="south")

OPENED = at("2026-11-02 09:00")


def deal(id: str = "nordfrakt", account: str = "Nordfrakt", name: str = "fordonsparken", **changes: Any) -> Deal:
    """Maja's deal at Nordfrakt, in the stage needs since the day it was opened, without a next step."""
    return replace(
        Deal(id, account, name, "maja", "new_business", "needs", OPENED, OPENED, OPENED, amount=Decimal(400_000)),
        **changes,
    )


def contact(id: str = "anna", name: str = "Anna Berg", **changes: Any) -> Contact:
    """Anna Berg at Nordfrakt, of whom we know no role."""
    return replace(Contact(id, "Nordfrakt", name, "", "start"), **changes)


def step(id: str = "step", due: str | None = "2026-11-27", **changes: Any) -> Step:
    """We send the quote to Nordfrakt; `due` is a day, or a day and a clock time in Stockholm."""
    made = Step(id, "nordfrakt", "start", "maja", OPENED, "send the quote", "", due_on(due), Agreed.SAID)
    return replace(made, **changes)


def due_on(wall: str | None) -> Due | None:
    """When something is due: due_on("2026-11-27") or due_on("2026-11-27 10:00")."""
    if wall is None:
        return None
    clock = at(wall) if " " in wall else None
    return Due(date.fromisoformat(wall[:10]), clock)


def meeting(id: str = "meeting", **changes: Any) -> Meeting:
    """A held meeting with Anna at Nordfrakt."""
    held = Meeting(id, "nordfrakt", "start", "maja", OPENED, OPENED.date(), Outcome.HELD, ("anna",), "Met Anna.")
    return replace(held, **changes)


def answer(id: str = "answer", question: str = "budget", value: str = "2 MSEK", **changes: Any) -> Answer:
    """Something Maja assumes about Nordfrakt."""
    return replace(Answer(id, "nordfrakt", "start", "maja", OPENED, question, value, Grounds.ASSUMED), **changes)


def exchange(id: str = "exchange", what: str = "decider", **changes: Any) -> Exchange:
    """Nordfrakt granted what we asked for."""
    granted = Exchange(id, "nordfrakt", "start", "maja", OPENED, Direction.TAKE, what, ExchangeState.GRANTED)
    return replace(granted, **changes)


def visit(id: str = "visit", stage: str = "needs", **changes: Any) -> Visit:
    """Nordfrakt entered a stage."""
    return replace(Visit(id, "nordfrakt", "start", "maja", OPENED, "new_business", stage), **changes)


def company(calendar: NoHolidays | None = None) -> FakeCompany:
    """Fjord & Co with its four people, two deals of Maja's and one of Tom's."""
    made = FakeCompany(settings(), calendar)
    deals = (
        deal(),
        deal("solberg", "Solberg Bygg", "larm", stage="qualify", amount=None),
        deal("hudson", "Hudson Freight", "fleet renewal", owner="tom", stage="proposal", currency="USD"),
    )
    with made.work() as work:
        for one in (MAJA, TOM, KARIN, ERIK):
            work.persons.save(one)
        for one_deal in deals:
            work.deals.add(one_deal)
            work.facts.add(visit(f"visit-{one_deal.id}", one_deal.stage, deal=one_deal.id, by=one_deal.owner))
        work.contacts.add(contact())
        work.contacts.add(contact("grace", "Grace Hill", account="Hudson Freight", role="cfo"))
        work.commit()
    made.commits = 0
    return made


def answered(company: FakeCompany, deal: str = "nordfrakt") -> list[Answer]:
    """What was answered of a deal, the latest first; that a question was put is no answer."""
    return [one for one in company.work().facts.answers(deal) if one.grounds is not Grounds.UNKNOWN]
