"""The team's own mirror: what its people expected beside the released answers. Never part of a release."""

from __future__ import annotations

from questionnaires.results.models import Release
from questionnaires.results.readers import read_release
from questionnaires.results.report.mirror import private_mirror
from questionnaires.results.report.parts import Mirror
from questionnaires.surveys.queries.expectations import by_node, team_expectations


def team_mirror(release: Release) -> Mirror | None:
    """None when nobody of the team wrote what she expected."""
    people = team_expectations(release.survey)
    if not people:
        return None
    return private_mirror(read_release(release.payload).network, by_node(people))
