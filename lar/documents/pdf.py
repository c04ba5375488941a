"""HTML → tagged PDF (PDF/UA-1), with our fonts inside and nothing fetched from anywhere."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

LANGUAGE = "es-CL"
CREATOR = "LAR"


class ForbiddenAddressError(ValueError):
    """A page to be printed asked for something outside: nothing was fetched and nothing drawn."""


class DrawingError(RuntimeError):
    """The engine could not draw a part of the page (a chart, an image without its words)."""


def render_pdf(html: str, *, title: str, author: str = "", subject: str = "") -> bytes:
    """A PDF from a whole HTML page, usually one that extends `base_print.html`.

    `title` is what readers show and read aloud first. `author` is the institution. Blocking and heavy (a
    second or two for a report): call it in a job, under `limits.memory_ceiling`. Importing the engine takes
    a third of a second, once per process.

    Raises:
        ForbiddenAddressError: the page refers to an address that is neither `data:` nor `app:`.
        DrawingError: something of the page is missing in the drawing; a document with a hole is not kept.
        MemoryError: under a ceiling, when the page is too large to draw.
    """
    engine, fatal = _engine()
    from lar.documents.fetcher import ClosedFetcher
    from lar.documents.finishing import finish

    fetcher = ClosedFetcher()
    with _complaints() as complaints:
        try:
            content = _draw(
                engine.HTML(string=html, base_url="app:/", url_fetcher=fetcher), title, author, subject
            )
        except fatal as error:
            raise ForbiddenAddressError(str(error)) from error
    if fetcher.refused:
        raise ForbiddenAddressError(fetcher.refused[0])
    if complaints:
        raise DrawingError(complaints[0])
    return finish(content)


def _draw(page: Any, title: str, author: str, subject: str) -> bytes:
    document = page.render(**_VARIANT)
    metadata = document.metadata
    metadata.title, metadata.authors, metadata.generator = title, [author] if author else [], CREATOR
    metadata.description, metadata.lang = subject or None, LANGUAGE
    content: bytes = document.write_pdf(**_VARIANT)
    return content


_VARIANT = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What the engine logs as an error while the block runs: it goes on after a chart that it can't draw."""
    found: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: found.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield found
    finally:
        logger.removeHandler(handler)


def _engine() -> tuple[Any, type[BaseException]]:
    """WeasyPrint and its one exception that stops a drawing.

    It warns when the machine has no typeface of its own (ours travel with the page) and tells every step
    of its work to the log; only its complaints are kept.
    """
    for name in ("weasyprint", "weasyprint.progress", "fontTools"):
        logging.getLogger(name).setLevel(logging.WARNING)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import weasyprint
        from weasyprint.urls import FatalURLFetchingError
    return weasyprint, FatalURLFetchingError
