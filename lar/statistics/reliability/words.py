"""Reliability in words, for people who are not statisticians. Every figure comes with its n."""

from __future__ import annotations

from fractions import Fraction

from lar.statistics.cutoffs import ITEM_REST_LOW, RELIABLE, WEAK
from lar.statistics.numbers import number, percent
from lar.statistics.reliability.alpha import Estimate
from lar.statistics.reliability.dimension import DimensionReliability, ItemReliability
from lar.statistics.reliability.extremes import Extremes


def decimals(value: float, places: int = 2) -> str:
    """0.7609 → "0,76"."""
    return number(Fraction(str(round(value, 9))), places)


def alpha_sentence(of: DimensionReliability) -> str:
    """Alpha with its interval and what it means, or why there is none."""
    if of.alpha.estimate is None:
        return of.alpha.reason
    return f"Alfa de Cronbach: {_figures(of.alpha.estimate, of)}. {_meaning(of.alpha.estimate)}"


def omega_sentence(of: DimensionReliability) -> str:
    """Omega with its interval, or why there is none."""
    if of.omega.estimate is None:
        return of.omega.reason
    return f"Omega de McDonald: {_figures(of.omega.estimate, of)}. {_meaning(of.omega.estimate)}"


def _figures(estimate: Estimate, of: DimensionReliability) -> str:
    return (
        f"{decimals(estimate.value)} (intervalo de 95 %: de {decimals(estimate.low)} a "
        f"{decimals(estimate.high)}; n = {number(of.n)} personas de {number(of.networks)} redes)"
    )


def _meaning(estimate: Estimate) -> str:
    if estimate.low >= RELIABLE:
        return "Las afirmaciones van juntas: se pueden leer como una sola dimensión."
    if estimate.high < WEAK:
        return "Las afirmaciones no van juntas: conviene leerlas una por una, no sumadas."
    if estimate.value >= RELIABLE:
        return "Las afirmaciones parecen ir juntas, pero el intervalo no lo asegura."
    return "Las afirmaciones van juntas a medias: lee la dimensión con cautela y mira cada afirmación."


def item_reliability_sentence(item: ItemReliability, of: DimensionReliability) -> str:
    """How an item goes with the others, or that it can't be told."""
    if item.item_rest is None:
        return (
            "No se puede saber cómo va esta afirmación con las demás: sus respuestas no varían lo suficiente."
        )
    start = f"Correlación con el resto: {decimals(item.item_rest)} (n = {number(of.n)})"
    if item.item_rest < 0:
        told = "va en contra de las demás; revisa su redacción o si debe leerse al revés"
    elif item.item_rest < ITEM_REST_LOW:
        told = "va poco con las demás"
    else:
        told = "va con las demás"
    return f"{start}: {told}.{_dropped(item, of)}"


def _dropped(item: ItemReliability, of: DimensionReliability) -> str:
    """Said only when leaving the item out would raise alpha as it is printed."""
    alpha, without = of.alpha.estimate, item.alpha_if_dropped
    if alpha is None or without is None or round(without, 2) <= round(alpha.value, 2):
        return ""
    return f" Sin ella, alfa subiría de {decimals(alpha.value)} a {decimals(without)}."


def extremes_sentence(ends: Extremes) -> str:
    """What happens at the ends of an item; "" when nothing has to be said."""
    found = []
    if ends.at_ceiling:
        found.append(f"efecto techo: {_share(ends.high, ends.n)} está de acuerdo, y ya casi no distingue")
    if ends.at_floor:
        found.append(f"efecto piso: {_share(ends.low, ends.n)} está en desacuerdo, y ya casi no distingue")
    if ends.often_aside:
        found.append(
            f"{number(ends.aside)} de {number(ends.said)} respuestas son «no aplica»: puede que no "
            "corresponda a quienes se les pregunta"
        )
    told = "; ".join(found)
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _share(share: Fraction, n: int) -> str:
    return f"{percent(share, people=n)} (n = {number(n)})"


def method_sentence(of: DimensionReliability) -> str:
    """How it was calculated and with which answers; "" when it was not."""
    if not of.n:
        return ""
    return (
        "Calculado una vez por año y versión del cuestionario, con las personas que respondieron todas las "
        f"afirmaciones (casos completos: {number(of.n)} de {number(of.networks)} redes), a partir de la "
        "covarianza entre afirmaciones. Las invertidas se recodifican. El intervalo de omega supone "
        "respuestas aproximadamente normales."
    )
