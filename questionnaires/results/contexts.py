"""What a report says besides its release, read once, when the report is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from lar.disclosure import Audience
from lar.model.dimensions import FocusReason
from lar.statistics import ProgramRate, TeamExpectation, program_rate, team_expectation
from networks.models import Purpose as PurposeVersion
from networks.queries.agreements import PublicAgreement, last_years_agreements, public_agreements
from networks.queries.closing import year_end
from networks.queries.conditions import ConditionLine, lines_of
from questionnaires.instruments.models import Item, VersionNode
from questionnaires.results.models import Release
from questionnaires.results.models.release import ReleaseKind
from questionnaires.results.report import Agreed, Asked, Lever, Past, Projected, Purpose, ReportContext
from questionnaires.results.rules import thresholds_of
from questionnaires.surveys.models import Survey
from questionnaires.surveys.queries.expectations import by_node, team_expectations

MOST_CONDITIONS = 4
"""The newest conditions that a report of two pages has room for."""
YEARS_BEFORE = 2
"""Earlier years that a report sets beside its own; three points make a line that can still be read."""


def context_of(survey: Survey, audience: Audience, *, on: date) -> ReportContext:
    """The context of a survey's report for one audience, as it is on a day.

    Earlier years are those that this audience may already read. What the team expected is in it only if the
    team lets the report say so; an authority gets neither that nor the programme's rate.
    """
    purpose = PurposeVersion.objects.filter(network=survey.network, valid_from__lte=on).first()
    levers = survey.cycle.levers.order_by("pk")
    is_authority = audience is Audience.AUTHORITY
    year, consistency = ("", ()) if is_authority else _consistency(survey)
    return ReportContext(
        purpose=Purpose(purpose.text, purpose.valid_from) if purpose else None,
        levers=tuple(Lever(lever.node, FocusReason(lever.reason).label) for lever in levers),
        past=_past(survey, audience),
        expected=() if is_authority else _expected(survey),
        program=None if is_authority else _rate(survey),
        consistency_year=year,
        consistency=consistency,
        agreements=() if is_authority else agreed_in(survey, on=on),
        last_agreements=() if is_authority else agreed_before(survey, on=on),
        projection=None if is_authority else _projection(survey, on=on),
        conditions=asked_of_authority(survey, on=on) if is_authority else (),
    )


def agreed_in(survey: Survey, *, on: date) -> tuple[Agreed, ...]:
    """What the network agreed in the survey's cycle, as it stood on a day."""
    return _agreed(public_agreements(survey.network, year=survey.cycle.year, on=on))


def _projection(survey: Survey, *, on: date) -> Projected | None:
    """What the team wrote, by that day, for the year after the survey's."""
    written = year_end(survey.cycle).projection
    if written is None or written.written_on > on:
        return None
    return Projected(keep=written.keep, strategies=written.strategies, needs=written.needs)


def agreed_before(survey: Survey, *, on: date) -> tuple[Agreed, ...]:
    """What it had agreed in the newest year before that has any."""
    return _agreed(last_years_agreements(survey.network, before=survey.cycle.year, on=on))


def asked_of_authority(survey: Survey, *, on: date) -> tuple[Asked, ...]:
    """What the network asked of its authority until a day, and how the last term of each went."""
    return tuple(_asked(line) for line in lines_of(survey.network, on=on)[:MOST_CONDITIONS])


def _asked(line: ConditionLine) -> Asked:
    answer, state = line.answer, line.states[0] if line.states else None
    return Asked(
        kind=line.condition.get_kind_display(),
        words=line.condition.words.rstrip(" ."),
        answer=f"{answer.get_outcome_display()}: {answer.words.rstrip(' .')}" if answer else "",
        state=f"{state.get_term_display()} {state.year}: {state.get_state_display()}" if state else "",
    )


def _agreed(found: Sequence[PublicAgreement]) -> tuple[Agreed, ...]:
    return tuple(Agreed(**asdict(one)) for one in found)


def _consistency(survey: Survey) -> tuple[str, tuple[str, ...]]:
    # Imported here: it brings numpy, which takes half a second that most processes need not spend.
    from questionnaires.results.programme.consistency import consistency_of

    return consistency_of(survey.version_id, until=survey.cycle.year)


def _expected(survey: Survey) -> tuple[tuple[str, TeamExpectation], ...]:
    if not survey.team_publishes_mirror:
        return ()
    means = ((code, team_expectation(said)) for code, said in by_node(team_expectations(survey)).items())
    return tuple((code, mean) for code, mean in means if mean is not None)


def _past(survey: Survey, audience: Audience) -> tuple[Past, ...]:
    """The network's releases of the same questionnaire in earlier years, the latest first."""
    earlier = Release.objects.filter(
        kind=ReleaseKind.SCALE,
        survey__network=survey.network_id,
        survey__questionnaire=survey.questionnaire_id,
        survey__cycle__year__lt=survey.cycle.year,
    )
    if audience is not Audience.NETWORK:
        earlier = earlier.filter(openings__audience=audience.value)
    found = earlier.order_by("-survey__cycle__year", "-number").values_list(
        "survey__cycle__year", "sha256", "survey__version"
    )
    newest: dict[int, tuple[str, int]] = {}
    for year, sha256, version in found:
        newest.setdefault(year, (sha256, version))
    mine = _Version.of(survey.version_id)
    return tuple(
        _paired(sha256, mine, _Version.of(version))
        for sha256, version in list(newest.values())[:YEARS_BEFORE]
    )


@dataclass(frozen=True)
class _Version:
    """What has to be compared of a version.

    `items` holds code and dimension of each item by identity (the same wording, or declared equivalent);
    `parents` the container of each dimension, "" without one, in the model's order.
    """

    items: Mapping[UUID, tuple[str, str]]
    parents: Mapping[str, str]

    @classmethod
    def of(cls, key: int) -> _Version:
        items = Item.objects.filter(version=key).in_answers().select_related("node")
        nodes = VersionNode.objects.filter(version=key).order_by("position")
        return cls(
            {item.identity: (item.code, item.node.code) for item in items},
            dict(nodes.values_list("code", "parent_code")),
        )

    def items_in(self, node: str) -> set[UUID]:
        return {identity for identity, (_code, its_node) in self.items.items() if its_node == node}

    def parts_of(self, node: str) -> set[str]:
        return {code for code, parent in self.parents.items() if parent == node}


def _paired(release: str, mine: _Version, theirs: _Version) -> Past:
    pairs = tuple(
        (code, theirs.items[identity][0])
        for identity, (code, _node) in mine.items.items()
        if identity in theirs.items
    )
    same = {node for node in mine.parents if mine.items_in(node) == theirs.items_in(node)}
    whole = tuple(node for node in mine.parents if {node, *mine.parts_of(node)} <= same)
    return Past(release, pairs, whole)


def same_items(mine: int, theirs: int) -> dict[str, str]:
    """Code in their version → code in mine, of the items that are the same or declared equivalent."""
    return {before: now for now, before in _paired("", _Version.of(mine), _Version.of(theirs)).items}


def _rate(survey: Survey) -> ProgramRate | None:
    """The programme's rate in the surveys of this year and questionnaire that have results by now.

    By the first release of each, in their order: a later one of the same survey doesn't move it in the list.
    """
    first = Release.objects.filter(
        kind=ReleaseKind.SCALE,
        number=1,
        survey__questionnaire=survey.questionnaire_id,
        survey__cycle__year=survey.cycle.year,
    )
    known = first.order_by("created_at", "pk").values_list(
        "payload__network__respondents", "payload__network__roster"
    )
    return program_rate(known, thresholds=thresholds_of(survey.program.min_group))
