"""Which quotation stands inside which."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quotekit.attribution.finishing.nesting import nested
from quotekit.document import Quotation, Span

TEXT = "x" * 60


def quotation(*content: tuple[int, int], cue: tuple[int, int] | None = None) -> Quotation:
    return Quotation(
        content=tuple(Span(*part, TEXT) for part in content), cue=(Span(*cue, TEXT),) if cue else ()
    )


def test_the_shortest_holder_wins():
    outer, middle, inner = (
        quotation((0, 50), cue=(51, 55)),
        quotation((10, 40), cue=(5, 9)),
        quotation((20, 30), cue=(15, 18)),
    )
    assert [q.inside for q in nested([inner, middle, outer])] == [None, 0, 1]


def test_a_cue_outside_keeps_a_quotation_outside():
    assert [q.inside for q in nested([quotation((0, 40)), quotation((10, 20), cue=(42, 45))])] == [None, None]


def test_each_part_of_an_interrupted_quotation_holds():
    interrupted = quotation((0, 10), (20, 40), cue=(11, 15))
    assert [q.inside for q in nested([interrupted, quotation((30, 35), cue=(25, 28))])] == [None, 0]


def test_what_stands_between_the_parts_is_not_inside():
    interrupted = quotation((0, 10), (20, 40), cue=(11, 15))
    assert [q.inside for q in nested([interrupted, quotation((12, 14))])] == [None, None]


def test_the_same_words_twice_are_not_inside_each_other():
    assert [q.inside for q in nested([quotation((0, 10)), quotation((0, 10))])] == [None, None]


spans = st.tuples(st.integers(0, 50), st.integers(1, 10)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(spans, max_size=12))
def test_inside_is_what_a_search_of_all_pairs_finds(some):
    quotations = nested([quotation(span) for span in some])
    for q in quotations:
        holders = [
            other
            for other in quotations
            if other.start <= q.start and q.end <= other.end and (other.start, other.end) != (q.start, q.end)
        ]
        if q.inside is None:
            assert holders == []
        else:
            assert quotations[q.inside] in holders
