"""Writing results: aside first, then renamed, so that nobody ever meets half a file, or halves of two results.

What is written aside is locked for as long as it is written; what a killed process left is not, and is taken away by
the next that writes into the same folder.

Source: rename(2), fsync(2), flock(2).
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Self

from policygraph.errors import OutputError

try:
    import fcntl
except (
    ImportError
):  # pragma: no cover - where a file cannot be locked so, leftovers stay
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Mapping

_ASIDE = ".policygraph-"
_PART = ".part"
_OTHERS_MAY_WRITE = 0o022
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0) | _NO_LINK
_CHUNK = 1 << 20


def write_atomically(path: Path, content: bytes) -> None:
    """Writes a file so that it is there in full or not at all; folders above it are made.

    A file that is there already is replaced, keeping its permissions; through a symbolic link, what the link names.
    What is no file (a device, a pipe) is written to and stays what it is.

    Raises:
        OutputError: The file or its folder cannot be written, or a link may have been planted; nothing is left behind.

    Example:
        >>> import tempfile, pathlib
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_atomically(pathlib.Path(folder) / "out" / "a.txt", b"all of it")
        ...     (pathlib.Path(folder) / "out" / "a.txt").read_bytes()
        b'all of it'
    """
    write_together({path: content})


def write_together(files: Mapping[Path, bytes], *, gone: tuple[Path, ...] = ()) -> None:
    """Writes files that belong together so that old and new ones never stand side by side; folders are made.

    All are written aside; then those that were there before are taken away, but for the first, which is replaced; then
    the others are put into their places. Whoever comes between meets the first alone, with or without some of the new.

    Args:
        files: What to write, the most important first; each as `write_atomically` writes it.
        gone: Files of earlier results that are taken away with them.

    Raises:
        OutputError: One of them cannot be written; before the first is replaced, nothing is changed.
    """
    with contextlib.ExitStack() as stack:
        asides = [
            (path, stack.enter_context(_Aside(path, content)))
            for path, content in files.items()
        ]
        for path in [
            path
            for path, aside in asides[1:]
            if aside.is_needed and not path.is_symlink()
        ] + list(gone):
            _remove(path)
        for path, aside in asides:
            try:
                aside.put()
            except OSError as error:
                raise unwritable(path, error) from error


def is_there(path: Path) -> bool:
    """Whether there is something at a path; False where nobody can know, for its name is too long or its folder locked.

    Example:
        >>> from pathlib import Path
        >>> is_there(Path("a" * 5000))
        False
    """
    return os.path.exists(path)  # noqa: PTH110 - its twin of pathlib raises


def is_folder(path: Path) -> bool:
    """Whether there is a folder at a path; False where nobody can know."""
    return os.path.isdir(path)  # noqa: PTH112 - its twin of pathlib raises


def is_file(path: Path) -> bool:
    """Whether there is a file at a path; False where nobody can know, or it is a device or a pipe."""
    return os.path.isfile(path)  # noqa: PTH113 - its twin of pathlib raises


def led_to(path: Path) -> Path:
    """Where a path leads in the end, through all links.

    Raises:
        OSError: Its links lead in a circle.
    """
    target = real(path)
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return target


def real(path: Path) -> Path:
    """Where a path leads through all links; a link of a circle where it leads nowhere.

    Example:
        >>> from pathlib import Path
        >>> real(Path("/usr/../a"))
        PosixPath('/a')
    """
    return Path(os.path.realpath(path))


def unwritable(path: Path, error: OSError) -> OutputError:
    """The error that says why a path cannot be written."""
    reason = error.strerror or str(error)
    return OutputError(
        f"'{path}' cannot be written: {reason}",
        remedy="name a place that you may write to",
    )


class _Aside:
    """A file that is written aside of where it belongs, and taken away unless it is put there."""

    def __init__(self, path: Path, content: bytes) -> None:
        self._path = path
        self._content = content
        self._target = path
        self._lock = -1
        self._aside: Path | None = None

    @property
    def is_needed(self) -> bool:
        """Whether it was written aside; what is no file is written to."""
        return self._aside is not None

    def __enter__(self) -> Self:
        if is_folder(self._path):
            raise OutputError(
                f"'{self._path}' is a folder",
                expected="the name of a file",
                remedy="name a file in it",
            )
        try:
            refuse_planted(self._path)
            self._target = led_to(self._path)
            if not self._path.exists() or self._path.is_file():
                self._write()
        except OSError as error:
            self.__exit__()
            raise unwritable(self._path, error) from error
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._aside is not None:
            _remove(self._aside)
        self._release()

    def put(self) -> None:
        """Puts the file where it belongs.

        Raises:
            OSError: It cannot be put there.
        """
        if self._aside is None:
            with self._path.open("wb", buffering=0) as stream:
                stream.write(self._content)
            return
        if fcntl is None:  # such systems move no file that is open
            self._release()
        self._aside.replace(self._target)
        settle(self._target.parent)

    def _release(self) -> None:
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def _write(self) -> None:
        """Writes aside, all the way to the disk.

        Raises:
            OSError: The disk is full, or the place not ours.
        """
        folder = self._target.parent
        folder.mkdir(parents=True, exist_ok=True)
        mode = self._target.stat().st_mode & 0o777 if self._target.exists() else None
        if mode is not None and not os.access(self._target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        sweep(folder)
        self._aside, self._lock = aside_of(folder)
        _write_all(self._lock, self._content)
        if mode is not None:
            os.chmod(self._lock if os.chmod in os.supports_fd else self._aside, mode)  # noqa: PTH101 - not by its name
        os.fsync(self._lock)


def aside_of(home: Path, *, folder: bool = False) -> tuple[Path, int]:
    """A new file, or a new folder, in a folder, and its descriptor: nobody sweeps it away while that is open.

    Raises:
        OSError: It cannot be made there.
    """
    while True:
        path = home / f"{_ASIDE}{os.urandom(8).hex()}{_PART}"
        descriptor = _new_folder(path) if folder else os.open(path, _NEW, 0o666)
        if fcntl is not None and descriptor >= 0:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        if (
            descriptor < 0 or os.fstat(descriptor).st_nlink
        ):  # somebody may have swept it away before it was locked
            return path, descriptor
        os.close(descriptor)


def _new_folder(path: Path) -> int:
    path.mkdir()
    return os.open(path, os.O_RDONLY | _NO_LINK) if fcntl is not None else -1


def _write_all(descriptor: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view[:_CHUNK]) :]


def refuse_planted(path: Path) -> None:
    """Returns where no link on a path is one that others may have planted.

    A link is trusted that the system, this user or the owner of its folder made; in a folder that everybody may write
    to, its owner is not trusted.

    Raises:
        OutputError: There is one that is not.
    """
    if not hasattr(os, "geteuid"):
        return
    whole = path.absolute()
    for place in (whole, *whole.parents):
        if place.is_symlink() and not _is_trusted(place):
            raise OutputError(
                f"'{place}' is a link that somebody else made",
                expected="a file or folder, or a link of your own",
                remedy="remove it, or name another place",
            )


def _is_trusted(link: Path) -> bool:
    maker, folder = link.lstat().st_uid, link.parent.stat()
    shared = folder.st_mode & _OTHERS_MAY_WRITE and folder.st_mode & stat.S_ISVTX
    return maker in {0, os.geteuid()} or (maker == folder.st_uid and not shared)


def sweep(folder: Path) -> None:
    """Takes away what killed processes left in a folder."""
    if fcntl is None:
        return
    for left in folder.glob(f"{_ASIDE}*{_PART}"):
        with contextlib.suppress(OSError):
            descriptor = os.open(left, os.O_RDONLY | _NO_LINK | os.O_NONBLOCK)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _take_away(left)
            finally:
                os.close(descriptor)


def _take_away(left: Path) -> None:
    if left.is_dir():
        shutil.rmtree(left)
    else:
        left.unlink()


def settle(folder: Path) -> None:
    """Has the disk keep what a folder names."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
