"""What the attributor knows of a language: its words for saying, read from a file a language."""

from __future__ import annotations

import functools

import attrs

from quotekit import lexicon


@attrs.frozen(kw_only=True)
class Language:
    """Hold a language's words, each in lower case.

    `verbs` are reporting verbs by lemma, with what may be said through them: ``clause`` and ``quote``
    (those two unless the file says otherwise), ``infinitive``, ``object``, ``name`` (*called it a gift*).
    `nouns` report with a clause (*the claim that*); `that` opens such clauses, `comment` a comment (*as
    she said*). `according` are adpositions, word by word; `phrases` those with a noun whose possessor
    speaks (*in the words of*), by the noun's form; `tags` name who speaks without a verb (Dutch *aldus*).
    `agent` marks who does it, in the passive. `asides` are the signs, beside dashes, that part the
    writer's words from speech without closing its marks.
    """

    verbs: dict[str, frozenset[str]]
    nouns: frozenset[str]
    that: frozenset[str]
    comment: frozenset[str]
    according: frozenset[tuple[str, ...]]
    phrases: dict[str, frozenset[str]]
    tags: frozenset[str]
    agent: frozenset[str]
    asides: frozenset[str]


_ALWAYS = frozenset({"clause", "quote"})


@functools.cache
def language(code: str) -> Language:
    """Read the words of the language with this ISO 639-1 code.

    Raises `ValueError` for a language that has no file.

    >>> sorted(language("en").verbs["promise"])
    ['clause', 'infinitive', 'object', 'quote']
    >>> language("eo")
    Traceback (most recent call last):
    ValueError: language: expected one of cs, de, en, es, fr, it, nl, pl, pt, ru, got 'eo'
    """
    entries = lexicon.language(code)

    def single(sort: str) -> frozenset[str]:
        return frozenset(words[0] for words in entries.get(sort, ()))

    phrases: dict[str, set[str]] = {}
    for before, noun in entries.get("phrase", ()):
        phrases.setdefault(noun, set()).add(before)
    return Language(
        verbs={plain(words[0]).replace("_", " "): _uses(words[1:]) for words in entries["verb"]},
        nouns=single("noun"),
        that=single("that"),
        comment=single("comment"),
        according=frozenset(entries["according"]),
        phrases={noun: frozenset(before) for noun, before in phrases.items()},
        tags=single("tag"),
        agent=single("agent"),
        asides=single("aside"),
    )


def plain(lemma: str) -> str:
    """Give the form under which a verb is looked up: parsers write Russian *ё* as *е* or do not."""
    return lemma.lower().replace("ё", "е")


def _uses(flags: tuple[str, ...]) -> frozenset[str]:
    """Give what may be said through a verb; ``only`` takes the two usual ways away."""
    uses = frozenset(flags)
    return uses - {"only"} if "only" in uses else uses | _ALWAYS
