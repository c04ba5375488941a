"""Kept for tools that expect it; the product is served by WSGI (docs/adr/0004)."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lar.settings.production")
application = get_asgi_application()
