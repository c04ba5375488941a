"""The sixteen regions, north to south, with their official code, name and the directory's abbreviation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Region:
    """A region. `order` is its place from north to south, the order in which people list them."""

    code: int
    order: int
    short_name: str
    official_name: str
    abbreviation: str


REGIONS: Final[tuple[Region, ...]] = (
    Region(15, 1, "Arica y Parinacota", "Región de Arica y Parinacota", "AYP"),
    Region(1, 2, "Tarapacá", "Región de Tarapacá", "TPCA"),
    Region(2, 3, "Antofagasta", "Región de Antofagasta", "ANTOF"),
    Region(3, 4, "Atacama", "Región de Atacama", "ATCMA"),
    Region(4, 5, "Coquimbo", "Región de Coquimbo", "COQ"),
    Region(5, 6, "Valparaíso", "Región de Valparaíso", "VALPO"),
    Region(13, 7, "Metropolitana", "Región Metropolitana de Santiago", "RM"),
    Region(6, 8, "O'Higgins", "Región del Libertador General Bernardo O'Higgins", "LGBO"),
    Region(7, 9, "Maule", "Región del Maule", "MAULE"),
    Region(16, 10, "Ñuble", "Región de Ñuble", "NUBLE"),
    Region(8, 11, "Biobío", "Región del Biobío", "BBIO"),
    Region(9, 12, "La Araucanía", "Región de La Araucanía", "ARAUC"),
    Region(14, 13, "Los Ríos", "Región de Los Ríos", "RIOS"),
    Region(10, 14, "Los Lagos", "Región de Los Lagos", "LAGOS"),
    Region(11, 15, "Aysén", "Región de Aysén del General Carlos Ibáñez del Campo", "AYSEN"),
    Region(12, 16, "Magallanes", "Región de Magallanes y de la Antártica Chilena", "MAG"),
)

_BY_CODE: Final[dict[int, Region]] = {region.code: region for region in REGIONS}


def region_for(code: int) -> Region | None:
    """Return the region with this official code, or `None` (old files use 0 for "sin información")."""
    return _BY_CODE.get(code)


def region_of_comuna(comuna_code: int) -> int:
    """Return the region code inside an official comuna code: 5101 → 5, 13101 → 13."""
    return comuna_code // 1000
