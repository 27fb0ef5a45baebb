"""What the layout of a text tells: transcripts, signatures, announcing colons, datelines."""
