"""Samples: sentences of treebanks by their number and passages with their text, annotated by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the extra train")

from quotekit.training.languages import TREEBANKS
from quotekit.training.samples import read_samples

SAMPLES = Path(__file__).parents[2] / "languages" / "samples"

TREEBANK = """\
1\tPrší\tpršet\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
2\t.\t.\tPUNCT\t_\t_\t1\tpunct\t_\t_

1\tAno\tano\tPART\t_\t_\t3\tobj\t_\tSpaceAfter=No
2\t,\t,\tPUNCT\t_\t_\t3\tpunct\t_\t_
3\třekla\tříci\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_
"""


def test_a_sentence_is_found_by_its_number_in_the_treebank(tmp_path: Path) -> None:
    (tmp_path / "cs.conllu").write_text(TREEBANK, encoding="utf-8")
    quotes = [{"content": [[0, 3]], "cue": [[5, 10]], "source": [], "act": "speech"}]
    rows = [
        {"file": "cs.conllu", "sentence": 1, "quotes": quotes},
        {"file": "cs.conllu", "sentence": 0, "quotes": []},
        {"file": "elsewhere.conllu", "sentence": 0, "quotes": []},
    ]
    (tmp_path / "cs.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    said, silent = read_samples(tmp_path, "cs", tmp_path)
    assert (said.text, silent.text) == ("Ano, řekla.", "Prší.")
    assert [said.text[s:e] for s, e in (*said.attributions[0].content, *said.attributions[0].cue)] == [
        "Ano",
        "řekla",
    ]
    assert silent.attributions == ()


@pytest.mark.parametrize("language", TREEBANKS)
def test_what_is_annotated_stands_in_the_passage(language: str, tmp_path: Path) -> None:
    passages = list(read_samples(SAMPLES, language, tmp_path))
    assert any(one.attributions for one in passages)
    assert not all(one.attributions for one in passages)
    for one in passages:
        for said in one.attributions:
            assert said.content, one.text
            # Speech that goes on without a cue follows something.
            assert said.cue or said.source or said.content[0][0] > 0 or len(one.attributions) > 1, one.text
            for start, end in (*said.content, *said.cue, *said.source):
                assert 0 <= start < end <= len(one.text)
                assert one.text[start:end] == one.text[start:end].strip()
