"""The four stages: what each has to do, and quotekit's own ones for each profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol, runtime_checkable

from quotekit.document import Name, Quotation, QuotedSpan, Resolution, Tokenized

Profile = Literal["model", "fast", "rules", "novel"]
"""The stages to use: the trained network, a smaller one, rules alone (the fastest), or those for fiction."""


class Tokenizer(Protocol):
    """Cut a text into paragraphs, sentences and tokens."""

    def tokenize(self, text: str) -> Tokenized: ...


class Matcher(Protocol):
    """Pair a text's quotation marks; return quoted spans by start, outer ones first."""

    def match(self, tokenized: Tokenized) -> tuple[QuotedSpan, ...]: ...


class Attributor(Protocol):
    """Find quotations with their cues and sources, by start; their speakers are still None."""

    def attribute(self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]) -> tuple[Quotation, ...]: ...


class Resolver(Protocol):
    """Find the speaker that each quotation's source names."""

    def resolve(
        self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]
    ) -> Resolution: ...


@runtime_checkable
class NamingAttributor(Protocol):
    """Find quotations and proper names in one pass; attributors may offer this as well."""

    def attribute_with_names(
        self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]
    ) -> tuple[tuple[Quotation, ...], tuple[Name, ...]]: ...


@runtime_checkable
class NamedResolver(Protocol):
    """Find speakers with the help of the attributor's names; resolvers may offer this as well."""

    def resolve_with_names(
        self,
        tokenized: Tokenized,
        quoted: tuple[QuotedSpan, ...],
        quotations: tuple[Quotation, ...],
        names: tuple[Name, ...],
    ) -> Resolution: ...


# The stages are imported when a pipeline is made: `import quotekit` stays light.


def own_tokenizer(profile: Profile) -> Tokenizer:
    """Return the tokenizer of a profile."""
    if profile == "novel":
        from quotekit.novels import BookTokenizer

        return BookTokenizer()
    from quotekit.tokenizer import EnglishTokenizer

    return EnglishTokenizer()


def own_matcher(profile: Profile) -> Matcher:
    """Return the matcher, which is the same for every profile."""
    from quotekit.matcher import MarkMatcher

    return MarkMatcher()


def own_attributor(profile: Profile) -> Attributor:
    """Return the attributor of a profile."""
    if profile == "novel":
        from quotekit.novels import TurnAttributor

        return TurnAttributor()
    from quotekit import attribution

    if profile == "rules":
        return attribution.RuleAttributor()
    return attribution.ModelAttributor(fast=profile == "fast")


def own_resolver(profile: Profile, known_speakers: Mapping[str, Sequence[str]]) -> Resolver:
    """Return the resolver of a profile; the one for fiction takes no known speakers."""
    if profile == "novel":
        from quotekit.novels import CastResolver

        return CastResolver()
    from quotekit.speakers import NameResolver

    return NameResolver(known_speakers=known_speakers, brief=profile == "fast")
