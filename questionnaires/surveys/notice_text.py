"""The privacy notice that a programme starts with. Its own counsel should read it before using it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lar.disclosure.thresholds import FREE_TEXT_MIN, MIN_OPEN_CODE
from lar.tenancy.models import Program

# Paragraphs and headings, in the order in which they are read.
PARTS = (
    gettext_noop("## Quién responde por estos datos"),
    gettext_noop(
        "%(institution)s es responsable del programa «%(program)s» y de los datos que se reúnen aquí. "
        "Quien opera la plataforma los trata por encargo suyo y solo para este programa."
    ),
    gettext_noop("## Qué se guarda"),
    gettext_noop(
        "Tus respuestas, y nada más: ni tu nombre, ni tu establecimiento, ni tu cargo, ni la hora, ni el "
        "código que usaste. El código se borra en el mismo momento en que se guarda la respuesta."
    ),
    gettext_noop(
        "Si recibiste el código por correo, tu dirección se guarda junto al código mientras este no se "
        "use, para enviártelo y recordártelo. Se borra cuando respondes y, si no respondes, al cierre."
    ),
    gettext_noop(
        "Si el cuestionario tiene preguntas para responder con tus palabras, esos textos se guardan "
        "aparte de lo que marcas. No escribas nombres. Si una pregunta recibe menos de %(texts)d textos, "
        "se borran al cierre sin que nadie los lea."
    ),
    gettext_noop("## Para qué"),
    gettext_noop(
        "Para que la red converse sobre sus resultados y decida qué mejorar. No se usan para evaluar a "
        "personas ni para ordenar establecimientos o redes."
    ),
    gettext_noop("## Qué se publica"),
    gettext_noop(
        "Resultados de la red en conjunto, y solo si hay al menos %(least)d respuestas. Si casi todas "
        "las respuestas coinciden, se dice «al menos todas menos una»."
    ),
    gettext_noop(
        "De los textos se publican temas y algunas citas, sin nombres, cuando dos facilitadores que no "
        "coordinan la red ni tienen un rol en ella coinciden en cada uno. Los leen mezclados y sin las "
        "demás respuestas. Publicadas las voces, los textos originales se borran."
    ),
    gettext_noop("## Lo que ninguna plataforma puede prometer"),
    gettext_noop(
        "Hasta que el cuestionario se cierra y se sella, quien opera el servidor podría leer filas de "
        "respuestas sin nombre, y ver qué texto llegó con qué respuesta. Al sellar, las filas y los "
        "textos se reescriben, cada uno por su lado, en orden aleatorio, y se borra todo rastro de los "
        "códigos."
    ),
    gettext_noop(
        "Y nadie puede borrar de un texto la manera de escribir: quien te conoce podría reconocerla. Por "
        "eso responder con palabras es siempre voluntario."
    ),
    gettext_noop(
        "Si respondes en papel, lo digitan dos veces una persona del equipo facilitador o dos "
        "integrantes de la red, nunca quienes la coordinan, y quien digita ve tu letra. Lo digitado una "
        "vez espera cifrado con el código de tu papel; se borra al coincidir con la segunda o, a más "
        "tardar, al cierre. No se guarda quién digitó ni cuándo."
    ),
    gettext_noop(
        "Y cuando una sola persona pensó distinto, esa persona siempre sabrá qué respondieron las demás."
    ),
    gettext_noop(
        "Si los códigos se entregan en cupones, quien los guarda puede probar cuáles ya se usaron. Por "
        "eso se sacan de un sobre, al azar: así nadie sabe de quién era cada uno."
    ),
    gettext_noop(
        "Si la red usa un código abierto, el mismo para todas las personas, el código no dice nada de ti "
        "y se borra al cierre. Quien lo tenga puede responder más de una vez, y nadie puede saberlo: por "
        "eso se piden al menos %(open)d respuestas y el informe no dice qué parte de la red respondió. "
        "Tu teléfono recuerda hasta el cierre que de él salió una respuesta, no cuál."
    ),
    gettext_noop(
        "Si las respuestas se recogieron en otra parte y se importan, entran sin nombres, fechas ni "
        "identificadores, y el informe lo dice: la plataforma no puede asegurar cómo se recogieron."
    ),
    gettext_noop("## Cuánto tiempo"),
    gettext_noop(
        "Las respuestas selladas se conservan %(months)s meses. Los respaldos de la base de datos tienen "
        "su propio plazo, que informa %(institution)s."
    ),
    gettext_noop(
        "Un respaldo hecho mientras el cuestionario estaba abierto guarda lo que había ese día: filas "
        "sin sellar y, si los códigos se enviaron por correo, las direcciones de quienes aún no "
        "respondían. Sellar no lo cambia: esas copias se van cuando el respaldo se borra."
    ),
    gettext_noop("## Tus derechos"),
    gettext_noop(
        "Puedes pedir acceso, rectificación, supresión, oposición, portabilidad o bloqueo de los datos "
        "que estén a tu nombre (por ejemplo, tu correo) escribiendo a %(contact)s. Las respuestas "
        "enviadas no se pueden buscar, corregir ni borrar: no están a nombre de nadie."
    ),
)


def default_notice(program: Program, retention_months: int) -> str:
    """Return the text for a programme: paragraphs parted by blank lines, headings marked ``## ``."""
    values = _values(program, retention_months)
    return "\n\n".join(_(part) % values for part in PARTS)


def _values(program: Program, retention_months: int) -> dict[str, str | int]:
    return {
        "institution": program.institution,
        "program": program.name,
        "contact": program.contact_email,
        "months": retention_months,
        "least": program.min_group,
        "open": max(MIN_OPEN_CODE, program.min_group),
        "texts": max(FREE_TEXT_MIN, program.min_group),
    }
