"""Names of one word: linked to the full names that explain them, or left alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import attrs

from quotekit.speakers.names.entities import Register
from quotekit.speakers.names.kinds import is_acronym
from quotekit.speakers.names.lexicon import NameLists, columns, given_gender, kin_gender, word_set
from quotekit.speakers.names.parts import surname_key
from quotekit.speakers.names.people import People
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.words import Words

# How many words after a name its pronoun is searched for.
REACH = 12
FROM_LIST = 1.5


@attrs.define(slots=True, eq=False)
class ShortNames:
    """Link the short names of a text to its full names."""

    words: Words
    register: Register
    people: People
    lists: NameLists

    def bodies(self, names: Sequence[NameMention]) -> None:
        """Treat doubtful names as organisations if "which" or an acronym in brackets follows."""
        words = self.words
        for mention, following in pairwise((*names, None)):
            if mention is None or mention.sure or mention.kind != "person" or len(mention.parts) < 2:
                continue
            after = mention.last + 1
            if after >= len(words):
                continue
            which = words.gaps[mention.last] == ", " and words.lower[after] == "which"
            letters = "".join(part[0] for part in mention.parts)
            bracketed = (
                following is not None
                and following.first == after
                and words.gaps[mention.last] == " ("
                and following.parts == (letters,)
            )
            if which or bracketed:
                mention.kind = "organisation"

    def couples(self, names: Sequence[NameMention]) -> None:
        """Give the first person of "Bill and Hillary Clinton" the surname of the second."""
        words = self.words
        for mention, following in pairwise(names):
            if (
                len(mention.parts) == 1
                and mention.entity < 0
                and mention.parts[0] in given_gender()
                and following.kind == "person"
                and len(following.parts) > 1
                and following.lead == mention.last + 2
                and words.lower[mention.last + 1] == "and"
                and words.sentence[mention.last] == words.sentence[following.first]
                and not following.titles
                # Ms Lee and Bo Khan: a surname has its bearer's title.
                and kin_gender().keys().isdisjoint(mention.titles)
            ):
                self._couple(mention, following)

    def companions(self, names: Sequence[NameMention]) -> None:
        """Take two names side by side for persons' if one is a given name: Minh and Quillon."""
        for pair in pairwise(names):
            one, other = pair
            if (
                self.words.lower[one.last + 1 : other.lead] == ["and"]
                and self.words.sentence[one.last] == self.words.sentence[other.first]
                and all(len(name.parts) == 1 and not name.possessive for name in pair)
                and any(self._is_given(name) for name in pair)
            ):
                for name in pair:
                    if not name.sure and not self._is_listed(name):
                        name.kind, name.sure = "person", True

    def listed(self, names: Sequence[NameMention]) -> None:
        """Take a doubtful name between the organisations of a list for one more: Amnesty, Vivo and Oxfam."""
        for before, mention, after in zip(names, names[1:], names[2:], strict=False):
            doubtful = mention.kind == "person" and not mention.titles and not mention.suffix
            if doubtful and mention.parts[0] not in self.lists.given and self._joins(before, mention, after):
                mention.kind = "organisation"

    def _joins(self, before: NameMention, mention: NameMention, after: NameMention) -> bool:
        """Tell whether three names are a list whose first and last are organisations."""
        words = self.words
        one = words.lower[before.last + 1 : mention.lead]
        other = words.lower[mention.last + 1 : after.lead]
        return (
            before.kind == after.kind == "organisation"
            and before.sure
            and after.sure
            and words.gaps[before.last] == ", "
            and one in ([], ["the"])
            and [word for word in other if word != "the"] == ["and"]
            and words.sentence[before.first] == words.sentence[after.last]
        )

    def _is_given(self, mention: NameMention) -> bool:
        told = not mention.sure or mention.kind == "person"
        return told and mention.parts[0] in self.lists.given and not self._is_listed(mention)

    def _is_listed(self, mention: NameMention) -> bool:
        return mention.parts[0] in self.lists.places or mention.parts[0] in self.lists.organisations

    def _couple(self, mention: NameMention, following: NameMention) -> None:
        words = self.words
        full = (mention.parts[0], *following.parts[1:])
        entity = self.people.find(full)
        if entity is None:
            entity = self.register.make("person")
            entity.parts, entity.first_full, entity.fulls = full, mention.start, 1
            self.people.add(entity, full)
            surname = words.text[words.starts[following.last] : following.end]
            entity.forms[f"{words.forms[mention.first]} {surname}"] = 1
            entity.note_gender(given_gender()[mention.parts[0]], FROM_LIST)
        mention.kind, mention.entity = "person", entity.number
        entity.mentions.append((mention.start, mention.end))

    def settle(self, names: Sequence[NameMention]) -> list[NameMention]:
        """Return the names that refer to something; those of persons now have their entity."""
        out: list[NameMention] = []
        usual = self._usual_genders(names)
        for mention in names:
            if mention.entity < 0:
                if len(mention.parts) > 1:
                    self._several_words(mention)
                elif not self._one_word(mention, usual):
                    continue
            if mention.entity >= 0:
                self.people.namesakes.note(mention)
            out.append(mention)
        return out

    def _one_word(self, mention: NameMention, usual: dict[str, str]) -> bool:
        """Decide on a name of one word; return False if it is not a name after all."""
        people = self.people
        if self._may_be_misspelt(mention):
            meant = people.misspelt(surname_key(mention.parts[0]))
            if meant is not None:
                mention.parts = meant.parts[-1:]
        key = surname_key(mention.parts[0])
        told = mention.sure and mention.kind in ("organisation", "place", "weak", "group")
        known = key in people.by_last or (mention.kind == "weak" and people.bears_first(mention.parts[0]))
        initialled = people.by_letters.get(mention.parts[0])
        if initialled is not None and is_acronym(self.words.forms[mention.first]):
            # KKS is Kalpana Kundi-Shah.
            mention.parts, told, key = initialled.parts[-1:], False, surname_key(initialled.parts[-1])
        elif mention.kind == "organisation" and key not in people.by_last:
            # An acronym is not a given name.
            told = True
        if not told or (known and not self._is_somewhere(mention)):
            entity = people.settle(mention, self._gender_after(mention), usual.get(key, "u"))
            if entity is not None:
                mention.kind = "person"
                return True
        if mention.kind in ("person", "unknown"):
            people.lone(mention)
        return mention.kind != "weak"

    def _may_be_misspelt(self, mention: NameMention) -> bool:
        """Tell whether a word that may name a person is nobody's name in the text as it is spelt."""
        word, people = mention.parts[0], self.people
        known = word in people.by_first or surname_key(word) in people.by_last or word in people.by_middle
        return mention.kind in ("person", "unknown") and not known and word not in self.lists.given

    def _several_words(self, mention: NameMention) -> None:
        """Decide on a name of several words that is not a known full name."""
        people = self.people
        opened = mention.parts[0] in self.lists.openers
        if mention.kind not in ("person", "unknown") and (mention.sure or not opened):
            return
        if mention.parts[-1] in people.by_last and mention.parts[-2] in self.lists.heads:
            # Washington Post Trump: two names have run together.
            self._keep(mention, len(mention.parts) - 1)
        elif opened and people.find(mention.parts[1:]) is not None:
            # Top Clinton aide: the adjective is the headline's.
            self._keep(mention, 1)
        else:
            mention.kind = "organisation"

    def _keep(self, mention: NameMention, skip: int) -> None:
        """Let a name begin `skip` words later, and decide on the rest."""
        mention.parts = mention.parts[skip:]
        mention.first = mention.lead = mention.first + skip
        mention.start = self.words.starts[mention.first]
        mention.kind = "person"
        self.people.settle(mention)

    def _usual_genders(self, names: Sequence[NameMention]) -> dict[str, str]:
        """Return, for each shared surname, the gender of titles and pronouns with the surname alone."""
        votes: dict[str, list[int]] = {}
        titles = kin_gender()
        for mention in names:
            key = surname_key(mention.parts[0])
            if mention.suffix or len(mention.parts) > 1 or len(self.people.by_last.get(key, ())) < 2:
                continue
            told = next((titles[t] for t in mention.titles if t in titles), self._gender_after(mention))
            if told in ("m", "f"):
                votes.setdefault(key, [0, 0])[told == "f"] += 1
        return {
            key: "m" if men > 2 * women else "f" if women > 2 * men else "u"
            for key, (men, women) in votes.items()
        }

    def _gender_after(self, mention: NameMention) -> str:
        """Return the gender of the first he or she between a name and the next capitalised word, or u."""
        words, pronouns = self.words, columns("pronouns")
        index = mention.last + 1
        stop = min(len(words), index + REACH)
        while index < stop and words.sentence[index] == words.sentence[mention.last]:
            row = pronouns.get(words.lower[index])
            if row is not None and row[1] in "mf":
                return row[1]
            if words.capital[index]:
                break
            index += 1
        return "u"

    def _is_somewhere(self, mention: NameMention) -> bool:
        """Tell whether a preposition of place precedes the name: in Israel, not "From Israel:"."""
        before, lower = mention.lead - 1, self.words.lower
        if before < 0 or self.words.gaps[mention.last].startswith(":"):
            return False
        return lower[before] in word_set("somewhere") and lower[before - 1 : before] != ["according"]
