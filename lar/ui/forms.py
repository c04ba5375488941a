"""How forms are drawn: our markup for every ``{{ form }}``, and the pickers of days and moments."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import django.forms
from django import forms
from django.conf import settings
from django.forms.renderers import DjangoTemplates as DjangoFormTemplates
from django.template.backends.django import DjangoTemplates
from django.utils.functional import cached_property


class LarFormRenderer(DjangoFormTemplates):
    """Draws forms with ``templates/lar/forms/``; widgets stay Django's own.

    It has an engine of its own, so that the page's strictness about undefined variables does not
    reach into Django's widget templates, which rely on leniency.
    """

    form_template_name = "lar/forms/form.html"
    formset_template_name = "django/forms/formsets/div.html"
    field_template_name = "lar/forms/field.html"

    @cached_property
    def engine(self) -> DjangoTemplates:
        pages: dict[str, Any] = settings.TEMPLATES[0]
        folders = [*pages["DIRS"], Path(django.forms.__file__).parent / "templates"]
        # Applications' folders for the admin's widgets.
        return DjangoTemplates({"APP_DIRS": True, "DIRS": folders, "NAME": "larforms", "OPTIONS": {}})


class DayInput(forms.DateInput):
    """The browser's own date picker, which wants ISO dates whatever the page's language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """The browser's own picker of day and hour."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")
