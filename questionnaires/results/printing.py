"""From an assembled report to the PDF that is kept: the stamp on its cover and the page that is drawn."""

from __future__ import annotations

import base64
import math
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lar.charts import svg
from lar.documents import render_pdf
from lar.documents.apart import render_apart
from questionnaires.results.programme.report import ProgramReport
from questionnaires.results.report import NetworkReport


@dataclass(frozen=True)
class Stamp:
    """What a document says of itself: its fingerprint, where it is checked, what it is called."""

    sha256: str
    url: str
    title: str
    step: str
    qr: SafeString
    motif: str


def verification_url(sha256: str) -> str:
    return f"{settings.PUBLIC_URL}{reverse('documents:verify', args=[sha256])}"


def stamp_of(report: NetworkReport, sha256: str, title: str) -> Stamp:
    """The stamp of a document about one network."""
    known = report.circumstances
    url = verification_url(sha256)
    return Stamp(
        sha256=sha256,
        url=url,
        title=title,
        step=_year_words(known.programme_year),
        qr=qr_svg(url, _("Código QR que lleva a la comprobación de este informe.")),
        motif=motif(known.schools),
    )


def draw_pdf(kind: str, report: NetworkReport, sha256: str) -> bytes:
    """A report as PDF: of the network (and its members) or, in two pages, for the authority.

    Takes a second or two; call it in a job.
    """
    known = report.circumstances
    titles = {
        "network": _("Informe de red: %(network)s, %(year)s"),
        "members": _("Informe de red: %(network)s, %(year)s"),
        "authority": _("Informe para la autoridad: %(network)s, %(year)s"),
    }
    title = titles[kind] % {"network": known.network, "year": report.year}
    html = page_html(kind, report, stamp_of(report, sha256, title))
    return render_pdf(html, title=title, author=known.institution, subject=_("Resultados para conversar"))


def draw_rehearsal(report: NetworkReport) -> bytes:
    """A rehearsal as PDF: marked on every page, without a fingerprint or an address to check it at.

    It is drawn while somebody waits, so that not even a job remembers it.

    Raises:
        BusyError: when this process is drawing another.
        DrawingError: when it could not be drawn in the time there is.
    """
    known = report.circumstances
    title = _("ENSAYO, no es un resultado: %(title)s") % {"title": report.instrument.title}
    stamp = Stamp("", "", title, _("Ensayo general"), mark_safe(""), motif(known.schools))
    with timezone.override(ZoneInfo(known.time_zone)):
        html = render_to_string("reports/rehearsal.html", {"report": report, "stamp": stamp})
    return render_apart(html, title=title, author=known.institution, subject=_("Respuestas inventadas"))


def page_html(kind: str, report: NetworkReport, stamp: Stamp) -> str:
    """The page that is drawn, with hours of the network's own time zone."""
    template = "reports/authority.html" if kind == "authority" else "reports/network.html"
    with timezone.override(ZoneInfo(report.circumstances.time_zone)):
        return render_to_string(template, {"report": report, "stamp": stamp})


def qr_svg(url: str, title: str) -> SafeString:
    """A QR code as an inline SVG with its words. Safe: segno escapes what it writes."""
    code = segno.make(url, error="m", micro=False)
    drawn: str = code.svg_inline(
        title=title, border=0, dark="#1b1f23", omitsize=True, svgclass=None, lineclass=None
    )
    return mark_safe(drawn)


def motif(schools: int) -> str:
    """The cover's drawing as a data address: one dot per school, each tied to its neighbours."""
    points = [_place(number, max(schools, 3)) for number in range(max(schools, 3))]
    ties = [
        svg.line(*points[first], *points[second], stroke="#14594a", stroke_width=0.5, stroke_opacity=0.55)
        for first, second in _ties(points)
    ]
    dots = [svg.tag("circle", cx=x, cy=y, r=3.4, fill="#14594a") for x, y in points]
    drawn = svg.tag("svg", *ties, *dots, xmlns="http://www.w3.org/2000/svg", viewBox="0 0 150 110")
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}"


_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def _place(number: int, total: int) -> tuple[float, float]:
    """Spread like the seeds of a sunflower: even, and never in a grid."""
    radius = math.sqrt((number + 0.5) / total)
    angle = number * _GOLDEN_ANGLE + 0.7
    return 78 + 62 * radius * math.cos(angle), 56 + 44 * radius * math.sin(angle)


def _ties(points: list[tuple[float, float]]) -> set[tuple[int, int]]:
    """Each point with its two nearest."""
    found = set()
    for place, point in enumerate(points):
        others = sorted(
            (math.dist(point, other), index) for index, other in enumerate(points) if index != place
        )
        found |= {(min(place, index), max(place, index)) for _distance, index in others[:2]}
    return found


def _year_words(programme_year: int) -> str:
    return {
        1: _("Paso 2 · primer año en el programa"),
        2: _("Paso 2 · segundo año en el programa"),
    }.get(programme_year, _("Seguimiento, después del programa"))


def draw_program_pdf(report: ProgramReport) -> bytes:
    """A programme's report as PDF. Takes some seconds; call it in a job."""
    title = _("Informe del programa: %(program)s, %(year)s") % {
        "program": report.program,
        "year": report.year,
    }
    url = verification_url(report.sha256)
    stamp = Stamp(
        sha256=report.sha256,
        url=url,
        title=title,
        step="",
        qr=qr_svg(url, _("Código QR que lleva a la comprobación de este informe.")),
        motif=motif(report.released),
    )
    html = render_to_string("reports/program.html", {"report": report, "stamp": stamp})
    return render_pdf(
        html, title=title, author=report.institution, subject=_("Resultados de todas las redes")
    )
