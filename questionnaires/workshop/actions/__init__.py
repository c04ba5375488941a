from questionnaires.workshop.actions.bringing import bring_room
from questionnaires.workshop.actions.opening import ScriptLine, choose_script, edit_script, open_workshop
from questionnaires.workshop.actions.running import (
    close_forgotten,
    end_workshop,
    go_to_step,
    reveal_step,
    start_workshop,
    tidy_idea,
)

__all__ = [
    "ScriptLine",
    "bring_room",
    "choose_script",
    "close_forgotten",
    "edit_script",
    "end_workshop",
    "go_to_step",
    "open_workshop",
    "reveal_step",
    "start_workshop",
    "tidy_idea",
]
