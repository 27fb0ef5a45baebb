"""Speakers of turns: in a transcript only the label says who speaks.

A label with a fuller form in the text is that person; a role such as *THE WITNESS* is a speaker of its own
without a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import attrs

from quotekit.document import Quotation, Resolution, Span, Speaker, SpeakerKind
from quotekit.lexicon.turnlabels import sorts_of
from quotekit.speakers.names.lexicon import NameLists, name_lists

RULES = ("transcript/",)
"""The beginnings of the `rule` of quotations whose source is a label."""

SURE = 0.95
"""The confidence in a label's name, set by hand, as annotated news has too few transcripts to estimate it."""

# A description of somebody whom the text need not have mentioned before.
_ANYBODY = re.compile(r"An? |The (?:[a-z]+ ){0,2}(?:man|woman|boy|girl)\b")
# Words between an article and a name: *The Hon. Ann Lee*, *The Rt Hon. Ann Lee*.
_STYLES = frozenset({"hon", "honourable", "honorable", "rev", "reverend", "right", "rt", "most"})
_LISTS = re.compile(
    r"^\W*(?P<label>[^\W\d_][\w ]{2,30}?)\W*:(?P<names>(?:.*\n?)(?:[ \t]*[-•*·].*\n?)*)", re.MULTILINE
)
_LISTED = re.compile(r"[,;\n]|\band\b")
_HEAD = 4000
# What labels are, and what their words may have been taken for elsewhere: *Q* for a name, *TOM* for a firm.
_MISREAD = (("unnamed", "person"), ("person", "organisation"))
_ARTICLES = frozenset({"the", "a", "an", "le", "la", "el", "der", "die", "das", "il"})


def labelled(resolution: Resolution) -> Resolution:
    """Return the resolution with each turn assigned to the person whom its label names."""
    labels: dict[str, list[Span]] = {}
    for quotation in resolution.quotations:
        if _is_label(quotation):
            labels.setdefault(quotation.source[0].text, []).append(quotation.source[0])
    if not labels:
        return resolution
    starts = {span.start for spans in labels.values() for span in spans}
    # A speaker known only from labels is dropped.
    known = {id(one): _without(one, starts) for one in resolution.speakers}
    whole = next(iter(labels.values()))[0].whole
    listed = _listed(whole[: min(min(starts), _HEAD)])
    names = _Names.of([one for one in known.values() if one.mentions], (*labels, *listed))
    places: dict[str, int] = {}
    for key, one in known.items():
        if one.mentions:
            places.setdefault(one.name, key)
    turned: dict[str, Speaker] = {}
    for label, spans in labels.items():
        name, kind = names.of_label(label)
        same = places.get(name)
        speaker = turned.get(name) or (known[same] if same is not None else Speaker(name=name, kind=kind))
        speaker = turned[name] = attrs.evolve(
            speaker,
            kind=kind if (kind, speaker.kind) in _MISREAD else speaker.kind,
            aliases=tuple(form for form in dict.fromkeys((*speaker.aliases, label)) if form != name),
            mentions=tuple(sorted({*speaker.mentions, *spans}, key=lambda span: (span.start, span.end))),
        )
        if same is not None:
            known[same] = speaker
    by_label = {label: turned[names.of_label(label)[0]] for label in labels}
    quotations = tuple(
        attrs.evolve(q, speaker=by_label[q.source[0].text], speaker_confidence=SURE)
        if _is_label(q)
        else attrs.evolve(q, speaker=known.get(id(q.speaker), q.speaker))
        for q in resolution.quotations
    )
    speaking = {id(q.speaker): q.speaker for q in quotations if q.speaker is not None}
    silent = (one for one in known.values() if one.mentions and id(one) not in speaking)
    return Resolution(
        quotations=quotations,
        speakers=(*sorted(speaking.values(), key=_first), *sorted(silent, key=_first)),
    )


def _is_label(quotation: Quotation) -> bool:
    """Tell whether a source is the label of a turn, or a description with a colon: *A man in a hat:*."""
    if not quotation.source or quotation.rule.startswith(RULES):
        return bool(quotation.source)
    cues = [cue.text for cue in quotation.cue]
    return cues in ([":"], ["—"], ["–"]) and _ANYBODY.match(quotation.source[0].text) is not None


def _listed(head: str) -> Iterator[str]:
    """Return the full names in the lists of participants above the first turn."""
    for found in _LISTS.finditer(head):
        if "list" in sorts_of(found["label"]):
            for entry in _LISTED.split(found["names"]):
                name = entry.partition("(")[0].strip(" \t-•*·.")
                if 1 < len(name.split()) < 5 and all(word[0].isupper() for word in name.split()):
                    yield name


def _without(speaker: Speaker, starts: set[int]) -> Speaker:
    return attrs.evolve(speaker, mentions=tuple(m for m in speaker.mentions if m.start not in starts))


@attrs.frozen
class _Names:
    """The full names of a text, in lower case, and an index of them by each part."""

    full: dict[str, tuple[str, SpeakerKind]]
    parts: dict[str, set[str]]
    lists: NameLists

    @classmethod
    def of(cls, speakers: Sequence[Speaker], labels: Iterable[str]) -> _Names:
        names = cls({}, {}, name_lists())
        for speaker in speakers:
            if speaker.kind not in ("group", "unnamed", "author"):
                names._add(speaker.name, speaker.kind)
        for label in labels:
            if not sorts_of(label):
                names._add(names._untitled(label), "person")
        return names

    def of_label(self, label: str) -> tuple[str, SpeakerKind]:
        """Return the fullest name of the person whom a label names, and the kind."""
        plain = self._untitled(label)
        called = self.parts.get(label.casefold(), set())
        if len(called) == 1 and " " not in label:
            return self.full[next(iter(called))]
        if sorts_of(label) or (plain == label and label.casefold().split()[0] in _ARTICLES and " " in label):
            return label, "unnamed"
        words = plain.casefold().split()
        for part in dict.fromkeys((plain.casefold(), words[-1])):
            full = self.parts.get(part, set())
            if len(full) == 1 and (len(words) == 1 or next(iter(full)).endswith(words[-1])):
                return self.full[next(iter(full))]
        if all(self._is_office(word) for word in words) and plain == label:
            return label, "unnamed"
        name, kind = self.full.get(plain.casefold(), (plain, "person"))
        # Capitals such as *TOM* may have been read as an abbreviation.
        return name, "person" if name.casefold() in self.lists.given or kind == "other" else kind

    def _add(self, name: str, kind: SpeakerKind) -> None:
        key = name.casefold()
        if self.full.setdefault(key, (name, kind))[0].isupper() and not name.isupper():
            self.full[key] = (name, kind)
        words = key.split()
        if kind == "person" and len(words) > 1 and not all(map(self._is_office, words)):
            initials = "".join(word[0] for word in words)
            for part in {key, words[0], words[-1], initials, initials[0] + initials[-1]}:
                self.parts.setdefault(part, set()).add(key)

    def _is_office(self, word: str) -> bool:
        return word in self.lists.roles or word.rstrip(".") in self.lists.titles

    def _untitled(self, label: str) -> str:
        """Return a name without the titles before it, and *Lee, Ann* in the usual order."""
        surname, _, given = label.partition(", ")
        words = [*given.split(), *surname.split()]
        if len(words) > 2 and words[0] == "The" and words[1].rstrip(".").casefold() in _STYLES:
            words = words[2:]
            while len(words) > 1 and words[0].rstrip(".").casefold() in _STYLES:
                words = words[1:]
        while len(words) > 1 and words[0].rstrip(".").casefold() in self.lists.titles:
            words = words[1:]
        return " ".join(words)


def _first(speaker: Speaker) -> int:
    return speaker.mentions[0].start if speaker.mentions else -1
