"""Files are there in full or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from policygraph.errors import OutputError
from policygraph.files import write_atomically


def test_folders_above_are_made(tmp_path: Path) -> None:
    """A file in folders that are not there yet is written."""
    write_atomically(tmp_path / "a" / "b" / "c.txt", b"x")
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == b"x"


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    """What was there is gone, its permissions stay, nothing else is left."""
    path = tmp_path / "c.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_followed(tmp_path: Path) -> None:
    """Through a symbolic link the file that it names is written, and the link stays."""
    (tmp_path / "real.txt").write_bytes(b"old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_atomically(tmp_path / "link.txt", b"new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"new"


def test_a_failure_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills up in the middle costs neither the old file nor leaves a part of the new."""

    def full(self: Path, content: bytes) -> int:
        with self.open("wb") as stream:
            stream.write(content[:1])
        raise OSError(28, "No space left on device")

    path = tmp_path / "c.txt"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match=r"c\.txt' cannot be written: No space left on device; name a place"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """Where a folder stands no file is written."""
    with pytest.raises(OutputError, match="is a folder"):
        write_atomically(tmp_path, b"x")


def test_a_file_in_the_way_of_a_folder_is_named(tmp_path: Path) -> None:
    """A file where a folder is wanted is an error of output."""
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(OutputError, match=r"a/b\.txt' cannot be written"):
        write_atomically(tmp_path / "a" / "b.txt", b"x")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_protected_file_is_left_alone(tmp_path: Path) -> None:
    """A file that may not be written is not replaced by way of its folder."""
    path = tmp_path / "c.txt"
    path.write_bytes(b"old")
    path.chmod(0o400)
    with pytest.raises(OutputError, match="Permission denied"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    """What is no file is never replaced by one."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomically(pipe, b"all of it")
        assert os.read(reader, 100) == b"all of it"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]
