"""The pages of the golden networks' reports as images, to be compared with those that were approved.

Approve what the pages look like now, after looking at them::

    .venv/bin/python -m tests.golden.pages

It draws the reports anew and writes `docs/report/`. Everything in them is fixed: counts, dates, salt,
fingerprint and the address in the QR.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image

APPROVED = Path(__file__).parents[2] / "docs" / "report"
COMMAND = ".venv/bin/python -m tests.golden.pages"

DPI = 50
GREYS = 16
# A page is judged by squares of 4 mm: how dark each is on average. Another version of a font library
# changes the edges of letters, which moves a square by less than this; a block that moved by its own
# line changes squares by much more.
SQUARE = 8  # pixels
FAINT = 14  # of 255
# So many squares may still differ: a letter that fell on the other side of a square's edge.
FEW = 0.002

# File name → what is drawn and for how many respondents.
DOCUMENTS = {
    "red-06": ("network", 6),
    "red-14": ("network", 14),
    "red-40": ("network", 40),
    "autoridad-14": ("authority", 14),
}
SHA256, RELEASE = "5a" * 32, "c3" * 32
PUBLIC_URL = "https://lar.ejemplo.cl"


def page_name(document: str, page: int) -> str:
    """Return the file of a page, counted from 1."""
    return f"{document}-pagina-{page:02}.png"


@cache
def draw(document: str) -> tuple[Image.Image, ...]:
    """Draw a golden report and return its pages in greys. Takes some seconds."""
    from django.test import override_settings

    from lar.disclosure import Audience
    from questionnaires.results.printing import draw_pdf
    from questionnaires.results.report import assemble
    from tests.questionnaires.results.golden_networks import GOLDEN_CONTEXT, golden_release

    kind, respondents = DOCUMENTS[document]
    audience = Audience.AUTHORITY if kind == "authority" else Audience.NETWORK
    with override_settings(PUBLIC_URL=PUBLIC_URL):
        report = assemble(golden_release(respondents), GOLDEN_CONTEXT, release=RELEASE, audience=audience)
        content = draw_pdf(kind, report, SHA256)
    with pypdfium2.PdfDocument(content) as pdf:
        return tuple(page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L") for page in pdf)


def differing(one: Image.Image, other: Image.Image) -> float:
    """Return which share of the squares of two pages differs by more than a font library would."""
    if one.size != other.size:
        return 1.0
    apart = np.abs(_squares(one) - _squares(other)) > FAINT
    return float(apart.mean())


def looks_the_same(one: Image.Image, other: Image.Image) -> bool:
    return differing(one, other) <= FEW


def _squares(page: Image.Image) -> np.ndarray:
    """Return the mean darkness of each square: (rows, columns)."""
    pixels = np.asarray(page.convert("L"), dtype=float)
    rows, columns = (size // SQUARE for size in pixels.shape)
    whole = pixels[: rows * SQUARE, : columns * SQUARE]
    means: np.ndarray = whole.reshape(rows, SQUARE, columns, SQUARE).mean(axis=(1, 3))
    return means


def _read(path: Path) -> Image.Image:
    """The picture, with its file closed."""
    with Image.open(path) as page:
        return page.copy()


def approved(document: str) -> dict[str, Image.Image]:
    """Return the approved pages of a document, by file name."""
    return {path.name: _read(path) for path in sorted(APPROVED.glob(f"{document}-pagina-*.png"))}


def approve() -> Iterator[str]:
    """Write every page as it looks now and forget those that are no more; yield what changed."""
    for document in DOCUMENTS:
        before = approved(document)
        pages = {page_name(document, number): page for number, page in enumerate(draw(document), start=1)}
        for name in sorted(before.keys() - pages.keys()):
            (APPROVED / name).unlink()
            yield f"{name}: ya no existe"
        for name, page in pages.items():
            if name in before and looks_the_same(before[name], page):
                continue
            page.quantize(GREYS).save(APPROVED / name, optimize=True)
            yield f"{name}: {'cambió' if name in before else 'nueva'}"


def main() -> None:
    """Approve, and say which pages to look at."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lar.settings.test")
    django.setup()
    changes = list(approve())
    sys.stdout.write("\n".join(changes or ["Ninguna página cambió."]) + "\n")


if __name__ == "__main__":
    main()
