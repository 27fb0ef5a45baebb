"""A local web page and a JSON API over a pipeline, behind the extra ``serve``."""

from quotekit.serve.application import application

__all__ = ["application"]
