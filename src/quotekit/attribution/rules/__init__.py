"""The attributor by rules: a grammar of word classes, and one module for each kind of cue."""
