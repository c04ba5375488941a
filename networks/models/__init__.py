from networks.models.activity import (
    Activity,
    ActivityNetwork,
    ActivityQuerySet,
    ActivityStatus,
    Modality,
    NotesVisibility,
    OwnWork,
)
from networks.models.activity_file import ActivityDocument, ActivityFile
from networks.models.agreement import Agreement, AgreementReview, AgreementState
from networks.models.attachment import Attachment, AttachmentUse
from networks.models.attendance import PersonAttendance, SchoolAttendance
from networks.models.authority import Authority
from networks.models.calendar_feed import CalendarFeed
from networks.models.closing import Projection, SocializationReview
from networks.models.condition import Condition, ConditionAnswer, ConditionState
from networks.models.coordination import Coordination
from networks.models.cycle import Cycle, LeverChoice, ProgrammeYear
from networks.models.enrolment import Enrolment, FollowUp
from networks.models.home_visit import HomeVisit
from networks.models.network import Network, NetworkKind, NetworkQuerySet
from networks.models.network_school import NetworkSchool
from networks.models.network_territory import NetworkTerritory
from networks.models.notice import NoticeChoice, NoticeMark, NoticeReader, Rhythm
from networks.models.pairing import Pairing
from networks.models.people_import import PeopleImport
from networks.models.places import Comuna, Deprov, Region
from networks.models.proposal import LeverProposal
from networks.models.purpose import Purpose, PurposeExercise
from networks.models.roster import MemberRole, RosterSeat
from networks.models.school import School, SchoolSostenedor, Sostenedor
from networks.models.strategy import (
    Decision,
    MicroStrategy,
    ResultShape,
    Strategy,
    StrategySession,
    Worked,
)
from networks.models.territory import Territory, TerritoryKind

__all__ = [
    "Activity",
    "ActivityDocument",
    "ActivityFile",
    "ActivityNetwork",
    "ActivityQuerySet",
    "ActivityStatus",
    "Agreement",
    "AgreementReview",
    "AgreementState",
    "Attachment",
    "AttachmentUse",
    "Authority",
    "CalendarFeed",
    "Comuna",
    "Condition",
    "ConditionAnswer",
    "ConditionState",
    "Coordination",
    "Cycle",
    "Decision",
    "Deprov",
    "Enrolment",
    "FollowUp",
    "HomeVisit",
    "LeverChoice",
    "LeverProposal",
    "MemberRole",
    "MicroStrategy",
    "Modality",
    "Network",
    "NetworkKind",
    "NetworkQuerySet",
    "NetworkSchool",
    "NetworkTerritory",
    "NotesVisibility",
    "NoticeChoice",
    "NoticeMark",
    "NoticeReader",
    "OwnWork",
    "Pairing",
    "PeopleImport",
    "PersonAttendance",
    "ProgrammeYear",
    "Projection",
    "Purpose",
    "PurposeExercise",
    "Region",
    "ResultShape",
    "Rhythm",
    "RosterSeat",
    "School",
    "SchoolAttendance",
    "SchoolSostenedor",
    "SocializationReview",
    "Sostenedor",
    "Strategy",
    "StrategySession",
    "Territory",
    "TerritoryKind",
    "Worked",
]
