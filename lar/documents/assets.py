"""What a printed page may refer to: our style sheets and our typeface, read once and kept in memory.

`app:css/<file>` and `app:fonts/<file>` are their addresses; there are no others.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

WOFF2 = "font/woff2"

_STATIC = Path(__file__).resolve().parents[2] / "static" / "lar"

_FILES = {
    "app:css/print.css": ("print.css", "text/css"),
    "app:css/report.css": ("report.css", "text/css"),
    "app:css/rehearsal.css": ("rehearsal.css", "text/css"),
    "app:fonts/400.woff2": ("fonts/atkinson-400-latin.woff2", WOFF2),
    "app:fonts/400-ext.woff2": ("fonts/atkinson-400-latin-ext.woff2", WOFF2),
    "app:fonts/400-italic.woff2": ("fonts/atkinson-400-italic-latin.woff2", WOFF2),
    "app:fonts/700.woff2": ("fonts/atkinson-700-latin.woff2", WOFF2),
    "app:fonts/700-ext.woff2": ("fonts/atkinson-700-latin-ext.woff2", WOFF2),
}


@cache
def asset(url: str) -> tuple[bytes, str]:
    """The content and media type behind an `app:` address. Raises KeyError when there is no such thing."""
    path, media_type = _FILES[url]
    content = (_STATIC / path).read_bytes()
    if media_type == WOFF2:
        return _unpacked(content), "font/ttf"
    return content, media_type


def _unpacked(content: bytes) -> bytes:
    """The typeface as the engine wants it: it would unpack it again for every document (20 ms each)."""
    from fontTools.ttLib import woff2  # type: ignore[import-untyped]

    unpacked = BytesIO()
    woff2.decompress(BytesIO(content), unpacked)
    return unpacked.getvalue()
