from lar.audit.models.event import Event
from lar.audit.models.platform_event import PlatformEvent

__all__ = ["Event", "PlatformEvent"]
