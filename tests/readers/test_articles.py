"""One article as text, HTML, Word file and PDF: the same quotations, whatever it is read from."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import quotekit
from quotekit.errors import MissingExtra, UnreadableFile
from quotekit.readers import read

ARTICLE = (
    "The well-known kiln at Holm has stood cold since the spring, and now its yard is full of leaves.",
    "“We ran out of clay before Easter,” said Ingrid Moe, who has run the pottery for eleven years. “Nobody "
    "at the well-known pit told us in time.”",
    "The council has known about it since June. It met twice over the summer, and both times it put the "
    "kiln at the end of a long list.",
    "Sabo Adler, the mayor, said that the council would pay for the repairs.",
    "“It will burn again by Christmas,” he said.",
)
# The same, as it stands on three pages: with words cut at line ends, and a paragraph cut by a page's.
PAGES = (
    (
        "The well-known kiln at Holm has stood cold since the spring,",
        "and now its yard is full of leaves.",
        "“We ran out of clay before Easter,” said Ingrid Moe, who",
        "has run the pottery for eleven years. “Nobody at the well-",
    ),
    (
        "known pit told us in time.”",
        "The council has known about it since June. It met twice",
        "over the summer, and both times it put the kiln at the end",
        "of a long list.",
        "Sabo Adler, the mayor, said that the coun-",
    ),
    ("cil would pay for the repairs.", "“It will burn again by Christmas,” he said."),
)


def said(text: str) -> list[tuple[str, str | None]]:
    quotations = quotekit.attribute(text).quotations
    return [(q.content_text, q.speaker.name if q.speaker else None) for q in quotations]


def pdf(pages: Sequence[tuple[str, ...]]) -> bytes:
    """Return a PDF with a page for each tuple of lines."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, lines in enumerate(pages):
        shown = b"".join(b"(" + line.encode("cp1252") + b") Tj 0 -14 Td\n" for line in lines)
        stream = b"BT /F1 11 Tf 72 720 Td\n" + shown + b"ET"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (5 + 2 * n)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def test_html_is_the_article_alone(tmp_path: Path) -> None:
    pytest.importorskip(
        "trafilatura", reason="HTML is read by trafilatura: extra readers", exc_type=ImportError
    )
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE)
    page = (
        "<!DOCTYPE html><html><head><title>The kiln</title></head><body>"
        f"<nav><a href='/'>“Home,” said Nav</a></nav><article>{paragraphs}</article>"
        "<footer>“All rights,” said Foot.</footer></body></html>"
    )
    (tmp_path / "kiln.html").write_text(page, encoding="utf-8")
    reading = read(tmp_path / "kiln.html")
    assert reading.text == "\n\n".join(ARTICLE)
    assert "article" in reading.done[0]
    (tmp_path / "empty.htm").write_text("<html><body></body></html>", encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"empty\.htm: expected a page with an article"):
        read(tmp_path / "empty.htm")


def test_word_files_are_read_in_order(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason=".docx is read by python-docx: extra readers")
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "“Draft,” said Head."
    for paragraph in ARTICLE[:-1]:
        document.add_paragraph(paragraph)
    document.add_table(rows=1, cols=1).cell(0, 0).text = ARTICLE[-1]
    document.save(str(tmp_path / "kiln.docx"))
    reading = read(tmp_path / "kiln.docx")
    assert reading.text == "\n\n".join(ARTICLE)
    assert "headers" in reading.done[0]
    docx.Document().save(str(tmp_path / "empty.docx"))
    with pytest.raises(UnreadableFile, match="text in its body, got none"):
        read(tmp_path / "empty.docx")
    (tmp_path / "bad.docx").write_bytes(b"no")
    with pytest.raises(UnreadableFile, match=r"expected a Word file \(\.docx\), got"):
        read(tmp_path / "bad.docx")


def test_tracked_changes_are_taken_as_made(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason=".docx is read by python-docx: extra readers")
    from docx.oxml import OxmlElement

    document = docx.Document()
    paragraph = document.add_paragraph("The kiln ")
    for change, form, words in (("w:del", "w:delText", "is cold"), ("w:ins", "w:t", "burns")):
        changed, run, text = OxmlElement(change), OxmlElement("w:r"), OxmlElement(form)
        text.text = words
        run.append(text)
        changed.append(run)
        paragraph._p.append(changed)
    document.save(str(tmp_path / "kiln.docx"))
    assert read(tmp_path / "kiln.docx").text == "The kiln burns"


def test_pdf_is_joined_over_lines_and_pages(tmp_path: Path) -> None:
    pytest.importorskip("pypdf", reason="PDF is read by pypdf: extra readers")
    pages = [("The Holm Letter", *lines, f"page {n}") for n, lines in enumerate(PAGES, start=1)]
    (tmp_path / "kiln.pdf").write_bytes(pdf(pages))
    reading = read(tmp_path / "kiln.pdf")
    assert reading.text == "\n\n".join(ARTICLE)
    assert reading.done[1] == "lines of running heads and feet left out: 6"
    assert {"Ingrid Moe", "Sabo Adler"} <= {speaker for _, speaker in said(reading.text)}


CALL = (
    (
        *(
            "Holm Co. Call 1",
            "",
            "Operator",
            "Good day, and welcome to the call of Holm Company for the third",
        ),
        *("quarter. All lines are muted.", "", "Asta Vik", "Chief Executive Officer"),
        *("Thank you all for being here today on this call of ours. We have", "steel.", ""),
        *("We also have coal, and the coal is better than it was before we", "bought the mine in May.", ""),
        "I will hand",
    ),
    (
        *("Holm Co. Call 2", "over to Rolf.", "", "Rolf Engst", "Chief Financial Officer"),
        *("Revenue was flat. Margins were not, as you will have seen by now", "in the release.", ""),
        *("We expect the same next year.", "", "Operator", "The first question is from Joel Park.", ""),
        *("Joel Park", "Analyst, Dorn & Co.", "What about steel?", "", "Asta Vik", "Chief Executive Officer"),
        "None.",
    ),
)


def test_a_speaker_in_a_pdf_goes_on_over_paragraphs_and_pages(tmp_path: Path) -> None:
    pytest.importorskip("pypdf", reason="PDF is read by pypdf: extra readers")
    (tmp_path / "call.pdf").write_bytes(pdf(CALL))
    quotations = quotekit.attribute(read(tmp_path / "call.pdf").text).quotations
    assert [(q.speaker.name, len(q.content)) for q in quotations if q.speaker] == [
        ("Operator", 1),
        ("Asta Vik", 3),
        ("Rolf Engst", 2),
        ("Operator", 1),
        ("Joel Park", 1),
        ("Asta Vik", 1),
    ]
    assert quotations[1].content[2].text == "I will hand over to Rolf."
    assert quotations[4].content_text == "What about steel?"


HEARING = (
    (
        *("The Holm Inquiry 1", "MS. LEE: Where were you on the night of the fire, when"),
        *("the kiln was lit and nobody was in the yard to see it burn", "THE WITNESS: At home with"),
        *("my brother.", "Q. Alone?"),
    ),
    (
        *("The Holm Inquiry 2", "A. No, I said that I was with my brother, who had been"),
        *("ill since the spring and did not want to be on his own all", "MS. LEE: Thank you.", "Q. Alone?"),
    ),
)


def test_turns_in_a_pdf_are_neither_joined_nor_running_heads(tmp_path: Path) -> None:
    pytest.importorskip("pypdf", reason="PDF is read by pypdf: extra readers")
    (tmp_path / "hearing.pdf").write_bytes(pdf(HEARING))
    reading = read(tmp_path / "hearing.pdf")
    assert [line.split()[0] for line in reading.text.splitlines() if line] == [
        *("MS.", "THE", "Q.", "A.", "MS.", "Q."),
    ]
    assert reading.done[1] == "lines of running heads and feet left out: 2"


def test_pdf_without_text_says_so(tmp_path: Path) -> None:
    pytest.importorskip("pypdf", reason="PDF is read by pypdf: extra readers")
    (tmp_path / "scan.pdf").write_bytes(pdf([(), ()]))
    with pytest.raises(UnreadableFile, match="expected a PDF with a text layer, got none"):
        read(tmp_path / "scan.pdf")
    (tmp_path / "half.pdf").write_bytes(pdf([("It is over.",), ()]))
    assert "pages without text: 2" in read(tmp_path / "half.pdf").done
    (tmp_path / "bad.pdf").write_bytes(b"no")
    with pytest.raises(UnreadableFile, match="expected a PDF, got"):
        read(tmp_path / "bad.pdf")


def test_a_broken_pdf_prints_nothing_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pypdf", reason="PDF is read by pypdf: extra readers")
    monkeypatch.setattr(logging.root, "handlers", [])
    (tmp_path / "bad.pdf").write_bytes(b"no")
    with pytest.raises(UnreadableFile, match="expected a PDF, got"):
        read(tmp_path / "bad.pdf")
    assert capsys.readouterr().err == ""


def test_an_encoding_is_recognised(tmp_path: Path) -> None:
    pytest.importorskip("charset_normalizer", reason="encodings are recognised by it: extra readers")
    text = "\n\n".join(ARTICLE)
    path = tmp_path / "kiln.txt"
    path.write_bytes(text.encode("cp1252"))
    with pytest.raises(UnreadableFile, match="expected UTF-8, got byte 0x93 at byte offset 98"):
        read(path)
    reading = read(path, encoding="auto")
    assert said(reading.text) == said(text)
    assert "likeliest encoding" in reading.done[0]
    path.write_bytes(text.encode("utf-16"))
    assert read(path, encoding="auto").text == text
    path.write_bytes(text.encode("utf-8-sig"))
    assert read(path, encoding="auto") == read(path)


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kiln.txt"
    path.write_text("The kiln burns.", encoding="utf-8")
    with pytest.raises(ValueError, match="encoding: expected utf-8 or auto, got 'latin-1'"):
        read(path, encoding="latin-1")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "module"),
    [("a.html", "trafilatura"), ("a.docx", "docx"), ("a.pdf", "pypdf"), ("a.txt", "charset_normalizer")],
)
def test_what_is_missing_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / name).write_bytes(b"caf\xe9")
    with pytest.raises(MissingExtra, match=r"quote-attribution\[readers\]"):
        read(tmp_path / name, encoding="auto")


def test_the_command_line_recognises_an_encoding(tmp_path: Path) -> None:
    for module in ("charset_normalizer", "click"):
        pytest.importorskip(module, reason="--encoding auto needs the extras cli and readers")
    (tmp_path / "kiln.txt").write_bytes("\n\n".join(ARTICLE).encode("cp1252"))
    command = [
        sys.executable,
        "-m",
        "quotekit",
        "attribute",
        "--encoding",
        "auto",
        str(tmp_path / "kiln.txt"),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert "Ingrid Moe" in done.stdout
