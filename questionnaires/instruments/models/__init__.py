from questionnaires.instruments.models.item import Item
from questionnaires.instruments.models.node import VersionNode
from questionnaires.instruments.models.questionnaire import Questionnaire
from questionnaires.instruments.models.version import QuestionnaireVersion

__all__ = ["Item", "Questionnaire", "QuestionnaireVersion", "VersionNode"]
