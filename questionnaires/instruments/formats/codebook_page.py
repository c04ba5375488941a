"""The codebook as a page to print: `lar.documents.render_pdf(codebook_html(content), title=…)`."""

from __future__ import annotations

from django.template.loader import render_to_string

from questionnaires.instruments.formats.codebook import describe
from questionnaires.instruments.formats.content import InstrumentContent


def codebook_html(content: InstrumentContent) -> str:
    """A whole HTML page that asks for nothing outside. Raises ValueError when the scale is not one."""
    return render_to_string("instruments/codebook.html", {"book": describe(content)})
