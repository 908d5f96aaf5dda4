"""People: who they are, behind which accounts, and where they can be spoken to."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from domain.chat import Place
from domain.person import Hours, Role
from tests.storage.stored import Company, put, read
from tests.support.builders import ERIK, KARIN, MAJA, TOM, at, person

DIRECT = Place("slack", "T1", "D1")


def test_a_person_is_read_back_as_saved(company: Company) -> None:
    hours = Hours(time(7, 15), time(12), (1, 3, 6))
    odd = person(
        "åsa",
        "Åsa Öberg",
        role=Role.ADMIN,
        hours=hours,
        chosen=("language", "hours"),
        email=None,
        brief=False,
        reminders=False,
    )

    put(company, odd, MAJA)

    assert read(company, lambda work: work.persons.get("åsa")) == odd
    assert read(company, lambda work: work.persons.get("nobody")) is None


def test_a_person_saved_again_is_replaced(company: Company) -> None:
    put(company, MAJA)

    put(company, replace(MAJA, language="en"))

    assert read(company, lambda work: work.persons.all()) == [replace(MAJA, language="en")]


def test_a_person_saved_again_is_seen_by_the_work_that_read_them_before(company: Company) -> None:
    put(company, MAJA)

    with company.work() as work:
        work.persons.get("maja")
        work.persons.save(replace(MAJA, language="en"))

        assert work.persons.get("maja") == replace(MAJA, language="en")


def test_an_email_address_is_found_however_it_is_written(company: Company) -> None:
    put(company, MAJA, TOM, person("imported", email=None))

    assert read(company, lambda work: work.persons.by_email(" Maja@Example.COM ")) == MAJA
    assert read(company, lambda work: work.persons.by_email("")) is None
    assert read(company, lambda work: work.persons.by_email("maja")) is None


def test_a_name_is_found_when_it_is_one_persons(company: Company) -> None:
    put(company, MAJA, TOM, person("berg1", "Åsa Berg"), person("berg2", "Åsa Berg"))

    assert read(company, lambda work: work.persons.by_name("maja  LIND")) == MAJA
    assert read(company, lambda work: work.persons.by_name("Maja")) is None
    assert read(company, lambda work: work.persons.by_name("Åsa Berg")) is None


def test_everybody_is_listed_by_name(company: Company) -> None:
    put(company, TOM, MAJA, KARIN, ERIK)

    assert read(company, lambda work: work.persons.all()) == [ERIK, KARIN, MAJA, TOM]


def test_whoever_was_introduced_is_behind_the_account(company: Company) -> None:
    put(company, MAJA, TOM)

    with company.work() as work:
        work.persons.introduce("slack", "T1", "U1", "maja")
        work.persons.introduce("slack", "T1", "U1", "maja")
        work.persons.introduce("slack", "T2", "U1", "tom")
        work.commit()

    assert read(company, lambda work: work.persons.behind("slack", "T1", "U1")) == MAJA
    assert read(company, lambda work: work.persons.behind("slack", "T2", "U1")) == TOM
    assert read(company, lambda work: work.persons.behind("teams", "T1", "U1")) is None


def test_an_account_that_changes_hands_belongs_to_the_latest(company: Company) -> None:
    put(company, MAJA, TOM)

    with company.work() as work:
        work.persons.introduce("slack", "T1", "U1", "maja")
        work.persons.introduce("slack", "T1", "U1", "tom")

        assert work.persons.behind("slack", "T1", "U1") == TOM


def test_a_person_is_spoken_to_where_they_were_seen_last(company: Company) -> None:
    put(company, MAJA, TOM)
    teams, later = Place("teams", "t", "19:x"), Place("slack", "T1", "D2", thread="1.2")

    with company.work() as work:
        work.persons.seen_at("maja", DIRECT, at("2026-11-24 08:00"))
        work.persons.seen_at("maja", teams, at("2026-11-24 09:00"))
        work.persons.seen_at("tom", DIRECT, at("2026-11-24 11:00"))
        work.persons.seen_at("maja", later, at("2026-11-24 10:00"))
        work.commit()

    assert read(company, lambda work: work.persons.places("maja")) == [later, teams]
    assert read(company, lambda work: work.persons.places("karin")) == []


def test_what_an_adapter_keeps_of_a_conversation_is_given_back(company: Company) -> None:
    with company.work() as work:
        work.persons.keep_address(DIRECT, '{"old": 1}')
        work.persons.keep_address(DIRECT, '{"service": "https://smba.example"}')
        work.commit()

    assert read(company, lambda work: work.persons.address(DIRECT)) == '{"service": "https://smba.example"}'
    assert read(company, lambda work: work.persons.address(replace(DIRECT, conversation="D2"))) is None


def test_those_whom_nothing_can_be_sent_to_come_as_they_were_stopped(company: Company) -> None:
    tom = replace(TOM, stopped="gone from slack", stopped_at=at("2026-11-25 09:00"))
    maja = replace(MAJA, stopped="gone from teams", stopped_at=at("2026-11-24 09:00"), stop_told=True)
    put(company, tom, maja, KARIN)

    assert read(company, lambda work: work.persons.stopped()) == [maja, tom]


def test_whoever_can_be_spoken_to_on_one_platform_alone_is_known(company: Company) -> None:
    put(company, MAJA, TOM, KARIN)
    with company.work() as work:
        for person, platform in (("maja", "slack"), ("maja", "teams"), ("tom", "slack"), ("karin", "teams")):
            work.persons.seen_at(person, Place(platform, "T1", person), at("2026-11-24 09:00"))
        work.commit()

    assert read(company, lambda work: work.persons.only_on("slack")) == [TOM]
    assert read(company, lambda work: work.persons.only_on("teams")) == [KARIN]
    assert read(company, lambda work: work.persons.only_on("web")) == []


def test_several_people_are_asked_for_together(company: Company) -> None:
    put(company, MAJA, TOM, KARIN)

    with company.work() as work:
        work.persons.get("tom")
        assert work.persons.some(["tom", "maja", "nobody"]) == [TOM, MAJA]
        assert work.persons.get("maja") == MAJA
