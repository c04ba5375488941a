"""Names proposed to be covered, and masked texts that say only what was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.results.masking import only_masks, suggest

SCHOOLS = ("Escuela Básica Los Aromos", "Liceo Bicentenario Hualqui")
PEOPLE = ("Marcela Núñez Soto",)

CASES = {
    "Ayer Carmen no vino.": "Ayer [nombre] no vino.",
    "Carmen no vino.": "Carmen no vino.",
    "marcela manda mucho": "[nombre] manda mucho",
    "La NUÑEZ manda": "La [nombre] manda",
    "Con Juan Pablo Díaz cuesta.": "Con [nombre] cuesta.",
    "Hablo de don pedro y la tía rosa.": "Hablo de don [nombre] y la tía [nombre].",
    "En la escuela básica los aromos sí.": "En la [establecimiento] sí.",
    "Los de Hualqui llegan tarde.": "Los de [establecimiento] llegan tarde.",
    "Escríbeme a ana.perez@liceo.cl o al +56 9 8765 4321.": "Escríbeme a [dato] o al [dato].",
    "Mi RUT es 12.345.678-5, gracias.": "Mi RUT es [dato], gracias.",
    "Valoro la red. Aprendemos mucho.": "Valoro la red. Aprendemos mucho.",
    "Trabajamos con el SLEP y la UTP.": "Trabajamos con el SLEP y la UTP.",
    "NADA QUE DECIR.": "NADA QUE DECIR.",
}


@pytest.mark.parametrize("written", CASES, ids=str)
def test_what_looks_like_a_name_is_covered(written: str) -> None:
    assert suggest(written, schools=SCHOOLS, people=PEOPLE) == CASES[written]


@given(st.text(max_size=120))
def test_what_is_proposed_may_always_be_kept(written: str) -> None:
    assert only_masks(written, suggest(written, schools=SCHOOLS, people=PEOPLE))


@pytest.mark.parametrize(
    "original, masked, holds",
    [
        ("Ana no vino.", "Ana no vino.", True),
        ("Ana no vino con Luz.", "[nombre] no vino con [nombre].", True),
        ("Ana no vino.", "[…]", True),
        ("Ana no vino.", "Ana no vino. [dato]", False),
        ("Ana no vino.", "[nombre] vino.", True),
        ("Ana no vino.", "[nombre] sí vino.", False),
        ("Ana no vino.", "Ana vino.", False),
        ("Ana no vino.", "ana no vino.", False),
        ("Ana no vino.", "[alguien] no vino.", False),
        ("aa", "a[…]a", False),
        ("Ana no vino.", "", False),
    ],
)
def test_a_masked_text_only_covers(original: str, masked: str, holds: bool) -> None:
    assert only_masks(original, masked) is holds
