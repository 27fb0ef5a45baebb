"""The commands of training say which files they take."""

import subprocess
import sys

import pytest

pytest.importorskip("torch", reason="needs the extra train")
pytest.importorskip("onnx", reason="needs the extra train")

ARGUMENTS = {
    "distillation": "model [development] [articles ...]",
    "silver": "articles first second out",
    "standoff": "annotation articles fit held",
}


@pytest.mark.parametrize("command", ARGUMENTS)
def test_help_names_the_files(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", f"quotekit.training.{command}", "--help"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    # How the program itself is called, and where the line breaks, differs between versions of Python.
    assert f" [-h] {ARGUMENTS[command]} " in " ".join(done.stdout.split())
