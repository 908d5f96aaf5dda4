"""A standup is answered with a button or in the form; each changes their own part alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.chat import Incoming, Place, Press
from domain.errors import Conflict
from domain.nudges import OutboxItem
from domain.ports import Work
from domain.standup import NO_DRAFT, Draft, How, Phase, Standup
from domain.words import msg
from handlers.standup.mine import Mine, mine_of
from tests.handlers.morning import DRAFT, asked, at_nine, line_of, own_message, part_of
from tests.handlers.room import TUESDAY, channel, edits
from tests.support.builders import KARIN, at, person
from tests.support.fake import FakeCompany


def test_one_press_confirms_what_was_written_for_them(fjord: FakeCompany) -> None:
    asked(fjord, "maja", "tom")
    maja = at_nine(fjord, "maja")
    maja.presses_of("standup.confirm", "s1")

    assert maja.said == ["Your part of the standup is in.\n[1] The standup  [2] Change"]
    assert own_message(fjord, "maja") == [
        "---",
        "Pipeline standup, North ✓ 09:20",
        "– Nordfrakt: demo held",
        "– Solberg Bygg: quote Wed",
        "[1] Change",
        "---",
        "Kraftverket has no next step.",
    ]
    assert line_of(fjord, "Maja") == "Maja ✓ Nordfrakt: demo held Solberg Bygg: quote Wed"
    assert part_of(fjord, "tom").how is How.WAITING


def test_a_second_press_changes_nothing(fjord: FakeCompany) -> None:
    asked(fjord, "maja")
    maja = at_nine(fjord, "maja")
    maja.presses_of("standup.confirm", "s1")
    once = part_of(fjord, "maja")
    maja.clock = at("2026-11-24 09:40")
    maja.presses_again()

    assert maja.said == ["Your part of the standup is in.\n[1] The standup  [2] Change"]
    assert part_of(fjord, "maja") == once
    assert edits(fjord) == 1


@pytest.mark.parametrize(
    ("button", "how", "said"),
    [
        ("standup.nothing", How.NOTHING_NEW, "The standup says that you have nothing new."),
        ("standup.pass", How.PASSED, "The standup goes on without you today."),
    ],
)
def test_nothing_new_and_not_today_are_answers_too(fjord: FakeCompany, button: str, how: How, said: str) -> None:
    asked(fjord, "maja")
    maja = at_nine(fjord, "maja")
    maja.presses_of(button, "s1")

    assert maja.said == [f"{said}\n[1] The standup  [2] Change"]
    assert (part_of(fjord, "maja").how, part_of(fjord, "maja").is_answered) == (how, True)


def test_nothing_new_besides_ones_own_words_leaves_these(fjord: FakeCompany) -> None:
    asked(fjord, "maja")
    maja = at_nine(fjord, "maja")
    maja.hears("standup calling Ida")
    maja.presses_of("standup.nothing", "s1")

    assert maja.said == ["Your part of the standup is in, in your own words.\n[1] The standup  [2] Change"]
    assert line_of(fjord, "Maja") == "Maja ✓ calling Ida"


def test_the_form_holds_what_stands_and_takes_ones_own_words(fjord: FakeCompany) -> None:
    asked(fjord, "maja")
    maja = at_nine(fjord, "maja")
    maja.presses_of("standup.edit", "s1")
    assert maja.form is not None
    assert {field.key: field.value for field in maja.form.fields} == {"keep": "keep", "told_help": "", "words": ""}
    maja.submits(words="Calling Ida at Åkerlunds", told_help="Who knows the CFO at Kraftverket?", keep="drop")

    assert (part_of(fjord, "maja").how, part_of(fjord, "maja").words) == (How.OWN, "Calling Ida at Åkerlunds")
    assert part_of(fjord, "maja").answer("help") == "Who knows the CFO at Kraftverket?"
    assert maja.buttons == ["Change"]
    maja.presses("Change")
    assert {field.key: field.value for field in maja.form.fields} == {
        "keep": "drop",
        "told_help": "Who knows the CFO at Kraftverket?",
        "words": "Calling Ida at Åkerlunds",
    }


def test_the_form_in_swedish(fjord: FakeCompany) -> None:
    asked(fjord, "karin")
    karin = at_nine(fjord, "karin")
    karin.presses_of("standup.edit", "s1")

    assert karin.said[0].splitlines()[:1] == ["Min del av avstämningen"]


def test_what_is_too_long_is_refused_beside_its_field_and_nothing_is_kept(fjord: FakeCompany) -> None:
    asked(fjord, "maja")
    maja = at_nine(fjord, "maja")
    maja.presses_of("standup.edit", "s1")
    maja.submits(words="x" * 1001)

    assert maja.said == ["That is longer than I can keep here: 1,000 characters at most."]
    assert not part_of(fjord, "maja").is_answered


def test_an_empty_form_without_what_the_deals_tell_is_nothing_new(fjord: FakeCompany) -> None:
    asked(fjord, "maja")
    maja = at_nine(fjord, "maja")
    maja.presses_of("standup.edit", "s1")
    maja.submits(keep="drop")

    assert part_of(fjord, "maja").how is How.NOTHING_NEW


def test_whoever_was_away_may_answer_all_the_same(fjord: FakeCompany) -> None:
    asked(fjord, "maja")
    with fjord.work() as work:
        away = replace(part_of(fjord, "maja"), how=How.AWAY, draft=NO_DRAFT, asks_at=None, asked_in="")
        work.standups.save_part(away)
        work.commit()
    maja = at_nine(fjord, "maja")
    maja.hears("standup calling from the beach")

    assert "Nordfrakt: no next step yet." in line_of(fjord, "Maja")
    assert line_of(fjord, "Maja").endswith("calling from the beach")


def test_whoever_has_joined_the_team_meanwhile_gets_a_part(fjord: FakeCompany) -> None:
    asked(fjord, "maja")
    with fjord.work() as work:
        work.persons.save(person("lisa", "Lisa Ek", language="en", added_by="karin"))
        work.commit()
    lisa = at_nine(fjord, "lisa")
    lisa.presses_of("standup.edit", "s1")
    lisa.submits(words="My first week")

    assert line_of(fjord, "Lisa") == "Lisa ✓ My first week"


def test_an_answer_before_it_opens_waits_in_no_channel(fjord: FakeCompany) -> None:
    ahead = replace(TUESDAY, phase=Phase.AHEAD, message="")
    with fjord.work() as work:
        assert work.standups.add(ahead)
        work.commit()
    maja = at_nine(fjord, "maja")
    maja.hears("standup calling Ida")

    assert part_of(fjord, "maja").words == "calling Ida"
    assert not fjord.state.outbox


def ended(fjord: FakeCompany) -> Standup:
    with fjord.work() as work:
        now = work.standups.save(replace(TUESDAY, phase=Phase.ENDED, ended_at=at("2026-11-24 10:00")))
        work.commit()
    return now


def test_a_late_answer_lands_and_is_changed_until_the_next_one_opens(fjord: FakeCompany) -> None:
    asked(fjord, "maja")
    tuesday = ended(fjord)
    maja = at_nine(fjord, "maja")
    maja.clock = at("2026-11-25 11:00")
    maja.presses_of("standup.confirm", "s1")
    maja.presses("Change")
    maja.clock = at("2026-11-25 12:00")
    maja.submits(words="and the price list")

    part = part_of(fjord, "maja")
    assert (part.answered_at, part.changed_at) == (at("2026-11-25 11:00"), at("2026-11-25 12:00"))
    assert "and the price list" in channel(fjord)

    with fjord.work() as work:
        opens = at("2026-11-26 09:15")
        work.standups.add(replace(tuesday, id="s2", key="next", opens_at=opens, phase=Phase.OPEN, ended_at=None))
        work.commit()
    before = part_of(fjord, "maja")
    maja.presses_of("standup.nothing", "s1")

    assert maja.said == ["The next standup has opened, so that of Tue 24 Nov stays as it is."]
    assert part_of(fjord, "maja") == before


def test_one_that_was_called_off_takes_no_answer(fjord: FakeCompany) -> None:
    asked(fjord, "maja", standup=replace(TUESDAY, phase=Phase.CALLED_OFF))
    maja = at_nine(fjord, "maja")
    maja.presses_of("standup.confirm", "s1")

    assert maja.said == ["The standup of Tue 24 Nov was called off. Nothing was changed."]


def test_nobody_of_another_team_has_a_part_or_sees_it(fjord: FakeCompany) -> None:
    asked(fjord, "maja")
    erik = at_nine(fjord, "erik")
    for action in ("standup.edit", "standup.confirm", "standup.bare"):
        erik.presses_of(action, "s1")
        assert erik.said == ["Det är ett annat teams avstämning. Inget ändrades."]
    erik.presses_of("standup.show", "s1")

    assert erik.said == ["Jag hittar inte den avstämningen längre. Inget ändrades."]
    assert fjord.work().standups.part("s1", "erik") is None


def test_who_took_part_is_for_the_manager_alone(fjord: FakeCompany) -> None:
    asked(fjord, "maja", "tom")
    with fjord.work() as work:
        work.persons.save(replace(KARIN, language="en"))
        work.commit()
    maja, karin = at_nine(fjord, "maja"), at_nine(fjord, "karin")
    maja.presses_of("standup.who", "s1")
    karin.presses_of("standup.who", "s1")

    assert maja.said == ["Who took part is for whoever leads the team alone."]
    assert "Maja" in karin.said[0]


def test_the_message_that_asked_is_told_anew_though_its_nudge_has_healed_first(fjord: FakeCompany) -> None:
    asked(fjord, "maja")
    with fjord.work() as work:
        first = work.nudging.letter("asked-maja")[0]
        edit = OutboxItem(
            "e1", "edit:asked-maja:1", "maja", first.reply, (), at("2026-11-24 09:00"), at("2026-11-24 09:00")
        )
        healed = edit.reply.replace("Kraftverket has no next step.", "Done 09:00.")
        assert healed != edit.reply
        work.nudging.put(replace(edit, amends="asked-maja", reply=healed, sent_at=edit.created_at))
        work.commit()
    maja = at_nine(fjord, "maja")
    maja.presses_of("standup.confirm", "s1")

    assert own_message(fjord, "maja")[-1] == "Done 09:00."
    assert own_message(fjord, "maja")[1] == "Pipeline standup, North ✓ 09:20"


def before_own_part(work: Work) -> Mine:
    """Maja, whose press is heard while somebody else works."""
    here = Place("test", "", "maja")
    return mine_of("s1", Incoming("d1", at("2026-11-24 09:15"), "maja", here, Press("standup.confirm", "s1")), work)


def test_an_answer_at_the_instant_of_opening_is_kept_as_it_was_seen(fjord: FakeCompany) -> None:
    asked(fjord, "maja")
    with fjord.work() as work:
        mine = before_own_part(work)
        with fjord.work() as opening:
            drawn = replace(
                part_of(fjord, "maja"), draft=Draft((msg("{line}", line="a later draft"),)), asked_in="anew"
            )
            opening.standups.save_part(drawn)
            opening.commit()
        mine.answered(replace(mine.part, how=How.CONFIRMED))
        work.commit()

    part = part_of(fjord, "maja")
    assert (part.how, part.draft, part.asked_in) == (How.CONFIRMED, DRAFT, "anew")


def test_of_two_answers_at_one_instant_the_second_is_refused(fjord: FakeCompany) -> None:
    asked(fjord, "maja")
    with fjord.work() as work:
        mine = before_own_part(work)
        at_nine(fjord, "maja").hears("standup calling Ida")
        with pytest.raises(Conflict):
            mine.answered(replace(mine.part, how=How.NOTHING_NEW))

    assert part_of(fjord, "maja").words == "calling Ida"
