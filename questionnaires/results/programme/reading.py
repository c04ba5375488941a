"""A programme's results as a person may read them: less, where a network would follow by subtracting."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from lar.disclosure import Audience, RolledTable, Scope, for_reader
from networks.queries.work import work_by_cohort
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.results.contexts import same_items
from questionnaires.results.models import ProgramRelease
from questionnaires.results.programme.making import released_year
from questionnaires.results.programme.payload import ProgramResults, read_program_release
from questionnaires.results.programme.report import ProgramReport, YearBefore, programme_report


def program_release(version: QuestionnaireVersion, year: int) -> ProgramRelease | None:
    """The frozen release of that version and year, if its date came."""
    return ProgramRelease.objects.filter(version=version, year=year).first()


def tables_of_year(release: ProgramRelease, audience: Audience) -> list[RolledTable]:
    """Every roll-up of that release's year for an audience: its own, then those that later years made of it.

    Facilitators read them whole, with the audience of networks.
    """
    found = list(read_program_release(release.payload).tables.get(audience, ()))
    for later in _later(release):
        found += later.earlier.get(release.year, {}).get(audience, ())
    return found


def _later(release: ProgramRelease) -> Iterable[ProgramResults]:
    others = ProgramRelease.objects.filter(
        version__questionnaire=release.version.questionnaire_id, year__gt=release.year
    )
    for other in others.order_by("year", "pk"):
        yield read_program_release(other.payload)


def seen_by(release: ProgramRelease, audience: Audience, networks: Collection[int]) -> list[RolledTable]:
    """What somebody reads who sees these networks one by one, under whatever hat, now or by what is theirs.

    ``networks`` of an authority are all those of its territory, opened to it or not: they may be opened
    later, and then what was printed before would tell by subtraction.
    """
    others = []
    if audience is not Audience.NETWORK:
        whole = read_program_release(release.payload).tables.get(Audience.NETWORK, ())
        others = [table.sources for table in whole[:1]]
    return for_reader(
        tables_of_year(release, audience), sees={str(network) for network in networks}, others=others
    )


def program_document(release: ProgramRelease) -> ProgramReport:
    """The report of frozen results. Needs ``release.version``. Takes a moment: reliability is computed."""
    results = read_program_release(release.payload)
    released = released_year(release.version, release.year, until=release.closed_at)
    work = work_by_cohort(release.year, until=release.closed_at)
    networks = [source.table for source in released.sources[Audience.NETWORK]]
    return programme_report(results, networks, _years_before(release), sha256=release.sha256, work=work)


def _years_before(release: ProgramRelease) -> dict[int, YearBefore]:
    """The frozen years of the same instrument before this one, under whichever version."""
    others = ProgramRelease.objects.filter(
        version__questionnaire=release.version.questionnaire_id, year__lt=release.year
    )
    found = {}
    for other in others.order_by("year", "pk"):
        tables = read_program_release(other.payload).tables.get(Audience.NETWORK, ())
        whole = next((table for table in tables if table.scope is Scope.PROGRAM), None)
        found[other.year] = YearBefore(whole, same_items(release.version_id, other.version_id))
    return found
