"""HTML pages: the article without the rest of the page."""

from __future__ import annotations

from quotekit.errors import MissingExtra, UnreadableFile


def article(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a page's article, with an empty line between paragraphs, and notes on it."""
    try:
        import trafilatura
    except ImportError:  # of itself, or of what it needs to clean pages
        package = "trafilatura with lxml_html_clean"
        raise MissingExtra.of("readers", package=package, purpose="reading HTML") from None
    text = trafilatura.extract(data, include_comments=False)
    if not text:
        raise UnreadableFile("expected a page with an article, got none")
    # There each paragraph is one line.
    paragraphs = "\n\n".join(line for line in text.splitlines() if line.strip())
    return paragraphs, ("article taken out of the page; menus, notices and comments left out",)
