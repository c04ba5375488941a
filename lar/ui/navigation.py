"""Where I am and which hat is on: the pieces of navigation that views and apps fill in.

Views say where they are with ``set_crumbs``; apps declare their menu entries and hats once, in
``AppConfig.ready()``, with ``register_menu`` and ``register_hats``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse

from lar.ui.components import Text

if TYPE_CHECKING:
    from lar.tenancy.models import Program

PROGRAM_KWARG = "program"
"""Name of the programme's slug in the addresses of a programme (``/<programa>/…``)."""


AT_SIGHT = 4
"""Entries of the main menu that stand on its one line when there are more than five; the rest folds."""


class Place(StrEnum):
    """Where a menu entry is shown."""

    MAIN = "main"
    ACCOUNT = "account"
    FOOTER = "footer"


@dataclass(frozen=True)
class Crumb:
    """One step of «programme › network › cycle › step». Without ``url`` it is the page itself."""

    label: Text
    url: str = ""


@dataclass(frozen=True)
class Hat:
    """A role that the person holds here, such as «Coordinador/a» ``of`` «Red Itata»."""

    label: Text
    of: Text = ""
    url: str = ""


@dataclass(frozen=True)
class MenuEntry:
    """A page that an app offers in the menu to those whom ``allowed`` lets in.

    ``needs_program`` entries appear only inside a programme, whose slug their address takes.
    """

    label: Text
    url_name: str
    allowed: Callable[[HttpRequest], bool]
    order: int = 100
    place: Place = Place.MAIN
    needs_program: bool = True


@dataclass(frozen=True)
class Bell:
    """The way to a person's notices; ``count`` is how many she has not seen."""

    url: str
    count: int = 0


@dataclass(frozen=True)
class MenuLink:
    label: Text
    url: str
    current: bool


@dataclass(frozen=True)
class Navigation:
    """All that the base template needs to say where the reader stands."""

    programme: Program | None
    programme_url: str
    crumbs: Sequence[Crumb]
    hats: Sequence[Hat]
    menu: Sequence[MenuLink]
    account: Sequence[MenuLink]
    footer: Sequence[MenuLink]
    bell: Bell | None = None

    @property
    def at_sight(self) -> Sequence[MenuLink]:
        """The entries that everybody sees at once."""
        return self.menu if len(self.menu) <= AT_SIGHT + 1 else self.menu[:AT_SIGHT]

    @property
    def more(self) -> Sequence[MenuLink]:
        """Those behind «Más»: two at least, as one alone would take the same room."""
        return self.menu[len(self.at_sight) :]

    @property
    def is_in_more(self) -> bool:
        """Whether the reader is at one of the folded entries."""
        return any(link.current for link in self.more)


HatProvider = Callable[[HttpRequest], Iterable[Hat]]
BellProvider = Callable[[HttpRequest], Bell | None]

_entries: dict[str, MenuEntry] = {}
_hat_providers: list[HatProvider] = []
_bell_providers: list[BellProvider] = []


def register_menu(entry: MenuEntry) -> None:
    """Offer a page in the menu. Registering the same address again replaces it (reloads are harmless)."""
    _entries[entry.url_name] = entry


def register_hats(provider: HatProvider) -> None:
    """Add a source of hats: ``networks`` knows the names of the networks, this app does not."""
    if provider not in _hat_providers:
        _hat_providers.append(provider)


def register_bell(provider: BellProvider) -> None:
    """Say where a reader's notices are; ``None`` for whoever has none. Asked for on every page."""
    if provider not in _bell_providers:
        _bell_providers.append(provider)


def set_crumbs(request: HttpRequest, crumbs: Sequence[Crumb]) -> None:
    """Say where this page is, below the programme (which is always the first crumb)."""
    request.lar_crumbs = tuple(crumbs)  # type: ignore[attr-defined]


def set_hats(request: HttpRequest, hats: Sequence[Hat]) -> None:
    """Say which hat is on in this page, instead of every role that the person holds."""
    request.lar_hats = tuple(hats)  # type: ignore[attr-defined]


def crumbs_of(request: HttpRequest) -> tuple[Crumb, ...]:
    return getattr(request, "lar_crumbs", ())


def hats_of(request: HttpRequest) -> tuple[Hat, ...]:
    """Return the hats that the view set or, without them, those of every provider."""
    chosen: tuple[Hat, ...] | None = getattr(request, "lar_hats", None)
    if chosen is not None:
        return chosen
    return tuple(hat for provider in _hat_providers for hat in provider(request))


def bell_of(request: HttpRequest) -> Bell | None:
    """Return the way to the reader's notices, if she has one here."""
    found = (provider(request) for provider in _bell_providers)
    return next((bell for bell in found if bell is not None), None)


def menu_of(request: HttpRequest, place: Place) -> tuple[MenuLink, ...]:
    """Return the links of one menu that this reader may follow, in their declared order."""
    program: Program | None = getattr(request, "program", None)
    entries = sorted(
        (entry for entry in _entries.values() if entry.place is place), key=lambda entry: entry.order
    )
    return tuple(
        _link(entry, request, program)
        for entry in entries
        if (program is not None or not entry.needs_program) and entry.allowed(request)
    )


def _link(entry: MenuEntry, request: HttpRequest, program: Program | None) -> MenuLink:
    kwargs = {PROGRAM_KWARG: program.slug} if entry.needs_program and program else {}
    url = reverse(entry.url_name, kwargs=kwargs)
    return MenuLink(entry.label, url, current=request.path == url)
