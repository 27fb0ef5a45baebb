"""Integrations with other libraries, each behind an extra.

`frames` (pandas, polars) and `arrow` (Spark, Ray) attribute columns of texts. `spacy` and `stanza` give
quotekit their tokens (`tokens`) and entities (`entities`), and put quotations into their own documents.
"""
