"""Real Stanza pipelines from the small models in `fixtures/stanza`, made once each and offline."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import pytest

MODELS = Path(__file__).resolve().parent.parent / "fixtures" / "stanza"
PARSING = "tokenize,mwt,pos,lemma,depparse"


@functools.cache
def stanza_pipeline(processors: str = PARSING, **options: Any) -> Any:
    """Make a `stanza.Pipeline` with `processors`, or skip the test where Stanza or the models are missing."""
    stanza = pytest.importorskip("stanza", reason="needs quotekit[stanza]", exc_type=ImportError)
    if not (MODELS / "en").is_dir():
        pytest.skip("needs the models in fixtures/stanza")
    import torch

    # Other processes share the machine; these models are too small to gain by threads.
    torch.set_num_threads(1)
    return stanza.Pipeline(
        "en",
        dir=str(MODELS),
        download_method=None,
        processors=processors,
        use_gpu=False,
        verbose=False,
        **options,
    )
