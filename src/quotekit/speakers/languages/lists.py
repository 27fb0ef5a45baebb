"""What the resolver knows of a language, from one file per language: titles, pronouns, articles, bodies."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Mapping

import attrs

from quotekit import lexicon
from quotekit.speakers.names.lexicon import fold, given_gender

# Too many words end in a shorter title (German *Star*, *Altar*), and names in a body as short (*Neustadt*).
_SHORTEST = 5


@attrs.frozen(kw_only=True, eq=False)
class Lists:
    """Hold a language's words, by the form that `key` returns, with the gender of each.

    `pronouns` tell m, f, n, p (several) or u (one, but not which) in the third person; ``-`` are all others.
    `obliques` are those of them that are never a subject (*him*, *her*), among them possessives. `relatives`,
    of two words some, take up the noun before them, or what was said (x). `articles` and `bodies` tell m, f,
    n or nothing, `titles` m, f or u. `owners` stand before a name that only belongs to who speaks (*a friend
    of Ann Lee*); they and the words for *according to* are `adpositions`. `endings` tell the gender of
    whoever has a name that ends so. `indefinite` articles make no known thing of a description, `given` are
    given names, with a gender if it is not as in English, and `usual` those of the language itself;
    `statements` are somebody's words (*nach Angaben der Polizei*), and `tellers` nouns for who tells
    something (*svědek*). `inflects` says that names have cases, `capitals` that all nouns begin with one,
    `drops` that verbs need no subject: one in the past may then tell the gender by its ending (`pasts`), and
    `plurals` end verbs of several. Where nothing but its case shows that one noun belongs to another,
    `genitives` are the endings of that case. The nouns `apposed` stand right before the name of the body that
    they tell of (*agentura AFP*). The `selves` stress who it is (*sám*) and count as articles; `forms` are
    endings of given names alone (*-mír*). `parted` says that after a full name, *of* tells where somebody
    belongs (*Uwe Born vom Verein*). Words with an ending of `cases` are hardly ever a nominative. The words
    `joining` join two names (*and*); words that end in `aged` tell an age (*-letni*), and behind `saints`
    stands a given name that is a place's; behind `without`, what a body is named for (*Médecins sans
    frontières*).
    """

    articles: Mapping[str, str]
    titles: Mapping[str, str]
    pronouns: Mapping[str, str]
    obliques: frozenset[str]
    relatives: Mapping[str, str]
    bodies: Mapping[str, str]
    apposed: frozenset[str]
    owners: frozenset[str]
    adpositions: frozenset[str]
    endings: Mapping[str, str]
    indefinite: frozenset[str]
    statements: frozenset[str]
    tellers: frozenset[str]
    given: Mapping[str, str]
    usual: frozenset[str]
    pasts: Mapping[str, str]
    plurals: tuple[str, ...]
    genitives: tuple[str, ...]
    inflects: bool
    capitals: bool
    drops: bool
    selves: frozenset[str]
    forms: tuple[str, ...]
    parted: bool
    cases: tuple[str, ...]
    joining: frozenset[str]
    aged: tuple[str, ...]
    without: frozenset[str]
    saints: frozenset[str]

    def key(self, word: str) -> str:
        """Return the form under which a word is looked up and compared.

        In languages with cases, accents are kept, as they distinguish cases and pronouns (Czech *ním* and
        *nim*).

        >>> lists("es").key("Éste"), lists("cs").key("NÍM")
        ('este', 'ním')
        """
        return _cased(word) if self.inflects else fold(word)

    def title(self, word: str) -> str | None:
        """Return the title that a word, as returned by `key`, is or ends with as a compound, or None.

        >>> lists("de").title("umweltministerin"), lists("de").title("brucke")
        ('ministerin', None)
        >>> lists("ru").title("экс-судья")
        'судья'
        """
        last = word.rpartition("-")[2]
        if word in self.titles or last in self.titles:
            return word if word in self.titles else last
        return self.compound(word) if self.capitals else None

    def compound(self, word: str) -> str | None:
        """Return the longest title with which a longer word ends."""
        ends = (word[at:] for at in range(1, len(word) - _SHORTEST + 1))
        return next((end for end in ends if end in self.titles), None)

    def has_body(self, words: Iterable[str]) -> bool:
        """Tell whether one of these words, as returned by `key`, is a body, or ends with one as a compound.

        >>> lists("de").has_body(["umweltministerium"]), lists("de").has_body(["ida", "neustadt"])
        (True, False)
        """
        ends = tuple(body for body in self.bodies if self.capitals and len(body) > _SHORTEST)
        return any(word in self.bodies or word.endswith(ends) for word in words)

    def is_genitive(self, word: str) -> bool:
        """Tell whether a word, as returned by `key`, may be a noun that belongs to the one before it.

        >>> lists("ru").is_genitive("завода"), lists("ru").is_genitive("директор")
        (True, False)
        """
        return word.endswith(self.genitives) and word not in self.adpositions

    def head(self, words: list[str]) -> list[str]:
        """Return the words of a phrase before any owner, without its article.

        >>> lists("es").head(["el", "jefe", "de", "la", "policia"])
        ['jefe']
        """
        own = words[1:] if words and words[0] in self.articles else words
        return own[: next((at for at, word in enumerate(own) if word in self.owners), len(own))]

    def role(self, words: list[str]) -> str:
        """Return the gender of a phrase's title or body, or else of its article, or an empty string.

        >>> lists("fr").role(["la", "juge", "du", "roi"])
        'f'
        """
        told = (self.titles.get(word, self.bodies.get(word, "")).strip("u") for word in self.head(words))
        return next(filter(None, told), self.articles.get(words[0], "") if words else "")


@functools.cache
def lists(code: str) -> Lists:
    """Return the lists of the language with this ISO 639-1 code.

    Raises `ValueError` for a language without a file.

    >>> lists("de").titles["ministerin"]
    'f'
    """
    rows = lexicon.language(code)
    inflects = "inflects" in rows
    key = _cased if inflects else fold

    def told(*sorts: str) -> dict[str, str]:
        return {key(row[0].replace("_", " ")): (*row, "")[1] for sort in sorts for row in rows.get(sort, ())}

    owners = frozenset(told("owner"))
    according = frozenset(key(word) for row in rows.get("according", ()) for word in row)
    return Lists(
        articles=told("article", "self"),
        titles=told("title"),
        pronouns=told("pronoun", "oblique"),
        obliques=frozenset(told("oblique")),
        relatives=told("relative"),
        bodies=told("body"),
        apposed=frozenset(told("apposed")),
        owners=owners,
        adpositions=owners | according,
        endings=told("ending"),
        indefinite=frozenset(told("indefinite")),
        statements=frozenset(told("statement")),
        tellers=frozenset(told("teller")),
        given=dict.fromkeys(map(key, given_gender()), "") | told("given"),
        usual=frozenset(told("given")),
        pasts=told("past"),
        plurals=tuple(told("plural")),
        genitives=tuple(told("genitive")),
        inflects=inflects,
        capitals="capitals" in rows,
        drops="drops" in rows,
        selves=frozenset(told("self")),
        forms=tuple(told("form")),
        parted="parted" in rows,
        cases=tuple(told("case")),
        joining=frozenset(told("and")),
        aged=tuple(told("aged")),
        saints=frozenset(told("saint")),
        without=frozenset(told("without")),
    )


@functools.lru_cache(maxsize=4096)
def _cased(word: str) -> str:
    word = unicodedata.normalize("NFC", word.lower())
    return word.replace(".", "").replace("’", "'").replace("ё", "е")
