"""Measure the way from a folder of articles to the table of who is quoted: time, memory, Ctrl-C and --resume.

    python tests/benchmarks/folder.py [ARTICLES] [--profile rules] [--workers 2]

The articles are those of archive.py, ten quotations each, in ten folders. `quotekit speakers` reads them
once in one go; then again with a journal, stopped by Ctrl-C when half of them are in it, and a third time,
which goes on from there. Memory is the largest that the command and its workers had together, sampled each
fifth of a second, for each tenth of the way (Linux). Both tables must be the same to the byte.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from archive import Newsroom

PAGE = os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", nargs="?", type=int, default=10_000)
    parser.add_argument("--profile", default="rules")
    parser.add_argument("--workers", default="2")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "articles")
        made = make(folder, options.articles)
        print(f"{options.articles:,} articles, {made:,} characters, profile {options.profile}")
        command = ["speakers", str(folder), "--by", "folder", "--profile", options.profile]
        command += ["--workers", options.workers]
        whole, journal, stopped = (Path(name, file) for file in ("whole.csv", "journal.jsonl", "resumed.csv"))
        measured(
            "in one go",
            [*command, "--resume", f"{journal}-whole", "-o", str(whole)],
            Path(f"{journal}-whole"),
        )
        resumed = [*command, "--resume", str(journal), "-o", str(stopped)]
        half = journal_size(Path(f"{journal}-whole")) // 2
        measured("stopped at half", resumed, journal, until=lambda: journal_size(journal) >= half)
        lines = journal.read_bytes().splitlines(keepends=True)
        whole_lines = all(line.endswith(b"}\n") for line in lines)
        print(f"the journal has {len(lines):,} lines, all whole: {whole_lines}")
        measured("gone on", resumed, journal)
        print("the same table:", whole.read_bytes() == stopped.read_bytes())


def make(folder: Path, articles: int) -> int:
    newsroom, characters = Newsroom(), 0
    for number in range(articles):
        path = folder / f"outlet{number % 10}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = newsroom.article().text
        path.write_text(text, encoding="utf-8")
        characters += len(text)
    return characters


def measured(
    name: str, command: list[str], journal: Path, *, until: Callable[[], bool] | None = None
) -> None:
    started, peaks, sent = time.perf_counter(), [0.0], False
    process = subprocess.Popen([sys.executable, "-m", "quotekit", *command], start_new_session=True)
    at = 0.0
    while process.poll() is None:
        if time.perf_counter() - started > at:
            at += 10
            peaks.append(0.0)
        peaks[-1] = max(peaks[-1], memory(process.pid))
        if until is not None and not sent and until():
            os.killpg(process.pid, signal.SIGINT)
            sent = True
        time.sleep(0.2)
    seconds = time.perf_counter() - started
    tenths = peaks[1 :: max(1, len(peaks) // 10)]
    shown = " ".join(f"{mb:.0f}" for mb in tenths)
    print(f"{name}: exit code {process.returncode}, {seconds:.0f} s, MB {shown}", flush=True)


def memory(root: int) -> float:
    """Return what a process and those that it started have in memory, in MB."""
    parents, sizes = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
                parents[int(entry.name)] = int(stat[1])
                sizes[int(entry.name)] = int((entry / "statm").read_text().split()[1]) * PAGE
            except (OSError, IndexError):
                continue
    family, more = {root}, True
    while more:
        new = {pid for pid, parent in parents.items() if parent in family} - family
        family, more = family | new, bool(new)
    return sum(sizes.get(pid, 0) for pid in family) / 1e6


def journal_size(journal: Path) -> int:
    return journal.stat().st_size if journal.exists() else 0


if __name__ == "__main__":
    main()
