"""The examples of the strategies: articles with their quotations, marks and speakers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args

import attrs
from attrs import validators

from quotekit.document import Quotation, Span, Speaker, SpeakerKind
from quotekit.strategies import refusals

Offsets = tuple[int, int]


@attrs.frozen(kw_only=True)
class Marks:
    """Hold a style of quotation marks: the outer pair, the pair inside, the apostrophe.

    `comma_inside` says whether the comma after a quotation is before the closing mark (``“Yes,” she said``)
    or after it (``„Ja“, she said``).

    Raises `ValueError` for a mark that is empty or contains letters.

    >>> Marks(open="«", close="»", inner_open="", inner_close="›")
    Traceback (most recent call last):
    ValueError: Marks.inner_open: expected signs that are no letters, got ''
    """

    open: str = attrs.field(validator=refusals.opening)
    close: str = attrs.field(validator=refusals.closing)
    inner_open: str = attrs.field(validator=refusals.opening)
    inner_close: str = attrs.field(validator=refusals.closing)
    apostrophe: str = attrs.field(default="'", validator=refusals.apostrophe)
    comma_inside: bool = True


@attrs.frozen(kw_only=True)
class Sayer:
    """Hold a speaker of generated texts and the mentions that a text may use.

    `name` is the full name without a title. `first` is the first mention, and `later` a possible later one (a
    surname, ``the council``). `pronoun` is ``he``, ``she`` or ``it``. The honorific comes before `later`, the
    role before or after the name.

    Raises `ValueError` for anything but words on one line without quotation marks.

    >>> Sayer(name="Al Fox", kind="person", first="Al Fox", later="", pronoun="he")
    Traceback (most recent call last):
    ValueError: Sayer.later: expected words with single spaces between, got ''
    """

    name: str = attrs.field(validator=refusals.words)
    kind: SpeakerKind = attrs.field(validator=validators.in_(get_args(SpeakerKind)))
    first: str = attrs.field(validator=refusals.words)
    later: str = attrs.field(validator=refusals.words)
    pronoun: str = attrs.field(validator=refusals.words)
    honorific: str | None = attrs.field(default=None, validator=refusals.perhaps_words)
    role: str | None = attrs.field(default=None, validator=refusals.perhaps_words)


@attrs.frozen(kw_only=True, repr=False)
class Article:
    """Hold a generated text with its quotations and speakers.

    `quotations` are in text order, in the record that a pipeline returns; `rule` is the name of the
    construction (one of `CONSTRUCTIONS`). A speaker's `mentions` are all those in the text.
    """

    text: str
    quotations: tuple[Quotation, ...]
    paragraphs: tuple[Span, ...]
    speakers: tuple[Speaker, ...]

    @classmethod
    def of(
        cls,
        text: str,
        *,
        paragraphs: Iterable[Offsets],
        speakers: Iterable[Mapping[str, Any]],
        quotations: Iterable[Mapping[str, Any]],
    ) -> Article:
        """Return the article of a text and of offsets into it: what an article is printed as.

        Offsets are pairs of code points, half-open. A speaker has ``name``, ``kind`` and ``mentions``; a
        quotation has ``content``, ``cue``, ``source``, ``type``, ``rule``, ``inside``, and as its ``speaker``
        the place in `speakers`. To keep what fails a test, paste what is printed into `hypothesis.example`.

        >>> article = Article.of(
        ...     "Go home, said Al Fox.",
        ...     paragraphs=[(0, 21)],
        ...     speakers=[{"name": "Al Fox", "kind": "person", "mentions": [(14, 20)]}],
        ...     quotations=[{"content": [(0, 8)], "speaker": 0}],
        ... )
        >>> print(article)
        Go home, said Al Fox.
        - Al Fox: Go home,
        """

        def spans(offsets: Iterable[Offsets]) -> tuple[Span, ...]:
            return tuple(Span(start, end, text) for start, end in offsets)

        people = tuple(Speaker(**{**one, "mentions": spans(one["mentions"])}) for one in speakers)
        said = []
        for one in quotations:
            parts = {role: spans(one[role]) for role in ("content", "cue", "source") if role in one}
            speaker = None if one["speaker"] is None else people[one["speaker"]]
            said.append(Quotation(**{**one, **parts, "speaker": speaker}))
        return cls(text=text, quotations=tuple(said), paragraphs=spans(paragraphs), speakers=people)

    def _arguments(self) -> dict[str, Any]:
        """Return what `of` would make this article from."""
        return {
            "paragraphs": _offsets(self.paragraphs),
            "speakers": [
                {"name": one.name, "kind": one.kind, "mentions": _offsets(one.mentions)}
                for one in self.speakers
            ],
            "quotations": [
                {
                    "content": _offsets(q.content),
                    "cue": _offsets(q.cue),
                    "source": _offsets(q.source),
                    "speaker": None if q.speaker is None else self.speakers.index(q.speaker),
                    "type": q.type,
                    "rule": q.rule,
                    "inside": q.inside,
                }
                for q in self.quotations
            ],
        }

    def __repr__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self._arguments().items())
        return f"Article.of({self.text!r}, {told})"

    def __str__(self) -> str:
        said = (f"- {q.speaker.name if q.speaker else 'nobody'}: {q.content_text}" for q in self.quotations)
        return "\n".join([self.text, *said])

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        with printer.group(4, "Article.of(", ")"):
            printer.break_()
            printer.pretty(self.text)
            for name, value in self._arguments().items():
                printer.text(",")
                printer.breakable()
                printer.text(f"{name}=")
                with printer.indent(len(name) + 1):
                    printer.pretty(value)


def _offsets(spans: Iterable[Span]) -> list[Offsets]:
    return [(span.start, span.end) for span in spans]
