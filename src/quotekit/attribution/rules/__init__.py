"""The attributor by rules: a grammar of word classes, and one module for each kind of cue.

What the `cues` find by the `grammar` are `claims`, in token numbers; `rates` says how often each kind is
right, and the likeliest of those that contradict each other stand.
"""
