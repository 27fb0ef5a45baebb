"""The training of the resolver: its scorer's weights, and how sure it is of a name.

`python -m quotekit.training.speakers --help` says what it reads: `articles` with the speakers of their
quotations, from which the `scorer` and the `confidence` are fitted.
"""
