"""Evidence: what a writer may put under a block, and each card as one reader may see it.

Rights are asked of the reader whenever a card is shown: that its writer could read a result gives nobody
else the right to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils import formats
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lar.authorization import Actor, Permission, has_permission
from lar.charts import dimension_chart, item_chart
from lar.disclosure import Audience, PublishableTable
from lar.statistics import dimension_sentence, item_sentence
from logbook.models import Block, Card, CardKind, Comment, Entry
from networks.models import Activity, Agreement, Network
from questionnaires.results.models import Release
from questionnaires.results.queries.releases import scale_releases
from questionnaires.results.readers import read_release

NEWEST = 40
"""How many of each kind are offered: the newest."""


@dataclass(frozen=True)
class Evidence:
    """Something that may be put under a block, as it is today."""

    kind: CardKind
    subject: int
    title: str
    words: str = ""
    code: str = ""

    @property
    def value(self) -> str:
        """How a form names it."""
        return ":".join(filter(None, (self.kind.value, str(self.subject), self.code)))


@dataclass(frozen=True)
class ShownCard:
    """A card as one reader sees it. Reserved, it says neither what it shows nor of what kind it is."""

    card: Card
    is_reserved: bool
    chart: SafeString | None = None
    sentence: str = ""
    is_superseded: bool = False


def evidence_for(entry: Entry, actor: Actor) -> list[Evidence]:
    """Return what a writer may put in an entry: of its network, and only what she may read herself."""
    network = entry.cycle.network
    found: list[Evidence] = []
    if has_permission(actor, Permission.VIEW_NETWORK_RESULTS, network):
        for release in scale_releases().filter(survey__network=network).order_by("-created_at", "-pk")[:3]:
            found += _bars(release)
    if has_permission(actor, Permission.VIEW_NETWORK, network):
        found += map(_of_agreement, Agreement.objects.filter(network=network).order_by("-pk")[:NEWEST])
    activities = Activity.objects.readable_by(actor).of_networks([network.pk])
    found += map(_of_activity, activities.order_by("-starts_at", "-pk")[:NEWEST])
    comments = Comment.objects.filter(block__entry__cycle=entry.cycle_id, answers=None)
    readable = comments.filter(block__entry__in=Entry.objects.visible_to(actor)).select_related("written_by")
    found += map(_of_comment, readable.order_by("-pk")[:NEWEST])
    return found


def _bars(release: Release) -> Iterator[Evidence]:
    """The dimensions and statements of a release that the gate let through."""
    table = _table(release)
    about = f"{release.survey.version.questionnaire.title}, {release.survey.cycle.year}"
    for dimension in table.dimensions:
        if dimension.is_published:
            yield Evidence(CardKind.BAR, release.pk, dimension.name, about, dimension.code)
    for item in table.items:
        if item.is_published:
            yield Evidence(CardKind.BAR, release.pk, item.text or item.code, about, item.code)


def _of_agreement(agreement: Agreement) -> Evidence:
    due = formats.date_format(agreement.due, "SHORT_DATE_FORMAT")
    words = _("Para el %(day)s. Estado: %(state)s.")
    state = agreement.get_state_display()
    return Evidence(CardKind.AGREEMENT, agreement.pk, agreement.text, words % {"day": due, "state": state})


def _of_activity(activity: Activity) -> Evidence:
    day = formats.date_format(activity.day, "DATE_FORMAT")
    return Evidence(CardKind.ACTIVITY, activity.pk, activity.title, f"{activity.get_kind_display()}, {day}")


def _of_comment(comment: Comment) -> Evidence:
    who = f"{comment.written_by.name}: {comment.get_kind_display()}"
    return Evidence(CardKind.COMMENT, comment.pk, who, comment.text)


def cards_of(blocks: Sequence[Block], actor: Actor) -> dict[int, list[ShownCard]]:
    """Return the cards of each block as this reader may see them; one query a kind, however many cards."""
    cards = list(Card.objects.filter(block__in=blocks, removed_at=None).order_by("pk"))
    keys: dict[str, set[int]] = defaultdict(set)
    for card in cards:
        keys[card.kind].add(card.subject)
    releases = _readable_releases(keys[CardKind.BAR], actor)
    readable = {
        CardKind.AGREEMENT: _readable_agreements(keys[CardKind.AGREEMENT], actor),
        CardKind.ACTIVITY: set(
            Activity.objects.readable_by(actor)
            .filter(pk__in=keys[CardKind.ACTIVITY])
            .values_list("pk", flat=True)
        ),
        CardKind.COMMENT: set(
            Comment.objects.filter(
                pk__in=keys[CardKind.COMMENT], block__entry__in=Entry.objects.visible_to(actor)
            ).values_list("pk", flat=True)
        ),
    }
    found: dict[int, list[ShownCard]] = defaultdict(list)
    for card in cards:
        kind = CardKind(card.kind)
        if kind is CardKind.BAR:
            shown = _shown_bar(card, releases.get(card.subject))
        else:
            shown = ShownCard(card, card.subject not in readable[kind])
        found[card.block_id].append(shown)
    return found


def _readable_releases(keys: set[int], actor: Actor) -> dict[int, Release]:
    networks = Network.objects.readable_by(actor, Permission.VIEW_NETWORK_RESULTS)
    rows = scale_releases().filter(pk__in=keys, survey__network__in=networks)
    return {release.pk: release for release in rows}


def _readable_agreements(keys: set[int], actor: Actor) -> set[int]:
    networks = Network.objects.readable_by(actor, Permission.VIEW_NETWORK)
    return set(Agreement.objects.filter(pk__in=keys, network__in=networks).values_list("pk", flat=True))


def _shown_bar(card: Card, release: Release | None) -> ShownCard:
    """The bar out of its release: what the gate let through, and nothing when it is not there."""
    if release is None:
        return ShownCard(card, is_reserved=True)
    table, chart_id = _table(release), f"tarjeta-{card.pk}"
    newer = Release.objects.filter(supersedes=release.pk).exists()
    dimension = next((one for one in table.dimensions if one.code == card.code and one.is_published), None)
    if dimension is not None:
        drawn = dimension_chart(dimension, table, chart_id=chart_id, compact=True)
        return ShownCard(card, False, mark_safe(drawn), dimension_sentence(dimension, table), newer)
    item = next((one for one in table.items if one.code == card.code and one.is_published), None)
    if item is not None:
        drawn = item_chart(item, table, chart_id=chart_id, compact=True)
        return ShownCard(card, False, mark_safe(drawn), item_sentence(item, table), newer)
    return ShownCard(card, is_reserved=True)


def _table(release: Release) -> PublishableTable:
    return read_release(release.payload).tables[Audience.NETWORK]
