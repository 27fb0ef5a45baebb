"""What the network misreads in a language, corrected by the words of that language, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from quotekit.attribution.languages.dashed import with_dashes
from quotekit.attribution.languages.discontinuous import DiscontinuousCues, QuotedWordings
from quotekit.attribution.languages.inversions import Inversions
from quotekit.attribution.languages.objects import Objects
from quotekit.attribution.languages.own_words import OwnWords
from quotekit.attribution.languages.postpositions import Postpositions
from quotekit.attribution.languages.predicates import Predicates
from quotekit.attribution.languages.report_ends import ReportEnds
from quotekit.attribution.languages.reports import Reports
from quotekit.attribution.languages.subjects import Subjects
from quotekit.attribution.languages.trimming import Trimming
from quotekit.attribution.learned.offsets import Marks
from quotekit.document import Quotation, Tokenized
from quotekit.lexicon import Entries


@attrs.frozen(kw_only=True)
class Corrections:
    """Correct the quotations of a language; each part corrects one thing that the network gets wrong."""

    objects: Objects
    reports: Reports
    report_ends: ReportEnds
    trimming: Trimming
    cues: DiscontinuousCues
    predicates: Predicates
    subjects: Subjects
    postpositions: Postpositions
    inversions: Inversions
    wordings: QuotedWordings
    own_words: OwnWords

    @classmethod
    def of(cls, entries: Entries, *, english: bool) -> Corrections:
        """Read a language's words."""
        return cls(
            objects=Objects.of(entries, parted=not english),
            reports=Reports.of(entries),
            report_ends=ReportEnds.of(entries),
            trimming=Trimming.of(entries),
            cues=DiscontinuousCues.of(entries),
            predicates=Predicates.of(entries),
            subjects=Subjects.of(entries),
            postpositions=Postpositions.of(entries),
            inversions=Inversions.of(entries),
            wordings=QuotedWordings.of(entries),
            own_words=OwnWords.of(entries),
        )

    def reported(self, quotations: Iterable[Quotation]) -> Iterator[Quotation]:
        """Return the quotations whose cue reports; a verb with an object may make one a deed."""
        for quotation in quotations:
            if self.reports.is_report(quotation):
                yield attrs.evolve(quotation, act="deed") if self.objects.is_deed(quotation) else quotation

    def corrected(
        self, tokenized: Tokenized, quotations: Iterable[Quotation], marks: Marks
    ) -> Iterable[Quotation]:
        """Return the quotations with their contents, cues and sources corrected, and those of own words."""
        told = self.report_ends.ended(quotations, marks)
        told = (self.trimming.trimmed(self.objects.without_object(quotation, marks)) for quotation in told)
        told = with_dashes(tokenized, self.cues.completed(tokenized, told))
        told = self.subjects.settled(tokenized, self.predicates.ended(tokenized, told, marks))
        told = self.inversions.settled(tokenized, self.postpositions.settled(tokenized, told))
        return self.own_words.added(tokenized, map(self.wordings.settled, told), marks)
