"""What people wrote in the demonstration's open question, and how two facilitators read it. Invented."""

from __future__ import annotations

from dataclasses import dataclass

NETWORK = "Red Tajamar Norte"
QUESTION_CODE = "abierta_valoras"
QUESTION_NODE = "KP_S"
QUESTION = "¿Qué valoras de trabajar en esta red?"

VISITS, LISTENING, MATERIALS = "Visitas entre escuelas", "Escucharse", "Materiales compartidos"


@dataclass(frozen=True)
class Written:
    """A text, its theme, and the names that are covered before anybody in the network reads it."""

    text: str
    theme: str
    names: tuple[str, ...] = ()
    is_quoted: bool = True

    @property
    def masked(self) -> str:
        covered = self.text
        for name in self.names:
            covered = covered.replace(name, "[nombre]")
        return covered


WRITTEN = (
    Written("Ver la clase de otra escuela me cambió la forma de planificar la mía.", VISITS),
    Written(
        "Las visitas, sobre todo la que preparó Marisol, porque después las conversamos.",
        VISITS,
        ("Marisol",),
    ),
    Written("Poder entrar a la sala de una colega sin que sea para evaluarla.", VISITS),
    Written("Que nos visitemos, aunque cueste el reemplazo.", VISITS, is_quoted=False),
    Written("Que se escucha a las escuelas chicas igual que a las grandes.", LISTENING),
    Written("Aquí puedo decir que algo no me resultó y nadie lo usa en mi contra.", LISTENING),
    Written("Los espacios para hablar, que antes eran solo de información.", LISTENING),
    Written("Ernesto siempre pregunta a quienes no hemos hablado.", LISTENING, ("Ernesto",)),
    Written("La carpeta con las unidades de lectura de todas.", MATERIALS),
    Written("Compartir pruebas y pautas ahorra mucho tiempo.", MATERIALS),
    Written("Las pautas de observación que hicimos en conjunto.", MATERIALS, is_quoted=False),
)
