"""The commands of training say which files they take."""

import subprocess
import sys

import pytest

ARGUMENTS = {
    "names": "model articles",
    "silver": "articles first second out",
    "standoff": "annotation articles fit held",
}


@pytest.mark.parametrize("command", ARGUMENTS)
def test_help_names_the_files(command: str) -> None:
    pytest.importorskip("torch")
    done = subprocess.run(
        [sys.executable, "-m", f"quotekit.training.{command}", "--help"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"usage: {command}.py [-h] {ARGUMENTS[command]}\n")
