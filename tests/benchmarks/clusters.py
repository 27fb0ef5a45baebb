"""Measure what Spark and Ray cost beside the plain API, on one machine and the same articles.

    pip install "quotekit[ray,spark]"
    python tests/benchmarks/clusters.py [--articles 1000] [--profile rules] [--workers 2]

The articles are the fixtures', over and over. Every engine has as many workers, and gives all its rows back
to the first process. Times are wall clock. *Start-up* is what comes before: imports, the engine's start, and
an article for each worker, which loads the model. *Steady* is all the articles, once that is done: the least
of --rounds, in which the contenders take turns. It holds the start of new workers where each run has its own,
as with Ray's actors and the plain API's processes; Spark keeps them.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from cluster_articles import articles

from quotekit import Pipeline
from quotekit.attribution import RuleAttributor

Articles = list[dict[str, str]]
Run = Callable[[Articles], int]


def rules() -> Pipeline:
    return Pipeline(attributor=RuleAttributor())


PROFILES: dict[str, Callable[[], Pipeline]] = {"rules": rules, "model": Pipeline}


def plain(make: Callable[[], Pipeline], workers: int | None = None) -> Run:
    pipeline = make()

    def run(given: Articles) -> int:
        documents = pipeline.attribute_many((article["text"] for article in given), workers=workers)
        return sum(
            len(document.to_records(id=article["id"]))
            for article, document in zip(given, documents, strict=True)
        )

    return run


def spark(make: Callable[[], Pipeline], workers: int) -> Run:
    from pyspark.sql import SparkSession

    from quotekit.integrations.arrow import BATCHES_SCHEMA, attribute_batches

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "1g",
        "spark.log.level": "ERROR",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    session = SparkSession.builder.master(f"local[{workers}]").config(map=settings).getOrCreate()
    schema = session.createDataFrame(BATCHES_SCHEMA.empty_table()).schema
    work = partial(attribute_batches, pipeline=make())

    def run(given: Articles) -> int:
        frame = session.createDataFrame(given, "id string, text string")
        return int(frame.mapInArrow(work, schema).toArrow().num_rows)

    return run


def ray(make: Callable[[], Pipeline], workers: int) -> Run:
    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
    import pyarrow
    import ray as engine
    import ray.data

    # One more than the actors hold, or Ray warns that nothing else can run.
    engine.init(num_cpus=workers + 1, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    context = engine.data.DataContext.get_current()
    context.enable_progress_bars = False

    class Attribute:
        def __init__(self) -> None:
            self.pipeline = make()

        def __call__(self, table: Any) -> Iterator[Any]:
            from quotekit.integrations.arrow import attribute_batches

            for batch in attribute_batches(table.to_batches(), pipeline=self.pipeline):
                yield pyarrow.Table.from_batches([batch])

    def run(given: Articles) -> int:
        tables = [pyarrow.Table.from_pylist(given[n::workers]) for n in range(workers)]
        found = engine.data.from_arrow(tables).map_batches(
            Attribute, batch_format="pyarrow", compute=engine.data.ActorPoolStrategy(size=workers)
        )
        return sum(table.num_rows for table in engine.get(found.to_arrow_refs()))

    return run


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--profile", choices=list(PROFILES), default="rules")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    make, workers = PROFILES[options.profile], options.workers
    contenders: dict[str, Callable[[], Run]] = {
        "plain": partial(plain, make),
        f"plain, workers={workers}": partial(plain, make, workers),
        "Spark": partial(spark, make, workers),
        "Ray": partial(ray, make, workers),
    }
    given = articles(options.articles)
    runs: dict[str, Run] = {}
    started: dict[str, float] = {}
    for name, begin in contenders.items():
        at = time.perf_counter()
        runs[name] = begin()
        runs[name](given[:workers])
        started[name] = time.perf_counter() - at
    steady = dict.fromkeys(runs, float("inf"))
    rows: dict[str, int] = {}
    for _ in range(options.rounds):
        for name, run in runs.items():
            at = time.perf_counter()
            rows[name] = run(given)
            steady[name] = min(steady[name], time.perf_counter() - at)
    assert len(set(rows.values())) == 1, rows
    letters = sum(len(article["text"]) for article in given)
    print(f"{len(given)} articles, {letters} characters, {rows['plain']} quotations from each")
    print(f"profile {options.profile}, {os.cpu_count()} processors")
    print(f"{'':20}{'start-up':>10}{'steady':>10}{'of plain':>10}")
    for name in runs:
        share = steady[name] / steady["plain"]
        print(f"{name:20}{started[name]:>8.1f} s{steady[name]:>8.1f} s{share:>10.2f}")


if __name__ == "__main__":
    main()
