"""One release and its context → the report, as plain data. Nothing here reads a database."""

from __future__ import annotations

from collections.abc import Sequence

from lar.charts import overview_chart
from lar.disclosure import Audience, PublishableItem, PublishableTable
from lar.statistics import (
    Publishable,
    dimension_sentence,
    item_sentence,
    most_divided,
    most_shared,
    participation_sentence,
    weight_sentence,
)
from questionnaires.results.released import Instrument, ReleasedSurvey
from questionnaires.results.report.context import Past, ReportContext
from questionnaires.results.report.drawings import CONSENSUS, DIVIDED, people_drawing
from questionnaires.results.report.items import dimension_page, own_page
from questionnaires.results.report.lists import listed
from questionnaires.results.report.mirror import published_mirror
from questionnaires.results.report.parts import Drawing, Mirror, NetworkReport, Reading, Summary
from questionnaires.results.report.respondents import respondents
from questionnaires.results.report.selection import WHOLE, Edition, Selection
from questionnaires.results.report.technical import suppressions
from questionnaires.results.report.years import years_section

NO_SHARED = ("", "En ninguna afirmación hay consenso ni tendencia: las respuestas se reparten.")
NO_DIVIDED = ("", "Ninguna afirmación divide ni dispersa las respuestas.")


def assemble(
    released: ReleasedSurvey,
    context: ReportContext,
    *,
    release: str,
    number: int = 1,
    audience: Audience = Audience.NETWORK,
    edition: Edition = Edition.TO_TALK,
    selection: Selection = WHOLE,
    past: Sequence[tuple[Past, ReleasedSurvey]] = (),
) -> NetworkReport:
    """The report that an audience reads. `release` is the release's fingerprint, `number` its number.

    `past` are the earlier releases that the context names.
    """
    table = released.tables[audience]
    mirror = published_mirror(table, dict(context.expected))
    return NetworkReport(
        circumstances=released.circumstances,
        instrument=released.instrument,
        context=context,
        release=release,
        number=number,
        calculated_at=released.circumstances.calculated_at,
        blocks=tuple(block.value.capitalize() for block in table.blocks),
        points=table.scale.labels,
        in_points=any(item.points for item in table.items),
        summary=_summary(table, mirror),
        reading=_reading(table, released.instrument),
        respondents=respondents(table, released.circumstances, context.program),
        overview=_overview(table),
        dimensions=tuple(
            dimension_page(one, table, released, context, selection) for one in table.dimensions
        ),
        suppressions=suppressions(table),
        most_shared=listed(most_shared(table), table),
        most_divided=listed(most_divided(table), table),
        mirror=mirror,
        years=years_section(released, past, audience),
        own=own_page(released.own[audience], released, context) if audience in released.own else None,
        edition=edition,
        selection=selection,
    )


def _summary(table: PublishableTable, mirror: Mirror | None) -> Summary:
    shared, divided = most_shared(table, 1), most_divided(table, 1)
    return Summary(
        participation=participation_sentence(table),
        shared=_about(shared[0], table) if shared else NO_SHARED,
        divided=_about(divided[0], table) if divided else NO_DIVIDED,
        surprise=mirror.surprise if mirror else "",
    )


def _about(thing: Publishable, table: PublishableTable) -> tuple[str, str]:
    """What is spoken of, and what the answers say of it."""
    if isinstance(thing, PublishableItem):
        return (thing.text or thing.code).rstrip("."), item_sentence(thing, table)
    return thing.name, dimension_sentence(thing, table)


def _overview(table: PublishableTable) -> Drawing:
    return Drawing(
        wide=overview_chart(table, chart_id="overview"),
        narrow=overview_chart(table, chart_id="overview-narrow", compact=True),
    )


def _reading(table: PublishableTable, instrument: Instrument) -> Reading:
    labels = table.scale.labels
    agreement = [f"«{labels[point - 1]}»" for point in table.scale.agreement]
    top = " o ".join([part for part in (", ".join(agreement[:-1]), agreement[-1]) if part])
    ends = (labels[0], labels[-1])
    return Reading(
        rule=(
            f"El porcentaje de acuerdo cuenta a quienes marcaron {top}, sobre quienes usaron la escala. "
            f"{_beside(instrument)}"
        ),
        weight=weight_sentence(table.respondents),
        consensus_drawing=people_drawing(
            CONSENSUS, "Catorce personas: seis en el punto medio y ocho de acuerdo.", ends
        ),
        divided_drawing=people_drawing(
            DIVIDED, "Catorce personas: seis muy en desacuerdo y ocho muy de acuerdo.", ends
        ),
    )


def _beside(instrument: Instrument) -> str:
    """What stays out of the percentage: the answers that the version offers beside its scale, and blanks."""
    offered = [label for label in (instrument.not_applicable_label, instrument.dont_know_label) if label]
    if not offered:
        return "Lo que quedó sin responder va aparte."
    if len(offered) == 1:
        return f"«{offered[0]}» queda fuera y se muestra aparte."
    return f"«{offered[0]}» y «{offered[1]}» quedan fuera y se muestran aparte."
