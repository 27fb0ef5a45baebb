"""Formats with files for each text: what lies in the folder, under which names, and what goes wrong."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
from importlib import resources
from pathlib import Path

import commands
import pytest

import quotekit
from quotekit.attribution import RuleAttributor
from quotekit.formats.annotations import to_annotations
from quotekit.formats.brat import from_brat
from quotekit.formats.conll import from_conll
from quotekit.formats.tei import from_tei

pytest.importorskip("click")
pytest.importorskip("rich")
pytest.importorskip("tqdm")

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures" / "articles"
NAMES = ("said-first-za", "nested-us", "several-paragraphs-us")
ANN = "“Rain stops play,” said Ann Lee.\n"
FORMS = {"annotations": {".jsonld"}, "brat": {".ann", ".txt"}, "conll": {".conll"}, "tei": {".xml"}}


run = functools.partial(commands.run, "attribute", "--profile", "rules")


def said(doc: quotekit.Document) -> list[object]:
    return [(q.content, q.cue, q.source, q.type, q.confidence, q.rule) for q in doc.quotations]


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("form", FORMS)
def test_each_text_has_its_files_and_they_read_back(tmp_path: Path, form: str) -> None:
    folder = tmp_path / "new" / "folder"
    done = run("--format", form, "-o", folder, *(FIXTURES / f"{name}.txt" for name in NAMES))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    extra = {"annotation.conf"} if form == "brat" else set()
    assert files(folder) == {name + ending for name in NAMES for ending in FORMS[form]} | extra
    pipeline = quotekit.Pipeline(attributor=RuleAttributor())
    for name in NAMES:
        text = (FIXTURES / f"{name}.txt").read_bytes().decode()
        doc = pipeline.attribute(text)
        contents = {e: (folder / (name + e)).read_bytes().decode() for e in FORMS[form]}
        if form == "annotations":
            assert json.loads(contents[".jsonld"]) == to_annotations(doc, source=name)
        elif form == "brat":
            assert contents[".txt"] == text
            assert said(from_brat(text, contents[".ann"])) == said(doc)
        elif form == "conll":
            assert said(from_conll(text, contents[".conll"])) == said(doc)
        else:
            assert said(from_tei(contents[".xml"])) == said(doc)
            assert f"<title>{name}</title>" in contents[".xml"]


def test_brats_configuration_lies_beside_its_files(tmp_path: Path) -> None:
    run("--format", "brat", "-o", tmp_path, stdin=ANN.encode())
    ours = resources.files("quotekit") / "resources" / "brat" / "annotation.conf"
    assert (tmp_path / "annotation.conf").read_bytes() == ours.read_bytes()
    assert files(tmp_path) == {"annotation.conf", "stdin.ann", "stdin.txt"}


@pytest.mark.parametrize("form", FORMS)
def test_one_text_alone_is_printed(tmp_path: Path, form: str) -> None:
    assert run("--format", form, "-o", tmp_path, stdin=ANN.encode()).returncode == 0
    (path,) = (path for path in tmp_path.iterdir() if path.suffix in FORMS[form] - {".txt"})
    done = run("--format", form, stdin=ANN.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == path.read_bytes()


def test_several_texts_need_a_folder(tmp_path: Path) -> None:
    table = tmp_path / "a.jsonl"
    table.write_text("", encoding="utf-8")
    for inputs in ([table], ["a.txt", "b.txt"]):
        done = run("--format", "tei", *inputs)
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"name a folder with --output" in done.stderr


def test_names_are_made_fit_and_told_apart(tmp_path: Path) -> None:
    names = ["a/b", "../c", "A_b", "", "con", "é" * 200, ".hidden", "a_b-2", "a_b", "\ud800", "-x", "nul.txt"]
    table, folder = tmp_path / "many.jsonl", tmp_path / "out"
    lines = (json.dumps({"id": name, "text": f"{i}"}) for i, name in enumerate(names))
    table.write_text("\n".join(lines), encoding="utf-8")
    done = run("--format", "conll", "-o", folder, table)
    assert (done.returncode, done.stderr) == (0, b"")
    number = {
        (folder / name).read_text(encoding="utf-8").split("\t")[1]: name.removesuffix(".conll")
        for name in files(folder)
    }
    assert [number[str(i)] for i in range(len(names))] == [
        *(
            "a_b",
            "_._c",
            "A_b-2",
            "_",
            "_con",
            "é" * 60,
            "_hidden",
            "a_b-2-2",
            "a_b-3",
            "_-2",
            "_x",
            "_nul.txt",
        )
    ]
    assert files(tmp_path) == {"many.jsonl", "out"}


def test_what_cannot_be_written_is_named_and_the_others_are_done(tmp_path: Path) -> None:
    table, folder = tmp_path / "many.jsonl", tmp_path / "out"
    rows = [{"id": "odd", "text": "a\ud800"}, {"id": "blocked", "text": ANN}, {"id": "good", "text": ANN}]
    table.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (folder / "blocked.ann").mkdir(parents=True)
    done = run("--format", "brat", "-o", folder, table)
    assert done.returncode == 1
    odd, blocked = done.stderr.decode().splitlines()
    assert odd == "quotekit: odd: expected text that UTF-8 can hold, got a lone surrogate at 1"
    assert blocked.startswith(f"quotekit: blocked: {folder / 'blocked.ann'}: ")
    assert {"good.ann", "good.txt"} <= files(folder)
    assert not {"odd.ann", "odd.txt"} & files(folder)
    assert run("--format", "tei", "-o", folder, table).returncode == 0


def test_nothing_that_is_read_is_written_over(tmp_path: Path) -> None:
    plain, marked = tmp_path / "plain.txt", tmp_path / "marked.txt"
    plain.write_bytes(ANN.encode())
    marked.write_bytes(b"\xef\xbb\xbf" + ANN.encode())
    done = run("--format", "brat", "-o", tmp_path, plain, marked)
    assert done.returncode == 1
    assert done.stderr.decode() == (
        f"quotekit: marked: {marked} is one of the texts to read, and is not overwritten{os.linesep}"
    )
    assert plain.read_bytes() == ANN.encode()
    assert marked.read_bytes() == b"\xef\xbb\xbf" + ANN.encode()
    assert files(tmp_path) == {"annotation.conf", "marked.txt", "plain.ann", "plain.txt"}


def test_what_somebody_mended_is_written_over_only_when_asked(tmp_path: Path) -> None:
    article = tmp_path / "ann.txt"
    article.write_bytes(ANN.encode())
    brat = ("--format", "brat", "-o", tmp_path / "brat", article)
    assert run(*brat).returncode == run(*brat).returncode == 0
    mended, configuration = tmp_path / "brat" / "ann.ann", tmp_path / "brat" / "annotation.conf"
    ours = mended.read_bytes()
    mended.write_bytes(b"mended")
    configuration.write_bytes(b"mended")
    done = run(*brat)
    assert done.returncode == 1
    assert f"{mended} exists with other contents: --overwrite replaces it" in done.stderr.decode()
    assert mended.read_bytes() == configuration.read_bytes() == b"mended"
    done = run("--overwrite", *brat)
    assert (done.returncode, done.stderr) == (0, b"")
    assert mended.read_bytes() == ours
    assert configuration.read_bytes() != b"mended"


@pytest.mark.skipif(sys.platform != "linux", reason="a file system of a few kilobytes")
def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    # A limit on the size of a file fails as a full disk does: in the middle of it.
    table, folder = tmp_path / "many.jsonl", tmp_path / "out"
    rows = [{"id": "long", "text": ANN * 400}, {"id": "short", "text": ANN}]
    table.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    command = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192));"
        "from quotekit.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    arguments = ["attribute", "--profile", "rules", "--format", "tei", "-o", str(folder), str(table)]
    done = subprocess.run([sys.executable, "-c", command, *arguments], capture_output=True, timeout=60)
    assert done.returncode == 1
    assert f"quotekit: long: {folder / 'long.xml'}: ".encode() in done.stderr
    assert files(folder) == {"short.xml"}


@pytest.mark.skipif(os.name != "posix", reason="links as on Unix")
def test_links_in_the_folder_are_not_followed(tmp_path: Path) -> None:
    article, folder = tmp_path / "ann.txt", tmp_path / "out"
    article.write_bytes(ANN.encode())
    folder.mkdir()
    nowhere = tmp_path / "nowhere"
    (folder / "ann.xml").symlink_to(nowhere)
    tei = ("--format", "tei", "-o", folder, article)
    assert b"--overwrite replaces it" in run(*tei).stderr
    assert run("--overwrite", *tei).returncode == 0
    assert not nowhere.exists()
    assert not (folder / "ann.xml").is_symlink()


def test_long_names_are_told_apart(tmp_path: Path) -> None:
    table = tmp_path / "many.jsonl"
    table.write_text("".join(json.dumps({"id": "u" * 150 + n, "text": n}) + "\n" for n in "abc"))
    done = run("--format", "conll", "-o", tmp_path / "out", table)
    assert (done.returncode, done.stderr) == (0, b"")
    assert files(tmp_path / "out") == {"u" * 120 + end + ".conll" for end in ("", "-2", "-3")}


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"")
    done = run("--format", "tei", "-o", path, stdin=ANN.encode())
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"--output: expected a folder for --format tei, got a file: {path}" in done.stderr.decode()
    done = run("--format", "tei", "-o", path / "below", stdin=ANN.encode())
    assert (done.returncode, done.stdout) == (1, b"")
    assert str(path).encode() in done.stderr
