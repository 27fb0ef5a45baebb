"""Ray Data: `map_batches` on the real engine, two actors on this machine, gives the rows of the plain API."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest
from cluster_articles import articles, in_order, plain_rows

from quotekit import Pipeline
from quotekit.attribution import RuleAttributor

pyarrow = pytest.importorskip("pyarrow")
# Ray looks at them as it is imported.
os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
ray = pytest.importorskip("ray")
pytest.importorskip("ray.data")

# Ray warns of what it will change.
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[None]:
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, object_store_memory=100 * 2**20)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield
    ray.shutdown()
    gc.collect()


def attributed(tables: list[Any], **options: Any) -> list[dict[str, Any]]:
    # Inside a function, so that it is sent whole: workers cannot import this module.
    class Attribute:
        def __init__(self, make: Any, options: dict[str, Any]) -> None:
            self.options = {**options, "pipeline": make()}

        def __call__(self, table: Any) -> Iterator[Any]:
            from quotekit.integrations.arrow import attribute_batches

            for batch in attribute_batches(table.to_batches(), **self.options):
                yield pyarrow.Table.from_batches([batch])

    make = options.pop("make", Pipeline)
    found = ray.data.from_arrow(tables).map_batches(
        Attribute,
        fn_constructor_args=(make, options),
        batch_format="pyarrow",
        batch_size=100,
        compute=ray.data.ActorPoolStrategy(size=len(tables)),
    )
    return in_order(found.take_all())


def test_a_thousand_articles_give_the_rows_of_the_plain_api() -> None:
    given = articles()
    tables = [pyarrow.Table.from_pylist(half) for half in (given[:500], given[500:])]
    rows = attributed(tables, make=lambda: Pipeline(attributor=RuleAttributor()))
    assert len(rows) > 3000
    assert rows == plain_rows(Pipeline(attributor=RuleAttributor()), given)


def test_the_default_pipeline() -> None:
    given = articles(6)
    assert attributed([pyarrow.Table.from_pylist(given)]) == plain_rows(Pipeline(), given)


def test_bad_rows_are_reported_and_keys_carried_along() -> None:
    texts = [b'"It is over," said Ann Lee.', b"caf\xe9", None]
    table = pyarrow.table({"number": [0, 1, 2], "body": texts, "outlet": ["A", "B", "C"]})
    good, bad = attributed([table], text="body", id="number", keep=["outlet"])
    assert (good["document"], good["speaker"], good["outlet"], good["problem"]) == ("0", "Ann Lee", "A", None)
    assert {name: value for name, value in bad.items() if value is not None} == {
        "document": "1",
        "problem": "expected UTF-8, got byte 0xe9 at byte offset 3 (unexpected end of data)",
        "outlet": "B",
    }
