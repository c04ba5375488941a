"""The form where a coordinator says what she expects, dimension by dimension."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lar.model.dimensions import is_node_code, node_for
from lar.statistics import Expected
from networks.forms.base import ActionForm
from questionnaires.instruments.models import VersionNode

TENTHS = [(str(count), str(count)) for count in range(11)]


@dataclass(frozen=True)
class ExpectationRow:
    """One dimension on the page and its questions; a scale without a middle asks only the first."""

    node: VersionNode
    meaning: str
    agree: forms.BoundField
    against: forms.BoundField | None


class ExpectationForm(ActionForm):
    """How many of each ten members will agree and, if one wants to say it, how many will disagree.

    Any dimension may be left without an expectation, but not all of them.
    """

    def __init__(
        self,
        *args: Any,
        nodes: Sequence[VersionNode],
        has_middle: bool,
        known: Mapping[str, Expected],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.nodes, self.has_middle = nodes, has_middle
        for node in nodes:
            said = known.get(node.code)
            self._add(_agree(node), said.agree if said else None, _("No lo sé"), forms.RadioSelect)
            if has_middle:
                self._add(
                    _against(node), said.against if said else None, _("prefiero no decirlo"), forms.Select
                )

    def _add(self, name: str, value: int | None, nothing: Any, widget: type[forms.Widget]) -> None:
        self.fields[name] = forms.TypedChoiceField(
            choices=[("", nothing), *TENTHS],
            coerce=int,
            empty_value=None,
            required=False,
            initial="" if value is None else str(value),
            widget=widget,
        )

    def rows(self) -> Iterator[ExpectationRow]:
        """The dimensions in the model's order, with their fields."""
        for node in self.nodes:
            yield ExpectationRow(
                node,
                node_for(node.code).meaning if is_node_code(node.code) else "",
                self[_agree(node)],
                self[_against(node)] if self.has_middle else None,
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for node in self.nodes:
            self._check(node, cleaned.get(_agree(node)), cleaned.get(_against(node)))
        if not self.errors and not self.expected():
            self.add_error(None, _("Elige lo que esperas en al menos una dimensión."))
        return cleaned

    def _check(self, node: VersionNode, agree: int | None, against: int | None) -> None:
        if against is None:
            return
        if agree is None:
            self.add_error(_agree(node), _("Di también cuántas personas estarán de acuerdo."))
        elif agree + against > 10:
            self.add_error(
                _against(node),
                _("Son más de 10 personas: %(agree)s de acuerdo y %(against)s en desacuerdo.")
                % {"agree": agree, "against": against},
            )

    def expected(self) -> dict[str, Expected]:
        """What was said, by dimension code. Call when the fields are clean."""
        data = self.cleaned_data
        return {
            node.code: Expected(data[_agree(node)], data.get(_against(node)))
            for node in self.nodes
            if data.get(_agree(node)) is not None
        }


def _agree(node: VersionNode) -> str:
    return f"agree_{node.code}"


def _against(node: VersionNode) -> str:
    return f"against_{node.code}"
