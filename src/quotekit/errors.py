"""What quotekit raises: each message says what was expected and what was got.

Every class here is a `QuotekitError`, so one `except` catches them all; each is also the
built-in error a reader would expect (`ValueError`, `LookupError`, `ImportError` …).
"""

from __future__ import annotations

DISTRIBUTION = "quote-attribution"
"""What pip calls this package: the name ``quotekit`` in the index is somebody else's."""


class QuotekitError(Exception):
    """The base of every error that quotekit raises on purpose.

    >>> issubclass(InvalidDocument, QuotekitError)
    True
    """


class InvalidDocument(QuotekitError, ValueError):
    """Data from outside does not describe a document: wrong shape, type, offset or schema version."""


class InvalidArchive(QuotekitError, ValueError):
    """A file is no archive of a comparison, is one of another version, or is damaged."""


class DuplicateDocument(QuotekitError, ValueError):
    """A comparison has another document under the id that a new one is given."""


class UnknownDocument(QuotekitError, LookupError):
    """A comparison has no document under an id."""


class AmbiguousSpeaker(QuotekitError, LookupError):
    """A name fits several speakers of a text; the message lists the candidates."""


class UnknownSpeaker(QuotekitError, LookupError):
    """A name fits no speaker of a text; the message lists the speakers there are."""


class UnreadableFile(QuotekitError, ValueError):
    """A file is not what its ending says, or holds no text."""


class MissingExtra(QuotekitError, ImportError):
    """An optional dependency is not installed; the message names the extra that brings it."""

    @classmethod
    def of(cls, extra: str, *, package: str, purpose: str) -> MissingExtra:
        """Say which extra brings the `package` that `purpose` needs.

        >>> print(MissingExtra.of("cli", package="click", purpose="the command line"))
        the command line needs click, which is not installed: pip install "quote-attribution[cli]"
        """
        hint = f'pip install "{DISTRIBUTION}[{extra}]"'
        return cls(f"{purpose} needs {package}, which is not installed: {hint}")


class ModelError(QuotekitError, RuntimeError):
    """The model's files are missing, changed or of another version."""


class WorkerError(QuotekitError, RuntimeError):
    """A worker process died, failed over a text or could not be started.

    `index` is the turn (from 0) of the text that it was working on, None where it was on none.

    >>> WorkerError("text 3: the worker process died", index=3).index
    3
    """

    def __init__(self, message: str, *, index: int | None = None) -> None:
        super().__init__(message)
        self.index = index
