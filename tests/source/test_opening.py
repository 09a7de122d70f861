"""From a file to a document and its report: what is read as it stands, and what each refusal says."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from typing import TYPE_CHECKING

import pytest

from policygraph.errors import ReportError, UsageError
from policygraph.report import read_report
from policygraph.source import read_source
from project import SEED

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "(1) Build roads. Widen two.\nPlant trees. Along the roads first.\n"


def write(folder: Path, content: bytes, name: str = "arden.txt") -> Path:
    """A file with these bytes."""
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_report_carries_its_stem_and_the_digest_of_its_bytes(tmp_path: Path) -> None:
    """Name and sha256 come from the file, byte order mark included."""
    content = b"\xef\xbb\xbf" + TEXT.encode()
    report = read_report(write(tmp_path, content, "arden.v2.md"))
    assert (report.name, report.sha256) == (
        "arden.v2",
        hashlib.sha256(content).hexdigest(),
    )


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    """With and without the mark, text and offsets are the same."""
    plain = read_report(write(tmp_path, TEXT.encode()))
    marked = read_report(write(tmp_path, b"\xef\xbb\xbf" + TEXT.encode()))
    assert marked.text == plain.text == TEXT
    assert marked.tasks == plain.tasks


def test_carriage_returns_stay_in_the_text(tmp_path: Path) -> None:
    """The text is as published: offsets count carriage returns, spans and labels leave them out."""
    text = TEXT.replace("\n", "\r\n")
    report = read_report(write(tmp_path, text.encode()))
    assert report.text == text
    assert [
        paragraph.span.of(text) for paragraph in report.paragraphs
    ] == TEXT.splitlines()
    assert [paragraph.line for paragraph in report.paragraphs] == [1, 2]
    assert report.paragraphs[1].span.begin == TEXT.index("Plant") + 1


def test_lines_may_end_in_carriage_returns_alone(tmp_path: Path) -> None:
    """A text without any line feed, as old machines wrote it, still has lines."""
    report = read_report(write(tmp_path, TEXT.replace("\n", "\r").encode()))
    assert [paragraph.line for paragraph in report.paragraphs] == [1, 2]


def test_offsets_count_code_points(tmp_path: Path) -> None:
    """A character beyond the basic plane counts once."""
    report = read_report(write(tmp_path, "𠮷 is a name. Roads are built.".encode()))
    assert [sentence.span.begin for sentence in report.sentences] == [0, 13]


def test_lines_agree_with_a_plain_split_at_line_feeds() -> None:
    """Paragraph `line` n is the n-th part of the text between line feeds, at the offset that counting gives."""
    report = read_report(SEED)
    lines = report.text.split("\n")
    for paragraph in report.paragraphs:
        assert paragraph.span.of(report.text) == lines[paragraph.line - 1].strip()
        assert paragraph.span.begin == sum(
            len(line) + 1 for line in lines[: paragraph.line - 1]
        )


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The error quotes the path and is one of input (exit code 3)."""
    with pytest.raises(ReportError, match=r"none\.txt' does not exist") as caught:
        read_report(tmp_path / "none.txt")
    assert caught.value.exit_code == 3


def test_a_folder_is_a_usage_error(tmp_path: Path) -> None:
    """A folder where a file is wanted is a mistake in the request (exit code 2)."""
    with pytest.raises(UsageError, match="is a folder") as caught:
        read_report(tmp_path)
    assert caught.value.exit_code == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_an_unreadable_file_is_told_with_its_reason(tmp_path: Path) -> None:
    """Permissions are named."""
    path = write(tmp_path, TEXT.encode())
    path.chmod(0)
    with pytest.raises(ReportError, match="Permission denied"):
        read_report(path)


def test_a_path_below_a_file_cannot_be_read(tmp_path: Path) -> None:
    """What the system says is passed on."""
    with pytest.raises(ReportError, match="cannot be read \\(Not a directory\\)"):
        read_report(write(tmp_path, TEXT.encode()) / "part.txt")


def test_a_name_with_a_null_cannot_be_read() -> None:
    """A name that no file can have is an input error, not a crash."""
    with pytest.raises(ReportError, match="cannot be read"):
        read_report("a\0b.txt")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "only white space"),
        (b"\xef\xbb\xbf", "only white space"),
    ],
)
def test_a_file_without_words_is_refused(
    tmp_path: Path, content: bytes, message: str
) -> None:
    """Nothing, white space, or a lone byte order mark."""
    with pytest.raises(ReportError, match=message):
        read_report(write(tmp_path, content))


def test_a_longer_file_is_refused_until_it_is_allowed(tmp_path: Path) -> None:
    """The error names the limit and the option; at the limit the file is read."""
    path = write(tmp_path, TEXT.encode())
    with pytest.raises(ReportError, match=r"too long: .*at most 10 bytes.*--max-bytes"):
        read_report(path, max_bytes=10)
    assert read_report(path, max_bytes=len(TEXT)).text == TEXT


def zipped(member: str, content: str = "") -> bytes:
    """A zip archive with one member."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "kind", "remedy"),
    [
        (
            zipped("mimetype", "application/vnd.oasis.opendocument.text"),
            "an OpenDocument text",
            "soffice",
        ),
        (zipped("ppt/presentation.xml"), "a PowerPoint file", "pdf"),
        (zipped("xl/workbook.xml"), "a spreadsheet", "text"),
        (zipped("notes.txt"), "a zip archive", "unpack"),
        (zipped("word/document.xml")[:-30], "a damaged Word file", "again"),
        (
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n",
            "a web archive",
            "HTML",
        ),
        (b"<?xml version='1.0'?><plan/>", "an XML file", "docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(8), "an older Word", "docx"),
        (b"{\\rtf1 Roads}", "a rich text", "docx"),
        (b"\x1f\x8b\x08\x00", "a gzip file", "gunzip"),
        (b"\x89PNG\r\n\x1a\n\0", "a picture", "ocrmypdf"),
    ],
)
def test_another_format_is_named_with_the_way_to_text(
    tmp_path: Path, content: bytes, kind: str, remedy: str
) -> None:
    """Each format that people mistake for a report is told by its content, whatever its name."""
    with pytest.raises(ReportError) as caught:
        read_report(write(tmp_path, content, "my report.txt"))
    assert f"is {kind}" in caught.value.message
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        ("<!-- saved --><!DOCTYPE html><p>We will build roads.", "text/html"),
        (
            "<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC 'x'><html><p>We will build roads.</p></html>",
            "text/html",
        ),
        ("\ufeff<html><p>We will build roads.", "text/html"),
        ("<h1>Plan</h1><p>We will build roads.</p><ul><li>Rail", "text/html"),
        (
            "<p align=center>Logo</p><p><a href=x>b</a></p>\n\n# Plan\n\nWe will build roads.",
            "text/markdown",
        ),
        ("a < b and c > d: we will build roads.", "text/plain"),
        ("---\ntitle: Plan\n---\nWe will build roads.", "text/markdown"),
    ],
)
def test_pages_and_markdown_are_told_by_what_they_hold(
    tmp_path: Path, content: str, media_type: str
) -> None:
    """Whatever the name; a piece of a page is one too, and Markdown that begins with a tag is none."""
    assert (
        read_source(write(tmp_path, content.encode(), "plan.txt")).media_type
        == media_type
    )


def test_a_command_in_an_error_can_be_pasted(tmp_path: Path) -> None:
    """Names with spaces are quoted for the shell."""
    with pytest.raises(ReportError) as caught:
        read_report(write(tmp_path, b"%!PS-Adobe-3.0", "my report.ps"))
    assert (
        f"'{tmp_path}/my report.ps' '{tmp_path}/my report.pdf'" in caught.value.remedy
    )


@pytest.mark.parametrize(
    ("encoding", "text", "codec"),
    [
        ("utf-16", "Build roads.", "UTF-16 "),
        ("utf-16-le", "Build roads — many.", "UTF-16LE "),
        ("utf-16-be", "Build roads — many.", "UTF-16BE "),
        ("gb18030", "加快发展新产业。\n推进汽车产业升级。", "GB18030 "),
        ("latin-1", "Développer les routes à l'échelle du pays.", "WINDOWS-1252 "),
        ("cp1252", "The people’s livelihood “first”.", "WINDOWS-1252 "),
    ],
)
def test_another_encoding_is_guessed_and_converting_it_helps(
    tmp_path: Path, encoding: str, text: str, codec: str
) -> None:
    """The error says which encoding is likely and how to convert; what it names decodes to the text."""
    content = text.encode(encoding)
    with pytest.raises(ReportError) as caught:
        read_report(write(tmp_path, content))
    assert f"iconv -f {codec}" in caught.value.remedy
    assert content.decode(codec.strip()) == text


def test_the_first_wrong_byte_is_named_with_its_place(tmp_path: Path) -> None:
    """Value, offset and line of the byte stand in the message."""
    with pytest.raises(
        ReportError, match=r"arden\.txt:2: byte 0xE9 at offset 14 is not UTF-8"
    ):
        read_report(write(tmp_path, b"Build roads.\nD\xe9velop rail."))


def test_a_damaged_byte_amid_utf8_is_not_taken_for_another_encoding(
    tmp_path: Path,
) -> None:
    """Where the text before is UTF-8 beyond ASCII, converting would spoil it: the byte itself is wrong."""
    with pytest.raises(ReportError) as caught:
        read_report(write(tmp_path, "Über die Straße.".encode() + b" \xff Roads."))
    assert "correct that byte" in caught.value.remedy


def test_a_file_cut_off_within_a_character_says_so(tmp_path: Path) -> None:
    """The end of the file is the fault, not its encoding."""
    with pytest.raises(ReportError, match="ends within a character"):
        read_report(write(tmp_path, "Roads for Ærø".encode()[:-1]))


@pytest.mark.parametrize("content", [b"Roads\0and rails", bytes(range(256)) * 4])
def test_binary_is_refused(tmp_path: Path, content: bytes) -> None:
    """Null bytes and control characters are no report."""
    with pytest.raises(ReportError, match="binary"):
        read_report(write(tmp_path, content))


SENTENCE = "We will build a railway in Arden by 2030."
GBK = "<meta charset=gbk><p>We will build the Ha Noi railway (\u6cb3\u5185) by 2030."


@pytest.mark.parametrize("name", ["f6.html", "F6.HTM", "f6.xhtml"])
@pytest.mark.parametrize(
    "content",
    [
        f"<p>{SENTENCE}</p>",
        f"<!-- saved from url=(0019)http://arden.example/ -->\n<p>{SENTENCE}</p>",
        f'<meta charset="utf-16"><p>{SENTENCE}</p>',
        f'<meta charset="utf-16le"><p>{SENTENCE}</p> ',
        f"<plaintext>{SENTENCE}",
        f"{SENTENCE}<br>",
        f"<custom-part>{SENTENCE}</custom-part>",
        f"<?xml version='1.0'?>\n<p>{SENTENCE}</p>",
        SENTENCE.replace(" ", "&#32;", 1),
    ],
)
def test_a_file_called_a_page_is_read_as_one_however_few_its_tags(
    tmp_path: Path, name: str, content: str
) -> None:
    """No tag, comment or reference is left in the text."""
    document = read_source(write(tmp_path, content.encode(), name))
    assert (document.media_type, document.text.strip()) == ("text/html", SENTENCE)


def test_a_file_called_a_page_is_read_in_the_encoding_that_it_declares(
    tmp_path: Path,
) -> None:
    """In GBK, and in UTF-16 with its mark."""
    for encoding in ("gbk", "utf-16"):
        document = read_source(write(tmp_path, GBK.encode(encoding), "f6.html"))
        assert "\u6cb3\u5185" in document.text
        assert "<" not in document.text


def test_a_file_called_a_page_without_markup_is_text(tmp_path: Path) -> None:
    """A sign of less, or an ampersand, is no markup."""
    content = f"Under 3 < 5 of R&D; {SENTENCE}"
    document = read_source(write(tmp_path, content.encode(), "f6.html"))
    assert (document.media_type, document.text) == ("text/plain", content)


def test_a_few_tags_make_no_page_of_a_file_called_otherwise(tmp_path: Path) -> None:
    """They stand as they are."""
    content = f"<p>{SENTENCE}</p>"
    assert read_source(write(tmp_path, content.encode())).text == content


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<?xml version='1.0'?><TEI><p>Roads</p></TEI>", "XML file"),
        (
            b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<p>Roads",
            "web archive",
        ),
        (b"\0\1<p>Roads\0", "binary"),
    ],
)
def test_what_is_no_page_is_refused_though_it_is_called_one(
    tmp_path: Path, content: bytes, message: str
) -> None:
    """The error says what it is."""
    with pytest.raises(ReportError, match=message):
        read_source(write(tmp_path, content, "f6.html"))
