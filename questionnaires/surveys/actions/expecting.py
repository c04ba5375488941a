"""Espejo: what each coordinator expects, written before anybody can know the results."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from lar.statistics import Expected
from networks.errors import NotAllowedNow
from questionnaires.surveys.models import Expectation, Survey
from questionnaires.surveys.queries.expectations import measured_nodes
from questionnaires.surveys.rules import UNSEALED


@transaction.atomic
def expect_results(survey: Survey, *, expected: Mapping[str, Expected], by: User) -> list[Expectation]:
    """Keep what a coordinator expects of each dimension, with her name; writing again replaces all of it.

    Raises:
        NotAllowedNow: before opening, and once the survey is sealed; the database refuses it too.
    """
    # The sealing takes this row: whoever comes second sees what the first one did.
    found = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    if found.state not in UNSEALED:
        raise NotAllowedNow(_("Lo que se espera se escribe entre la apertura y los resultados."))
    known = {node.code for node in measured_nodes(found)}
    if not expected or not set(expected) <= known:
        raise NotAllowedNow(_("Elige lo que esperas en al menos una dimensión."))
    Expectation.objects.filter(survey=found, user=by).delete()
    kept = Expectation.objects.bulk_create(
        Expectation(survey=found, user=by, node=code, agree=said.agree, against=said.against)
        for code, said in expected.items()
    )
    record("survey.results_expected", by=by, network_id=found.network_id, subject=found.pk)
    return kept


@transaction.atomic
def publish_mirror(survey: Survey, *, published: bool, by: User) -> Survey:
    """Let the next editions of the network's report hold the team's mirror, or no longer.

    What was already made does not change; authorities never get it.
    """
    found = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    found.team_publishes_mirror = published
    found.save(update_fields=["team_publishes_mirror"])
    record(
        "survey.mirror_published",
        by=by,
        network_id=found.network_id,
        subject=found.pk,
        published=published,
    )
    return found
