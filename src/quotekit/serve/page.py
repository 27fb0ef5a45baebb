"""The page on which texts are pasted and dropped."""

from __future__ import annotations

from quotekit.formats import pages


def page() -> str:
    """Return the page."""
    return pages.template("serve.html").render(
        style=pages.resource("page.css"), script=pages.resource("serve.js")
    )


# Results are shown in an iframe, which inherits this policy: hence the hash of the pages' own script.
POLICY = (
    f"default-src 'none'; style-src '{pages.digest(pages.resource('page.css'))}'; "
    f"script-src '{pages.digest(pages.resource('serve.js'))}' '{pages.digest(pages.resource('page.js'))}'; "
    "connect-src 'self'; frame-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
