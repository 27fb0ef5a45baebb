"""The web page and the API: what they answer, and what they refuse."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urljoin

import pytest
from commands import run_text

import quotekit

pytest.importorskip("starlette")
pytest.importorskip("httpx2")

import httpx2
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from quotekit.formats import COLUMNS
from quotekit.serve import application
from quotekit.tokenizer import EnglishTokenizer

ANN = "“Nobody knows how the old bridge was paid for,” said Ann Lee."
BO = "“Nobody knows how the old bridge was paid for,” said Bo Khan."
PIPELINE = quotekit.Pipeline(profile="rules")


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(application(pipeline=PIPELINE, largest=5000), base_url="http://localhost")


def test_a_text_comes_back_as_a_document(client: TestClient) -> None:
    answer = client.post("/attribute", json={"text": ANN})
    assert answer.status_code == 200
    assert quotekit.Document.from_dict(answer.json()["text"]) == PIPELINE.attribute(ANN)
    data = json.dumps({"texts": {"a": ANN, "b": "\ud83d No."}}).encode()
    several = client.post("/attribute", content=data, headers={"Content-Type": "application/json"}).json()
    assert (list(several), several["b"]["text"]) == (["a", "b"], "\ud83d No.")


def test_a_page_comes_to_who_asks_for_one(client: TestClient) -> None:
    answer = client.post(
        "/attribute", json={"text": "<script>x</script> " + ANN}, headers={"Accept": "text/html"}
    )
    assert answer.headers["content-type"].startswith("text/html")
    assert "&lt;script&gt;x" in answer.text
    assert "Ann Lee" in answer.text


def test_texts_are_compared(client: TestClient) -> None:
    (saying,) = client.post("/compare", json={"texts": {"a": ANN, "b": BO}}).json()
    assert saying["verdict"] == "conflicting"
    assert client.post("/compare", json={"text": ANN}).status_code == 400


def test_the_page_asks_below_where_it_is_mounted() -> None:
    whole = Starlette(routes=[Mount("/quotes", application(pipeline=PIPELINE))])
    client = TestClient(whole, base_url="http://localhost")
    asked = re.findall(r'"(/?(?:attribute|compare))"', client.get("/quotes").text)
    assert len(asked) == 2
    for path in asked:
        answer = client.post(urljoin("/quotes/", path), json={"texts": {"a": ANN, "b": BO}})
        assert answer.status_code == 200


def test_every_answer_says_what_a_browser_may_do(client: TestClient) -> None:
    for answer in (client.get("/"), client.get("/none"), client.get("/openapi.json")):
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert answer.headers["cache-control"] == "no-store"
        assert "unsafe" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("data", "headers", "status"),
    [
        (b'{"text": 3}', {}, 400),
        (b"[" * 4000, {}, 400),
        (b"\xff", {}, 400),
        (b'{"texts": {}}', {}, 400),
        (b'{"text": "x", "language": "de"}', {}, 400),
        (b'{"texts": {"a": "x"}, "text": "x"}', {}, 400),
        (b'{"text": "' + b"x" * 6000 + b'"}', {}, 413),
        (b'{"text": "x"}', {"Content-Type": "text/plain"}, 415),
        (b'{"text": "x"}', {"Host": "evil.example"}, 400),
    ],
)
def test_what_is_refused(client: TestClient, data: bytes, headers: dict[str, str], status: int) -> None:
    answer = client.post("/attribute", content=data, headers={"Content-Type": "application/json", **headers})
    assert answer.status_code == status


def test_what_takes_too_long_is_given_up() -> None:
    slow = TestClient(application(pipeline=PIPELINE, patience=0.0), base_url="http://localhost")
    assert slow.post("/attribute", json={"text": ANN}).status_code == 503


class Turns:
    """A tokenizer that notes which texts it is given, and how many at once."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.seconds, self.texts, self.most, self._now = seconds, [], 0, 0

    def tokenize(self, text: str) -> quotekit.Tokenized:
        self._now += 1
        self.texts.append(text)
        self.most = max(self.most, self._now)
        time.sleep(self.seconds)
        self._now -= 1
        return EnglishTokenizer().tokenize(text)


def asked(app: object, texts: list[str]) -> list[int]:
    """Ask for all texts at once, and return what they are answered with."""

    async def ask_all() -> list[int]:
        transport = httpx2.ASGITransport(app=app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as client:
            asking = [client.post("/attribute", json={"text": text}) for text in texts]
            return [answer.status_code for answer in await asyncio.gather(*asking)]

    return asyncio.run(ask_all())


def test_fifty_are_read_one_after_the_other_in_the_order_in_which_they_came() -> None:
    turns = Turns()
    texts = [f"“Number {n} is shut,” said Ann Lee." for n in range(50)]
    app = application(pipeline=quotekit.Pipeline(profile="rules", tokenizer=turns))
    assert asked(app, texts) == [200] * 50
    assert (turns.texts, turns.most) == (texts, 1)


def test_what_takes_too_long_keeps_its_turn_and_what_waits_too_long_never_has_one() -> None:
    turns = Turns(seconds=0.4)
    app = application(pipeline=quotekit.Pipeline(profile="rules", tokenizer=turns), patience=0.1)
    assert asked(app, ["One.", "Two.", "Three."]) == [503, 503, 503]
    assert (turns.texts, turns.most) == (["One."], 1)


def test_rows_come_to_who_asks_for_them(client: TestClient) -> None:
    csv_wanted = {"Accept": "text/csv"}
    answer = client.post("/attribute", json={"texts": {"a": ANN, "b": BO}}, headers=csv_wanted)
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["document"], row["speaker"]) for row in rows] == [("a", "Ann Lee"), ("b", "Bo Khan")]
    answer = client.post("/compare", json={"texts": {"a": ANN, "b": BO}}, headers=csv_wanted)
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [(row["saying"], row["verdict"], row["speaker"]) for row in rows] == [
        ("1", "conflicting", "Ann Lee"),
        ("1", "conflicting", "Bo Khan"),
    ]


def test_fifty_at_once_are_all_answered(client: TestClient) -> None:
    texts = [f"“Number {n} is shut,” said Ann Lee." for n in range(50)]
    with client, ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda text: client.post("/attribute", json={"text": text}), texts))
    assert [answer.json()["text"]["text"] for answer in answers] == texts


def test_a_port_that_is_taken_is_named() -> None:
    pytest.importorskip("uvicorn")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = run_text("serve", "--profile", "rules", "--port", port)
    assert done.returncode == 1
    assert f"cannot listen at 127.0.0.1, port {port}: " in done.stderr
