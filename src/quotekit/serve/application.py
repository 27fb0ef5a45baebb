"""The web application. It keeps no text, and answers only requests for one of its own host names."""

from __future__ import annotations

import asyncio
import csv
import io
import itertools
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any

from quotekit import formats
from quotekit.comparison import compare
from quotekit.comparison import records as sayings
from quotekit.document import Document
from quotekit.errors import MissingExtra
from quotekit.formats import html, pages
from quotekit.formats.records import utf8_records
from quotekit.pipeline import Pipeline
from quotekit.roster import people
from quotekit.serve.description import DESCRIPTION

try:
    from starlette.applications import Starlette
    from starlette.concurrency import run_in_threadpool
    from starlette.exceptions import HTTPException
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.requests import Request
    from starlette.responses import HTMLResponse, JSONResponse, Response
    from starlette.routing import Route
except ModuleNotFoundError:
    raise MissingExtra.of("serve", package="starlette", purpose="the web page") from None

# Results are shown in an iframe, which inherits this policy: hence the hash of the pages' own script.
_POLICY = (
    f"default-src 'none'; style-src '{pages.digest(pages.resource('page.css'))}'; "
    f"script-src '{pages.digest(pages.resource('serve.js'))}' '{pages.digest(pages.resource('page.js'))}'; "
    "connect-src 'self'; frame-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_MOST_TEXTS = 50


def application(
    *,
    pipeline: Pipeline | None = None,
    hosts: Sequence[str] = ("127.0.0.1", "localhost"),
    largest: int = 2_000_000,
    patience: float = 60.0,
    at_once: int = 1,
) -> Starlette:
    """Return an ASGI application with a page at ``/`` and the API that ``/openapi.json`` describes.

    Requests for a host that is not one of `hosts` are refused, so that no other site can reach it under a
    name of its own. A request has at most `largest` bytes, and is answered with 503 if it is not done after
    `patience` seconds. At most `at_once` texts are processed at a time; the others wait in order of arrival.
    Raises `MissingExtra` without the extra ``serve``.
    """
    api = _Api(pipeline or Pipeline(), _Turns(at_once, patience), largest)
    return Starlette(
        routes=[
            Route("/", _start),
            Route("/openapi.json", _description),
            Route("/attribute", api.attribute, methods=["POST"]),
            Route("/compare", api.compare, methods=["POST"]),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts)),
            Middleware(_Guarded),
        ],
        exception_handlers={HTTPException: _refused},
    )


async def _start(request: Request) -> Response:
    page = pages.template("serve.html").render(
        style=pages.resource("page.css"), script=pages.resource("serve.js")
    )
    return HTMLResponse(page)


async def _description(request: Request) -> Response:
    return JSONResponse(DESCRIPTION)


class _Api:
    """Answer what is asked of the pipeline, as JSON, CSV or a page."""

    def __init__(self, pipeline: Pipeline, turns: _Turns, largest: int) -> None:
        self._pipeline = pipeline
        self._turns = turns
        self._largest = largest

    async def attribute(self, request: Request) -> Response:
        texts = _texts(await _read(request, self._largest))

        def work() -> Response:
            documents = self._documents(texts)
            if _wants(request, "text/html"):
                return HTMLResponse(_encoded(_page(documents)))
            if _wants(request, "text/csv"):
                rows = [utf8_records(document, id=name) for name, document in documents.items()]
                return _csv(formats.COLUMNS, itertools.chain.from_iterable(rows))
            return _json({name: json.loads(document.to_json()) for name, document in documents.items()})

        return await self._turns.done(work)

    async def compare(self, request: Request) -> Response:
        texts = _texts(await _read(request, self._largest))
        if len(texts) < 2:
            raise HTTPException(400, "texts: expected two texts or more, got one")

        def work() -> Response:
            found = compare(self._documents(texts))
            if _wants(request, "text/html"):
                return HTMLResponse(_encoded(found.to_html(*texts)))
            shared = [saying for saying in found.stream() if saying.is_shared]
            if _wants(request, "text/csv"):
                numbered = enumerate(shared, start=1)
                rows = ({"saying": n, **row} for n, saying in numbered for row in saying.to_records())
                return _csv(("saying", *sayings.COLUMNS), rows)
            return _json([saying.to_dict() for saying in shared])

        return await self._turns.done(work)

    def _documents(self, texts: Mapping[str, str]) -> dict[str, Document]:
        return {name: self._pipeline.attribute(text) for name, text in texts.items()}


class _Turns:
    """Do work in threads, `at_once` pieces at a time, and wait for each as long as `patience` says."""

    def __init__(self, at_once: int, patience: float) -> None:
        self._turns = asyncio.Semaphore(at_once)
        self._patience = patience
        # The event loop holds tasks weakly.
        self._working: set[asyncio.Task[Response]] = set()

    async def done(self, work: Callable[[], Response]) -> Response:
        """Return what the work returns. Raises `HTTPException` if it takes too long."""
        begun = False

        async def in_turn() -> Response:
            nonlocal begun
            async with self._turns:
                begun = True
                return await run_in_threadpool(work)

        task = asyncio.create_task(in_turn())
        self._working.add(task)
        task.add_done_callback(self._working.discard)
        done, _ = await asyncio.wait([task], timeout=self._patience)
        if done:
            return task.result()
        if not begun:
            task.cancel()
        # A thread cannot be stopped: its work keeps the turn until it ends, though nobody waits for it.
        raise HTTPException(503, f"expected to be done in {self._patience:g} seconds, and was not")


class _Guarded:
    """Add the security headers to every response."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async def sent(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message["headers"],
                    *((name.lower().encode(), value.encode()) for name, value in _HEADERS.items()),
                ]
            await send(message)

        await self._app(scope, receive, sent)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse({"problem": error.detail}, error.status_code)


async def _read(request: Request, largest: int) -> Any:
    # Other sites cannot send this type without a preflight request, which is refused.
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise HTTPException(415, "expected the content type application/json")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > largest:
            raise HTTPException(413, f"expected at most {largest} bytes")
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise HTTPException(400, "expected JSON in UTF-8") from None


def _texts(data: Any) -> dict[str, str]:
    """Return the texts of a request by name: one as ``text``, or several in ``texts``, and nothing else."""
    texts = None
    if isinstance(data, dict) and len(data) == 1:
        texts = {"text": data["text"]} if "text" in data else data.get("texts")
    if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
        raise HTTPException(
            400, 'expected {"text": "…"} or {"texts": {"name": "…", …}} and nothing beside it'
        )
    if not 0 < len(texts) <= _MOST_TEXTS:
        raise HTTPException(400, f"texts: expected 1 to {_MOST_TEXTS} texts, got {len(texts)}")
    return texts


def _page(documents: dict[str, Document]) -> str:
    if len(documents) == 1:
        return html.to_html(*documents.values())
    sections = [
        html.section(document, number=number, title=name)
        for number, (name, document) in enumerate(documents.items(), start=1)
    ]
    listed = people((f"d{number}", document) for number, document in enumerate(documents.values(), start=1))
    return "".join((html.head(), *sections, html.people(listed), html.foot()))


def _wants(request: Request, kind: str) -> bool:
    return kind in request.headers.get("accept", "")


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> Response:
    written = io.StringIO(newline="")
    table = csv.DictWriter(written, columns)
    table.writeheader()
    for row in rows:
        table.writerow({k: round(v, 2) if isinstance(v, float) else v for k, v in row.items()})
    return Response(written.getvalue(), media_type="text/csv")


def _json(data: object) -> Response:
    # In ASCII, so that lone surrogates survive.
    return Response(json.dumps(data), media_type="application/json")


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
