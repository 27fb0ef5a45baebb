"""Frames of pandas and polars: the same rows as `to_records`, with the same types whatever comes in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from small_stages import small_pipeline

from quotekit.formats import COLUMNS
from quotekit.integrations.frames import quotations

TEXTS = ["“One,” said Ann. “Two,” said Bo.", "Nobody there.", None, "“\U0001f600 three,” said Ann."]
IDS = ["a", "b", "c", "d"]


def expected(ids: list[Any]) -> list[dict[str, Any]]:
    pipeline = small_pipeline()
    rows = []
    for id, text in zip(ids, TEXTS, strict=True):
        if text is not None:
            rows += [{**row, "document": id} for row in pipeline.attribute(text).to_records()]
    assert len(rows) == 3
    return rows


class TestPandas:
    @pytest.fixture
    def pandas(self) -> Any:
        return pytest.importorskip("pandas")

    def test_rows(self, pandas: Any) -> None:
        frame = pandas.DataFrame({"id": IDS, "body": TEXTS}, index=[10, 20, 30, 40])
        for id, labels in (("id", IDS), (None, [10, 20, 30, 40])):
            made = quotations(frame, text="body", id=id, pipeline=small_pipeline())
            assert tuple(made.columns) == COLUMNS
            rows = made.astype(object).where(made.notna(), None).to_dict("records")
            assert rows == expected(labels)

    def test_columns_that_are_kept(self, pandas: Any) -> None:
        days = pandas.to_datetime(["2024-05-01", "2024-05-02", "2024-05-03", "2024-05-04"])
        frame = pandas.DataFrame({"text": TEXTS, "day": days, 7: pandas.Categorical(IDS)})
        made = quotations(frame, keep=["day", 7], pipeline=small_pipeline())
        assert tuple(made.columns) == (*COLUMNS, "day", 7)
        assert made["day"].tolist() == [days[0], days[0], days[3]]
        assert made[7].tolist() == ["a", "a", "d"]
        assert made.dtypes.tolist()[-2:] == frame.dtypes.tolist()[-2:]
        bare = quotations(frame[1:3], keep=["day", 7], pipeline=small_pipeline())
        assert bare.dtypes.tolist() == made.dtypes.tolist()
        for keep, error in (("day", TypeError), (["speaker"], ValueError), (["nine"], KeyError)):
            with pytest.raises(error, match="expected"):
                quotations(frame, keep=keep, pipeline=small_pipeline())

    def test_one_document_is_a_frame_of_the_same_types(self, pandas: Any) -> None:
        made = small_pipeline().attribute(TEXTS[0]).to_pandas(id="a")
        whole = quotations(pandas.DataFrame({"id": IDS, "text": TEXTS}), id="id", pipeline=small_pipeline())
        assert made.drop(columns="document").equals(whole[:2].drop(columns="document"))
        assert made["document"].tolist() == ["a", "a"]
        assert len(small_pipeline().attribute("Nobody there.").to_pandas()) == 0

    @pytest.mark.parametrize("missing", [None, float("nan"), "NA"])
    def test_types_are_the_same_without_rows(self, pandas: Any, missing: object) -> None:
        full = quotations(pandas.DataFrame({"text": TEXTS}), pipeline=small_pipeline())
        gone = pandas.NA if missing == "NA" else missing
        empty = pandas.DataFrame({"text": pandas.Series([gone], dtype=object)})
        bare = quotations(empty, pipeline=small_pipeline())
        assert len(bare) == 0
        assert bare.dtypes.tolist() == full.dtypes.tolist()

    def test_spans_slice_the_texts(self, pandas: Any) -> None:
        made = quotations(pandas.DataFrame({"text": TEXTS}), pipeline=small_pipeline())
        for row in made.itertuples():
            assert (TEXTS[row.document] or "")[row.start : row.end] == row.content

    def test_lone_surrogates_come_as_what_utf_8_can_hold(self, pandas: Any) -> None:
        texts = pandas.Series(["“A \ud800 b,” said Ann."], dtype=object)
        (row,) = quotations(pandas.DataFrame({"text": texts}), pipeline=small_pipeline()).itertuples()
        assert row.content == "“A \ufffd b,”"
        assert (row.start, row.end, len(row.content)) == (0, 8, 8)

    def test_wrong_columns_and_what_is_no_text(self, pandas: Any) -> None:
        with pytest.raises(KeyError, match="expected one of the frame's columns"):
            quotations(pandas.DataFrame({"body": TEXTS}))
        with pytest.raises(TypeError, match="expected str, got int"):
            quotations(pandas.DataFrame({"text": [1]}), pipeline=small_pipeline())

    @pytest.mark.parametrize("kind", ["Series", "dict", "list"])
    def test_what_is_no_frame_is_refused(self, pandas: Any, kind: str) -> None:
        given = {"Series": pandas.Series(TEXTS, name="text"), "dict": {"text": TEXTS}, "list": TEXTS}[kind]
        with pytest.raises(TypeError, match=rf"frame: expected a DataFrame of pandas or polars, got {kind}$"):
            quotations(given)

    def test_a_name_that_several_columns_have_is_refused(self, pandas: Any) -> None:
        frame = pandas.DataFrame([["a", TEXTS[0], TEXTS[0]]], columns=["id", "text", "text"])
        with pytest.raises(ValueError, match="got 'text', which several have"):
            quotations(frame, pipeline=small_pipeline())
        frame.columns = ["id", "id", "text"]
        with pytest.raises(ValueError, match="got 'id', which several have"):
            quotations(frame, id="id", pipeline=small_pipeline())
        # Columns that nobody asks for may be called what they like.
        assert len(quotations(frame, pipeline=small_pipeline())) == 2

    def test_an_array_in_a_cell_is_no_text_and_not_missing(self, pandas: Any) -> None:
        import numpy

        for cell in (numpy.array([1.0, numpy.nan]), numpy.array([numpy.nan]), ["a"]):
            texts = pandas.Series([None], dtype=object)
            texts[0] = cell
            with pytest.raises(TypeError, match=f"expected str, got {type(cell).__name__}"):
                quotations(pandas.DataFrame({"text": texts}), pipeline=small_pipeline())

    def test_csv_reads_back(self, pandas: Any, tmp_path: Path) -> None:
        made = quotations(pandas.DataFrame({"text": TEXTS}), pipeline=small_pipeline())
        made.to_csv(tmp_path / "rows.csv", index=False)
        back = pandas.read_csv(tmp_path / "rows.csv")
        assert back["content"].tolist() == made["content"].tolist()
        assert back["content_spans"].tolist() == made["content_spans"].tolist()


class TestPolars:
    @pytest.fixture
    def polars(self) -> Any:
        return pytest.importorskip("polars")

    def test_rows(self, polars: Any) -> None:
        frame = polars.DataFrame({"id": IDS, "body": TEXTS})
        for id, labels in (("id", IDS), (None, [0, 1, 2, 3])):
            made = quotations(frame, text="body", id=id, pipeline=small_pipeline())
            assert tuple(made.columns) == COLUMNS
            assert made.to_dicts() == expected(labels)

    def test_types_are_the_same_without_rows(self, polars: Any) -> None:
        full = quotations(polars.DataFrame({"text": TEXTS}), pipeline=small_pipeline())
        for texts in ([None], []):
            empty = polars.DataFrame({"text": texts}, schema={"text": polars.String})
            bare = quotations(empty, pipeline=small_pipeline())
            assert (bare.height, bare.schema) == (0, full.schema)

    def test_columns_that_are_kept(self, polars: Any) -> None:
        frame = polars.DataFrame({"text": TEXTS, "outlet": IDS, "page": [1, 2, 3, 4]})
        made = quotations(frame, keep=["outlet", "page"], pipeline=small_pipeline())
        assert made.columns == [*COLUMNS, "outlet", "page"]
        assert made.select("document", "outlet", "page").rows() == [(0, "a", 1), (0, "a", 1), (3, "d", 4)]
        assert quotations(frame[1:3], keep=["page"], pipeline=small_pipeline()).schema["page"] == polars.Int64
        for keep, error in (("page", TypeError), (["speaker"], ValueError), (["nine"], KeyError)):
            with pytest.raises(error, match="expected"):
                quotations(frame, keep=keep, pipeline=small_pipeline())

    def test_one_document_is_a_frame_of_the_same_rows(self, polars: Any) -> None:
        document = small_pipeline().attribute(TEXTS[0])
        assert document.to_polars(id="a").to_dicts() == document.to_records(id="a")

    def test_wrong_columns(self, polars: Any) -> None:
        with pytest.raises(KeyError, match="expected one of the frame's columns"):
            quotations(polars.DataFrame({"text": TEXTS}), id="name")

    def test_what_is_no_frame_is_refused(self, polars: Any) -> None:
        frame = polars.DataFrame({"text": TEXTS})
        with pytest.raises(TypeError, match=r"frame: expected a DataFrame of pandas or polars, got Series$"):
            quotations(frame["text"])
        with pytest.raises(TypeError, match=r"got LazyFrame: collect\(\) it first"):
            quotations(frame.lazy())

    def test_a_list_in_a_cell_is_no_text(self, polars: Any) -> None:
        with pytest.raises(TypeError, match="expected str, got"):
            quotations(polars.DataFrame({"text": [["a"]]}), pipeline=small_pipeline())

    def test_json_reads_back(self, polars: Any) -> None:
        made = quotations(polars.DataFrame({"text": TEXTS}), pipeline=small_pipeline())
        assert json.loads(made.write_json()) == expected([0, 1, 2, 3])
