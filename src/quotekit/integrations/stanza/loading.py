"""Stanza pipelines that download nothing unless asked to."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from quotekit.errors import ModelError

Processors = str | Sequence[str] | Mapping[str, Any]


def load(
    lang: str = "en",
    *,
    processors: Processors = "tokenize",
    dir: str | os.PathLike[str] | None = None,
    download_method: Any = None,
    **options: Any,
) -> Any:
    """Return a `stanza.Pipeline` of models that are installed already.

    `dir` is the folder of Stanza's models (by default Stanza's own); the options are those of
    `stanza.Pipeline`: ``package``, ``use_gpu``, ``tokenize_pretokenized``, ``depparse_model_path`` … Nothing
    is downloaded unless you pass a `download_method`.

    Raises `ModelError` for missing models: its message is the command that fetches them, or the option that
    names a missing file. A processor that Stanza would leave out because its index has no such package counts
    as missing. Raises `TypeError` for a model path that is not a path.
    """
    import stanza

    # Stanza takes paths only as strings.
    options = {name: os.fspath(v) if isinstance(v, os.PathLike) else v for name, v in options.items()}
    for name, path in options.items():
        if name.endswith("_model_path") and not isinstance(path, str | list | tuple):
            raise TypeError(f"{name}: expected a path, got {type(path).__name__}")
    if dir is not None:
        options["dir"] = os.fspath(dir)
    try:
        nlp = stanza.Pipeline(lang, processors=processors, download_method=download_method, **options)
    except FileNotFoundError as error:
        raise _missing(lang, processors, options, str(error)) from error
    except ValueError as error:
        # Stanza's message for a language or package that is not in the index of its folder.
        if not str(error).startswith("No processors to load"):
            raise
        raise _missing(lang, processors, options, str(error)) from error
    left_out = sorted(set(_named(processors)) - set(nlp.processors))
    if left_out:
        reason = f"its index has no such package for {', '.join(left_out)}"
        raise _missing(lang, processors, options, reason)
    return nlp


def _missing(lang: str, processors: Processors, options: Mapping[str, Any], reason: str) -> ModelError:
    for name, path in options.items():
        if name.endswith("_path") and isinstance(path, str) and not os.path.exists(path):
            return ModelError(f"{name}: expected a file that is there, got {path!r}")
    wanted = ",".join(_named(processors))
    command = f"import stanza; stanza.download({', '.join(_arguments(lang, processors, options))})"
    how = f'fetch them with: python -c "{command}"'
    # A path that a shell would interpret is shown as Python; shells on Windows leave the separator alone.
    if not (set('"`$!\\') - {os.sep}).isdisjoint(command):
        how = f"fetch them, in Python, with: {command}"
    return ModelError(f"expected Stanza's models for {lang!r} ({wanted}), got none: {reason}\n{how}")


def _arguments(lang: str, processors: Processors, options: Mapping[str, Any]) -> list[str]:
    """Return the arguments with which `stanza.download` fetches the pipeline's models."""
    # The processor `quote` needs tokens.
    wanted: Any = ",".join(_named(processors)) or "tokenize"
    if isinstance(processors, Mapping):
        wanted = {name: processors[name] for name in _named(processors)}
    named = {"processors": wanted}
    if options.get("package", "default") != "default":
        named["package"] = options["package"]
    where = options.get("dir", options.get("model_dir"))
    if where is not None:
        named["model_dir"] = where
    return [repr(lang), *(f"{name}={value!r}" for name, value in named.items())]


def _named(processors: Processors) -> list[str]:
    """Return the processors that have Stanza models."""
    names = processors.split(",") if isinstance(processors, str) else list(processors)
    return [name for name in (name.strip() for name in names) if name and name != "quote"]
