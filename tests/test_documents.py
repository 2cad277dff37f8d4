"""Documents are kept by what they hold and never change."""

from __future__ import annotations

import hashlib
import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from homefirst.datadir import DataDir
from homefirst.documents import Document, DocumentError, Documents


@pytest.fixture
def documents(data_dir: DataDir) -> Documents:
    return data_dir.documents()


@pytest.mark.parametrize("content", [b"", b"MSH|^~\\&|", bytes(range(256)) * 5000])
def test_a_document_comes_back_as_it_was_under_its_own_hash(documents: Documents, content: bytes) -> None:
    name = documents.put(content, "text/plain")
    assert name == hashlib.sha256(content).hexdigest()
    assert documents.get(name) == Document(name, "text/plain", content)


def test_the_same_document_twice_is_kept_once_as_it_was_first(documents: Documents) -> None:
    names = documents.put_all([(b"summary", "text/plain"), (b"plan", "text/html"), (b"summary", "text/html")])
    assert names[0] == names[2] == documents.put(b"summary", "application/pdf")
    assert documents.get(names[0]).media_type == "text/plain"
    with sqlite3.connect(documents.path) as connection:
        assert connection.execute("select count(*) from documents").fetchone() == (2,)


def test_a_document_nobody_kept_is_said_to_be_missing(documents: Documents) -> None:
    with pytest.raises(DocumentError, match="There is no document abc"):
        documents.get("abc")


@pytest.mark.parametrize(
    "statement",
    [
        "update documents set content = x'00'",
        "delete from documents",
        "replace into documents select hash, 'x', content from documents",
    ],
)
def test_nobody_can_change_or_delete_a_document(documents: Documents, statement: str) -> None:
    name = documents.put(b"summary", "text/plain")
    with sqlite3.connect(documents.path) as connection:
        connection.execute("pragma recursive_triggers = on")
        with pytest.raises(sqlite3.Error, match="never changed"):
            connection.execute(statement)
    assert documents.get(name).content == b"summary"


def test_a_document_damaged_on_the_disk_is_not_given_out(documents: Documents) -> None:
    name = documents.put(b"summary", "text/plain")
    with sqlite3.connect(documents.path) as connection:
        connection.execute("drop trigger documents_no_update")
        connection.execute("update documents set content = x'00'")
    with pytest.raises(DocumentError, match="is damaged"):
        documents.get(name)


def test_one_that_cannot_be_kept_keeps_none_of_its_batch(documents: Documents) -> None:
    with pytest.raises(DocumentError):
        documents.put_all([(b"summary", "text/plain"), (b"plan", None)])  # type: ignore[list-item]
    with pytest.raises(DocumentError, match="There is no document"):
        documents.get(hashlib.sha256(b"summary").hexdigest())


def test_threads_may_share_the_documents(documents: Documents) -> None:
    def keep(start: int) -> None:
        for number in range(start, start + 20):
            documents.put(str(number).encode(), "text/plain")

    threads = [threading.Thread(target=keep, args=(start,)) for start in (0, 10, 20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    for number in range(40):
        assert documents.get(hashlib.sha256(str(number).encode()).hexdigest()).content == str(number).encode()


def test_only_its_owner_may_read_documents(documents: Documents) -> None:
    assert stat.S_IMODE(documents.path.stat().st_mode) == 0o600


def test_a_file_that_is_not_of_documents_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "documents.sqlite").write_text("not a database" * 100)
    with pytest.raises(DocumentError, match="put back a backup"):
        Documents(tmp_path / "documents.sqlite")
