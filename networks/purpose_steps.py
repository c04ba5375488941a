"""The guided exercise with which a network writes its purpose together: questions of ours, in order.

It asks what the model asks of a purpose: shared, clear, precise, tied to what pupils learn, and looked at
again from time to time.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lar.ui.components import Text


@dataclass(frozen=True)
class PurposeStep:
    """A step: what to talk over, how long, what to write and what to look at in it."""

    code: str
    title: Text
    how: Text
    minutes: int
    label: Text
    help_text: Text


DRAFT = "draft"

PURPOSE_STEPS = (
    PurposeStep(
        "pupils",
        _("Estudiantes"),
        _(
            "En parejas de escuelas distintas, cuéntense qué les preocupa hoy de lo que aprenden. "
            "Después, cada pareja dice una sola cosa al grupo y se anota con sus palabras."
        ),
        15,
        _("Qué queremos que nuestros estudiantes aprendan o vivan, y hoy no alcanzamos"),
        _("Cosas que se podrían ver en una sala. Sin nombres de estudiantes."),
    ),
    PurposeStep(
        "together",
        _("En red"),
        _(
            "Miren lo anotado y pregúntense qué de eso una escuela sola no puede lograr. Lo que cada una "
            "puede resolver por su cuenta queda fuera: es valioso, pero no necesita una red."
        ),
        15,
        _("Qué de eso solo podemos lograr en conjunto"),
        _("Compartir prácticas, mirar clases de otros, pedir condiciones al sostenedor…"),
    ),
    PurposeStep(
        "focus",
        _("Una cosa"),
        _(
            "Cada persona marca en silencio las dos ideas que elegiría. Cuenten las marcas y conversen las "
            "dos más elegidas: ¿de qué nos haríamos cargo de verdad durante dos años?"
        ),
        20,
        _("De qué nos haremos cargo"),
        _("Una idea. Lo que dejan fuera también se puede escribir, para no perderlo."),
    ),
    PurposeStep(
        "signs",
        _("Señales"),
        _(
            "Imaginen que pasó un año y resultó. Cada escuela dice qué vería quien entra a una sala, a una "
            "reunión de profesores y a una sesión de la red."
        ),
        15,
        _("En qué se notará en las salas, en las escuelas y en la red"),
        _("Señales que se puedan ver o contar. Si no se les ocurre ninguna, la idea todavía es muy amplia."),
    ),
    PurposeStep(
        "limits",
        _("Puntos de vista"),
        _(
            "Léanlo como lo leería quien no está en la sala: docentes que no vienen, el sostenedor, las "
            "familias. ¿Qué no entenderían? ¿Qué viene dado desde fuera y cómo lo hacemos nuestro?"
        ),
        10,
        _("Qué hay que aclarar, y qué viene dado desde fuera"),
        _("Si alguien no está de acuerdo, escriban también qué le falta para estarlo."),
    ),
    PurposeStep(
        DRAFT,
        _("El borrador"),
        _(
            "Con lo anterior a la vista, tres personas escriben un borrador y el grupo lo corrige en "
            "voz alta. Comprueben: ¿se entiende?, ¿es preciso?, ¿habla de aprendizajes?, ¿es de todas?"
        ),
        25,
        _("Nuestro propósito, en una o dos frases"),
        _("Al guardarlo pasa a la página del propósito: ahí dicen quiénes lo acordaron y cuándo se revisa."),
    ),
)
