"""The processor ``quote`` for Stanza's own pipelines."""

from __future__ import annotations

import warnings
from typing import Any

from stanza.pipeline.processor import UDProcessor, register_processor
from stanza.pipeline.registry import NAME_TO_PROCESSOR_CLASS

from quotekit.integrations.stanza.attributing import with_evidence
from quotekit.integrations.stanza.parser import StanzaParser
from quotekit.integrations.stanza.quotes import add_property, attach
from quotekit.integrations.stanza.reading import read
from quotekit.pipeline import Pipeline

QUOTE = "quote"
_PROFILES = ("model", "rules", "syntax")
# What Stanza itself puts among a processor's options.
_OF_STANZA = frozenset({"check_requirements", "dependencies", "lang", "mode", "model_path", "pretagged"})
_OPTIONS = ("evidence", "model_path", "pipeline", "profile", "threshold")


class QuoteProcessor(UDProcessor):  # type: ignore[misc,unused-ignore]
    """Find who says what in Stanza's documents, as the processor ``quote``.

    It needs ``tokenize``; of ``ner`` and ``coref``, where the pipeline has them, it takes who the
    speakers are. Documents come back with ``doc.quotes``, a tuple of `Quote`.

    Options, as ``quote_<name>=…`` of `stanza.Pipeline`:

    - ``profile``: ``"model"`` (default for English), ``"rules"`` (English) or ``"syntax"`` (default for
      every other language: it needs ``depparse``);
    - ``threshold``: the least confidence, for the model;
    - ``model_path``: a folder with a model of your own that `quotekit train` wrote;
    - ``evidence``: False to leave Stanza's entities and chains alone;
    - ``pipeline``: a `quotekit.Pipeline` that does it all, with Stanza's tokens.

    Raises `ValueError` and `TypeError` for options that are none when the pipeline is made.
    """

    PROVIDES_DEFAULT = {QUOTE}  # noqa: RUF012
    REQUIRES_DEFAULT = {"tokenize"}  # noqa: RUF012

    def _set_up_requires(self) -> None:
        syntax = self._config.get("pipeline") is None and _profile(self._config) == "syntax"
        self._requires = self.REQUIRES_DEFAULT | ({"pos", "lemma", "depparse"} if syntax else set())

    def _set_up_model(self, config: dict[str, Any], pipeline: Any, device: Any) -> None:
        # Stanza fills in a path below its own folder; only one that somebody gave is meant.
        folder = getattr(pipeline, "kwargs", {}).get(f"{QUOTE}_model_path")
        stages = _stages(config, folder)
        self._stages: Pipeline | None = with_evidence(stages) if _evidence(config) else stages

    def mark_inactive(self) -> None:
        """Let go of the stages and their model."""
        super().mark_inactive()
        self._stages = None

    def process(self, document: Any) -> Any:
        """Give the same document with its quotations as ``doc.quotes``."""
        if self._stages is None:
            raise RuntimeError(f"expected an active processor {QUOTE}, got one that was marked inactive")
        annotated = read(document)
        attach(annotated, self._stages.attribute_tokenized(annotated))
        return document

    def bulk_process(self, docs: list[Any]) -> list[Any]:
        """Give the same documents, each by itself: who speaks in one is nobody in another."""
        return [self.process(document) for document in docs]

    def __str__(self) -> str:
        return f"{type(self).__name__}({_profile(self._config)})"


def _profile(config: dict[str, Any]) -> str:
    default = "model" if config.get("lang", "en") == "en" else "syntax"
    profile = config.get("profile") or default
    if profile not in _PROFILES:
        raise ValueError(f"{QUOTE}_profile: expected {', '.join(_PROFILES)}, got {profile!r}")
    return str(profile)


def _evidence(config: dict[str, Any]) -> bool:
    evidence = config.get("evidence", True)
    # From a command line, options come as strings.
    return evidence.lower() != "false" if isinstance(evidence, str) else bool(evidence)


def _stages(config: dict[str, Any], folder: Any) -> Pipeline:
    unknown = sorted(name for name in config if name not in _OF_STANZA and name not in _OPTIONS)
    if unknown:
        raise ValueError(
            f"expected the options {', '.join(f'{QUOTE}_{name}' for name in _OPTIONS)}, "
            f"got {QUOTE}_{unknown[0]}"
        )
    given, threshold = config.get("pipeline"), config.get("threshold")
    profile = _profile(config)
    if given is not None:
        if not isinstance(given, Pipeline):
            raise TypeError(f"{QUOTE}_pipeline: expected a quotekit.Pipeline, got {type(given).__name__}")
        if threshold is not None or folder is not None or config.get("profile"):
            raise ValueError(f"expected {QUOTE}_pipeline or other options, got both")
        return given
    if profile != "model" and (threshold is not None or folder is not None):
        raise ValueError(
            f"{QUOTE}_threshold and {QUOTE}_model_path: expected them with the profile model, got {profile!r}"
        )
    if profile == "model":
        from quotekit.attribution import ModelAttributor

        least = None if threshold is None else float(threshold)
        return Pipeline(attributor=ModelAttributor(folder=folder, threshold=least))
    if profile == "rules":
        from quotekit.attribution import RuleAttributor

        return Pipeline(attributor=RuleAttributor())
    from quotekit.attribution.syntax import UDAttributor
    from quotekit.speakers import LanguageResolver

    language = config.get("lang", "en")
    attributor = UDAttributor(language=language, parser=StanzaParser())
    # None is the resolver for English.
    resolver = None if language == "en" else LanguageResolver(language=language)
    return Pipeline(attributor=attributor, resolver=resolver)


def register() -> None:
    """Make ``quote`` known to Stanza, and ``doc.quotes``; a second time changes nothing."""
    add_property()
    known = NAME_TO_PROCESSOR_CLASS.get(QUOTE)
    if known is None:
        register_processor(QUOTE)(QuoteProcessor)
        return
    if known.__module__ != __name__:
        warnings.warn(f"expected no processor {QUOTE} in Stanza, got {known}: it is replaced", stacklevel=2)
    # Stanza runs a name as often as it is listed.
    NAME_TO_PROCESSOR_CLASS[QUOTE] = QuoteProcessor
