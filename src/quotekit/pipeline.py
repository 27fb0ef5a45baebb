"""The pipeline, which composes the four stages into one function from text to document."""

from __future__ import annotations

import functools
import pickle
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import attrs

from quotekit import lexicon
from quotekit.detection import AUTO, detect
from quotekit.document import Act, Document, Quotation, QuotedSpan, Resolution, Tokenized
from quotekit.document.records import in_text_order
from quotekit.residue import corrected
from quotekit.stages import (
    Attributor,
    Matcher,
    NamedResolver,
    NamingAttributor,
    Profile,
    Resolver,
    Tokenizer,
    own_attributor,
    own_matcher,
    own_resolver,
    own_tokenizer,
)
from quotekit.stream import Documents, stream
from quotekit.workers import no_fork

if TYPE_CHECKING:
    from stanza.models.common.doc import Document as StanzaDocument

_ENGLISH = "en"

_Record = TypeVar("_Record")


def _known_profile(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if value not in get_args(Profile):
        raise ValueError(f"{attribute.name}: expected {' or '.join(get_args(Profile))}, got {value!r}")


def _with(method: str) -> Callable[[object, attrs.Attribute[Any], object], None]:
    def check(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if isinstance(value, type):
            raise TypeError(f"{attribute.name}: expected an object, got the class {value.__name__} itself")
        if not callable(getattr(value, method, None)):
            raise TypeError(
                f"{attribute.name}: expected an object with a method {method}(), got {type(value).__name__}"
            )

    return check


def _or_own(make: Callable[[Profile], object]) -> Any:
    """Return a converter that takes the profile's own stage where none is given."""

    def stage(given: Any, pipeline: Any) -> Any:
        return make(pipeline.profile) if given is None else given

    return attrs.Converter(stage, takes_self=True)


def _resolver(given: Resolver | None, pipeline: Any) -> Resolver:
    known = pipeline.known_speakers
    # One that knows the same speakers is from a pipeline that is copied with another stage changed.
    foreign = given is not None and getattr(given, "known_speakers", None) != known
    if known and (foreign or pipeline.profile == "novel"):
        what = "a resolver as well" if foreign else "the profile novel"
        raise ValueError(f"known_speakers: expected quotekit's own resolver for news beside them, got {what}")
    return own_resolver(pipeline.profile, known) if given is None else given


@attrs.frozen(kw_only=True, eq=False)
class Pipeline:
    """Compose the four stages into one function from text to document.

    `profile` chooses quotekit's own stages: ``model``, a trained network; ``fast``, a smaller one that was
    taught by it; ``rules``, which is the fastest; or ``novel``, which reads fiction (see `attribute_novel`).
    Each other option replaces one stage by any object with the method of its protocol; there is nothing to
    subclass. None stands for quotekit's own stage. A pipeline keeps no state between texts, so one serves any
    number of threads, provided that its stages keep none either.

    `known_speakers` are names that you know beforehand, each with what else the texts' sources call them.

    Raises `ValueError` at once for an unknown profile, and for known speakers beside a resolver of your own
    or the profile ``novel``; `TypeError` for a stage without its method. Attributing raises `TypeError` with
    the stage's name where one does not return what its protocol says.

    >>> Pipeline(profile="rules").attribute('"It is over," said Ann Lee.').quotations[0].rule
    'marked/verb-source'
    >>> Pipeline(matcher="“”")
    Traceback (most recent call last):
    TypeError: matcher: expected an object with a method match(), got str
    """

    profile: Profile = attrs.field(default="model", validator=_known_profile)
    tokenizer: Tokenizer = attrs.field(
        default=None,
        converter=_or_own(own_tokenizer),  # type: ignore[misc]  # unknown to mypy
        validator=_with("tokenize"),
    )
    matcher: Matcher = attrs.field(
        default=None,
        converter=_or_own(own_matcher),  # type: ignore[misc]  # unknown to mypy
        validator=_with("match"),
    )
    attributor: Attributor = attrs.field(
        default=None,
        converter=_or_own(own_attributor),  # type: ignore[misc]  # unknown to mypy
        validator=_with("attribute"),
    )
    known_speakers: Mapping[str, Sequence[str]] = attrs.field(factory=dict)
    resolver: Resolver = attrs.field(
        default=None,
        converter=attrs.Converter(_resolver, takes_self=True),  # type: ignore[misc]  # unknown to mypy
        validator=_with("resolve"),
    )

    def attribute(self, text: str | StanzaDocument) -> Document:
        """Find who says what in a text, and exactly where.

        A Stanza document works too (extra ``stanza``): its tokens and sentences then take the place
        of the tokenizer's, and its entities and coreference chains tell our own resolver who is who.
        Raises `TypeError` for what is neither; every text gives a document.

        >>> doc = Pipeline().attribute('"It is over," said Ann Lee.')
        >>> [(q.content_text, q.speaker.name) for q in doc.quotations]
        [('"It is over,"', 'Ann Lee')]
        """
        if not isinstance(_checked(text), str):
            return _attribute_annotated(text, pipeline=self)
        copy = corrected(text)
        read = self.tokenizer.tokenize(text if copy is None else copy.corrected)
        found = self.attribute_tokenized(_one(read, Tokenized, by="tokenizer.tokenize()"))
        return found if copy is None else copy.document(found)

    def attribute_tokenized(self, tokenized: Tokenized) -> Document:
        """Find who says what in a text that is cut into paragraphs, sentences and tokens already.

        Raises `TypeError` for anything but a `Tokenized`.

        >>> from quotekit.tokenizer import EnglishTokenizer
        >>> tokenized = EnglishTokenizer().tokenize('"It is over," said Ann Lee.')
        >>> Pipeline().attribute_tokenized(tokenized).quotations[0].speaker.name
        'Ann Lee'
        """
        if not isinstance(tokenized, Tokenized):
            raise TypeError(f"tokenized: expected Tokenized, got {type(tokenized).__name__}")
        quoted = _all(self.matcher.match(tokenized), QuotedSpan, by="matcher.match()")
        resolution = self._resolved(tokenized, quoted)
        return Document(
            text=tokenized.text,
            paragraphs=tokenized.paragraphs,
            sentences=tokenized.sentences,
            tokens=tokenized.tokens,
            quoted=quoted,
            quotations=resolution.quotations,
            speakers=resolution.speakers,
        )

    def _resolved(self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]) -> Resolution:
        attributor, resolver = self.attributor, self.resolver
        if isinstance(attributor, NamingAttributor) and isinstance(resolver, NamedResolver):
            quotations, names = attributor.attribute_with_names(tokenized, quoted)
            found = _all(quotations, Quotation, by="attributor.attribute_with_names()")
            resolution = resolver.resolve_with_names(tokenized, quoted, in_text_order(found), names)
            return _one(resolution, Resolution, by="resolver.resolve_with_names()")
        found = _all(attributor.attribute(tokenized, quoted), Quotation, by="attributor.attribute()")
        resolution = resolver.resolve(tokenized, quoted, in_text_order(found))
        return _one(resolution, Resolution, by="resolver.resolve()")

    def attribute_many(
        self, texts: Iterable[str], *, workers: int | None = None, progress: bool = False
    ) -> Documents:
        """Attribute many texts with this pipeline: see `quotekit.attribute_many`.

        With workers the pipeline is pickled, so its stages must be defined where a new process can
        import them. Raises `TypeError` at once for a stage that cannot be pickled.
        """
        pickled = functools.partial(_pickled, self)
        return stream(
            texts, self.attribute, pickled=pickled, checked=_checked, workers=workers, progress=progress
        )


def _one(given: object, kind: type[_Record], *, by: str) -> _Record:
    if not isinstance(given, kind):
        raise TypeError(f"{by}: expected it to return a {kind.__name__}, got {type(given).__name__}")
    return given


def _all(given: object, kind: type[_Record], *, by: str) -> tuple[_Record, ...]:
    if not isinstance(given, tuple | list):
        raise TypeError(f"{by}: expected it to return a tuple of {kind.__name__}, got {type(given).__name__}")
    for item in given:
        if not isinstance(item, kind):
            raise TypeError(
                f"{by}: expected it to return a tuple of {kind.__name__}, got one with {type(item).__name__}"
            )
    return tuple(given)


def _checked(text: object) -> object:
    if not isinstance(text, str) and not _is_stanza(text):
        hint = "; decode it first" if isinstance(text, bytes | bytearray | memoryview) else ""
        raise TypeError(f"text: expected str, got {type(text).__name__}{hint}")
    return text


def _is_stanza(value: object) -> bool:
    # By name, as only users of Stanza have it imported.
    return any(c.__name__ == "Document" and c.__module__.startswith("stanza.") for c in type(value).__mro__)


def _pickled(pipeline: Pipeline) -> bytes:
    """Return the pickle of a pipeline's `attribute`. Raises `TypeError` with the stage that has none."""
    try:
        return pickle.dumps(pipeline.attribute)
    except Exception:
        for stage in attrs.fields_dict(Pipeline):
            value = getattr(pipeline, stage)
            try:
                pickle.dumps(value)
            except Exception as error:
                raise TypeError(
                    f"{stage}: expected a stage that can be pickled, as worker processes need, got "
                    f"{type(value).__name__} ({error}): define its class at the top of a module, let it make "
                    "there what cannot be pickled, or do without workers"
                ) from error
        raise


@functools.cache
def in_language(language: str, acts: tuple[Act, ...] | None = None) -> Pipeline:
    """Return the pipeline for a language, by its ISO 639-1 code, that returns quotations of the given acts.

    For English this is the default one. The others (Czech, Dutch, French, German, Italian, Polish,
    Portuguese, Russian, Spanish) need the extra ``languages``. Raises `ValueError` for any other language,
    and `MissingExtra` if the network for them is not installed. ``auto`` stands for the language that each
    text is detected to be in (`quotekit.detection.detect`, extra ``detect``).

    >>> in_language("en").attribute("The mayor said that the lake was rising.").quotations[0].cue[0].text
    'said'
    >>> in_language("la")
    Traceback (most recent call last):
    ValueError: language: expected one of cs, de, en, es, fr, it, nl, pl, pt, ru, got 'la'
    """
    if language == AUTO:
        return _Detecting(acts=acts)
    lexicon.language(language)
    with no_fork:
        from quotekit.attribution import LanguageAttributor, ModelAttributor
        from quotekit.attribution.finishing.acts import GIVEN
        from quotekit.matcher import MarkMatcher
        from quotekit.speakers import LanguageResolver
        from quotekit.tokenizer import LanguageTokenizer

        given = GIVEN if acts is None else acts
        if language == _ENGLISH:
            return Pipeline(attributor=ModelAttributor(acts=given))
        return Pipeline(
            tokenizer=LanguageTokenizer(language=language),
            matcher=MarkMatcher(language=language),
            attributor=LanguageAttributor(language=language, acts=given),
            resolver=LanguageResolver(language=language),
        )


@attrs.frozen(kw_only=True, eq=False)
class _Detecting(Pipeline):
    """Read each text by the stages for the language that it is in."""

    acts: tuple[Act, ...] | None = None

    def attribute(self, text: str | StanzaDocument) -> Document:
        if not isinstance(_checked(text), str):
            return _attribute_annotated(text).select(acts=self.acts)
        return in_language(detect(text), self.acts).attribute(text)

    def attribute_tokenized(self, tokenized: Tokenized) -> Document:
        return in_language(detect(tokenized.text), self.acts).attribute_tokenized(tokenized)


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
    if not isinstance(_checked(text), str) and not known_speakers:
        return _attribute_annotated(text, language=language).select(acts=acts)
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
    return stream(texts, function, pickled=pickled, checked=_checked, workers=workers, progress=progress)


def _several(acts: Act | Collection[Act] | None) -> tuple[Act, ...] | None:
    return (acts,) if isinstance(acts, str) else None if acts is None else tuple(acts)


def _chosen(
    language: str | None, acts: tuple[Act, ...] | None, known_speakers: Mapping[str, Sequence[str]] | None
) -> Pipeline:
    """Return the pipeline for the options of `attribute`."""
    if not known_speakers:
        return in_language(language or _ENGLISH, acts)
    if language not in (None, _ENGLISH):
        raise ValueError(f"known_speakers: expected an English text, got one in {language!r}")
    english = in_language(_ENGLISH, acts)
    return attrs.evolve(english, known_speakers=known_speakers, resolver=None)


def _attribute_annotated(
    document: StanzaDocument, *, pipeline: Pipeline | None = None, language: str | None = None
) -> Document:
    # The only import of Stanza's integration, which is above this floor and uses pipelines.
    from quotekit.integrations import stanza

    return stanza.attribute(document, pipeline=pipeline, language=language)


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
        _checked(text)
        raise TypeError("text: expected str, got a Stanza document")
    return _for_novels().attribute(text)


@functools.cache
def _for_novels() -> Pipeline:
    with no_fork:
        return Pipeline(profile="novel")
