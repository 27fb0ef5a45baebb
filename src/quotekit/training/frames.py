"""Reported speech in other languages, made of frames around the sentences of treebanks.

A frame is a passage with slots, ``{Laut} [$dative] <$inv>.``, marked as in `quotekit.training.passages`.
A slot is a list in the same file, a name, or a form of a treebank's sentence that its gold parse allows, such
as the German verb last or in the subjunctive. Bars part a frame's sentences; one without slots is a passage
as it stands. The articles are annotated exactly, as they were built so. Sentences that report something
themselves are left out.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from itertools import pairwise
from pathlib import Path

import attrs

from quotekit import lexicon
from quotekit.evaluation import GoldArticle
from quotekit.training import passages

_SLOT = re.compile(r"\$(\w+)")
_MARKS = frozenset('"“”„‟«»‹›‘‚—–`#=&*/<>[]{}$|~')
_SHORTEST, _LONGEST = 4, 26

_SUBJUNCTIVES = {
    "ist": "sei",
    "sind": "seien",
    "hat": "habe",
    "haben": "hätten",
    "wird": "werde",
    "werden": "würden",
    "kann": "könne",
    "können": "könnten",
    "muss": "müsse",
    "müssen": "müssten",
    "soll": "solle",
    "sollen": "sollten",
    "will": "wolle",
    "wollen": "wollten",
    "darf": "dürfe",
    "gibt": "gebe",
    "geht": "gehe",
    "bleibt": "bleibe",
    "steht": "stehe",
    "kommt": "komme",
    "macht": "mache",
    "liegt": "liege",
}


@attrs.frozen
class Row:
    """Hold a word of a treebank's sentence, and whether a space follows it."""

    form: str
    lemma: str
    upos: str
    features: str
    head: int
    relation: str
    space: bool


def sentences(path: Path) -> Iterator[list[Row]]:
    """Read the sentences of a CoNLL-U file; a multiword token has the parse of its first word."""
    rows: list[Row] = []
    skip, surface = 0, ("", True)
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if not line:
            if rows:
                yield rows
            rows, skip = [], 0
            continue
        if line.startswith("#"):
            continue
        number, form, lemma, upos, _, features, head, relation, _, misc = line.split("\t")
        space = "SpaceAfter=No" not in misc
        if "." in number:
            continue
        if "-" in number:
            first, last = map(int, number.split("-"))
            skip, surface = last - first + 1, (form, space)
            continue
        if skip:
            # The surface form stands with the first word, the others are empty.
            form, space = surface if surface[0] else ("", False)
            surface = ("", False)
            skip -= 1
            if skip == 0 and not form:
                space = False
        rows.append(Row(form, lemma, upos, features, int(head), relation.split(":")[0], space))


def names(rows: Sequence[Row]) -> Iterator[str]:
    """Return the full names of two words in a sentence."""
    for one, other in pairwise(rows):
        if one.upos == other.upos == "PROPN" and other.relation == "flat" and one.space:
            name = f"{one.form} {other.form}"
            if name.istitle() and name.replace(" ", "").isalpha():
                yield name


def joined(rows: Sequence[Row]) -> str:
    """Return the words as a text."""
    return "".join(row.form + (" " if row.space else "") for row in rows).strip()


def forms(rows: Sequence[Row], language: str) -> dict[str, str] | None:
    """Return the forms of a sentence that frames may use, or None if none can be made."""
    words = [row for row in rows if row.upos != "PUNCT"]
    if not _SHORTEST <= len(words) <= _LONGEST or rows[-1].form != "." or not rows[0].form[:1].isupper():
        return None
    if _reports(rows, language) or any(not _MARKS.isdisjoint(row.form) for row in rows):
        return None
    if rows[0].upos in ("CCONJ", "SCONJ", "PUNCT", "NUM", "X", "SYM") or any(
        r.form in (":", ";", "(") for r in rows
    ):
        return None
    root = next((n for n, row in enumerate(rows) if row.relation == "root"), None)
    if root is None:
        return None
    finite = next(
        (
            n
            for n, row in enumerate(rows)
            if "VerbForm=Fin" in row.features and (n == root or row.head == root + 1)
        ),
        None,
    )
    if finite is None:
        return None
    plain = rows[:-1]
    text = joined(plain)
    small = (
        text if rows[0].upos == "PROPN" or (language == "de" and rows[0].upos == "NOUN") else lowered(text)
    )
    made = {"S": text, "s": small}
    # What is put between stands after the finite verb, or after the subject or pronoun that follows it.
    cut = finite + 1
    while cut < len(plain) and plain[cut].upos in ("PRON", "AUX"):
        cut += 1
    if 0 < cut < len(plain) - 1 and plain[cut].upos != "PUNCT" and plain[cut - 1].space:
        made |= {"a": joined(plain[:cut]), "b": joined(plain[cut:])}
    if language in ("de", "nl"):
        made |= _germanic(plain, finite, root, small, language)
    return made


_WORDS, _PHRASES = ("verb", "noun", "adjective", "subjunctive", "that"), ("according", "phrase")
"""The kinds of entries in a language's list with which a sentence may report something."""


def _reports(rows: Sequence[Row], language: str) -> bool:
    """Tell whether a sentence has a word or phrase of reporting: it would be learnt as one that has none."""
    entries = lexicon.language(language)
    known = {entry[0].replace("_", " ") for kind in _WORDS for entry in entries.get(kind, ())}
    words = {word.lower() for row in rows for word in (row.form, row.lemma)}
    # German and Dutch set the verb's particle apart: teilte … mit.
    whole = {
        row.form.lower() + rows[row.head - 1].lemma.lower() for row in rows if row.relation == "compound"
    }
    text = f" {joined(rows).lower()} "
    phrases = (" ".join(entry) for kind in _PHRASES for entry in entries.get(kind, ()))
    return not known.isdisjoint(words | whole) or any(f" {phrase} " in text for phrase in phrases)


def _germanic(rows: Sequence[Row], finite: int, root: int, small: str, language: str) -> dict[str, str]:
    """Return the verb-first, verb-last and subjunctive forms of a sentence with its finite verb second."""
    before = [n for n in range(finite) if rows[n].upos != "PUNCT"]
    subject = next(
        (n for n, r in enumerate(rows) if r.head == root + 1 and r.relation in ("nsubj", "nsubj:pass")), None
    )
    made: dict[str, str] = {}
    first = _small(rows[0], language)
    if subject is not None and subject < finite and all(_under(rows, n, subject) for n in before):
        verb, lead, rest = rows[finite].form, [first, *rows[1:finite]], rows[finite + 1 :]
        spaced = [attrs.evolve(lead[-1], space=True)] if lead else []
        head = [*lead[:-1], *spaced]
        made["inv"] = " ".join(part for part in (verb, joined([*head, *rest])) if part)
        if not any(row.form == "," for row in rest):
            last = attrs.evolve(rest[-1], space=True) if rest else None
            made["sub"] = (joined([*head, *rest[:-1], last]) if last else joined(head)) + f" {verb}"
    if language == "de" and (subjunctive := _SUBJUNCTIVES.get(rows[finite].form)):
        told = [first, *rows[1:finite], attrs.evolve(rows[finite], form=subjunctive), *rows[finite + 1 :]]
        made["k"] = joined(told)
        made["K"] = joined([rows[0], *told[1:]])
    return made


def _small(row: Row, language: str) -> Row:
    if row.upos == "PROPN" or (language == "de" and row.upos == "NOUN"):
        return row
    return attrs.evolve(row, form=lowered(row.form))


def lowered(text: str) -> str:
    """Return a text with a small first letter, unless the first word is all capitals."""
    first = text.partition(" ")[0]
    return text if len(first) > 1 and first.isupper() else text[:1].lower() + text[1:]


def _under(rows: Sequence[Row], place: int, top: int) -> bool:
    for _ in range(len(rows)):
        if place == top:
            return True
        place = rows[place].head - 1
        if place < 0:
            return False
    return False


@attrs.frozen
class Frames:
    """Hold the frames of a language with their lists."""

    language: str
    lists: Mapping[str, tuple[str, ...]]
    frames: tuple[str, ...]

    @classmethod
    def of(cls, language: str) -> Frames:
        """Read the frames of a language by its code of ISO 639-1."""
        text = (resources.files("quotekit") / "resources" / "frames" / f"{language}.txt").read_text("utf-8")
        lists: dict[str, tuple[str, ...]] = {}
        frames: list[str] = []
        for line in text.splitlines():
            name, colon, rest = line.partition(": ")
            if line.startswith("#"):
                continue
            if colon and name.isidentifier():
                lists[name] = tuple(entry.strip() for entry in rest.split(" | "))
            else:
                frames.append(line)
        return cls(language, lists, tuple(frames))

    def passage(
        self, said: Sequence[Mapping[str, str]], names: Sequence[str], chance: random.Random
    ) -> list[str] | None:
        """Return a frame filled with sentences, or None if they lack a form that it needs."""
        frame = chance.choice(self.frames)
        given = iter(said)
        halves: list[str] = []

        def fill(match: re.Match[str]) -> str:
            slot = match[1]
            if slot == "a":
                sentence = next(given)
                halves.append(sentence["b"])
                return sentence["a"]
            if slot == "b":
                return halves.pop()
            if slot in self.lists:
                return _SLOT.sub(fill, chance.choice(self.lists[slot]))
            if slot == "N":
                return chance.choice(names)
            if slot == "W":
                words = next(given)["S"].split()
                at = chance.randrange(max(1, len(words) - 3))
                return lowered(" ".join(words[at : at + chance.randint(1, 4)]).strip(" ,"))
            return next(given)[slot]

        try:
            filled = _paused(_SLOT.sub(fill, frame))
            return [_capital(sentence) for sentence in passages.sentences(filled)]
        except (KeyError, StopIteration):
            return None


def _paused(passage: str) -> str:
    """Return a passage with one comma where a source ends with one, and none before a full stop."""
    passage = passage.replace(",]<, ", ",] <").replace(",],", ",]")
    return passage.replace(",].", "].").replace(",]:", "]:")


def _capital(text: str) -> str:
    at = next((n for n, c in enumerate(text) if c.isalpha()), 0)
    return text[:at] + text[at].upper() + text[at + 1 :]


def articles(
    language: str,
    pool: Sequence[Mapping[str, str]],
    names: Sequence[str],
    *,
    count: int,
    chance: random.Random,
) -> Iterator[GoldArticle]:
    """Make articles of framed and plain sentences, five to nine paragraphs each."""
    frames = Frames.of(language)
    for number in range(count):
        parts: list[str] = []
        for _ in range(chance.randint(5, 9)):
            for _ in range(chance.randint(1, 3)):
                made = None
                if chance.random() < 0.7:
                    while made is None:
                        made = frames.passage([chance.choice(pool) for _ in range(3)], names, chance)
                else:
                    made = [chance.choice(pool)["S"] + "."]
                parts += [*made, " "]
            parts[-1] = "\n\n"
        yield passages.article(f"frames-{language}-{number}", parts[:-1])
