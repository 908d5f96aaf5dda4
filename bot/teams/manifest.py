"""The Teams app manifest: what goes into the app package beside the two icons."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from bot.house import system_clock
from bot.words import Speech, text_of
from handlers.commands import COMMANDS

MOST_COMMANDS = 10


def teams_manifest(url: str, app_id: str = "00000000-0000-0000-0000-000000000000") -> dict[str, Any]:
    """The manifest for a coach reached at `url`; `app_id` is the one of the bot's registration."""
    speech = Speech("en", "UTC", system_clock())
    commands = [
        {"title": route.names[0][:32], "description": text_of(route.help, speech)[:128]}
        # The last one is the help, which names all the others.
        for route in (*COMMANDS[: MOST_COMMANDS - 1], COMMANDS[-1])
    ]
    return {
        "$schema": "https://developer.microsoft.com/en-us/json-schemas/teams/v1.17/MicrosoftTeams.schema.json",
        "manifestVersion": "1.17",
        "version": "1.0.0",
        "id": app_id,
        "developer": {
            "name": "Your company",
            "websiteUrl": url,
            "privacyUrl": f"{url.rstrip('/')}/privacy",
            "termsOfUseUrl": f"{url.rstrip('/')}/terms",
        },
        "name": {"short": "Askfirst", "full": "Askfirst, the sales coach that asks first"},
        "description": {
            "short": "A sales coach that asks first.",
            "full": "Tell it about a meeting in your own words; it keeps the next step and asks what nobody has asked.",
        },
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": "#2F6F5E",
        "bots": [
            {
                "botId": app_id,
                "scopes": ["personal", "team"],
                "supportsFiles": False,
                "isNotificationOnly": False,
                "commandLists": [{"scopes": ["personal"], "commands": commands}],
            }
        ],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [urlsplit(url).hostname or ""],
    }
