"""Arrow: tables and record batches hold the rows of `to_records`, stream, and lose nothing on a cluster."""

from __future__ import annotations

import itertools
import pickle
import sys
from functools import partial
from typing import Any

import hypothesis
import pytest
from gold_documents import gold_documents
from hypothesis import strategies as st
from small_stages import small_pipeline

from quotekit import Document, Pipeline
from quotekit.attribution import RuleAttributor
from quotekit.errors import MissingExtra
from quotekit.formats import COLUMNS

pa = pytest.importorskip("pyarrow")

from quotekit.formats import arrow  # noqa: E402
from quotekit.formats.arrow import SCHEMA, to_batches, to_table  # noqa: E402
from quotekit.integrations.arrow import BATCHES_SCHEMA, attribute_batches  # noqa: E402

GOLD = gold_documents()
TEXTS = ["“One,” said Ann. “Two,” said Bo.", "Nobody there.", None, "“\U0001f600 three,” said Ann."]


def rows_of(documents: dict[str, Document]) -> list[dict[str, Any]]:
    return [row for id, document in documents.items() for row in document.to_records(id=id)]


def valid(text: str) -> str:
    return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)


def batch(texts: list[Any], *, ids: list[Any] | None = None, kind: Any = None, **more: list[Any]) -> Any:
    ids = [f"t{n}" for n in range(len(texts))] if ids is None else ids
    return pa.RecordBatch.from_pydict({**more, "id": ids, "text": pa.array(texts, kind)})


def found(batches: Any) -> list[dict[str, Any]]:
    return [row for made in batches for row in made.to_pylist()]


class TestTables:
    def test_the_schema_is_fixed(self) -> None:
        assert tuple(SCHEMA.names) == COLUMNS
        assert {field.name: str(field.type) for field in SCHEMA if str(field.type) != "string"} == {
            "quotation": "int64",
            "confidence": "double",
            "speaker_confidence": "double",
            "inside": "int64",
            "start": "int64",
            "end": "int64",
        }
        assert to_table([]).schema == to_table(GOLD.values()).schema == SCHEMA

    def test_a_table_has_the_rows_of_all_gold_documents(self) -> None:
        table = to_table(GOLD.values(), ids=GOLD)
        assert table.to_pylist() == rows_of(GOLD)
        for row in table.to_pylist():
            text = GOLD[row["document"]].text
            pieces = [pair.split(":") for pair in row["content_spans"].split()]
            assert " … ".join(text[int(start) : int(end)] for start, end in pieces) == row["content"]

    def test_pandas_and_polars_take_it(self) -> None:
        pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
        table = to_table(GOLD.values(), ids=GOLD)
        frame = table.to_pandas(types_mapper=pandas.ArrowDtype)
        assert frame.astype(object).where(frame.notna(), None).to_dict("records") == rows_of(GOLD)
        assert polars.from_arrow(table).to_dicts() == rows_of(GOLD)

    def test_without_ids_documents_are_numbered(self) -> None:
        documents = [small_pipeline().attribute(text) for text in TEXTS if text]
        assert to_table(documents)["document"].to_pylist() == ["0", "0", "2"]

    @pytest.mark.parametrize("ids", [["a"], ["a", "b", "c"]])
    def test_as_many_ids_as_documents(self, ids: list[str]) -> None:
        documents = [small_pipeline().attribute(text) for text in TEXTS[:2]]
        with pytest.raises(ValueError, match=r"zip\(\)"):
            to_table(documents, ids=ids)

    def test_batches_stream(self) -> None:
        document = small_pipeline().attribute("“One,” said Ann.\n" * 2000)
        taken = itertools.count()
        batches = to_batches(document for _ in taken)
        assert [next(batches).num_rows for _ in range(3)] == [4096, 4096, 4096]
        assert next(taken) == 7

    def test_long_texts_make_short_batches(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(arrow, "CHARACTERS", 100)
        document = small_pipeline().attribute(f"“{'x' * 200},” said Ann.\n" * 3)
        assert [made.num_rows for made in to_batches([document])] == [1, 1, 1]

    def test_lone_surrogates(self) -> None:
        document = small_pipeline().attribute("“A \ud800 b,” said Ann.")
        (row,) = to_table([document], ids=["\udfff"]).to_pylist()
        assert (row["document"], row["content"], row["content_spans"]) == ("\ufffd", "“A \ufffd b,”", "0:8")

    @hypothesis.given(st.text(st.characters() | st.sampled_from("“” \n\x00\ud800\udc00\u202e")))
    def test_any_text_has_its_rows(self, inner: str) -> None:
        document = small_pipeline().attribute(f"“{inner}” said Ann. “{inner} said Bo.")
        rows, plain = to_table([document]).to_pylist(), document.to_records(id="0")
        assert rows == [{k: valid(v) if isinstance(v, str) else v for k, v in row.items()} for row in plain]

    def test_nuls_and_right_to_left_text_come_through(self) -> None:
        text = "“A\x00 \u202eb,” said Ann."
        assert to_table([small_pipeline().attribute(text)])["content"][0].as_py() == "“A\x00 \u202eb,”"


class TestBatches:
    def test_rows_are_those_of_the_plain_api(self) -> None:
        pipeline = Pipeline(attributor=RuleAttributor())
        plain = [row for id, d in GOLD.items() for row in pipeline.attribute(d.text).to_records(id=id)]
        texts, ids = [d.text for d in GOLD.values()], list(GOLD)
        given = [batch(texts[i : i + 20], ids=ids[i : i + 20]) for i in range(0, len(texts), 20)]
        assert found(attribute_batches(given, pipeline=pipeline)) == [
            {**row, "problem": None} for row in plain
        ]

    def test_the_default_pipeline(self) -> None:
        (row,) = found(attribute_batches([batch(["“It is over,” said Ann Lee."])]))
        assert (row["document"], row["speaker"]) == ("t0", "Ann Lee")

    def test_kept_columns_go_along(self) -> None:
        days = pa.array([1, 2, 3, 4], pa.date32())
        given = batch(TEXTS, day=days, tags=[["x"], [], None, ["y", "z"]])
        made = list(attribute_batches([given], keep=["tags", "day"], pipeline=small_pipeline()))
        assert [b.schema.names for b in made] == [[*BATCHES_SCHEMA.names, "tags", "day"]]
        assert made[0].schema.field("day").type == pa.date32()
        kept = [(row["document"], row["tags"], row["day"].day) for row in found(made)]
        assert kept == [("t0", ["x"], 2), ("t0", ["x"], 2), ("t3", ["y", "z"], 5)]

    def test_kept_columns_whose_rows_arrow_cannot_pick_are_refused_by_name(self) -> None:
        if not hasattr(pa, "string_view"):
            pytest.skip("this pyarrow has no string_view")
        views = pa.array(["x"], pa.string_view())
        given = pa.RecordBatch.from_arrays(
            [pa.array(["t0"]), pa.array(TEXTS[:1]), views], ["id", "text", "outlet"]
        )
        work = attribute_batches([given], keep=["outlet"], pipeline=small_pipeline())
        try:
            views.take(pa.array([0]))
        except pa.ArrowNotImplementedError:
            with pytest.raises(TypeError, match=r"keep: expected .* in the column 'outlet', got string_view"):
                list(work)
        else:
            # Newer ones can.
            assert [row["outlet"] for row in found(work)] == ["x", "x"]

    @pytest.mark.parametrize(
        "kind", ["string", "large_string", "binary", "large_binary", "dictionary", "string_view"]
    )
    def test_all_kinds_of_text(self, kind: str) -> None:
        if not hasattr(pa, kind):
            pytest.skip(f"this pyarrow has no {kind}")
        texts: Any = [text and text.encode() for text in TEXTS] if "binary" in kind else TEXTS
        if kind == "dictionary":
            given = pa.RecordBatch.from_pydict({"id": range(4), "text": pa.array(texts).dictionary_encode()})
        else:
            given = batch(texts, ids=[0, 1, 2, 3], kind=getattr(pa, kind)())
        rows = found(attribute_batches([given], pipeline=small_pipeline()))
        assert [(row["document"], row["speaker"], row["end"]) for row in rows] == [
            ("0", "Ann", 6),
            ("0", "Bo", 23),
            ("3", "Ann", 10),
        ]

    def test_what_is_no_text_is_reported_and_the_rest_is_done(self) -> None:
        data = [b"caf\xe9", TEXTS[0].encode(), None, b"\xff", TEXTS[0].encode()]
        rows = found(attribute_batches([batch(data)], pipeline=small_pipeline()))
        assert [row["document"] for row in rows] == ["t0", "t1", "t1", "t3", "t4", "t4"]
        bad = [row for row in rows if row["problem"] is not None]
        assert [{k: v for k, v in row.items() if v is not None} for row in bad] == [
            {
                "document": "t0",
                "problem": "expected UTF-8, got byte 0xe9 at byte offset 3 (unexpected end of data)",
            },
            {
                "document": "t3",
                "problem": "expected UTF-8, got byte 0xff at byte offset 0 (invalid start byte)",
            },
        ]

    def test_text_that_lies_about_being_utf_8_is_reported(self) -> None:
        # Arrow takes the word of whoever wrote the buffer.
        lying = pa.array([b"\xff", TEXTS[0].encode()]).view(pa.string())
        given = pa.RecordBatch.from_arrays([pa.array(["t0", "t1"]), lying], ["id", "text"])
        rows = found(attribute_batches([given], pipeline=small_pipeline()))
        assert [row["problem"] is None for row in rows] == [False, True, True]

    def test_no_texts_no_rows_but_the_columns(self) -> None:
        for given in (batch([None, None]), batch([], ids=[]), batch(["Nobody."], kind=pa.string())):
            (made,) = attribute_batches([given], pipeline=small_pipeline())
            assert (made.num_rows, made.schema) == (0, BATCHES_SCHEMA)
        assert list(attribute_batches([])) == []

    def test_batches_are_taken_as_needed_and_bounded(self) -> None:
        taken = itertools.count()
        given = batch(["“One,” said Ann.\n" * 2000] * 3, more=["a", "b", "c"])
        made = attribute_batches((given for _ in taken), keep=["more"], pipeline=small_pipeline())
        first, second, third = (next(made) for _ in range(3))
        assert [b.num_rows for b in (first, second, third)] == [4096, 1904, 4096]
        assert first["more"].to_pylist() == ["a"] * 2000 + ["b"] * 2000 + ["c"] * 96
        assert set(second["more"].to_pylist()) == {"c"}
        assert next(taken) == 2

    def test_it_pickles(self) -> None:
        work = partial(attribute_batches, keep=["more"], pipeline=small_pipeline())
        given = [batch(TEXTS, more=[1, 2, 3, 4])]
        assert found(pickle.loads(pickle.dumps(work))(given)) == found(work(given))

    def test_what_a_stage_raises_is_raised(self) -> None:
        with pytest.raises(LookupError, match="RAISE"):
            list(attribute_batches([batch(["RAISE"])], pipeline=small_pipeline()))

    @pytest.mark.parametrize(
        ("options", "error", "message"),
        [
            ({"keep": "outlet"}, TypeError, "keep: expected the names of columns"),
            ({"keep": ["source"]}, ValueError, "keep: expected names that stand once"),
            ({"keep": ["a", "a"]}, ValueError, "keep: expected names that stand once"),
        ],
    )
    def test_wrong_options_are_refused_at_once(
        self, options: dict[str, Any], error: type[Exception], message: str
    ) -> None:
        with pytest.raises(error, match=message):
            attribute_batches([], **options)

    def test_one_batch_or_table_is_refused_at_once(self) -> None:
        for one in (batch(TEXTS), 5):
            with pytest.raises(TypeError, match="batches: expected an iterable of record batches, got one"):
                attribute_batches(one)

    @pytest.mark.parametrize(
        ("options", "error", "message"),
        [
            ({"text": "body"}, KeyError, r"expected one of the batch's columns \(id, text\), got 'body'"),
            ({"keep": ["body"]}, KeyError, "expected one of the batch's columns"),
            ({"text": "id"}, TypeError, "text: expected texts in the column 'id', got int64"),
        ],
    )
    def test_wrong_columns(self, options: dict[str, Any], error: type[Exception], message: str) -> None:
        with pytest.raises(error, match=message):
            list(attribute_batches([batch(["x"], ids=[1])], **options))
        nested = pa.RecordBatch.from_pydict({"id": [{"a": 1}], "text": ["x"]})
        with pytest.raises(TypeError, match="id: expected what can be written as text in the column 'id'"):
            list(attribute_batches([nested]))


@pytest.mark.parametrize("module", ["quotekit.formats.arrow", "quotekit.integrations.arrow"])
def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    import importlib

    for name in [name for name in sys.modules if name.split(".")[0] == "pyarrow" or name.endswith(".arrow")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r'needs pyarrow.*pip install "quote-attribution\[arrow\]"'):
        importlib.import_module(module)
