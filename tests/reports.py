"""News reports with known truth: sayings that several of them share, changed as newspapers change them.

`events` makes events; each has some reports, and every report is a `Document` built by hand with its real
sentences and quotation marks. Sentences are drawn from a few frames, and the reports of one event share a
small stock of words and turns, so that unrelated quotations look alike, as they do in the news.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

import attrs

from quotekit import Document, Quotation, Span, Speaker
from quotekit.matcher import MarkMatcher
from quotekit.tokenizer import EnglishTokenizer


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def phrases(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


GIVEN = words(
    "Ann Ben Carla Dev Elena Femi Grace Hugo Imani Jonas Kemi Leila Mateo Nadia Oscar Priya Rosa "
    "Samir Tessa Umar Vera Wale Yusuf Zoe Amara Bruno Chidi Dalia Edwin Freya Gita Henrik Ines Joel "
    "Kavita Lars Mona Nils Olga Petra"
)
SURNAMES = words(
    "Abara Bergman Castellano Dlamini Eriksen Fontaine Ghosh Haddad Ibrahim Jansen Kowalczyk "
    "Lindqvist Mbeki Novak Okonjo Petrov Quigley Rahman Santoro Takeda Uddin Vasquez Whitlock Xhosa "
    "Yilmaz Zielinski Adeyemi Brandt Cho Duarte Engel Farouk Grimaldi Hartono Isaksen Joubert Kimura "
    "Laurent Mensah Nakamura Ortega Paulsen Rooney Stavros Tanaka Ulrich Vermeer Wanjiru Yeboah "
    "Zambrano"
)
NOUNS = words(
    "harbour bridge hospital school railway reservoir market factory library stadium forest airport "
    "tunnel clinic theatre museum pipeline ferry orchard quarry depot hostel canal archive laboratory "
    "warehouse vineyard prison embassy parliament council ministry union court bank regulator insurer "
    "landlord tenant farmer nurse teacher driver engineer fisherman builder pensioner student "
    "apprentice soldier judge auditor budget tariff subsidy contract permit licence deadline strike "
    "boycott verdict appeal inquiry inspection shortage surplus drought flood outage collision fire "
    "epidemic vaccine census survey merger auction lease loan mortgage pension wage bonus ticket "
    "timetable curriculum syllabus recipe harvest herd catch reef glacier valley ridge dune"
)
ADJECTIVES = words(
    "crumbling costly narrow hidden reckless generous stubborn fragile crowded abandoned profitable "
    "secret lawful clumsy honest bitter rotten spotless ancient hasty lasting rural coastal frozen "
    "muddy idle silent furious patient careless modest vast cheap steady sudden crooked brittle dusty "
    "overdue unpaid"
)
VERBS = words(
    "repair close sell flood inspect abandon rebuild privatise defend ruin rescue license punish "
    "reward shelter evict train recruit dismiss audit subsidise postpone cancel reopen paint dredge "
    "fence lease patrol insure vaccinate feed starve blame thank sue bankrupt modernise centralise "
    "legalise criticise fortify measure"
)
SIDES = words("north south east west upper lower old new inner outer far near")
QUARTERS = words(
    "bank quarter valley lakes villages islands belt suburbs delta hills coast plain port market forest road"
)
WHENS = words("before after until by since")
DATES = words(
    "Monday Tuesday Wednesday Thursday Friday Sunday January March April June July September October "
    "December Easter breakfast midnight noon dawn winter spring summer autumn Christmas Ramadan "
    "Diwali"
)
DETERMINERS = words("the a every no this our their one that some my another each your")
TAILS = phrases(" of {p}| in {p}| near {p}| that {v} the {n}| without {n}s| behind the {n}")
WILLS = phrases(
    "will|must|cannot|should|may|could|did not|would never|has to|wants to|promised to|refused to"
    "|is going to|is not going to|ought to|will not|failed to|is about to|tried to"
)
OPENINGS = phrases(
    "I think|we know|nobody believes that|they say|if you ask me,|of course|sooner or later"
    "|I told them that|what hurts is that|it is a scandal that|as far as I can see,|to be honest,"
    "|in my view|my mother used to say that|you can be sure that|I am afraid|the trouble is that"
    "|somebody has to say that|I never thought that|on paper|with respect,|in this town|for years"
)
ADDED = phrases(" {t}| {t}| for the sake of {np}| instead of {np}| with {np}| like {np}| together with {np}")
# Turns that come back in unrelated quotations.
STOCK = phrases(
    "let me be very clear about this|at the end of the day|we will do everything in our power"
    "|this is a wake-up call|I want to thank everybody who worked so hard"
    "|we are monitoring the situation very closely|we owe it to our children"
    "|our thoughts are with the families of the victims|this is not the time to point fingers"
    "|enough is enough|we take these allegations very seriously"
    "|we cannot comment on an ongoing investigation|it is what it is"
    "|the safety of our passengers is our first priority|we gave it one hundred per cent"
    "|we leave no stone unturned|we have nothing to hide|we are in close touch with our partners"
    "|the process must run its course|we stand ready to help"
)
JOINTS = phrases(", and |, but |; |, because |, so ")
FILLERS = phrases(
    "The meeting lasted two hours and ended without a vote.|Rain is expected over the weekend."
    "|A crowd had gathered outside by noon.|The figures were published on Thursday."
    "|Traffic was slow on both sides of the river."
)
UNNAMED = phrases(
    "a senior official|an official close to the talks|a person familiar with the matter|a local resident"
)
ORGANISATIONS = phrases(
    "the Harbour Board|Meridian Rail|the Growers' League|Northline Energy|the Court of Accounts"
)
PLACES_THAT_SPEAK = phrases("Norvania|Estmark|Caldora|Tamaria")
# What American newspapers write.
AMERICAN = dict(
    pair.split(">")
    for pair in words(
        "programme>program harbour>harbor labour>labor centre>center neighbours>neighbors "
        "travelled>traveled licence>license theatre>theater modernise>modernize "
        "centralise>centralize legalise>legalize criticise>criticize privatise>privatize "
        "subsidise>subsidize "
    )
)
CHANGES = phrases(
    "exact|marks|capital|spelling|word|shortened at the end|shortened at the start"
    "|shortened in the middle|interrupted|inside a longer one|mixed|contracted"
)


@attrs.frozen
class Said:
    """One quotation's truth: its sayings, each with which of its words it has; who says it; the changes."""

    sayings: dict[int, frozenset[int]]
    speaker: str
    changes: tuple[str, ...] = ()


@attrs.frozen
class Report:
    name: str
    document: Document
    said: tuple[Said, ...]


@attrs.frozen
class Person:
    given: str
    surname: str
    initial: str

    @property
    def full(self) -> str:
        return f"{self.given} {self.surname}"


@attrs.frozen
class Stock:
    """The few words that one event's reports are made of."""

    nouns: list[str]
    adjectives: list[str]
    verbs: list[str]
    people: list[Person]

    @classmethod
    def drawn(cls, random: random.Random) -> Stock:
        people = [
            Person(random.choice(GIVEN), surname, random.choice("BDFGKLMRST"))
            for surname in random.sample(SURNAMES, 5)
        ]
        if random.random() < 0.3:  # Two of one surname: the trap of the Clintons.
            given = random.choice([name for name in GIVEN if name != people[0].given])
            people[1] = Person(given, people[0].surname, "J")
        return cls(random.sample(NOUNS, 24), random.sample(ADJECTIVES, 12), random.sample(VERBS, 14), people)

    def sentence(self, random: random.Random) -> str:
        def thing(depth: int = 0) -> str:
            adjective = f"{random.choice(self.adjectives)} " if random.random() < 0.5 else ""
            tail = "" if depth else fill(random.choice(TAILS))
            return f"{random.choice(DETERMINERS)} {adjective}{random.choice(self.nouns)}{tail}"

        def fill(text: str) -> str:
            return text.format(
                n=random.choice(self.nouns),
                v=random.choice(self.verbs),
                p=f"the {random.choice(SIDES)} {random.choice(QUARTERS)}",
                t=f"{random.choice(WHENS)} {random.choice((random.choice(DATES), thing(1)))}",
                np=thing(1),
            )

        def clause() -> str:
            if random.random() < 0.2:
                was = random.choice(("is", "was", "has become", "will be", "looks", "cannot be"))
                said = f"{thing()} {was} {random.choice(self.adjectives)}{fill(random.choice(ADDED))}"
            else:
                does = f"{random.choice(WILLS)} {random.choice(self.verbs)}"
                said = f"{thing()} {does} {thing()}{fill(random.choice(ADDED))}"
            return f"{random.choice(OPENINGS)} {said}" if random.random() < 0.6 else said

        parts = [clause() for _ in range(random.choice((1, 1, 1, 2)))]
        if random.random() < 0.03:
            parts.insert(0, random.choice(STOCK))
        text = parts[0]
        for part in parts[1:]:
            text += random.choice(JOINTS) + part
        return text[0].upper() + text[1:]


@attrs.frozen
class Words:
    """A saying as one report has it: its words, and which of the saying's words (by position) they are."""

    words: tuple[str, ...]
    kept: frozenset[int]
    change: str

    @property
    def text(self) -> str:
        return " ".join(self.words)


def changed(saying: str, change: str, stock: Stock, random: random.Random) -> Words:
    """Change a saying as `change` says; where that does nothing to it, the change is ``exact``."""
    words = saying.split()
    kept = set(range(len(words)))
    if change == "spelling":
        words = [re.sub(r"\w+", lambda m: AMERICAN.get(m.group(), m.group()), word) for word in words]
    elif change == "capital":
        words = [word.upper() for word in words] if random.random() < 0.4 else [words[0].lower(), *words[1:]]
    elif change == "contracted":
        text = (
            saying.replace(" cannot ", " can't ").replace("we will", "we'll").replace(" do not ", " don't ")
        )
        words = text.split()
        kept = set(range(len(saying.split())))
    elif change == "marks":
        words = [word.replace(",", " –").replace(";", " –") for word in words]
    elif change == "word":
        at = random.randrange(len(words))
        kept.discard(at)
        words[at] = random.choice(stock.nouns + stock.verbs + stock.adjectives)
    elif change.startswith("shortened"):
        low, high = _cut(len(words), change, random)
        kept = kept - set(range(low, high))
        words = words[:low] + (["…"] if low > 0 and high < len(words) else []) + words[high:]
    if " ".join(words) == saying and change not in ("interrupted", "inside a longer one", "mixed"):
        change = "exact"
    return Words(tuple(words), frozenset(kept), change)


def _cut(count: int, change: str, random: random.Random) -> tuple[int, int]:
    most = max(count - 8, 0)
    cut = random.randint(min(2, most), min(most, count // 2))
    if change == "shortened at the end":
        return count - cut, count
    if change == "shortened at the start":
        return 0, cut
    cut = min(cut, 4)
    low = random.randint(3, max(count - cut - 3, 3))
    return low, low + cut


MARKS = (("“", "”"), ('"', '"'), ("‘", "’"))


class Page:
    """A report as it is written: text that grows, with what is said in it."""

    def __init__(self, name: str, stock: Stock, random: random.Random) -> None:
        self.name, self.stock, self.random = name, stock, random
        self.text = ""
        self.marks = random.choice(MARKS)
        self.quotations: list[tuple[list[tuple[int, int]], tuple[int, int], tuple[int, int], str, str]] = []
        self.said: list[Said] = []
        self.forms: dict[str, str] = {}
        self.mentions: dict[str, list[tuple[int, int]]] = {}

    def form(self, speaker: str) -> str:
        """How this report names somebody, once and for all: in full, with an initial, or by surname alone."""
        if speaker not in self.forms:
            person = next((person for person in self.stock.people if person.full == speaker), None)
            draw = self.random.random()
            if person is None:
                self.forms[speaker] = speaker
            elif draw < 0.6:
                self.forms[speaker] = person.full
            elif draw < 0.75:
                self.forms[speaker] = f"{person.given} {person.initial}. {person.surname}"
            else:
                self.forms[speaker] = person.surname
        return self.forms[speaker]

    def quote(self, text: str, speaker: str, way: str, said: Said) -> None:
        opening, closing = self.marks
        words = text.split()
        middle = max(len(words) // 3, 2) if way == "mixed" else len(words) // 2
        source = self.form(speaker)
        contents, kind = [], "direct"
        if way == "interrupted":
            contents.append(self._put(f"{opening}{' '.join(words[:middle]).rstrip(',;')},{closing}"))
            self._put(" ")
            who = self._put(source)
            self._put(" ")
            cue = self._put("said")
            self._put(", ")
            contents.append(self._put(f"{opening}{' '.join(words[middle:])}.{closing}"))
        elif way == "mixed":
            who = self._put(source)
            self._put(" ")
            cue = self._put("said")
            self._put(" that ")
            first = " ".join(words[:middle])
            contents.append(
                self._put(f"{first[0].lower()}{first[1:]} {opening}{' '.join(words[middle:])}.{closing}")
            )
            kind = "mixed"
        else:
            contents.append(self._put(f"{opening}{text},{closing}"))
            self._put(" ")
            who = self._put(source)
            self._put(" ")
            cue = self._put("said")
            self._put(".")
        self.quotations.append((contents, who, cue, speaker, kind))
        self.mentions.setdefault(speaker, []).append(who)
        self.said.append(said)
        self._put("\n\n")

    def fill(self) -> None:
        self._put(self.random.choice(FILLERS) + "\n\n")

    def _put(self, text: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += text
        return start, len(self.text)

    def report(self) -> Report:
        text = self.text
        tokenized = EnglishTokenizer().tokenize(text)
        speakers = {
            name: Speaker(
                name=self.forms[name], kind=kind_of(name), mentions=tuple(Span(*at, text) for at in mentions)
            )
            for name, mentions in self.mentions.items()
        }
        quotations = tuple(
            Quotation(
                content=tuple(Span(*part, text) for part in contents),
                cue=(Span(*cue, text),),
                source=(Span(*who, text),),
                speaker=speakers[name],
                type=kind,  # type: ignore[arg-type]
            )
            for contents, who, cue, name, kind in self.quotations
        )
        document = Document(
            text=text,
            paragraphs=tokenized.paragraphs,
            sentences=tokenized.sentences,
            tokens=tokenized.tokens,
            quoted=MarkMatcher().match(tokenized),
            quotations=quotations,
            speakers=tuple(speakers.values()),
        )
        return Report(self.name, document, tuple(self.said))


def kind_of(name: str) -> str:
    if name in UNNAMED:
        return "unnamed"
    if name in ORGANISATIONS:
        return "organisation"
    return "place" if name in PLACES_THAT_SPEAK else "person"


def events(count: int, *, seed: int = 0) -> Iterator[list[Report]]:
    """Make events of two to five reports each, which share sayings among unrelated ones."""
    numbers = iter(range(1 << 60))
    for event in range(count):
        drawn = random.Random(f"{seed}/{event}")
        yield _event(event, Stock.drawn(drawn), drawn, lambda: next(numbers))


def _event(event: int, stock: Stock, random: random.Random, number: Callable[[], int]) -> list[Report]:
    pages = [Page(f"event{event}-report{i}", stock, random) for i in range(random.randint(2, 5))]
    waiting: dict[str, list[tuple[str, str, str, Said]]] = {page.name: [] for page in pages}
    for _ in range(random.randint(2, 4)):
        saying, text = number(), _longish(stock, random)
        speaker = random.choice(stock.people).full
        having = random.sample(pages, random.randint(2, len(pages)))
        other = _another(speaker, stock, random)
        for i, page in enumerate(having):
            waiting[page.name].append(
                _having(saying, text, other if i == 0 and other else speaker, stock, random)
            )
        if random.random() < 0.06:  # One text has it twice: a headline and its body, say.
            waiting[having[0].name].append(_having(saying, text, speaker, stock, random))
    for page in pages:
        for _ in range(random.randint(2, 6)):
            text = stock.sentence(random)
            speaker = random.choice(stock.people).full
            waiting[page.name].append((text, speaker, "plain", Said({}, speaker)))
        random.shuffle(waiting[page.name])
        for text, speaker, way, said in waiting[page.name]:
            page.quote(text, speaker, way, said)
            if random.random() < 0.3:
                page.fill()
    return [page.report() for page in pages]


def _longish(stock: Stock, random: random.Random) -> str:
    while len((text := stock.sentence(random)).split()) < 8:
        pass
    return text


def _another(speaker: str, stock: Stock, random: random.Random) -> str | None:
    draw = random.random()
    if draw < 0.2:
        return random.choice([person.full for person in stock.people if person.full != speaker])
    if draw < 0.35:
        return random.choice(UNNAMED + ORGANISATIONS + PLACES_THAT_SPEAK)
    return None


def _having(
    saying: int, text: str, speaker: str, stock: Stock, random: random.Random
) -> tuple[str, str, str, Said]:
    first = changed(text, random.choice(CHANGES), stock, random)
    changes, words, kept = [first.change], first.text, first.kept
    if random.random() < 0.25 and not first.change.startswith("shortened"):
        way = random.choice(("interrupted", "mixed", "inside a longer one"))
        changes.append(way)
    if "inside a longer one" in changes:
        before, after = stock.sentence(random), stock.sentence(random)
        place = random.randrange(3)
        words = f"{before}. {words}" if place == 0 else f"{words}. {after}"
        if place == 2:
            words = f"{before}. {words}"
    way = next((change for change in changes if change in ("interrupted", "mixed")), "plain")
    return words, speaker, way, Said({saying: kept}, speaker, tuple(changes))


def same(one: Said, other: Said) -> bool | None:
    """Tell whether two quotations have a saying in common; None where they have too little of it to say."""
    shared = set(one.sayings) & set(other.sayings)
    if not shared:
        return False
    for saying in shared:
        a, b = one.sayings[saying], other.sayings[saying]
        if len(a & b) >= max(6, 0.6 * min(len(a), len(b))):
            return True
    return None
