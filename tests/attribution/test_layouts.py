"""Forms that speech comes in, a row each: the text, who says what, and names that nobody has.

An expected name in angle brackets is a description: the speaker has no name, and the description that word.
None is for speech whose speaker has no name.
"""

from __future__ import annotations

import pytest

import quotekit
from quotekit.document import Speaker
from quotekit.testing import assert_sound

TRANSCRIPTS = [
    (
        "questions set off that say nothing of the interviewed, answered in marks",
        "Mette Holm drives the last bus to Skagen.\n\n_Who takes it?_\n\n“Nurses.”\n\n“And drunks.”\n\n"
        "_Do they pay?_\n\n“The nurses do.”",
        [("Nurses", "Holm"), ("And drunks", "Holm"), ("Do they pay", None), ("The nurses do", "Holm")],
    ),
    (
        "a page number and a time between turns",
        "MS. ORR: Where were you?\n\n- 12 -\n\nTHE WITNESS: By the dock.\n\nMS. ORR: Was it dark?\n\n"
        "{time} 1015\n\nTHE WITNESS: Yes.",
        [("Where were", "ORR"), ("- 12 -", None), ("By the dock", "<witness>"), ("{time}", None)],
    ),
    (
        "an extension over a transcript is no scene",
        "EXT. 245, recorded line\n\nCALLER: Is the shop open?\n\nCLERK: Until six.\n\nCALLER: I will run.\n",
        [("shop open", "<caller>"), ("Until six", "<clerk>"), ("will run", "<caller>")],
    ),
    (
        "a screenplay",
        "THE HARBOUR\n\nINT. KITCHEN - NIGHT\n\nAnn stands at the sink.\n\nANN\nYou are late.\n\nTOM\n"
        "(sitting down)\nThe train was late. It is always late\non Fridays.\n\nTom hangs up his coat.\n\n"
        "CUT TO:\n\nEXT. QUAY - DAY\n\nTOM (V.O.)\nI never saw her again.\n\nA boat leaves.\n",
        [
            ("are late", "Ann"),
            ("The train", "Tom"),
            ("on Fridays", "Tom"),
            ("saw her again", "Tom"),
            ("stands at", None),
            ("hangs up", None),
            ("A boat", None),
        ],
    ),
    (
        "a screenplay with names in the middle",
        "          INT. SHED - DAY\n\n     Rain.\n\n                    ANN\n          Nobody came.\n"
        "               (then)\n          Nobody ever does.\n\n     She sits.\n\n                  OLD MAN\n"
        "          I came.\n",
        [("Nobody came", "Ann"), ("ever does", "Ann"), ("I came", "<old man>"), ("She sits", None)],
    ),
    (
        "numbered lines over two pages",
        " 1             MARIA SANTOS,\n 2   having been first duly sworn, testified as follows:\n"
        " 3   BY MR. KELLER:\n 4       Q.  Please state your name\n 5   for the record.\n"
        " 6       A.  Maria Santos. I was at the terminal\n                       13\n"
        " 1   for nine years.\n 2   MS. DOYLE:  Objection.\n 3       Q.  Since when?\n 4       A.  May.\n",
        [
            ("state your name", "KELLER"),
            ("for the record", "KELLER"),
            ("at the terminal", "Maria Santos"),
            ("nine years", "Maria Santos"),
            ("Objection", "DOYLE"),
            ("Since when", "KELLER"),
            ("May.", "Maria Santos"),
        ],
    ),
    (
        "a second witness, and who examines again",
        "TESTIMONY OF ANNA BELL\n\nDIRECT EXAMINATION BY MR. OKE:\n\nQ. Where were you?\n\nA. At home.\n\n"
        "(Witness excused.)\n\nTHEO MARSH, having been duly sworn, testified as follows:\n\n"
        "DIRECT EXAMINATION\n\nBY MS. RYDER:\n\nQ. What do you do?\n\nA. I drive a bus.\n\n"
        "RECROSS-EXAMINATION BY MR. OKE:\n\nQ. Which bus?\n\nA. The nine.\n\nTHE WITNESS: And the ten.\n",
        [
            ("were you", "OKE"),
            ("At home", "ANNA BELL"),
            ("do you do", "RYDER"),
            ("a bus.", "THEO MARSH"),
            ("Which bus", "OKE"),
            ("The nine", "THEO MARSH"),
            ("the ten", "THEO MARSH"),
        ],
    ),
    (
        "the examiner beside the letter",
        "(Bea Farrow, sworn.)\n\nMS. STONE: Q. Where do you live?\n\nA. On Mill Lane.\n\n"
        "BY MR. OKE: Q. Since when?\n\nA. Since May.\n\nQ. BY MS. STONE: Alone?\n\nA. Yes.\n",
        [
            ("do you live", "STONE"),
            ("On Mill Lane", "Bea Farrow"),
            ("Since when", "OKE"),
            ("Alone", "STONE"),
            ("Yes.", "Bea Farrow"),
        ],
    ),
    (
        "letters alone are nobody's names",
        "Q.  Did you sign the log?\n\nA.  I did.\n\nQ.  Who else was there?\n\nA.  Only the guard.\n",
        [("sign the log", "<q>"), ("I did", "<a>"), ("Who else", "<q>"), ("the guard", "<a>")],
    ),
    (
        "a narrow column without empty lines",
        "MS. LEE: Where were you\non the night of the fire?\nTHE WITNESS: At home with\nmy brother.\n"
        "MS. LEE: Alone?\nTHE WITNESS: No, I said\nI was with my brother.\n",
        [
            ("Where were you", "LEE"),
            ("of the fire", "LEE"),
            ("my brother.", "<witness>"),
            ("I was with", "<witness>"),
        ],
    ),
    (
        "a first turn that is hard-wrapped is no headline",
        "MS. LEE: Where were you on the night\nof the fire, Mr. Fox?\n\n"
        "THE WITNESS: At home.\n\nMS. LEE: Alone?\n",
        [("Where were you", "LEE"), ("of the fire", "LEE"), ("At home", "<witness>"), ("Alone", "LEE")],
    ),
    (
        "capitals, in a courtroom",
        "MR. DUARTE: State your name.\n\nTHE WITNESS: I'd rather not.\n\nTHE COURT: You must.\n\n"
        "MR. DUARTE: Thank you, Your Honor.",
        [("State your name", "DUARTE"), ("rather not", "<witness>"), ("You must", "<court>")],
    ),
    (
        "grand jurors with numbers",
        "BY MS. ALBRECHT:\n\nQ.  Did you keep the ledger?\n\n"
        "A.  For a while.\n\nGRAND JUROR 4: Which while?\n\n"
        "THE WITNESS: The spring.\n\nQ.  Who kept it then?\n\nA.  Nobody.",
        [("keep the ledger", "ALBRECHT"), ("Which while", "<juror 4>"), ("Who kept it", "ALBRECHT")],
    ),
    (
        "two examiners and a witness who is named",
        "PAVEL HRUBY, having been first duly sworn, testified as follows:\n\nDIRECT EXAMINATION\n\n"
        "BY MR. OSEI:\n\nQ   Where do you live?\n\nA   In Trnava.\n\nCROSS-EXAMINATION\n\nBY MS. LUND:\n\n"
        "Q   Since when?\n\nA   Since May.",
        [
            ("do you live", "OSEI"),
            ("In Trnava", "PAVEL HRUBY"),
            ("Since when", "LUND"),
            ("Since May", "HRUBY"),
        ],
    ),
    (
        "a record of parliament",
        "Mr. ASHWORTH of Ohio. Madam Speaker, the ferry is late again.\n\nIt was late in March.\n\n"
        "The PRESIDING OFFICER. The gentleman's time has expired.\n\nMrs. QUILL. I object.",
        [
            ("the ferry is late", "ASHWORTH"),
            ("late in March", "ASHWORTH"),
            ("time has expired", "<presiding officer>"),
        ],
    ),
    (
        "a hearing, not in capitals",
        "Chairman Whitlock. The committee will come to order.\n\nMs. Adeyemi. Thank you, Mr. Chairman.\n\n"
        "Chairman Whitlock. Proceed.",
        [("come to order", "Whitlock"), ("Thank you", "Adeyemi"), ("Proceed", "Whitlock")],
    ),
    (
        "Hansard",
        "Nora Fielding (Eastmoor) (Lab): Will the Minister fix the pier?\n\n"
        "The Minister for Ports (Hugh Penrose): I will.\n\nHon. Members: Oh!\n\n"
        "Nora Fielding: When?\n\nMr Speaker: Order.",
        [
            ("fix the pier", "Nora Fielding"),
            ("I will", "Hugh Penrose"),
            ("Oh!", "<members>"),
            ("When?", "Nora Fielding"),
        ],
    ),
    (
        "speakers with numbers, in German",
        "Sprecher 1: Die Lieferung kam am Montag.\n\nSprecher 2: Das Lager sagt etwas anderes.\n\n"
        "Sprecher 1: Dann zurück damit.",
        [("Die Lieferung", "Sprecher 1"), ("Das Lager", "Sprecher 2")],
    ),
    (
        "times in brackets, one line each",
        "[00:01:02] Ingrid: The kiln is cold.\n"
        "[00:01:09] Sabo: Then light it.\n[00:01:15] Ingrid: With what?",
        [("kiln is cold", "Ingrid"), ("light it", "Sabo"), ("With what", "Ingrid")],
    ),
    (
        "time after the name",
        "Ingrid Moe (00:12): The kiln is cold.\n\nSabo Adler (00:19): Then light it.",
        [("kiln is cold", "Ingrid Moe"), ("light it", "Sabo Adler")],
    ),
    (
        "bold, the colon outside",
        "**Ingrid**: The kiln is cold.\n\n**Sabo**: Then light it.\n\n**Ingrid**: With what?",
        [("kiln is cold", "Ingrid"), ("light it", "Sabo")],
    ),
    (
        "headings in Markdown",
        "#### Speaker 1\nThe kiln is cold.\n\n#### Speaker 2\nThen light it.\n\n#### Speaker 1\nWith what?",
        [("kiln is cold", "Speaker 1"), ("light it", "Speaker 2"), ("With what", "Speaker 1")],
    ),
    (
        "names over what they say, with times",
        "00:12 Ingrid Moe\nThe kiln is cold.\nIt has been for weeks.\n\n00:20 Sabo Adler\nThen light it.",
        [("kiln is cold", "Ingrid Moe"), ("for weeks", "Ingrid Moe"), ("light it", "Sabo Adler")],
    ),
    (
        "an earnings call with empty lines",
        "Operator\n\nGood day, and welcome to the call.\n\n"
        "Asta Vik\nChief Executive Officer\n\nThank you all.\n\n"
        "Operator\n\nThe first question is from Joel Park.\n\n"
        "Joel Park\nAnalyst, Dorn & Co.\n\nWhat about steel?\n\n"
        "Asta Vik\nChief Executive Officer\n\nWe have none.",
        [("welcome to the call", "<operator>"), ("Thank you all", "Asta Vik"), ("about steel", "Joel Park")],
    ),
    (
        "an interview with the questions in italics",
        "We met Otto Brask on his barge.\n\n*Do you miss land?*\n\n"
        "Never. I miss trees.\n\n*Would you come back?*\n\n"
        "For one tree.\n\nA good one.",
        [("Never", "Otto Brask"), ("one tree", "Otto Brask"), ("A good one", "Otto Brask")],
    ),
    (
        "an interview, question and answer in one paragraph",
        "Lena Farkas, 61, has driven the night bus for thirty years.\n\n"
        "**Are you ever afraid?** Of the heating.\n\n"
        "**What do you sing?** Nothing. I hum.",
        [("Of the heating", "Lena Farkas"), ("I hum", "Lena Farkas")],
    ),
    (
        "an interview with plain questions and answers in marks",
        "Milo Brand, the last lamplighter of Sund, answered our questions in his kitchen.\n\n"
        "How many lamps are left?\n\n“Two hundred and four.”\n\nDo the tall ones have names?\n\n"
        "“All of them.\n\n“But only I know them.”",
        [("Two hundred", "Milo Brand"), ("All of them", "Milo Brand"), ("only I know", "Milo Brand")],
    ),
    (
        "an interview by Q and A",
        "Actor Milo Serrano spoke to us before the premiere.\n\nQ: Were you nervous?\n\nA: I still am.\n\n"
        "Q: Of what?\n\nA: Of questions.",
        [("I still am", "Milo Serrano"), ("Of questions", "Milo Serrano")],
    ),
    (
        "an interview by initials",
        "Critic Rosa Blum spoke with Bram Vos.\n\n"
        "RB: Why paint doors?\n\nBV: They open.\n\nRB: And windows?\n\n"
        "BV: Too easy.",
        [("Why paint doors", "Rosa Blum"), ("They open", "Bram Vos"), ("Too easy", "Bram Vos")],
    ),
    (
        "a play",
        "IRMA. (Aside.) He knows.\n\nLUCAS. What do I know?\n\nIRMA. Nothing, my lord.\n\n[Exit IRMA.]\n\n"
        "LUCAS. She lies.",
        [("He knows", "IRMA"), ("What do I know", "LUCAS"), ("She lies", "LUCAS")],
    ),
    (
        "a chat",
        "<petra> the importer is out\n<omar_h> the queue says no\n<petra> rolling back",
        [("the importer", "petra"), ("the queue", "omar_h"), ("rolling back", "petra")],
    ),
    (
        "a chat from a telephone",
        "12/03/2024, 09:12 - Petra Lind: The importer is out\n12/03/2024, 09:14 - Omar: The queue says no\n"
        "12/03/2024, 09:15 - Petra Lind: Rolling back",
        [("importer is out", "Petra Lind"), ("The queue", "Omar"), ("Rolling", "Petra Lind")],
    ),
    (
        "names before dashes",
        "INGRID — The kiln is cold.\n\nSABO — Then light it.\n\nINGRID — With what?",
        [("kiln is cold", "INGRID"), ("light it", "SABO")],
    ),
    (
        "television, what they are after the name",
        "DANA WOLFE, HOST: Good evening.\n\n"
        "REP. CARL BAUER (R-OH): Good evening, Dana.\n\nWOLFE: So. The bridge.\n\n"
        "(LAUGHTER)\n\nBAUER: The bridge.",
        [("Good evening.", "DANA WOLFE"), ("Good evening, Dana", "CARL BAUER"), ("So. The", "DANA WOLFE")],
    ),
    (
        "notes of a meeting",
        "Date: 4 May\nAttendees: Petra Lind, Omar Haddad\n\nPetra: We shipped it.\nOmar: The queue says no.\n"
        "Petra: Then we wait.\n\nAction: Omar to ask the queue.",
        [("We shipped", "Petra Lind"), ("The queue", "Omar Haddad"), ("Omar to ask", None)],
    ),
    (
        "a card of a fact check",
        "Claim: “The tunnel floods every spring.”\nClaimed by: Senator Gus Thorne, on the radio on 2 June\n"
        "Fact check: False.",
        [("The tunnel floods", "Gus Thorne")],
    ),
    (
        "a card, the claimant first",
        "Claimant: Minister Ilse Brandt\nStatement: The port has never been busier.\nVerdict: Misleading",
        [("never been busier", "Ilse Brandt")],
    ),
]

VERBLESS = [
    (
        "mail whose address has a line of its own",
        "No.\n\nOn Mon, Mar 3, 2024 at 2:05 PM, Ann Lee\n"
        "<ann@example.com> wrote:\n\n> Shall we meet at noon?",
        [("meet at noon", "Ann Lee")],
    ),
    (
        "people in a list, ages in brackets",
        "- Mia Roth (29): “Too loud.”\n- Karel Dub (70): “What?”\n- A boy with a drum: “Sorry.”",
        [("Too loud", "Mia Roth"), ("What?", "Karel Dub"), ("Sorry", "<boy with a drum>")],
    ),
    (
        "people in paragraphs, with their trades",
        "Mia Roth, 29, a baker: “Too loud.”\n\nKarel Dub, 70, retired: “What?”",
        [("Too loud", "Mia Roth"), ("What?", "Karel Dub")],
    ),
    (
        "a dash instead of the colon",
        "Mia Roth, 29 — “Too loud.”\n\nKarel Dub, 70 — “What was too loud?”",
        [("Too loud", "Mia Roth"), ("What was", "Karel Dub")],
    ),
    (
        "several who do something and then speak",
        "The mayor, Ada Mohr, was blunt. “It is over.” Piet Maas was not. “It has hardly begun.”",
        [("It is over", "Ada Mohr"), ("hardly begun", "Piet Maas")],
    ),
    (
        "an answer from somebody",
        "The answer from trainer Hanne Volk came at once. “Never again.”",
        [("Never again", "Hanne Volk")],
    ),
    (
        "so-called calls nobody",
        "The cook spoke of so-called junk food: “And nobody has done a thing.”",
        [("nobody has done", "<cook>")],
    ),
    (
        "an agency in brackets",
        "Piet Maas called it late. “We have lost a year over this.” (Newswire)",
        [("lost a year", "Piet Maas")],
    ),
    (
        "a beat by somebody with an apposition",
        "“We will” — and here the bishop, Jorge Vidal, struck the desk — “rebuild the tower.”",
        [("We will", "Jorge Vidal"), ("rebuild the tower", "Jorge Vidal")],
    ),
    (
        "a role before the name",
        "Praise came quickly. Director Sun Ekholm, who gave him his first part: “He never blinked.”",
        [("never blinked", "Sun Ekholm")],
    ),
    (
        "a role alone",
        "Not all agreed. The mayor of Lund: “A waste of paint.”",
        [("A waste of paint", "<mayor>")],
    ),
    (
        "a statement by somebody",
        "Statement by Chancellor Ada Mohr:\n\n“I accept the verdict.”\n\n“I will not appeal.”",
        [("I accept", "Ada Mohr"), ("not appeal", "Ada Mohr")],
    ),
    (
        "somebody's statement, as a block",
        "The full statement from Coach Ben Okri:\n\n> We lost.\n> I chose the team.",
        [("We lost", "Ben Okri"), ("I chose the team", "Ben Okri")],
    ),
    (
        "a post without marks, under who posted it",
        "Later Minister Ada Mohr tweeted:\n\nOur thoughts are with the families.\n\nShe left on Monday.",
        [("Our thoughts", "Ada Mohr"), ("She left", None)],
    ),
    (
        "a post without marks, after the text",
        "Fans were not kind.\n\n"
        "The new song is a doorbell. — Zed Amari (@zedamari) June 9, 2023\n\nIt charted.",
        [("is a doorbell", "Zed Amari")],
    ),
    (
        "a post in marks",
        "“Buses are back on Saturday.”\n\n— City Transit (@citytransit) 4 Sep 2022",
        [("Buses are back", "City Transit")],
    ),
    (
        "mail, the address and two lines",
        "On Tue, Jun 2, 2020 at 4:01 PM Hanne Volk <hanne@example.org>\n"
        "wrote:\n\n> Send the drawings.\n>\n> All of them.\n\nNo.",
        [("Send the drawings", "Hanne Volk"), ("All of them", "Hanne Volk")],
    ),
    (
        "mail within mail",
        "On 2 Jun 2020, Hanne Volk wrote:\n> On 1 Jun 2020, Piet Maas wrote:\n"
        ">> The drawings are lost.\n> Find them.",
        [("drawings are lost", "Piet Maas"), ("Find them", "Hanne Volk")],
    ),
    (
        "mail in German",
        "Am 02.06.2020 um 16:01 schrieb Hanne Volk:\n> Die Zeichnungen fehlen.\n\nJa.",
        [("Zeichnungen fehlen", "Hanne Volk")],
    ),
    (
        "a block quotation in Markdown",
        "The trustees answered. Chair Lotte Brandt wrote:\n\n> The hall stays open.\n\nNobody clapped.",
        [("hall stays open", "Lotte Brandt")],
    ),
]

LETTERS = [
    (
        "a letter to an editor, and what others say in it",
        "Dear Editor,\n\nThe mayor says there is no money. There is money for fountains.\n\n"
        "She should mend the pool.\n\nYours faithfully,\nAgnes Moor, Dunmore\n\nThe editor is away.",
        [("there is no money", "<mayor>"), ("She should mend", "Moor"), ("The editor is away", None)],
    ),
    (
        "two letters, each with a name alone",
        "To the Editor:\n\nWhy is the pool closed?\n\nMarge Dunn\nLeeds\n\nTo the Editor:\n\n"
        "It is closed because it leaks.\n\nBert Hall\nLeeds",
        [("Why is the pool", "Dunn"), ("because it leaks", "Hall")],
    ),
    (
        "an editor's dashes",
        "SIR – The last train from Bath now leaves at nine.\nNobody asked us.\nHarriet Cole\nBath",
        [("The last train", "Cole"), ("Nobody asked", "Cole")],
    ),
    (
        "commas in the closing phrase",
        "Sir, – The clock is slow. It was slow in 1974.\n– Yours, etc,\nEoin Walsh,\nMain Street, Ennis",
        [("It was slow", "Walsh")],
    ),
    (
        "a first name below a greeting",
        "Hi Marta,\n\nThe keys are under the mat. The dog bites.\n\nCheers,\nNed",
        [("The dog bites", "Ned")],
    ),
    (
        "a name behind a dash",
        "Dear Sir,\n\nThe mill fed this town for a century.\n\n— Rose Tully, Dunmore",
        [("fed this town", "Tully")],
    ),
    (
        "a union writes",
        "Dear Prime Minister\n\nWe have not been paid since May.\n\nYours truly\nUnion of Nurses of Velm",
        [("since May", "Union of Nurses of Velm")],
    ),
]


PROSE = [
    (
        "questions, and who answers them",
        "Who owns the moon? Ida Lund met the lawyers.\n\n“Nobody,” says Tom Reyes.\n\nWho may dig there?\n\n"
        "“That is the question,” he says.\n\nWho will dig first?\n\n“The rich.”",
    ),
    (
        "a headline with a colon",
        "Brook: The bridge will close.\n\nThe town of Ashby lost its bridge on Monday. Work starts soon.",
    ),
    (
        "lists of players",
        "GOALKEEPERS: Lee, Fox.\n\nDEFENDERS: Hill, Moe.\n\nThe squad meets in Oslo on Friday. It is young.",
    ),
    ("a recipe", "Ingredients: two eggs.\n\nMethod: Beat them.\n\nTime: One hour.\n\nServe: Warm."),
    (
        "headings over sections",
        "Early Life\nBrook was born in Ashby.\n\nLater Life\nShe moved to Oslo.\n\nDeath\nShe died in May.",
    ),
    (
        "pros and cons",
        "Pros: It is light and cheap.\n\nCons: It breaks quickly.\n\nPros: It can be mended.\n\n"
        "Cons: Nobody mends it.",
    ),
    ("results", "Spain: 3\n\nFrance: 2\n\nSpain: 4\n\nFrance: 1"),
    ("a contents page", "Part One: The River\n\nPart Two: The Bridge\n\nPart Three: The Ferry"),
]


def said(document: quotekit.Document, phrase: str) -> list[Speaker | None]:
    """Return the speakers of the quotations that hold a phrase, the shortest first."""
    at = document.text.index(phrase) + len(phrase) // 2
    holding = [q for q in document.quotations if any(part.start <= at < part.end for part in q.content)]
    return [q.speaker for q in sorted(holding, key=lambda q: sum(map(len, q.content)))]


def assert_said(document: quotekit.Document, phrase: str, who: str | None) -> None:
    speakers = said(document, phrase)
    if who is None:
        assert not any(one is not None and one.kind == "person" for one in speakers), (phrase, speakers)
        return
    assert speakers, f"nobody says {phrase!r}"
    first = speakers[0]
    assert first is not None, f"nobody is found to say {phrase!r}"
    if who.startswith("<"):
        assert who.strip("<>") in first.name.lower(), (phrase, first)
        assert first.kind in ("unnamed", "group"), (phrase, first)
    else:
        assert first.name.casefold().endswith(who.casefold()), (phrase, first)


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*row[1:], id=row[0]) for row in (*TRANSCRIPTS, *VERBLESS, *LETTERS)],
)
def test_each_layout_says_who_speaks(text: str, expected: list[tuple[str, str | None]]) -> None:
    document = quotekit.attribute(text)
    assert_sound(document)
    for phrase, who in expected:
        assert_said(document, phrase, who)


@pytest.mark.parametrize(
    "text",
    [
        "Dear Evan Hansen\n\nThe musical returns in May. It is long.\n\nBox Office\n\nNoel Coward Theatre",
        "Dear Abby has run for sixty years.\n\nIt was first printed in San Francisco.\n\nAnn Lee",
        "To make the sauce:\n\nBoil the milk. Add the flour.\n\nTomato Soup",
        "Dear Ann,\n\nthe snow has come. We burn the chairs.",
        "Dear Ann,\n\nBob Hill",
    ],
    ids=["a title", "a column", "a recipe", "no signature", "nothing said"],
)
def test_what_only_looks_like_a_letter(text: str) -> None:
    assert not [q for q in quotekit.attribute(text).quotations if q.rule == "letter"]


@pytest.mark.parametrize("text", [row[1] for row in PROSE], ids=[row[0] for row in PROSE])
def test_prose_is_no_transcript(text: str) -> None:
    document = quotekit.attribute(text)
    assert not [q for q in document.quotations if q.rule.startswith("transcript")]


def test_hard_wrapped_columns_and_double_spaced_lines_go_on() -> None:
    column = (
        "“The crane was there before\nthe houses, and it will be\n"
        "there after them,” said\nOta Brandl, who runs it."
    )
    for text in (column, column.replace("\n", "\n\n")):
        (quotation,) = [q for q in quotekit.attribute(text).quotations if q.type == "direct"]
        assert quotation.content_text.endswith("there after them,”")
        assert quotation.speaker is not None
        assert quotation.speaker.name.split() == ["Ota", "Brandl"]


def test_a_paragraph_under_a_headline_after_a_place_is_prose() -> None:
    text = (
        "BERLIN: Fire kills two\nThe mayor said nothing.\nPARIS: Rain stops play\nNobody came to the game.\n"
        "BERLIN: Bridge closed\nIt will open in May.\n"
    )
    document = quotekit.attribute(text)
    turns = [q.content_text for q in document.quotations if q.rule.startswith("transcript")]
    assert not [turn for turn in turns if "mayor" in turn or "Nobody" in turn or "open in May" in turn]
