"""Secrets come from the environment alone, and never print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SLACK = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN")
TEAMS = ("TEAMS_APP_ID", "TEAMS_APP_PASSWORD", "TEAMS_TENANT_ID")
UNSIGNED = "TEAMS_WITHOUT_ANY_TOKEN"
SLACK_API = "SLACK_API_URL"
SLACK_ITSELF = "https://slack.com/api/"
DATABASE = "ASKFIRST_DATABASE"

_STARTS = {"SLACK_BOT_TOKEN": "xoxb-", "SLACK_APP_TOKEN": "xapp-"}


class Secret:
    """A value that only `reveal` gives out; what is logged, printed or formatted shows stars."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The value itself, for the call that needs it."""
        return self._value

    def __str__(self) -> str:
        return "***"

    __repr__ = __str__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)


@dataclass(frozen=True, slots=True)
class SlackSecrets:
    """What Slack needs; with an app token the coach calls Slack (Socket Mode), else Slack calls the coach (HTTP).

    `api` is where Slack's methods are; another address is for a Slack that is played on this machine.
    """

    bot_token: Secret
    signing_secret: Secret
    app_token: Secret | None
    api: str = SLACK_ITSELF


@dataclass(frozen=True, slots=True)
class TeamsSecrets:
    """What Teams needs; a bot for one tenant alone has its id.

    `unsigned` lets anybody in without a token: for Microsoft's Agents Playground on this machine, never beyond it.
    """

    app_id: str
    app_password: Secret
    tenant_id: str
    unsigned: bool = False


@dataclass(frozen=True, slots=True)
class Secrets:
    """All of them. A platform whose secrets are not complete is None."""

    slack: SlackSecrets | None
    teams: TeamsSecrets | None
    database: Secret | None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Secrets:
        """What the environment holds; an empty variable counts as none."""
        given = {name: value.strip() for name, value in environment.items() if value.strip()}
        return cls(_slack(given), _teams(given), _secret(given, DATABASE))


def mistakes_in(environment: Mapping[str, str]) -> tuple[str, ...]:
    """What is wrong with the secrets, one sentence each; no secret is repeated."""
    given = {name for name, value in environment.items() if value.strip()}
    half = [
        f"{name} is not set in the environment, but {', '.join(sorted(given & set(group)))} is."
        for group in (SLACK, TEAMS)
        for name in group[:2]
        if name not in given and given & set(group)
    ]
    odd = [
        f"{name} in the environment does not begin with {start}. Is it another of the tokens?"
        for name, start in _STARTS.items()
        if name in given and not environment[name].strip().startswith(start)
    ]
    return (*half, *odd)


def _slack(given: Mapping[str, str]) -> SlackSecrets | None:
    bot_token, signing_secret, app_token = (_secret(given, name) for name in SLACK)
    if bot_token is None or signing_secret is None:
        return None
    return SlackSecrets(bot_token, signing_secret, app_token, given.get(SLACK_API, SLACK_ITSELF))


def _teams(given: Mapping[str, str]) -> TeamsSecrets | None:
    if given.get(UNSIGNED) == "on this machine only":
        return TeamsSecrets("", Secret(""), "", unsigned=True)
    app_id, password, tenant = TEAMS
    if app_id not in given or password not in given:
        return None
    return TeamsSecrets(given[app_id], Secret(given[password]), given.get(tenant, ""))


def _secret(given: Mapping[str, str], name: str) -> Secret | None:
    return Secret(given[name]) if name in given else None
