"""The functions `attribute`, `attribute_many` and `attribute_novel`, with the pipeline for their options."""

from __future__ import annotations

import functools
import pickle
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from quotekit.document import Act, Document
from quotekit.pipeline import ENGLISH, Pipeline, attribute_annotated, checked_text, in_language
from quotekit.stream import Documents, stream
from quotekit.workers import no_fork

if TYPE_CHECKING:
    from stanza.models.common.doc import Document as StanzaDocument


def attribute(
    text: str | StanzaDocument,
    *,
    language: str | None = None,
    acts: Act | Collection[Act] | None = None,
    known_speakers: Mapping[str, Sequence[str]] | None = None,
) -> Document:
    """Find who says what in a text, and exactly where, with the default pipeline.

    `acts` are the acts to return, by default speech and thought. With ``acts="speech"`` only what was said or
    written is returned, with ``("speech", "thought", "deed")`` also what was only done (*approved the plan*).

    `known_speakers` are names, each with what else the text's sources call them: they go before what is
    read in the text. Raises `ValueError` for them with a text that is not English.

    The pipeline is made on the first call and serves all threads. `language` is the language of the text if
    it is not English, or ``auto``; for the codes and errors see `in_language`. A Stanza document works too,
    with the stages for its language: see `quotekit.integrations.stanza.attribute`. Raises `TypeError` for
    anything else and `ValueError` for an unknown act; no text raises.

    >>> doc = attribute('"It is over," said Ann Lee. She hopes that it rains.')
    >>> [(q.content_text, q.speaker.name, q.act) for q in doc.quotations]
    [('"It is over,"', 'Ann Lee', 'speech'), ('that it rains', 'Ann Lee', 'thought')]
    >>> doc = attribute('"It is over," said the mayor.', known_speakers={"Ann Lee": ["the mayor"]})
    >>> doc.quotations[0].speaker.name
    'Ann Lee'
    """
    if not isinstance(checked_text(text), str) and not known_speakers:
        return attribute_annotated(text, language=language).select(acts=acts)
    return _chosen(language, _several(acts), known_speakers).attribute(text)


def attribute_many(
    texts: Iterable[str],
    *,
    language: str | None = None,
    acts: Act | Collection[Act] | None = None,
    known_speakers: Mapping[str, Sequence[str]] | None = None,
    workers: int | None = None,
    progress: bool = False,
) -> Documents:
    """Attribute many texts, one after the other or in several processes; return documents in order.

    Texts are read as they are needed, a few ahead at most, so `texts` may be endless and memory stays flat.
    With `workers` of None, 0 or 1 the work is done in this process; otherwise in that many worker processes.
    They start with the first text and end with the last, or when the iterator is closed or deleted; it has
    `close` and works in a `with` block. `progress` draws a bar on standard error. The other options are
    those of `quotekit.attribute`, for all texts.

    Raises at once `TypeError` or `ValueError` for invalid options, `MissingExtra` if `progress` needs a
    missing package, and `WorkerError` for workers in a process that may not start any (a daemonic one, such
    as those of `multiprocessing.Pool`).

    All other errors are raised in the turn of their text, and the iteration can go on to the other documents.
    A value that is not text raises `TypeError`, and errors of `texts` itself pass unchanged. An error in a
    stage (`MemoryError`, say) passes unchanged without workers. With workers it is the cause of a
    `WorkerError` with the `index` of the text (from 0); the same error reports a text on which a worker
    process died. If no worker can be started, at first or several times in a row once none is left, a
    `WorkerError` without an index ends the iteration.

    >>> docs = attribute_many(['"Yes," said Ann Lee.', '"No," said Tom Fox.'])
    >>> [q.speaker.name for doc in docs for q in doc.quotations]
    ['Ann Lee', 'Tom Fox']
    """
    acts = _several(acts)
    # Made at once, so that an invalid option is refused before the first text.
    _chosen(language, acts, known_speakers)
    function = functools.partial(attribute, language=language, acts=acts, known_speakers=known_speakers)
    pickled = functools.partial(pickle.dumps, function)
    return stream(texts, function, pickled=pickled, checked=checked_text, workers=workers, progress=progress)


def _several(acts: Act | Collection[Act] | None) -> tuple[Act, ...] | None:
    if acts is None:
        return None
    if isinstance(acts, str):
        return (acts,)
    if not isinstance(acts, Collection):
        raise TypeError(f"acts: expected an act or several, got {type(acts).__name__}")
    return tuple(acts)


def _chosen(
    language: str | None, acts: tuple[Act, ...] | None, known_speakers: Mapping[str, Sequence[str]] | None
) -> Pipeline:
    """Return the pipeline for the options of `attribute`."""
    if not known_speakers:
        return in_language(language or ENGLISH, acts)
    if language not in (None, ENGLISH):
        raise ValueError(f"known_speakers: expected an English text, got one in {language!r}")
    english = in_language(ENGLISH, acts)
    return attrs.evolve(english, known_speakers=known_speakers, resolver=None)


def attribute_novel(text: str) -> Document:
    r"""Find who says what in a novel or a story.

    Every turn in quotation marks is a quotation. `speakers` is the cast: characters with all their names,
    those who are only described (kind ``unnamed``), and the narrator of a book in the first person (kind
    ``author``). Pass the whole book at once, as names are learnt from all of it. Raises `TypeError` for
    anything but text; no text raises.

    >>> book = '"You are late, Tom," said Ann Lee.\n\n"The train was late," Tom replied. "I ran."'
    >>> [(q.speaker.name, q.content_text) for q in attribute_novel(book).quotations]
    [('Ann Lee', '"You are late, Tom,"'), ('Tom', '"The train was late," … "I ran."')]
    """
    if not isinstance(text, str):
        checked_text(text)
        raise TypeError("text: expected str, got a Stanza document")
    return _for_novels().attribute(text)


@functools.cache
def _for_novels() -> Pipeline:
    with no_fork:
        return Pipeline(profile="novel")
