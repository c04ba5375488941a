from questionnaires.instruments.actions.codebooks import ask_for_codebook, keep_codebook
from questionnaires.instruments.actions.drafts import change_draft, delete_draft, save_item
from questionnaires.instruments.actions.loading import create_questionnaire, load_instrument, start_version
from questionnaires.instruments.actions.publishing import publish_version
from questionnaires.instruments.errors import InstrumentRefused

__all__ = [
    "InstrumentRefused",
    "ask_for_codebook",
    "change_draft",
    "create_questionnaire",
    "delete_draft",
    "keep_codebook",
    "load_instrument",
    "publish_version",
    "save_item",
    "start_version",
]
