"""The words of a text with their positions, on which all other modules here work."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import chain

import attrs

from quotekit.datelines import datelines
from quotekit.document import Span, Tokenized
from quotekit.lexicon import read
from quotekit.speakers.names.lexicon import is_common, word_set

# Runs of letters and digits, with inner hyphens, apostrophes and ampersands; initials written together (U.S.,
# J.K.), degrees (Ph.D), a party's wing (JD(S)), a letter before a stroke (C/TFN) and domain endings stay in
# one word. What most positions are, no word or a plain one, is told first.
WORD = re.compile(
    r"(?=\w)(?:[A-Za-z]+(?=[ ,\n])|"
    r"(?:(?:Ph|LL)\.[BDM]|[BDM]\.(?:Com|Ed|Eng|Litt|Phil|Sc|Tech))(?![^\W_])|"
    r"(?:[^\W\d_]-)?(?:[^\W\d_]\.){2,}|[A-Z]{2,6}\([A-Z]{1,5}\)(?![^\W_])|[A-Z]/[A-Z]{2,5}(?![^\W_])|"
    r"[^\W_]+(?:[-'’&][^\W_]+)*(?:\.(?:com|org|net|gov|co|edu|tv|io)(?![^\W_]))*)"
)
# An article or the like in lower case that is joined to a name: al-Assad, ka-Zulu, d'Arc.
ARTICLE = re.compile(r"(?:(?:[ae]l|ul|a[sndrzt]|ash|kw?a)-|d['’])[^\W\d_a-z]")
APOSTROPHE = re.compile("['’]")
# Pronouns that may be abbreviations of a country and an organisation.
_LETTERS = frozenset(("us", "who"))
# How many small letters may stand before a name's capital.
PREFIX = 4
CONTRACTED = ("s", "re", "ve", "ll", "m", "d")


@attrs.define(slots=True, eq=False)
class Words:
    """Hold a text's words in parallel lists; a word is identified by its index.

    `forms` are without the possessive ending, `lower` the same in lower case; `starts` and `ends`
    are offsets of the forms. `sentence` and `paragraph` give the index of each word's sentence and
    paragraph; `first` says whether a word opens its sentence, `capital` whether it begins as a name does;
    `sentences` are the words of each sentence that has any. `gaps` are the characters after each word up to
    the next one, with a possessive ending; line ends are spaces. At -1 is that before the first word: none.
    `dateline` has the words of all datelines.
    """

    text: str
    forms: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    possessive: list[bool]
    sentence: list[int]
    paragraph: list[int]
    first: list[bool]
    capital: list[bool]
    sentences: list[range]
    gaps: list[str]
    dateline: frozenset[int]

    @classmethod
    def of(cls, tokenized: Tokenized) -> Words:
        """Find the words of a tokenized text."""
        text = tokenized.text
        found = list(WORD.finditer(text))
        forms = [match.group() for match in found]
        starts = [match.start() for match in found]
        ends = [match.end() for match in found]
        possessive = [False] * len(forms)
        for apostrophe in APOSTROPHE.finditer(text):
            _part(text, apostrophe.start(), forms, starts, ends, possessive)
        sentence, ranges = _places(starts, tokenized.sentences)
        paragraph, _ = _places(starts, tokenized.paragraphs)
        first = [False] * len(forms)
        for indices in ranges:
            first[indices.start] = True
        lower = [form.lower() for form in forms]
        # Hardly any word needs the search, as nearly all are in small letters or begin with a capital.
        capital = [form[0].isupper() or (not form.islower() and _has_prefix(form)) for form in forms]
        for indices in ranges:
            _tell_capitals(indices, forms, lower, capital)
        written = (bisect_left(starts, at) for span in datelines(tokenized) for at in (span.start, span.end))
        return cls(
            text=text,
            forms=forms,
            lower=lower,
            starts=starts,
            ends=ends,
            possessive=possessive,
            sentence=sentence,
            paragraph=paragraph,
            first=first,
            capital=capital,
            sentences=ranges,
            gaps=_gaps(text, starts, ends, paragraph),
            dateline=frozenset(chain.from_iterable(map(range, written, written))),
        )

    def __len__(self) -> int:
        return len(self.forms)

    def opens(self, index: int) -> bool:
        """Tell whether a word opens its sentence, or one within quotation marks."""
        return self.first[index] or self.text[max(self.starts[index] - 1, 0)] in '“"‘«'

    def leads_in(self, index: int) -> bool:
        """Tell whether a word ends an introductory phrase of its sentence: After talks with Abe, the …"""
        start = index
        while start and not self.first[start]:
            start -= 1
            if "," in self.gaps[start]:
                return False
        return self.lower[start] in read("phrase-ends")

    def follows_according(self, index: int) -> bool:
        """Tell whether *according to* stands before a word."""
        return index > 1 and self.lower[index - 2 : index] == ["according", "to"]

    def joins(self, index: int) -> bool:
        """Tell whether nothing but a space, or the 's of an owner, parts a word from the next."""
        gap = self.gaps[index]
        return gap == " " or not gap.strip(" ’'s")

    def is_split_number(self, index: int) -> bool:
        """Tell whether a comma parts a word from the next within one number: 2,000."""
        halves = self.lower[index : index + 2]
        return (
            self.gaps[index] == ","
            and len(halves) == 2
            and halves[0][-1].isdigit()
            and halves[1][0].isdigit()
        )

    def before(self, index: int) -> int:
        """Return the word before another one, its article aside, or -1."""
        before = index - 1
        return before - 1 if before >= 0 and self.lower[before] == "the" else before

    def is_age(self, index: int) -> bool:
        """Tell whether nothing but an age stands at a word behind a name: Tilda Brook, 51, who."""
        near = index + 1 < len(self) and self.gaps[index - 1] == self.gaps[index] == ", "
        return near and self.lower[index].isdecimal()

    def within(self, start: int, end: int) -> range:
        """Return the indices of the words that overlap ``text[start:end]``."""
        low = bisect_right(self.ends, start)
        high = bisect_left(self.starts, end)
        return range(low, max(low, high))


def _has_prefix(form: str) -> bool:
    """Tell whether the capital of a name is behind its first letters: al-Assad, Niamh Ó hAodha, eThekwini.

    >>> [form for form in ("d'Arc", "hAodha", "kaDube", "iPad", "kWh", "co-op") if _has_prefix(form)]
    ["d'Arc", 'hAodha', 'kaDube']
    """
    if not form.isalpha():
        return bool(ARTICLE.match(form))
    size = next((k for k, letter in enumerate(form) if letter.isupper()), 0)
    inner = 0 < size <= PREFIX and form[size + 1 :].islower() and len(form) > size + 2
    return inner and form.lower() not in word_set("wares")


def _tell_capitals(indices: range, forms: list[str], lower: list[str], capital: list[bool]) -> None:
    """Interpret capitals by their surroundings: in a sentence all in capitals, verbs are not names.

    Elsewhere *US* and *WHO* are not pronouns: their lower-case forms get the dots that they are written
    without.
    """
    shouted = len(indices) > 3 and not any(form.islower() for form in forms[indices.start : indices.stop])
    upper = [k for k in indices if forms[k].isupper()]
    shouted = shouted and len(upper) * 3 > len(indices) * 2
    for k in upper:
        if not shouted:
            if lower[k] in _LETTERS:
                lower[k] = ".".join(lower[k]) + "."
        elif capital[k]:
            capital[k] = not is_common(lower[k])


def _part(
    text: str, at: int, forms: list[str], starts: list[int], ends: list[int], possessive: list[bool]
) -> None:
    """Separate a possessive or contracted ending, with its apostrophe at an offset, from its word."""
    index = bisect_right(starts, at) - 1
    if index < 0 or ends[index] < at:
        return
    if ends[index] == at:
        # The Sanders' house; a closing quotation mark is not followed by a space and a word of the house.
        possessive[index] = forms[index][-1] in "sS" and text[at + 1 : at + 2].isspace()
        return
    stem = at - starts[index]
    ending = forms[index][stem + 1 :].lower()
    if stem > 0 and ending in CONTRACTED:
        possessive[index] = ending == "s"
        forms[index], ends[index] = forms[index][:stem], at


def _gaps(text: str, starts: list[int], ends: list[int], paragraph: list[int]) -> list[str]:
    gaps = [text[end:start] for end, start in zip(ends, [*starts[1:], len(text)], strict=False)]
    around = zip(gaps, paragraph, [*paragraph[1:], None], strict=False)
    gaps = [" " if gap == "\n" and one == after else gap for gap, one, after in around]
    # What stands before the first word is at -1.
    return [*gaps, ""]


def _places(starts: list[int], spans: tuple[Span, ...]) -> tuple[list[int], list[range]]:
    """Return, for each start, the index of the last span begun, and the range of starts in each span."""
    out: list[int] = []
    ranges: list[range] = []
    bounds = [span.start for span in spans]
    low = bisect_left(starts, bounds[0]) if bounds else len(starts)
    out += [-1] * low
    if low:
        ranges.append(range(low))
    for number in range(len(bounds)):
        high = len(starts) if number + 1 == len(bounds) else bisect_left(starts, bounds[number + 1], low)
        if high > low:
            out += [number] * (high - low)
            ranges.append(range(low, high))
            low = high
    return out, ranges
