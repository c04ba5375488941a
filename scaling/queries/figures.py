"""What the board shows of results: each dimension's figure as its network's team reads it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lar.authorization import Actor
from lar.charts import Spread
from lar.disclosure import Audience, PublishableTable
from lar.statistics import agreement, percent_text
from questionnaires.instruments.models import Questionnaire
from questionnaires.results.exploring import newest_releases, questionnaires_of
from questionnaires.results.models import Release
from questionnaires.results.readers import read_release


@dataclass(frozen=True)
class Figure:
    """A dimension of a release: ``words`` is its percentage, empty when it is reserved."""

    code: str
    name: str
    words: str
    share: Fraction | None
    is_inside: bool


@dataclass(frozen=True)
class NetworkFigures:
    """``n`` people answered, of the release that ``release_id`` names."""

    release_id: int
    n: int | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class YearFigures:
    """The newest results of each network in a year, by the network's key, and the questionnaire's title."""

    title: str
    by_network: dict[int, NetworkFigures]

    def spreads(self) -> list[Spread]:
        """Each dimension and the figures of the networks that publish it, in the model's order."""
        names: dict[str, tuple[str, bool]] = {}
        shares: dict[str, list[Fraction]] = {}
        for network in self.by_network.values():
            for figure in network.figures:
                names.setdefault(figure.code, (figure.name, figure.is_inside))
                if figure.share is not None:
                    shares.setdefault(figure.code, []).append(figure.share)
        return [
            Spread(name, shares.get(code, []), is_inside=is_inside)
            for code, (name, is_inside) in names.items()
        ]


def figures_of_year(actor: Actor, year: int, networks: Sequence[int]) -> YearFigures:
    """Return the figures of the questionnaire that most networks answered that year. Four queries at most."""
    questionnaires: list[Questionnaire] = questionnaires_of(year)
    if not questionnaires:
        return YearFigures("", {})
    chosen = questionnaires[0]
    releases = newest_releases(actor, year, chosen).filter(survey__network__in=list(networks))
    rows = list(releases.order_by("pk").values_list("pk", "sha256", "survey__network"))
    _read_missing({pk: sha for pk, sha, _network in rows})
    found = {network: _with_key(_known[sha], pk) for pk, sha, network in rows if sha in _known}
    return YearFigures(chosen.title, found)


KEPT = 2_000
"""Releases whose figures a process keeps, by fingerprint: they never change. Some 2 kB each."""
_known: OrderedDict[str, NetworkFigures] = OrderedDict()


def _read_missing(wanted: dict[int, str]) -> None:
    """Read the payloads that this process has not read yet, in one query."""
    missing = [pk for pk, sha in wanted.items() if sha not in _known]
    if not missing:
        return
    for release in Release.objects.filter(pk__in=missing).only("sha256", "payload", "program"):
        table = read_release(release.payload).tables[Audience.NETWORK]
        _known[release.sha256] = NetworkFigures(release.pk, table.respondents, _figures(table))
    while len(_known) > max(KEPT, len(wanted)):
        _known.popitem(last=False)


def _figures(table: PublishableTable) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            dimension.code,
            dimension.name,
            percent_text(dimension) if dimension.is_published else "",
            agreement(dimension).fraction if dimension.is_published else None,
            dimension.parent is not None,
        )
        for dimension in table.dimensions
    )


def _with_key(figures: NetworkFigures, release_id: int) -> NetworkFigures:
    return NetworkFigures(release_id, figures.n, figures.figures)
