"""The web page and the API: what they answer, and what they refuse."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

import quotekit

pytest.importorskip("starlette")
pytest.importorskip("httpx2")

from starlette.testclient import TestClient

from quotekit.serve import application

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


def test_fifty_at_once_are_all_answered(client: TestClient) -> None:
    texts = [f"“Number {n} is shut,” said Ann Lee." for n in range(50)]
    with client, ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda text: client.post("/attribute", json={"text": text}), texts))
    assert [answer.json()["text"]["text"] for answer in answers] == texts
