from __future__ import annotations

from django.db import models


class SpanishKey(models.Func):
    """``lar_sort_key(text)``: the order of a Spanish dictionary (accents equal, ñ after n)."""

    function = "lar_sort_key"
    arity = 1
    output_field = models.TextField()


class SearchKey(models.Func):
    """The same without what tells ñ from n: not every keyboard has one."""

    template = "replace(lar_sort_key(%(expressions)s), '~', '')"
    arity = 1
    output_field = models.TextField()
