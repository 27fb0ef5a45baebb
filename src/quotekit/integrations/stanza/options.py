"""The options of the processor ``quote``, checked by name when the pipeline is made."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from numbers import Real
from pathlib import Path
from typing import Any, Literal, cast, get_args

import attrs

from quotekit import lexicon
from quotekit.errors import ModelError
from quotekit.pipeline import Pipeline
from quotekit.stages import Profile as Stages

QUOTE = "quote"
Profile = Literal[Stages, "syntax"]
_OPTIONS = ("evidence", "model_path", "pipeline", "profile", "threshold")
_OF_PROFILES = {"model_path": ("model",), "threshold": ("model", "fast")}
# Stanza itself reads this from every processor's options.
_OF_STANZA = "check_requirements"


@attrs.frozen(kw_only=True)
class Options:
    """Hold the checked options; `folder` is that of the model, `language` that of the Stanza pipeline."""

    language: str
    profile: Profile
    evidence: bool
    threshold: float | None
    folder: Path | None
    pipeline: Pipeline | None

    @classmethod
    def of(cls, given: Mapping[str, Any], *, language: str) -> Options:
        """Check the given options, with names without ``quote_``.

        Raises `ValueError` and `TypeError` for unknown options and invalid values, and `ModelError` for a
        folder without a model.
        """
        unknown = sorted(set(given) - {*_OPTIONS, _OF_STANZA})
        if unknown:
            raise ValueError(f"expected the options {_listed(_OPTIONS)}, got {QUOTE}_{unknown[0]}")
        pipeline = given.get("pipeline")
        if pipeline is not None and not isinstance(pipeline, Pipeline):
            raise TypeError(f"{QUOTE}_pipeline: expected a quotekit.Pipeline, got {type(pipeline).__name__}")
        others = [name for name in ("model_path", "profile", "threshold") if given.get(name) is not None]
        if pipeline is not None and others:
            raise ValueError(f"expected {QUOTE}_pipeline or {_listed(others)}, got both")
        profile = _profile(given.get("profile"), language, free=pipeline is not None)
        for option, profiles in _OF_PROFILES.items():
            if option in others and profile not in profiles:
                wanted = " or ".join(profiles)
                raise ValueError(f"{QUOTE}_{option}: expected with the profile {wanted}, got {profile!r}")
        return cls(
            language=language,
            profile=profile,
            evidence=_evidence(given.get("evidence", True)),
            threshold=_threshold(given.get("threshold")),
            folder=_folder(given.get("model_path")),
            pipeline=pipeline,
        )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"{QUOTE}_{name}" for name in names)


def _profile(value: object, language: str, *, free: bool) -> Profile:
    if value is None:
        profile: Profile = "model" if language == "en" else "syntax"
    elif value in get_args(Profile):
        profile = cast(Profile, value)
    else:
        raise ValueError(f"{QUOTE}_profile: expected {', '.join(get_args(Profile))}, got {value!r}")
    if profile == "syntax" and not free and language not in lexicon.languages():
        raise ValueError(
            f"{QUOTE}_profile: syntax, the default for all languages but English: expected one of "
            f"{', '.join(lexicon.languages())}, got {language!r}; the profiles model, fast and rules "
            f"read English, {QUOTE}_pipeline takes stages of your own"
        )
    return profile


def _evidence(value: object) -> bool:
    if isinstance(value, bool):
        return value
    # On a command line, options are strings.
    if isinstance(value, str):
        if value.lower() in ("true", "false"):
            return value.lower() == "true"
        raise ValueError(f"{QUOTE}_evidence: expected True or False, got {value!r}")
    raise TypeError(f"{QUOTE}_evidence: expected True or False, got {type(value).__name__}")


def _threshold(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | Real):
        raise TypeError(f"{QUOTE}_threshold: expected a number from 0 to 1, got {type(value).__name__}")
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not 0 <= number <= 1:
        raise ValueError(f"{QUOTE}_threshold: expected a number from 0 to 1, got {value!r}")
    return number


def _folder(value: object) -> Path | None:
    if value is None:
        return None
    if not isinstance(value, str | Path):
        raise TypeError(f"{QUOTE}_model_path: expected a folder as str, got {type(value).__name__}")
    if not str(value):
        raise ValueError(f"{QUOTE}_model_path: expected a folder, got {value!r}")
    from quotekit.attribution.learned.session import load

    # Like Stanza's own processors, it fails now rather than on the first document. The model is kept.
    try:
        load(Path(value))
    except ModelError as error:
        raise ModelError(f"{QUOTE}_model_path: {error}") from error
    return Path(value)
