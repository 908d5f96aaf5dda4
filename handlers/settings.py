"""What a person decides for themselves: language, zone and the hours in which the coach may speak up."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from zoneinfo import available_timezones

from domain.attention import reconsider_of
from domain.chat import Ask, Choice, Facts, Field, FieldKind, Incoming, Option, Reply
from domain.person import Hours, Person
from domain.planning import plan_for
from domain.ports import Work
from domain.resensing import sense
from domain.standup_plans import planned
from domain.words import Listed, Message, msg
from handlers.parse import Filled, short
from handlers.replies import buttons, say
from handlers.speaker import speaker
from handlers.turn import form_of
from handlers.weekdays import say_days, weekdays_in

LANGUAGES = {"en": "English", "sv": "Svenska"}
"""What the languages call themselves."""
_BRIEF = msg("My day, in the morning")
_REMINDERS = msg("Reminder of the standup")
_YES_OR_NO = (Option("yes", msg("Yes")), Option("no", msg("No")))
_CHOSEN = {"yes": True, "no": False}
_SUGGESTED = 3
_CLOSE = 0.85


def open_settings(incoming: Incoming, work: Work) -> list[Reply]:
    """The form, with what holds now."""
    person = speaker(incoming, work)
    languages = tuple(Option(key, LANGUAGES.get(key, key)) for key in work.settings.company.languages)
    fields = (
        Field("language", msg("Language"), FieldKind.CHOICE, person.language, languages, required=True),
        Field("zone", msg("Time zone"), value=person.zone, required=True, hint=msg("Such as Europe/Stockholm.")),
        Field("start", msg("Work begins"), FieldKind.CLOCK, f"{person.hours.start:%H:%M}", required=True),
        Field("end", msg("Work ends"), FieldKind.CLOCK, f"{person.hours.end:%H:%M}", required=True),
        Field(
            "days",
            msg("Working days"),
            value=say_days(person.hours.days, person.language),
            required=True,
            hint=msg("Such as mon-fri, or mon wed thu."),
        ),
        *_brief_field(person, work),
        *_reminders_field(person, work),
    )
    return [Ask("settings.save", msg("My settings"), fields, send=msg("Save"))]


def _brief_field(person: Person, work: Work) -> tuple[Field, ...]:
    """Where the company wants the brief, each decides about their own."""
    if not work.settings.nudges.brief:
        return ()
    now, hint = "yes" if person.brief else "no", msg("Today's meetings and steps, and what to ask there.")
    return (Field("brief", _BRIEF, FieldKind.CHOICE, now, _YES_OR_NO, required=True, hint=hint),)


def _reminders_field(person: Person, work: Work) -> tuple[Field, ...]:
    """Where the team is reminded of its standup, each decides about their own."""
    if not _is_reminded(person, work):
        return ()
    now, hint = "yes" if person.reminders else "no", msg("Once before it ends, when you have not answered.")
    return (Field("reminders", _REMINDERS, FieldKind.CHOICE, now, _YES_OR_NO, required=True, hint=hint),)


def _is_reminded(person: Person, work: Work) -> bool:
    team = work.settings.team(person.team)
    return team is not None and any(one.plan.remind for one in planned(work, team))


def save_settings(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form. What the person has set themselves is not overwritten by app.yaml any more."""
    person = speaker(incoming, work)
    filled = Filled(form_of(incoming), person, incoming.at)
    after = _changed(filled, work)
    if filled.errors:
        return filled.refusal()
    changed = {name for name in ("language", "zone", "hours") if getattr(after, name) != getattr(person, name)}
    after = replace(after, chosen=tuple(sorted({*person.chosen, *changed})))
    work.persons.save(after)
    if "zone" in changed:
        sense(work, work.deals.open_of(person.id))
    if changed & {"zone", "hours"}:
        reconsider_of(work, person.id)
    plan_for(work, after, incoming.at)
    return [_saved(after, work)]


def _changed(filled: Filled, work: Work) -> Person:
    person = filled.person
    language = filled.form.get("language")
    if language not in work.settings.company.languages:
        filled.wrong("language", msg("Choose one of the languages."))
    zone = zone_called(filled.form.get("zone"))
    if isinstance(zone, Message):
        filled.wrong("zone", zone)
        zone = person.zone
    brief = filled.chosen("brief", _CHOSEN, person.brief)
    reminders = filled.chosen("reminders", _CHOSEN, person.reminders)
    hours = _hours(filled, person.hours)
    return replace(person, language=language, zone=zone, hours=hours, brief=brief, reminders=reminders)


def _hours(filled: Filled, before: Hours) -> Hours:
    start, end = filled.clock("start") or before.start, filled.clock("end") or before.end
    days = weekdays_in(filled.line("days"))
    if not days:
        filled.wrong("days", msg("Write the days as mon-fri, or mon wed thu. There must be one at least."))
        days = before.days
    if start >= end:
        filled.wrong("end", msg("Work must end later than it begins."))
        return before
    return Hours(start, end, days)


def zone_called(typed: str) -> str | Message:
    """The IANA zone that was typed, in whatever case, or what to say when there is none of that name."""
    wanted = typed.strip().replace(" ", "_").casefold()
    if not wanted:
        return msg("Which zone is it? Write it as Europe/Stockholm.")
    zones = {zone.casefold(): zone for zone in available_timezones()}
    if wanted in zones:
        return zones[wanted]
    # People write the city: "Stockholm" is the last part of Europe/Stockholm.
    cities = {key.rsplit("/", 1)[-1]: key for key in sorted(zones) if "/" in key}
    near = [key for key in zones if wanted and key.endswith(f"/{wanted}")]
    if len(near) == 1:
        return zones[near[0]]
    near += get_close_matches(wanted, zones, _SUGGESTED, _CLOSE) or [
        cities[c] for c in get_close_matches(wanted, cities, _SUGGESTED, _CLOSE)
    ]
    found = tuple(dict.fromkeys(zones[key] for key in near))[:_SUGGESTED]
    if not found:
        return msg("I don't know the zone {zone}. Write it as Europe/Stockholm.", zone=short(typed))
    return msg("I don't know the zone {zone}. Did you mean {found}?", zone=short(typed), found=Listed(found, True))


def _saved(person: Person, work: Work) -> Reply:
    hours = person.hours
    brief = ((_BRIEF, msg("Yes") if person.brief else msg("No")),)
    reminders = ((_REMINDERS, msg("Yes") if person.reminders else msg("No")),)
    return say(
        msg("Saved. This is how I speak to you from now on:"),
        Facts((
            (msg("Language"), LANGUAGES.get(person.language, person.language)),
            (msg("Time zone"), person.zone),
            (msg("Working hours"), f"{hours.start:%H:%M}–{hours.end:%H:%M}"),
            (msg("Working days"), say_days(hours.days, person.language)),
            *(brief if work.settings.nudges.brief else ()),
            *(reminders if _is_reminded(person, work) else ()),
        )),
        buttons(Choice(msg("Change"), "settings.open"), Choice(msg("My deals"), "deal.list")),
    )  # fmt: skip
