from questionnaires.workshop.models.voting import VOTERS, Contribution, VoteCount, VoteMark
from questionnaires.workshop.models.workshop import SocializationWorkshop, WorkshopPapers, WorkshopStep

__all__ = [
    "VOTERS",
    "Contribution",
    "SocializationWorkshop",
    "VoteCount",
    "VoteMark",
    "WorkshopPapers",
    "WorkshopStep",
]
