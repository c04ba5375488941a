"""The reference of the load: the same form as one would first write it, beside the product's own pages."""

from pathlib import Path

TEMPLATE_FOLDER = Path(__file__).resolve().parent / "templates"
