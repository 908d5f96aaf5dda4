"""The people of app.yaml, brought into the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from domain.person import Hours, Person, Role
from domain.settings import Member
from storage.people import sync_people
from tests.storage.stored import Company, put, read
from tests.support.builders import HOURS, MAJA, member, settings
from tests.support.fake import FakeCompany

MORNINGS = Hours(time(7), time(12), (0, 1))


def synced(*members: Member, known: tuple[Person, ...] = ()) -> FakeCompany:
    """A company whose app.yaml names these members, brought up to date."""
    company = FakeCompany(settings(people=members))
    put(company, *known)
    with company.work() as work:
        sync_people(work)
        work.commit()
    return company


def test_everybody_in_the_settings_becomes_a_person(company: Company) -> None:
    with company.work() as work:
        sync_people(work)
        work.commit()

    people = read(company, lambda work: work.persons.all())
    assert [person.email for person in people] == [
        "erik@example.com", "karin@example.com", "maja@example.com", "tom@example.com",
    ]  # fmt: skip
    tom = people[3]
    assert tom == Person(
        tom.id, "Tom Reed", "tom@example.com", Role.REP, "north", "en", "America/New_York", "US", HOURS
    )


def test_a_person_who_is_known_is_brought_up_to_date_and_keeps_their_id() -> None:
    company = synced(member("Maja@example.com", "Maja Lind", team="south", hours=MORNINGS), known=(MAJA,))

    assert company.state.persons == {"maja": replace(MAJA, email="Maja@example.com", team="south", hours=MORNINGS)}


def test_what_a_person_chose_is_left_alone() -> None:
    chosen = replace(MAJA, language="en", hours=MORNINGS, chosen=("language", "hours"))

    company = synced(member("maja@example.com", "Maja Ek", role=Role.MANAGER), known=(chosen,))

    assert company.state.persons == {"maja": replace(chosen, name="Maja Ek", role=Role.MANAGER)}


def test_an_owner_known_by_name_alone_becomes_the_member_of_that_name() -> None:
    owner = replace(MAJA, email=None, team="")

    company = synced(member("maja@example.com", "Maja Lind"), known=(owner,))

    assert company.state.persons == {"maja": MAJA}


def test_a_namesake_with_another_address_is_somebody_else() -> None:
    company = synced(member("maja.lind@example.com", "Maja Lind"), known=(MAJA,))

    assert len(company.state.persons) == 2
    assert company.state.persons["maja"] == MAJA


def test_whoever_left_the_settings_is_kept_for_the_history() -> None:
    assert synced(known=(MAJA,)).state.persons == {"maja": MAJA}


def test_a_second_time_changes_nothing(company: Company) -> None:
    with company.work() as work:
        sync_people(work)
        work.commit()
    before = read(company, lambda work: work.persons.all())

    with company.work() as work:
        sync_people(work)
        work.commit()

    assert read(company, lambda work: work.persons.all()) == before
