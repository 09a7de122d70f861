"""The words of a page with their places, fonts and colours: the border to PDFium's text pages.

PDFium answers for one glyph at a time, and each call from Python costs near a microsecond. So the text is taken in one
call, and only the first and the last glyph of a word are asked for their places; whatever holds for a whole text
object (font, size, colour, slant, baseline) is asked once for each object.

Source: PDFium's public headers fpdf_text.h and fpdf_edit.h; ISO 32000-2, 9.4 (text objects).
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from policygraph.source.pdf.calls import POINTER, pdfium, typed
from policygraph.source.pdf.values import Word

if TYPE_CHECKING:
    from collections.abc import Iterator

HYPHEN = "\ufffe"
"""How PDFium marks a hyphen at a line's end, and we after it."""

_WORD = re.compile(r"[^\s\x00-\x1f\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
_NAMELESS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ufff0-\ufffb]")
_WITHOUT_NAME = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd\ufff0-\ufffb]"
)
_INVISIBLE = re.compile("[\ufeff\u200b-\u200f\u2028-\u202e\u2060]")
_BOLD = re.compile(r"bold|black|heavy|demi(?!light)|,b$", re.IGNORECASE)
_SYMBOL = re.compile(r"wingdings|webdings|symbol|dingbat", re.IGNORECASE)
_FORCED_BOLD = 1 << 18
_QUARTER = math.pi / 2
_SLANT = 0.05
_PALE = 0xC0
_HUGE = 36
_NARROW = 0.17

_make_word = tuple.__new__
"""A named tuple of a tuple, without the call of its own that would take half as long again."""

_object_of = typed("FPDFText_GetTextObject", POINTER, POINTER, ctypes.c_int)
_loose_box = typed(
    "FPDFText_GetLooseCharBox", ctypes.c_int, POINTER, ctypes.c_int, POINTER
)
_tight_box = typed(
    "FPDFText_GetCharBox",
    ctypes.c_int,
    POINTER,
    ctypes.c_int,
    POINTER,
    POINTER,
    POINTER,
    POINTER,
)
_origin = typed(
    "FPDFText_GetCharOrigin", ctypes.c_int, POINTER, ctypes.c_int, POINTER, POINTER
)
_angle = typed("FPDFText_GetCharAngle", ctypes.c_float, POINTER, ctypes.c_int)
_is_made_up = typed("FPDFText_IsGenerated", ctypes.c_int, POINTER, ctypes.c_int)
_font_size = typed("FPDFText_GetFontSize", ctypes.c_double, POINTER, ctypes.c_int)
_unicode = typed("FPDFText_GetUnicode", ctypes.c_uint, POINTER, ctypes.c_int)
_text = typed(
    "FPDFText_GetText", ctypes.c_int, POINTER, ctypes.c_int, ctypes.c_int, POINTER
)
_font_of = typed("FPDFTextObj_GetFont", POINTER, POINTER)
_fill = typed(
    "FPDFPageObj_GetFillColor",
    ctypes.c_int,
    POINTER,
    POINTER,
    POINTER,
    POINTER,
    POINTER,
)
_matrix = typed("FPDFPageObj_GetMatrix", ctypes.c_int, POINTER, POINTER)
_font_name = typed(
    "FPDFFont_GetBaseFontName", ctypes.c_size_t, POINTER, POINTER, ctypes.c_size_t
)
_font_flags = typed("FPDFFont_GetFlags", ctypes.c_int, POINTER)
_ascent = typed("FPDFFont_GetAscent", ctypes.c_int, POINTER, ctypes.c_float, POINTER)
_descent = typed("FPDFFont_GetDescent", ctypes.c_int, POINTER, ctypes.c_float, POINTER)


class Glyphs(NamedTuple):
    """The words of a page in the order of painting, its size as read, and what was left out or cannot be named."""

    words: list[Word]
    turn: int
    dropped: dict[str, int]
    shown: int
    nameless: int


class Frame(NamedTuple):
    """The page's own box: its left and upper edge in the page's coordinates, its width and height."""

    left: float
    top: float
    width: float
    height: float

    def turned(self, turn: int) -> Frame:
        """The frame of the page as read when its text runs `turn` quarters clockwise."""
        return (
            self
            if turn % 2 == 0
            else Frame(self.left, self.top, self.height, self.width)
        )

    def at(self, turn: int) -> TurnedFrame:
        """The frame as it places what is on a page whose text runs `turn` quarters clockwise."""
        return TurnedFrame(*self, turn)


class TurnedFrame(NamedTuple):
    """A page's own box, and how many quarters clockwise its text runs."""

    left: float
    top: float
    width: float
    height: float
    turn: int

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page stands when its text is read upright."""
        right = x - self.left
        down = self.top - y
        if self.turn == 1:
            return down, self.width - right
        if self.turn == 2:
            return self.width - right, self.height - down
        if self.turn == 3:
            return self.height - down, right
        return right, down


class _Font(NamedTuple):
    bold: bool
    symbol: bool
    height: float


class _Run(NamedTuple):
    """What holds for a whole text object; `turn` counts quarters clockwise, -1 is aslant."""

    size: float
    bold: bool
    symbol: bool
    colour: int
    turn: int
    base: float


_Piece = tuple[int, int, _Run, bool]
"""The index of the first and of the last glyph of a word, what holds for them, whether no space stands before."""


class GlyphReader:
    """Reads the text pages of one document; fonts are asked about once."""

    def __init__(self) -> None:
        self._fonts: dict[int, _Font] = {}
        self._box = pdfium.FS_RECTF()
        self._box_at = ctypes.byref(self._box)
        self._numbers = [ctypes.c_double() for _ in range(4)]
        self._uints = [ctypes.c_uint() for _ in range(4)]
        self._float = ctypes.c_float()
        self._transform = pdfium.FS_MATRIX()
        self._name = ctypes.create_string_buffer(256)

    def read(self, textpage: int, frame: Frame) -> Glyphs:
        """The words of a text page, turned so that most of them stand upright."""
        text = self._text_of(textpage)
        pieces = self._pieces(textpage, text)
        turn = _usual_turn(pieces)
        dropped: Counter[str] = Counter()
        words = self._words(textpage, text, pieces, frame.at(turn), dropped)
        nameless = len(_WITHOUT_NAME.findall(text))
        return Glyphs(words, turn, dict(dropped), len(text), nameless)

    def _words(
        self,
        textpage: int,
        text: str,
        pieces: list[_Piece],
        frame: TurnedFrame,
        dropped: Counter[str],
    ) -> list[Word]:
        """The words of the pieces that are text, each once; what is left out is counted."""
        words: list[Word] = []
        seen: set[tuple[str, int, int]] = set()
        last: tuple[_Piece, Word] | None = None
        place = self._upright if frame.turn == 0 else self._turned
        for piece in _kept(pieces, frame.turn, dropped):
            word = place(textpage, text, piece, frame)
            if last is not None and word[1] - last[1][2] < _NARROW * word[4]:
                word = self._kerned(textpage, last, piece, word)
            last = piece, word
            key = (word[0], round(word[1]), round(word[3]))
            if key not in seen and word[0]:
                seen.add(key)
                words.append(word)
        return words

    def _text_of(self, textpage: int) -> str:
        """The text, one code point for each glyph."""
        count = pdfium.FPDFText_CountChars(ctypes.cast(textpage, pdfium.FPDF_TEXTPAGE))
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        taken = _text(textpage, 0, count, buffer) - 1
        text = bytes(buffer)[: 2 * max(taken, 0)].decode("utf-16-le", "replace")
        if len(text) == count and taken == count:
            return text
        return "".join(_named(_unicode(textpage, index)) for index in range(count))

    def _pieces(self, textpage: int, text: str) -> list[_Piece]:
        """Words, cut where one text object ends and another of another style or height begins.

        The glyphs of an object follow one another: where the first and the last of a line are of one, all between are.
        """
        pieces: list[_Piece] = []
        runs: dict[int, _Run] = {}
        run: _Run | None = None
        reach = line_end = 0
        for match in _WORD.finditer(text):
            first, end = match.span()
            if end > reach or run is None:
                opening = closing = _object_of(textpage, first)
                if first >= line_end:
                    line_end = _end_of_line(text, end)
                    if _object_of(textpage, line_end - 1) == opening:
                        reach = line_end
                if end > reach:
                    closing = _object_of(textpage, end - 1)
                if opening != closing:
                    pieces += self._cut(textpage, first, end, runs)
                    continue
                run = self._run(textpage, first, opening, runs)
            pieces.append((first, end - 1, run, False))
        return pieces

    def _cut(
        self, textpage: int, first: int, end: int, runs: dict[int, _Run]
    ) -> Iterator[_Piece]:
        begin = first
        glued = False
        run = self._run(textpage, first, _object_of(textpage, first), runs)
        for index in range(first + 1, end):
            other = self._run(textpage, index, _object_of(textpage, index), runs)
            if other is run or _alike(other, run):
                continue
            yield begin, index - 1, run, glued
            begin = index
            run = other
            glued = True
        yield begin, end - 1, run, glued

    def _run(
        self, textpage: int, index: int, handle: int | None, runs: dict[int, _Run]
    ) -> _Run:
        if handle in runs:
            return runs[handle]
        x, y = self._numbers[:2]
        _origin(textpage, index, ctypes.byref(x), ctypes.byref(y))
        base = y.value
        angle = _angle(textpage, index)
        quarters = angle / _QUARTER
        turn = round(quarters) % 4 if abs(quarters - round(quarters)) < _SLANT else -1
        if handle is None:
            size = max(_font_size(textpage, index), 0.1)
            return _Run(size, False, False, 0, turn, base)  # noqa: FBT003 - fields
        font = self._font(_font_of(handle))
        red, green, blue, alpha = self._uints
        _fill(handle, *map(ctypes.byref, self._uints))
        colour = red.value << 16 | green.value << 8 | blue.value if alpha.value else 0
        size = self._size(textpage, index, handle, font, turn)
        if turn % 2:
            base = x.value
        run = runs[handle] = _Run(
            max(size, 0.1), font.bold, font.symbol, colour, turn, base
        )
        return run

    def _size(
        self, textpage: int, index: int, handle: int, font: _Font, turn: int
    ) -> float:
        """The size as shown: upright from the height of the line, which knows of every transformation."""
        if turn == 0 and font.height > 0:
            _loose_box(textpage, index, ctypes.byref(self._box))
            return float(abs(self._box.top - self._box.bottom) / font.height)
        _matrix(handle, ctypes.byref(self._transform))
        scale = math.hypot(self._transform.c, self._transform.d)
        return float(_font_size(textpage, index) * (scale or 1.0))

    def _font(self, handle: int | None) -> _Font:
        if handle is None:
            return _Font(bold=False, symbol=False, height=0.0)
        if handle not in self._fonts:
            length = _font_name(handle, self._name, 256)
            name = (
                self._name.raw[: min(length, 256)]
                .rstrip(b"\0")
                .decode(errors="replace")
            )
            flags = _font_flags(handle)
            bold = _BOLD.search(name) is not None or (
                flags > 0 and flags & _FORCED_BOLD != 0
            )
            rise = (
                self._float.value
                if _ascent(handle, 1.0, ctypes.byref(self._float))
                else 0.0
            )
            fall = (
                self._float.value
                if _descent(handle, 1.0, ctypes.byref(self._float))
                else 0.0
            )
            self._fonts[handle] = _Font(
                bold, _SYMBOL.search(name) is not None, rise - fall
            )
        return self._fonts[handle]

    def _upright(
        self, textpage: int, text: str, piece: _Piece, frame: TurnedFrame
    ) -> Word:
        """A word that stands upright: as most do, so this runs for nearly every word of a document."""
        first, last, run, glued = piece
        box = self._box
        place = self._box_at
        _loose_box(textpage, first, place)
        left = box.left - frame[0]
        if last != first:
            _loose_box(textpage, last, place)
        right = box.right - frame[0]
        shown = text[first : last + 1]
        if not shown.isprintable():
            shown = _printable(shown)
        if right < left:
            left, right = right, left
        return _make_word(
            Word,
            (
                shown,
                left,
                right,
                frame[1] - run[5],
                run[0],
                run[1],
                run[3],
                run[2],
                glued,
            ),
        )

    def _turned(
        self, textpage: int, text: str, piece: _Piece, frame: TurnedFrame
    ) -> Word:
        """A word in text that runs from top to bottom, upwards or upside down."""
        first, last, run, glued = piece
        left, right = self._extent(textpage, (first, last), frame)
        _origin(
            textpage,
            first,
            ctypes.byref(self._numbers[0]),
            ctypes.byref(self._numbers[1]),
        )
        base = frame.place(self._numbers[0].value, self._numbers[1].value)[1]
        shown = _printable(text[first : last + 1])
        return Word(
            shown, left, right, base, run.size, run.bold, run.colour, run.symbol, glued
        )

    def _kerned(
        self, textpage: int, last: tuple[_Piece, Word], piece: _Piece, word: Word
    ) -> Word:
        """A word close behind another, glued to it if the library made up the space between letters set apart."""
        (_, end, before, _), earlier = last
        first = piece[0]
        run = piece[2]
        if first != end + 2:
            return word
        if run is not before and before[:5] != run[:5]:
            return word
        gap = word.left - earlier.right
        level = abs(word.base - earlier.base) < 0.05 * word.size
        if level and gap >= -0.1 * word.size and _is_made_up(textpage, first - 1):
            return word._replace(glued=True)
        return word

    def _extent(
        self, textpage: int, ends: tuple[int, int], frame: TurnedFrame
    ) -> tuple[float, float]:
        """Left and right of a word in text that is turned."""
        across: list[float] = []
        for index in ends:
            left, right, bottom, top = self._numbers
            _tight_box(textpage, index, *map(ctypes.byref, self._numbers))
            across += [
                frame.place(left.value, bottom.value)[0],
                frame.place(right.value, top.value)[0],
            ]
        return min(across), max(across)


def _printable(text: str) -> str:
    """A word without signs that show nothing; letters without a name as the sign for that."""
    return _INVISIBLE.sub("", _NAMELESS.sub("\ufffd", text.replace("\x02", HYPHEN)))


def _end_of_line(text: str, begin: int) -> int:
    """Where the line ends that holds a glyph: the library ends lines with a return."""
    end = text.find("\r", begin)
    if end < 0:
        return len(text)
    return end


def _usual_turn(pieces: list[_Piece]) -> int:
    """How most of the glyphs that do not stand aslant are turned."""
    weights: Counter[int] = Counter()
    for first, last, run, _ in pieces:
        weights[run.turn] += last - first + 1
    del weights[-1]
    if weights:
        return weights.most_common(1)[0][0]
    return 0


def _named(code: int) -> str:
    return (
        "\ufffd"
        if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF
        else chr(code)
    )


def _alike(one: _Run, other: _Run) -> bool:
    if one[:5] != other[:5]:
        return False
    return abs(one.base - other.base) < 0.05 * one.size + 0.01


def _kept(pieces: list[_Piece], turn: int, dropped: Counter[str]) -> Iterator[_Piece]:
    """The pieces that are text; the others are counted by what they are."""
    run: _Run | None = None
    kind = ""
    for piece in pieces:
        if piece[2] is not run:
            run = piece[2]
            kind = _left_out(run, turn)
        if kind:
            dropped[kind] += 1
        else:
            yield piece


def _left_out(run: _Run, turn: int) -> str:
    """What kind of furniture a text object is by itself, or nothing."""
    if run.turn == -1:
        return "watermark"
    if run.turn != turn:
        return "sideways text"
    pale = min(run.colour >> 16, run.colour >> 8 & 0xFF, run.colour & 0xFF) >= _PALE
    if pale and run.size >= _HUGE and run.colour != 0xFFFFFF:
        return "watermark"
    return ""
