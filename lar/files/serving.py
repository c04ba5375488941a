"""Handing a file out. The view that calls this has asked for the right to read what the file hangs on."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from lar.files.models import FileBytes, StoredFile

# Opened by itself it runs nothing, loads nothing and belongs to no site.
POLICY = "default-src 'none'; script-src 'none'; object-src 'none'; frame-ancestors 'none'; sandbox"


def file_response(file: StoredFile, *, preview: bool = False) -> HttpResponse:
    """Return a file to be saved, never to be opened in place; ``preview`` is its small picture.

    Raises:
        Http404: when it was removed, or has no small picture.
    """
    content = FileBytes.objects.filter(file=file).first()
    data = bytes((content.preview if preview else content.data) if content else b"")
    if not data:
        raise Http404
    kind, name = ("image/webp", "vista.webp") if preview else (file.facts.content_type, file.name)
    response = HttpResponse(data, content_type=kind)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
