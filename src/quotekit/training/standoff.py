"""Our own annotation of articles that are not ours to pass on: offsets alone, to be laid over the texts.

    python -m quotekit.training.standoff ANNOTATION ARTICLES FIT HELD

`ANNOTATION` is a table like `fixtures/worldwide.tsv`, `ARTICLES` the file whose lines have "id" and "text"
of its articles. `FIT` and `HELD` are written: gold articles to learn from and those held out.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, get_args

from quotekit.errors import InvalidDocument

Part = Literal["fit", "held"]

COLUMNS = ("part", "article", "hash", "content", "cue", "source", "type", "act", "kind", "speaker", "inside")

AUTHOR = "AUTHOR"


def fingerprint(text: str) -> str:
    """Return twelve hexadecimal digits by which a text is known to be the one that was annotated.

    >>> fingerprint("It is over.")
    '734cf134d00a'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def rows(article: Mapping[str, Any], part: Part) -> Iterator[tuple[str, ...]]:
    """Yield the rows of one gold article, or one without offsets if nobody says anything in it.

    A speaker is where the text first has that name; a name that the text does not have raises `ValueError`.
    """
    text = article["text"]
    head = (part, article["id"], fingerprint(text))
    if not article["quotes"]:
        yield (*head, *("",) * (len(COLUMNS) - len(head)))
    for quote in article["quotes"]:
        spans = (_written(quote[role]) for role in ("content", "cue", "source"))
        kinds = (quote["type"], quote["act"], quote["speaker_kind"] or "")
        inside = quote["inside"]
        yield (*head, *spans, *kinds, _placed(text, quote["speaker"]), "" if inside is None else str(inside))


def laid_over(
    table: Sequence[Mapping[str, str]], texts: Mapping[str, str]
) -> Iterator[tuple[Part, dict[str, Any]]]:
    """Yield each article of a table with its part, in the form of gold articles.

    Raises `InvalidDocument` for an article that is missing from `texts` or whose text is another.
    """
    found: dict[str, tuple[Part, dict[str, Any]]] = {}
    for row in table:
        name = row["article"]
        if name not in found:
            text = texts.get(name)
            if text is None or fingerprint(text) != row["hash"]:
                got = "none of this id" if text is None else f"one of hash {fingerprint(text)}"
                raise InvalidDocument(f"expected a text of hash {row['hash']} for article {name}, got {got}")
            part = next((part for part in get_args(Part) if part == row["part"]), None)
            if part is None:
                raise InvalidDocument(f"expected fit or held as the part of {name}, got {row['part']!r}")
            found[name] = part, {"id": name, "text": text, "quotes": []}
        if row["content"]:
            _, article = found[name]
            article["quotes"].append(_quote(row, article["text"]))
    yield from found.values()


def _quote(row: Mapping[str, str], text: str) -> dict[str, Any]:
    spans = {role: _read(row[role]) for role in ("content", "cue", "source")}
    names = (
        [text[start:end] for start, end in _read(row["speaker"])] if row["speaker"] != AUTHOR else [AUTHOR]
    )
    return {
        **spans,
        "type": row["type"],
        "act": row["act"],
        "speaker": " | ".join(names) or None,
        "speaker_kind": row["kind"] or None,
        "inside": int(row["inside"]) if row["inside"] else None,
    }


def _placed(text: str, speaker: str | None) -> str:
    if speaker is None or speaker == AUTHOR:
        return speaker or ""
    starts = [(text.index(name), len(name)) for name in speaker.split(" | ")]
    return _written([(start, start + size) for start, size in starts])


def _written(spans: Sequence[Sequence[int]]) -> str:
    return " ".join(f"{start}-{end}" for start, end in spans)


def _read(spans: str) -> list[list[int]]:
    return [[int(offset) for offset in span.split("-")] for span in spans.split()]


def main(annotation: Path, articles: Path, fit: Path, held: Path) -> None:
    """Write the articles of each part."""
    with annotation.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file, delimiter="\t"))
    with articles.open(encoding="utf-8") as lines:
        texts = {article["id"]: article["text"] for article in map(json.loads, lines)}
    written: dict[Part, list[str]] = {"fit": [], "held": []}
    for part, article in laid_over(table, texts):
        written[part].append(json.dumps(article, ensure_ascii=False) + "\n")
    fit.write_text("".join(written["fit"]), encoding="utf-8", newline="\n")
    held.write_text("".join(written["held"]), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("annotation", "articles", "fit", "held"):
        parser.add_argument(name, type=Path)
    main(**vars(parser.parse_args()))
