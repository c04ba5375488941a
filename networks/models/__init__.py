from networks.models.authority import Authority
from networks.models.coordination import Coordination
from networks.models.cycle import Cycle, LeverChoice, ProgrammeYear
from networks.models.network import Network, NetworkKind, NetworkQuerySet
from networks.models.network_school import NetworkSchool
from networks.models.network_territory import NetworkTerritory
from networks.models.places import Comuna, Deprov, Region
from networks.models.purpose import Purpose
from networks.models.roster import MemberRole, RosterSeat
from networks.models.school import School, SchoolSostenedor, Sostenedor
from networks.models.territory import Territory, TerritoryKind

__all__ = [
    "Authority",
    "Comuna",
    "Coordination",
    "Cycle",
    "Deprov",
    "LeverChoice",
    "MemberRole",
    "Network",
    "NetworkKind",
    "NetworkQuerySet",
    "NetworkSchool",
    "NetworkTerritory",
    "ProgrammeYear",
    "Purpose",
    "Region",
    "RosterSeat",
    "School",
    "SchoolSostenedor",
    "Sostenedor",
    "Territory",
    "TerritoryKind",
]
