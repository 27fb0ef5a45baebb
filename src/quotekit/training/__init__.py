"""Training the model attributor on annotated articles, behind the extra ``train``."""

from quotekit.errors import MissingExtra

try:
    import torch  # noqa: F401
except ModuleNotFoundError as error:
    raise MissingExtra.of("train", package="torch", purpose="training") from error

from quotekit.training.loop import Settings
from quotekit.training.trainer import train_model, write_model

__all__ = ["Settings", "train_model", "write_model"]
