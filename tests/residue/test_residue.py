"""What programs and pages leave in a text: read as it was meant, told in offsets into the text as given."""

from __future__ import annotations

import pytest

import quotekit
from quotekit.residue import corrected
from quotekit.testing import assert_sound

SPELLED = [
    ("named entities", "&ldquo;Go,&rdquo; &laquo;go&raquo; &amp; go", "“Go,” «go» & go"),
    ("numbers", "&#8220;Go,&#x201D; &#34;go&#39;", "“Go,” \"go'"),
    ("entities of entities", "&amp;quot;Go&amp;quot;", '"Go"'),
    ("what is no entity", "&none; &#10; &#0; AT&T; &", None),
    (
        "UTF-8 as Windows-1252",
        "â€œItâ€™s â€˜onâ€™ â€” goâ€¦â€\x9d Â«a»".replace("»", "Â»"),
        "“It’s ‘on’ — go…” «a»",
    ),
    ("the last byte dropped", "â€œGo,â€ she said", "“Go,” she said"),
    ("the last byte unknown", "â€œGo,â€\ufffd she said", "“Go,” she said"),
    ("UTF-8 as Latin-1", "“It’s on”".encode().decode("latin-1"), "“It’s on”"),
    ("UTF-8 as Mac Roman", "‚ÄúIt‚Äôs on‚Äù", "“It’s on”"),
    ("read wrongly twice", "Ã¢â‚¬Å“Itâ€™s onÃ¢â‚¬Â\x9d", "“It’s on”"),
    ("Windows-1252 as Latin-1", "\x93It\x92s on\x94", "“It’s on”"),
    ("escaped in JSON", '\\"Go\\" \\u201cgo\\u201d', '"Go" “go”'),
    ("escaped in RTF", "\\'93It\\'92s on\\'94", "“It’s on”"),
    ("signs lost", "\ufffdIt\ufffds on,\ufffd he said", '"It’s on," he said'),
    ("letters stay", "RenÃ©e â and â€", "RenÃ©e â and ”"),
]
HYPHENS = [
    (
        "a word at a line's end",
        "He told the com-\nmittee that it was\nover.",
        "He told the committee that it was over.",
    ),
    ("a name", "Minister Luis Al-\nvarez left on Fri-\nday.", "Minister Luis Alvarez left on Friday."),
    (
        "a hyphen of its own",
        "Aylin Kaya-\nErdem saw it, and\nso did I.",
        "Aylin Kaya-Erdem saw it, and so did I.",
    ),
    (
        "a hyphen that the text has elsewhere",
        "A well-known clo-\nwn and his well-\nknown dog came.",
        "A well-known clown and his well-known dog came.",
    ),
    ("no column: a dash", "Yes-\n\nno", None),
    ("no column: long lines", f"The boat-\nhouse {'was old and ' * 9}grey.", None),
    (
        "a paragraph's end stays",
        "The win-\nter was over.\nIt had been a very, very\nlong one.",
        "The winter was over.\nIt had been a very, very long one.",
    ),
]
PAGES = [
    ("a form feed", "the boats \fpainted by May", "the boats painted by May"),
    ("a number", "the boats\n\n12\n\npainted by May", "the boats painted by May"),
    ("a number and a head", "the boats\n\n- 12 -\n\f\nTHE HARBOUR\n\npainted", "the boats painted"),
    ("a word cut", "the nets mend-\n\nPage 3 of 9\n\ned by May", "the nets mended by May"),
    ("wrapped lines", "the boats\nwere all\n\n12\n\npainted\nby May", "the boats\nwere all\npainted\nby May"),
    ("after a comma", "before Easter,\n\n12\n\nAnn Lee left", "before Easter, Ann Lee left"),
    (
        "an open quotation",
        "“We left. We ran.\n\n12\n\nNobody came,” he said",
        "“We left. We ran. Nobody came,” he said",
    ),
    ("between sentences", "We left.\n\n12\n\nNobody came.", None),
    ("under a headline", "Boats and nets\n\n12\n\nThe harbour is closed.", None),
    ("a number in a sentence", "They are 12 boats", None),
]


@pytest.mark.parametrize(
    ("text", "meant"),
    [row[1:] for row in SPELLED + HYPHENS + PAGES],
    ids=[r[0] for r in SPELLED + HYPHENS + PAGES],
)
def test_a_text_is_read_as_it_was_meant(text: str, meant: str | None) -> None:
    copy = corrected(text)
    assert (copy and copy.corrected) == meant


@pytest.mark.parametrize(("name", "text", "meant"), [row for row in SPELLED + HYPHENS + PAGES if row[2]])
def test_offsets_are_those_of_the_text_as_given(name: str, text: str, meant: str) -> None:
    document = quotekit.Pipeline(profile="rules").attribute(text)
    assert document.text == text
    assert_sound(document)


def test_quotations_in_spelled_marks_are_found_with_their_marks() -> None:
    document = quotekit.attribute("&quot;We isn&#39;t them,&quot; said Ines O&#39;Hara. &quot;We stay.&quot;")
    assert_sound(document)
    (quotation,) = document.quotations
    assert quotation.content_text == "&quot;We isn&#39;t them,&quot; … &quot;We stay.&quot;"
    assert quotation.type == "direct"
    assert quotation.speaker is not None
    assert quotation.speaker.name == "Ines O'Hara"
    assert quotation.speaker.mentions[0].text == "Ines O&#39;Hara"


def test_what_a_page_puts_in_between_is_no_part_of_what_is_said() -> None:
    document = quotekit.attribute(
        "“We had the nets mended and the boats\n\n12\n\npainted,” said Halima Yusuf."
    )
    assert_sound(document)
    (quotation,) = document.quotations
    assert [part.text for part in quotation.content] == ["“We had the nets mended and the boats", "painted,”"]
    assert quotation.speaker is not None
    assert quotation.speaker.name == "Halima Yusuf"
