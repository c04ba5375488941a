"""What the field template asks about a field."""

from __future__ import annotations

from django import template
from django.forms import BoundField, CheckboxInput, Textarea
from django.forms.widgets import ChoiceWidget, Select

register = template.Library()


@register.filter
def field_type(field: BoundField) -> str:
    """Name the kind of input, for the markup and the style sheet."""
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return "checkbox"
    if isinstance(widget, Select):
        return "select"
    if isinstance(widget, ChoiceWidget):
        return "choices"
    if isinstance(widget, Textarea):
        return "textarea"
    return str(getattr(widget, "input_type", "other"))
