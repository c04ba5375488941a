from questionnaires.instruments.models.codebook_file import CodebookFile
from questionnaires.instruments.models.equivalence import ItemEquivalence
from questionnaires.instruments.models.item import Item, ItemKind
from questionnaires.instruments.models.node import VersionNode
from questionnaires.instruments.models.questionnaire import Questionnaire
from questionnaires.instruments.models.version import QuestionnaireVersion

__all__ = [
    "CodebookFile",
    "Item",
    "ItemEquivalence",
    "ItemKind",
    "Questionnaire",
    "QuestionnaireVersion",
    "VersionNode",
]
