"""Taking back what was told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from domain.acting import Doing
from domain.facts import Grounds, StepEnd
from domain.moving import move
from domain.process import Need, Process
from domain.words import Amount
from tests.support.builders import KEY_ACCOUNT, NEW_BUSINESS, OPENED, answer, at, settings, step
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

TUESDAY = at("2026-11-24 14:00")
TOLD_ON = OPENED.date()
NOTE = "met Anna Berg at Nordfrakt, demo friday 10, she agreed"


def test_one_press_takes_a_note_back(maja: Coach, fjord: FakeCompany) -> None:
    before = fjord.work().deals.get("nordfrakt")
    maja.hears(NOTE)

    maja.presses("Undo")

    assert maja.said == ["Taken back. Nordfrakt, fordonsparken is as it was.\nNo next step.\n[1] Tell it again"]
    work = fjord.work()
    after = work.deals.get("nordfrakt")
    assert before is not None and after is not None
    assert replace(after, version=0, attention_at=None) == replace(before, version=0, attention_at=None)
    assert (work.facts.meetings("nordfrakt"), work.facts.steps("nordfrakt")) == ([], [])


def test_it_says_so_in_swedish(swedish_maja: Coach) -> None:
    maja = swedish_maja
    maja.hears("träffade Anna Berg på Nordfrakt, demo fre 10, hon sa ja")

    maja.hears("ångra")

    assert maja.said == ["Ångrat. Nordfrakt, fordonsparken är som den var.\nInget nästa steg.\n[1] Berätta igen"]


def test_what_was_answered_under_a_note_goes_with_it(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Anna Berg at Nordfrakt, I will send the quote friday. budget is 400k")
    maja.presses("Said yes")
    maja.presses("Anna Berg")

    maja.presses("Undo")

    assert maja.said[0].startswith("Taken back.")
    work = fjord.work()
    assert (work.facts.steps("nordfrakt"), work.facts.answers("nordfrakt")) == ([], [])


def test_a_step_that_was_kept_runs_again(maja: Coach, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.facts.add(step("demo", "2026-11-24", ours="demo", theirs="demo"))
        work.commit()
    maja.hears("demo with Anna at Nordfrakt went well. next a call friday, she said yes")
    assert [end.end for _, end in fjord.work().facts.steps("nordfrakt") if end] == [StepEnd.KEPT]

    maja.presses("Undo")

    assert "Next step: demo, Tue 24 Nov." in maja.said[0]
    assert [end for _, end in fjord.work().facts.steps("nordfrakt")] == [None]


def test_a_second_press_changes_nothing(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears(NOTE)
    maja.presses("Undo")
    entries = len(fjord.state.journal)

    maja.presses_again()

    assert maja.said == ["That is undone already."]
    assert len(fjord.state.journal) == entries


def test_the_word_takes_back_the_latest_act(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears(NOTE)
    maja.hears("called Anna Berg at Nordfrakt today, she is happy")

    maja.hears("undo")

    assert "Next step: demo, Fri 27 Nov, 10:00." in maja.said[0]
    assert len(fjord.work().facts.meetings("nordfrakt")) == 1


def test_with_nothing_told_there_is_nothing_to_undo(maja: Coach) -> None:
    maja.hears("undo")

    assert maja.said == ["There is nothing to undo."]


def test_an_earlier_note_is_taken_back_and_the_later_stays(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears(NOTE)
    maja.presses("Not now")
    maja.hears("called Anna Berg at Nordfrakt today, she is happy. worth 500k")
    first = fjord.state.journal[0].id

    maja.presses_of("undo.act", first)

    assert maja.said == [
        "Taken back. What was told of Nordfrakt, fordonsparken after it stays.\nNo next step.\n[1] Tell it again"
    ]
    work = fjord.work()
    kept = work.deals.get("nordfrakt")
    assert kept is not None and kept.worth == Amount(Decimal(500_000), "SEK")
    assert [meeting.note for meeting in work.facts.meetings("nordfrakt")] == [
        "called Anna Berg at Nordfrakt today, she is happy. worth 500k"
    ]


def test_a_colleague_cannot_undo_it_and_the_manager_can(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears(NOTE)
    act = fjord.state.journal[0].id
    tom, karin = Coach(fjord.work, "tom", TUESDAY), Coach(fjord.work, "karin", TUESDAY)

    tom.presses_of("undo.act", act)
    karin.presses_of("undo.act", act)

    assert tom.said == ["Only whoever told me, or the team's manager, can take that back. Nothing was changed."]
    assert karin.said[0].startswith("Ångrat.")
    assert fjord.work().facts.meetings("nordfrakt") == []


def test_what_was_taken_back_can_be_told_again(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears(NOTE)
    maja.presses("Undo")

    maja.presses("Tell it again")
    maja.submits()

    assert maja.said[0].startswith(
        "Nordfrakt, fordonsparken. Saved.\nMet Anna Berg today.\nNext step: demo, Fri 27 Nov"
    )
    assert len(fjord.work().facts.meetings("nordfrakt")) == 1


def test_a_note_that_is_corrected_later_keeps_its_time_in_the_stage(maja: Coach, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        for key in ("exit.needs", "decision_maker", "timeline", "exit.proposal", "budget", "competitors"):
            work.facts.add(answer(key, key, grounds=Grounds.CUSTOMER_SAID, said_by="Anna Berg", heard_on=TOLD_ON))
        work.commit()
    maja.hears("met Anna Berg, Nordfrakt moved to proposal")
    note = fjord.state.journal[0].id
    maja.clock = at("2026-11-25 09:00")
    maja.hears("move Nordfrakt to contract")
    maja.clock = at("2026-11-26 09:00")

    maja.presses_of("note.change", note)
    maja.submits(who="Johan Ek")

    work = fjord.work()
    now = work.deals.get("nordfrakt")
    assert now is not None and now.stage == "contract"
    assert [(one.stage, one.at) for one in work.facts.visits("nordfrakt")][1:] == [
        ("proposal", TUESDAY),
        ("contract", at("2026-11-25 09:00")),
    ]


def test_what_a_move_rests_on_is_named_and_stays(maja: Coach, fjord: FakeCompany) -> None:
    fjord.settings = settings(processes=(_hard(NEW_BUSINESS), KEY_ACCOUNT))
    maja.hears("Anna Berg at Nordfrakt says Johan decides")
    told = fjord.state.journal[0].id
    maja.clock = at("2026-11-25 09:00")
    with fjord.work() as work:
        now = work.deals.get("nordfrakt")
        assert now is not None
        move(work, Doing("moved", "maja", maja.clock, "move"), now, replace(now, stage="proposal"), reason="in a hurry")
        work.commit()

    maja.presses_of("undo.act", told)

    went = "Nordfrakt, fordonsparken went to Proposal on Wed 25 Nov"
    assert maja.said == [f"{went}, and that rests on this (Who decides?). Undo that first."]
    assert len(fjord.work().facts.answers("nordfrakt")) == 1

    maja.presses_of("undo.act", "moved")
    maja.presses_of("undo.act", told)

    assert maja.said[0].startswith("Taken back. Nordfrakt, fordonsparken is as it was.")


def _hard(process: Process) -> Process:
    """The process, where no reason gets a deal past needs before it is known who decides."""
    needs = replace(process.stages[1], needs=(Need("decision_maker", hard=True),))
    return replace(process, stages=(process.stages[0], needs, *process.stages[2:]))
