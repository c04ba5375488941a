"""What a person can see of an answer: everything, but for what differs by itself."""

from __future__ import annotations

import re
from urllib.parse import quote

from django.http import HttpResponseBase

# A number of the request, another each time; the body's length, which the body itself says.
MASKED = ("X-Request-ID", "Content-Length")
SEAL = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+')


def seen(response: HttpResponseBase, path: str) -> tuple[int, bytes, dict[str, str]]:
    """Return status, body and headers; the address that was asked for, where repeated, stands as a blank."""
    headers = {
        name: value.replace(quote(path), "…").replace(path, "…")
        for name, value in response.headers.items()
        if name not in MASKED
    }
    content: bytes = getattr(response, "content", b"")
    shown = SEAL.sub(rb"\1", content).replace(path.encode(), b"\xe2\x80\xa6")
    return response.status_code, shown, headers
