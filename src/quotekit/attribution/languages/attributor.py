"""The attributor for other languages: a multilingual network, without a parser and without English rules."""

from __future__ import annotations

import functools
from collections.abc import Collection
from importlib.util import find_spec
from pathlib import Path

import attrs
import regex

from quotekit import lexicon
from quotekit.attribution import layouts
from quotekit.attribution.finishing import finished
from quotekit.attribution.finishing.acts import GIVEN, by_marks, deeds_apart, known, of_acts
from quotekit.attribution.finishing.subjunctive import continue_reported
from quotekit.attribution.languages.dashed import with_dashes
from quotekit.attribution.languages.discontinuous import DiscontinuousCues
from quotekit.attribution.languages.inversions import Inversions
from quotekit.attribution.languages.own_words import OwnWords
from quotekit.attribution.languages.report_ends import without_next_clauses
from quotekit.attribution.languages.reports import Reports
from quotekit.attribution.languages.subjects import Subjects
from quotekit.attribution.learned.marks import fitted
from quotekit.attribution.learned.offsets import Marks, Sentences
from quotekit.attribution.learned.rivals import in_own_sentences, without_rivals
from quotekit.attribution.learned.session import load
from quotekit.attribution.learned.widening import likely
from quotekit.document import Act, Quotation, QuotedSpan, Span, Tokenized
from quotekit.errors import MissingExtra

_PACKAGE = "quotekit_languages"

SOURCE_LEAN = 1.0
"""Added to the scores of a source: outside English the network leaves out more than it gives wrongly."""


ANNOUNCED = 0.1
"""The least confidence of what begins with marks after a colon: hardly anything but speech stands there."""


class LanguageAttributor:
    """Find quotations in a language other than English with a network that reads ten.

    The network comes with the extra ``languages``. It reads one paragraph at a time; what it finds is
    fitted to the quotation marks, and speech in marks goes on over paragraphs as in English. In German,
    a sentence in the subjunctive of reported speech goes on with what was reported before it. What a text's
    layout assigns (*Ida Moll: …* in a transcript) is read without the network.

    `language` is a code of ISO 639-1: cs, de, es, fr, it, nl, pl, pt or ru, and en as well. `folder` is
    another model's folder, as `quotekit train` writes it. `threshold` is the least confidence that a
    quotation is given out with; without one it is what the model's card found best, perhaps for this
    language alone, and less for what stands in marks after a colon. `objects` is that of an object without
    a clause or marks (*signed the contract*), about which the network is oftenest wrong; without one it is
    `threshold`, if that is given, or else the card's. `acts` are those that are given out.

    Raises `ValueError` for a language that has no word lists, a threshold or an act that is none,
    `MissingExtra` where the network is not installed, and on first use `ModelError` where its files are
    not what its card says.

    >>> import quotekit
    >>> [q] = quotekit.attribute("„Es reicht“, sagte Ida Moll.", language="de").quotations
    >>> q.content_text, q.cue[0].text, q.source[0].text
    ('„Es reicht“', 'sagte', 'Ida Moll')
    """

    def __init__(
        self,
        *,
        language: str,
        folder: Path | str | None = None,
        threshold: float | None = None,
        objects: float | None = None,
        acts: Act | Collection[Act] = GIVEN,
    ) -> None:
        for least in (threshold, objects):
            if least is not None and not 0 <= least <= 1:
                raise ValueError(f"expected a threshold from 0 to 1, got {least!r}")
        entries = lexicon.language(language)
        self.language = language
        self.folder = packaged(language) if folder is None else Path(folder)
        self.threshold = threshold
        self.objects = threshold if objects is None else objects
        self.acts = known(acts)
        words = functools.partial(lexicon.first_words, entries)
        self._subjunctives = words("subjunctive")
        self._manner = tuple(f" {row[0].replace('_', ' ')}" for row in entries.get("manner", ()))
        relatives = "|".join(row[0].replace("_", " ") for row in entries.get("relative", ()))
        self._separated = DiscontinuousCues.of(entries)
        self._opening = words("that")
        self._asides = words("relative", "aside") - self._opening
        self._according = words("according", "phrase", "tag")
        self._subjects = Subjects.of(entries, according=self._according)
        self._inversions = Inversions.of(entries, according=self._according)
        self._possessives = OwnWords.of(entries)
        self._reports = Reports.of(entries, according=self._according)
        self._deeds = words("deed")
        self._clause = regex.compile(rf",\s+(?:\p{{L}}{{1,5}}\s+)?(?:{relatives})\s+\p{{Ll}}")

    def attribute(self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]) -> tuple[Quotation, ...]:
        """Find a text's quotations, by start; their speakers are still None."""
        session = load(self.folder)
        layout = layouts.read(tokenized, quoted)
        tokenized, quoted = layout.rest(tokenized, quoted)
        own = session.card.thresholds.get(self.language, session.card.threshold)
        least = own if self.threshold is None else self.threshold
        lowest = min(least, ANNOUNCED) if self.threshold is None else least
        least_object = session.card.objects if self.objects is None else self.objects
        lean = 0.0 if self.language == "en" else SOURCE_LEAN
        marks, sentences = Marks(quoted), Sentences(tokenized)
        found = likely(
            tokenized, quoted, session, threshold=lowest, deeds="deed" in self.acts, source_lean=lean
        )
        found = (q for q in found if q.confidence >= least or marks.announced(q.content[0]))
        found = (q for q in found if q.confidence >= least_object or not self._is_object(q))
        found = (q for q in found if self._reports.holds(q))
        found = (attrs.evolve(q, act="deed") if self._is_deed(q) else q for q in found)
        sure, deeds = deeds_apart(without_rivals(by_marks(found, quoted)))
        sure = fitted(
            in_own_sentences(sure, marks, sentences, beside=()),
            marks,
            sentences,
            inner=Marks(quoted, depth=1),
        )
        sure = continue_reported(tokenized, quoted, sure, self._subjunctives)
        clauses = without_next_clauses((*sure, *deeds), marks, opening=self._opening, asides=self._asides)
        clauses = (self._spoken(quotation, marks) for quotation in clauses)
        whole = self._separated.completed(tokenized, map(self._trimmed, clauses))
        whole = self._subjects.settled(tokenized, with_dashes(tokenized, whole), marks)
        whole = map(self._separated.quoted, self._inversions.settled(tokenized, whole))
        told = self._possessives.added(tokenized, whole, marks)
        spoken, reported = marks.split(q for q in told if not _speaks_within(q, marks))
        spoken, deeds = deeds_apart(spoken)
        quotations = finished(tuple(spoken), tokenized, quoted, within=(*reported, *deeds), apart=True)
        return of_acts(layout.added(quotations), self.acts)

    def _is_deed(self, quotation: Quotation) -> bool:
        """Tell whether a cue with an object is a deed by its verb: *podepsal smlouvu*."""
        return not self._deeds.isdisjoint(quotation.cue[0].text.lower().split()) and self._is_object(
            quotation
        )

    def _is_object(self, quotation: Quotation) -> bool:
        """Tell whether a content is an object without a clause or marks of its own: *signed the contract*.

        Outside English a pause or a conjunction parts a clause from its verb.
        """
        [content, *_], [cue, *_] = quotation.content, quotation.cue
        told = (part.end for part in (*quotation.cue, *quotation.source) if part.end <= content.start)
        beside = not content.whole[max(told, default=content.start) : content.start].strip()
        begins = content.text.lower().split(maxsplit=1)[0] if beside else ""
        return (
            self.language != "en"
            and cue.end <= content.start
            and cue.text[-1].isalnum()
            and beside
            and begins[:1].isalnum()
            and begins not in self._opening
            and cue.text.lower().split()[0] not in self._according
        )

    def _spoken(self, quotation: Quotation, marks: Marks) -> Quotation:
        """Return a quotation without its verb's object before speech: *criticised the plan: “No.”*"""
        first, *others = quotation.content
        over = marks.over(first)
        start = over[0].span.start if over else first.start
        if start <= first.start or not quotation.cue or not self._is_object(quotation):
            return quotation
        if not first.whole[first.start : start].rstrip().endswith(":"):
            return quotation
        return attrs.evolve(quotation, content=(Span(start, first.end, first.whole), *others))

    def _trimmed(self, quotation: Quotation) -> Quotation:
        """Return a quotation with no comma before its content, and no relative clause behind its source.

        That is *who lives there* in *said Ida Moll, who lives there*. Marks and brackets in a source close.
        """

        def begun(span: Span) -> Span:
            words = span.text.lstrip(" ,")
            return Span(span.end - len(words), span.end, span.whole) if words else span

        def cut(span: Span) -> Span:
            clause = self._clause.search(span.whole, span.start + 1, span.end)
            end = clause.start() if clause else span.end
            said = span.whole[span.start : end].lower()
            end -= next((len(how) for how in self._manner if said.endswith(how)), 0)
            # *«Час* of *«Час»*, *Ida Moll (44* of *Ida Moll (44)*
            for opens, closes in ("«»", "()"):
                within = span.whole[span.start : end]
                end += span.whole.startswith(closes, end) and within.count(opens) > within.count(closes)
            return Span(span.start, end, span.whole)

        def told(cue: Span) -> Span:
            # *Ida Moll (44):*, of which the bracket was read as the cue
            colon = cue.whole.find(":", cue.start, cue.start + 2)
            return Span(colon, colon + 1, cue.whole) if cue.text[0] == ")" and colon > 0 else cue

        return attrs.evolve(
            quotation,
            content=tuple(map(begun, quotation.content)),
            cue=tuple(map(told, quotation.cue)),
            source=tuple(
                cut(part) for part in quotation.source if f" {part.text.lower()}" not in self._manner
            ),
        )


def _speaks_within(quotation: Quotation, marks: Marks) -> bool:
    """Tell whether the subject stands in what is told: *Гость допил чай, поблагодарил и вышел*."""
    return any(
        part.overlaps(source) and not marks.over(part)
        for part in quotation.content
        for source in quotation.source
        if quotation.cue and part.end <= quotation.cue[0].start
    )


def packaged(language: str) -> Path:
    """Return the folder of the network that the extra ``languages`` brings.

    Raises `MissingExtra` where it is not installed.
    """
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise MissingExtra.of(
            "languages", package="quote-attribution-languages", purpose=f"reading {language!r}"
        )
    return Path(spec.submodule_search_locations[0]) / "model"
