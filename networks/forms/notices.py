from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from networks.actions.notices import Places
from networks.forms.base import ActionForm
from networks.models import Rhythm
from networks.queries.notices import Switch

PAGE, MAIL = "page", "mail"
PLACES = [(PAGE, _("En la página")), (MAIL, _("En el correo"))]


class NoticesForm(ActionForm):
    """Where a person reads each kind of notice, and how often the digest comes."""

    rhythm = forms.ChoiceField(
        label=_("Resumen por correo"), choices=Rhythm.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, switches: Sequence[Switch], rhythm: Rhythm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("rhythm", rhythm.value)
        self._codes = [switch.kind.code for switch in switches]
        for switch in switches:
            chosen = [(PAGE, switch.on_page), (MAIL, switch.by_mail)]
            self.fields[switch.kind.code] = forms.MultipleChoiceField(
                label=str(switch.kind.label),
                help_text=str(switch.kind.about),
                choices=PLACES,
                required=False,
                initial=[place for place, is_on in chosen if is_on],
                widget=forms.CheckboxSelectMultiple,
            )

    def kinds(self) -> Iterator[BoundField]:
        """Yield the switches, for the page."""
        return (self[code] for code in self._codes)

    def choices(self) -> dict[str, Places]:
        """Return what was chosen for each kind."""
        data = self.cleaned_data
        return {code: Places(PAGE in data[code], MAIL in data[code]) for code in self._codes}
