"""HTML templates to PDF, and spreadsheets. The only package that calls WeasyPrint."""
