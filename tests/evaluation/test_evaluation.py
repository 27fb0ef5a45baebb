"""The measures: defined cases, figures of the reference scorer on made articles, intervals, calibration."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import quotekit
from quotekit.errors import InvalidDocument
from quotekit.evaluation import (
    Attribution,
    Calibration,
    GoldArticle,
    Report,
    attributions_of,
    evaluate,
    outermost,
    read_gold,
    read_predictions,
)
from quotekit.evaluation.words import Words, names_of

# Set it to the reference scorer's file to compare with the scorer itself, not only with its figures below.
YARDSTICK = os.environ.get("QUOTEKIT_YARDSTICK")
MEASURES = ("found", "exact", "who", "who-exact", "named", "words")

TEXT = (
    'The mayor of Leeds, Ann Lee, said “the bridge is shut”. Bo\'s view is that it will open.\n"So," he said.'
)


def spans(*parts: str) -> tuple[tuple[int, int], ...]:
    return tuple((TEXT.index(part), TEXT.index(part) + len(part)) for part in parts)


def one(gold: list[Attribution], predicted: list[Attribution], *types: str) -> dict[str, Any]:
    article = GoldArticle(id="a", text=TEXT, attributions=tuple(gold))
    report = evaluate(
        [article], {"a": predicted}, types=[types or ("direct", "mixed", "indirect")], resamples=0
    )
    return {k: v["f"] if isinstance(v, dict) else v for k, v in report.to_dict()["scores"][0].items()}


GOLD = Attribution(
    content=spans("“the bridge is shut”"),
    source=spans("The mayor of Leeds, Ann Lee"),
    type="direct",
    speaker="Ann Lee",
)


@pytest.mark.parametrize(
    ("name", "predicted", "expected"),
    [
        ("the same", GOLD, {"found": 100, "exact": 100, "who": 100, "who_exact": 100, "named": 100}),
        (
            "marks and full stops do not count",
            Attribution(content=spans("the bridge is shut"), source=spans("The mayor of Leeds, Ann Lee, ")),
            {"found": 100, "exact": 100, "who": 100, "who_exact": 100, "named": 0},
        ),
        (
            "half of a word is the word",
            Attribution(content=spans("he bridge is shu"), source=spans("nn")),
            {"exact": 100, "who": 100, "who_exact": 0},
        ),
        (
            "half of the words",
            Attribution(content=spans("bridge is"), speaker="mayor Ann Lee"),
            {"found": 100, "exact": 0, "who": 0, "named": 0},
        ),
        (
            "less than half of the words",
            Attribution(content=spans("bridge"), source=spans("Ann Lee")),
            {"found": 0, "exact": 0, "who": 0, "named": 0, "pred": 1},
        ),
        (
            "small words name nobody",
            Attribution(content=GOLD.content, source=spans("of")),
            {"found": 100, "who": 0},
        ),
        (
            "titles and case do not count in names",
            Attribution(content=GOLD.content, speaker="The President ANN LEE’s"),
            {"named": 100, "who": 0},
        ),
        (
            "a set of several names",
            Attribution(content=GOLD.content, speaker="Ann Lee | Bo"),
            {"named": 0},
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_measures(name: str, predicted: Attribution, expected: dict[str, float]) -> None:
    got = one([GOLD], [predicted])
    assert {measure: got[measure] for measure in expected} == expected


def test_a_name_alone_will_do_where_the_gold_has_no_source() -> None:
    gold = Attribution(content=GOLD.content, type="direct", speaker="Ann Lee")
    assert one([gold], [Attribution(content=GOLD.content)])["who"] == 100
    wrong = Attribution(content=GOLD.content, source=spans("he said"), speaker="Bo")
    assert one([gold], [wrong])["who"] == 0
    right = Attribution(content=GOLD.content, source=spans("he said"), speaker="Ms Ann Lee")
    assert one([gold], [right])["who"] == 100


def test_a_pair_counts_under_the_gold_ones_type() -> None:
    gold = Attribution(content=spans("said “the bridge is shut"), source=GOLD.source, type="mixed")
    got = one([gold], [GOLD], "mixed")
    assert (got["gold"], got["pred"], got["found"]) == (1, 1, 100)
    got = one([gold], [GOLD], "direct")
    assert (got["gold"], got["pred"]) == (0, 0)


def test_predictions_near_another_types_gold_do_not_count_against_a_type() -> None:
    second = Attribution(content=spans("the bridge is"), type="direct")
    indirect = Attribution(content=GOLD.content, source=GOLD.source, type="indirect")
    assert one([indirect], [GOLD, second], "direct")["pred"] == 0
    assert one([indirect], [GOLD, second], "indirect")["pred"] == 1
    assert one([indirect], [GOLD, second])["pred"] == 2


def test_a_prediction_is_typed_by_its_marks_not_by_its_own_word() -> None:
    lone = Attribution(content=spans('"So,"'), type="indirect")
    assert one([GOLD], [lone], "direct")["pred"] == 1
    assert one([GOLD], [lone], "indirect")["pred"] == 0


def test_the_best_overlap_is_paired_first() -> None:
    whole = Attribution(content=spans("the bridge is shut”. Bo's view"), source=spans("Ann Lee"))
    assert one([GOLD], [whole, GOLD])["exact"] == pytest.approx(66.7)


def test_contents_without_words_are_nothing() -> None:
    nothing = Attribution(content=spans("”. "), type="direct")
    got = one([nothing], [nothing])
    assert (got["gold"], got["pred"], got["found"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("“the bridge is shut”", "direct"),
        ("said “the bridge is shut”", "mixed"),
        ("The mayor of Leeds", "indirect"),
        ("it will open", "indirect"),
        ('"So,"', "direct"),
        ("”. ", "indirect"),
    ],
)
def test_types(part: str, expected: str) -> None:
    assert Words(TEXT).type_of(spans(part)) == expected


@pytest.mark.parametrize(
    ("speaker", "names"),
    [
        (None, set()),
        ("", set()),
        ("Mr. Bo Khan", {"bo khan"}),
        ("former Vice President Ann Lee", {"ann lee"}),
        ("Theo Lee", {"theo lee"}),
        ("the U.S.’s", {"us"}),
        ("Ann  Lee | Bo\u00a0Khan", {"ann lee", "bo khan"}),
        ("AUTHOR", {"author"}),
    ],
)
def test_names(speaker: str | None, names: set[str]) -> None:
    assert names_of(speaker) == names


PLAIN = (
    "the a of mayor bridge shut open Ann Lee's Bo Khan said that it will rain on Monday and he told us so "
    "2.5 don’t U.S. é 漢字 's — , . “ ” “ ” \" « »"
)
WORDS = [*PLAIN.split(), "\n", "\n\n"]


def made_articles(count: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Articles of words drawn by lot, with gold attributions and predictions near them."""
    lot = random.Random(3)
    gold, predicted = [], []
    for number in range(count):
        text = " ".join(WORDS[int(lot.random() * len(WORDS))] for _ in range(150))

        def span(text: str = text) -> list[int]:
            start = int(lot.random() * (len(text) - 60))
            return [start, start + 1 + int(lot.random() * 59)]

        quotes, guesses = [], []
        for _ in range(8):
            quotes.append(
                {
                    "content": [span() for _ in range(1 + int(lot.random() * 2))],
                    "cue": [],
                    "source": [span()] if lot.random() < 0.8 else [],
                    "type": ("direct", "mixed", "indirect")[int(lot.random() * 3)],
                    "speaker": (None, "Mr. Bo Khan", "Ann Lee", "the U.S. | Bo Khan")[int(lot.random() * 4)],
                }
            )
        for quote in quotes:
            guess = dict(quote, confidence=round(lot.random(), 3))
            if lot.random() < 0.5:
                guess["content"] = [
                    [max(0, s - int(lot.random() * 20)), min(len(text), e + int(lot.random() * 20))]
                    for s, e in quote["content"]
                ]
            if lot.random() < 0.3:
                guess["source"] = [span()]
            if lot.random() < 0.3:
                guess["speaker"] = "Bo Khan's"
            if lot.random() < 0.9:
                guesses.append(guess)
            if lot.random() < 0.3:
                guesses.append({"content": [span()], "source": [], "speaker": None})
        gold.append({"id": f"made-{number}", "text": text, "quotes": quotes})
        if number % 10 != 9:
            predicted.append({"id": f"made-{number}", "quotes": guesses})
    return gold, predicted


def write(path: Path, lines: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("made")
    gold, predicted = made_articles(40)
    return write(folder / "gold.jsonl", gold), write(folder / "pred.jsonl", predicted)


def lines_of(report: Report) -> dict[str, str]:
    """The report in the reference scorer's form."""
    lines = {}
    for s in report.to_dict()["scores"]:
        figures = "  ".join(
            f"{m} P {f['precision']} R {f['recall']} F {f['f']}"
            for m in MEASURES
            for f in [s[m.replace("-", "_")]]
        )
        types = ",".join(s["types"])
        counts = f"gold {s['gold']:5d} pred {s['pred']:5d}"
        lines[types] = f"{counts}  {figures}  who|found {s['who_given_found']}"
    return lines


# What the reference scorer says about `made_articles(40)`.
FIGURES = {
    "direct": (
        "gold   112 pred   104  "
        "found P 80.8 R 75.0 F 77.8  exact P 38.5 R 35.7 F 37.0  who P 57.7 R 53.6 F 55.6  "
        "who-exact P 25.0 R 23.2 F 24.1  named P 60.6 R 56.2 F 58.3  "
        "words P 73.0 R 77.1 F 75.0  who|found 71.4"
    ),
    "direct,mixed": (
        "gold   224 pred   229  "
        "found P 76.0 R 77.7 F 76.8  exact P 34.9 R 35.7 F 35.3  who P 53.3 R 54.5 F 53.9  "
        "who-exact P 23.1 R 23.7 F 23.4  named P 57.6 R 58.9 F 58.3  "
        "words P 73.7 R 83.5 F 78.3  who|found 70.1"
    ),
    "mixed": (
        "gold   112 pred   117  "
        "found P 76.9 R 80.4 F 78.6  exact P 34.2 R 35.7 F 34.9  who P 53.0 R 55.4 F 54.1  "
        "who-exact P 23.1 R 24.1 F 23.6  named P 59.0 R 61.6 F 60.3  "
        "words P 65.9 R 83.9 F 73.8  who|found 68.9"
    ),
    "indirect": (
        "gold    93 pred   101  "
        "found P 73.3 R 79.6 F 76.3  exact P 38.6 R 41.9 F 40.2  who P 55.4 R 60.2 F 57.7  "
        "who-exact P 32.7 R 35.5 F 34.0  named P 57.4 R 62.4 F 59.8  "
        "words P 75.0 R 82.0 F 78.3  who|found 75.7"
    ),
    "direct,mixed,indirect": (
        "gold   317 pred   345  "
        "found P 71.9 R 78.2 F 74.9  exact P 34.5 R 37.5 F 36.0  who P 51.6 R 56.2 F 53.8  "
        "who-exact P 24.9 R 27.1 F 26.0  named P 55.1 R 59.9 F 57.4  "
        "words P 79.4 R 85.6 F 82.4  who|found 71.8"
    ),
}


def test_figures_are_the_reference_scorers(made: tuple[Path, Path]) -> None:
    gold, pred = made
    assert lines_of(evaluate(read_gold(gold), read_predictions(pred), resamples=0)) == FIGURES


@pytest.mark.skipif(not YARDSTICK, reason="QUOTEKIT_YARDSTICK does not name the reference scorer")
def test_figures_are_the_reference_scorers_now(made: tuple[Path, Path]) -> None:
    gold, pred = made
    done = subprocess.run(
        [sys.executable, str(YARDSTICK), str(gold), str(pred)],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    theirs = {line.split()[0]: line[23:] for line in done.stdout.splitlines()}
    assert lines_of(evaluate(read_gold(gold), read_predictions(pred), resamples=0)) == theirs


def test_intervals_hold_the_figure_and_are_the_same_each_time(made: tuple[Path, Path]) -> None:
    gold, pred = read_gold(made[0]), read_predictions(made[1])
    first = evaluate(gold, pred, resamples=200)
    assert evaluate(gold, pred, resamples=200) == first
    assert evaluate(gold, pred, resamples=200, seed=1) != first
    for scores in first.scores:
        assert scores.who.interval is not None
        low, high = scores.who.interval
        assert low < scores.who.f < high
    wide, narrow = (
        evaluate(some, pred, resamples=200).scores[-1].who.interval for some in (gold[:10], gold * 4)
    )
    assert wide is not None
    assert narrow is not None
    assert wide[1] - wide[0] > 1.5 * (narrow[1] - narrow[0])


def test_no_articles_and_no_predictions() -> None:
    assert evaluate([], {}).scores[0].who.f == 0
    article = GoldArticle(id="a", text=TEXT, attributions=(GOLD,))
    scores = evaluate([article], {"b": [GOLD]}, resamples=10).scores[-1]
    assert (scores.gold, scores.pred, scores.found.recall) == (1, 0, 0)


def test_offsets_outside_the_text_are_refused_with_the_article() -> None:
    article = GoldArticle(id="a-1", text="Hello", attributions=())
    with pytest.raises(InvalidDocument, match=r"article a-1: expected offsets .* <= 5, got 2 and 6"):
        evaluate([article], {"a-1": [Attribution(content=((2, 6),))]})


class TestCalibration:
    def test_perfect(self) -> None:
        calibration = Calibration.of([(0.75, True), (0.75, True), (0.75, True), (0.75, False), (1.0, True)])
        assert calibration is not None
        assert calibration.error == 0
        assert [(b.count, b.confidence, b.right) for b in calibration.bins] == [
            (4, 0.75, 0.75),
            (1, 1.0, 1.0),
        ]

    def test_error_is_weighted_by_count(self) -> None:
        calibration = Calibration.of([(0.5, True), (0.9, False), (0.9, False), (0.9, False)])
        assert calibration is not None
        assert calibration.error == pytest.approx((0.5 + 3 * 0.9) / 4)

    def test_nothing_to_calibrate(self) -> None:
        assert Calibration.of([]) is None

    @given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
    def test_error_is_a_share(self, judged: list[tuple[float, bool]]) -> None:
        calibration = Calibration.of(judged)
        assert calibration is not None
        assert 0 <= calibration.error <= 1
        assert sum(b.count for b in calibration.bins) == len(judged)

    def test_right_is_found_with_who(self) -> None:
        article = GoldArticle(id="a", text=TEXT, attributions=(GOLD,))
        sure = Attribution(content=GOLD.content, source=spans("Ann"), confidence=0.9)
        wrong = Attribution(content=spans("it will open"), source=spans("Bo"), confidence=0.2)
        calibration = evaluate([article], {"a": [sure, wrong]}, resamples=0).calibration
        assert calibration is not None
        assert [(b.confidence, b.right) for b in calibration.bins] == [(0.2, 0), (0.9, 1)]

    @pytest.mark.parametrize(
        ("changed", "judged"),
        [
            ({}, [(0.9, 1)]),
            ({"speaker": "Bo Khan"}, [(0.9, 0)]),
            ({"speaker": None}, []),
            ({"source": spans("it will open")}, []),
            ({"speaker_confidence": None}, []),
        ],
    )
    def test_names_are_judged_where_the_source_is_right(
        self, changed: dict[str, Any], judged: list[tuple[float, int]]
    ) -> None:
        article = GoldArticle(id="a", text=TEXT, attributions=(GOLD,))
        given = attrs.evolve(GOLD, **{"speaker_confidence": 0.9, **changed})
        report = evaluate([article], {"a": [given]}, resamples=0)
        bins = report.speaker_calibration.bins if report.speaker_calibration else ()
        assert [(b.confidence, b.right) for b in bins] == judged
        assert ("of speaker_confidence: " in report.to_table()) is bool(judged)


def test_the_table_has_no_figures_of_types_that_do_not_occur() -> None:
    article = GoldArticle(id="a", text=TEXT, attributions=(GOLD,))
    types = [("direct",), ("mixed",), ("indirect",)]
    table = evaluate([article], {"a": [GOLD]}, types=types, resamples=0).to_table()
    assert table.count("gold 0, predicted 0") == 2
    assert table.count("who-exact") == 1


def test_acts_are_compared_where_the_gold_has_them() -> None:
    said, thought, open_ = (
        Attribution(content=spans(part), act=act, type="indirect")
        for part, act in (("the bridge is shut", "speech"), ("it will open", "thought"), ("So", None))
    )
    article = GoldArticle(id="a", text=TEXT, attributions=(said, thought, open_))
    given = [said, attrs.evolve(thought, act="speech"), attrs.evolve(open_, act="thought")]
    report = evaluate([article], {"a": given}, resamples=0)
    assert report.scores[-1].act_given_found == report.to_dict()["scores"][-1]["act_given_found"] == 50
    assert "act, given found             50.0" in report.to_table()
    without = GoldArticle(id="a", text=TEXT, attributions=(open_,))
    silent = evaluate([without], {"a": given}, resamples=0)
    assert silent.scores[-1].act_given_found is None
    assert "act, given" not in silent.to_table()


def test_names_are_compared_where_the_gold_has_them() -> None:
    unnamed = attrs.evolve(GOLD, speaker=None, speaker_kind=None)
    given = attrs.evolve(GOLD, speaker_confidence=0.9)
    report = evaluate([GoldArticle(id="a", text=TEXT, attributions=(unnamed,))], {"a": [given]}, resamples=0)
    assert report.scores[-1].named is report.to_dict()["scores"][-1]["named"] is None
    assert report.speaker_calibration is None
    table = report.to_table()
    assert table.endswith("named: nothing to measure, as no gold quotation has a speaker\n")
    assert table.count("named") == 1


class TestFiles:
    def test_predictions_in_the_command_lines_form(self, tmp_path: Path) -> None:
        span = {"start": 0, "end": 5, "text": "Hello"}
        quotation = {
            "type": "direct",
            "content": [span],
            "cue": [],
            "source": [span],
            "speaker": {"name": "Ann Lee", "kind": "person"},
            "confidence": 0.5,
            "speaker_confidence": 0.7,
            "rule": "said",
        }
        path = write(tmp_path / "p.jsonl", [{"id": "a", "schema": 1, "quotations": [quotation]}])
        (said,) = read_predictions(path)["a"]
        assert said == Attribution(
            content=((0, 5),),
            source=((0, 5),),
            type="direct",
            speaker="Ann Lee",
            speaker_kind="person",
            confidence=0.5,
            speaker_confidence=0.7,
        )

    def test_documents_are_gold(self, tmp_path: Path) -> None:
        document = quotekit.attribute("“No,” said Ann Lee. Residents said it was late.")
        path = write(tmp_path / "gold.jsonl", [{"id": "a", **document.to_dict()}])
        (article,) = read_gold(path)
        assert (article.id, article.text) == ("a", document.text)
        kinds = ("person", "group")
        assert article.attributions == tuple(
            attrs.evolve(one, speaker_kind=kind)
            for one, kind in zip(attributions_of(document), kinds, strict=True)
        )

    @pytest.mark.parametrize(
        ("read", "line", "message"),
        [
            (read_gold, b"{", "line 2: expected JSON in UTF-8"),
            (read_gold, b'"\xff"', "line 2: expected JSON in UTF-8"),
            (read_gold, b"[" * 200_000, "line 2: expected JSON in UTF-8"),
            (read_gold, b"[]", "line 2: expected a JSON object, got a list"),
            (read_gold, b'{"id": 5, "quotes": []}', 'line 2: expected a string as "id", got 5'),
            (
                read_gold,
                b'{"id": "a", "quotes": []}',
                'line 2: expected a string as "text", got nothing',
            ),
            (
                read_gold,
                b'{"id": "a", "quotes": [{"content": []}]}',
                'expected a "type" in every gold quotation',
            ),
            (read_predictions, b'{"id": "a"}', 'expected a list as "quotes", got nothing'),
            (
                read_predictions,
                b'{"id": "a", "quotes": [3]}',
                "expected an object for each quotation, got 3",
            ),
            (read_predictions, b'{"id": "a", "quotes": [{}]}', "expected a list of spans, got nothing"),
            (read_predictions, b'{"id": "a", "quotes": [{"content": [[0, true]]}]}', "expected a span"),
            (
                read_predictions,
                b'{"id": "a", "quotes": [{"content": [], "confidence": NaN}]}',
                'expected a number from 0 to 1 as a "confidence", got NaN',
            ),
            (
                read_predictions,
                b'{"id": "a", "quotes": [{"content": [], "type": "shouted"}]}',
                'expected "direct", "mixed" or "indirect" as a "type", got "shouted"',
            ),
        ],
    )
    def test_what_is_not_of_the_form_is_refused_by_line(
        self, tmp_path: Path, read: Callable[[Path], object], line: bytes, message: str
    ) -> None:
        path = tmp_path / "file.jsonl"
        path.write_bytes(b'{"id": "0", "text": "", "quotes": []}\n' + line + b"\n")
        with pytest.raises(InvalidDocument) as caught:
            read(path)
        assert str(caught.value).startswith(f"{path}: line 2: ")
        assert message in str(caught.value)


def test_what_stands_inside_another_can_be_left_out(tmp_path: Path) -> None:
    text = "“She told me: ‘We will go.’ I left,” said Ann Lee."
    outer, inner = (
        {"content": [[0, 36]], "type": "direct"},
        {"content": [[14, 27]], "type": "direct", "inside": 0},
    )
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "a", "text": text, "quotes": [outer, inner]}), encoding="utf-8")
    (article,) = read_gold(path)
    assert [one.nested for one in article.attributions] == [False, True]
    assert [one.content for one in outermost(article.attributions)] == [((0, 36),)]
