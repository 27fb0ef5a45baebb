"""Writing a document as TEI."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping

from quotekit.arguments import check_kind
from quotekit.document import Document, Quotation, Span, Speaker
from quotekit.document.wire import Places
from quotekit.formats.marking import DEEPEST, Mark, Piece, Role, blocks, marks, walk
from quotekit.formats.tei.characters import NAMESPACE, declarations, escaped

_TAGS: dict[Role, str] = {"content": "said", "cue": "seg", "source": "rs"}
_LETTERS: dict[Role, str] = {"content": "q", "cue": "c", "source": "s"}
# The only white space allowed between paragraphs.
_BETWEEN = frozenset(" \t\n\r")


def to_tei(document: Document, *, title: str = "Untitled") -> str:
    """Return a document as TEI P5: speakers in the header, and the text with its attributions marked.

    A content is a ``<said>``, a cue a ``<seg type="cue">``, a source an ``<rs type="source">``. Content in
    several parts, and spans that cross each other or a paragraph's end, become several elements linked by
    ``next`` and ``prev``; those with the same ``n`` are parts of one span. ``cert`` is the confidence, and a
    ``<certainty>`` in the content that of the speaker. Characters that XML does not allow are ``<g>``
    elements. Empty spans are left out and so, with a warning, are those inside more than 24 others.

    >>> import quotekit
    >>> tei = to_tei(quotekit.attribute('"No," said Ann.'))
    >>> print(tei[tei.index('<p><said'):tei.index('<certainty')])
    <p><said xml:id="q0" who="#p0" direct="true" cert="..." ana="#direct #speech #r1" corresp="#c0 #s0">
    """
    check_kind("document", document, Document)
    check_kind("title", title, str)
    return "".join(_Tei(document).written(title))


class _Tei:
    def __init__(self, document: Document) -> None:
        self._document = document
        text, quotations = document.text, document.quotations
        self._marks = marks(_stretches(quotations))
        self._steps = list(walk(text, blocks(text, document.paragraphs), self._marks, exact=True))
        self._counts: dict[Mark, int] = {}
        for step in self._steps:
            if step.kind == "mark" and step.mark:
                self._counts[step.mark] = self._counts.get(step.mark, 0) + 1
        contents: dict[int, list[Mark]] = {}
        for mark in self._marks:
            if mark.role == "content":
                contents.setdefault(mark.of[0], []).append(mark)
        self._contents = {
            i: parts for i, parts in sorted(contents.items()) if all(part in self._counts for part in parts)
        }
        self._people = _People(document)
        kept = [quotations[i] for i in self._contents]
        self._types = dict.fromkeys(quotation.type for quotation in kept)
        self._acts = dict.fromkeys(quotation.act for quotation in kept)
        rules = dict.fromkeys(quotation.rule for quotation in kept if quotation.rule)
        self._rules = {rule: f"r{number}" for number, rule in enumerate(rules, start=1)}
        self._name_marks()
        if len(self._counts) < len(self._marks):
            warnings.warn(f"TEI: what stands in more than {DEEPEST} stretches is left out", stacklevel=3)

    def _name_marks(self) -> None:
        """Name every mark; note its place in its chain of elements and how long the chain is."""
        self._named: dict[Mark, tuple[str, int, int, int]] = {}
        self._shared: dict[tuple[int, int, Role], str] = {}
        for i, parts in self._contents.items():
            total, before = sum(self._counts[part] for part in parts), 0
            for number, part in enumerate(parts, start=1):
                self._named[part] = (f"q{i}", number, before, total)
                before += self._counts[part]
        numbers = {"cue": 0, "source": 0}
        for mark in self._marks:
            if (
                mark.role in numbers
                and mark in self._counts
                and not self._contents.keys().isdisjoint(mark.of)
            ):
                name = f"{_LETTERS[mark.role]}{numbers[mark.role]}"
                numbers[mark.role] += 1
                self._named[mark] = (name, 1, 0, self._counts[mark])
                self._shared[mark.start, mark.end, mark.role] = name

    def written(self, title: str) -> Iterator[str]:
        yield f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="{NAMESPACE}">\n<teiHeader>\n'
        yield f"<fileDesc>\n<titleStmt><title>{escaped(title)}</title></titleStmt>\n"
        yield "<publicationStmt><p>Unpublished.</p></publicationStmt>\n"
        yield "<sourceDesc><p>The text as given.</p></sourceDesc>\n</fileDesc>\n"
        yield '<encodingDesc>\n<editorialDecl><quotation marks="all"/></editorialDecl>\n'
        # They come before anything that points to them, so that one pass can read them.
        texts = (title, self._document.text, *self._rules, *self._people.names())
        yield from _listed("charDecl", declarations(texts))
        yield from _listed("classDecl", self._taxonomies())
        yield "</encodingDesc>\n"
        people = "".join(_listed("listPerson", self._people.written()))
        yield from _listed("profileDesc", [f"<particDesc>\n{people}</particDesc>"] if people else [])
        yield '</teiHeader>\n<text>\n<body xml:space="preserve">'
        yield from self._body()
        yield "</body>\n</text>\n</TEI>\n"

    def _taxonomies(self) -> Iterator[str]:
        types, acts = ({word: word for word in words} for words in (self._types, self._acts))
        for about, names in (("type", types), ("act", acts), ("rule", self._rules)):
            categories = [
                f'<category xml:id="{name}"><catDesc><term>{escaped(word)}</term></catDesc></category>'
                for word, name in names.items()
            ]
            if categories:
                yield f'<taxonomy n="{about}">\n' + "\n".join(categories) + "\n</taxonomy>"

    def _body(self) -> Iterator[str]:
        paragraphs = {span.start for span in self._document.paragraphs if len(span)}
        # Between paragraphs only white space may be bare; other text needs an element around it.
        bare = any(step.kind == "block" for step in self._steps)
        if not self._steps:
            yield "<ab/>"
        at, seen, tag = 0, dict.fromkeys(self._counts, 0), ""
        for place, step in enumerate(self._steps):
            if step.kind in ("block", "gap"):
                tag = "p" if at in paragraphs else "ab"
                if step.kind == "gap" and bare and _BETWEEN.issuperset(self._steps[place + 1].text):
                    tag = ""
                yield f"<{tag}>" if tag else ""
            elif step.kind in ("/block", "/gap"):
                yield f"</{tag}>" if tag else ""
            elif step.mark is None:
                yield escaped(step.text)
                at += len(step.text)
            elif step.mark in self._named:
                if step.kind == "mark":
                    yield self._opened(step, seen[step.mark])
                    seen[step.mark] += 1
                else:
                    yield f"</{_TAGS[step.mark.role]}>"

    def _opened(self, step: Piece, seen: int) -> str:
        mark = step.mark
        assert mark is not None
        name, number, before, total = self._named[mark]
        place = before + seen
        attributes = {"xml:id": _part(name, place)}
        if total > 1:
            attributes["n"] = str(number)
        if mark.role == "content":
            attributes |= self._said(mark.of[0], first=place == 0)
        else:
            attributes["type"] = mark.role
            speakers = (self._document.quotations[i].speaker for i in mark.of)
            if mark.role == "source" and (people := self._people.pointers(speakers)):
                attributes["ref"] = people
        if place > 0:
            attributes["prev"] = "#" + _part(name, place - 1)
        if place + 1 < total:
            attributes["next"] = "#" + _part(name, place + 1)
        opened = _tag(_TAGS[mark.role], attributes)
        if mark.role == "content" and place == 0 and "who" in attributes:
            degree = repr(float(self._document.quotations[mark.of[0]].speaker_confidence))
            opened += _tag("certainty", {"match": "../@who", "locus": "value", "degree": degree}, end="/>")
        return opened

    def _said(self, i: int, *, first: bool) -> dict[str, str]:
        quotation = self._document.quotations[i]
        who = self._people.pointers([quotation.speaker])
        attributes = {"who": who} if who else {}
        attributes["direct"] = "true" if quotation.type == "direct" else "false"
        if not first:
            return attributes
        if 0 <= quotation.confidence <= 1:
            attributes["cert"] = repr(float(quotation.confidence))
        interpretations = [quotation.type, quotation.act, *filter(None, [self._rules.get(quotation.rule)])]
        attributes["ana"] = " ".join(f"#{name}" for name in interpretations)
        related = [
            self._shared.get((span.start, span.end, role))
            for role, spans in _roles(quotation)
            for span in spans
        ]
        if quotation.inside in self._contents:
            related.append(f"q{quotation.inside}")
        if pointers := " ".join(f"#{name}" for name in related if name):
            attributes["corresp"] = pointers
        return attributes


class _People:
    """Speakers by their names in the file: p0, p1 …"""

    def __init__(self, document: Document) -> None:
        self._places = Places(document.speakers)
        for quotation in document.quotations:
            # A document made by hand or by another resolver may not list its speakers.
            if quotation.speaker is not None:
                self._places.number(quotation.speaker)

    def names(self) -> Iterator[str]:
        for speaker in self._places.speakers:
            yield from (speaker.name, *speaker.aliases)

    def pointers(self, speakers: Iterable[Speaker | None]) -> str:
        places = dict.fromkeys(self._places.number(one) for one in speakers if one is not None)
        return " ".join(f"#p{place}" for place in places)

    def written(self) -> Iterator[str]:
        for place, speaker in enumerate(self._places.speakers):
            tag, name, about = {
                "person": ("person", "persName", ""),
                "unnamed": ("person", "persName", ' role="unnamed"'),
                "group": ("personGrp", "persName", ""),
                "organisation": ("org", "orgName", ""),
            }.get(speaker.kind, ("org", "orgName", f' type="{speaker.kind}"'))
            names = [f"<{name}>{escaped(speaker.name)}</{name}>"]
            names += [f'<{name} type="alias">{escaped(alias)}</{name}>' for alias in speaker.aliases]
            yield f'<{tag} xml:id="p{place}"{about}>' + "".join(names) + f"</{tag}>"


def _stretches(quotations: Iterable[Quotation]) -> Iterator[tuple[int, Role, tuple[Span, ...]]]:
    for i, quotation in enumerate(quotations):
        if any(len(span) for span in quotation.content):
            yield i, "content", quotation.content
            yield from ((i, role, spans) for role, spans in _roles(quotation))


def _roles(quotation: Quotation) -> tuple[tuple[Role, tuple[Span, ...]], ...]:
    return ("cue", quotation.cue), ("source", quotation.source)


def _tag(name: str, attributes: Mapping[str, str], end: str = ">") -> str:
    return f"<{name} " + " ".join(f'{key}="{value}"' for key, value in attributes.items()) + end


def _part(name: str, place: int) -> str:
    return f"{name}.{place + 1}" if place else name


def _listed(tag: str, items: Iterable[str]) -> Iterator[str]:
    lines = list(items)
    if lines:
        yield f"<{tag}>\n" + "\n".join(lines) + f"\n</{tag}>\n"
