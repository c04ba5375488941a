"""Evidence is chosen among what its writer may read, stays as it was, and goes with its block."""

from __future__ import annotations

from datetime import date

import pytest

from lar.tenancy.context import program_context
from networks.actions.agreements import write_agreement
from networks.models import Agreement
from tests.logbook.conftest import Team
from tests.logbook.test_writing import begin, words

pytestmark = pytest.mark.django_db


def test_an_agreement_is_shown_as_it_was_on_its_day(team: Team) -> None:
    with program_context(team.program):
        block = begin(team).blocks.get()
        agreement = write_agreement(
            team.network,
            text="Observar una clase.",
            owner_words="Jefaturas",
            due=date(2026, 6, 1),
            how_known="Hay un acta.",
            review_on=date(2026, 7, 1),
            on=date(2026, 5, 4),
            by=team.people["ines"],
        )
    client, path = team.client("ines"), f"{team.here}parrafos/{block.pk}/evidencia/"

    offered = words(client.get(path))
    added = words(client.post(path, {"evidence": f"agreement:{agreement.pk}"}, follow=True))
    again = client.post(path, {"evidence": f"agreement:{agreement.pk}"})
    unknown = client.post(path, {"evidence": "agreement:987654321"})
    with program_context(team.program):
        Agreement.objects.filter(pk=agreement.pk).update(text="Otra cosa.", state="kept")
    later = words(client.get(f"{team.here}entradas/{block.entry_id}/"))

    assert "Observar una clase." in offered
    assert "Como estaba el" in added
    assert (again.status_code, unknown.status_code) == (422, 422)
    assert "Observar una clase." in later
    assert "Estado: en curso" in later
    assert "Otra cosa." not in later
