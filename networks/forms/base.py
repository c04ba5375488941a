from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lar.ui.forms import DayInput
from networks.errors import NotAllowedNow

Result = TypeVar("Result")


class ActionForm(forms.Form):
    """A form whose action may say no; the reason appears where it belongs."""

    result: Any = None

    def perform(self, action: Callable[[], Result]) -> bool:
        """Run the action and keep what it returns in ``result``; say whether it went through."""
        try:
            self.result = action()
        except NotAllowedNow as error:
            self.add_error(error.field if error.field in self.fields else None, str(error))
            return False
        return True


class DayField(forms.DateField):
    """A day, today unless said otherwise, with the browser's own picker."""

    widget = DayInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("initial", timezone.localdate)
        super().__init__(**kwargs)


class EndForm(ActionForm):
    """From which day something no longer holds."""

    on = DayField(label=_("Desde el"))


class PersonForm(ActionForm):
    """A person, by e-mail. Somebody who already has an account keeps her name."""

    email = forms.EmailField(
        label=_("Correo electrónico"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    name = forms.CharField(
        label=_("Nombre y apellido"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    on = DayField(label=_("Desde el"))
