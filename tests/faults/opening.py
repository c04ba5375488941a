"""Opens surveys in the product's own database, by its actions: ``python -m tests.faults.opening 2 100``.

Prints as JSON what people hold in their hands: the codes, survey by survey. Another process than
the tests' own, whose Django speaks to the test database.
"""

from __future__ import annotations

import json
import sys
from typing import Any


def main(surveys: int, people: int, mode: str) -> None:
    import django

    django.setup()
    sys.stdout.write(json.dumps(open_surveys(surveys, people, mode)))


def open_surveys(surveys: int, people: int, mode: str) -> dict[str, Any]:
    """Open ``surveys`` of ``people`` codes each, in a programme that lasts as long as the servers."""
    from lar.accounts.models import User
    from lar.tenancy.context import program_context
    from lar.tenancy.models import Program
    from questionnaires.instruments.models import Item
    from tests.factories import NetworkFactory, ProgramFactory, SchoolFactory, UserFactory
    from tests.surveys import demo_version

    program = Program.objects.filter(slug="averias").first() or ProgramFactory.create(slug="averias")
    # Each process would count from the start. Two people are made per network, one per call.
    known = User.objects.count()
    for kind in (NetworkFactory, SchoolFactory, UserFactory):
        kind.reset_sequence(known)
    made = [_open(program, people, mode, known + n) for n in range(surveys)]
    with program_context(program):
        items = Item.objects.filter(version=demo_version()).order_by("position")
        return {
            "surveys": made,
            "items": list(items.values_list("code", flat=True)),
            "operator": UserFactory.create(is_operator=True).email,
        }


def _open(program: Any, people: int, mode: str, number: int) -> dict[str, Any]:
    from lar.tenancy.context import program_context
    from questionnaires.surveys.models import CodeKeeper, SurveyMode
    from tests.surveys import make_open_survey

    plan: dict[str, Any] = {}
    emails = [f"docente{n}.de.{number}@ejemplo.cl" for n in range(people)]
    if mode == SurveyMode.EMAIL:
        plan = {"mode": SurveyMode.EMAIL, "code_keeper": CodeKeeper.SYSTEM, "emails": emails}
    with program_context(program):
        opened = make_open_survey(program, people=people, **plan)
        return {
            "survey": opened.survey.pk,
            "codes": opened.codes,
            "emails": emails,
            "facilitator": opened.facilitator.email,
        }


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
