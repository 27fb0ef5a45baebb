"""The function words of a language, and the words of its cues, by what they tell about who speaks."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Set

import attrs

from quotekit.attribution.languages.tokens import Context
from quotekit.document import Span
from quotekit.lexicon import Entries, first_words


@attrs.frozen(kw_only=True)
class Pronouns:
    """Hold the pronouns of a language by their case.

    Those in the `nominative` are subjects. `told` ones, in the dative or accusative, are spoken to; `oblique`
    ones are these and the possessives. `impersonal` ones stand for nobody (*es*).
    """

    nominative: Set[str]
    told: Set[str]
    oblique: Set[str]
    impersonal: Set[str]

    @classmethod
    def of(cls, entries: Entries) -> Pronouns:
        """Read a language's words."""
        words = functools.partial(first_words, entries)
        return cls(
            nominative=words("pronoun") - words("impersonal"),
            told=words("dative", "accusative"),
            oblique=words("oblique", "dative", "accusative"),
            impersonal=words("impersonal"),
        )


@attrs.frozen(kw_only=True)
class Prepositions:
    """Hold the prepositions of a language by what they lead.

    Behind one of `places` is where something is said, behind one of `toward` who is spoken to, and behind one
    of `origins` where it comes from. `every` has all of these and more. `owners`, before those to whom
    something belongs, are apart, as some are articles (*der*).
    """

    places: Set[str]
    toward: Set[str]
    origins: Set[str]
    every: Set[str]
    owners: Set[str]

    @classmethod
    def of(cls, entries: Entries) -> Prepositions:
        """Read a language's words."""
        words = functools.partial(first_words, entries)
        return cls(
            places=words("place"),
            toward=words("toward"),
            origins=words("from"),
            every=words("place", "toward", "from", "preposition"),
            owners=words("owner"),
        )


@attrs.frozen(kw_only=True)
class FunctionWords:
    """Hold the small words of a language, which show what the phrases between them are.

    `adverbs` and `times` (*dort*, *gestern*) may stand anywhere. `opening` conjunctions begin a clause that
    is told, `relatives` one about a noun.
    """

    pronouns: Pronouns
    prepositions: Prepositions
    articles: Set[str]
    adverbs: Set[str]
    times: Set[str]
    opening: Set[str]
    relatives: Set[str]

    @classmethod
    def of(cls, entries: Entries) -> FunctionWords:
        """Read a language's words."""
        words = functools.partial(first_words, entries)
        return cls(
            pronouns=Pronouns.of(entries),
            prepositions=Prepositions.of(entries),
            articles=words("article", "indefinite"),
            adverbs=words("adverb"),
            times=words("pointer", "date"),
            opening=words("that"),
            relatives=words("relative"),
        )


@attrs.frozen(kw_only=True)
class CueWords:
    """Tell what kind a cue is of by its words.

    Words of `according` begin cues without a verb (*laut*, *nach* of *nach Angaben*); the `tags` among them
    (*so*) may also stand before a verb. `written` verbs have a document for their subject or place (*steht*),
    `called` ones a name for their object (*heißt*); `comments` are conjunctions before a verb of their own
    (*wie*). `accounts` are the nouns of what is told (*Angaben*) by the preposition that reports with one of
    them alone (*nach*).
    """

    according: Set[str]
    tags: Set[str]
    written: Set[str]
    called: Set[str]
    comments: Set[str]
    accounts: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, entries: Entries) -> CueWords:
        """Read a language's words."""
        words = functools.partial(first_words, entries)
        return cls(
            according=words("according", "phrase", "tag"),
            tags=words("tag"),
            written=words("written"),
            called=words("called"),
            comments=words("comment"),
            accounts=_accounts(entries),
        )

    def is_verbless(self, context: Context) -> bool:
        """Tell whether a cue has no verb: *laut*, *so*, but not *so meinte*."""
        first, *others = context.words
        return first in self.according and not (first in self.tags and others)

    def is_written(self, cue: Span) -> bool:
        """Tell whether a cue says what is written somewhere."""
        return not self.written.isdisjoint(cue.text.lower().split()[-1:])


def _accounts(entries: Entries) -> Mapping[str, tuple[str, ...]]:
    """Return the nouns of what is told by their preposition, in a language that has a list of such nouns."""
    nouns = first_words(entries, "account")
    accounts: dict[str, tuple[str, ...]] = {}
    for first, *others in entries.get("phrase", ()) if nouns else ():
        accounts[first] = (*accounts.get(first, tuple(nouns)), *others[-1:])
    return accounts
