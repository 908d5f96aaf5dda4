"""What the coach can do, in the person's language, made from the router's table."""

from __future__ import annotations

from collections.abc import Sequence

from domain.chat import Choice, Facts, Incoming, Reply
from domain.ports import Work
from domain.words import msg
from handlers.replies import buttons, say
from handlers.routes import Route
from handlers.speaker import speaker
from handlers.turn import rest_of


def help_from(routes: Sequence[Route], incoming: Incoming, work: Work) -> list[Reply]:
    """A line a command; after "help move", that command alone with an example."""
    language = speaker(incoming, work).language
    wanted = rest_of(incoming).casefold()
    one = next((route for route in routes if wanted in route.names), None)
    if one is not None:
        return [
            say(
                msg("**{name}**: {help}", name=name_in(one, language), help=one.help),
                msg("For example: __{example}__", example=one.example),
                buttons(Choice(msg("Help"), "help.all")),
            )
        ]
    return [
        say(
            msg("Tell me about a meeting in your own words, and I ask what is missing:"),
            msg("__met Anna at Nordfrakt, demo Friday 10, she agreed__"),
            Facts(tuple((name_in(route, language), route.help) for route in routes)),
            msg("Whatever I save can be undone with the button under it."),
            buttons(Choice(msg("My deals"), "deal.list"), Choice(msg("Settings"), "settings.open")),
        )
    ]


def name_in(route: Route, language: str) -> str:
    """What the command is called in a language; the other one works too."""
    return route.swedish[0] if language == "sv" else route.english[0]
