"""The few words of the page itself, in the person's language."""

from __future__ import annotations

from bot.words import Speech, text_of
from domain.person import Person
from domain.words import msg


def chrome(person: Person, speech: Speech) -> dict[str, str]:
    """Texts of the page by their name in the script."""
    words = {
        "hello": msg("Hello {name}. Tell me about a meeting, in your own words.", name=person.first_name),
        "hint": msg("I listen for who you met, what they said and what happens next. What I am not sure of, I ask."),
        "write": msg("What happened?"),
        "send": msg("Send"),
        "rooms": msg("Where you read"),
        "writethere": msg("Write in the thread"),
        "answerthere": msg("Answer in the thread"),
        "aside": msg("My answer is in our own talk."),
        "nothing": msg("Nothing has been said here yet."),
        "cancel": msg("Cancel"),
        "actas": msg("You are"),
        "clock": msg("The clock"),
        "hour": msg("One hour on"),
        "day": msg("One day on"),
        "week": msg("One week on"),
        "morning": msg("To my next working morning"),
        "deals": msg("My deals"),
        "log": msg("Log a meeting"),
        "settings": msg("My settings"),
        "help": msg("What can you do?"),
        "unasked": msg("said unasked"),
        "choose": msg("Choose"),
        "broken": msg("The coach cannot be reached. Your text is still here; try again in a moment."),
        "sample": msg("A sample company on this machine. Nothing leaves it."),
    }
    return {key: text_of(message, speech) for key, message in words.items()}
