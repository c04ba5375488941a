"""The file that the offline workshop saves: its own id, its workshop, and its fields by name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from networks.errors import NotAllowedNow
from questionnaires.workshop.models import SocializationWorkshop

FORMAT = "lar-taller"
VERSION = 1
MAX_BYTES = 200_000
MAX_FIELDS = 600


@dataclass(frozen=True)
class Bundle:
    """What a file holds, as it was written."""

    bundle_id: UUID
    fields: dict[str, str]


def read_bundle(content: bytes, workshop: SocializationWorkshop) -> Bundle:
    """Read a saved file of this workshop.

    Raises:
        NotAllowedNow: it is no such file, it is cut, or it is another workshop's; the words say what to do.
    """
    if len(content) > MAX_BYTES:
        raise NotAllowedNow(_("Ese archivo es muy grande para ser de un taller: busca el que guardaste."))
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise NotAllowedNow(
            _("No se puede leer: no es el archivo que guarda el taller, o quedó cortado. Guárdalo otra vez.")
        ) from None
    if not isinstance(found, dict) or found.get("formato") != FORMAT:
        raise NotAllowedNow(_("Ese archivo no es de un taller: busca el que termina en «.json» y guardaste."))
    if found.get("version") != VERSION:
        raise NotAllowedNow(
            _("Es de otra versión: baja otra vez el taller sin internet y abre ahí tu archivo.")
        )
    if found.get("taller") != workshop.pk:
        raise NotAllowedNow(_("Ese archivo es de otro taller: cárgalo en la página de ese."))
    return Bundle(_id(found), _fields(found))


def id_of(text: object) -> UUID:
    """Read an id. Raises NotAllowedNow when it is none."""
    try:
        return UUID(str(text))
    except ValueError:
        raise NotAllowedNow(_("Al archivo le falta su identificación: guárdalo otra vez.")) from None


def _id(found: dict[str, Any]) -> UUID:
    return id_of(found.get("id"))


def _fields(found: dict[str, Any]) -> dict[str, str]:
    fields = found.get("campos")
    if not isinstance(fields, dict) or len(fields) > MAX_FIELDS:
        raise NotAllowedNow(_("Al archivo le faltan sus campos: guárdalo otra vez."))
    if not all(isinstance(value, str) and "\x00" not in value for value in fields.values()):
        raise NotAllowedNow(_("Los campos del archivo no son texto: guárdalo otra vez."))
    return {str(name): value for name, value in fields.items()}
