"""Who may speak to us, and how we show who we are: the Bot Framework's tokens, both ways.

Ours instead of botbuilder's own, which fetches keys without a timeout, never looks for new ones, and answers bad tokens
with an internal error (docs/decisions.md).
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
import jwt

Json = dict[str, Any]

ISSUER = "https://api.botframework.com"
METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"
LOGIN = "https://login.microsoftonline.com"
SCOPE = "https://api.botframework.com/.default"
SHARED_TENANT = "botframework.com"

_ALGORITHMS = ("RS256", "RS384", "RS512")
_SKEW = 300
_KEYS_LAST = 24 * 3600.0
_ASK_AGAIN = 60.0
_EARLY = 300.0
TIMEOUT = aiohttp.ClientTimeout(total=10)


class Unauthorised(PermissionError):
    """The request does not prove that it comes from the Bot Framework."""


class Keys:
    """The public keys of the Bot Framework; new ones are looked for when a token names one we do not have."""

    def __init__(
        self, session: aiohttp.ClientSession, metadata: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._session = session
        self._metadata = metadata
        self._clock = clock
        self._keys: dict[str, Json] = {}
        self._fetched = float("-inf")
        self._lock = asyncio.Lock()

    async def get(self, kid: str) -> Json:
        """The key by its id. Raises Unauthorised when nobody has it."""
        age = self._clock() - self._fetched
        if age > _KEYS_LAST or (kid not in self._keys and age > _ASK_AGAIN):
            await self._fetch()
        if kid not in self._keys:
            raise Unauthorised("unknown key")
        return self._keys[kid]

    async def _fetch(self) -> None:
        async with self._lock:
            if self._clock() - self._fetched <= _ASK_AGAIN:
                return
            async with self._session.get(self._metadata, timeout=TIMEOUT) as response:
                described = await response.json(content_type=None)
            async with self._session.get(described["jwks_uri"], timeout=TIMEOUT) as response:
                found = await response.json(content_type=None)
            self._keys = {key["kid"]: key for key in found["keys"] if "kid" in key}
            self._fetched = self._clock()


class Gate:
    """Checks the token of a request. With no keys the gate stands open: for the Agents Playground on this machine."""

    def __init__(self, app_id: str, keys: Keys | None) -> None:
        self._app_id = app_id
        self._keys = keys

    async def check(self, authorization: str, service_url: str, channel: str) -> None:
        """Raises Unauthorised unless the token is meant for us, valid now, and names this service address."""
        if self._keys is None:
            return
        try:
            await self._checked(self._keys, authorization, service_url, channel)
        except (jwt.PyJWTError, KeyError, ValueError, TypeError) as error:
            raise Unauthorised(type(error).__name__) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Unauthorised("the keys could not be fetched") from error

    async def _checked(self, keys: Keys, authorization: str, service_url: str, channel: str) -> None:
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Unauthorised("no bearer token")
        key = await keys.get(jwt.get_unverified_header(token)["kid"])
        claims = jwt.decode(
            token,
            jwt.PyJWK.from_json(json.dumps(key), algorithm="RS256").key,
            algorithms=list(_ALGORITHMS),
            audience=self._app_id,
            issuer=ISSUER,
            leeway=_SKEW,
            options={"require": ["exp", "iss", "aud"]},
        )
        if claims.get("serviceurl", "").rstrip("/") != service_url.rstrip("/"):
            raise Unauthorised("another service address")
        if channel not in key.get("endorsements", [channel]):
            raise Unauthorised("the key does not speak for this channel")


@dataclass(frozen=True, slots=True)
class Credentials:
    """What we are known by; `tenant` is the single tenant, or the shared one of the Bot Framework."""

    app_id: str
    password: str
    tenant: str = SHARED_TENANT
    login: str = LOGIN


class Badge:
    """The token we show; fetched when there is none and shortly before it ends."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        credentials: Credentials | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._session = session
        self._credentials = credentials
        self._clock = clock
        self._token = ""
        self._ends = float("-inf")
        self._lock = asyncio.Lock()

    async def headers(self) -> dict[str, str]:
        """What goes with an outgoing call; nothing where tokens are not in use.

        Raises aiohttp.ClientError or TimeoutError when no token could be had, ValueError for an answer without one.
        """
        if self._credentials is None:
            return {}
        async with self._lock:
            if self._clock() > self._ends - _EARLY:
                await self._fetch(self._credentials)
        return {"Authorization": f"Bearer {self._token}"}

    async def _fetch(self, credentials: Credentials) -> None:
        asked = {
            "grant_type": "client_credentials",
            "client_id": credentials.app_id,
            "client_secret": credentials.password,
            "scope": SCOPE,
        }
        url = f"{credentials.login}/{credentials.tenant}/oauth2/v2.0/token"
        async with self._session.post(url, data=asked, timeout=TIMEOUT, raise_for_status=True) as response:
            given = await response.json(content_type=None)
        if not isinstance(given, dict) or "access_token" not in given:
            raise ValueError("the login gave no token")
        self._token = given["access_token"]
        self._ends = self._clock() + float(given.get("expires_in", 0))
