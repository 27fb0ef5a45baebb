"""Training the model attributor on annotated articles, behind the extra ``train``.

`corpus` turns articles into examples for the `network`, `loop` trains it, and `trainer` calibrates it
(`scoring`) and writes it (`export`, `graphs`). `teaching` has a larger network teach it (`teacher`,
`answers`), and `distillation` makes a smaller one with a `gate`. `languages` trains the network for other
languages, from the start that `multilingual` makes, and `narrowing` makes that smaller too (`relaying`).
`novels` and `speakers` fit what names the speakers.
"""

from quotekit.errors import MissingExtra

try:
    import torch  # noqa: F401
except ModuleNotFoundError as error:
    raise MissingExtra.of("train", package="torch", purpose="training") from error

from quotekit.training.loop import Settings
from quotekit.training.trainer import Material, train_model, write_model

__all__ = ["Material", "Settings", "train_model", "write_model"]
