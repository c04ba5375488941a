"""Who may do what: one enum of permissions, one table of roles, one pure question."""

from lar.authorization.actor import Actor, has_permission
from lar.authorization.permissions import Permission
from lar.authorization.roles import ROLES, Role, RoleCode, Scope

__all__ = ["ROLES", "Actor", "Permission", "Role", "RoleCode", "Scope", "has_permission"]
