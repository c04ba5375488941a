"""Ending something that is dated, from a small form inside a list."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from networks.forms.base import EndForm


def end_row(request: HttpRequest, form: EndForm, action: Callable[..., object], words: str) -> None:
    """Run ``action(on=…)`` on the day that was sent; say ``words``, or why it could not be."""
    if form.is_valid() and form.perform(lambda: action(on=form.cleaned_data["on"])):
        messages.success(request, words)
        return
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, str(error))
