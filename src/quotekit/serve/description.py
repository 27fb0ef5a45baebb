"""The description of the API in OpenAPI 3.1."""

from __future__ import annotations

from typing import Any

_STRINGS = {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 1}
_PROBLEM = {
    "type": "object",
    "required": ["problem"],
    "properties": {"problem": {"type": "string", "description": "What was expected and what was got."}},
}


def _post(summary: str, takes: dict[str, Any], gives: dict[str, Any]) -> dict[str, Any]:
    refused = {
        status: {"description": said, "content": {"application/json": {"schema": _PROBLEM}}}
        for status, said in {
            "400": "The body does not have the form that is described here.",
            "413": "The body is too large.",
            "415": "The content type is not application/json.",
            "503": "The request took too long.",
        }.items()
    }
    found = {"application/json": {"schema": gives}}
    found |= {kind: {"schema": {"type": "string"}} for kind in ("text/csv", "text/html")}
    return {
        "post": {
            "summary": summary,
            "requestBody": {"required": True, "content": {"application/json": {"schema": takes}}},
            "responses": {"200": {"description": "What was found.", "content": found}, **refused},
        }
    }


def _alone(name: str, takes: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": [name], "properties": {name: takes}, "additionalProperties": False}


_TEXTS = _alone("texts", _STRINGS)
_TEXT = _alone("text", {"type": "string"})
_DOCUMENT = {"type": "object", "description": "A document as Document.from_dict reads it."}

DESCRIPTION: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "quotekit", "version": "1", "description": "Who said what, and exactly where."},
    "paths": {
        "/attribute": _post(
            "Find who says what in a text, called text in the answer, or in several by their names.",
            {"oneOf": [_TEXT, _TEXTS]},
            {"type": "object", "additionalProperties": _DOCUMENT},
        ),
        "/compare": _post(
            "Find the same words in several texts, and their speakers.",
            _TEXTS,
            {"type": "array", "items": {"type": "object", "description": "A saying."}},
        ),
    },
}
