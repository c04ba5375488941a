from __future__ import annotations

from django.db import models


class SpanishKey(models.Func):
    """``lar_sort_key(text)``: the order of a Spanish dictionary (accents equal, ñ after n).

    Two texts with the same key differ in capitals and accents only, so it also serves to search.
    """

    function = "lar_sort_key"
    arity = 1
    output_field = models.TextField()
