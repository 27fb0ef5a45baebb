"""Measure what Spark and Ray cost beside the plain API, on one machine and the same articles.

    pip install ".[ray,spark]"
    python tests/benchmarks/clusters.py [--articles 1000] [--profile rules] [--workers 2]

The articles are the fixtures', over and over. Every engine has as many workers, and gives all its rows back
to the first process. Each contender has a process of its own, and they take turns. Times are wall clock.
*Start-up* is from the start of that process to its first answer, an article for each worker: imports, the
engine, the model. *Steady* is all the articles after that, the least of --rounds. It holds the start of new
workers where each run has its own, as with Ray's actors and the plain API's processes; Spark keeps them.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing.connection import Connection
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


def plain(make: Callable[[], Pipeline], workers: int | None) -> Run:
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

    pipeline = make()

    # Inside a function, so that it is sent whole: Ray's workers cannot import this file.
    class Attribute:
        def __call__(self, table: Any) -> Iterator[Any]:
            from quotekit.integrations.arrow import attribute_batches

            for batch in attribute_batches(table.to_batches(), pipeline=pipeline):
                yield pyarrow.Table.from_batches([batch])

    def run(given: Articles) -> int:
        tables = [pyarrow.Table.from_pylist(given[n::workers]) for n in range(workers)]
        found = engine.data.from_arrow(tables).map_batches(
            Attribute, batch_format="pyarrow", compute=engine.data.ActorPoolStrategy(size=workers)
        )
        return sum(table.num_rows for table in engine.get(found.to_arrow_refs()))

    return run


def serve(pipe: Connection, contender: str, profile: str, workers: int) -> None:
    """Run a contender on whatever comes through the pipe; say how many quotations it found."""
    run = CONTENDERS[contender](PROFILES[profile], workers)
    while given := pipe.recv():
        pipe.send(run(given))


def timed(pipe: Connection, given: Articles) -> tuple[float, int]:
    at = time.perf_counter()
    pipe.send(given)
    found = pipe.recv()
    return time.perf_counter() - at, found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--profile", choices=list(PROFILES), default="rules")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    given = articles(options.articles)
    # Nothing that one engine started, threads above all, may be in another's way.
    context = multiprocessing.get_context("spawn")
    pipes: dict[str, Connection] = {}
    started: dict[str, float] = {}
    for name in CONTENDERS:
        at = time.perf_counter()
        pipes[name], theirs = context.Pipe()
        context.Process(target=serve, args=(theirs, name, options.profile, options.workers)).start()
        theirs.close()
        timed(pipes[name], given[: options.workers])
        started[name] = time.perf_counter() - at
    steady = dict.fromkeys(CONTENDERS, float("inf"))
    rows: dict[str, int] = {}
    for _ in range(options.rounds):
        for name, pipe in pipes.items():
            seconds, rows[name] = timed(pipe, given)
            steady[name] = min(steady[name], seconds)
    for pipe in pipes.values():
        pipe.send(None)
    assert len(set(rows.values())) == 1, rows
    letters = sum(len(article["text"]) for article in given)
    print(f"{len(given)} articles, {letters} characters, {rows['plain']} quotations from each contender")
    print(f"profile {options.profile}, {options.workers} workers, {os.cpu_count()} processors")
    print(f"{'':16}{'start-up':>10}{'steady':>10}{'of plain':>10}")
    for name in CONTENDERS:
        share = steady[name] / steady["plain"]
        print(f"{name:16}{started[name]:>8.1f} s{steady[name]:>8.1f} s{share:>10.2f}")


CONTENDERS: dict[str, Callable[[Callable[[], Pipeline], int], Run]] = {
    "plain": lambda make, _: plain(make, None),
    "plain, workers": plain,
    "Spark": spark,
    "Ray": ray,
}

if __name__ == "__main__":
    main()
