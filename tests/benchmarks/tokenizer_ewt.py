"""Score the tokenizer on a Universal Dependencies treebank: token and sentence F, characters a second.

    python tests/benchmarks/tokenizer_ewt.py path/to/en_ewt-ud-dev.conllu

The raw text is rebuilt from the treebank: forms joined as ``SpaceAfter`` says, a blank line where a
paragraph or document begins. A token or sentence counts as right when both its ends are. The words
of a multi-word token (``don't``) count as tokens where their letters add up to it; where they do
not (``its`` read as *it is*), the token counts whole.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from quotekit.tokenizer import EnglishTokenizer

Offsets = tuple[int, int]


def rebuild(conllu: str) -> tuple[str, list[Offsets], list[Offsets]]:
    """Return a treebank's raw text, and the offsets of its tokens and of its sentences."""
    parts: list[str] = []
    at = 0
    tokens: list[Offsets] = []
    sentences: list[Offsets] = []
    for block in conllu.strip().split("\n\n"):
        lines = block.split("\n")
        if any(line.startswith(("# newpar", "# newdoc")) for line in lines) and parts:
            parts.append("\n\n")
            at += 2
        begin = end = at
        for form, spaced, pieces in _surface([line.split("\t") for line in lines if line[:1].isdigit()]):
            for piece in pieces:
                tokens.append((at, at + len(piece)))
                at += len(piece)
            end = at
            parts.append(form + " " * spaced)
            at += spaced
        sentences.append((begin, end))
    text = "".join(parts)
    return text, tokens, sentences


def _surface(rows: list[list[str]]) -> list[tuple[str, bool, list[str]]]:
    """Return each surface form with whether a space follows and the tokens that it holds."""
    forms = []
    words = {row[0]: row[1] for row in rows}
    inside = 0
    for row in rows:
        if "." in row[0]:
            continue
        spaced = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            first, inside = (int(n) for n in row[0].split("-"))
            pieces = [words[str(n)] for n in range(first, inside + 1)]
            forms.append((row[1], spaced, pieces if "".join(pieces) == row[1] else [row[1]]))
        elif int(row[0]) > inside:
            forms.append((row[1], spaced, [row[1]]))
    return forms


def score(gold: list[Offsets], found: list[Offsets]) -> tuple[float, float, float]:
    """Return precision, recall and F, in percent."""
    right = len(set(gold) & set(found))
    precision, recall = 100 * right / len(found), 100 * right / len(gold)
    return precision, recall, 200 * right / (len(found) + len(gold))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("conllu", type=Path)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="also list the N commonest errors")
    options = parser.parse_args()
    text, tokens, sentences = rebuild(options.conllu.read_text(encoding="utf-8"))
    tokenizer = EnglishTokenizer()
    tokenizer.tokenize(text[:10_000])
    begun = time.process_time()
    made = tokenizer.tokenize(text)
    taken = time.process_time() - begun
    for name, gold, spans in (("tokens", tokens, made.tokens), ("sentences", sentences, made.sentences)):
        found = [(span.start, span.end) for span in spans]
        precision, recall, f = score(gold, found)
        print(f"{name:9}  precision {precision:5.2f}  recall {recall:5.2f}  F {f:5.2f}  of {len(gold)}")
        if options.errors:
            _list_errors(text, gold, found, name == "tokens", options.errors)
    print(f"{len(text) / taken:,.0f} characters a second")


def _list_errors(text: str, gold: list[Offsets], found: list[Offsets], tokens: bool, count: int) -> None:
    for name, these, those in (("missed", gold, found), ("made up", found, gold)):
        wrong = sorted(set(these) - set(those))
        if tokens:
            shown = Counter(text[start:end] for start, end in wrong).most_common(count)
            print(f"  {name}:", *(f"{n} {form!r}" for form, n in shown))
        else:
            for _, end in wrong[:count]:
                print(f"  {name}: {text[max(end - 40, 0) : end]!r} {text[end : end + 25]!r}")


if __name__ == "__main__":
    main()
