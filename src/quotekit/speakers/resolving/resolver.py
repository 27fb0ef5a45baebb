"""The resolver, which finds the speaker of every source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from quotekit.arguments import check_share
from quotekit.document import Name, Quotation, QuotedSpan, Resolution, Tokenized
from quotekit.document.checks import check_handed
from quotekit.speakers.names.evidence import Evidence
from quotekit.speakers.names.headlines import preliminaries
from quotekit.speakers.names.index import NameIndex
from quotekit.speakers.names.reader import NameReader
from quotekit.speakers.names.words import Words
from quotekit.speakers.resolving.antecedents import Antecedents
from quotekit.speakers.resolving.authors import Authors
from quotekit.speakers.resolving.candidates import CandidateFinder
from quotekit.speakers.resolving.chains import Chains
from quotekit.speakers.resolving.clues import ClueFinder
from quotekit.speakers.resolving.discourse import Discourse, enclosing
from quotekit.speakers.resolving.identities import Identities
from quotekit.speakers.resolving.introductions import Introductions
from quotekit.speakers.resolving.known import Known
from quotekit.speakers.resolving.labels import labelled
from quotekit.speakers.resolving.passing import Passing
from quotekit.speakers.resolving.phrases import PhraseTexts
from quotekit.speakers.resolving.prominence import Prominence
from quotekit.speakers.resolving.readings import Readings
from quotekit.speakers.resolving.records import Records
from quotekit.speakers.resolving.running import RunningText
from quotekit.speakers.resolving.scorer import Scorer
from quotekit.speakers.resolving.sources import SourceReader
from quotekit.speakers.resolving.walk import Walk

LEAST = 0.05
"""The least confidence in a name; below it the speaker is described by the source's own words."""


def _from_0_to_1(_: object, attribute: attrs.Attribute[float], value: float) -> None:
    check_share(attribute.name, value)


def _names_with_aliases(_: object, attribute: attrs.Attribute[object], value: object) -> None:
    wanted = f"{attribute.name}: expected names with lists of what else they are called"
    if not isinstance(value, Mapping):
        raise TypeError(f"{wanted}, got {type(value).__name__}")
    for name, aliases in value.items():
        if isinstance(aliases, str) or not isinstance(aliases, Sequence):
            raise TypeError(f"{wanted}, got {aliases!r} for {name!r}")


@attrs.frozen(kw_only=True)
class NameResolver:
    """Resolve every source to its speaker, by lexicons, rules and a small table of weights.

    `evidence` provides entities and coreference chains of another tool, which take precedence over the
    resolver's own reading. `least` is the least confidence in the name of a pronoun or description: below it
    the speaker is unnamed, with the source's own words. Raises `ValueError` if it is outside 0 to 1.
    With `brief`, only the sources' pronouns and descriptions are resolved, and not those in the text between
    them, which takes less time. `known_speakers` gives names with what else sources call them, as in
    ``{"Cyril Ramaphosa": ["the president", "Ramaphosa"]}``: that goes before everything else.

    A speaker's name is the fullest proper name in the text, without titles and spelt as it is there, or a
    description of somebody who is never named. Several speakers of one quotation are one `Speaker` of kind
    ``group``, whose name joins theirs with ``" | "`` and whose aliases are their names. The writer of the
    text, *I* and *we* outside quotations, is called ``AUTHOR`` if the text does not name them.

    >>> from quotekit.document import Name, Quotation, Span, Tokenized
    >>> text = "Wang Yi spoke. Mr Wang said talks would go on."
    >>> cut = lambda start, end: Span(start, end, text)
    >>> sentences = (cut(0, 14), cut(15, 46))
    >>> tokenized = Tokenized(text=text, paragraphs=(cut(0, 46),), sentences=sentences, tokens=())
    >>> said = Quotation(content=(cut(28, 45),), cue=(cut(23, 27),), source=(cut(15, 22),))
    >>> NameResolver().resolve(tokenized, (), (said,)).quotations[0].speaker.name
    'Wang Yi'
    """

    evidence: Evidence | None = None
    least: float = attrs.field(default=LEAST, validator=_from_0_to_1)
    brief: bool = False
    known_speakers: Mapping[str, Sequence[str]] = attrs.field(factory=dict, validator=_names_with_aliases)
    _reader: NameReader = attrs.field(factory=NameReader, init=False, repr=False)

    def resolve(
        self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]
    ) -> Resolution:
        """Return the same quotations in the same order with their speakers, and all speakers of the text."""
        return self.resolve_with_names(tokenized, quoted, quotations, ())

    def resolve_with_names(
        self,
        tokenized: Tokenized,
        quoted: tuple[QuotedSpan, ...],
        quotations: tuple[Quotation, ...],
        names: tuple[Name, ...],
    ) -> Resolution:
        """Resolve as `resolve` does, with the help of names that the attributor found."""
        check_handed(tokenized, quoted, quotations)
        walk = self.walk(tokenized, quoted, quotations, names)
        answers = walk.run()
        walk.antecedents.known.rename()
        entities = walk.index.register.entities
        resolution = Records(tokenized.text, entities, walk.joint).resolution(quotations, answers, walk.sure)
        return labelled(resolution)

    def walk(
        self,
        tokenized: Tokenized,
        quoted: tuple[QuotedSpan, ...],
        quotations: tuple[Quotation, ...],
        names: tuple[Name, ...] = (),
    ) -> Walk:
        """Read a text and return the pass that resolves its sources."""
        words = Words.of(tokenized)
        evidence = self.evidence
        entities = () if evidence is None else evidence.entities(tokenized)
        named = (quotation.source for quotation in quotations if quotation.source)
        sources = [words.within(source[0].start, source[-1].end) for source in named]
        index = NameIndex.of(words, self._reader, entities, names, sources)
        chains = Chains.of(words, index.cover, () if evidence is None else evidence.chains(tokenized))
        discourse = Discourse.of(words, index.cover, tokenized.sentences, quoted, quotations)
        texts = PhraseTexts(words, index.cover, index.register, discourse)
        reader = SourceReader(words=words, cover=index.cover)
        prominence = Prominence.of(index.cover, sources)
        finder = CandidateFinder(words, index, discourse, ClueFinder(words, index, discourse, prominence))
        scorer = Scorer(words, index, discourse, finder)
        passing = Passing(words, index, discourse, texts, scorer)
        known = Known.of(index.register, self.known_speakers)
        identities = Identities.of(words, index, discourse, scorer)
        return Walk(
            words=words,
            index=index,
            discourse=discourse,
            prominence=prominence,
            readings=Readings.of(names),
            running=RunningText(
                words=words,
                index=index,
                discourse=discourse,
                passing=passing,
                introductions=Introductions(words, index, discourse, texts, scorer),
                identities=identities,
                skipped=preliminaries(words),
                brief=self.brief,
            ),
            quotations=quotations,
            sources=reader,
            antecedents=Antecedents(
                words, index, discourse, texts, scorer, reader, chains, known, identities
            ),
            authors=Authors(words, index.names, index.register.entities),
            identities=identities,
            around=enclosing(quotations),
            least=self.least,
        )
