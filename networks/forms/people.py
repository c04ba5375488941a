from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from lar.authorization import ROLES, RoleCode
from lar.documents.tables import MAX_BYTES, MEGABYTE
from networks.forms.base import ActionForm, PersonForm
from networks.people_sheet import SheetRow, read_people

INVITED = (RoleCode.FACILITATOR, RoleCode.ADMINISTRATOR)


class InviteForm(PersonForm):
    """Somebody with a role in the whole programme."""

    role = forms.TypedChoiceField(
        label=_("Rol"),
        coerce=RoleCode,
        choices=[(code.value, f"{ROLES[code].label}. {ROLES[code].description}") for code in INVITED],
        widget=forms.RadioSelect,
        initial=RoleCode.FACILITATOR.value,
    )

    field_order = ["email", "name", "role", "on"]


class PeopleSheetForm(ActionForm):
    """A spreadsheet of people."""

    file = forms.FileField(
        label=_("Planilla"),
        help_text=_("XLSX o CSV, con los títulos de la plantilla y hasta 1.000 personas."),
    )
    file.widget.attrs["accept"] = ".xlsx,.csv,.txt"
    rows: list[SheetRow]

    def clean_file(self) -> UploadedFile:
        """Read it: what is wrong with the whole file is said at its field."""
        sent: UploadedFile = self.cleaned_data["file"]
        if (sent.size or 0) > MAX_BYTES:
            raise forms.ValidationError(
                _("Pesa más de %d MB: no es una lista de personas.") % (MAX_BYTES // MEGABYTE)
            )
        self.rows, problems = read_people(sent.read())
        if not self.rows:
            raise forms.ValidationError([str(problem) for problem in problems])
        return sent
