"""A local server that plays the Bot Framework: keys, login and connector. It remembers what was sent to it."""

from __future__ import annotations

import asyncio
import base64
import time
from dataclasses import dataclass, field
from typing import Any

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric import rsa

Json = dict[str, Any]

APP_ID = "11111111-2222-3333-4444-555555555555"
TENANT = "tenant-fjord"
CONVERSATION = "a:conversation-1"


def new_key() -> rsa.RSAPrivateKey:
    """A signing key such as the Bot Framework has."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class FakeTeams:
    """`emails` and, where they differ, `sign_ins` by account; `badge_lasts` in seconds, and 0 is a refused login.

    `answers` are statuses for the next calls, oldest first, then all is well, and `unsure` those for the next questions
    about an account or a channel, whose `members` are by its id. `receipt` is what a message is answered with,
    where it is not its id. `closed` are conversations that take nothing, and the status and the code with which they
    say so.
    """

    emails: dict[str, str]
    sign_ins: dict[str, str] = field(default_factory=dict)
    badge_lasts: int = 3600
    receipt: str | None = None
    logins: list[Json] = field(default_factory=list)
    keys: dict[str, rsa.RSAPrivateKey] = field(default_factory=lambda: {"k1": new_key()})
    endorsements: tuple[str, ...] = ("msteams",)
    sent: list[tuple[str, str, Json]] = field(default_factory=list)
    badges: list[str] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    unsure: list[int] = field(default_factory=list)
    members: dict[str, list[Json]] = field(default_factory=dict)
    closed: dict[str, tuple[int, str]] = field(default_factory=dict)
    asked_for_keys: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)
    server: TestServer | None = None

    async def __aenter__(self) -> FakeTeams:
        app = web.Application()
        app.router.add_get("/openid", self._metadata)
        app.router.add_get("/keys", self._jwks)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._login)
        app.router.add_get("/v3/conversations/{conversation}/members/{user}", self._member)
        app.router.add_get("/v3/conversations/{conversation}/pagedmembers", self._members)
        app.router.add_route("*", "/v3/conversations/{conversation}/activities", self._activity)
        app.router.add_route("*", "/v3/conversations/{conversation}/activities/{activity}", self._activity)
        self.server = TestServer(app)
        await self.server.start_server()
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self.server is not None
        await self.server.close()

    def url(self, path: str = "") -> str:
        """An address on this server; without a path, the service address of activities."""
        assert self.server is not None
        return str(self.server.make_url(path or "/"))

    async def until_something_is_sent(self) -> None:
        """Wait until a message has come that was taken."""
        async with asyncio.timeout(30):
            await self.news.wait()

    def token(self, key: rsa.RSAPrivateKey | None = None, kid: str = "k1", **claims: object) -> str:
        """The Authorization header of a good request; what is named differs."""
        now = int(time.time())
        told = {
            "iss": "https://api.botframework.com",
            "aud": APP_ID,
            "nbf": now - 10,
            "exp": now + 600,
            "serviceurl": self.url(),
        }
        return "Bearer " + jwt.encode(told | claims, key or self.keys[kid], algorithm="RS256", headers={"kid": kid})

    def activity(self, kind: str, number: str, user: str, **more: object) -> Json:
        """An activity in the person's own chat, as Teams posts it."""
        return {
            "type": kind,
            "id": number,
            "timestamp": "2026-11-24T15:40:00Z",
            "serviceUrl": self.url(),
            "channelId": "msteams",
            "from": {"id": f"29:{user}", "name": user, "aadObjectId": f"aad-{user}"},
            "conversation": {"conversationType": "personal", "id": CONVERSATION, "tenantId": TENANT},
            "recipient": {"id": f"28:{APP_ID}", "name": "Askfirst"},
            "locale": "sv-SE",
            "channelData": {"tenant": {"id": TENANT}},
            **more,
        }

    async def _metadata(self, request: web.Request) -> web.Response:
        return web.json_response({"issuer": "https://api.botframework.com", "jwks_uri": self.url("/keys")})

    async def _jwks(self, request: web.Request) -> web.Response:
        self.asked_for_keys += 1
        return web.json_response({"keys": [self._jwk(kid, key) for kid, key in self.keys.items()]})

    def _jwk(self, kid: str, key: rsa.RSAPrivateKey) -> Json:
        numbers = key.public_key().public_numbers()
        shown = {"n": _encoded(numbers.n), "e": _encoded(numbers.e)}
        return {"kty": "RSA", "use": "sig", "kid": kid, "endorsements": list(self.endorsements), **shown}

    async def _login(self, request: web.Request) -> web.Response:
        self.logins.append({"tenant": request.match_info["tenant"], **await request.post()})
        if self.badge_lasts == 0:
            return web.json_response({"error": "unauthorized_client"})
        shown = {"token_type": "Bearer", "expires_in": self.badge_lasts, "access_token": "our-badge"}
        return web.json_response(shown)

    async def _member(self, request: web.Request) -> web.Response:
        if self.unsure:
            return web.json_response({"error": {}}, status=self.unsure.pop(0))
        user = request.match_info["user"].removeprefix("29:")
        if user not in self.emails:
            return web.json_response({"error": {"code": "MemberNotFoundInConversation"}}, status=404)
        sign_in = self.sign_ins.get(user, self.emails[user])
        return web.json_response({"id": user, "email": self.emails[user], "userPrincipalName": sign_in})

    async def _members(self, request: web.Request) -> web.Response:
        """One at a time, so that there are pages."""
        if self.unsure:
            return web.json_response({"error": {}}, status=self.unsure.pop(0))
        everybody = self.members.get(request.match_info["conversation"])
        if everybody is None:
            return web.json_response({"error": {"code": "BotNotInConversationRoster"}}, status=403)
        page = int(request.query.get("continuationToken", 0))
        more = {"continuationToken": str(page + 1)} if page + 1 < len(everybody) else {}
        return web.json_response({"members": everybody[page : page + 1], **more})

    async def _activity(self, request: web.Request) -> web.Response:
        if self.answers:
            status, headers = self.answers.pop(0)
            return web.json_response({"error": {}}, status=status, headers=headers)
        if request.match_info["conversation"] in self.closed:
            status, code = self.closed[request.match_info["conversation"]]
            return web.json_response({"error": {"code": code}}, status=status)
        self.badges.append(request.headers.get("Authorization", ""))
        told = await request.json()
        self.sent.append((request.method, request.match_info.get("activity", ""), told))
        self.news.set()
        if self.receipt is not None:
            return web.Response(text=self.receipt, status=201)
        return web.json_response({"id": f"sent-{len(self.sent)}"}, status=201)


def _encoded(number: int) -> str:
    raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
