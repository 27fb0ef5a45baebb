"""Readers and writers of documents: what is read is sound and can be written, or it is refused."""

from __future__ import annotations

import functools
import json
import warnings
from collections.abc import Callable
from importlib.util import find_spec

from fuzzing import damage, samples
from quotekit.document import Document
from quotekit.errors import InvalidDocument
from quotekit.formats.annotations import to_annotations
from quotekit.formats.brat import from_brat, to_brat
from quotekit.formats.conll import from_conll, to_conll
from quotekit.formats.html import to_html
from quotekit.formats.records import utf8_records
from quotekit.formats.tei import from_tei, to_tei
from quotekit.testing import assert_offsets, assert_round_trip

# Longer messages cannot be read.
_MESSAGE = 2000

# By the name of the format: the file of a document, and the document of a text and a file.
FILES: dict[str, tuple[Callable[[Document], str], Callable[[str, str], Document]]] = {
    "brat": (to_brat, from_brat),
    "conll": (to_conll, from_conll),
    "tei": (to_tei, lambda _, file: from_tei(file)),
}
_PIECES: dict[str, tuple[str, ...]] = {
    "brat": (
        *"\t\n\r #;:0123456789TRA\x00\u2028\ud800",
        *("T1", "T2", "T9", "R1", "Arg1:T1", "Arg2:T3", "Content", "Cue", "Source", "Within", "SaidBy"),
        *("0 1", "1 0", "0 1;0 2", "9" * 18, "9" * 5000, "direct", "person", "Speaker", "Spans", "0:1 0:2"),
    ),
    "conll": (
        *'\t\n\r #_|-0123456789BI{}"\x00\u2028\ud800',
        *("B-0", "I-0", "B-1|I-0", "B-" + "9" * 18, "9" * 5000, "# quotation 0 = {}", "null", "-1", "1e999"),
        *('"inside": 0', '"inside": 1', '"speaker": "a"', '"kind"', "[" * 2000, "\ufffd"),
    ),
    "tei": (
        *"<>/\"'&;#= \n\r\x00\ud800a0",
        *("<!--", "U+0041"),
        *("<p>", "</p>", "<said>", "</said>", "<g/>", "<rs/>", "<body>", "</body>", "<![CDATA[", "]]>"),
        *(' next="#q0"', ' prev="#q1"', ' n="1"', ' corresp="#q0 #s0"', ' who="#p1"', ' xml:id="q0"', "-->"),
        *("&#0;", "&#13;", "&amp;", "&a;", '<!DOCTYPE a [<!ENTITY a "b">]>', "<?a b?>", "<a>" * 2000),
    ),
}


def as_json(data: bytes) -> str:
    """Make what may be a document's JSON: a sound one, broken."""
    listed = samples.documents()
    return damage.json_of(listed[sum(data[:1]) // 2 % len(listed)].to_dict(), data)


def as_file(data: bytes) -> str:
    """Make what may be a file of brat, CoNLL or TEI with its text: sound ones, broken.

    It is JSON: the format's name, the text, the file.
    """
    mode = sum(data[:1])
    form = list(FILES)[mode % len(FILES)]
    text, file = _sound(form, mode // len(FILES) % len(samples.documents()))
    # Lines first: most of what is moved as a whole is still read.
    file = damage.lines(file, data[1:7]) if mode & 64 else file
    if mode & 128:
        text = damage.characters(text, data[7:10], _PIECES[form])
    return json.dumps([form, text, damage.characters(file, data[10:], _PIECES[form])])


@functools.cache
def _sound(form: str, number: int) -> tuple[str, str]:
    document = samples.documents()[number]
    return document.text, FILES[form][0](document)


def reader(data: str) -> None:
    """Check that JSON gives a document that round-trips, and can be written, or is refused."""
    _read(lambda: Document.from_json(data))


def formats(given: str) -> None:
    """Check that a file of brat, CoNLL or TEI gives a document that can be written, or is refused."""
    form, text, file = json.loads(given)
    _read(lambda: FILES[form][1](text, file))


def _read(reads: Callable[[], Document]) -> None:
    try:
        document = reads()
    except InvalidDocument as error:
        _readable(error)
    else:
        assert_offsets(document)
        assert_round_trip(document)
        written(document)


def written(document: Document) -> None:
    """Write a document in every format, and read it back from those that have readers."""
    with warnings.catch_warnings():
        # A writer may leave out what stands in too many stretches, and says so.
        warnings.simplefilter("ignore", UserWarning)
        for write, read in FILES.values():
            read(document.text, write(document))
        to_html(document)
    json.dumps(to_annotations(document, source="a"))
    utf8_records(document)
    if find_spec("pyarrow"):
        from quotekit.formats.arrow import to_table

        to_table([document])


def _readable(error: InvalidDocument) -> None:
    length = len(str(error))
    assert length < _MESSAGE, f"expected a message that can be read, got {length} characters"
