"""A network's report as PDF, against WeasyPrint alone on the page that the product hands it."""

from __future__ import annotations

import resource
import time
from functools import partial
from statistics import median
from typing import Any

import pypdfium2

from lar.disclosure import Audience
from lar.documents.fetcher import ClosedFetcher
from questionnaires.results.printing import draw_pdf, page_html, stamp_of
from questionnaires.results.readers import read_release, write_release
from questionnaires.results.report import NetworkReport, assemble
from tests.benchmarks.figures import Figure, Figures
from tests.benchmarks.timing import ratio, rounds_of, seconds
from tests.questionnaires.results.golden_networks import GOLDEN_CONTEXT, golden_release

SHA256 = "5a" * 32
RESPONDENTS = 40
ROUNDS = 3
MOST_SECONDS = 10.0


def report_of(payload: dict[str, Any]) -> NetworkReport:
    """The report from its stored payload, drawings included: nothing of it is kept from before."""
    return assemble(read_release(payload), GOLDEN_CONTEXT, release=SHA256, audience=Audience.NETWORK)


def product(payload: dict[str, Any]) -> bytes:
    return draw_pdf("network", report_of(payload), SHA256)


def weasyprint_alone(html: str) -> bytes:
    """The same tagged PDF with the same fonts from memory; without our finishing of it."""
    import weasyprint

    page = weasyprint.HTML(string=html, base_url="app:/", url_fetcher=ClosedFetcher())
    content: bytes = page.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    return content


def test_a_report_costs_little_more_than_its_drawing(figures: Figures) -> None:
    payload = write_release(golden_release(RESPONDENTS))
    report = report_of(payload)
    html = page_html("network", report, stamp_of(report, SHA256, "Informe de red"))
    pages = len(pypdfium2.PdfDocument(product(payload)))  # imported and read once, as in a worker
    weasyprint_alone(html)

    # Both only compute, in one thread: seconds of processor, which neighbours on the machine don't stretch.
    ours, theirs = rounds_of(
        ROUNDS,
        partial(seconds, partial(product, payload), time.process_time),
        partial(seconds, partial(weasyprint_alone, html), time.process_time),
    )
    waited = min(seconds(partial(product, payload)) for _ in range(2))

    against = figures.take(
        Figure(
            "report: from the stored release to the PDF, against WeasyPrint on the same page",
            ratio(ours, theirs),
            "×",
            bar=1.3,
            absolute={
                "pages": pages,
                "product_cpu_seconds": round(median(ours), 2),
                "weasyprint_cpu_seconds": round(median(theirs), 2),
                "most_memory_of_the_process_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            },
        )
    )
    alone = figures.take(Figure("report: waiting for one", waited, "s", bar=MOST_SECONDS))
    assert pages >= 12
    assert against.holds, against
    assert alone.holds, alone
