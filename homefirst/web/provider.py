"""Signing in through a provider of identities: OpenID Connect, authorisation code with PKCE, ID token checked.

OpenID Connect Core 1.0; RFC 7636 (PKCE, S256); RFC 9700 (best practice). Who they are comes from the ID token alone,
whose signature, issuer, audience, times and nonce are checked; what they may do comes from the account that an
administrator prepared for that subject, never from the provider.
"""

from __future__ import annotations

import hmac
import os
import secrets
import threading
import time
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.deprecate import AuthlibDeprecationWarning
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from homefirst.record.access_file import AccessError

with warnings.catch_warnings():  # it announces a library that is to replace the one it uses
    warnings.simplefilter("ignore", AuthlibDeprecationWarning)
    from authlib.integrations.httpx_client import OAuth2Client

SCOPE = "openid email profile"
SIGNED_WITH = ["RS256", "PS256", "ES256", "EdDSA"]  # never "none", never a shared secret
PATIENCE_SECONDS = 10.0
LASTS_SECONDS = 600.0  # from leaving for the provider until coming back
MOST_WAITING = 1_000
LEEWAY_SECONDS = 60
NAMES = ("HOMEFIRST_OIDC_ISSUER", "HOMEFIRST_OIDC_CLIENT_ID", "HOMEFIRST_OIDC_CLIENT_SECRET")


class ProviderError(AccessError):
    """Signing in through the provider did not work; the message says what to do, and names nobody."""


class Leaving(NamedTuple):
    """What is remembered of a browser that went to the provider, until it comes back."""

    verifier: str
    nonce: str
    browser: str
    next: str
    left_at: float


class Subject(NamedTuple):
    """Whom the provider vouches for: its own name for them, and their e-mail address where it checked it."""

    subject: str
    email: str


@dataclass
class Provider:
    """One provider of identities, as the environment names it."""

    issuer: str
    client_id: str
    client_secret: str
    _waiting: dict[str, Leaving] = field(default_factory=dict)
    _known: dict[str, Any] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def leave(self, back: str, next_page: str) -> tuple[str, str]:
        """Where to send a browser to sign in, and a number for it to hold until it is `back`. Raises ProviderError."""
        metadata, browser, nonce = self._metadata(), secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        verifier = secrets.token_urlsafe(48)
        with self._client(back) as client:
            address, state = client.create_authorization_url(
                metadata["authorization_endpoint"], code_verifier=verifier, nonce=nonce, redirect_uri=back
            )
        with self._lock:
            self._waiting = {
                s: one for s, one in self._waiting.items() if time.monotonic() - one.left_at < LASTS_SECONDS
            }
            if len(self._waiting) >= MOST_WAITING:
                raise ProviderError("Too many people are signing in at once. Try again in a minute.")
            self._waiting[state] = Leaving(verifier, nonce, browser, next_page, time.monotonic())
        return address, browser

    def came_back(self, asked: Mapping[str, str], browser: str, back: str) -> tuple[Subject, str]:
        """Whom the provider vouches for, and where they wanted to go. Raises ProviderError."""
        with self._lock:
            leaving = self._waiting.pop(asked.get("state", ""), None)
        if leaving is None or time.monotonic() - leaving.left_at > LASTS_SECONDS:
            raise ProviderError("This sign-in took too long, or was used already. Start again from the sign-in page.")
        if not hmac.compare_digest(leaving.browser.encode(), browser.encode()):
            raise ProviderError("This sign-in was begun in another browser. Start again from the sign-in page.")
        if "error" in asked or "code" not in asked:
            raise ProviderError(
                "The provider did not let you in. Start again, or ask whoever gives you accounts there."
            )
        if asked.get("iss", self.issuer) != self.issuer:
            raise ProviderError("Another provider answered than was asked. Start again from the sign-in page.")
        token = self._exchange(asked["code"], leaving.verifier, back)
        return self._checked(token, leaving.nonce), leaving.next

    def _exchange(self, code: str, verifier: str, back: str) -> dict[str, Any]:
        try:
            with self._client(back) as client:
                found: dict[str, Any] = client.fetch_token(
                    self._metadata()["token_endpoint"], code=code, code_verifier=verifier, redirect_uri=back
                )
                return found
        except (AuthlibBaseError, httpx.HTTPError, ValueError):
            raise ProviderError(
                "The provider did not confirm the sign-in. Start again from the sign-in page."
            ) from None

    def _checked(self, token: Mapping[str, Any], nonce: str) -> Subject:
        """The subject of the ID token, if all of it holds. Raises ProviderError."""
        try:
            decoded = self._decoded(str(token["id_token"]))
            options = {"iss": {"essential": True, "value": self.issuer}, "sub": {"essential": True}}
            params = {"nonce": nonce, "client_id": self.client_id, "access_token": token.get("access_token")}
            claims = CodeIDToken(decoded.claims, decoded.header, options, params)
            claims.validate(leeway=LEEWAY_SECONDS)
            audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
            if self.client_id not in audience or not hmac.compare_digest(str(claims["nonce"]), nonce):
                raise KeyError("aud or nonce")
        except (AuthlibBaseError, JoseError, KeyError, ValueError, TypeError):
            raise ProviderError(
                "What the provider said could not be verified, so nobody was let in. Start again."
            ) from None
        email = str(claims.get("email", "")) if claims.get("email_verified") is True else ""
        return Subject(str(claims["sub"]), email)

    def _decoded(self, id_token: str) -> jwt.Token:
        """The ID token, its signature checked; keys are asked for again once where none of those known fits."""
        try:
            return jwt.decode(id_token, self._keys(), algorithms=SIGNED_WITH)
        except JoseError:
            self._known.pop("keys", None)
            return jwt.decode(id_token, self._keys(), algorithms=SIGNED_WITH)

    def _keys(self) -> KeySet:
        if "keys" not in self._known:
            self._known["keys"] = KeySet.import_key_set(self._get(self._metadata()["jwks_uri"]))
        found: KeySet = self._known["keys"]
        return found

    def _metadata(self) -> dict[str, Any]:
        """What the provider says of itself. Raises ProviderError."""
        if "metadata" not in self._known:
            said = self._get(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
            if said.get("issuer") != self.issuer:
                raise ProviderError(f"The provider calls itself by another name. Check {NAMES[0]}.")
            self._known["metadata"] = said
        found: dict[str, Any] = self._known["metadata"]
        return found

    def _get(self, address: str) -> Any:
        try:
            answer = httpx.get(address, timeout=PATIENCE_SECONDS)
            answer.raise_for_status()
            return answer.json()
        except (httpx.HTTPError, ValueError):
            raise ProviderError("The provider of identities cannot be reached now. Try again in a minute.") from None

    def _client(self, back: str) -> OAuth2Client:
        return OAuth2Client(
            self.client_id, self.client_secret, scope=SCOPE, redirect_uri=back,
            code_challenge_method="S256", timeout=PATIENCE_SECONDS,
        )  # fmt: skip


def provider_of(environment: Mapping[str, str] = os.environ) -> Provider | None:
    """The provider that the environment names, or None. Raises ProviderError where it names one by halves."""
    told = [environment.get(name, "") for name in NAMES]
    if not any(told):
        return None
    if not all(told):
        missing = ", ".join(name for name, value in zip(NAMES, told, strict=True) if not value)
        raise ProviderError(f"To sign in through a provider of identities, also set {missing}.")
    parts = urlsplit(told[0])
    if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1"):
        raise ProviderError(f"{NAMES[0]} has to begin with https://. Check the address of the provider.")
    issuer, client_id, client_secret = told
    return Provider(issuer, client_id, client_secret)
