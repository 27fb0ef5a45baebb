"""Runs of capitalised words: how far a name may reach from its first word."""

from __future__ import annotations

import re
from collections.abc import Collection

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.lexicon import NameLists, fold, word_set
from quotekit.speakers.names.words import Words

LONGEST = 14
# The marks before and after a nickname inside a name.
NICKNAME_GAPS = {' "': '" ', " “": "” ", " '": "' ", " ‘": "’ ", " (": ") "}
# A Korean given name of two syllables: Cheol-su, but not English-language.
_VOWEL = "(?:ae|e[aeou]?|ie?|oo|ou|o|u[ie]?|w[aeo]|y[aeou]o?|a)"
_SYLLABLE = f"[bcdghjklmnprstwy]{{0,2}}{_VOWEL}(?:ng|[bhklmnprst])?"
KOREAN = re.compile(f"(?=[A-Z])(?i:{_SYLLABLE})-{_SYLLABLE}")
# And a Chinese one as it is written in Taiwan: Mei-lan.
TAIWANESE = re.compile("[A-Z][a-z]{1,5}-[a-z]{1,5}")
QUOTES = '“"‘«'
# What stands between those who begin an organisation's name and their cause: Farmers for Peace.
CAUSES = ("for", "against", "to", "without")
SPACES = (" ", "\u00a0", "\n")


@attrs.frozen(slots=True)
class Runs:
    """Find the end of a run of capitalised words, including the small words inside names."""

    lists: NameLists

    def can_begin(self, words: Words, index: int) -> bool:
        """Tell whether a capitalised word may open a name: not "The" or "London-based"."""
        word = words.lower[index]
        if word in word_set("calendar") and index and words.lower[index - 1] in word_set("before-dates"):
            # In May Leila Haddad left.
            return False
        if word not in self.lists.closed:
            return not self.is_adjective(word)
        if words.opens(index) and word in word_set("saying"):
            # Said Ann Lee: "No."
            return False
        if self._opens_initials(words, index) or self.is_family_name(words, index):
            return True
        if word == "an" and words.lower[index + 1 : index + 2] and words.capital[index + 1]:
            # An Bord Pleanála: the article is Irish.
            return words.lower[index + 1] in word_set("irish-bodies")
        return word in self.lists.given and self._is_followed(words, index)

    def _opens_initials(self, words: Words, index: int) -> bool:
        """Tell whether a letter that is a word as well is a name's first initial: A. K. Antony."""
        after = index + 1
        together = after < len(words) and words.sentence[after] == words.sentence[index]
        return together and _is_initial(words, index) and (words.first[index] or _is_initial(words, after))

    def is_family_name(self, words: Words, index: int) -> bool:
        """Tell whether a small word is a family name before a given name: An Cheol-su, You Mei-lan."""
        after = index + 1
        if after >= len(words) or words.gaps[index] != " " or not words.capital[after]:
            return False
        given = TAIWANESE if words.lower[index] in word_set("pronouns-or-surnames") else KOREAN
        return words.lower[index] in read("family-first") and given.fullmatch(words.forms[after]) is not None

    def may_be_surname(self, words: Words, index: int, families: Collection[str]) -> bool:
        """Tell whether a common word is capitalised, alone and inside a sentence: Sun, So.

        At the beginning of one a verb shows it, and of a pronoun also that the text has it among its
        `families`: You said, of You Si-kun.
        """
        after = index + 1
        if after < len(words) and words.capital[after]:
            return False
        following = words.lower[after] if after < len(words) else ""
        speaks = following in word_set("saying") or following in word_set("minding")
        pronoun = words.lower[index] in self.lists.determiners
        if pronoun:
            return (
                words.forms[index] in families
                and speaks
                and words.text[words.starts[index] - 1] not in QUOTES
            )
        return (not words.first[index] or speaks) and not words.forms[index].isupper()

    def is_adjective(self, word: str) -> bool:
        """Tell whether a word with a hyphen only describes: London-based, mum-of-two."""
        return "-" in word and (word.rpartition("-")[2] in self.lists.endings or "-of-" in word)

    def _is_followed(self, words: Words, index: int) -> bool:
        """Tell whether a capitalised word follows that is not common: Will Doyle, not Will Congress."""
        after = index + 1
        return (
            after < len(words)
            and words.capital[after]
            and words.gaps[index] == " "
            and words.lower[after] not in self.lists.openers
            and words.lower[after] not in self.lists.organisations
            and fold(words.forms[after]) not in self.lists.titles
            and words.sentence[after] == words.sentence[index]
        )

    def run(self, words: Words, first: int) -> tuple[int, int]:
        """Return the last word of the run from `first`, and the index of a nickname in it or -1."""
        forms, lower = words.forms, words.lower
        last, nickname, count = first, -1, len(words)
        institution = connected = False
        after_article = first > 0 and lower[first - 1] == "the"
        after_owner = first > 0 and words.possessive[first - 1]
        while last + 1 < count and last - first < LONGEST:
            if words.possessive[last] and not self._has_members(words, first, last):
                break
            following = last + 1
            word = fold(forms[last])
            institution = institution or word in self.lists.heads
            listed = self._listed(words, first, last)
            if listed > last:
                last = listed
                continue
            if not self._holds(words, last, word, nickname):
                if nickname >= 0 or not self._opens_nickname(words, last, word):
                    break
                nickname = following
            if not words.capital[following]:
                determined = after_article or (after_owner and not institution)
                step = self._bridge(words, following, word, institution, connected, determined)
                if not step:
                    break
                connected = connected or lower[following] in self.lists.connectors
                last = following + step
            elif self._has_cause(words, following, word):
                last = following
            elif self.is_adjective(lower[following]) or not self._may_stand_inside(words, following):
                break
            else:
                last = following
        return last, nickname

    def is_union(self, words: Words, first: int, last: int) -> bool:
        """Tell whether a noun in small letters ends the name of a union: the Telephone Workers union."""
        members = first < last < len(words) - 1 and words.gaps[last] in SPACES
        return (
            members
            and words.lower[last + 1] in word_set("unions")
            and words.lower[last] in self.lists.plural_roles
            and not words.capital[last + 1]
        )

    def _listed(self, words: Words, first: int, last: int) -> int:
        """Return the last portfolio listed after `last`, or -1: the Ministry of Land, Water and Works."""
        if words.lower[first] not in word_set("bodies-of") or last < first + 2:
            return -1
        index = last + 1
        while words.gaps[index - 1] == ", " and index - first < LONGEST:
            stop = self._capitals(words, index, 3)
            if index < stop < len(words) and words.gaps[stop - 1] == " " and words.lower[stop] == "and":
                end = self._capitals(words, stop + 1, 3)
                return end - 1 if end > stop + 1 else -1
            if stop == index:
                return -1
            index = stop
        return -1

    def _has_cause(self, words: Words, index: int, before: str) -> bool:
        """Tell whether a capitalised word joins a body's people to its cause: Mothers Against Guns."""
        goes_on = index + 1 < len(words) and words.capital[index + 1] and words.gaps[index] == " "
        return goes_on and words.lower[index] in CAUSES and before in self.lists.starters

    def _may_stand_inside(self, words: Words, index: int) -> bool:
        """Tell whether a capitalised word continues a name, as a common word may but a weekday may not."""
        word = words.lower[index]
        if word not in self.lists.closed or _is_initial(words, index):
            return True
        goes_on = index + 1 < len(words) and words.capital[index + 1] and words.gaps[index] == " "
        small = self.lists.small if goes_on else self.lists.determiners
        return word not in word_set("calendar") and word not in small

    def _holds(self, words: Words, last: int, word: str, nickname: int) -> bool:
        """Tell whether the characters between two words may be inside a name."""
        gap = words.gaps[last]
        if gap == "/":
            # The Ross/Vale First Nation; but a CNN/Marist College poll.
            known, stop = (
                word in self.lists.organisations or words.forms[last].isupper(),
                _stop(words, last + 1),
            )
            return not known and stop > last + 2 and words.lower[stop - 1] in self.lists.heads
        if last != nickname and words.sentence[last + 1] != words.sentence[last]:
            return False
        if words.text[words.ends[last]] == "\n" and words.gaps[last + 1].startswith(":"):
            # Ann Lee, and on the next line "Contact: …".
            return False
        if gap in SPACES or last == nickname or gap == " & ":
            return True
        if words.possessive[last] and gap in ("'s ", "’s ", "' ", "’ "):
            # The Market Women's Union: the possessive is inside the name.
            return words.capital[last + 1]
        if gap in (". ", ".\u00a0", "."):
            return len(word) == 1 or word in self.lists.titles or word in self.lists.suffixes or word == "st"
        following = words.forms[last + 1]
        folded = fold(following)
        suffix = folded in self.lists.suffixes or folded in word_set("legal-forms")
        return gap == ", " and following[0].isupper() and suffix

    def _opens_nickname(self, words: Words, last: int, word: str) -> bool:
        """Tell whether a nickname in marks follows and the name then continues: Robert C. "Bobby" Scott."""
        gap, following = words.gaps[last], words.forms[last + 1]
        if gap.startswith("."):
            if len(word) > 1:
                return False
            gap = gap[1:]
        elif words.sentence[last + 1] != words.sentence[last]:
            return False
        return (
            gap in NICKNAME_GAPS
            and last + 2 < len(words)
            and words.gaps[last + 1] == NICKNAME_GAPS[gap]
            and following[0].isupper()
            and words.capital[last + 2]
            and (gap != " (" or not following.isupper())
        )

    def _bridge(
        self, words: Words, index: int, before: str, institution: bool, connected: bool, determined: bool
    ) -> int:
        """Return the number of small words at `index` before the next capitalised one of the name, or 0."""
        lists = self.lists
        position = index
        while position < len(words) and position - index < 3 and not words.capital[position]:
            if words.gaps[position] != " ":
                return 0
            position += 1
        size = position - index
        if position >= len(words) or not words.capital[position] or not size:
            return 0
        small = words.lower[index:position]
        if all(word in lists.particles for word in small) or (
            small[0] in word_set("foreign-joining") and lists.particles.issuperset(small[1:])
        ):
            return size
        if size == 1 and small[0] in CAUSES and before in lists.starters:
            return size
        common = words.lower[position] in lists.closed and words.lower[position] != "all"
        if common or words.lower[position] in word_set("calendar"):
            return 0
        if small == ["and"]:
            if {before, words.lower[position]} <= word_set("industries"):
                # Nkana Water and Sewerage.
                return size
            if institution and connected:
                return size if self._goes_on(words, position) else 0
            if self._is_named_for(words, before, position):
                return size
            # The Securities and Exchange Commission, Farming's Seed and Soil Agency; but the UN and African
            # Union are two.
            one = before not in lists.organisations
            return size if determined and one and self._ends_in_head(words, position) else 0
        if before in lists.titles and small in (["of"], ["of", "the"]):
            return size
        if size > 1 and small[-1] == "the" and small[0] != "and":
            # The International Committee of the Red Cross.
            small = small[:-1]
        if small in (["on"], ["into"]) and before in word_set("bodies-on"):
            return size
        if not all(word in lists.connectors for word in small) or before in lists.titles:
            return 0
        spot = small == ["of"] and before in word_set("spots")
        spot = spot or (words.lower[index:position] == ["of"] and self._is_body_of(words, before, position))
        # The Chamber of Commerce of Quito.
        after = "of" in words.lower[max(index - 3, 0) : index - 1] and institution
        spot = spot or (small == ["of"] and after and words.lower[position] in lists.places)
        # The Institute for the Study of Salt; but the Board of Directors of Orbit.
        matter = before not in lists.plural_roles and before not in lists.given and before not in lists.places
        spot = spot or (small == ["of"] and institution and connected and matter)
        return size if before in lists.heads or spot else 0

    def _is_body_of(self, words: Words, before: str, index: int) -> bool:
        """Tell whether a run ends with a body's noun, behind "of" and a place: the Bay of Vala Company."""
        lists, stop = self.lists, _stop(words, index)
        body = stop - index > 1 and words.lower[stop - 1] in lists.heads
        if body and self._is_titled(words, index - 2):
            # Professor Ann Lee of Riga University.
            return False
        # But the DG of Trade Watch, and shares of Orbit Foods.
        return (
            body
            and not (words.opens(index - 2) and before.endswith("s"))
            and words.forms[index - 2].istitle()
            and not any(
                before in some
                for some in (lists.roles, lists.plural_roles, lists.titles, lists.openers, lists.given)
            )
        )

    def _is_titled(self, words: Words, last: int) -> bool:
        """Tell whether a title stands before the capitalised words up to `last`."""
        first = last
        while first > 0 and last - first < LONGEST and words.capital[first - 1]:
            if words.gaps[first - 1] not in (*SPACES, ". "):
                break
            first -= 1
            title = fold(words.forms[first])
            if title in self.lists.titles or title in self.lists.roles:
                return True
        return False

    def _is_named_for(self, words: Words, before: str, index: int) -> bool:
        """Tell whether an organisation is named after two people: the Ann and Tom Reid Foundation."""
        lists, stop = self.lists, _stop(words, index)
        if before not in lists.given or words.lower[index] not in lists.given:
            return False
        return stop - index > 1 and words.lower[stop - 1] in word_set("named-for")

    def _has_members(self, words: Words, first: int, last: int) -> bool:
        """Tell whether a possessive stands inside a name: the People's Party, the United Farmers' Union."""
        if words.lower[last] in self.lists.members:
            return True
        if last + 1 < len(words) and words.forms[last + 1] == "Office":
            # The Attorney General's Office, the Public Prosecutor's Office.
            return words.lower[last] in self.lists.roles or words.lower[last] in self.lists.titles
        if words.lower[first] in ("saint", "st") and self._ends_in_head(words, last + 1, least=1):
            return True
        whole = " ".join(words.lower[first : last + 1])
        known = whole in self.lists.places or whole in self.lists.organisations
        plural = words.text[words.ends[last] - 1] == "s" and words.gaps[last] in ("' ", "’ ")
        return (
            plural
            and not known
            and words.lower[last] not in self.lists.peoples
            and words.lower[last] not in self.lists.affiliations
            and self._ends_in_head(words, last + 1, least=1)
        )

    def _ends_in_head(self, words: Words, index: int, least: int = 2) -> bool:
        """Tell whether the run from `index` names an organisation: the Securities and Exchange Commission."""
        stop = self._capitals(words, index, 5)
        return stop - index >= least and words.lower[stop - 1] in self.lists.heads

    def _goes_on(self, words: Words, index: int) -> bool:
        """Tell whether an institution's name continues after its "and": Health and Human Services."""
        stop = self._capitals(words, index, 4)
        # On Lost and Stolen Aboriginal Children, which are no body.
        matter = index + 2 < stop <= index + 3 and self.lists.heads.isdisjoint(words.lower[index:stop])
        return index < stop <= index + 2 or matter

    def _capitals(self, words: Words, index: int, most: int) -> int:
        """Return the end of the capitalised words from `index` on, or `index` if one names somebody else."""
        lists = self.lists
        position = index
        while position < len(words) and position - index < most and words.capital[position]:
            word = words.lower[position]
            if (
                word in lists.given
                or word in lists.titles
                or word in lists.places
                or word in lists.organisations
            ):
                return index
            position += 1
            if words.gaps[position - 1] != " " or words.possessive[position - 1]:
                break
        return position


def _stop(words: Words, index: int) -> int:
    """Return the end of the capitalised words from `index` on, of which it takes four."""
    stop = index
    while stop < len(words) and stop - index < 4 and words.capital[stop]:
        stop += 1
        if words.gaps[stop - 1] != " " or words.possessive[stop - 1]:
            break
    return stop


def _is_initial(words: Words, index: int) -> bool:
    """Tell whether a single letter with a dot is inside a name: Julie A. Martinez."""
    return len(words.forms[index]) == 1 and words.gaps[index] in (". ", ".")
