"""Units, which the network reads: paragraphs as word pieces with a few plain features.

Training and inference use the same functions, so that the network reads what it was trained on.
"""

from __future__ import annotations

import codecs
import functools
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain

import attrs
import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from quotekit.attribution.learned.gate import Gate
from quotekit.datelines import datelines
from quotekit.document import QuotedSpan, Span, Tokenized
from quotekit.lexicon.remembered import Remembered

Numbers = npt.NDArray[np.int64]

LONGEST = 256
"""The most pieces of a unit, with its two markers; a longer paragraph is cut, if possible between sentences.
"""

BLOCK = 1 << 14
"""How many characters are cut at once: few enough to need little memory, many enough to save time."""

_ROW = 3 * np.dtype(np.int64).itemsize
"""How many bytes the row of a piece has."""

FEATURES = {"case": 6, "marks": 6, "start": 3, "space": 2}
"""The features besides the piece itself, with the number of their values."""

_MARKS, _START = (tuple(FEATURES).index(name) for name in ("marks", "start"))

_PARAGRAPH = 2
"""The value of the feature of what opens a paragraph."""

# Looked up here: its module would be imported on first use, and a fork must not fall into an import.
_CODE_POINTS = codecs.lookup("utf-32-le").name

# Rust strings cannot hold lone surrogates; each is replaced by one code point, so that offsets stay.
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


@attrs.frozen(kw_only=True, eq=False)
class Unit:
    """Hold one unit as arrays with an entry per piece; the first and last are markers.

    `starts` and `ends` are the pieces' code-point offsets in the whole text (a marker is empty);
    `features` has a column for each of `FEATURES`. `silent` is the number of first pieces that are never in
    an attribution: the marker and a dateline.
    """

    pieces: Numbers
    features: Numbers
    starts: Numbers
    ends: Numbers
    silent: int

    def __len__(self) -> int:
        return len(self.pieces)

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of pieces that overlap a range of the text."""
        first = int(np.searchsorted(self.ends[1:-1], start, side="right")) + 1
        last = int(np.searchsorted(self.starts[1:-1], end, side="left")) + 1
        return first, max(first, last)


def stretches(features: Numbers) -> npt.NDArray[np.bool_]:
    """Return which pieces open a stretch: a sentence, or several that quotation marks bind together."""
    start, marked = features[:, _START], features[:, _MARKS] > 0
    bound = marked | np.append(False, marked[:-1])
    return (start == _PARAGRAPH) | ((start > 0) & ~bound)  # type: ignore[no-any-return]


def cut(
    tokenized: Tokenized, quoted: Sequence[QuotedSpan], tokenizer: Tokenizer, gate: Gate | None = None
) -> Iterator[Unit]:
    """Cut a text into units, in text order; `tokenizer` is the network's own, without markers.

    A paragraph is a unit; one of more than `LONGEST` pieces is cut before a sentence, and a
    sentence that is still longer anywhere between its pieces. Units without a letter (marks, rules, rows
    of numbers) are left out: nobody says anything there. So is what a `gate` does not let through.
    """
    text = tokenized.text
    clean = text if text.isascii() else text.translate(_SURROGATES)
    characters = _Characters.of(text, quoted)
    written = {span.start: span.end for span in datelines(tokenized)}
    sentence_starts = np.zeros(len(text) + 1, dtype=np.bool_)
    sentence_starts[[span.start for span in tokenized.sentences]] = True
    markers = np.array([tokenizer.token_to_id(marker) for marker in ("[CLS]", "[SEP]")])
    for block in _blocks(tokenized.paragraphs):
        counts, pieces, starts, ends = _pieces(clean, block, tokenizer)
        if not len(pieces):
            continue
        begins = np.repeat([paragraph.start for paragraph in block], counts)
        starts = characters.inked(starts, ends)
        opens_sentence = sentence_starts[starts]
        features = characters.features(starts, ends, opens_sentence, starts == begins)
        if gate is not None:
            kept = gate.passed(pieces, counts, stretches(features), markers)
            if not kept.any():
                continue
            counts = np.diff(_running(kept)[[0, *accumulate(counts)]]).tolist()
            pieces, starts, ends = pieces[kept], starts[kept], ends[kept]
            features, opens_sentence = features[kept], opens_sentence[kept]
        ranges, silent = [], []
        for stop, count in zip(accumulate(counts), counts, strict=True):
            if count:
                begin = stop - count
                spoken = int(np.searchsorted(starts[begin:stop], written.get(int(starts[begin]), 0)))
                some = [(begin + first, begin + last) for first, last in _ranges(opens_sentence[begin:stop])]
                ranges += some
                silent += [1 + max(begin + spoken - first, 0) for first, _ in some]
        marked = _Marked.of(ranges)
        firsts, lasts = np.array(ranges).T
        low, high = starts[firsts], ends[lasts - 1]
        worded = characters.letters(high) > characters.letters(low)
        pieces, features = marked.around(pieces, *markers), marked.around(features, 0, 0)
        starts, ends = marked.around(starts, low, high), marked.around(ends, low, high)
        places = zip(marked.heads.tolist(), marked.tails.tolist(), silent, worded, strict=True)
        for head, tail, first, is_worded in places:
            if not is_worded:
                continue
            edges = slice(head, tail + 1)
            yield Unit(
                pieces=pieces[edges],
                features=features[edges],
                starts=starts[edges],
                ends=ends[edges],
                silent=first,
            )


def _pieces(
    text: str, paragraphs: Sequence[Span], tokenizer: Tokenizer
) -> tuple[list[int], Numbers, Numbers, Numbers]:
    """Return how many pieces each paragraph has, their numbers, and where they start and end in the text.

    BERT's tokenizers cut a word the same way wherever it stands, and most words have been cut before.
    """
    rows = [[text[paragraph.start : paragraph.end]] for paragraph in paragraphs]
    if type(tokenizer.pre_tokenizer) is BertPreTokenizer and type(tokenizer.normalizer) is BertNormalizer:
        rows = [row[0].split(" ") for row in rows]
    words = list(chain.from_iterable(rows))
    cuts = list(map(_cuts(tokenizer).__getitem__, words))
    sizes = np.fromiter(map(len, words), np.int64, len(words)) + 1
    begins = np.cumsum(sizes) - sizes
    firsts = np.array([0, *accumulate(map(len, rows))])
    starting = np.array([paragraph.start for paragraph in paragraphs])
    begins += np.repeat(starting - begins[firsts[:-1]], np.diff(firsts))
    counts = np.fromiter(map(len, cuts), np.int64, len(cuts)) // _ROW
    begins = np.repeat(begins, counts)
    numbers, starts, ends = np.frombuffer(b"".join(cuts), np.int64).reshape(-1, 3).T
    return np.add.reduceat(counts, firsts[:-1]).tolist(), numbers, starts + begins, ends + begins


@functools.lru_cache(maxsize=8)
def _cuts(tokenizer: Tokenizer) -> Remembered[bytes]:
    """Return what a tokenizer makes of each word: see `_cut`."""
    return Remembered(functools.partial(_cut, tokenizer))


def _cut(tokenizer: Tokenizer, word: str) -> bytes:
    """Return a row for each of a word's pieces: its number, and where it starts and ends in the word.

    The rows of many words are joined much faster as bytes than as arrays or numbers.
    """
    encoding = tokenizer.encode(word, add_special_tokens=False)
    rows = [(number, *offsets) for number, offsets in zip(encoding.ids, encoding.offsets, strict=True)]
    return np.array(rows, dtype=np.int64).tobytes()


def _blocks(paragraphs: Sequence[Span]) -> Iterator[list[Span]]:
    """Return the paragraphs in blocks of at least `BLOCK` characters."""
    block: list[Span] = []
    length = 0
    for paragraph in paragraphs:
        block.append(paragraph)
        length += len(paragraph)
        if length >= BLOCK:
            yield block
            block, length = [], 0
    if block:
        yield block


def _ranges(opens_sentence: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    room, total, first = LONGEST - 2, len(opens_sentence), 0
    while total - first > room:
        cuts = np.flatnonzero(opens_sentence[first + 1 : first + room + 1])
        last = first + 1 + int(cuts[-1]) if len(cuts) else first + room
        yield first, last
        first = last
    yield first, total


@attrs.frozen(eq=False)
class _Marked:
    """Hold where the pieces of several units stand once each has a marker before and after it."""

    pieces: Numbers
    heads: Numbers
    tails: Numbers

    @classmethod
    def of(cls, ranges: Sequence[tuple[int, int]]) -> _Marked:
        """Lay out units by their ranges of pieces, which follow on each other."""
        firsts, lasts = np.array(ranges).T
        before = 2 * np.arange(len(ranges))
        pieces = np.arange(lasts[-1]) + np.repeat(before + 1, lasts - firsts)
        return cls(pieces, firsts + before, lasts + before + 1)

    def around(self, values: Numbers, opening: Numbers | int, closing: Numbers | int) -> Numbers:
        """Return the pieces' values with those of the markers around each unit."""
        out = np.empty((self.tails[-1] + 1, *values.shape[1:]), dtype=np.int64)
        out[self.pieces], out[self.heads], out[self.tails] = values, opening, closing
        return out


@attrs.frozen(kw_only=True, eq=False)
class _Characters:
    """Hold the properties of every character for the features, as running counts and states."""

    uppers: Numbers
    lowers: Numbers
    digits: Numbers
    marks: npt.NDArray[np.uint8]
    spaces: npt.NDArray[np.bool_]

    @functools.cached_property
    def ink(self) -> Numbers:
        """For every character, the offset of the next one that is not white space."""
        places = np.where(self.spaces, len(self.spaces), np.arange(len(self.spaces)))
        return np.minimum.accumulate(places[::-1])[::-1]

    @classmethod
    def of(cls, text: str, quoted: Sequence[QuotedSpan]) -> _Characters:
        codes = np.frombuffer(text.encode(_CODE_POINTS, "surrogatepass"), dtype=np.uint32)
        classes = _classes()[np.minimum(codes, 0xFFFF)]
        marks = np.zeros(len(codes), dtype=np.uint8)
        for stretch in quoted:  # outer ones come first, so that inner ones overwrite them
            inside = 5 if stretch.closing == "unclosed" else 4 if stretch.depth else 1
            marks[stretch.span.start : stretch.span.end] = inside
            marks[stretch.open.start : stretch.open.end] = 2
            if stretch.close is not None:
                marks[stretch.close.start : stretch.close.end] = 3
        return cls(
            uppers=_running(classes == 1),
            lowers=_running(classes == 2),
            digits=_running(classes == 3),
            marks=marks,
            spaces=classes == 4,
        )

    def letters(self, places: Numbers) -> Numbers:
        """Return how many letters stand before each place."""
        return self.uppers[places] + self.lowers[places]

    def inked(self, starts: Numbers, ends: Numbers) -> Numbers:
        """Return the starts without the white space that some tokenizers include in the next piece."""
        blank = self.spaces[np.minimum(starts, len(self.spaces) - 1)]
        return np.minimum(self.ink[starts], ends) if blank.any() else starts

    def features(
        self,
        starts: Numbers,
        ends: Numbers,
        opens_sentence: npt.NDArray[np.bool_],
        opens_paragraph: npt.NDArray[np.bool_],
    ) -> Numbers:
        upper = self.uppers[ends] - self.uppers[starts]
        lower = self.lowers[ends] - self.lowers[starts]
        digit = self.digits[ends] - self.digits[starts]
        leading = self.uppers[np.minimum(starts + 1, len(self.marks))] > self.uppers[starts]
        case = np.select(
            [
                (upper == 1) & leading,
                (upper > 1) & (lower == 0),
                upper > 0,
                (lower == 0) & (digit > 0),
                lower == 0,
            ],
            [1, 2, 3, 4, 5],
            default=0,
        )
        space = (starts == 0) | self.spaces[np.maximum(starts - 1, 0)]
        start = np.where(opens_paragraph, 2, opens_sentence.astype(np.int64))
        return np.stack([case, self.marks[starts].astype(np.int64), start, space.astype(np.int64)], axis=1)


@functools.cache
def _classes() -> npt.NDArray[np.uint8]:
    """Return the class of every character of the basic plane: 1 upper, 2 lower, 3 digit, 4 space, 0 other."""

    def kind(character: str) -> int:
        if character.isupper():
            return 1
        if character.isalpha():
            return 2
        return 3 if character.isdigit() else 4 if character.isspace() else 0

    return np.array([kind(chr(code)) for code in range(0x10000)], dtype=np.uint8)


def _running(flags: npt.NDArray[np.bool_]) -> Numbers:
    return np.concatenate([[0], np.cumsum(flags)])
