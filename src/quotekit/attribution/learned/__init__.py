"""The trained attributor: a small network, read with onnxruntime.

A text is cut into `units`; the `session` reads them, past the `gate` of a small model, and `decoding` turns
the scores into attributions with a `confidence`. `widening` makes quotations of these, which `marks`,
`extents`, `antecedents` and `rivals` mend. `attributor` is for English. `languages` is for the others, where
`subjects`, `predicates`, `circumstances` and `dashed` tell who speaks and how far.
"""
