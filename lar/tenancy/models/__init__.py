from lar.tenancy.models.api_token import ApiScope, ApiToken
from lar.tenancy.models.door import Door
from lar.tenancy.models.membership import Membership
from lar.tenancy.models.privacy_notice import PrivacyNotice
from lar.tenancy.models.program import Program
from lar.tenancy.models.tenant import (
    ProgramScopedManager,
    TenantManager,
    TenantModel,
    TenantQuerySet,
)

__all__ = [
    "ApiScope",
    "ApiToken",
    "Door",
    "Membership",
    "PrivacyNotice",
    "Program",
    "ProgramScopedManager",
    "TenantManager",
    "TenantModel",
    "TenantQuerySet",
]
