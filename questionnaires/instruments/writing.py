"""From an instrument's content to the rows of a draft, which keep their keys and identities."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Set

from django.utils.translation import gettext as _

from questionnaires.instruments.errors import InstrumentRefused
from questionnaires.instruments.formats import InstrumentContent, ItemContent
from questionnaires.instruments.models import Item, Questionnaire, QuestionnaireVersion, VersionNode
from questionnaires.instruments.queries import earlier_items


def write_content(version: QuestionnaireVersion, content: InstrumentContent) -> None:
    """Make the rows of a draft say ``content``: rows of the same code are kept, others added or taken out.

    The questionnaire's own title is not touched. Call in a transaction, on a saved draft.
    """
    version.introduction = content.introduction
    version.source_note = content.source_note
    version.language = content.language
    version.translations = {language: dict(texts) for language, texts in content.translations.items()}
    version.scale_labels = list(content.scale_labels)
    version.agreement_points = content.agreement_points
    version.not_applicable_label = content.not_applicable_label or ""
    version.dont_know_label = content.dont_know_label or ""
    version.save()
    nodes = _write_nodes(version, content)
    version.items.exclude(code__in=[item.code for item in content.items]).delete()
    _write_items(version, content, nodes)
    version.nodes.exclude(code__in=list(nodes)).delete()


def _write_nodes(version: QuestionnaireVersion, content: InstrumentContent) -> dict[str, VersionNode]:
    # Those that stay for the items that still hang from them stand behind.
    known = {node.code: node for node in version.nodes.all()}
    written = [_node(known, version, one.code) for one in content.nodes]
    for position, (node, one) in enumerate(zip(written, content.nodes, strict=True), start=1):
        node.name, node.label, node.parent_code = one.name, one.label, one.parent
        node.kind, node.position = one.kind.value, position
    for position, node in enumerate(known.values(), start=len(written) + 1):
        node.position = position
    fields = ["name", "label", "parent_code", "kind", "position"]
    VersionNode.objects.bulk_update([node for node in (*written, *known.values()) if node.pk], fields)
    VersionNode.objects.bulk_create(node for node in written if not node.pk)
    return {node.code: node for node in written}


def _node(known: dict[str, VersionNode], version: QuestionnaireVersion, code: str) -> VersionNode:
    return known.pop(code) if code in known else VersionNode(version=version, code=code)


def _write_items(
    version: QuestionnaireVersion, content: InstrumentContent, nodes: Mapping[str, VersionNode]
) -> None:
    known = {item.code: item for item in version.items.all()}
    declared = set(version.equivalences.values_list("item", flat=True))
    earlier = dict(_earlier_texts(version))
    written = [known.get(one.code) or Item(version=version, code=one.code) for one in content.items]
    for position, (item, one) in enumerate(zip(written, content.items, strict=True), start=1):
        if item.pk is None or item.pk not in declared:
            item.identity = identity_of(one, item.identity, earlier)
        item.node, item.position, item.kind = nodes[one.node], position, one.kind.value
        item.text, item.high_score_meaning = one.text, one.high_score_meaning
        item.is_reversed = one.is_reversed
    fields = ["identity", "node", "position", "kind", "text", "high_score_meaning", "is_reversed"]
    Item.objects.bulk_update([item for item in written if item.pk], fields)
    Item.objects.bulk_create(item for item in written if not item.pk)


def _earlier_texts(version: QuestionnaireVersion) -> list[tuple[str, uuid.UUID]]:
    """Oldest first, so that the newest version that said the same words has the last word."""
    return list(earlier_items(version).reverse().values_list("text", "identity"))


def identity_of(item: ItemContent, own: uuid.UUID, earlier: Mapping[str, uuid.UUID]) -> uuid.UUID:
    """The identity of an item: that of the earlier item of the same words, else one that no earlier item has.

    ``own`` is what the row has now: it stays while only this draft has used it.
    """
    if item.text in earlier:
        return earlier[item.text]
    used: Set[uuid.UUID] = set(earlier.values())
    return uuid.uuid4() if own in used else own


def about(content: InstrumentContent) -> dict[str, object]:
    """What a questionnaire keeps of all its versions."""
    return {
        "title": content.title,
        "disclaimer": content.disclaimer,
        "is_demonstration": bool(content.disclaimer),
    }


def take_title(questionnaire: Questionnaire, content: InstrumentContent) -> None:
    """The title and the warning are the questionnaire's: they change until a version is published.

    Raises:
        InstrumentRefused: when one is and the title or the warning would change.
    """
    if (questionnaire.title, questionnaire.disclaimer) == (content.title, content.disclaimer):
        return
    if questionnaire.versions.exclude(published_at=None).exists():
        raise InstrumentRefused(
            _(
                "«%(title)s» tiene versiones publicadas: su título y su advertencia ya no cambian. "
                "Déjalos igual, o usa otro código si es otro cuestionario."
            )
            % {"title": questionnaire.title},
            "title",
        )
    for name, value in about(content).items():
        setattr(questionnaire, name, value)
    questionnaire.save()
