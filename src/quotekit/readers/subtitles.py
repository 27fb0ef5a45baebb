"""Subtitles: WebVTT and SRT as turns with times."""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import attrs
import regex

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMING = re.compile(rf"({_TIME})[ \t]+-->[ \t]+({_TIME})")
# Empty lines end a subtitle, and so does the time of the next, with its number.
_END = re.compile(rf"\n[ \t]*\n|\n(?=(?:\d{{1,6}}[ \t]*\n)?{_TIME}[ \t]+-->)")
# WebVTT's tag for a voice, with the name: *<v.loud Ann>*; and any other tag.
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,40})?[ \t]([^<>\n]{1,80})>")
_TAG = re.compile(r"</?[a-zA-Z0-9][^<>\n]{0,80}>")
# A label: *ANN:*, *>> Bo Khan:*.
_NAMED = regex.compile(r"(?:>>[ \t]*|-[ \t]*)?\p{Lu}[\w.'’ -]{0,40}:\s")
# A line in which another person speaks, and the sign for that in broadcasts.
_DASHED = re.compile(r"^[ \t]*[-–—][ \t]*(?=\S)", re.MULTILINE)
_CHEVRONS = re.compile(r"\A>>[ \t]*(?=\S)")


@attrs.frozen(kw_only=True)
class Time:
    """Hold the time, in seconds, of the text from `start` to before `end` (code points)."""

    start: int
    end: int
    begins: float
    ends: float


def time_between(times: Sequence[Time], start: int, end: int) -> Time | None:
    """Return the time from the first to the last of `times` that overlaps a range, or None if none does.

    `times` are in text order.

    >>> times = [Time(start=0, end=9, begins=1.0, ends=2.5), Time(start=10, end=19, begins=3.0, ends=4.0)]
    >>> time_between(times, 4, 15)
    Time(start=0, end=19, begins=1.0, ends=4.0)
    """
    first = bisect_right(times, start, key=lambda time: time.end)
    last = bisect_left(times, end, key=lambda time: time.start) - 1
    if first > last:
        return None
    opening, closing = times[first], times[last]
    return Time(start=opening.start, end=closing.end, begins=opening.begins, ends=closing.ends)


def subtitles(source: str) -> tuple[str, tuple[Time, ...]]:
    r"""Return the text of subtitles, with a paragraph for each voice, and the times of its parts.

    >>> text, times = subtitles("WEBVTT\n\n00:01.000 --> 00:03.500\n<v Ann>It is over.")
    >>> text, times[0].begins, times[0].ends
    ('Ann: It is over.', 1.0, 3.5)
    """
    pieces: list[str] = []
    times: list[Time] = []
    length = 0
    speaking = ""
    for block in _END.split(source.replace("\r\n", "\n")):
        timing = _TIMING.search(block)
        if timing is None:
            continue
        time = (_seconds(timing[1]), _seconds(timing[2]))
        for voice, said, opens in _voices(block[timing.end() :].partition("\n")[2]):
            label = f"{voice}: " if voice != speaking and voice else ""
            speaking = voice
            lead = "" if not pieces else "\n\n" if label or opens else " "
            pieces.append(lead + label + said)
            start = length + len(lead)
            length += len(pieces[-1])
            times.append(Time(start=start, end=length, begins=time[0], ends=time[1]))
    return "".join(pieces), tuple(times)


def _voices(cue: str) -> Iterator[tuple[str, str, bool]]:
    """Return the voices of a cue: the name or nothing, what is said, and whether it opens a turn."""
    before, *voiced = _VOICE.split(cue)
    parts = _lines(_plain(before))
    for at, part in enumerate(parts):
        shared = len(parts) > 1 and (at > 0 or _DASHED.match(part) is not None)
        yield "", _CHEVRONS.sub("", part), shared or _opens_turn(part)
    for voice, said in zip(voiced[::2], voiced[1::2], strict=True):
        if plain := " ".join(_plain(said).split()):
            yield voice.strip(), _CHEVRONS.sub("", plain), False


def _lines(said: str) -> list[str]:
    """Return a cue cut before the lines that begin with a name, and before dashes if there are several."""
    dashed = len(_DASHED.findall(said)) > 1
    parts: list[str] = []
    for line in filter(None, map(str.strip, said.split("\n"))):
        if not parts or _opens_turn(line) or (dashed and _DASHED.match(line)):
            parts.append(line)
        else:
            parts[-1] += f" {line}"
    return [" ".join(part.split()) for part in parts]


def _plain(said: str) -> str:
    return html.unescape(_TAG.sub("", said)).strip()


def _opens_turn(said: str) -> bool:
    """Tell whether a subtitle begins with a name: *ANN: It is over.*"""
    return _NAMED.match(said) is not None


def _seconds(time: str) -> float:
    *hours, minutes, seconds = time.replace(",", ".").split(":")
    return (
        int(hours[0]) * 3600 + int(minutes) * 60 + float(seconds)
        if hours
        else int(minutes) * 60 + float(seconds)
    )
