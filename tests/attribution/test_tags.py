"""Tags of the network: spans as tags and back, the best path through them, distances to a cue."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quotekit.attribution.learned.nearness import BUCKETS, distances
from quotekit.attribution.learned.tags import PART_TAGS, Decoder, encode


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5), st.sampled_from(["content", "source"]))))
def test_spans_written_as_tags_are_read_back(raw):
    spans, free = [], 0
    for gap, length, role in raw:
        start = free + gap
        free = start + length
        spans.append((start, free, role))
    tags = encode(spans, free + 1, PART_TAGS)
    assert Decoder(PART_TAGS).spans(tags) == spans


def test_an_earlier_span_wins_over_a_later_one():
    tags = encode([(0, 3, "content"), (2, 4, "source")], 5, PART_TAGS)
    assert Decoder(PART_TAGS).spans(tags) == [(0, 3, "content")]


def follows(before: str, after: str) -> bool:
    if before[0] in "BI":
        return after[0] in "IE" and after[2:] == before[2:]
    return after[0] in "OBS"


@given(st.integers(0, 10_000), st.integers(1, 3))
def test_the_best_path_is_legal_and_no_legal_path_is_better(seed, length):
    scores = np.random.default_rng(seed).normal(size=(length, len(PART_TAGS))).astype(np.float32)
    paths = [
        path
        for path in itertools.product(range(len(PART_TAGS)), repeat=length)
        if all(follows(PART_TAGS[a], PART_TAGS[b]) for a, b in itertools.pairwise((0, *path, 0)))
    ]
    best = max(paths, key=lambda path: float(scores[np.arange(length), list(path)].sum()))
    assert tuple(Decoder(PART_TAGS).path(scores).tolist()) == best


@given(st.integers(0, 1000), st.lists(st.integers(1, 6), min_size=1, max_size=6))
def test_sequences_in_a_row_have_the_paths_that_they_have_alone(seed, lengths):
    stops = list(itertools.accumulate(lengths))
    scores = np.random.default_rng(seed).normal(size=(stops[-1], len(PART_TAGS))).astype(np.float32)
    decoder = Decoder(PART_TAGS)
    alone = [decoder.path(scores[stop - length : stop]) for stop, length in zip(stops, lengths, strict=True)]
    assert decoder.path(scores, stops).tolist() == np.concatenate(alone).tolist()


@given(st.integers(0, 1000), st.integers(1, 40), st.floats(0, 6))
def test_a_path_that_is_mended_where_it_is_illegal_is_the_best_of_the_whole(seed, length, outside):
    scores = np.random.default_rng(seed).normal(size=(length, len(PART_TAGS))).astype(np.float32)
    scores[:, 0] += np.float32(outside)
    decoder = Decoder(PART_TAGS)
    path, whole = decoder.path(scores), decoder._best(scores)
    assert path.tolist() == whole.tolist()


def test_distances_grow_with_distance_on_both_sides():
    near = distances(400, 200, 203)
    assert near[200:203].tolist() == [0, 0, 0]
    assert (np.diff(near[:200]) <= 0).all()
    assert (np.diff(near[203:]) >= 0).all()
    assert set(near[:200]) & set(near[203:]) == set()
    assert near.max() == BUCKETS - 1
