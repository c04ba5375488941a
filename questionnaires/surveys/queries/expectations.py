"""What the coordinators of a network expect of a survey."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lar.accounts.models import User
from lar.statistics import Expected
from questionnaires.instruments.models import VersionNode
from questionnaires.surveys.models import Expectation, Survey


@dataclass(frozen=True)
class PersonalExpectation:
    """What one coordinator expects, by dimension code."""

    name: str
    expected: dict[str, Expected]


def measured_nodes(survey: Survey) -> list[VersionNode]:
    """The dimensions that are measured and shown side by side, in the model's order: containers left out."""
    nodes = list(VersionNode.objects.filter(version=survey.version_id).order_by("position"))
    containers = {node.parent_code for node in nodes}
    return [node for node in nodes if node.code not in containers]


def expected_by(survey: Survey, person: User) -> dict[str, Expected]:
    """What a person wrote, by dimension code."""
    rows = Expectation.objects.filter(survey=survey, user=person)
    return {row.node: Expected(row.agree, row.against) for row in rows}


def team_expectations(survey: Survey) -> list[PersonalExpectation]:
    """What each coordinator wrote, in the order in which they first did."""
    people: dict[int, PersonalExpectation] = {}
    for row in Expectation.objects.filter(survey=survey).select_related("user").order_by("pk"):
        person = people.setdefault(row.user_id, PersonalExpectation(str(row.user), {}))
        person.expected[row.node] = Expected(row.agree, row.against)
    return list(people.values())


def by_node(people: Iterable[PersonalExpectation]) -> dict[str, list[Expected]]:
    """What a team expects of each dimension, one entry per person who said something of it."""
    found: dict[str, list[Expected]] = {}
    for person in people:
        for code, said in person.expected.items():
            found.setdefault(code, []).append(said)
    return found
