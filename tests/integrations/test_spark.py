"""Spark: `mapInArrow` on the real engine, two workers on this machine, gives the rows of the plain API."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from cluster_articles import articles, in_order, plain_rows

from quotekit import Pipeline
from quotekit.attribution import RuleAttributor

pytest.importorskip("pyarrow")
pytest.importorskip("pyspark")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs Java, and there is none", allow_module_level=True)

from quotekit.integrations.arrow import BATCHES_SCHEMA, attribute_batches

# Spark warns of the versions of the libraries that it finds.
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "512m",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "100",
        "spark.sql.shuffle.partitions": "2",
        "spark.ui.enabled": "false",
    }
    session = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
    yield session
    session.stop()
    # Its connections are closed as they are collected, and warn of it.
    gc.collect()


def attributed(spark: Any, frame: Any, **options: Any) -> list[dict[str, Any]]:
    schema = spark.createDataFrame(BATCHES_SCHEMA.empty_table()).schema
    for name in options.get("keep", ()):
        schema.add(frame.schema[name])
    made = frame.mapInArrow(partial(attribute_batches, **options), schema)
    assert made.columns == [*BATCHES_SCHEMA.names, *options.get("keep", ())]
    return in_order([row.asDict() for row in made.collect()])


def test_a_thousand_articles_give_the_rows_of_the_plain_api(spark: Any) -> None:
    rules, given = Pipeline(attributor=RuleAttributor()), articles()
    # A partition for each of the two workers.
    frame = spark.createDataFrame(given, "id string, text string")
    rows = attributed(spark, frame, pipeline=rules)
    assert len(rows) > 3000
    assert rows == plain_rows(rules, given)


def test_the_default_pipeline(spark: Any) -> None:
    given = articles(6)
    frame = spark.createDataFrame(given, "id string, text string")
    assert attributed(spark, frame) == plain_rows(Pipeline(), given)


def test_bad_rows_are_reported_and_keys_carried_along(spark: Any) -> None:
    texts = [bytearray(b'"It is over," said Ann Lee.'), bytearray(b"caf\xe9"), None]
    given = [(n, text, f"outlet {n}") for n, text in enumerate(texts)]
    frame = spark.createDataFrame(given, "number bigint, body binary, outlet string")
    good, bad = attributed(spark, frame, text="body", id="number", keep=["outlet"])
    assert (good["document"], good["speaker"], good["outlet"], good["problem"]) == (
        "0",
        "Ann Lee",
        "outlet 0",
        None,
    )
    assert {name: value for name, value in bad.items() if value is not None} == {
        "document": "1",
        "problem": "expected UTF-8, got byte 0xe9 at byte offset 3 (unexpected end of data)",
        "outlet": "outlet 1",
    }
