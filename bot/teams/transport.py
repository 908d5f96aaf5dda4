"""The one seam around botbuilder. Its successor is a change of this file and what it leans on, nothing above.

botbuilder turns a body into an activity and runs a turn; the token check and every outgoing call are our own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from botbuilder.core import CloudAdapterBase, TurnContext
from botbuilder.schema import Activity, ConversationReference
from botframework.connector.auth import BotFrameworkAuthentication, ClaimsIdentity
from botframework.connector.auth.authenticate_request_result import AuthenticateRequestResult
from msrest.exceptions import DeserializationError  # type: ignore[attr-defined]

from bot.teams.line import Line
from bot.teams.tokens import Gate, Unauthorised
from scheduler.sending import Outcome

Json = dict[str, Any]

Turn = Callable[[TurnContext], Awaitable[Json | None]]
"""What happens in a turn; it gives the body of the answer to an invoke, or None."""


class _Open:
    """A connector factory that makes nothing: outgoing calls do not go through botbuilder's connector."""

    async def create(self, service_url: str, audience: str) -> object:
        return self


class _OurAuthentication(BotFrameworkAuthentication):  # type: ignore[misc]  # botbuilder is untyped
    """Lets botbuilder run a turn that our own gate has let in."""

    async def authenticate_request(self, activity: Activity, auth_header: str) -> AuthenticateRequestResult:
        result = AuthenticateRequestResult()
        result.claims_identity = ClaimsIdentity({}, True)
        result.connector_factory = _Open()
        return result

    async def authenticate_streaming_request(
        self, auth_header: str, channel_id_header: str
    ) -> AuthenticateRequestResult:
        raise PermissionError("streams are not in use")

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> _Open:
        return _Open()

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> None:
        return None


class Transport(CloudAdapterBase):  # type: ignore[misc]  # botbuilder is untyped
    """A request in, a status and perhaps a body out; messages go through our own line."""

    def __init__(self, gate: Gate, line: Line) -> None:
        super().__init__(_OurAuthentication())
        self._gate = gate
        self._line = line

    async def process(self, body: object, authorization: str, turn: Turn) -> tuple[int, Json | None]:
        """Run one turn: 401 for a token that does not hold, 400 for what is no activity."""
        if not isinstance(body, dict) or not all(isinstance(body.get(key), str) for key in ("type", "serviceUrl")):
            return 400, None
        try:
            await self._gate.check(authorization, body["serviceUrl"], str(body.get("channelId", "")))
            activity = Activity().deserialize(body)
        except Unauthorised:
            return 401, None
        except DeserializationError:
            return 400, None
        answers: list[Json | None] = []

        async def run(context: TurnContext) -> None:
            answers.append(await turn(context))

        await self.process_activity(authorization, activity, run)
        answer = answers[0] if answers else None
        return (200, answer) if activity.type == "invoke" else (201, None)

    async def say(self, reference: Json, message: Json) -> Outcome:
        """Speak first, in a conversation we were in before."""
        return await self._line.send(reference["serviceUrl"], reference["conversation"]["id"], {**reference, **message})

    async def replace(self, reference: Json, message_id: str, message: Json) -> Outcome:
        """Other words in place of a message of ours."""
        told = {**reference, **message}
        return await self._line.replace(reference["serviceUrl"], reference["conversation"]["id"], message_id, told)

    async def email_of(self, reference: Json, user: str, *, proven: bool) -> str:
        """The address behind an account in this conversation, or nothing; see Line."""
        return await self._line.email_of(reference["serviceUrl"], reference["conversation"]["id"], user, proven=proven)

    async def members(self, reference: Json) -> list[Json]:
        """Who reads in this conversation; nobody when we may not ask. May raise Unreached; see Line."""
        return await self._line.members(reference["serviceUrl"], reference["conversation"]["id"])


def reference_of(context: TurnContext) -> Json:
    """What is needed to speak in this conversation later, as JSON."""
    reference: ConversationReference = TurnContext.get_conversation_reference(context.activity)
    kept: Json = reference.serialize()
    return {
        "serviceUrl": kept["serviceUrl"],
        "channelId": kept.get("channelId", "msteams"),
        "from": kept.get("bot", {}),
        "conversation": kept["conversation"],
    }
