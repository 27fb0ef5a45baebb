"""The pipeline, which composes the four stages into one function from text to document."""

from __future__ import annotations

import functools
import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import attrs

from quotekit import lexicon
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

ENGLISH = "en"

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
        if not isinstance(checked_text(text), str):
            return attribute_annotated(text, pipeline=self)
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
            texts, self.attribute, pickled=pickled, checked=checked_text, workers=workers, progress=progress
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


def checked_text(text: object) -> object:
    """Return a text or a Stanza document as it is. Raises `TypeError` for anything else."""
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
    if language != lexicon.AUTO:
        lexicon.language(language)
    if acts is not None:
        from quotekit.arguments import listed

        acts = tuple(listed("acts", acts, "acts"))
    return _in_language(language, acts)


@functools.cache
def _in_language(language: str, acts: tuple[Act, ...] | None) -> Pipeline:
    if language == lexicon.AUTO:
        return _Detecting(acts=acts)
    with no_fork:
        from quotekit.attribution import LanguageAttributor, ModelAttributor
        from quotekit.attribution.finishing.acts import GIVEN
        from quotekit.matcher import MarkMatcher
        from quotekit.speakers import LanguageResolver
        from quotekit.tokenizer import LanguageTokenizer

        given = GIVEN if acts is None else acts
        if language == ENGLISH:
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
        if not isinstance(checked_text(text), str):
            return attribute_annotated(text).select(acts=self.acts)
        return self._for(text).attribute(text)

    def attribute_tokenized(self, tokenized: Tokenized) -> Document:
        return self._for(tokenized.text).attribute_tokenized(tokenized)

    def _for(self, text: str) -> Pipeline:
        # Who names the language need not load what detects it.
        with no_fork:
            from quotekit.detection import detect

        return in_language(detect(text), self.acts)


def attribute_annotated(
    document: StanzaDocument, *, pipeline: Pipeline | None = None, language: str | None = None
) -> Document:
    """Return what `quotekit.integrations.stanza.attribute` does."""
    # The only import of Stanza's integration, which is above this floor and uses pipelines.
    from quotekit.integrations import stanza

    return stanza.attribute(document, pipeline=pipeline, language=language)
