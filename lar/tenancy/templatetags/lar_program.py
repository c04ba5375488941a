from __future__ import annotations

from typing import Any

from django import template

from lar.authorization import Permission, has_permission
from lar.tenancy.urls import program_url as url_of

register = template.Library()


@register.simple_tag(takes_context=True)
def program_url(context: template.Context, name: str, *args: Any, **kwargs: Any) -> str:
    """``{% program_url 'networks:detail' network_id=network.pk %}``: a route in the current programme."""
    return url_of(context["request"].program, name, *args, **kwargs)


@register.simple_tag(takes_context=True)
def may(context: template.Context, permission: str, network: Any = None) -> bool:
    """``{% may 'open_survey' network as can_open %}``: the same question that views ask."""
    return has_permission(context["request"].actor, Permission(permission), network)
