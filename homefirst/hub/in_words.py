"""What was said in words beside a step: why a date moved, what was agreed. Kept as a document, never in an event."""

from __future__ import annotations

import json

from homefirst.documents import DocumentError, Documents

MEDIA_TYPE = "application/json"


def in_words(**said: str) -> bytes:
    """A document of what was said, by what was asked; b"" where nothing was."""
    kept = {question: words.strip() for question, words in said.items() if words.strip()}
    return json.dumps(kept, sort_keys=True, ensure_ascii=False).encode() if kept else b""


def said_in(documents: Documents, name: str) -> dict[str, str]:
    """What was said in the document of this name; nothing where there is none, or it holds no such words."""
    try:
        said = json.loads(documents.get(name).content) if name else {}
    except (DocumentError, ValueError):
        return {}
    pairs = said.items() if isinstance(said, dict) else ()
    return {question: words for question, words in pairs if isinstance(words, str)}
