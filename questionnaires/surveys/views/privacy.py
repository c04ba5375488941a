"""The programme's privacy notice, public."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from lar.tenancy.context import program_context
from lar.tenancy.models import PrivacyNotice, Program


@require_safe
def privacy(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """The version in force or, with ``number``, the one that a survey froze."""
    program = Program.objects.filter(slug=slug).first()
    if program is None:
        raise Http404
    with program_context(program):
        notices = PrivacyNotice.objects.order_by("-number")
        notice = notices.first() if number is None else notices.filter(number=number).first()
        newest = notices.first()
    if notice is None or newest is None:
        raise Http404
    context = {"program": program, "notice": notice, "newest": newest, "blocks": _blocks(notice.text)}
    return HttpResponse(render_to_string("surveys/public/privacy.html", context))


def _blocks(text: str) -> list[tuple[str, str]]:
    """Return ``("heading" | "paragraph", words)`` for each block of the text."""
    blocks = [block.strip() for block in text.split("\n\n") if block.strip()]
    return [("heading", b[3:].strip()) if b.startswith("## ") else ("paragraph", b) for b in blocks]
