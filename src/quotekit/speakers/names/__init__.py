"""Names: their positions in a text, their kinds, and the entities that they belong to.

`reader` finds proper names in the `words` of a text, and `weighing` sets what a network has read against
them. `index` makes `entities` of them: `people`, `organisations`, and those only described
(`descriptions`). `identity` says whether two names are one person's.
"""
