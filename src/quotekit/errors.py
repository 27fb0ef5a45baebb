"""The errors that quotekit raises. Each message says what was expected and what was got.

Every class here is a `QuotekitError`, so that one `except` catches them all. Each is also the built-in error
that one would expect (`ValueError`, `LookupError`, `ImportError` …).

Wrong arguments raise the built-in `TypeError` and `ValueError`, a missing column of a table `KeyError`, and
errors of the system (`OSError`, `MemoryError`) pass unchanged.
"""

from __future__ import annotations

DISTRIBUTION = "quote-attribution"
"""The name of the distribution, for pip: ``quotekit`` in the index is another project."""


class QuotekitError(Exception):
    """The base of quotekit's own errors.

    >>> issubclass(InvalidDocument, QuotekitError)
    True
    """


class InvalidDocument(QuotekitError, ValueError):
    """Data from outside does not describe a document: wrong shape, type, offset or schema version."""


class InvalidArchive(QuotekitError, ValueError):
    """A file is not an archive of a comparison, or is of another version, or is damaged."""


class DuplicateDocument(QuotekitError, ValueError):
    """A comparison already has another document under the id of a new one."""


class UnknownDocument(QuotekitError, LookupError):
    """A comparison has no document with this id."""


class AmbiguousSpeaker(QuotekitError, LookupError):
    """A name fits several speakers of a text; the message lists the candidates."""


class UnknownSpeaker(QuotekitError, LookupError):
    """A name fits no speaker of a text; the message lists the speakers."""


class UnreadableFile(QuotekitError, ValueError):
    """A file is not of the format that its ending says, or contains no text."""


class MissingExtra(QuotekitError, ImportError):
    """An optional dependency is not installed; the message names the extra that installs it."""

    @classmethod
    def of(cls, extra: str, *, package: str, purpose: str) -> MissingExtra:
        """Return an error that names the extra for the `package` that `purpose` needs.

        >>> print(MissingExtra.of("cli", package="click", purpose="the command line"))
        the command line needs click, which is not installed: pip install "quote-attribution[cli]"
        """
        hint = f'pip install "{DISTRIBUTION}[{extra}]"'
        return cls(f"{purpose} needs {package}, which is not installed: {hint}")


class ModelError(QuotekitError, RuntimeError):
    """The model's files are missing, changed or of another version."""


class WorkerError(QuotekitError, RuntimeError):
    """A worker process died, failed over a text or could not be started.

    `index` is the position (from 0) of the text that it was working on, or None.

    >>> WorkerError("text 3: the worker process died", index=3).index
    3
    """

    def __init__(self, message: str, *, index: int | None = None) -> None:
        super().__init__(message)
        self.index = index
