"""PDFs that cannot be read: each is refused in words that say what it is and what to do, and none does harm."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from drawing import LEFT, TOP, Drawing, drawing

from policygraph.errors import ReportError
from policygraph.source.pdf import process
from policygraph.source.pdf.reading import read_pdf

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "The Government will dredge the harbour of Merrow by 2027."


def book(pages: int = 3) -> Drawing:
    """A PDF of a few pages."""
    drawn = drawing()
    for number in range(pages):
        drawn.lines([f"{SENTENCE} It is page {number}."] * 20)
        drawn.turn()
    return drawn


def refusal(content: bytes) -> ReportError:
    """The error that reading a PDF ends with."""
    with pytest.raises(ReportError) as caught:
        read_pdf(content, "merrow.pdf")
    assert "merrow.pdf" in caught.value.message
    assert caught.value.remedy
    return caught.value


def test_a_scan_is_told_to_go_through_ocr() -> None:
    """Pages that only show a picture have no text to read."""
    scan = drawing()
    scan.canvas.rect(LEFT, 100, 300, 500, fill=1)
    scan.turn()
    assert "ocrmypdf" in refusal(scan.bytes()).remedy


def test_a_few_pages_without_text_are_remarked_on() -> None:
    """The text of the others is read."""
    drawn = book(2)
    drawn.canvas.rect(LEFT, 100, 300, 500, fill=1)
    drawn.turn()
    assert drawn.read().remarks == ("1 of 3 pages hold no text (page 3)",)


def test_a_protected_pdf_asks_for_what_it_needs() -> None:
    """Without the password it is refused with a way out; with it, it is read."""
    word = "tansy"
    locked = drawing(password=word)
    locked.write(SENTENCE, LEFT, TOP)
    content = locked.bytes()
    error = refusal(content)
    assert "password" in error.message
    assert "qpdf --decrypt" in error.remedy
    assert read_pdf(content, "merrow.pdf", password=word).text == SENTENCE


@pytest.mark.parametrize("share", [0.02, 0.4])
def test_a_truncated_pdf_is_refused_or_read(share: float) -> None:
    """What is left of a file that broke off is read as far as it goes, or refused as damaged."""
    content = book().bytes()
    broken = content[: int(share * len(content))]
    try:
        document = read_pdf(broken, "merrow.pdf")
    except ReportError as error:
        assert "merrow.pdf" in error.message  # noqa: PT017 (either outcome is right)
    else:
        assert SENTENCE in document.text


def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """The deadline holds from the start of the process."""
    monkeypatch.setattr(process, "WAITING", 0.0)
    assert "took too long" in refusal(book(1).bytes()).message


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of processor time there")
def test_a_child_that_computes_too_long_is_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A second of the processor is not enough for a page whose text is drawn a hundred thousand times."""
    monkeypatch.setattr(process, "SECONDS", 0.0)
    monkeypatch.setattr(process, "SECONDS_A_PAGE", 0.0)
    endless = drawing()
    for number in range(60_000):
        endless.write("Merrow", LEFT + number % 400, TOP - number % 631, size=4)
    assert "took too long" in refusal(endless.bytes()).message


def test_a_child_that_wants_too_much_memory_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever the library does when memory ends, this process only sees that nothing more came."""
    monkeypatch.setattr(process, "MEMORY", 1 << 20)
    assert "could not be read" in refusal(book(1).bytes()).message


def test_a_module_in_the_current_folder_is_not_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A folder of reports may hold a file named like a module; the child does not look there."""
    for name in ("json.py", "ctypes.py", "pypdfium2_raw.py", "policygraph.py"):
        (tmp_path / name).write_text(
            f"open({str(tmp_path / 'ran')!r}, 'w')\n", encoding="utf-8"
        )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert SENTENCE in book(1).read().text
    assert not (tmp_path / "ran").exists()
