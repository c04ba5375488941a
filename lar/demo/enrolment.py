"""How the networks of the demonstration enter and leave: two years of commitment, and what came after."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from lar.accounts.models import User
from lar.demo import story
from networks.actions.enrolment import enrol_network, write_follow_up
from networks.actions.networks import end_participation
from networks.models import Network
from networks.queries.enrolment import authorities_of

COMMITMENT = (
    "Ser parte del programa durante dos años: seis talleres al año, una sesión de red cada dos meses, el "
    "cuestionario de agosto y una conversación de los resultados con todas las escuelas."
)
SIGNED_AFTER = timedelta(days=9)


def commit(network: Network, plan: story.NetworkPlan, *, by: User) -> None:
    """Write down the two years and who backs them: the authority with an account, or a letter in words."""
    day = network.enrolled_on + SIGNED_AFTER
    authority = authorities_of(network, day).first()
    enrol_network(
        network,
        commitment=COMMITMENT,
        backed_by=authority,
        backing="" if authority else f"Carta de la dirección de {plan.place}",
        backed_on=day,
        on=network.enrolled_on,
        by=by,
    )


LEAVES_ON = date(story.THIS_YEAR, 11, 18)
HEARD_ON = date(story.THIS_YEAR, 11, 20)
REASON = "El territorio reúne a sus microcentros en uno solo; el equipo se suma a la red que los recibe."
HEARD = (
    "Dos de las escuelas siguen abriendo sus reuniones con los acuerdos anteriores. Piden que se les invite "
    "a los talleres de marzo."
)


def leave(network: Network, plan: story.NetworkPlan, *, by: User) -> None:
    """The one network of the story that leaves before its time, and what was heard of it afterwards."""
    today = timezone.localdate()
    if not plan.leaves or today < LEAVES_ON:
        return
    end_participation(network, reason=REASON, on=LEAVES_ON, by=by)
    if today >= HEARD_ON:
        write_follow_up(network, text=HEARD, on=HEARD_ON, by=by)
