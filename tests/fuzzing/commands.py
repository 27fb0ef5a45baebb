"""The command line: it ends with 0 or 1 whatever it is to read, and says in one line each what was wrong."""

from __future__ import annotations

import csv
import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fuzzing import damage, samples
from fuzzing.texts import PIECES, text
from quotekit.document import Document

_FORMS = ("table", "json", "jsonl", "csv", "html", "annotations", "brat", "conll", "tei")
_SHARED = ("table", "json", "jsonl", "html")
_TABLE_PIECES = (*',"\n\r\0;\ufeff\ud800', "id", "text", '""', *PIECES[-40:])
# A text may be read and doubted all the same.
_DOUBTS = ("quotekit: read as English, but ", "quotekit: read with its tags, ")


def call(data: bytes) -> str:
    """Make a call of `attribute`, `compare` or `evaluate` with what it is to read, as JSON."""
    mode, rest = sum(data[:1]), data[1:]
    made = (_attribute, _compare, _evaluate)[mode % 3](mode // 3, rest)
    return json.dumps(dict(zip(("arguments", "files", "input"), made, strict=True)))


def command(given: str) -> None:
    """Check one call: its exit code, and what it prints."""
    from quotekit.cli import main

    case = json.loads(given)
    out, errors = io.StringIO(), io.StringIO()
    standard = io.TextIOWrapper(io.BytesIO(case["input"].encode("utf-8", "surrogatepass")))
    before = sys.stdin
    with TemporaryDirectory() as folder:
        arguments = list(case["arguments"])
        for name, content in case["files"].items():
            path = Path(folder, name)
            path.write_bytes(content.encode("utf-8", "surrogatepass"))
            arguments = [str(path) if argument == name else argument for argument in arguments]
        try:
            sys.stdin = standard
            with redirect_stdout(out), redirect_stderr(errors):
                code = main([*arguments, "--profile", "rules"])
        finally:
            sys.stdin = before
    # Atheris tells there of each module that is imported.
    lines = [line for line in errors.getvalue().split("\n") if not line.startswith("INFO: Instrumenting ")]
    said = "\n".join(lines)
    wrong = [line for line in lines if line and not line.startswith(_DOUBTS)]
    assert code == (1 if wrong else 0), f"expected 0 or a message, got {code} and {said!r}"
    # Only line feeds part messages: what else some take for a line's end may stand in a file.
    for line in lines[:-1]:
        assert line.startswith("quotekit: "), f"expected one line a message, got {said!r}"
    form = arguments[arguments.index("--format") + 1]
    for printed in {"json": [out.getvalue()], "jsonl": out.getvalue().split("\n")}.get(form, []):
        if printed:
            json.loads(printed)


def _attribute(mode: int, rest: bytes) -> tuple[list[str], dict[str, str], str]:
    return ["attribute", "--format", _FORMS[mode % len(_FORMS)]], {}, text(rest)


def _compare(mode: int, rest: bytes) -> tuple[list[str], dict[str, str], str]:
    """Compare a table of a sample and what is made of it, and a text that has its sentences as well."""
    sample = samples.documents()[2 * (mode // 2 % 2)].text
    changed = damage.characters(sample, rest[:9], PIECES)
    rows = [("a", sample), ("b", changed), ("c", text(rest[9:21]) + sample)]
    if mode % 2:
        written = io.StringIO()
        csv.writer(written).writerows([("id", "text"), *rows])
        table, name = damage.characters(written.getvalue(), rest[21:], _TABLE_PIECES), "a.csv"
    else:
        listed = [
            damage.json_of({"id": id, "text": body}, rest[21:] if id == "b" else b"") for id, body in rows
        ]
        table, name = "\n".join(listed), "a.jsonl"
    form = _SHARED[mode // 4 % len(_SHARED)]
    return ["compare", "--format", form, name, "b.txt"], {name: table, "b.txt": changed}, ""


def _evaluate(mode: int, rest: bytes) -> tuple[list[str], dict[str, str], str]:
    """Evaluate predictions, in either form, on gold articles; without predictions, what the rules find."""
    gold, predicted = [], []
    for id, document in zip("ab", samples.documents()[::2], strict=True):
        half = rest[:16] if id == "a" else rest[16:32]
        gold.append(damage.json_of(_gold(id, document), half[:8]))
        ours = {"id": id, "quotations": document.to_dict()["quotations"]}
        predicted.append(damage.json_of(ours if mode % 2 else _gold(id, document), half[8:]))
    files = {"gold.jsonl": "\n".join(gold), "predicted.jsonl": "\n".join(predicted)}
    if mode // 2 % 4 == 3:
        del files["predicted.jsonl"]
    form = ("table", "json")[mode // 8 % 2]
    return ["evaluate", *files, "--resamples", "3", "--format", form], files, ""


def _gold(id: str, document: Document) -> dict[str, Any]:
    return {
        "id": id,
        "text": document.text,
        "quotes": [
            {
                "content": [[span.start, span.end] for span in quotation.content],
                "source": [[span.start, span.end] for span in quotation.source],
                "type": quotation.type,
                "speaker": quotation.speaker.name if quotation.speaker else None,
            }
            for quotation in document.quotations
        ],
    }
