"""Labels: the beginnings of lines that name their speaker.

Every form is one pattern that is tried at the start of a line. Only the other lines can tell whether the line
is a turn: a label here is just a candidate.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import regex

from quotekit import lexicon
from quotekit.lexicon.turnlabels import sorts_of
from quotekit.lexicon.verbs import classes, saying

# A clock time, perhaps with a day, a range and brackets around it.
_TIME = r"\d{1,2}(?::\d{2}){1,2}(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_DAY = r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?\s|(?:Today|Yesterday)\sat\s)?"
_STAMP = rf"[\[(]?{_DAY}{_TIME}(?:\s?(?:-->|[-–—])\s?{_TIME})?[\])]?"
# How long ago, in place of a time: *3h*, *2 days ago*.
_AGO = r"\d{1,2}(?:[smhdwy]|mo|\s(?:min|hr|sec|hour|day|week|month|year)\p{L}{0,4}\.?)(?:\sago)?"
# The signs of bold and italic type, in Markdown and in HTML.
_TYPE = r"\*{1,3}|_{1,3}|</?(?:b|i|em|strong)>"
# What may precede a label: a line number, a bullet, a time, signs of bold and italic type.
_LEAD = (
    rf"(?:\d{{1,3}}[ \t]{{2,}})?(?:[-•·*>–—]{{1,2}}\s+|[\"“])?(?:(?P<before>{_STAMP})\s*[-–—|]?\s*)?"
    rf"(?P<type>{_TYPE})?"
)
_WORD = r"[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}\p{N}.'’&/_-]{0,30}+"
_SMALL = (
    r"(?:a|al|an|and|at|bin|by|d[aeiou]s?|dell?[ao]?|den|der|el|et|for|hon\.?|honou?rable|in|l[aeo]s?|of|on|pro|tempore|the|to|und|v[ao]n|y|zu"
    r"|№|#?\d{1,4}|[“\"]\p{L}{1,20}[”\"])(?![\p{L}\p{N}])"
)
_NAME = rf"(?P<name>{_WORD}(?:[ \xa0](?:{_SMALL}|{_WORD})){{0,11}})"
# What the person is: (D-Ohio), [Labour], (Aside), or after a comma *CNN host*.
_PART = r"(?P<part>(?:[ \xa0]?[(\[](?!\d)[^()\[\]\n]{1,80}[)\]]){1,3}|,[ \xa0][^:：\n\"“”«]{1,60})?"
# The same after a dash or a bar, if the label has a line of its own.
_BESIDE = r"(?P<beside>[ \xa0](?:--|[-–—|·•])[ \xa0][^\n:]{1,90})?"
_CLOSED = rf"(?:{_TYPE})?"

_COLON = regex.compile(
    rf"{_LEAD}\[?{_NAME}\]?{_PART}(?:\s{{1,3}}(?P<after>{_STAMP}))?{_CLOSED}[ \xa0]?(?P<cue>[:：]){_CLOSED}"
    r"(?:\s+|(?=[\"“«„]|\Z)|(?<=：))"
)
# An examiner beside the letter: *Q. (By Mr. Lee)*, *Q. BY MR. LEE:*, *BY MR. LEE: Q.*;
# *MR. LEE: A boat came* is no answer.
_EXAMINER = rf"{_WORD}(?:[ \xa0]{_WORD}){{0,3}}"
# A dash before a full name alone is not that of a question: *Q - Ann Lee*, over what she asks.
_FULL_NAME = rf"{_WORD}(?:[ \xa0]{_WORD}){{1,3}}"
_EXAMINED = regex.compile(
    rf"{_LEAD}(?:(?:(?i:by)\s+)?(?P<by>{_EXAMINER}):\s+(?=Q\b|A(?:[.:]|\s{{2}})))?(?P<name>[QA]\d{{0,3}}|{_WORD})"
    rf"(?:(?P<cue>[.:]|\s?[—–-](?!\s+{_FULL_NAME}\s*\Z))|(?=\s{{2}}|\t)"
    rf"|(?<=\b[QA])(?=[ ][^\s—–-])(?![ ][\p{{Lu}} ]{{2,40}}:)){_CLOSED}\s+"
    rf"(?:\((?:(?i:by)\s|(?=(?i:m[rs]s?|dr)\.?\s))(?P<by>[^()\n]{{1,40}}?):?\):?\s*|(?i:by)\s(?P<by>{_EXAMINER}):\s+)?"
)
_TITLED = (
    r"(?P<title>\p{Lu}\p{L}{0,20}\.?)[ \xa0](?:(?:\p{Lu}\.|\p{Lu}[\p{L}'’-]{1,30})[ \xa0]){0,2}"
    r"\p{Lu}[\p{L}'’-]{1,30}"
)
_STOPPED = regex.compile(
    r"(?P<name>(?:The|Le|La|El)[ \xa0](?:\p{Lu}\p{Ll}{2,15}[ \xa0]){0,2}"
    r"\p{Lu}[\p{Lu}'’-]{2,30}(?:[ \xa0](?:\p{Lu}{2,30}|of|pro|tempore)){0,5}"
    rf"|{_TITLED}"
    r"|\p{Lu}[\p{Lu}'’-]{2,30}(?:[ \xa0]\p{Lu}[\p{Lu}.'’-]{0,30}){0,3}|\p{Lu}\p{Ll}{2,15})"
    r"(?P<part>[ \xa0]of[ \xa0]\p{Lu}\p{L}{1,20}(?:[ \xa0]\p{Lu}\p{L}{1,20}){0,2}"
    r"|[ \xa0][(\[][^()\[\]\n]{1,80}[)\]])?"
    r"(?P<cue>\.)[—–]?(?:[ \xa0]\((?P<aside>[^()\n]{1,60})\))?\s+(?=\S)"
)
_DASHED = regex.compile(rf"{_LEAD}{_NAME}{_PART}{_CLOSED}[ \xa0](?P<cue>[—–-]{{1,2}})\s+(?=\S)")
# As the European Parliament writes its debates down: *Ann Lee (PPE). – Mr President, …*.
_RECORDED = regex.compile(
    rf"{_NAME}(?P<part>[ \xa0][(\[][^()\[\]\n]{{1,60}}[)\]]|,[ \xa0][^:\n\"“”«.]{{1,90}})?"
    r"(?:\.|(?<=\.))[ \xa0](?P<cue>[—–-]{1,2})\s+(?=\S)"
)
# As programmes for chats write them out: *10:02 From Ann Lee to Everyone:*, *10:02 - +44 20 7946 0000:*.
_SENT = regex.compile(
    rf"(?P<before>{_STAMP})\s*[-–—|]?\s*"
    rf"(?:From\s+(?P<name>{_WORD}(?:[ \xa0](?:{_SMALL}|{_WORD})){{0,4}}?){_PART}\s+[Tt]o\s+[^:\n]{{1,60}}?"
    r"|(?P<name>\+\d[\d \xa0()\u2011-]{6,18}\d))\s?(?P<cue>:)\s+(?=\S)"
)
_CHAT = regex.compile(
    rf"(?:(?P<before>{_STAMP})\s*)?(?P<cue><)(?:[QA][ ][-–—][ ])?(?P<name>[^<>\s][^<>\n]{{0,30}})>:?\s+(?=\S)"
)
_NICK = regex.compile(
    rf"(?:(?P<before>{_STAMP})\s*)?@?(?P<name>\p{{Ll}}[\p{{L}}\p{{N}}_.-]{{1,20}})(?P<cue>:)\s+(?=\S)"
)
_HEADING = regex.compile(
    rf"(?:\#{{1,6}}\s+)?(?:[QA][ ][-–—][ ])?{_LEAD}{_NAME}{_PART}{_BESIDE}{_CLOSED}"
    rf"(?:(?:[ \t\xa0]*[-–—|·•,][ \t]*|[ \t\xa0]+)(?P<after>{_STAMP}|{_AGO}))?:?{_CLOSED}\s*\Z"
)
# Nicknames, and names in brackets, need a time.
_TIMED_HEADING = regex.compile(
    rf"(?:(?:u/|@)?(?P<name>\p{{Ll}}[\p{{L}}\p{{N}}_.-]{{1,20}})|\[{_NAME}\])"
    rf"(?:[ \t\xa0]*[-–—|·•,][ \t]*|[ \t\xa0]+)(?P<after>{_STAMP}|{_AGO})\s*\Z"
)
# The rest of *Lee, Ann*.
_GIVEN_LAST = regex.compile(rf",[ \xa0](?P<given>{_WORD})(?=\Z|[ \xa0][(\[])")
_NO_NAMES = frozenset({"by", "dear", "examination", "act", "scene"})

# Labels are short: the most characters of a line that are examined.
LONGEST = 180


class Label(NamedTuple):
    """Hold a label: the start of its line and of its name, its cue, and where the speech begins.

    `form` is the way in which it is written, `part` its words about the person; `cue` is None if the line end
    is the only sign. `timed` tells whether there is a time beside it, and `set_off` whether it is bold,
    italic or a heading. `examiner` is where the examiner is named, as in ``Q. (By Mr. Lee)``.
    """

    form: str
    line: int
    start: int
    end: int
    cue: tuple[int, int] | None
    opens: int
    name: str
    part: str = ""
    timed: bool = False
    set_off: bool = False
    examiner: tuple[int, int] | None = None

    @property
    def key(self) -> str:
        """Return the name without case and titles, which is equal for all labels of one speaker."""
        words = self.name.casefold().split()
        while len(words) > 1 and is_title(words[0]):
            words = words[1:]
        return " ".join(words)

    @property
    def asks(self) -> bool:
        """Tell whether the label is that of a question: *Q.*, *Question:*, *Q12*."""
        return "question" in sorts_of(self.name.rstrip("0123456789"))

    @property
    def capitals(self) -> bool:
        """Tell whether the name is in capitals, apart from a title or a particle."""
        letters = [word for word in self.name.split() if word[0].isupper() and not is_title(word)]
        return any(len(word) > 1 for word in letters) and all(map(str.isupper, letters))

    @property
    def personal(self) -> bool:
        """Tell whether the label is that of a person: a title, a known given name or a role."""
        return self.official or self._given

    @property
    def called(self) -> bool:
        """Tell whether the label begins with a known given name; in capitals it may be a surname."""
        return self._given and not self.capitals

    @property
    def _given(self) -> bool:
        return _is_given(self.name.split()[0])

    @property
    def official(self) -> bool:
        """Tell whether the label has a title or is a role: *MS. LEE*, *THE WITNESS*."""
        words = self.name.split()
        return not sorts_of(self.name).isdisjoint(("role", "question", "answer")) or (
            len(words) > 1 and is_title(words[0])
        )


def label(text: str, start: int, end: int) -> Label | None:
    """Return the label at the beginning of the line ``text[start:end]``, if any."""
    stop = min(end, start + LONGEST)
    # One search spares most lines of prose four matches.
    for form in _FORMS if _SIGN.search(text, start, stop) else _UNSIGNED:
        match = _FORMS[form].match(text, start, stop)
        # What is in the brackets of *<.>* is no name.
        if match is not None and (found := _READ[form](match)) is not None and found.name:
            return found
    return None


def heading(text: str, start: int, end: int) -> Label | None:
    """Return a line that is just a label: a name, perhaps with a time or with what the person is."""
    if end - start > LONGEST // 2 or text[end - 1] in ".?!;,…":
        return None
    match = _HEADING.match(text, start, end) or _TIMED_HEADING.match(text, start, end)
    if match is None:
        return None
    sorts = sorts_of(match["name"])
    if sorts and "role" not in sorts:
        return None
    found = _labelled("heading", match, opens=end)
    inverted = _GIVEN_LAST.match(found.part)
    if inverted and " " not in found.name and _is_given(inverted["given"]):
        close = found.end + inverted.end()
        found = found._replace(end=close, name=text[found.start : close], part=found.part[inverted.end() :])
    return found._replace(cue=None, set_off=found.set_off or text[start] == "#")


def _labelled(form: str, match: regex.Match[str], *, opens: int = -1) -> Label:
    groups = match.groupdict()
    start, end = match.span("name")
    while match.string[end - 1] in ".-’'/&_" and not _is_short(match.string[start:end]):
        end -= 1
    return Label(
        form=form,
        line=match.start(),
        start=start,
        end=end,
        cue=match.span("cue") if groups.get("cue") else None,
        opens=match.end() if opens < 0 else opens,
        name=match.string[start:end],
        part=groups.get("part") or groups.get("beside") or "",
        timed=bool(groups.get("before") or groups.get("after")),
        set_off=bool(groups.get("type")),
    )


def _is_short(name: str) -> bool:
    return name.endswith(".") and name.rpartition(" ")[2].removesuffix(".").lower() in lexicon.read(
        "abbreviated-suffixes"
    )


def _colon(match: regex.Match[str]) -> Label | None:
    found = _labelled("colon", match)
    # After a comma is what a speaker in capitals is, or where somebody in a list lives.
    return None if found.part.startswith(",") and not (found.capitals or found.personal) else found


def _examined(match: regex.Match[str]) -> Label | None:
    if sorts_of(match["name"].rstrip("0123456789")).isdisjoint(("question", "answer")):
        return None
    found = _labelled("examination", match)
    return found._replace(examiner=match.span("by") if match["by"] else None)


def _stopped(match: regex.Match[str]) -> Label | None:
    name = match["name"]
    if match["title"] and not name.isupper():
        return _labelled("stop", match) if is_title(match["title"]) else None
    if " " not in name and not name.isupper() and "role" not in sorts_of(name):
        return None
    # *DEPOSITION OF DR. ANN LEE*: the stop is the title's.
    titled = name.rpartition(" ")[2].lower() in lexicon.read("abbreviated-titles")
    return None if titled or "other" in sorts_of(name) else _labelled("stop", match)


def _recorded(match: regex.Match[str]) -> Label | None:
    return None if "other" in sorts_of(match["name"]) else _labelled("record", match)


def _dashed(match: regex.Match[str]) -> Label | None:
    return _labelled("dash", match)


def _chat(match: regex.Match[str]) -> Label | None:
    return _labelled("chat", match)


def _nick(match: regex.Match[str]) -> Label | None:
    return None if sorts_of(match["name"]) else _labelled("nick", match)


_FORMS = {
    "record": _RECORDED,
    "sent": _SENT,
    "examination": _EXAMINED,
    "colon": _COLON,
    "chat": _CHAT,
    "stop": _STOPPED,
    "dash": _DASHED,
    "nick": _NICK,
}
# Labels of these forms need no colon, dash or bracket; all others have one.
_UNSIGNED = ("examination", "stop")
_SIGN = re.compile(r"[:：<]|[ \xa0][—–-]")
_READ = {
    "record": _recorded,
    "sent": _colon,
    "examination": _examined,
    "colon": _colon,
    "chat": _chat,
    "stop": _stopped,
    "dash": _dashed,
    "nick": _nick,
}


def is_nobody(label: Label) -> bool:
    """Tell whether a label names nobody: *Contact*, *BY MR. LEE*, or a clause as in *Added Ann Lee*."""
    sorts = sorts_of(label.name)
    if sorts:
        return sorts.isdisjoint(("role", "question", "answer"))
    words = label.name.lower().split()
    clause = len(words) > 1 and saying(words[0]) is not None and classes()[words[0]] in ("V", "E")
    return (
        clause
        or words[0] in _NO_NAMES
        or (words[0] in lexicon.read("function-words") and len(words) > 1 and words[0] != "the")
    )


def is_office(name: str) -> bool:
    """Tell whether a label is an office rather than a name: *The Minister for Ports*."""
    first, *others = name.split()
    ranked = others[:1] in (["of"], ["for"]) and "role" in sorts_of(first)
    return first.lower() == "the" or ranked or "role" in sorts_of(name)


def is_title(word: str) -> bool:
    """Tell whether a word may precede a surname: *Mr.*, *Senator*."""
    return word.rstrip(".").casefold() in lexicon.read("titles")


def _is_given(word: str) -> bool:
    return word.lower() in lexicon.first_column("given-names")
