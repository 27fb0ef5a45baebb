"""What the attributor knows of a language: its words for reporting, from one file per language."""

from __future__ import annotations

import functools

import attrs

from quotekit import lexicon


@attrs.frozen(kw_only=True)
class Language:
    """Hold a language's words, each in lower case.

    `verbs` are reporting verbs by lemma, with the kinds of content they take: ``clause`` and ``quote`` (those
    two unless the file says otherwise), ``infinitive``, ``object``, ``name`` (*called it a gift*), ``about``
    (*spoke of “a gift”*). `nouns` report with a clause (*the claim that*); `that` opens such clauses,
    `comment` a comment (*as she said*). `according` are adpositions, word by word. `phrases` are those with a
    noun whose possessor is the source (*in the words of*), by the form of the noun; the adposition is empty
    where there is none (Polish *zdaniem*). `own` are adjectives that make the subject the possessor (*by its
    own account*). `tags` introduce a source without a verb (Dutch *aldus*). Adpositions and tags with other
    uses are `unsure`: a common noun after them is a source only if it is one of the `tellers` (people, bodies
    and papers) or set apart by a pause, and never if it is one of the `standards` (*according to plan*).
    `views` introduce a source only before marks (French *pour*). `agent` marks the agent of a passive and
    `origins` an impersonal source (German *hieß es aus*). Verbs with the use ``impersonal`` report only with
    a subject in `impersonal`. `places` are adpositions and `dates` nouns that tell where or when, and are no
    part of a name that they stand beside. `adjectives` report as verbs do (*is sure that*), by lemma or form.
    `pointers` stand for the clause under them (Russian *о том, что*). `subjects` is true if every clause has
    a subject. `asides` are the signs, besides dashes, that set the narrator's words off from speech without
    closing its marks.
    """

    verbs: dict[str, frozenset[str]]
    nouns: frozenset[str]
    that: frozenset[str]
    comment: frozenset[str]
    according: frozenset[tuple[str, ...]]
    phrases: dict[str, frozenset[str]]
    own: frozenset[str]
    tags: frozenset[str]
    unsure: frozenset[tuple[str, ...]]
    tellers: frozenset[str]
    standards: frozenset[str]
    views: frozenset[str]
    agent: frozenset[str]
    origins: frozenset[str]
    impersonal: frozenset[str]
    places: frozenset[str]
    dates: frozenset[str]
    adjectives: frozenset[str]
    pointers: frozenset[str]
    subjects: bool
    asides: frozenset[str]


_ALWAYS = frozenset({"clause", "quote"})


@functools.cache
def language(code: str) -> Language:
    """Return the words of the language with this ISO 639-1 code.

    Raises `ValueError` for a language without a file.

    >>> sorted(language("en").verbs["promise"])
    ['clause', 'infinitive', 'object', 'quote']
    >>> language("eo")
    Traceback (most recent call last):
    ValueError: language: expected one of cs, de, en, es, fr, it, nl, pl, pt, ru, got 'eo'
    """
    entries = lexicon.language(code)
    single = functools.partial(lexicon.first_words, entries)
    phrases: dict[str, set[str]] = {}
    for *before, noun in entries.get("phrase", ()):
        phrases.setdefault(noun, set()).add(before[0] if before else "")
    return Language(
        verbs={plain(words[0]).replace("_", " "): _uses(words[1:]) for words in entries["verb"]},
        nouns=single("noun"),
        that=single("that"),
        comment=single("comment"),
        according=frozenset(entries["according"]),
        phrases={noun: frozenset(before) for noun, before in phrases.items()},
        own=single("own"),
        tags=single("tag"),
        unsure=frozenset(entries.get("unsure", ())),
        tellers=single("teller", "title", "body", "noun"),
        standards=single("standard"),
        views=single("view"),
        agent=single("agent"),
        origins=single("from"),
        impersonal=single("impersonal"),
        places=single("place"),
        dates=single("date"),
        adjectives=frozenset(map(plain, single("adjective"))),
        pointers=single("pointer"),
        subjects="subjects" in entries,
        asides=single("aside"),
    )


def plain(lemma: str) -> str:
    """Return the form under which a verb is looked up: parsers differ in writing Russian *ё* as *е*."""
    return lemma.lower().replace("ё", "е")


def _uses(flags: tuple[str, ...]) -> frozenset[str]:
    """Return the kinds of content that a verb takes; ``only`` removes the two default kinds."""
    uses = frozenset(flags)
    return uses - {"only"} if "only" in uses else uses | _ALWAYS
