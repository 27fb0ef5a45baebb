"""The training of the resolver: its scorer's weights, and how sure it is of a name."""
