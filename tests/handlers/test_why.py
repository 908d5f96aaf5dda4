"""Why the coach spoke up, and why it did not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from domain.nudges import Concern, Episode, Reason, Verdict, VerdictEntry
from domain.person import Leave
from tests.support.builders import TOM, at
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

LATER = at("2026-11-26 08:30")


LEFT = "If it is left, nothing brings us together again, and the deal ends without anybody deciding it."
KVAR = "Får det ligga för inget er samman igen, och affären rinner ut i sanden."


SAID = "I said so on Tue 24 Nov, 08:30, and if nothing changes I say it again on Thu 26 Nov, 08:30."


def judged(fjord: FakeCompany, *entries: VerdictEntry) -> None:
    with fjord.work() as work:
        work.nudging.keep(*entries)
        work.commit()


def verdict(
    reason: Reason, concern: Concern = Concern.NO_NEXT_STEP, deal: str = "nordfrakt", when: str = "2026-11-24 08:30"
) -> VerdictEntry:
    return VerdictEntry(f"{deal}{concern}{when}", at(when), "maja", deal, concern, "e", Verdict(reason, LATER))


@pytest.mark.parametrize(
    ("reason", "english", "swedish"),
    [
        (
            Reason.FIRST_TIME,
            f"{SAID} {LEFT}",
            f"Jag sa det tis 24 nov kl 08.30, och om inget ändras säger jag det igen tors 26 nov kl 08.30. {KVAR}",
        ),
        (
            Reason.AGAIN,
            (
                "I said so once more on Tue 24 Nov, 08:30, as it was still true, and if nothing changes I say it again "
                f"on Thu 26 Nov, 08:30. {LEFT}"
            ),
            (
                "Jag sa det en gång till tis 24 nov kl 08.30, eftersom det fortfarande stämde, och om inget ändras "
                f"säger jag det igen tors 26 nov kl 08.30. {KVAR}"
            ),
        ),
        (
            Reason.SAID_LATELY,
            "I had said it lately, so I keep quiet until Thu 26 Nov, 08:30.",
            "Jag hade nyss sagt det, så jag är tyst till tors 26 nov kl 08.30.",
        ),
        (
            Reason.SNOOZED,
            "I was asked to be quiet until Thu 26 Nov, 08:30.",
            "Jag blev ombedd att vara tyst till tors 26 nov kl 08.30.",
        ),
        (
            Reason.OUTSIDE_HOURS,
            "It was outside working hours, so I wait until Thu 26 Nov, 08:30.",
            "Det var utanför arbetstid, så jag väntar till tors 26 nov kl 08.30.",
        ),
        (
            Reason.ON_LEAVE,
            "Maja was on leave and nobody covered, so I wait until Thu 26 Nov, 08:30.",
            "Maja var ledig och ingen täckte upp, så jag väntar till tors 26 nov kl 08.30.",
        ),
        (
            Reason.HELD_BACK,
            "I say nothing about a few of these, picked by lot, to learn whether saying so helps. This is one of them.",
            (
                "Några få sådana säger jag inget om, utvalda med lott, för att lära mig om det hjälper att säga till. "
                "Det här är en av dem."
            ),
        ),
        (
            Reason.EXPLAINED,
            "Something else about the deal explains it, so I say that and not this.",
            "Något annat om affären förklarar det, så jag säger det i stället.",
        ),
        (
            Reason.ENOUGH_TODAY,
            "That was enough for one day, so I wait until Thu 26 Nov, 08:30.",
            "Det räckte för en dag, så jag väntar till tors 26 nov kl 08.30.",
        ),
        (
            Reason.NOBODY_TO_TELL,
            "Whoever looks after the deal is not here any more, so I told nobody.",
            "Den som har affären är inte kvar här, så jag sa det inte till någon.",
        ),
        (Reason.RESOLVED, "It was settled before I said anything.", "Det löste sig innan jag hann säga något."),
    ],
)
def test_every_verdict_is_a_sentence(
    fjord: FakeCompany, maja: Coach, reason: Reason, english: str, swedish: str
) -> None:
    judged(fjord, verdict(reason))
    maja.hears("why Nordfrakt")

    assert maja.said[0].splitlines()[:2] == ["Nordfrakt, fordonsparken", f"No next step. {english}"]

    maja.hears("settings")
    maja.submits(language="sv")
    maja.hears("varför Nordfrakt")

    assert maja.said[0].splitlines()[1] == f"Inget nästa steg. {swedish}"


def test_the_latest_verdict_on_each_concern_counts(fjord: FakeCompany, maja: Coach) -> None:
    judged(
        fjord,
        verdict(Reason.FIRST_TIME, when="2026-11-20 08:30"),
        verdict(Reason.SAID_LATELY),
        verdict(Reason.EXPLAINED, Concern.STAGE_OVERDUE),
    )
    maja.hears("why did you not remind me about Nordfrakt?")

    assert sorted(maja.said[0].splitlines()[1:3]) == [
        "Longer in its stage than expected. “No next step” explains it, so I say that and not this.",
        "No next step. I had said it lately, so I keep quiet until Thu 26 Nov, 08:30.",
    ]


def test_a_deal_that_was_never_spoken_of(maja: Coach) -> None:
    maja.hears("pause Nordfrakt")
    maja.submits(until="2026-12-24", reason="busy")
    maja.hears("why Nordfrakt")

    assert maja.said == [
        (
            "I have had nothing to say about Nordfrakt, fordonsparken so far.\n"
            "I look at it again on Thu 24 Dec, 08:30.\n"
            "[1] The deal"
        )
    ]


def test_today_what_was_said_comes_before_what_was_not(fjord: FakeCompany, maja: Coach) -> None:
    judged(
        fjord,
        verdict(Reason.ENOUGH_TODAY, deal="solberg"),
        verdict(Reason.FIRST_TIME),
        verdict(Reason.FIRST_TIME, deal="kraftverket", when="2026-11-20 08:30"),
    )
    maja.hears("why")

    assert maja.said == [
        (
            "What I thought today:\n"
            f"Nordfrakt, fordonsparken. No next step. {SAID} {LEFT}\n"
            "Solberg Bygg, larm. No next step. That was enough for one day, so I wait until Thu 26 Nov, 08:30.\n"
            "I speak up at most once a day, in your working hours.\n"
            "[1] My deals"
        )
    ]


def test_what_was_said_this_morning_counts_all_day(fjord: FakeCompany, maja: Coach) -> None:
    judged(
        fjord,
        verdict(Reason.OUTSIDE_HOURS, when="2026-11-24 08:00"),
        verdict(Reason.FIRST_TIME),
        verdict(Reason.SAID_LATELY, when="2026-11-24 12:00"),
    )
    maja.hears("why")

    told = f"Nordfrakt, fordonsparken. No next step. {SAID} {LEFT}"
    assert told in maja.said[0].splitlines()


def test_a_quiet_day(swedish_maja: Coach) -> None:
    swedish_maja.hears("varför?")

    assert swedish_maja.said == [
        (
            "Jag har inte haft något att påminna dig om i dag.\n"
            "Jag hör av mig högst en gång om dagen, på din arbetstid.\n"
            "[1] Mina affärer"
        )
    ]


def test_nobody_of_another_team_learns_of_the_deal(erik: Coach, fjord: FakeCompany) -> None:
    judged(fjord, verdict(Reason.FIRST_TIME))
    erik.hears("why Nordfrakt")

    assert erik.said == ["I find no deal called Nordfrakt.\n[1] My deals  [2] New deal"]


def test_the_button_of_an_older_message_tells_of_its_day(maja: Coach, fjord: FakeCompany) -> None:
    judged(fjord, verdict(Reason.FIRST_TIME))
    maja.clock = at("2026-11-26 09:00")

    maja.presses_of("why.today", "2026-11-24")

    assert maja.said[0].splitlines()[:2] == [
        "What I thought on Tue 24 Nov:",
        f"Nordfrakt, fordonsparken. No next step. {SAID} {LEFT}",
    ]


def test_what_another_concern_explains_is_left_out_beside_it(maja: Coach, fjord: FakeCompany) -> None:
    judged(fjord, verdict(Reason.FIRST_TIME), verdict(Reason.EXPLAINED, Concern.STAGE_OVERDUE))

    maja.hears("why")

    assert maja.said[0].splitlines()[1:-2] == [f"Nordfrakt, fordonsparken. No next step. {SAID} {LEFT}"]


# ---- what comes next -------------------------------------------------------------------------------------------------


def why(fjord: FakeCompany, maja: Coach, reason: Reason, until: datetime | None = LATER, **episode: Any) -> str:
    """The line about Nordfrakt's missing step when its episode is like that."""
    entry = replace(verdict(reason), verdict=Verdict(reason, until))
    with fjord.work() as work:
        work.nudging.save_episode(Episode("e", "nordfrakt", Concern.NO_NEXT_STEP, at("2026-11-20 00:00"), **episode))
        work.nudging.keep(entry)
        work.commit()
    maja.hears("why Nordfrakt")
    return maja.said[0].splitlines()[1].removeprefix("No next step. ")


def test_what_is_said_once_only_is_said_so(fjord: FakeCompany, maja: Coach) -> None:
    told = why(fjord, maja, Reason.FIRST_TIME, None)

    assert told == f"I said so on Tue 24 Nov, 08:30, and say it no more. {LEFT}"


@pytest.mark.parametrize(
    ("times", "until", "told"),
    [
        (1, LATER, "I said it on Mon 23 Nov, 08:30, so I keep quiet until Thu 26 Nov, 08:30."),
        (2, LATER, "I said it on Mon 23 Nov, 08:30; each repeat waits longer, so now until Thu 26 Nov, 08:30."),
        (1, None, "I said it on Mon 23 Nov, 08:30, and this I say only once."),
    ],
)
def test_when_it_was_said_and_when_again(
    fjord: FakeCompany, maja: Coach, times: int, until: datetime | None, told: str
) -> None:
    said_at = at("2026-11-23 08:30")

    assert why(fjord, maja, Reason.SAID_LATELY, until, said_at=said_at, times_said=times) == told


def test_quiet_until_they_answer(fjord: FakeCompany, maja: Coach) -> None:
    told = why(fjord, maja, Reason.SNOOZED, snoozed_until=at("2026-11-24 13:00"), until_heard=True)

    assert told == "I was asked to be quiet until they answer, Thu 26 Nov, 08:30 at the latest."


def test_what_was_said_and_is_settled(fjord: FakeCompany, maja: Coach) -> None:
    told = why(fjord, maja, Reason.RESOLVED, None, said_at=at("2026-11-23 08:30"), times_said=1)

    assert told == "I said it on Mon 23 Nov, 08:30, and it is settled."


def test_that_the_manager_will_be_asked_and_that_she_was(fjord: FakeCompany, maja: Coach) -> None:
    warned = {"said_at": at("2026-11-24 08:30"), "times_said": 2, "warned_at": at("2026-11-24 08:30")}

    will = why(fjord, maja, Reason.AGAIN, None, **warned)
    was = why(fjord, maja, Reason.AGAIN, None, **warned, escalated_at=at("2026-11-25 08:30"))

    before = f"I said so once more on Tue 24 Nov, 08:30, as it was still true. {LEFT}"
    assert (
        will == f"{before} If it is still open on Wed 25 Nov, I ask Karin Ek whether there is something to help with."
    )
    assert was == f"{before} I asked Karin Ek on Wed 25 Nov, 08:30 whether there is something to help with."


@pytest.mark.parametrize(
    "asked",
    [
        "why did you not remind me about Nordfrakt?",
        "Why didn't you tell me anything about the Nordfrakt deal today?",
        "varför påminde du mig inte om Nordfrakt?",
        "Varför har du inte sagt något om affären Nordfrakt idag?",
        "why so quiet about Nordfrakt",
        "varför tjatar du på mig om Nordfrakt",
    ],
)
def test_people_ask_in_their_own_words(fjord: FakeCompany, maja: Coach, asked: str) -> None:
    judged(fjord, verdict(Reason.ENOUGH_TODAY))

    maja.hears(asked)

    assert (
        maja.said[0].splitlines()[1] == "No next step. That was enough for one day, so I wait until Thu 26 Nov, 08:30."
    )


@pytest.mark.parametrize(
    "asked", ["why didn't you remind me of anything today?", "varför har du inte sagt något idag?"]
)
def test_without_a_name_it_is_about_today(maja: Coach, asked: str) -> None:
    maja.hears(asked)

    assert maja.said[0].splitlines()[0] == "I have had nothing to remind you of today."


def test_who_covers_learns_why_about_what_they_were_told_of(fjord: FakeCompany, maja: Coach) -> None:
    with fjord.work() as work:
        work.persons.save(replace(TOM, away=(Leave(date(2026, 11, 23), date(2026, 11, 24), "maja"),)))
        work.commit()
    judged(fjord, verdict(Reason.FIRST_TIME, deal="hudson"))

    maja.hears("why")

    assert maja.said[0].splitlines()[1].startswith("Hudson Freight, fleet renewal. No next step. I said so")


def test_that_a_deal_is_put_off_goes_before_what_was_thought_before(fjord: FakeCompany, maja: Coach) -> None:
    maja.hears("snooze Nordfrakt until they answer")
    maja.hears("why Nordfrakt")
    assert maja.said == [
        (
            "Nordfrakt, fordonsparken\n"
            "It is put off until they answer, Tue 8 Dec, 08:30 at the latest.\n"
            "I look at it again on Tue 8 Dec, 08:30.\n"
            "[1] The deal"
        )
    ]

    judged(fjord, verdict(Reason.FIRST_TIME))
    maja.hears("snooze Nordfrakt")
    maja.hears("why Nordfrakt")

    assert maja.said[0].splitlines()[1:3] == [
        "It is put off until Fri 27 Nov, 08:30.",
        f"No next step. {SAID} {LEFT}",
    ]
