"""The field in which a file is chosen, and the words beside it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from lar.files.errors import RefusedFile
from lar.files.inspection import CheckedFile, look_at
from lar.files.inspection.looking import too_large
from lar.files.kinds import ACCEPT, MAX_BYTES

PUPILS_LABEL = _("Lo revisé: no muestra nombres, RUT ni notas de estudiantes")
PUPILS_HELP = _(
    "¿Aparecen estudiantes? Tapa o borra nombres, RUT y calificaciones antes de subirlo. Una foto en que se "
    "reconozca a niñas, niños o jóvenes necesita la autorización de sus familias."
)


class UploadField(forms.FileField):
    """A file of the allow-list; ``cleaned_data`` holds a ``CheckedFile``, or ``None`` when it is optional."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Archivo"))
        kwargs.setdefault(
            "help_text",
            _(
                "Hasta 10 MB: PDF, fotos (JPG, PNG, WebP), documentos, planillas o presentaciones, o texto. "
                "A las fotos les quitamos la ubicación y otros datos de la cámara."
            ),
        )
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"].setdefault("required", _("Elige un archivo."))
        super().__init__(**kwargs)
        self.widget.attrs |= {
            "accept": ACCEPT,
            "data-lar-max-bytes": str(MAX_BYTES),
            "data-lar-too-large": lazy(too_large, str)(),
        }

    def clean(self, data: Any, initial: Any = None) -> CheckedFile | None:
        if isinstance(data, UploadedFile) and (data.size or 0) > MAX_BYTES:
            raise ValidationError(too_large(), code="too_large")
        # An empty file and one with a long name are ours to explain.
        if not isinstance(data, UploadedFile):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        try:
            return look_at(data.read(), data.name or "")
        except RefusedFile as error:
            raise ValidationError(str(error), code="refused") from None


class PupilsField(forms.BooleanField):
    """The box to tick before a file is uploaded: whoever uploads has looked for pupils in it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", PUPILS_LABEL)
        kwargs.setdefault("help_text", PUPILS_HELP)
        kwargs.setdefault(
            "error_messages",
            {"required": _("Revisa el archivo y marca esta casilla; elige después el archivo otra vez.")},
        )
        super().__init__(**kwargs)
