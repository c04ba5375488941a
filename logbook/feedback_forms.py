"""What is said of a block, and what is answered."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lar.ui.pupils import PupilHint
from logbook.models import CommentKind
from logbook.models.feedback import COMMENT_LENGTH, PASSAGE_LENGTH
from networks.forms.base import ActionForm


class CommentForm(PupilHint, ActionForm):
    """A comment on a block, with its kind: who writes says what she is doing."""

    kind = forms.ChoiceField(
        label=_("Qué es"),
        help_text=_("Apoyo: qué valoras. Pregunta: qué invita a pensar. Contraste: otra mirada. Sugerencia."),
        choices=CommentKind.choices,
        widget=forms.RadioSelect,
    )
    passage = forms.CharField(
        label=_("Sobre qué palabras (si no es todo el párrafo)"),
        help_text=_("Tal como se leen. Si las marcas antes de abrir esto, se copian solas."),
        max_length=PASSAGE_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-lar-passage": True}),
    )
    text = forms.CharField(
        label=_("Comentario"), max_length=COMMENT_LENGTH, widget=forms.Textarea(attrs={"rows": 4})
    )


class ReplyForm(PupilHint, ActionForm):
    text = forms.CharField(
        label=_("Respuesta"), max_length=COMMENT_LENGTH, widget=forms.Textarea(attrs={"rows": 3})
    )
