"""Stanza pipelines that download nothing unasked."""

from __future__ import annotations

from typing import Any

from quotekit.errors import ModelError


def load(
    lang: str = "en",
    *,
    processors: str = "tokenize",
    dir: str | None = None,
    download_method: Any = None,
    **options: Any,
) -> Any:
    """Make a `stanza.Pipeline` from models that are there already.

    `dir` is your folder of Stanza's models (without it, Stanza's own default); the options are those of
    `stanza.Pipeline`: ``use_gpu``, ``tokenize_pretokenized``, ``depparse_model_path`` … Nothing is
    downloaded, unless you say how with `download_method`.

    Raises `ModelError` where models are missing: its message is the command that fetches them.
    """
    import stanza

    if dir is not None:
        options["dir"] = str(dir)
    try:
        return stanza.Pipeline(lang, processors=processors, download_method=download_method, **options)
    except FileNotFoundError as error:
        wanted = processors if isinstance(processors, str) else ",".join(processors)
        wanted = ",".join(name for name in wanted.split(",") if name.strip() != "quote")
        where = "" if dir is None else f", model_dir={str(dir)!r}"
        command = f"import stanza; stanza.download({lang!r}, processors={wanted!r}{where})"
        raise ModelError(
            f"expected Stanza's models for {lang!r} ({wanted}), got none: {error}\n"
            f'fetch them with: python -c "{command}"'
        ) from error
