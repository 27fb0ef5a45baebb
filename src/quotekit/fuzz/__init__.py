"""Fuzzing: millions of odd inputs against what must hold for every input (``python -m quotekit.fuzz``).

Inputs are made from bytes, so that Hypothesis, the coverage-guided atheris and a plain random
source drive the same targets, and a found case is kept as its few bytes.
"""
