"""The form of an item: its words, its place in the tree, and whether it is an earlier question reworded."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from itertools import count
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from networks.forms.base import ActionForm
from questionnaires.instruments.actions.drafts import SameQuestion
from questionnaires.instruments.formats import InstrumentContent, ItemContent, ItemKind
from questionnaires.instruments.formats.content import LIMITS
from questionnaires.instruments.forms import CODE, CleanField, lines
from questionnaires.instruments.models import Item

ITEM_KINDS = [
    (ItemKind.SCALE.value, _("Con la escala")),
    (ItemKind.OPEN.value, _("Con palabras propias (pregunta abierta)")),
]


class ItemForm(ActionForm):
    """An item. Of one that exists the code stays as it is."""

    code = forms.RegexField(
        CODE,
        label=_("Código"),
        required=False,
        max_length=LIMITS["item_code"],
        strip=True,
        help_text=_("Letras sin acento, números, «_» o «-». Vacío: sale de la dimensión. Después no cambia."),
    )
    node = forms.ChoiceField(label=_("Dimensión"))
    kind = forms.ChoiceField(
        label=_("Cómo se responde"),
        choices=ITEM_KINDS,
        widget=forms.RadioSelect,
        initial=ItemKind.SCALE.value,
    )
    text = CleanField(label=_("Enunciado"), max_length=LIMITS["text"], widget=lines(3))
    is_reversed = forms.BooleanField(
        label=_("Formulado en sentido inverso: estar de acuerdo es desfavorable"), required=False
    )
    high_score_meaning = CleanField(
        label=_("Qué indica un puntaje alto"),
        required=False,
        max_length=LIMITS["high_score_meaning"],
        widget=lines(2),
        help_text=_("Una frase: «Un puntaje alto indica que…». Hace falta para publicar."),
    )
    same_as = forms.ChoiceField(
        label=_("Si cambiaron sus palabras"),
        required=False,
        help_text=_("Una pregunta con otras palabras es otra, y no se compara con la de antes."),
    )
    reason = CleanField(
        label=_("Por qué es la misma pregunta"),
        required=False,
        max_length=300,
        widget=lines(2),
        help_text=_("Solo si declaras que lo es. Queda escrito en la versión."),
    )
    another = forms.BooleanField(label=_("Después de guardar, agregar otro ítem"), required=False)

    def __init__(
        self,
        *args: Any,
        content: InstrumentContent,
        item: ItemContent | None,
        earlier: Sequence[Item],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        nodes = [(node.code, f"{node.code} · {node.label}") for node in content.nodes]
        self.fields["node"].choices = nodes  # type: ignore[attr-defined]
        self.taken = frozenset() if item else frozenset(one.code for one in content.items)
        if item:
            del self.fields["code"], self.fields["another"]
        self.own_code = item.code if item else ""
        if earlier:
            self.fields["same_as"].choices = [  # type: ignore[attr-defined]
                ("", _("No declarar nada: con otras palabras es otra pregunta")),
                *((str(one.identity), _("Es la misma que: %s") % one.text) for one in earlier),
            ]
        else:
            del self.fields["same_as"], self.fields["reason"]

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if code in self.taken:
            raise forms.ValidationError(_("Otro ítem ya tiene ese código."))
        return code

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("same_as") and not cleaned.get("reason"):
            self.add_error("reason", _("Di por qué es la misma pregunta."))
        if cleaned.get("code") == "" and cleaned.get("node"):
            cleaned["code"] = free_code(cleaned["node"], self.taken)
        return cleaned

    def item(self) -> ItemContent:
        """Return what was written. Call after ``is_valid()``."""
        data = self.cleaned_data
        return ItemContent(
            code=data.get("code") or self.own_code,
            node=data["node"],
            text=data["text"],
            is_reversed=data["is_reversed"],
            high_score_meaning=data["high_score_meaning"],
            kind=ItemKind(data["kind"]),
        )

    def same_question(self) -> SameQuestion | None:
        identity = self.cleaned_data.get("same_as")
        return SameQuestion(uuid.UUID(identity), self.cleaned_data["reason"]) if identity else None


def free_code(node: str, taken: Collection[str]) -> str:
    """The next code of a dimension's items: «pn_01», «pn_02»…, each once."""
    stem = node.casefold()[: LIMITS["item_code"] - 4]
    return next(code for number in count(1) if (code := f"{stem}_{number:02d}") not in taken)
