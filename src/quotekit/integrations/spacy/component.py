"""The component, which adds quotations to a Doc."""

# Without postponed annotations: spaCy checks a component's options by the types themselves.
from typing import cast, get_args

from spacy.language import Language
from spacy.tokens import Doc

from quotekit import attribution
from quotekit.document import QuotationType
from quotekit.integrations.spacy.reading import SpacyEvidence, read
from quotekit.integrations.spacy.storing import store
from quotekit.pipeline import Pipeline
from quotekit.residue import corrected
from quotekit.speakers import NameResolver
from quotekit.stages import Profile
from quotekit.tokenizer import EnglishTokenizer

NAME = "quotekit"
DEFAULTS = {
    "profile": "model",
    "threshold": None,
    "tokens": "quotekit",
    "entities": True,
    "spans_key": "quotations",
}


class QuotationComponent:
    """Find who says what in a spaCy Doc, as the component ``quotekit``.

    The Doc gets ``doc._.quotations`` and ``doc._.speakers``, quotekit's own records with exact offsets, and
    the groups ``doc.spans["quotations"]``, ``["quotations_cue"]`` and ``["quotations_source"]``. These hold
    the tokens of each part, labelled with the quotation's type, and with its number as ``id_``.
    ``span._.quotation`` is the quotation of such a span.

    Options, as the config of ``nlp.add_pipe``:

    - ``profile``: ``"model"`` (default), ``"fast"`` or ``"rules"``;
    - ``threshold``: the least confidence, for the model;
    - ``tokens``: ``"quotekit"`` (default) or ``"spacy"``, whose tokens then bound the stretches;
    - ``entities``: False to leave the Doc's entities alone; else, where a component before this one has
      found any, they fill in what the resolver does not read as a name itself (but not in a text with
      residue, such as ``&quot;``, of which quotekit reads a corrected copy, and spaCy the text itself);
    - ``spans_key``: what the groups' names begin with.

    Raises `ValueError` for invalid options.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> component = nlp.add_pipe("quotekit")
    >>> doc = nlp('"It is over," said Ann Lee.')
    >>> [(q.content_text, q.speaker.name) for q in doc._.quotations]
    [('"It is over,"', 'Ann Lee')]
    >>> [(span.text, span.label_) for span in doc.spans["quotations"]]
    [('"It is over,"', 'direct')]
    """

    def __init__(
        self, *, profile: Profile, threshold: float | None, tokens: str, entities: bool, spans_key: str
    ) -> None:
        for option, value, choices in (
            ("profile", profile, get_args(Profile)),
            ("tokens", tokens, ("quotekit", "spacy")),
        ):
            if value not in choices:
                raise ValueError(f"{option}: expected {' or '.join(choices)}, got {value!r}")
        if profile == "rules" and threshold is not None:
            raise ValueError(f"threshold: expected one with the profile model or fast, got {threshold!r}")
        self._own_tokens = tokens == "quotekit"
        self._spans_key = spans_key
        self._pipeline = Pipeline(
            profile=profile,
            attributor=None
            if threshold is None
            else attribution.ModelAttributor(threshold=threshold, fast=profile == "fast"),
            resolver=NameResolver(evidence=SpacyEvidence() if entities else None),
        )

    def __call__(self, doc: Doc) -> Doc:
        """Add quotations to a Doc and return it."""
        copy = corrected(doc.text) if self._own_tokens else None
        if copy is None:
            found = self._pipeline.attribute_tokenized(read(doc, own=self._own_tokens))
        else:
            tokenized = EnglishTokenizer().tokenize(copy.corrected)
            found = copy.document(self._pipeline.attribute_tokenized(tokenized))
        store(doc, found, spans_key=self._spans_key)
        return doc


def create(
    nlp: Language,
    name: str,
    profile: str,
    threshold: float | None,
    tokens: str,
    entities: bool,
    spans_key: str,
) -> QuotationComponent:
    """Return a component; spaCy calls this for ``nlp.add_pipe("quotekit")``."""
    for label in get_args(QuotationType):
        # Docs from other processes lack the strings of their labels.
        nlp.vocab.strings.add(label)
    return QuotationComponent(
        profile=cast(Profile, profile),
        threshold=threshold,
        tokens=tokens,
        entities=entities,
        spans_key=spans_key,
    )


Language.factory(
    NAME,
    func=create,
    default_config=DEFAULTS,
    assigns=["doc._.quotations", "doc._.speakers", "doc.spans"],
)
