"""Readers: each kind of file, written here, read and attributed."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

import quotekit
from quotekit.errors import UnreadableFile
from quotekit.readers import decoded, read
from quotekit.readers.pdf import Line, without_running

VTT = (
    "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500\n<v Ingrid Moe>The kiln\nis cold.\n\n"
    "00:00:03.000 --> 00:00:04.000\n<v Sabo Adler>Then light it.\n\n"
    "00:00:05.000 --> 00:00:06.000\n<v Ingrid Moe>With what?</v>\n"
)
SRT = (
    "1\n00:00:01,000 --> 00:00:02,500\nINGRID: The kiln is cold.\n\n2\n00:00:03,000 --> 00:00:04,000\n"
    "SABO: Then light it.\n\n3\n00:00:05,000 --> 00:00:06,000\n<i>INGRID: With what?</i>\n"
)


@pytest.mark.parametrize(("name", "source"), [("talk.vtt", VTT), ("talk.srt", SRT)])
def test_subtitles_are_turns_with_times(tmp_path: Path, name: str, source: str) -> None:
    (tmp_path / name).write_text(source, encoding="utf-8")
    reading = read(tmp_path / name)
    first, second, third = quotekit.attribute(reading.text).quotations
    assert [q.content_text for q in (first, second, third)] == [
        "The kiln is cold.",
        "Then light it.",
        "With what?",
    ]
    assert first.speaker == third.speaker != second.speaker
    time = reading.time_at(second.start)
    assert time is not None
    assert (time.begins, time.ends) == (3.0, 4.0)


def test_mail_and_what_it_answers(tmp_path: Path) -> None:
    mail = (
        "From: a@example.org\nSubject: Drawings\n\nNo.\n\n"
        "On 2 Jun 2020, Hanne Volk wrote:\n> Send the drawings.\n"
    )
    (tmp_path / "answer.eml.gz").write_bytes(gzip.compress(mail.encode()))
    reading = read(tmp_path / "answer.eml.gz")
    (quotation,) = quotekit.attribute(reading.text).quotations
    assert quotation.content_text == "Send the drawings."
    assert quotation.speaker is not None
    assert quotation.speaker.name == "Hanne Volk"
    assert len(reading.done) == 2


@pytest.mark.parametrize(
    ("name", "data"),
    [("empty.srt", b"\n"), ("bad.txt.gz", b"no"), ("latin.txt", b"caf\xe9"), ("none.eml", b"")],
)
def test_what_cannot_be_read_is_one_clear_error(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableFile, match="expected"):
        read(tmp_path / name)


def test_heads_of_chapters_are_left_out_of_a_long_pdf() -> None:
    heads = (
        ["The Kiln"] * 3
        + ["Low Tide", "A. Marsh", "Low Tide", "A. Marsh"]
        + ["Home Again", "It is cold."] * 2
    )
    bodies = [
        [f"{chr(97 + place)}{'x' * line} of the boats came in" for line in range(7)] for place in range(26)
    ]
    pages = [[Line(head), *map(Line, body)] for head, body in zip(heads, bodies, strict=False)]
    kept = without_running([*pages, *([Line(line) for line in body] for body in bodies[len(pages) :])])
    opened = [lines[0].text for lines in kept]
    assert [head for head in heads if head in opened] == ["It is cold."] * 2
    assert [len(lines) for lines in kept[:7]] == [7] * 7


def test_mail_of_html_alone_keeps_who_is_quoted(tmp_path: Path) -> None:
    page = (
        "<html><head><title>Re</title><style>p {}</style></head><body><p>We will&nbsp;come on Monday.</p>"
        "<div class='gmail_quote'><div>On Fri, Mar 5, 2021 at 8:00 AM Yael Stern &lt;"
        "<a href='mailto:y@example.org'>y@example.org</a>&gt; wrote:<br></div><blockquote>"
        "<div>The roof cannot wait.</div><div>On 4 Mar 2021, Igor Blok wrote:</div>"
        "<blockquote><p>Can the roof wait?</p></blockquote></blockquote></div></body></html>"
    )
    mail = f"From: a@example.org\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{page}"
    (tmp_path / "answer.eml").write_text(mail, encoding="utf-8")
    reading = read(tmp_path / "answer.eml")
    assert "HTML" in reading.done[1]
    said = {
        (q.content_text, q.speaker.name) for q in quotekit.attribute(reading.text).quotations if q.speaker
    }
    assert said >= {("The roof cannot wait.", "Yael Stern"), ("Can the roof wait?", "Igor Blok")}


def test_mail_in_an_encoding_that_nobody_knows_is_read(tmp_path: Path) -> None:
    head = b"MIME-Version: 1.0\nContent-Type: text/plain; charset=x-none\n\n"
    (tmp_path / "a.eml").write_bytes(head + b"It is over.\n")
    assert read(tmp_path / "a.eml").text.strip() == "It is over."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("“It is late,” said Íñigo Muñoz, the mayor. “No.”", "cp1252"),
        ("“É tarde”, disse João Gonçalves, prefeito da cidade. “Não.”", "cp1252"),
        ("«Es tarde», dijo la señora Núñez. «Mañana será otro día», añadió José Peña.", "cp1252"),
        ("“It is late,” Begoña Ibáñez told François Müller.", "cp1252"),
        ("„Je pozdě,“ řekl Jiří Dvořák, starosta města. „Ne,“ odpověděla žena.", "cp1250"),
        ("„Jest późno” – powiedział Łukasz Wójcik, burmistrz. „Nie”.", "cp1250"),
        ("«Уже поздно», — сказал Иван Петров, мэр города. «Нет».", "cp1251"),
    ],
)
def test_likeliest_encoding_of_names(text: str, encoding: str) -> None:
    pytest.importorskip("charset_normalizer", reason="encodings are recognised by it: extra readers")
    assert decoded(text.encode(encoding), "auto")[0] == text


def test_mail_that_declares_no_encoding(tmp_path: Path) -> None:
    pytest.importorskip("charset_normalizer", reason="encodings are recognised by it: extra readers")
    head = b"From: a@example.org\nSubject: Fire\n\n"
    text = "“It is late,” said Íñigo Muñoz, the mayor. “No.”\n"
    (tmp_path / "a.eml").write_bytes(head + text.encode())
    assert read(tmp_path / "a.eml").text == text
    (tmp_path / "b.eml").write_bytes(head + text.encode("cp1252"))
    assert read(tmp_path / "b.eml", encoding="auto").text == text
    with pytest.raises(UnreadableFile, match="expected UTF-8"):
        read(tmp_path / "b.eml")


@pytest.mark.parametrize(
    ("name", "cue", "text"),
    [
        ("a.vtt", "<v Tom Fox>At home.\n<v Ann Lee>Alone?", "Tom Fox: At home.\n\nAnn Lee: Alone?"),
        ("a.vtt", "<v Tom Fox>At home.</v>\n<v Tom Fox>Alone.</v>", "Tom Fox: At home. Alone."),
        (
            "a.srt",
            "ANN LEE: Where\nwere you?\nTOM FOX: At home.",
            "ANN LEE: Where were you?\n\nTOM FOX: At home.",
        ),
        ("a.srt", "ÉMILE: Où ?\nÖZGE: Ici.", "ÉMILE: Où ?\n\nÖZGE: Ici."),
        ("a.srt", "- Where were you?\n- At home.", "- Where were you?\n\n- At home."),
        ("a.srt", "- Where were\nyou?", "- Where were you?"),
    ],
)
def test_voices_that_share_a_cue(tmp_path: Path, name: str, cue: str, text: str) -> None:
    source = f"1\n00:00:01,000 --> 00:00:02,500\n{cue}\n\n2\n00:00:03,000 --> 00:00:04,000\nIt is over.\n"
    (tmp_path / name).write_text(source, encoding="utf-8")
    reading = read(tmp_path / name)
    assert " ".join(reading.text.split()) == " ".join(f"{text} It is over.".split())
    assert reading.text.startswith(text)
    last = reading.time_at(len(text) - 1)
    assert last is not None
    assert last.begins == 1.0


UTF_16 = ("“It is over,” said Ann Lee.", "No, said Bo. It — is — over.\n\n", "“Café,” said Zoë Müller.")


@pytest.mark.parametrize("text", UTF_16)
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark_is_no_text_full_of_nuls(text: str, codec: str) -> None:
    # Where all letters are ASCII it is valid UTF-8 as well, and nobody in it would speak.
    data = (text * 300).encode(codec)
    with pytest.raises(UnreadableFile, match="expected UTF-8, got what looks like UTF-16"):
        decoded(data)
    assert decoded(data, "auto") == (text * 300, (f"read as {codec}, the likeliest encoding",))
    # Cut within a letter it is read as well.
    assert decoded(data[:-1], "auto")[0].startswith(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "\0",
        "a\0",
        "a\0b\0",
        "No\0, said \0 Bo.",
        "\0" * 40,
        "Нет, сказал Бо.",
        "a\0b\0 said Ann Lee, twice",
    ],
)
def test_nuls_in_utf8_are_no_utf16(text: str) -> None:
    assert decoded(text.encode()) == (text, ())
