from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lar.files.forms import PupilsField, UploadField
from networks.forms.base import ActionForm
from networks.models import Activity, Agreement, AttachmentUse, Strategy

OF_ACTIVITY = (AttachmentUse.MATERIAL, AttachmentUse.AGENDA, AttachmentUse.MINUTES, AttachmentUse.PHOTO)
OF_WORK = (AttachmentUse.EVIDENCE, AttachmentUse.MATERIAL, AttachmentUse.PHOTO)


class AttachForm(ActionForm):
    """A file, what it is, and that no pupil shows in it."""

    use = forms.ChoiceField(
        label=_("Qué es"), widget=forms.RadioSelect, error_messages={"required": _("Elige qué es.")}
    )
    file = UploadField()
    pupils = PupilsField()

    def __init__(self, *args: Any, owner: Activity | Strategy | Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        uses = OF_ACTIVITY if isinstance(owner, Activity) else OF_WORK
        field = cast(forms.ChoiceField, self.fields["use"])
        field.choices = [(use.value, use.label) for use in uses]
        field.initial = uses[0].value
