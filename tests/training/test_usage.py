"""The commands of training say which files they take."""

import subprocess
import sys

import attrs
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


def test_the_command_line_has_the_defaults_of_the_settings() -> None:
    from quotekit.cli.train import train
    from quotekit.training import Settings

    settings = attrs.asdict(Settings())
    numbers = [option for option in train.params if option.name in settings and not option.is_flag]
    assert len(numbers) == 7
    for option in numbers:
        assert option.default == settings[option.name], option.name
