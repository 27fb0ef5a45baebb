"""The attributor for other languages: a multilingual network, without a parser and without English rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from quotekit import lexicon
from quotekit.arguments import check_path, check_share
from quotekit.attribution import layouts
from quotekit.attribution.finishing import finished
from quotekit.attribution.finishing.acts import GIVEN, by_marks, deeds_apart, known, of_acts
from quotekit.attribution.finishing.subjunctive import continue_reported
from quotekit.attribution.languages.corrections import Corrections
from quotekit.attribution.learned.card import Card
from quotekit.attribution.learned.marks import fitted
from quotekit.attribution.learned.offsets import Marks, Sentences
from quotekit.attribution.learned.rivals import in_own_sentences, without_rivals
from quotekit.attribution.learned.session import load
from quotekit.attribution.learned.widening import likely
from quotekit.document import Act, Quotation, QuotedSpan, Tokenized
from quotekit.document.checks import check_handed
from quotekit.errors import MissingExtra

_PACKAGE = "quotekit_languages"

_ENGLISH = "en"

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
        for name, least in (("threshold", threshold), ("objects", objects)):
            if least is not None:
                check_share(name, least, "threshold")
        if folder is not None:
            check_path("folder", folder)
        entries = lexicon.language(language)
        self.language = language
        self.folder = packaged(language) if folder is None else Path(folder)
        self.threshold = threshold
        self.objects = threshold if objects is None else objects
        self.acts = known(acts)
        self._corrections = Corrections.of(entries, english=language == _ENGLISH)
        self._subjunctives = lexicon.first_words(entries, "subjunctive")

    def attribute(self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]) -> tuple[Quotation, ...]:
        """Return a text's quotations in order of their start; their speakers are still None."""
        check_handed(tokenized, quoted)
        layout = layouts.read(tokenized, quoted)
        tokenized, quoted = layout.rest(tokenized, quoted)
        marks, sentences = Marks(quoted), Sentences(tokenized)
        found = self._corrections.reported(self._found(tokenized, quoted, marks))
        sure, deeds = deeds_apart(without_rivals(by_marks(found, quoted)))
        sure = in_own_sentences(sure, marks, sentences, beside=())
        sure = fitted(sure, marks, sentences, inner=Marks(quoted, depth=1))
        sure = continue_reported(tokenized, quoted, sure, self._subjunctives)
        corrected = self._corrections.corrected(tokenized, (*sure, *deeds), marks)
        spoken, reported = marks.split(q for q in corrected if not _speaks_within(q, marks))
        spoken, deeds = deeds_apart(spoken)
        quotations = finished(tuple(spoken), tokenized, quoted, within=(*reported, *deeds), apart=True)
        return of_acts(layout.added(quotations), self.acts)

    def _found(self, tokenized: Tokenized, quoted: Sequence[QuotedSpan], marks: Marks) -> Iterator[Quotation]:
        """Return what the network finds with enough confidence for what it is."""
        session = load(self.folder)
        least = self._least(session.card)
        announced = least if self.threshold is not None else min(least, ANNOUNCED)
        objects = session.card.objects if self.objects is None else self.objects
        found = likely(
            tokenized,
            quoted,
            session,
            threshold=announced,
            deeds="deed" in self.acts,
            source_lean=0.0 if self.language == _ENGLISH else SOURCE_LEAN,
        )
        for quotation in found:
            sure = quotation.confidence >= least or marks.announced(quotation.content[0])
            if sure and (
                quotation.confidence >= objects or not self._corrections.objects.is_object(quotation)
            ):
                yield quotation

    def _least(self, card: Card) -> float:
        """Return the least confidence of a quotation that neither marks nor an object tell anything of."""
        if self.threshold is not None:
            return self.threshold
        return card.thresholds.get(self.language, card.threshold)


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
