"""Which texts the commands read, what they keep of them, and where they go on."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import subprocess
from pathlib import Path

import attrs
import commands
import pytest

import quotekit

pytest.importorskip("click")
pytest.importorskip("rich")
pytest.importorskip("tqdm")

from quotekit.cli.filters import Filters
from quotekit.cli.inputs import inputs
from quotekit.formats.tei import to_tei

ANN = "“Rain stops play,” said Ann Lee. She hoped that the sun would shine.\n"
BO = "“It is wet,” said Bo Khan.\n"


def run(command: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return commands.run_text(command, "--profile", "rules", *arguments)


def rows(done: subprocess.CompletedProcess[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(done.stdout)))


@pytest.fixture
def outlets(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    for path, text in (("post/2020/ann.txt", ANN), ("herald/bo.TXT", BO), ("herald/notes.md", ANN)):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "ann.txt").write_text(ANN, encoding="utf-8")
    return folder


def found(name: Path, *endings: str, by: str | None = None) -> list[tuple[str, str]]:
    problems: list[str] = []
    listed = inputs([str(name)], endings=endings, by=by, report=problems.append)
    return [(one.id, one.group) for one in listed] + [("problem", problem) for problem in problems]


def test_a_folder_is_read_with_all_below_it(outlets: Path) -> None:
    assert found(outlets) == [("herald/bo", ""), ("post/2020/ann", "")]
    for name in ("talk.srt", "page.html.gz", "table.csv", "table.jsonl.gz", "all.tar.gz"):
        (outlets / "post" / name).touch()
    assert [id for id, _ in found(outlets)] == ["herald/bo", "post/page", "post/talk", "post/2020/ann"]
    assert found(outlets, ".md", ".txt", by="folder") == [
        ("herald/bo", "herald"),
        ("herald/notes", "herald"),
        ("post/2020/ann", "post"),
    ]
    assert found(outlets / "herald", by="folder") == [("bo", "herald")]
    assert found(outlets, ".html") == [
        ("problem", f"{outlets}: expected files that end in .html, got a folder without any")
    ]


@pytest.mark.parametrize("name", ["table.jsonl.gz", "table.NDJSON.gz", "table.csv.GZ"])
def test_packed_tables_are_read_line_by_line(tmp_path: Path, name: str) -> None:
    table = tmp_path / name
    lines = "".join(json.dumps({"id": id, "text": text}) + "\n" for id, text in (("a", ANN), ("b", BO)))
    comma = f'id,text\na,"{ANN}"\nb,"{BO}"\n'
    table.write_bytes(gzip.compress((comma if ".csv" in name else lines).encode()))
    done = run("attribute", table, "--format", "csv", "--by", "file", "--act", "speech")
    assert done.returncode == 0, done.stderr
    assert [(row["document"], row["speaker"], row["group"]) for row in rows(done)] == [
        ("a", "Ann Lee", "table"),
        ("b", "Bo Khan", "table"),
    ]


@pytest.mark.parametrize("data", [b"no", gzip.compress(b"[]" * 99)[:-12]])
def test_a_table_that_gzip_did_not_pack_is_named(tmp_path: Path, data: bytes) -> None:
    for name in ("table.jsonl.gz", "table.csv.gz"):
        (tmp_path / name).write_bytes(data)
        done = run("attribute", tmp_path / name)
        assert done.returncode == 1
        assert name in done.stderr
        assert "Traceback" not in done.stderr


SUBTITLES = (
    "1\n00:00:01,000 --> 00:00:02,500\nINGRID: The kiln is cold.\n\n"
    "2\n00:00:03,250 --> 00:00:04,000\nSABO: Then light it,\n\n"
    "3\n00:01:05,000 --> 00:01:06,000\nand be quick.\n\n"
    "4\n01:00:07,123 --> 01:00:08,456\nINGRID: With what?\n"
)
TIMES = [(1.0, 2.5), (3.25, 66.0), (3607.123, 3608.456)]


class TestTimes:
    @pytest.fixture
    def talk(self, tmp_path: Path) -> Path:
        (tmp_path / "talk.srt").write_text(SUBTITLES, encoding="utf-8")
        return tmp_path / "talk.srt"

    def test_rows_have_the_times_of_subtitles(self, talk: Path) -> None:
        (talk.parent / "ann.txt").write_text(ANN, encoding="utf-8")
        done = run("attribute", talk, talk.parent / "ann.txt", "--format", "csv")
        times = [(row["begins"], row["ends"]) for row in rows(done)]
        assert [(float(begins), float(ends)) for begins, ends in times[:3]] == TIMES
        assert set(times[3:]) == {("", "")}
        assert "begins" not in run("attribute", talk.parent / "ann.txt", "--format", "csv").stdout

    @pytest.mark.parametrize("options", [(), ("--resume", "journal"), ("--speaker", "Ingrid")])
    def test_json_has_them_whatever_is_kept(self, talk: Path, options: tuple[str, ...]) -> None:
        options = tuple(str(talk.parent / "journal") if one == "journal" else one for one in options)
        for _ in range(1 + ("--resume" in options)):
            found = json.loads(run("attribute", talk, "--format", "jsonl", *options).stdout)["quotations"]
            times = [(one["begins"], one["ends"]) for one in found]
            assert times == (TIMES[::2] if "--speaker" in options else TIMES)

    def test_a_whole_document_has_them_beside_it(self, talk: Path) -> None:
        line = run("attribute", talk, "--format", "jsonl", "--text").stdout
        times = json.loads(line)["times"]
        text = quotekit.Document.from_json(line).text
        assert [text[time["start"] : time["end"]] for time in times] == [
            "INGRID: The kiln is cold.",
            "SABO: Then light it,",
            "and be quick.",
            "INGRID: With what?",
        ]
        assert times[3]["begins"] == TIMES[2][0]

    def test_lines_and_pages_have_them_by_the_clock(self, talk: Path) -> None:
        lines = run("attribute", talk).stdout.splitlines()
        assert [line.rpartition("\t")[2] for line in lines] == [
            "time",
            "0:00:01–0:00:02",
            "0:00:03–0:01:06",
            "1:00:07–1:00:08",
        ]
        pytest.importorskip("jinja2")
        assert run("attribute", talk, "--format", "html").stdout.count("0:00:03–0:01:06") == 2


def test_a_pattern_is_read_as_the_shell_would(outlets: Path) -> None:
    assert found(outlets / "**" / "*.txt") == [("post/2020/ann", "")]
    assert found(outlets / "herald" / "*", by="folder") == [("bo", "herald"), ("notes", "herald")]
    (outlets / "odd[1].txt").write_text(ANN, encoding="utf-8")
    assert found(outlets / "odd[1].txt") == [("odd[1]", "")]
    assert found(outlets / "*.none")[0][0] == "problem"


def test_a_file_that_is_meant_twice_is_read_once(outlets: Path) -> None:
    ann = outlets / "post" / "2020" / "ann.txt"
    again = outlets / "post" / ".." / "post" / "2020" / "*.txt"
    done = run("speakers", "--format", "csv", ann, again, outlets)
    assert {row["speaker"]: row["documents"] for row in rows(done)} == {"Ann Lee": "1", "Bo Khan": "1"}
    assert {row["speaker"]: row["quotations"] for row in rows(done)} == {"Ann Lee": "2", "Bo Khan": "1"}


@pytest.mark.parametrize(
    ("name", "group"), [("post_2020-01.txt", "post"), ("post-1.txt", "post"), ("the_post.csv", "the_post")]
)
def test_a_files_name_can_say_whose_it_is(tmp_path: Path, name: str, group: str) -> None:
    (tmp_path / name).touch()
    assert found(tmp_path / name, by="file")[0][1] == group


def test_a_table_without_ids_has_row_numbers_and_may_say_whose_a_text_is(tmp_path: Path) -> None:
    table, lines = tmp_path / "a.csv", tmp_path / "b.jsonl"
    table.write_text(f'outlet,text\nPost,"{ANN.strip()}"\nHerald,"{BO.strip()}"\n', encoding="utf-8")
    lines.write_text(json.dumps({"text": BO, "outlet": "Sun"}) + "\n", encoding="utf-8")
    done = run("attribute", "--by", "outlet", "--format", "csv", "--type", "direct", table, lines)
    assert [(row["document"], row["group"], row["speaker"]) for row in rows(done)] == [
        ("1", "Post", "Ann Lee"),
        ("2", "Herald", "Bo Khan"),
        ("1", "Sun", "Bo Khan"),
    ]
    assert {len(row["confidence"]) for row in rows(done)} <= {3, 4}


def test_filters_leave_out_what_does_not_fit(outlets: Path) -> None:
    everything = rows(run("attribute", "--format", "csv", outlets))
    acts = {row["act"] for row in everything}
    assert len(everything) >= 2
    for act in acts:
        kept = rows(run("attribute", "--format", "csv", "--act", act, outlets))
        assert len(kept) == sum(row["act"] == act for row in everything)
    (bo,) = rows(run("attribute", "--format", "csv", "--speaker", "khan", "--min-confidence", "0.3", outlets))
    assert (bo["document"], bo["speaker"]) == ("herald/bo", "Bo Khan")
    wrong = run("attribute", "--min-confidence", "80", outlets)
    assert (wrong.returncode, "0<=x<=1" in wrong.stderr) == (2, True)


def test_deeds_are_given_out_where_they_are_asked_for(tmp_path: Path) -> None:
    text, journal = tmp_path / "plan.txt", tmp_path / "journal"
    text.write_text('Mayor Ann Lee approved the plan. "It is good," she said.\n', encoding="utf-8")

    def acts(*options: object) -> list[str]:
        done = run("attribute", "--format", "csv", "--profile", "rules", *options, text)
        return [row["act"] for row in rows(done)]

    # What a journal holds without deeds does not do for a run with them.
    assert acts("--resume", journal) == ["speech"]
    assert acts("--resume", journal, "--act", "deed") == ["deed"]
    assert acts("--act", "deed", "--act", "speech") == ["deed", "speech"]
    fiction = run("attribute", "--profile", "novel", "--act", "deed", "-o", tmp_path / "out.csv", text)
    assert (fiction.returncode, "--act deed" in fiction.stderr) == (2, True)
    assert not list(tmp_path.glob("out.csv*"))


@pytest.mark.parametrize("share", [0.0, 0.07, 0.123, 0.29, 0.58, 0.9, 0.985, 0.99, 0.995, 1.0])
def test_confidences_are_compared_as_they_are_shown(share: float) -> None:
    read = quotekit.Pipeline(profile="rules").attribute(ANN)
    quotation = read.quotations[0]
    sure = [number / 2000 for number in range(2001)]
    document = attrs.evolve(
        read, quotations=tuple(attrs.evolve(quotation, confidence=confidence) for confidence in sure)
    )
    kept = [q.confidence for q in Filters(min_confidence=share)(document).quotations]
    assert kept == [confidence for confidence in sure if round(confidence, 2) >= share]


def test_a_speaker_is_asked_for_with_titles_and_over_all_texts(outlets: Path) -> None:
    (outlets / "post" / "short.txt").write_text("“Go,” Governor Lee said.", encoding="utf-8")
    for wanted in ("Ann Lee", "lee", "Governor Ann Lee"):
        done = run("speakers", "--speaker", wanted, "--type", "direct", "--format", "csv", outlets)
        (row,) = rows(done)
        assert (row["speaker"], row["quotations"], row["documents"], done.stderr) == ("Ann Lee", "2", "2", "")
    # One text at a time, the short one knows no Ann.
    for wanted, documents in (("Ann Lee", ["post/2020/ann"]), ("Mayor Lee", ["post/short", "post/2020/ann"])):
        done = run("attribute", "--speaker", wanted, "--type", "direct", "--format", "csv", outlets)
        assert (sorted({row["document"] for row in rows(done)}), done.stderr) == (sorted(documents), "")


@pytest.mark.parametrize("command", ["attribute", "speakers"])
def test_a_body_is_asked_for_by_words_of_its_name_that_are_nobodys_whole_name(
    tmp_path: Path, command: str
) -> None:
    text = (
        "“Rates will rise,” the Central Bank of Nigeria said. “They will not,” the Ministry of Finance said. "
        "“We shall see,” the Ministry of Energy said. Fox Holdings said that it would wait. "
        "“Never,” said Mrs Ann Fox."
    )
    (tmp_path / "rates.txt").write_text(text, encoding="utf-8")
    for wanted, fitting in (
        ("the central bank", ["Central Bank of Nigeria"]),
        ("Ministry", ["Ministry of Energy", "Ministry of Finance"]),
        ("the energy ministry", ["Ministry of Energy"]),
        ("", []),
        ("Fox", ["Ann Fox"]),
        ("Bank Central", []),
    ):
        done = run(command, "--speaker", wanted, "--format", "csv", tmp_path)
        assert sorted(row["speaker"] for row in rows(done)) == fitting


@pytest.mark.parametrize("command", ["attribute", "speakers"])
def test_a_name_that_fits_nobody_is_told_with_the_nearest(outlets: Path, command: str) -> None:
    done = run(command, "--speaker", "Mayor Lea", "--format", "csv", outlets)
    assert (done.returncode, rows(done)) == (0, [])
    assert done.stderr == "quotekit: no speaker fits 'Mayor Lea'; the nearest name is 'Ann Lee'\n"
    done = run(command, "--speaker", "Wilhelmina", "--format", "csv", outlets)
    assert (done.returncode, done.stderr) == (0, "quotekit: no speaker fits 'Wilhelmina'\n")


def test_somebody_of_the_name_who_says_nothing_of_the_kind_is_no_nobody(outlets: Path) -> None:
    assert run("attribute", "--speaker", "Khan", "--act", "thought", outlets).stderr == ""


def test_texts_that_are_not_english_are_told_once(outlets: Path) -> None:
    german = (
        "Die Brücke bleibt zu, sagte Ida Moll. Sie ist nicht sicher, und der Rat hat kein Geld für eine neue."
    )
    for name in ("b", "c"):
        (outlets / "post" / f"{name}.txt").write_text(german, encoding="utf-8")
    done = run("speakers", "--profile", "rules", "--format", "csv", outlets)
    assert done.returncode == 0
    assert done.stderr == (
        "quotekit: read as English, but likely in another language: 'post/b' and 1 more; see --language\n"
    )


def test_texts_that_are_read_with_their_tags_are_told(tmp_path: Path) -> None:
    edition = tmp_path / "edition.xml"
    edition.write_text('\n<?xml version="1.0"?>\n<p><q>“It is over,”</q> said Ann Lee.</p>', encoding="utf-8")
    done = run("attribute", "--profile", "rules", edition)
    assert done.returncode == 0
    assert done.stderr.startswith("quotekit: read with its tags, as it is XML: 'edition'; ")


def test_of_tei_the_text_is_read(tmp_path: Path) -> None:
    document = quotekit.attribute("“It is over,” said Ann Lee & Co.\n\n“Go home,” said Bo\x0c Fox.")
    plain, packed = tmp_path / "edition.xml", tmp_path / "packed.XML.gz"
    plain.write_text(to_tei(document), encoding="utf-8")
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    broken = tmp_path / "broken.xml"
    broken.write_text(to_tei(document).replace("</body>", ""), encoding="utf-8")
    done = run("attribute", "--format", "jsonl", "--text", "--ending", ".xml", plain, packed, broken)
    assert done.returncode == 1
    assert done.stderr.startswith(f"quotekit: {broken}: expected XML, got something else: mismatched tag")
    read = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["id"], one["text"]) for one in read] == [
        ("edition", document.text),
        ("packed", document.text),
    ]


def test_output_goes_by_its_ending(outlets: Path, tmp_path: Path) -> None:
    assert run("attribute", "-o", tmp_path / "a.json", outlets).returncode == 0
    assert [one["id"] for one in json.loads((tmp_path / "a.json").read_bytes())] == [
        "herald/bo",
        "post/2020/ann",
    ]
    assert (
        run("compare", "-o", tmp_path / "b.csv", "--by", "folder", outlets, "--ending", ".txt").returncode
        == 0
    )
    assert (tmp_path / "b.csv").read_bytes().startswith(b"saying,verdict,document,")
    assert (tmp_path / "b.csv").read_bytes().splitlines()[0].endswith(b",group")


def test_an_ending_that_no_format_has_is_an_error(outlets: Path, tmp_path: Path) -> None:
    for command in ("attribute", "compare", "speakers"):
        done = run(command, "-o", tmp_path / "a.xlsx", outlets)
        assert (done.returncode, (tmp_path / "a.xlsx").exists()) == (2, False)
        assert ".csv" in done.stderr
        assert ".parquet" in done.stderr
    for name, options in (("a.tsv", ()), ("a", ()), ("a.xlsx", ("--format", "table"))):
        assert run("speakers", *options, "-o", tmp_path / name, outlets).returncode == 0
        assert (tmp_path / name).read_bytes().startswith(b"speaker\tkind")


def test_a_column_that_no_text_has_is_an_error(outlets: Path) -> None:
    done = run("speakers", "--by", "outlet", outlets)
    assert (done.returncode, done.stdout) == (2, "")
    assert "none of the texts has a column 'outlet'; expected folder, file or a column" in done.stderr


def test_a_stopped_run_goes_on_where_it_stopped(outlets: Path, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    whole = run("attribute", "--resume", journal, outlets).stdout
    lines = journal.read_bytes().splitlines(keepends=True)
    assert len(lines) == 2
    # Cut off in the middle of the second.
    journal.write_bytes(lines[0] + lines[1][:100])
    assert run("attribute", "--resume", journal, outlets).stdout == whole
    assert journal.read_bytes().splitlines(keepends=True) == lines
    # What is there is not made again, but taken as it stands.
    journal.write_bytes(b"".join(lines).replace(b'"name":"Bo Khan"', b'"name":"B. Khan"'))
    assert run("attribute", "--resume", journal, outlets).stdout == whole.replace("Bo Khan\t", "B. Khan\t", 1)
    journal.write_bytes(b"".join(lines).replace(b'"type":"direct"', b'"type":"spoken"'))
    damaged = run("attribute", "--resume", journal, outlets)
    assert (damaged.returncode, "--resume: " in damaged.stderr) == (2, True)
    other = run("attribute", "--resume", outlets / "post" / "2020" / "ann.txt", outlets)
    assert (other.returncode, "expected a journal that it made" in other.stderr) == (2, True)
    assert (outlets / "post" / "2020" / "ann.txt").read_text(encoding="utf-8") == ANN


def test_speakers_are_counted_over_texts_and_by_outlet(outlets: Path) -> None:
    (outlets / "herald" / "more.txt").write_text("“No,” said Ann Lee. “Go,” Ms Lee said.", encoding="utf-8")
    done = run("speakers", "--format", "csv", "--type", "direct", outlets)
    assert [(row["speaker"], row["quotations"], row["documents"]) for row in rows(done)] == [
        ("Ann Lee", "3", "2"),
        ("Bo Khan", "1", "1"),
    ]
    done = run("speakers", "--by", "folder", "--format", "csv", "--type", "direct", outlets)
    assert [(row["group"], row["speaker"], row["quotations"]) for row in rows(done)] == [
        ("herald", "Ann Lee", "2"),
        ("herald", "Bo Khan", "1"),
        ("post", "Ann Lee", "1"),
    ]
    plain = run("speakers", "--most", 1, outlets).stdout.splitlines()
    assert [line.split("\t")[0] for line in plain] == ["speaker", "Ann Lee"]
    (first, *_) = json.loads(run("speakers", "--format", "json", outlets).stdout)
    assert (first["speaker"], first["aliases"], first["perhaps"]) == ("Ann Lee", ["Lee"], [])


def test_what_speakers_say_over_texts(outlets: Path) -> None:
    (outlets / "herald" / "more.txt").write_text(
        "“No,” said Ann Lee. “Go,” Ann Lee and Bo Khan said.", encoding="utf-8"
    )
    done = run("speakers", "--said", "--by", "folder", "--format", "csv", "--type", "direct", outlets)
    assert [(row["group"], row["person"], row["document"], row["content"]) for row in rows(done)] == [
        ("herald", "Ann Lee", "herald/more", "“No,”"),
        ("herald", "Ann Lee", "herald/more", "“Go,”"),
        ("herald", "Bo Khan", "herald/bo", "“It is wet,”"),
        ("herald", "Bo Khan", "herald/more", "“Go,”"),
        ("post", "Ann Lee", "post/2020/ann", "“Rain stops play,”"),
    ]
    counted = run("speakers", "--format", "json", outlets)
    for person, one in zip(
        json.loads(run("speakers", "--said", "--format", "json", outlets).stdout),
        json.loads(counted.stdout),
        strict=True,
    ):
        assert len(person.pop("said")) == one["quotations"]
        assert person == one
    lines = run("speakers", "--said", "--speaker", "Lee", outlets).stdout.splitlines()
    assert [line.split("\t")[:2] for line in lines[:2]] == [
        ["person", "document"],
        ["Ann Lee", "herald/more"],
    ]
    assert run("speakers", "--said", "--format", "html", outlets).returncode == 2


def test_speakers_as_a_page_with_bars(outlets: Path, tmp_path: Path) -> None:
    pytest.importorskip("jinja2")
    assert run("speakers", "--by", "folder", "-o", tmp_path / "who.html", outlets).returncode == 0
    page = (tmp_path / "who.html").read_text(encoding="utf-8")
    assert (page.count("<section"), page.count("<svg")) == (2, page.count('scope="row"'))
    assert "style=" not in page.replace("style-src", "")
    empty = run("speakers", "--format", "html", "--speaker", "Nobody", outlets)
    assert "Nobody is quoted." in empty.stdout


def test_speakers_known_beforehand(outlets: Path) -> None:
    text = outlets / "mayor.txt"
    text.write_text("“No,” said the mayor. “Go,” Lee said.", encoding="utf-8")
    done = run("speakers", "--known", "Ann Lee=the mayor, Lee", "--format", "csv", text)
    assert [(row["speaker"], row["quotations"]) for row in rows(done)] == [("Ann Lee", "2")]
    with_deeds = run("speakers", "--known", "Ann Lee=the mayor,Lee", "--act", "deed", "--act", "speech", text)
    assert "Ann Lee" in with_deeds.stdout
    assert run("speakers", "--known", "=the mayor", text).returncode == 2
    assert run("speakers", "--known", "Ann Lee=the mayor", "--profile", "novel", text).returncode == 2


def test_a_table_of_wikidata_links_people(outlets: Path, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("name,qid,aliases\nAnn Lee,Q7,\n", encoding="utf-8")
    done = run("speakers", "--wikidata", table, "--format", "csv", outlets)
    assert {row["speaker"]: row["qid"] for row in rows(done)} == {"Ann Lee": "Q7", "Bo Khan": ""}
    done = run("speakers", "--wikidata", table, "--said", "--format", "csv", outlets)
    assert {row["person"]: row["qid"] for row in rows(done)} == {"Ann Lee": "Q7", "Bo Khan": ""}
    table.write_text("who,qid\n", encoding="utf-8")
    done = run("speakers", "--wikidata", table, outlets)
    assert (done.returncode, done.stdout) == (1, "")
    assert "people.csv: row 1: expected columns called name and qid, got 'who, qid'" in done.stderr


def test_compare_says_whose_a_text_is_and_who_a_speaker_is_over_all_texts(tmp_path: Path) -> None:
    said = "“Nobody knows how the old bridge was paid for,” {} said.\n"
    for outlet, text in (
        ("post", said.format("Ms Lee")),
        ("herald", "Ann Lee came. " + said.format("Ann Lee")),
    ):
        (tmp_path / outlet).mkdir()
        (tmp_path / outlet / "bridge.txt").write_text(text, encoding="utf-8")
    found = rows(run("compare", "--by", "folder", "--format", "csv", tmp_path))
    assert [(row["group"], row["person"]) for row in found] == [("herald", "Ann Lee"), ("post", "Ann Lee")]
    (saying,) = json.loads(run("compare", "--by", "folder", "--format", "json", tmp_path).stdout)
    assert [one["group"] for one in saying["occurrences"]] == ["herald", "post"]
    assert {one["person"] for one in saying["occurrences"]} == {"Ann Lee"}
    page = run("compare", "--by", "folder", "--format", "html", tmp_path).stdout
    assert page.count("<bdi>herald</bdi> · <bdi>herald/bridge</bdi>") == 3
    assert "<bdi>herald</bdi>" not in run("compare", "--format", "html", tmp_path).stdout


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize("command", ["attribute", "speakers"])
def test_a_named_pipe_in_a_folder_is_no_file_to_wait_for(outlets: Path, command: str) -> None:
    os.mkfifo(outlets / "herald" / "waits.txt")
    done = run(command, outlets)
    assert done.returncode == 0, done.stderr
    assert "Ann Lee" in done.stdout
    assert done.stderr == ""


ODD = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)),
    "utf16.txt": BO.encode("utf-16-le"),
    "marked.txt": BO.encode("utf-16"),
    "broken.docx": b"PK\3\4",
    "broken.pdf": b"%PDF-1.4",
    "broken.epub": b"",
    "broken.txt.gz": b"\x1f\x8b",
    "empty.html": b"",
    "empty.srt": b"",
    "broken.jsonl": b'{"id": "a", "text": 5}\n{\n[]\n',
    "empty.csv": b"",
    "other.csv": b"a,b\n1,2\n",
    "nul.txt": b"No\0, said \0.\n",
    "line.txt": b"No, said Bo Khan. " * 20_000,
}


def test_no_odd_file_keeps_the_others_from_being_read(tmp_path: Path) -> None:
    for name, data in ODD.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "folder").mkdir()
    (tmp_path / "away.txt").symlink_to("nowhere")
    (tmp_path / "good.txt").write_text(ANN, encoding="utf-8")
    names = [*ODD, "folder", "away.txt", "missing.txt", "good.txt"]
    done = run("attribute", *(tmp_path / name for name in names), "", "--format", "csv")
    assert done.returncode == 1
    assert "Ann Lee" in {row["speaker"] for row in rows(done) if row["document"] == "good"}
    said = done.stderr.splitlines()
    assert all(line.startswith("quotekit: ") for line in said), done.stderr
    silent = {"empty.txt", "empty.csv", "nul.txt", "line.txt", "good.txt"}
    told = {name for name in names if any(f"{tmp_path / name}: " in line for line in said)}
    assert told == {*names} - silent
    assert "quotekit: expected the name of a file, got an empty one" in said
