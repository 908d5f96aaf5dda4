"""Secrets come from the environment and stay out of sight."""

from __future__ import annotations

from bot.secrets import Secret, Secrets, SlackSecrets, TeamsSecrets, mistakes_in

SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s1gn"}
TEAMS = {"TEAMS_APP_ID": "app", "TEAMS_APP_PASSWORD": "pa55"}


def test_a_secret_is_given_out_by_reveal_alone() -> None:
    secret = Secret("hunter2")

    assert secret.reveal() == "hunter2"
    assert [str(secret), repr(secret), f"{secret}", "%s" % secret] == ["***"] * 4  # noqa: UP031


def test_all_secrets_together_print_none() -> None:
    secrets = Secrets.from_environment(SLACK | TEAMS | {"ASKFIRST_DATABASE": "postgresql://maja:hunter2@db/x"})

    assert not [value for value in ("xoxb-1", "s1gn", "pa55", "hunter2") if value in repr(secrets)]


def test_a_platform_is_there_when_its_secrets_are_complete() -> None:
    secrets = Secrets.from_environment(SLACK | {"TEAMS_APP_ID": "app", "SLACK_APP_TOKEN": "  "})

    assert secrets.slack == SlackSecrets(Secret("xoxb-1"), Secret("s1gn"), None)
    assert secrets.teams is None


def test_teams_may_be_for_one_tenant_alone() -> None:
    secrets = Secrets.from_environment(TEAMS | {"TEAMS_TENANT_ID": "t1"})

    assert secrets.teams == TeamsSecrets("app", Secret("pa55"), "t1")


def test_half_a_platform_is_a_mistake() -> None:
    assert mistakes_in({"SLACK_APP_TOKEN": "xapp-1", "TEAMS_APP_PASSWORD": "pa55"}) == (
        "SLACK_BOT_TOKEN is not set in the environment, but SLACK_APP_TOKEN is.",
        "SLACK_SIGNING_SECRET is not set in the environment, but SLACK_APP_TOKEN is.",
        "TEAMS_APP_ID is not set in the environment, but TEAMS_APP_PASSWORD is.",
    )


def test_tokens_in_each_others_place_are_a_mistake() -> None:
    swapped = SLACK | {"SLACK_BOT_TOKEN": "xapp-1", "SLACK_APP_TOKEN": "xoxb-1"}

    assert mistakes_in(swapped) == (
        "SLACK_BOT_TOKEN in the environment does not begin with xoxb-. Is it another of the tokens?",
        "SLACK_APP_TOKEN in the environment does not begin with xapp-. Is it another of the tokens?",
    )


def test_an_environment_without_any_is_in_order() -> None:
    assert mistakes_in({"PATH": "/bin"}) == ()
    assert Secrets.from_environment({}) == Secrets(None, None, None)
