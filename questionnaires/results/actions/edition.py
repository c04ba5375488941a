"""The second issue of a report: the same results, with what the network talked over."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from networks.errors import NotAllowedNow
from questionnaires.results.models import Release, ReleaseOpening, Report
from questionnaires.results.report import Selection
from questionnaires.results.reports import make_second_edition
from questionnaires.results.rules import MEMBERS
from questionnaires.surveys.models import Survey


@transaction.atomic
def write_second_edition(
    release: Release, *, selection: Selection, on: date | None = None, by: User
) -> list[Report]:
    """Write the edition «con lo conversado» for the team and its members. The one before stays as it was.

    Raises:
        NotAllowedNow: members have not read the results yet, so nothing can have been talked over.
    """
    survey = Survey.objects.select_for_update(of=("self",)).get(pk=release.survey_id)
    if not ReleaseOpening.objects.filter(release=release, audience=MEMBERS).exists():
        raise NotAllowedNow(
            _("Primero comparte los resultados con quienes integran la red; esta edición viene después.")
        )
    reports = make_second_edition(release, survey, selection=selection, on=on or timezone.localdate())
    record("report.second_edition", by=by, network_id=survey.network_id, subject=release.pk)
    return reports
