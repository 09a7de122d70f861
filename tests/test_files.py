"""Files are there in full or not at all."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policygraph.errors import OutputError
from policygraph.files import write_atomically, write_together
from policygraph.folders import folder_aside

if TYPE_CHECKING:
    from collections.abc import Callable


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


def test_a_failure_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills up in the middle costs neither the old file nor leaves a part of the new."""
    write = os.write

    def full(descriptor: int, content: bytes) -> int:
        if len(content) == 1:
            raise OSError(28, "No space left on device")
        return write(descriptor, content[:1])

    path = tmp_path / "c.txt"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "write", full)
    with pytest.raises(
        OutputError,
        match=r"c\.txt' cannot be written: No space left on device; name a place",
    ):
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


def test_what_a_killed_process_left_is_taken_away_by_the_next(tmp_path: Path) -> None:
    """A part that nobody writes any more goes; one that somebody still writes stays."""
    left = tmp_path / ".policygraph-0123456789abcdef.part"
    left.write_bytes(b"half")
    held = tmp_path / ".policygraph-fedcba9876543210.part"
    held.write_bytes(b"half")
    with held.open("rb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        write_atomically(tmp_path / "a.txt", b"x")
    assert sorted(path.name for path in tmp_path.iterdir()) == [held.name, "a.txt"]


def test_a_name_of_255_bytes_is_written(tmp_path: Path) -> None:
    """However many bytes its characters have."""
    path = tmp_path / ("é" * 125 + ".ttl")
    write_atomically(path, b"x")
    assert path.read_bytes() == b"x"


def test_a_link_that_others_may_have_planted_is_not_followed(tmp_path: Path) -> None:
    """In a folder that everybody may write, a link of somebody else's is refused, and what it names stays."""
    if os.geteuid() != 0:
        pytest.skip("only root can make a link of somebody else's")
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    link = shared / "a.ttl"
    link.symlink_to(victim)
    os.chown(link, 65534, 65534, follow_symlinks=False)
    with pytest.raises(OutputError, match="somebody else made"):
        write_atomically(link, b"x")
    assert victim.read_bytes() == b"precious"


def test_a_link_planted_above_is_not_followed_either(tmp_path: Path) -> None:
    """A folder that is somebody else's link is no place to write into, for files and for folders."""
    if os.geteuid() != 0:
        pytest.skip("only root can make a link of somebody else's")
    (tmp_path / "elsewhere").mkdir()
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    (shared / "out").symlink_to(tmp_path / "elsewhere")
    os.chown(shared / "out", 65534, 65534, follow_symlinks=False)
    with pytest.raises(OutputError, match="somebody else made"):
        write_atomically(shared / "out" / "a.ttl", b"x")
    with (
        pytest.raises(OutputError, match="somebody else made"),
        folder_aside(shared / "out" / "store"),
    ):
        pass
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_folder_is_exchanged_whole(tmp_path: Path) -> None:
    """Killed at any step, a process leaves the old folder or the new one, and the next leaves nothing else."""
    place = tmp_path / "store"
    for step in range(8):
        _fill(place, b"old")
        pid = os.fork()
        if pid == 0:
            _die_at_call(step)
            with contextlib.suppress(BaseException):
                _fill(place, b"new")
            os._exit(0)
        os.waitpid(pid, 0)
        assert {path.name for path in place.iterdir()} == {"a", "b"}
        assert len({path.read_bytes() for path in place.iterdir()}) == 1
    _fill(place, b"next")
    assert list(tmp_path.iterdir()) == [place]
    assert {path.read_bytes() for path in place.iterdir()} == {b"next"}


def _fill(place: Path, content: bytes) -> None:
    with folder_aside(place) as aside:
        for name in ("a", "b"):
            (aside / name).write_bytes(content)


def test_files_that_belong_together_are_never_mixed(tmp_path: Path) -> None:
    """Killed at any step, a process leaves no new file beside an old one."""
    names = ("a.ttl", "a.html", "a.json")
    for step in range(12):
        folder = tmp_path / str(step)
        write_together({folder / name: b"old" for name in names}, gone=())
        pid = os.fork()
        if pid == 0:
            _die_at_call(step)
            with contextlib.suppress(BaseException):
                write_together({folder / name: b"new" for name in names})
            os._exit(0)
        os.waitpid(pid, 0)
        found = {path.read_bytes() for path in folder.iterdir() if path.name in names}
        assert len(found) == 1, step
        write_together({folder / name: b"next" for name in names})
        assert {
            path.name: path.read_bytes() for path in folder.iterdir()
        } == dict.fromkeys(names, b"next")


def _die_at_call(step: int) -> None:
    """Lets this process be killed when it changes a folder for that many times."""
    left = [step]

    def counted(change: Callable[..., object]) -> Callable[..., object]:
        def counting(*given: object, **named: object) -> object:
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1
            return change(*given, **named)

        return counting

    for name in ("replace", "unlink", "rename"):
        setattr(Path, name, counted(getattr(Path, name)))
    os.write = counted(os.write)
    shutil.rmtree = counted(shutil.rmtree)  # type: ignore[assignment]


def test_when_one_of_several_cannot_be_written_none_is(tmp_path: Path) -> None:
    """What was there stays as it was."""
    (tmp_path / "a.ttl").write_bytes(b"old")
    (tmp_path / "a.html").mkdir()
    with pytest.raises(OutputError, match=r"a\.html"):
        write_together({tmp_path / "a.ttl": b"new", tmp_path / "a.html": b"new"})
    assert (tmp_path / "a.ttl").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "a.ttl"]
