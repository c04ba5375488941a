from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lar.accounts.models import User
from lar.model.pupils import Trace
from lar.ui.pupils import PupilHint
from networks.forms.base import ActionForm, DayField
from networks.models import Activity, Agreement, AgreementState, Network
from networks.models.dated import in_force


class AgreementForm(PupilHint, ActionForm):
    """What the network agreed, who answers for it, by when and how they will know."""

    # The whole network reads it: its action refuses a RUT, ticked or not.
    asks_of = frozenset({Trace.NAME})

    text = forms.CharField(
        label=_("Qué acordamos"),
        help_text=_("Algo pequeño y preciso. Lo leerá toda la red: no escribas nombres de estudiantes."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Escribe qué acordaron.")},
    )
    owner_words = forms.CharField(
        label=_("Quién se encarga"),
        help_text=_("Un rol o una escuela, sin nombres: «las jefas de UTP», «Escuela Los Boldos»."),
        max_length=120,
        required=False,
    )
    owner = forms.ModelChoiceField(
        label=_("O alguien del equipo coordinador"),
        help_text=_("Fuera del equipo se leerá «la coordinación de la red»."),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nadie en particular"),
    )
    due = DayField(label=_("Para cuándo"), initial=None)
    how_known = forms.CharField(
        label=_("Cómo lo sabremos"),
        help_text=_("Qué se podrá ver o contar cuando esté cumplido."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Escribe cómo sabrán que se cumplió.")},
    )
    review_on = DayField(
        label=_("Cuándo lo revisaremos"),
        help_text=_("Puede ser la próxima sesión de red."),
        initial=None,
    )
    activity = forms.ModelChoiceField(
        label=_("En qué actividad se acordó"),
        queryset=Activity.objects.none(),
        required=False,
        empty_label=_("En ninguna en particular"),
    )
    on = DayField(label=_("Acordado el"))

    def __init__(self, *args: Any, network: Network, activities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = network.coordinations.filter(in_force(timezone.localdate()))
        owner = cast("forms.ModelChoiceField[User]", self.fields["owner"])
        owner.queryset = User.objects.filter(pk__in=team.values("user")).order_by("name")
        cast("forms.ModelChoiceField[Activity]", self.fields["activity"]).queryset = activities
        if not activities.exists():
            del self.fields["activity"]


class ReviewForm(PupilHint, ActionForm):
    """What became of an agreement; the last three only when it was adapted."""

    asks_of = frozenset({Trace.NAME})

    outcome = forms.ChoiceField(
        label=_("Qué pasó"),
        choices=[
            (AgreementState.KEPT.value, _("Se cumplió")),
            (AgreementState.ADAPTED.value, _("Lo adaptamos: sigue, con otras palabras u otro plazo")),
            (AgreementState.DROPPED.value, _("Lo dejamos")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Di qué pasó con el acuerdo.")},
    )
    because = forms.CharField(
        label=_("Porque…"),
        help_text=_("Lo que aprendieron al intentarlo. Queda en la historia del acuerdo y lo lee la red."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Cuenta por qué.")},
    )
    text = forms.CharField(
        label=_("Si lo adaptan: cómo queda"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    due = DayField(label=_("Si lo adaptan: para cuándo"), initial=None, required=False)
    review_on = DayField(label=_("Si lo adaptan: cuándo lo volverán a mirar"), initial=None, required=False)
    on = DayField(label=_("Revisado el"))

    @classmethod
    def initial_of(cls, agreement: Agreement) -> dict[str, object]:
        """Return what the form begins with: the words and the day as they stand."""
        return {"text": agreement.text, "due": agreement.due}
