"""Resolving: to whom each source refers.

`resolver` starts a `walk` over the text, source by source; `discourse` keeps who was mentioned so far.
`sources` cuts a source into heads, `antecedents` finds whom each means, and for pronouns and descriptions
the `scorer` weighs the `features` of all `candidates`. `records` writes down who was found, with a
`confidence`.
"""
