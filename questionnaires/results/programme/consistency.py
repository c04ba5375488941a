"""How well the questions measure, in one sentence per dimension, for the technical sheet of other reports."""

from __future__ import annotations

from lar.disclosure import Audience
from lar.statistics.reliability import alpha_sentence, reliability_of
from questionnaires.results.models import ProgramRelease
from questionnaires.results.programme.payload import read_program_release


def consistency_of(version: int, *, until: int) -> tuple[str, tuple[str, ...]]:
    """The newest frozen year of a version up to `until`, as text, and a sentence per dimension.

    ("", ()) when there is none yet or its data could not support any measure.
    """
    newest = ProgramRelease.objects.filter(version=version, year__lte=until).order_by("-year").first()
    if newest is None:
        return "", ()
    results = read_program_release(newest.payload)
    whole = next(iter(results.tables.get(Audience.NETWORK, ())), None)
    if results.covariance is None or whole is None:
        return "", ()
    reversed_items = [item.code for item in whole.items if item.reversed]
    found = []
    for dimension in whole.dimensions:
        items = [item.code for item in whole.items if item.node in dimension.parts]
        measured = reliability_of(
            results.covariance,
            code=dimension.code,
            name=dimension.name,
            items=items,
            reversed_items=reversed_items,
        )
        found.append(f"{dimension.name}. {alpha_sentence(measured)}")
    return str(newest.year), tuple(found)
