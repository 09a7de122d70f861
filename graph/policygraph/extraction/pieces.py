"""Word pieces: the border to the tokenizers library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tokenizers import Tokenizer

from policygraph.errors import WeightsError

if TYPE_CHECKING:
    from pathlib import Path


class WordPieces:
    """The encoder's vocabulary: words in, ids of their pieces out.

    Args:
        path: A `tokenizer.json` as the tokenizers library writes it.

    Raises:
        WeightsError: The file is missing or is no tokenizer.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:  # the library raises bare Exception
            raise WeightsError(
                f"{str(path)!r} cannot be read as a tokenizer ({error})",
                expected="the file that comes with the reader's weights",
                remedy="install policygraph again, or name the right folder with --weights",
            ) from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._known: dict[str, tuple[int, ...]] = {}
        self.opening = self._id("[CLS]")
        self.closing = self._id("[SEP]")
        self.unknown = self._id("[UNK]")
        self.mask = self._id("[MASK]")

    def of(self, words: list[str]) -> list[tuple[int, ...]]:
        """The ids of each word's pieces, at least one a word."""
        new = [word for word in dict.fromkeys(words) if word not in self._known]
        if new:
            for word, encoding in zip(
                new,
                self._tokenizer.encode_batch(new, add_special_tokens=False),
                strict=True,
            ):
                self._known[word] = tuple(encoding.ids) or (self.unknown,)
        return [self._known[word] for word in words]

    def _id(self, token: str) -> int:
        found = self._tokenizer.token_to_id(token)
        if found is None:
            raise WeightsError(
                f"the tokenizer has no {token}",
                expected="a BERT vocabulary",
                remedy="train again",
            )
        return int(found)
