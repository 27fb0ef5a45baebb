"""Fuzzing: millions of odd inputs against what must hold for every input (``python -m fuzzing``).

Inputs are made from bytes, so that Hypothesis, the coverage-guided atheris and a plain random
source drive the same targets. What is found is kept as the input that the bytes made, and so stays
the same case when bytes come to mean something else.
"""
