"""The resolver for other languages: every source of a text is given its speaker."""

from __future__ import annotations

import attrs

from quotekit.arguments import check_kind
from quotekit.document import Quotation, QuotedSpan, Resolution, Tokenized
from quotekit.document.checks import check_handed
from quotekit.speakers.languages.lists import Lists, lists
from quotekit.speakers.languages.sources import Sources
from quotekit.speakers.names.evidence import Evidence


@attrs.frozen(kw_only=True)
class LanguageResolver:
    """Resolve sources to speakers in a language that `NameResolver`, which is for English, does not know.

    A source that holds a name is whom the name means, without titles: the most complete form of it that
    the text gives, so that *Moll* is *Ida Moll* where the text names her so, and where names have cases the
    form that looks most like its nominative. A pronoun of the third person, possessives included, is the
    last speaker whose gender may fit, or else whom the text has named, in its paragraph or the one before;
    where there is none, and for all other pronouns, it stands for itself. So does a description, but for a
    title alone that the text has given to somebody (*the mayor*). A relative pronoun is the noun right
    before it, or nobody. A verb without a subject has the last speaker's words where the language leaves
    subjects out; any other quotation without a source has no speaker. This reads less than `NameResolver`
    does: other descriptions are tied to no names, and a name of one word may be a noun where nouns have
    capitals. `Quotation.speaker_confidence` tells names, titles, pronouns and verbs apart; unlike for English
    it is an estimate that no corpus was counted for.

    `language` is a code of ISO 639-1. `evidence` brings entities and chains of mentions that another tool
    has found: entities are names and tell what they name, whatever their letters; a chain tells who a
    pronoun or a description is, before all else. Raises `ValueError` for a language that has no word lists.

    >>> from quotekit.document import Quotation, Span, Tokenized
    >>> text = "„Ja“, sagte Ministerin Ida Moll. „Nein“, sagte sie."
    >>> cut = lambda start, end: Span(start, end, text)
    >>> whole = (cut(0, 51),)
    >>> tokenized = Tokenized(text=text, paragraphs=whole, sentences=whole, tokens=())
    >>> said = (Quotation(content=(cut(0, 4),), source=(cut(12, 31),)),
    ...         Quotation(content=(cut(33, 39),), source=(cut(47, 50),)))
    >>> [q.speaker.name for q in LanguageResolver(language="de").resolve(tokenized, (), said).quotations]
    ['Ida Moll', 'Ida Moll']
    """

    language: str
    evidence: Evidence | None = None
    _lists: Lists = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        check_kind("language", self.language, str)
        object.__setattr__(self, "_lists", lists(self.language))

    def resolve(
        self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]
    ) -> Resolution:
        """Return the same quotations in the same order with their speakers, and all who speak."""
        check_handed(tokenized, quoted, quotations)
        return Sources(tokenized, quoted, self._lists, self.evidence).resolution(quotations)
