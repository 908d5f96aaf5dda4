"""Teams and the people in them, as app.yaml gives them."""

from __future__ import annotations

from datetime import time

from bot.settings.nodes import Section, Spot
from bot.settings.standups import standups_from
from bot.settings.values import WEEKDAYS, clock, country, email, key, one_of, text, zone
from domain.person import Hours, Role
from domain.settings import Company, Digest, Member, Team


def hours_from(spot: Spot, default: Hours) -> Hours:
    """Working hours; what is left out is as in `default`."""
    section = spot.section()
    given = section.items("days")
    weekdays = {WEEKDAYS.index(item.read(one_of(WEEKDAYS, "weekday"), "mon")) for item in given}
    start, end = section.take("from", clock, default.start), section.take("to", clock, default.end)
    if end <= start:
        spot.wrong(f"the day ends at {end:%H:%M}, which is not after {start:%H:%M}.")
        return default
    return Hours(start, end, tuple(sorted(weekdays)) or default.days)


def _digests(team: Section) -> tuple[Digest, ...]:
    """What the team's manager or channel gets: one digest, or a list of them."""
    given = team.get("digest")
    if given is None:
        return ()
    has_channel = team.get("channel") is not None
    return tuple(_digest(below, has_channel) for below in (given.items() if given.is_list else (given,)))


def _digest(spot: Spot, has_channel: bool) -> Digest:
    section = spot.section()
    one, several = section.get("day"), section.items("days")
    given = several or ((one,) if one else ())
    if not section.missing and (not given or (one and several)):
        spot.wrong("either day or days belongs here, as in day: mon or days: [mon, thu].")
    days = {WEEKDAYS.index(item.read(one_of(WEEKDAYS, "weekday"), "mon")) for item in given}
    to = section.take("to", one_of(("manager", "channel"), "choice"), "manager")
    if to == "channel" and not has_channel:
        spot.wrong("it goes to the team's channel, and the team names none.")
    return Digest(tuple(sorted(days)), section.need("at", clock, time(8, 30)), to)


class People:
    """Collects everybody, each once."""

    def __init__(self, company: Company, hours: Hours) -> None:
        self.members: list[Member] = []
        self._company = company
        self._hours = hours
        self._lines: dict[str, int] = {}

    def team(self, name: str, spot: Spot, processes: tuple[str, ...]) -> Team:
        """A team; its manager and people are added."""
        section = spot.section()
        team = spot.key_as(key, name)
        manager = section.required("manager")
        managed_by = self._add(manager, Role.MANAGER, team) if manager else ""
        for below in section.items("people"):
            self._add(below, Role.REP, team)
        return Team(
            key=team,
            name=section.take("name", text, name.replace("_", " ").capitalize()),
            manager=managed_by,
            channel=section.take("channel", text, ""),
            process=section.need("process", one_of(processes, "process"), ""),
            sees=section.take("sees", one_of(("own", "team", "company"), "choice"), "team"),
            edits=section.take("edits", one_of(("own", "team"), "choice"), "own"),
            digests=_digests(section),
            standups=standups_from(section, self._company),
        )

    def admins(self, spots: tuple[Spot, ...]) -> None:
        """Those who look after Askfirst and belong to no team."""
        for spot in spots:
            self._add(spot, Role.ADMIN, "")

    def _add(self, spot: Spot, role: Role, team: str) -> str:
        """The address of whoever is given here. A manager of several teams is given in full once, by address after."""
        member = self._member(spot, role, team)
        first = self._lines.setdefault(member.email, spot.line)
        known = next((one for one in self.members if one.email == member.email), None)
        if known is None:
            self.members.append(member)
        elif not (role is known.role is Role.MANAGER and spot.is_text):
            spot.wrong(f"{member.email} is here already, on line {first}. Everybody belongs to one team.")
        return member.email

    def _member(self, spot: Spot, role: Role, team: str) -> Member:
        company = self._company
        if spot.is_text:
            address = spot.read(email, "")
            return self._plain(address, role, team)
        section = spot.section()
        address = section.need("email", email, "")
        plain = self._plain(address, role, team)
        hours = section.get("hours")
        return Member(
            email=address,
            name=section.take("name", text, plain.name),
            role=role,
            team=team,
            language=section.take("language", one_of(company.languages, "language of the company"), plain.language),
            zone=section.take("zone", zone, plain.zone),
            country=section.take("country", country, plain.country),
            hours=hours_from(hours, self._hours) if hours else self._hours,
        )

    def _plain(self, address: str, role: Role, team: str) -> Member:
        """Somebody of whom only the address is given: the name is read from it, the rest is the company's."""
        company = self._company
        name = " ".join(part.capitalize() for part in address.split("@")[0].replace("_", ".").split(".") if part)
        return Member(address, name, role, team, company.languages[0], company.zone, company.country, self._hours)
