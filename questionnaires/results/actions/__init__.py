from questionnaires.results.actions.drawing import ask_for_pdf, keep_pdf
from questionnaires.results.actions.drawing_all import ask_for_year
from questionnaires.results.actions.edition import write_second_edition
from questionnaires.results.actions.opening import open_release
from questionnaires.results.actions.programme import (
    ask_for_program_pdf,
    declare_year,
    freeze_year,
    keep_program_pdf,
    note_program_download,
)
from questionnaires.results.actions.reading import (
    note_download,
    note_export,
    note_reading,
    note_year_download,
)
from questionnaires.results.actions.rehearsing import note_rehearsal
from questionnaires.results.actions.releasing import publish_release
from questionnaires.results.actions.reminding import remind_team
from questionnaires.results.actions.voices import open_voices, publish_voices, review_text

__all__ = [
    "ask_for_pdf",
    "ask_for_program_pdf",
    "ask_for_year",
    "declare_year",
    "freeze_year",
    "keep_pdf",
    "keep_program_pdf",
    "note_download",
    "note_export",
    "note_program_download",
    "note_reading",
    "note_rehearsal",
    "note_year_download",
    "open_release",
    "open_voices",
    "publish_release",
    "publish_voices",
    "remind_team",
    "review_text",
    "write_second_edition",
]
