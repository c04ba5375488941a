"""The only way out of a page that is being printed, and it is closed.

Imported lazily: importing WeasyPrint loads Pango and takes a third of a second.
"""

from __future__ import annotations

from typing import Any

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from lar.documents.assets import asset


class ClosedFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Gives `data:` and our own `app:` addresses; any other stops the drawing.

    A page of ours never asks for anything else, so a request is a mistake or an attack, and a document
    with a hole in it is no answer to either.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)
        self.refused: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        if url.lower().startswith("data:"):
            return super().fetch(url, headers)
        try:
            body, media_type = asset(url)
        except KeyError:
            # Told twice: the engine swallows what is raised while it draws an SVG.
            self.refused.append(url[:200])
            raise FatalURLFetchingError(url[:200]) from None
        return URLFetcherResponse(url, body, {"Content-Type": media_type})
