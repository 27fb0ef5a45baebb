"""``quotekit serve``: a local web page and a JSON API."""

from __future__ import annotations

import contextlib
import socket

import click

from quotekit.cli import profiles
from quotekit.errors import MissingExtra
from quotekit.pipeline import Pipeline
from quotekit.stages import Profile


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to listen at; 0 for any that is free.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A further host name to answer to; may be repeated.",
)
@profiles.option
def serve(host: str, port: int, names: tuple[str, ...], profile: Profile) -> int:
    """Serve a local web page and a JSON API.

    Paste texts into the page or drop files on it; /openapi.json describes the API. The server listens to
    this machine alone unless --host says otherwise, and answers only to its own names.
    """
    from quotekit.serve import application

    try:
        import uvicorn
    except ModuleNotFoundError:
        raise MissingExtra.of("serve", package="uvicorn", purpose="serving the web page") from None
    app = application(pipeline=Pipeline(profile=profile), hosts=("127.0.0.1", "localhost", host, *names))
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        reason = error.strerror or error
        raise click.ClickException(f"cannot listen at {host}, port {port}: {reason}") from None
    with listening, contextlib.suppress(KeyboardInterrupt):
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"http://{shown}:{listening.getsockname()[1]}/  (Ctrl-C ends)", err=True)
        config = uvicorn.Config(app, log_level="warning", server_header=False)
        uvicorn.Server(config).run(sockets=[listening])
    return 0
