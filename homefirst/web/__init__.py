"""The pages: read, ask one pure function, show. Nothing is decided here, and no request leaves the machine."""

from __future__ import annotations

from homefirst.web.app import make_app, serve

__all__ = ["make_app", "serve"]
