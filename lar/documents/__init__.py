"""HTML templates to PDF, and spreadsheets. The only package that calls WeasyPrint.

`render_pdf(html, title=…)` is all that others call; the page extends `base_print.html`, whose style sheet
and fonts come from memory (`app:` addresses). Nothing is ever fetched. `spreadsheets.write_workbook` and
`write_csv` are the one writer of tables: what people wrote is never a formula there.
"""

from lar.documents.pdf import DrawingError, ForbiddenAddressError, render_pdf

__all__ = ["DrawingError", "ForbiddenAddressError", "render_pdf"]
