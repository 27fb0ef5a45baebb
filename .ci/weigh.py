"""Check what a wheel weighs and holds: python .ci/weigh.py WHEEL."""

import sys
import zipfile

WHOLE, BARE = 26_000_000, 1_120_000  # bytes with what was learnt, and without it
# The networks, the trees for novels, and what was counted or fitted.
LEARNT = (
    "/resources/model/",
    "/resources/novels/speakers.npz",
    *(
        f"/resources/{name}.txt"
        for name in ("claim-rates", "syntax-rates", "speaker-confidence", "speaker-weights")
    ),
)


def main(path: str) -> None:
    with zipfile.ZipFile(path) as wheel:
        sizes = {entry.filename: entry.compress_size for entry in wheel.infolist()}
    learnt = sum(size for name, size in sizes.items() if any(part in name for part in LEARNT))
    whole = sum(sizes.values())
    print(f"{path}: {len(sizes)} files, {whole:,} bytes, of which learnt {learnt:,}")
    if whole > WHOLE or whole - learnt > BARE:
        sys.exit(f"expected at most {WHOLE:,} bytes, and {BARE:,} without what was learnt")
    if "quotekit/py.typed" not in sizes or not any(name.endswith("/LICENSE") for name in sizes):
        sys.exit("expected py.typed and the licence in the wheel")
    if strays := [name for name in sizes if not name.startswith(("quotekit/", "quote_attribution-"))]:
        sys.exit(f"expected nothing but quotekit in the wheel, got {strays}")


if __name__ == "__main__":
    main(sys.argv[1])
