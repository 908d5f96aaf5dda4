"""The Slack app manifest: what to paste at api.slack.com when the app is made."""

from __future__ import annotations

from typing import Any

SCOPES = (
    "app_mentions:read",
    "channels:read",
    "chat:write",
    "commands",
    "groups:read",
    "im:history",
    "im:write",
    "users:read",
    "users:read.email",
)
"""No channel history is read: the coach hears what is said to it, nothing else. Before it posts in a channel it asks
whether it is in it and who else reads there (channels:read, groups:read)."""


def slack_manifest(url: str) -> dict[str, Any]:
    """The manifest for a coach reached at `url`; with Socket Mode the addresses are not used."""
    door = f"{url.rstrip('/')}/slack/events"
    return {
        "display_information": {
            "name": "Askfirst",
            "description": "A sales coach that asks first",
            "background_color": "#2f6f5e",
        },
        "features": {
            "app_home": {"messages_tab_enabled": True, "messages_tab_read_only_enabled": False},
            "bot_user": {"display_name": "Askfirst", "always_online": True},
            "slash_commands": [
                {
                    "command": "/coach",
                    "url": door,
                    "description": "Tell the coach about a meeting, or ask it for help",
                    "usage_hint": "met Anna at Nordfrakt, demo on Friday, she agreed",
                    "should_escape": False,
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"request_url": door, "bot_events": ["app_mention", "message.im"]},
            "interactivity": {"is_enabled": True, "request_url": door},
            "org_deploy_enabled": False,
            "socket_mode_enabled": False,
            "token_rotation_enabled": False,
        },
    }
