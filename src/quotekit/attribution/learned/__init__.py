"""The trained attributor: a small network, read with onnxruntime.

A text is cut into `units`; the `session` reads them, past the `gate` of a small model, and `decoding` turns
the scores into attributions with a `confidence`. `widening` makes quotations of these, which `marks`,
`extents`, `antecedents` and `rivals` mend. `attributor` is for English; `attribution.languages` has the one
for the others.
"""
