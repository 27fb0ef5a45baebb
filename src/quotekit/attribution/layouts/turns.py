"""Turns: what is said between the labels of a text, paragraph by paragraph, and whether it is speech."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

import attrs
import regex

from quotekit import lexicon
from quotekit.attribution.layouts.examinations import Parties
from quotekit.attribution.layouts.labels import Label
from quotekit.attribution.rules.rates import counted
from quotekit.document import Quotation, Span, Tokenized
from quotekit.lexicon.turnlabels import roles, sorts_of

RULE = "transcript"
"""The beginning of the `rule` of turns, followed by the form of the label: ``transcript/colon``."""

# Lines that nobody says: stage directions, horizontal rules, page numbers.
_ASIDE = regex.compile(
    r"[\[(][^\[\]()]{0,300}[\])]\.?|[*_]{1,2}[\[(][^\[\]()\n]{0,300}[\])][*_]{1,2}|[\W_]{1,200}|(?:[Pp]age\s|[-–—]\s?)?\d{1,4}(?:\s?[-–—])?|\{\p{L}+\}\s+\d{1,4}"
    r"|(?i:this (?:interview|transcript|conversation) (?:has been|was) [^\n]{0,200})"
    # *Enter the GHOST*, *Exeunt*; *The meeting rose at 6 p.m.*
    r"|(?:(?:Re-)?[Ee]nter|Exit|Exeunt)\b(?=[^\n]*\b\p{Lu}{2}|[ ](?:all|both)\b|[.,]?\Z|,)[^\n]{0,200}"
    r"|(?:The[ ])?(?:Court|[Hh]earing|[Hh]ouse|[Mm]eeting|[Pp]roceedings|[Ss]ession|[Ss]itting)[ ]"
    r"(?:was[ ]|were[ ])?(?:adjourned|divided|reconvened|recessed|resumed|rose|suspended)"
    r"(?:[ ](?:at|for|from|until)[ ][^\n]{1,80}|\.)"
    # What programmes for chats write: *<Media omitted>*, *12/03/2026, 09:21 - Ann Lee left*.
    r"|<[^<>\n]{1,40}>|(?:image|video|audio|sticker|GIF)[ ]omitted"
    r"|\[?\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?[ ]\d{1,2}:\d{2}[^\n]{0,200}"
)
_WORD = regex.compile(r"\p{L}{1,30}(?:['’]\p{L}{1,3}\b)?")
# What may begin a line that is no sentence of its own.
_WITHIN = regex.compile(r"\p{Ll}|I\b")
_PERSONS = regex.compile(r"\b(?:I|we|you|my|our|your|us|me)\b", regex.IGNORECASE)
_SHORTEST, _LOOKED_AT = 80, 400
# More words than this are a sentence even without a full stop.
_SENTENCE = 5
# How sentences end, and what may stand behind them.
FINAL = frozenset('.?!…"”’»):;')
# What is quoted within a turn is another's.
_QUOTED = regex.compile(r"“[^“”]{0,400}(?:”|\Z)|\"[^\"]{0,400}(?:\"|\Z)|«[^«»]{0,400}(?:»|\Z)")
# Questions and calls; *no* alone, not *no flowers*.
_SAID = regex.compile(r"[?!]|\b[Nn]o\b(?![ ]\p{L})|\b[Gg]ood (?:day|morning|afternoon|evening|night)\b")
_MINUTES = regex.compile(r"\b\d{1,2}[:.](\d{2})\b(?![:.]\d)")
_CHAIR = regex.compile(r"(?:Mr|Madam|Mrs|Ms)\.?[ \xa0](?:Speaker|President|Chair\p{L}{0,5})\b")
_OWN = regex.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]yself)\b")
_YOURS = regex.compile(r"\b(?i:you|yours?|sir|ma['’]am)\b")
_FAQ = regex.compile(r"\bFAQs?\b|(?i:frequently asked|common questions)")
# In so few turns nobody need say *I*, *you* or *yes*; in more, one in so many does.
_FEW, _RARELY = 3, 10
# The least questions that are frequently asked.
_PAIRS = 2
# Every fifth word of English is a function word, or more.
_ENGLISH = 5
# Speakers go on for several paragraphs where turns have, for each, this many more than one.
_GOING_ON = 0.2


@attrs.frozen
class Turn:
    """Hold one turn: its label and the paragraphs of its speech."""

    label: Label
    said: tuple[Span, ...]


@attrs.frozen
class Script:
    """Hold the turns of a text; `whole` tells whether all the text from first to last belongs to them."""

    turns: tuple[Turn, ...]
    whole: bool

    def regions(self, text: str) -> list[Span]:
        """Return the regions that the turns cover, including their labels."""
        spans = [Span(turn.label.line, turn.said[-1].end, text) for turn in self.turns]
        return [Span(spans[0].start, spans[-1].end, text)] if self.whole and spans else spans

    def quotations(self, tokenized: Tokenized) -> Iterator[Quotation]:
        """Return a quotation for each turn."""
        text, rate = tokenized.text, counted().rules[RULE]
        parties = Parties(text, self.turns[0].label.start if self.turns else 0)
        for turn in self.turns:
            source, cue = parties.speaker(turn.label)
            yield Quotation(
                content=turn.said,
                cue=() if cue is None else (Span(*cue, text),),
                source=() if source is None else (Span(*source, text),),
                confidence=rate,
                rule=f"{RULE}/{turn.label.form}",
            )


class Paragraphs:
    """Find the speech between labels, paragraph by paragraph."""

    def __init__(self, tokenized: Tokenized, breaks: Sequence[int], *, listed: bool = False) -> None:
        """Take the offsets of the lines that nobody says, and whether the text lists who is present."""
        self.text = tokenized.text
        self._spans = tokenized.paragraphs
        self._starts = [span.start for span in tokenized.paragraphs]
        self._ends = [span.end for span in tokenized.paragraphs]
        self._breaks = breaks
        self.listed = listed
        self._opening = frozenset(self._starts)

    def share(self, labels: Sequence[Label]) -> float:
        """Return the share of paragraphs with a label, from the first label to the last."""
        turns = list(self._turns(labels))[:-1]
        return len(turns) / (sum(len(turn.said) for turn in turns) or 1) if turns else 0.0

    def script(self, labels: Sequence[Label], *, whole: bool) -> Script | None:
        """Return the turns of these labels; of a text that is no transcript, a paragraph for each."""
        turns = _rejoined(turn for turn in self._turns(labels) if turn.said)
        if not turns:
            return None
        if not whole:
            own = (turn for turn in turns if turn.label.opens <= turn.said[0].start < self._end(turn.label))
            turns = [Turn(turn.label, turn.said[:1]) for turn in own if self._opens(turn.label)]
            return Script(tuple(turns), whole=False) if turns else None
        more = sum(len(turn.said) - 1 for turn in turns[:-1])
        if len(turns) > 1 and more < _GOING_ON * len(turns) and labels[-1].form != "interview":
            turns[-1] = Turn(turns[-1].label, turns[-1].said[:1])
        return Script(tuple(turns), whole=True)

    def _end(self, label: Label) -> int:
        return self._ends[bisect_right(self._starts, label.start) - 1]

    def _opens(self, label: Label) -> bool:
        """Tell whether a label opens its paragraph."""
        return label.line in self._opening

    def speaks(self, labels: Sequence[Label]) -> bool:
        """Tell whether most labels are followed by sentences rather than a number or a few words."""
        said = [turn.said[0] for turn in self._turns(labels) if turn.said]
        long = (len(_WORD.findall(span.text[:_LOOKED_AT])) for span in said)
        return 2 * sum(
            words > _SENTENCE or (words > 0 and span.text[-1] in FINAL)
            for words, span in zip(long, said, strict=True)
        ) > len(said)

    def lists(self, labels: Sequence[Label]) -> bool:
        """Tell whether labels are followed by what is told of them, as in a glossary, a recipe or short news.

        Hardly anybody says *I*, *you* or *yes* or asks a question there; and most entries begin small or are
        names or numbers, or most labels are places, or none comes back, or few are people's known names.
        """
        turns = [turn for turn in self._turns(labels) if turn.said]
        texts = [_QUOTED.sub(" ", turn.said[0].text[:_LOOKED_AT]) for turn in turns]
        spoken = sum(map(_is_spoken, texts))
        if 2 * spoken >= len(turns):
            return False
        if labels[0].timed and not spoken and self._on_the_five(labels):
            return True
        # In chats and notes too hardly any line begins with a capital.
        small = 0 if self.listed or (spoken and labels[0].timed) else sum(map(_is_entry, texts))
        places = sum(turn.label.name.lower() in lexicon.read("places") for turn in turns)
        if 2 * max(small, places) > len(turns):
            return True
        if self.listed or len(turns) < _FEW or _RARELY * spoken >= len(turns):
            return False
        # Moll is Ida Moll, who comes back.
        if len({turn.label.key.rpartition(" ")[2] for turn in turns}) == len(turns):
            return True
        if len(turns) == _FEW:
            return False
        people = sum(turn.label.official or turn.label.called or bool(turn.label.part) for turn in turns)
        return (3 * people < len(turns) and _is_english(texts)) or not (spoken or self.speaks(labels))

    def _on_the_five(self, labels: Sequence[Label]) -> bool:
        """Tell whether the times before labels are all multiples of five minutes, as in a programme."""
        times = [_MINUTES.search(self.text, one.line, one.start) for one in labels]
        return all(time is not None and time[1][-1] in "05" for time in times)

    def address_chair(self, labels: Sequence[Label]) -> bool:
        """Tell whether what is said begins with *Mr. Speaker* or *Madam President*."""
        return all(_CHAIR.match(turn.said[0].text) for turn in self._turns(labels) if turn.said)

    def names_parties(self, asked: Sequence[Label]) -> bool:
        """Tell whether the text names somebody who asks or answers."""
        return any(one.asks for one in asked) and Parties(self.text, asked[0].start).named

    def answer_nobody(self, asked: Sequence[Label]) -> bool:
        """Tell whether nobody in particular asks and answers, as in frequently asked questions.

        Then no answer says *I*, and a question does, or none says *you*.
        """
        if sum(one.asks for one in asked) < _PAIRS or self.names_parties(asked):
            return False
        questions: list[str] = []
        answers: list[str] = []
        for turn in self._turns(asked):
            kind = questions if turn.label.asks else answers
            kind += [_QUOTED.sub(" ", span.text[:_LOOKED_AT]) for span in turn.said]
        if len(answers) < _PAIRS or any(map(_OWN.search, answers)):
            return False
        announced = _FAQ.search(self.text, max(0, asked[0].line - _LOOKED_AT), asked[0].line)
        return bool(announced) or any(map(_OWN.search, questions)) or not any(map(_YOURS.search, questions))

    def fill(self, labels: Sequence[Label]) -> bool:
        """Tell whether most of the text's paragraphs have a label."""
        return 2 * len(labels) > len(self._spans)

    def addresses(self, labels: Sequence[Label]) -> bool:
        """Tell whether a third of the text under labels is in the first or second person."""
        said = [turn.said[0] for turn in self._turns(labels) if turn.said]
        return 3 * sum(bool(_PERSONS.search(span.text[:_LOOKED_AT])) for span in said) > len(said)

    def _turns(self, labels: Sequence[Label]) -> Iterator[Turn]:
        """Return the turns, each up to the next label or to a line that nobody says."""
        stops = [one.line for one in labels[1:]] + [len(self.text)]
        for one, stop in zip(labels, stops, strict=True):
            at = bisect_left(self._breaks, one.opens)
            if at < len(self._breaks):
                stop = min(stop, self._breaks[at])
            yield Turn(one, tuple(self._between(one.opens, stop)))

    def _between(self, start: int, stop: int) -> list[Span]:
        """Return the parts of paragraphs in a range, without white space, type marks and asides.

        Lines of a narrow column are one part.
        """
        said: list[Span] = []
        at = max(bisect_right(self._starts, start) - 1, 0)
        while at < len(self._spans) and self._starts[at] < stop:
            low, high = max(self._starts[at], start), min(self._ends[at], stop)
            while low < high and self.text[high - 1].isspace():
                high -= 1
            while low < high and self.text[low].isspace():
                low += 1
            if low < high and not _is_unsaid(self.text, low, high):
                if said and _goes_on(self.text, said[-1].end, low):
                    low = said.pop().start
                said.append(Span(low, high, self.text))
            at += 1
        return said


def _rejoined(turns: Iterable[Turn]) -> list[Turn]:
    """Join the turns of one speaker that cut a sentence, as subtitles with a name in each do."""
    joined: list[Turn] = []
    for turn in turns:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.label.key == turn.label.key
            and turn.said[0].text[0].islower()
            and before.said[-1].text[-1] not in FINAL
        ):
            joined[-1] = Turn(before.label, (*before.said, *turn.said))
        else:
            joined.append(turn)
    return joined


def _goes_on(text: str, before: int, start: int) -> bool:
    """Tell whether a line goes on with the sentence that the line before does not end."""
    return (
        _WITHIN.match(text, start) is not None
        and text[before - 1] not in FINAL
        and text[before:start].isspace()
        and text.count("\n", before, start) == 1
    )


def _is_unsaid(text: str, start: int, end: int) -> bool:
    """Tell whether a paragraph among turns is not speech: *(Laughter.)*, *ACT II*, *Prepared remarks*."""
    if _ASIDE.fullmatch(text, start, end):
        return True
    said = text[start : min(end, start + _SHORTEST)]
    if end - start >= _SHORTEST or said[-1] in FINAL:
        return False
    return (said.isupper() and len(said.split()) > 1) or not sorts_of(said).isdisjoint(("list", "other"))


def _is_entry(text: str) -> bool:
    """Tell whether a text begins small, with a number or with what somebody is, or is names and numbers."""
    words = _WORD.findall(text)
    if text[:1].islower() or text[:1].isdigit() or (len(words) > 1 and not any(map(str.islower, words))):
        return True
    first = [word.lower() for word in words[:2] if word.lower() not in ("a", "an", "the")]
    return len(words) > 2 and bool(first) and first[0] in roles()


def _is_spoken(text: str) -> bool:
    """Tell whether a text is said to somebody rather than about somebody, by its words and signs."""
    words = (word.lower().replace("’", "'") for word in _WORD.findall(text))
    return bool(_SAID.search(text)) or any(word in lexicon.read("spoken-words") for word in words)


def _is_english(texts: Sequence[str]) -> bool:
    words = [word.lower() for text in texts for word in _WORD.findall(text)]
    return _ENGLISH * sum(word in lexicon.read("function-words") for word in words) > len(words)
