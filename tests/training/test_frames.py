"""Frames for other languages: which sentences fill them, and the passages that come out."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the extra train")

from quotekit.training.frames import Frames, Row, forms
from quotekit.training.languages import TREEBANKS, pool
from quotekit.training.passages import article


@pytest.mark.parametrize(
    ("language", "sentence", "reports"),
    [
        # The first word with a lemma is the verb; a plus marks the verb's particle.
        ("de", "Das Haus ist/sein 1920 gebaut worden", False),
        ("de", "Das Haus ist/sein laut Polizei leer", True),
        ("de", "Das Haus ist/sein nach Angaben der Polizei leer", True),
        ("de", "Das Amt teilte/teilen den Grund mit+", True),
        ("de", "Das Amt teilte/teilen den Grund auf+", False),
        ("de", "Das Haus sei/sein immer leer", True),
        ("de", "Das Haus ist/sein so leer dass es hallt", True),
        ("de", "Ida Moll hofft/hoffen auf Regen", True),
        ("de", "Ida Moll spekuliert/spekulieren auf Regen", True),
        ("cs", "Petr bydlí/bydlet ve starém domě", False),
        ("cs", "Petr doufá/doufat v brzkou výhru", True),
        ("cs", "Petr počítá/počítat s brzkou výhrou", True),
        ("es", "Ana vive/vivir en una casa", False),
        ("es", "Ana cree/creer en los vecinos", True),
        ("es", "Ana confía/confiar en los vecinos", True),
        ("fr", "Anne vit/vivre dans une ferme", False),
        ("fr", "Anne croit/croire à la victoire", True),
        ("fr", "Anne rêve/rêver de la victoire", True),
        ("nl", "Anna woont/wonen in een boerderij", False),
        ("nl", "Anna hoopt/hopen op de winst", True),
        ("nl", "Anna rekent/rekenen op de winst", True),
        ("pt", "Ana mora/morar numa casa velha", False),
        ("pt", "Ana acredita/acreditar numa vida nova", True),
        ("pt", "Ana confia/confiar numa vida nova", True),
        ("ru", "Анна живёт/жить в старом доме", False),
        ("ru", "Анна надеется/надеяться на скорую победу", True),
        ("ru", "Анна была/быть уверена/уверенный в победе", True),
    ],
)
def test_a_sentence_of_speech_or_thought_fills_no_frame(language: str, sentence: str, reports: bool) -> None:
    words = f"{sentence} .".split()
    verb = next(n for n, word in enumerate(words) if "/" in word)
    rows = [
        Row(
            form=word.split("/")[0].strip("+"),
            lemma=word.split("/")[-1].strip("+"),
            upos="PUNCT" if word == "." else "VERB" if n == verb else "NOUN",
            features="VerbForm=Fin" if n == verb else "_",
            head=0 if n == verb else verb + 1,
            relation="root" if n == verb else "compound" if word.endswith("+") else "obj",
            space=n < len(words) - 2,
        )
        for n, word in enumerate(words)
    ]
    assert (forms(rows, language) is None) == reports


@pytest.mark.parametrize("language", [language for language, banks in TREEBANKS.items() if not banks])
def test_the_sentences_that_frames_bring_along_hold_no_thought(language: str, tmp_path: Path) -> None:
    lists = Frames.of(language).lists
    filling, _ = pool(language, tmp_path)
    said = " ".join(f" {made['S']} " for made in filling)
    assert said
    assert not [word for word in (*lists["thinks"], *lists["believe"]) if f" {word} " in said]


def test_frames_are_filled_and_annotated() -> None:
    frames = Frames.of("de")
    chance = random.Random(1)
    said = [{"S": "Die Brücke ist zu", "s": "die Brücke ist zu", "k": "die Brücke sei zu"}] * 3
    made = [frames.passage(said, ["Ida Moll"], chance) for _ in range(200)]
    assert any(len(passage) > 1 for passage in filter(None, made))
    for passage in filter(None, made):
        whole = article("x", passage)
        # Some frames report nothing: *Das Gericht prüfte den Vertrag*.
        assert len(whole.attributions) == sum("{" in sentence for sentence in passage)
        assert all(q.content and q.cue for q in whole.attributions)
        assert not re.search(r",[,.:]|[|$]|\s$", whole.text)


def test_each_sentence_of_a_frame_begins_with_a_capital() -> None:
    lists = {"who": ("der Wirt",), "acted": ("schlief",)}
    frames = Frames("de", lists, ("<„$S“>, {sagte} [$who].|$who $acted.",))
    made = frames.passage([{"S": "Es ist spät"}], ("Ida Moll",), random.Random(1))
    assert made == ["<„Es ist spät“>, {sagte} [der Wirt].", " Der Wirt schlief."]


def test_a_passage_says_where_its_parts_are() -> None:
    laut = article("x", ["{Laut} [Ida Moll] <ist die Brücke zu>."])
    [attribution] = laut.attributions
    assert laut.text == "Laut Ida Moll ist die Brücke zu."
    assert (attribution.cue, attribution.source, attribution.content) == (((0, 4),), ((5, 13),), ((14, 31),))
