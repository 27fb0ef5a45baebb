"""Subtitles: WebVTT and SRT as turns with times."""

from __future__ import annotations

import html
import re

import attrs

_TIME = r"(?:\d{1,3}:)?\d{2}:\d{2}[.,]\d{3}"
_TIMING = re.compile(rf"({_TIME})[ \t]+-->[ \t]+({_TIME})")
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,40})?[ \t]([^<>\n]{1,80})>")
_TAG = re.compile(r"</?[a-zA-Z0-9][^<>\n]{0,80}>")
_DASHES = re.compile(r"\A>>[ \t]*(?=\S)")


@attrs.frozen(kw_only=True)
class Time:
    """Hold the time, in seconds, of the text from `start` to before `end` (code points)."""

    start: int
    end: int
    begins: float
    ends: float


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
    for block in re.split(r"\n[ \t]*\n", source.replace("\r\n", "\n")):
        timing = _TIMING.search(block)
        if timing is None:
            continue
        said = " ".join(block[timing.end() :].partition("\n")[2].split())
        voice = _VOICE.search(said)
        said = html.unescape(_TAG.sub("", _VOICE.sub("", said))).strip()
        said = _DASHES.sub("", said)
        if not said:
            continue
        label = f"{voice[1].strip()}: " if voice and voice[1].strip() != speaking else ""
        speaking = voice[1].strip() if voice else ""
        opens = bool(label) or not voice
        lead = "" if not pieces else "\n\n" if label or (opens and _opens_turn(said)) else " "
        pieces.append(lead + label + said)
        start = length + len(lead)
        length += len(pieces[-1])
        times.append(Time(start=start, end=length, begins=_seconds(timing[1]), ends=_seconds(timing[2])))
    return "".join(pieces), tuple(times)


def _opens_turn(said: str) -> bool:
    """Tell whether a subtitle begins with a name: *ANN: It is over.*"""
    return re.match(r"[A-Z][\w.'’ -]{0,40}:\s", said) is not None


def _seconds(time: str) -> float:
    *hours, minutes, seconds = time.replace(",", ".").split(":")
    return (
        int(hours[0]) * 3600 + int(minutes) * 60 + float(seconds)
        if hours
        else int(minutes) * 60 + float(seconds)
    )
