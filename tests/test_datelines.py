"""Where a dateline ends, and that nothing in it is said by anybody."""

from __future__ import annotations

import pytest

import quotekit
from quotekit.datelines import datelines
from quotekit.stages import Profile
from quotekit.tokenizer import EnglishTokenizer

# (name, text, datelines)
DATELINES = [
    ("dash", "HARLOW — It rained.", ["HARLOW — "]),
    ("region", "NEW HARLOW, Ohio — It rained.", ["NEW HARLOW, Ohio — "]),
    ("agency and day", "HARLOW, May 3 (Wire) -- It rained.", ["HARLOW, May 3 (Wire) -- "]),
    ("dash without spaces", "PORT-HARLOW--It rained.", ["PORT-HARLOW--"]),
    ("agency after the dash", "HARLOW, Ohio — (Wire reports) It rained.", ["HARLOW, Ohio — (Wire reports) "]),
    ("byte order mark", "\ufeffHARLOW - It rained.", ["HARLOW - "]),
    ("colon", "HARLOW: The council said it rained.", ["HARLOW: "]),
    ("day and colon", "HARLOW, 3 May: It rained.", ["HARLOW, 3 May: "]),
    ("in its second paragraph", "Rain\n\nÉVREUX — It rained.", ["ÉVREUX — "]),
    ("a transcript", "LEE: It rained.\n\nFOX: It did.", []),
    ("one who is named elsewhere", "LEE: It rained.\n\nMr Lee left.", []),
    ("a place that is named elsewhere", "LAHORE: It rained.\n\nLahore is wet.", ["LAHORE: "]),
    ("small letters", "Harlow - It rained.", ["Harlow - "]),
    ("day and agency between full stops", "HARLOW. July 2. Wire - It rained.", ["HARLOW. July 2. Wire - "]),
    ("day before its month", "HARLOW. 2 July. Wire — It rained.", ["HARLOW. 2 July. Wire — "]),
    ("a number before a dash", "Dale in Room 12. Rain fell - hard.", []),
    ("small letters, no space", "Harlow- It rained.", ["Harlow- "]),
    (
        "small letters, day and agency",
        "Rain\n\nHarlow & Dale, Ohio , May 3 2022 (Wire) – “It rained.”",
        ["Harlow & Dale, Ohio , May 3 2022 (Wire) – "],
    ),
    ("small letters before a colon", "Harlow: It rained.", []),
    ("small letters before a heading", "Harlow - Rain again\n\nIt rained.", []),
    ("small letters later", "Rain.\n\nIt fell.\n\nLong.\n\nWide.\n\nHarlow - It rained.", []),
    ("small letters between dashes", "Harlow — Mayor Lee’s own town — flooded.", []),
    ("small letters before I", "Harlow — I was born there.", []),
    ("small letters before more of the sentence", "Harlow — where it rained — flooded.", []),
    ("speakers in small letters", "Ingrid — It rained.\n\nSabo — It did.", []),
    ("a compound", "HARLOW-BASED firms said it rained.", []),
    ("time", "18:40 Police shut it.\n\n6.05pm “It rained,” Lee said.", ["18:40 ", "6.05pm "]),
    ("time and zone", "09:15 GMT – Police shut it.", ["09:15 GMT – "]),
    ("a result or a price", "3:1 Harlow won.\n\n12.50 Euro is dear.\n\n10:30 is late.", []),
    ("not at the start", "It rained in HARLOW — hard.", []),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in DATELINES], ids=[r[0] for r in DATELINES])
def test_datelines(text: str, expected: list[str]) -> None:
    assert [span.text for span in datelines(EnglishTokenizer().tokenize(text))] == expected


def test_a_dateline_is_in_no_quotation() -> None:
    doc = quotekit.attribute(
        "HARLOW, Ohio — The harbour master, Park Ji-ho, told reporters that the ferry is late."
    )
    assert [(q.content_text, q.speaker and q.speaker.name) for q in doc.quotations] == [
        ("that the ferry is late", "Park Ji-ho")
    ]
    doc = quotekit.attribute("HARLOW: “The bridge is shut,” Ann Lee said on Monday.")
    assert [(q.content_text, q.speaker and q.speaker.name) for q in doc.quotations] == [
        ("“The bridge is shut,”", "Ann Lee")
    ]


@pytest.mark.parametrize("profile", ["model", "rules"])
def test_a_place_in_small_letters_is_in_no_quotation_either(profile: Profile) -> None:
    pipeline = quotekit.Pipeline(profile=profile)
    (said,) = pipeline.attribute("Selfoss - Police in the west said that the road was closed.").quotations
    assert [part.text for part in said.source] == ["Police in the west"]
    (said,) = pipeline.attribute("Selfoss - The road is closed, police said.").quotations
    assert said.content_text == "The road is closed"
