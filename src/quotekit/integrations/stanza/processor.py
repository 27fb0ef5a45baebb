"""The processor ``quote`` for Stanza's own pipelines."""

from __future__ import annotations

import warnings
from typing import Any

from stanza.pipeline.processor import UDProcessor, register_processor
from stanza.pipeline.registry import NAME_TO_PROCESSOR_CLASS

from quotekit.integrations.stanza.attributing import with_evidence
from quotekit.integrations.stanza.languages import by_parse
from quotekit.integrations.stanza.options import QUOTE, Options
from quotekit.integrations.stanza.quotes import add_property, attach
from quotekit.integrations.stanza.tokenizer import read
from quotekit.pipeline import Pipeline


class QuoteProcessor(UDProcessor):  # type: ignore[misc,unused-ignore]
    """Find who says what in Stanza's documents, as the processor ``quote``.

    It needs ``tokenize``, and uses ``ner`` and ``coref``, if the pipeline has them, to find the speakers.
    Documents get ``doc.quotes``, a tuple of `Quote`.

    Options, as ``quote_<name>=…`` of `stanza.Pipeline`:

    - ``profile``: ``"model"`` (default for English), ``"fast"`` or ``"rules"`` (English), or ``"syntax"``
      (default for every other language: it needs ``depparse``);
    - ``threshold``: the least confidence, for the model;
    - ``model_path``: a folder, as a string, with a model of your own that `quotekit train` wrote;
    - ``evidence``: False to leave Stanza's entities and chains alone;
    - ``pipeline``: a `quotekit.Pipeline` that does it all, with Stanza's tokens.

    When the pipeline is made, it raises `ValueError` and `TypeError` for invalid options, and `ModelError`
    for a folder without a model.
    """

    PROVIDES_DEFAULT = {QUOTE}  # noqa: RUF012
    REQUIRES_DEFAULT = {"tokenize"}  # noqa: RUF012

    def _set_up_requires(self) -> None:
        # Stanza adds options of its own, among them a path below its folder: only the given ones count. None
        # of them may hide the pipeline's own language.
        given = {
            name.removeprefix(f"{QUOTE}_"): value
            for name, value in getattr(self._pipeline, "kwargs", {}).items()
            if name.startswith(f"{QUOTE}_")
        }
        self._options = Options.of(given, language=self._config.get("lang", "en"))
        syntax = self._options.pipeline is None and self._options.profile == "syntax"
        self._requires = self.REQUIRES_DEFAULT | ({"pos", "lemma", "depparse"} if syntax else set())

    def _set_up_model(self, config: dict[str, Any], pipeline: Any, device: Any) -> None:
        stages = _stages(self._options)
        self._stages: Pipeline | None = with_evidence(stages) if self._options.evidence else stages

    def mark_inactive(self) -> None:
        """Release the stages and their model."""
        super().mark_inactive()
        self._stages = None

    def process(self, document: Any) -> Any:
        """Set ``doc.quotes`` and return the document."""
        if self._stages is None:
            raise RuntimeError(f"expected an active processor {QUOTE}, got one that was marked inactive")
        annotated = read(document)
        attach(annotated, self._stages.attribute_tokenized(annotated))
        return document

    def bulk_process(self, docs: list[Any]) -> list[Any]:
        """Process documents one by one, as speakers of one are unknown in another."""
        return [self.process(document) for document in docs]

    def __str__(self) -> str:
        stages = self._options.profile if self._options.pipeline is None else "pipeline"
        return f"{type(self).__name__}({stages})"


def _stages(options: Options) -> Pipeline:
    if options.pipeline is not None:
        return options.pipeline
    if options.profile == "rules":
        return Pipeline(profile=options.profile)
    if options.profile in ("model", "fast"):
        from quotekit.attribution import ModelAttributor

        fast = options.profile == "fast"
        return Pipeline(
            attributor=ModelAttributor(folder=options.folder, threshold=options.threshold, fast=fast)
        )
    return by_parse(options.language)


def register() -> None:
    """Register ``quote`` and ``doc.quotes`` with Stanza; a second call changes nothing."""
    add_property()
    known = NAME_TO_PROCESSOR_CLASS.get(QUOTE)
    if known is None:
        register_processor(QUOTE)(QuoteProcessor)
        return
    if known.__module__ != __name__:
        warnings.warn(f"expected no processor {QUOTE} in Stanza, got {known}: it is replaced", stacklevel=2)
    # Stanza runs a processor as often as it is listed.
    NAME_TO_PROCESSOR_CLASS[QUOTE] = QuoteProcessor
