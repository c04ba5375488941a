from __future__ import annotations

from typing import Any

from django.db import transaction
from rest_framework.response import Response
from rest_framework.views import exception_handler as default_handler


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Undo what the request wrote: the framework answers inside our atomic block."""
    response = default_handler(error, context)
    if getattr(context["request"]._request, "program", None) is not None:
        transaction.set_rollback(True)
    return response
