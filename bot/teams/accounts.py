"""Whose accounts these are: of whoever speaks, and of whom they mention."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.coach import Coach, Stranger, Unreached, Who
from bot.secrets import TeamsSecrets
from bot.teams.inbound import PLATFORM, Heard, Json
from bot.teams.transport import Transport
from domain.chat import Text
from domain.person import Person


class Accounts:
    """The people behind the accounts of one bot registration."""

    def __init__(self, coach: Coach, secrets: TeamsSecrets) -> None:
        self._coach = coach
        self._secrets = secrets

    async def speaker(self, heard: Heard, reference: Json, transport: Transport) -> Person | Stranger | None:
        """Who speaks; None for somebody of another company. May raise Unreached."""
        if not self._is_ours(heard.who):
            return None
        found = await self._person(heard.who, heard.user, reference, transport)
        return found if isinstance(found, Person) else Stranger(heard.who, found, heard.name)

    async def named(self, heard: Heard, reference: Json, transport: Transport) -> Heard:
        """The words with the colleagues they mention under the names we know them by; others keep what stands there."""
        if not isinstance(heard.act, Text) or not self._is_ours(heard.who):
            return heard
        text = heard.act.text
        for user, name in heard.mentioned:
            try:
                found = await self._person(Who(PLATFORM, heard.who.workspace, user), user, reference, transport)
            except Unreached:
                continue
            text = text.replace(f"@{name}", f"@{found.name}") if isinstance(found, Person) else text
        return replace(heard, act=Text(text))

    def _is_ours(self, who: Who) -> bool:
        """A bot for one tenant knows nobody from another: addresses there prove nothing."""
        tenant = self._secrets.tenant_id
        return not tenant or who.workspace.casefold() == tenant.casefold()

    async def _person(self, who: Who, user: str, reference: Json, transport: Transport) -> Person | str:
        """The person, or the address of somebody we don't know."""
        known = await asyncio.to_thread(self._coach.person_behind, who)
        if known is not None:
            return known
        proven = not self._secrets.tenant_id and not self._secrets.unsigned
        email = await transport.email_of(reference, user, proven=proven)
        return await asyncio.to_thread(self._coach.introduce, who, email) or email
