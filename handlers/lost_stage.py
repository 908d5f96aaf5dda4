"""A deal in a stage that app.yaml has no more: it is met kindly everywhere, and asked which stage it is now."""

from __future__ import annotations

from domain.chat import Block, Choice
from domain.words import Words, msg
from handlers.replies import buttons
from handlers.turn import Turn


def is_lost(turn: Turn) -> bool:
    """Whether the deal's process, or its stage in it, is not in app.yaml any more."""
    return turn.deal.is_open and (turn.process is None or turn.process.stage(turn.deal.stage) is None)


def where_now(turn: Turn) -> tuple[Words | Block | None, ...]:
    """Which stage is it now? Or which process, when that one is gone."""
    deal, process = turn.deal, turn.process
    if process is None:
        gone = msg("{deal} follows “{process}”, which is not in app.yaml any more. Which process does it follow now?",
            deal=deal.title, process=deal.process,
        )  # fmt: skip
        ways = (Choice(one.name, "process.to", deal.id, one.key) for one in turn.work.settings.processes)
        return gone, buttons(*ways)
    gone = msg("{deal} is in “{stage}”, a stage that {process} has no more. Which one is it now?",
        deal=deal.title, stage=deal.stage, process=process.name,
    )  # fmt: skip
    return gone, buttons(*(Choice(one.name, "stage.move", deal.id, one.key) for one in process.stages))
