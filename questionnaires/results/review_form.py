"""What a reviewer says of a text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from networks.forms.base import ActionForm
from questionnaires.results.models.text_review import MAX_THEME, TextUse


class ReviewForm(ActionForm):
    """The decision, the masked words, the theme. ``themes`` are those used so far, to choose again."""

    use = forms.ChoiceField(
        label=_("Qué se hace con este texto"), choices=TextUse.choices, widget=forms.RadioSelect
    )
    masked = forms.CharField(
        label=_("El texto, sin nombres"),
        help_text=_(
            "Tapa lo que señale a alguien con [nombre], [establecimiento] o [dato], y corta con […]. "
            "Solo se puede tapar: las demás palabras quedan como se escribieron."
        ),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    theme = forms.CharField(
        label=_("Tema"),
        help_text=_(
            "Dos o tres palabras: «Tiempo para reunirse». Para coincidir, usa uno que ya exista. Si el texto "
            "no se usa, no hace falta."
        ),
        max_length=MAX_THEME,
        widget=forms.TextInput(attrs={"list": "temas", "autocomplete": "off"}),
    )

    # What is asked depends on the decision, which the browser does not know.
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.data.get("use") != TextUse.QUOTE:
            self.fields["masked"].required = False
        if self.is_bound and self.data.get("use") == TextUse.DISCARD:
            self.fields["theme"].required = False

    def clean_masked(self) -> str:
        """Browsers send line breaks their own way; the text has one."""
        return str(self.cleaned_data["masked"]).replace("\r\n", "\n").strip()

    def decision(self) -> dict[str, Any]:
        """What the action asks for."""
        return {
            "use": TextUse(self.cleaned_data["use"]),
            "masked": self.cleaned_data["masked"],
            "theme": self.cleaned_data["theme"],
        }
