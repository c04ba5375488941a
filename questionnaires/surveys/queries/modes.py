"""What each way of applying a questionnaire promises, and what it can't: the same words on every screen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from questionnaires.surveys.models import SurveyMode


@dataclass(frozen=True)
class ModeWords:
    """A mode: how it works, what it is good for and, as frankly, its limits; ``who`` may choose it."""

    mode: str
    title: str
    how: str
    limits: str
    who: str


MODES = (
    ModeWords(
        SurveyMode.EMAIL,
        gettext_noop("Códigos por correo"),
        gettext_noop(
            "La plataforma envía a cada persona un código de un solo uso y le recuerda mientras no lo "
            "use. Nadie de la red toca los códigos."
        ),
        gettext_noop(
            "Quien escribe la lista podría poner correos que no son de la red: por eso un facilitador la "
            "revisa antes de abrir. Hasta el cierre, quien opera el servidor podría ver qué direcciones "
            "no han usado su código, y quien lea el correo de otra persona podría responder por ella."
        ),
        gettext_noop("Lo elige el equipo. Es el modo que recomendamos."),
    ),
    ModeWords(
        SurveyMode.SLIPS,
        gettext_noop("Cupones impresos"),
        gettext_noop(
            "Un cupón por persona, de un solo uso, que se saca de un sobre al azar. Sirve sin correo y "
            "en reuniones."
        ),
        gettext_noop(
            "Quien guarde cupones sin usar podría responder con ellos, y quien anote los códigos sabría "
            "cuáles se usaron. El aviso y el informe dicen quién los repartió."
        ),
        gettext_noop("Lo elige el equipo."),
    ),
    ModeWords(
        SurveyMode.OPEN_CODE,
        gettext_noop("Código abierto"),
        gettext_noop(
            "Un solo código para toda la red, que se proyecta o se envía por mensaje. Es lo más simple "
            "en una reunión grande."
        ),
        gettext_noop(
            "Quien lo tenga puede responder más de una vez, también de fuera de la red. Por eso se "
            "piden al menos diez respuestas y el informe no da tasa de respuesta ni márgenes."
        ),
        gettext_noop("Lo elige, lo confirma y lo abre solo el equipo facilitador."),
    ),
    ModeWords(
        SurveyMode.IMPORTED,
        gettext_noop("Importada"),
        gettext_noop(
            "Respuestas que ya se recogieron en papel o en otra plataforma se cargan desde un archivo."
        ),
        gettext_noop(
            "La plataforma no puede asegurar cómo se recogieron ni que cada persona respondiera una "
            "vez. El informe dice «respuestas importadas» y de dónde sale el número de personas."
        ),
        gettext_noop("Lo carga solo la administración del programa."),
    ),
)


def mode_words() -> list[ModeWords]:
    """Return the four modes in the order in which they are offered: the safest first."""
    return [
        replace(words, **{name: _(getattr(words, name)) for name in ("title", "how", "limits", "who")})
        for words in MODES
    ]
