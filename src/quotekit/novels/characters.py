"""Characters: the forms of one person's name, with titles, given names and gender."""

from __future__ import annotations

import attrs

from quotekit.lexicon import group
from quotekit.novels.evidence import Evidence
from quotekit.novels.names import Form
from quotekit.novels.phrases import is_title, plain_title, titles
from quotekit.speakers.names.lexicon import columns, given_gender

# Titles that may precede a given name: *Sir William*, *Aunt Jane*, *Miss Eliza*.
BEFORE_GIVEN = group("titles-before-given")
WEDDED = frozenset({"mrs", "madame", "mme", "frau", "signora"})


@attrs.define(eq=False)
class Character:
    """Gather the forms of one person's name; `men` and `women` are votes on the gender."""

    number: int
    forms: list[Form] = attrs.Factory(list)
    count: int = 0
    men: int = 0
    women: int = 0

    @property
    def gender(self) -> str:
        """Return ``m``, ``f``, or ``u`` if the book does not tell."""
        if self.men > 2 * self.women and self.men >= 1:
            return "m"
        if self.women > 2 * self.men and self.women >= 1:
            return "f"
        return "u"

    def take(self, form: Form, seen: Evidence) -> None:
        self.forms.append(form)
        self.count += seen.total
        self.men += seen.he
        self.women += seen.she
        gender = form_gender(form)
        # A title is certain; a given name is only likely (*Brett*), so the book's pronouns may outvote it.
        vote = 3 + (seen.total if form.title else min(20, seen.total // 10))
        self.men += vote * (gender == "m")
        self.women += vote * (gender == "f")
        # *The Colonel* of an older book is a man unless the book calls her *she*.
        self.men += gender == "u" and _office_gender(form) == "m"

    def titles(self) -> frozenset[str]:
        return frozenset(form.title for form in self.forms if form.title)

    def bare_titles(self) -> frozenset[str]:
        """Return the titles that are used alone: *the Major*."""
        alone = (form.words[0] for form in self.forms if len(form.words) == 1 and not form.title)
        return frozenset(plain_title(word) for word in alone if is_title(word))

    def given(self) -> frozenset[str]:
        families = {form.words[-1] for form in self.forms if len(form.words) > 1}
        return frozenset(
            form.words[0]
            for form in self.forms
            if (len(form.words) > 1 and not _husbands(form))
            or (form.title in BEFORE_GIVEN and form.words[0] not in families)
        )

    def surnames(self) -> frozenset[str]:
        return frozenset(
            form.words[-1]
            for form in self.forms
            if (len(form.words) > 1 and not _husbands(form)) or form.title
        )


def form_gender(form: Form) -> str:
    """Return the gender of a form's title or else of its given name: m, f or u.

    >>> form_gender(Form("mrs", ("Dean",))), form_gender(Form("dr", ("Fox",)))
    ('f', 'u')
    """
    if form.title:
        gender = titles()[form.title][0]
        if gender != "u" or len(form.words) < 2:
            return gender
    if form.article:
        low = form.words[-1].lower()
        return titles()[low][0] if low in titles() else "u"
    low = form.words[0].lower()
    if len(form.words) == 1 and low in titles():
        return titles()[low][0]
    return given_gender().get(low, "u")


def _office_gender(form: Form) -> str:
    """Return the likely gender of who holds the office that a form has as its title: m, f or u."""
    return columns("novels/figures").get(form.title or form.words[0].lower(), ("u",))[0]


def _husbands(form: Form) -> bool:
    """Tell whether a form is a wife's with her husband's given name: *Mrs. John Dashwood*."""
    return form.title in WEDDED and len(form.words) > 1 and given_gender().get(form.words[0].lower()) == "m"
