"""Releases without the whole road to them: the golden networks' payloads on surveys that never opened.

Call inside the programme's context. The road itself is walked in tests of questionnaires.results.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from lar.tenancy.models import Program
from networks.models import Network, Purpose
from networks.models.cycle import LeverChoice
from questionnaires.results.canonical import fingerprint
from questionnaires.results.models import Release
from questionnaires.results.readers import RELEASE_SCHEMA, write_release
from questionnaires.results.reports import make_reports
from questionnaires.surveys.models import Survey
from tests.factories import UserFactory
from tests.questionnaires.results.golden_networks import golden_release
from tests.surveys import make_draft, make_network


def make_release(
    program: Program,
    respondents: int = 14,
    *,
    network: Network | None = None,
    survey: Survey | None = None,
    **changes: Any,
) -> Release:
    """Make the release of a golden network (6, 14 or 40 respondents), with its three reports.

    Of a survey in preparation in 2026, or of the one given.
    """
    network = network or make_network(respondents, name=f"Red de {respondents}")
    survey = survey or make_draft(program, network=network)
    released = golden_release(respondents)
    known = replace(released.circumstances, network=network.name, program=program.name, **changes)
    payload = write_release(replace(released, circumstances=known))
    release = Release.objects.create(
        survey=survey, number=1, schema=RELEASE_SCHEMA, payload=payload, sha256=fingerprint(payload)
    )
    make_reports(release, survey)
    return release


def give_purpose_and_lever(network: Network) -> None:
    """Give a network a purpose and a lever, from before any survey."""
    person = UserFactory.create()
    Purpose.objects.create(
        network=network,
        number=1,
        text="Que en todas nuestras escuelas se lea con gusto.",
        valid_from=date(2026, 3, 20),
        written_by=person,
    )
    cycle = network.cycles.get(year=2026)
    LeverChoice.objects.create(
        cycle=cycle,
        node="CP",
        reason="relevant_weakness",
        explanation="Nos juntamos poco.",
        chosen_on=date(2026, 4, 2),
        chosen_by=person,
    )
