"""The multilingual network of quotekit: data alone, which `quotekit.attribution.LanguageAttributor` reads."""
