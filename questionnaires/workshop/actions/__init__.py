from questionnaires.workshop.actions.opening import ScriptLine, choose_script, edit_script, open_workshop
from questionnaires.workshop.actions.running import (
    end_workshop,
    go_to_step,
    reveal_step,
    start_workshop,
    tidy_idea,
)

__all__ = [
    "ScriptLine",
    "choose_script",
    "edit_script",
    "end_workshop",
    "go_to_step",
    "open_workshop",
    "reveal_step",
    "start_workshop",
    "tidy_idea",
]
