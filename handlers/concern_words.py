"""What each concern is called, and what happens if it is left."""

from __future__ import annotations

from domain.nudges import Concern
from domain.words import Message, msg

NAMES: dict[Concern, Message] = {
    Concern.MEETING_NOT_LOGGED: msg("A meeting that nobody has told of"),
    Concern.OUR_STEP_OVERDUE: msg("Our step has passed its day"),
    Concern.THEIR_STEP_OVERDUE: msg("Their step has passed its day"),
    Concern.PAUSE_ENDING: msg("A pause that ends"),
    Concern.NO_NEXT_STEP: msg("No next step"),
    Concern.STEP_NOT_AGREED: msg("A step they have not agreed to"),
    Concern.CLOSE_DATE_PASSED: msg("The close date has passed"),
    Concern.CLOSE_DATE_PUSHED: msg("The close date was put off again"),
    Concern.GAVE_WITHOUT_TAKING: msg("We gave and asked for nothing back"),
    Concern.NO_DECISION_MAKER: msg("We don't know who decides"),
    Concern.SINGLE_THREADED: msg("It rests on one person there"),
    Concern.QUESTION_OPEN: msg("A question they have not answered"),
    Concern.QUESTION_STALE: msg("An answer that has aged"),
    Concern.STALLED: msg("Nothing heard from them"),
    Concern.STAGE_OVERDUE: msg("Longer in its stage than expected"),
    Concern.STAGE_ADVICE: msg("Soon longer in its stage than expected"),
}

LEFT: dict[Concern, Message] = {
    Concern.MEETING_NOT_LOGGED: msg("If it is left, nobody remembers in a few days what was agreed."),
    Concern.OUR_STEP_OVERDUE: msg("If it is left, they learn that what we promise may wait."),
    Concern.THEIR_STEP_OVERDUE: msg("If nobody asks for it, it does not get done."),
    Concern.PAUSE_ENDING: msg("If it is left, the day goes by and neither side gets in touch."),
    Concern.NO_NEXT_STEP: msg(
        "If it is left, nothing brings us together again, and the deal ends without anybody deciding it."
    ),
    Concern.STEP_NOT_AGREED: msg("If it is left, the step binds only us."),
    Concern.CLOSE_DATE_PASSED: msg("If it is left, we plan by a day that is gone."),
    Concern.CLOSE_DATE_PUSHED: msg("If it is left, we plan by a day that means nothing to them."),
    Concern.GAVE_WITHOUT_TAKING: msg("If it is left, we go on giving and never learn how much they want it."),
    Concern.NO_DECISION_MAKER: msg("If it is left, somebody decides in the end whom we have never spoken to."),
    Concern.SINGLE_THREADED: msg("If that person leaves or loses interest, the deal goes too."),
    Concern.QUESTION_OPEN: msg("If it is left, we go by a guess and find out too late."),
    Concern.QUESTION_STALE: msg("If it is left, we go by what may not be so any more."),
    Concern.STALLED: msg("If it is left, the silence becomes the answer."),
    Concern.STAGE_OVERDUE: msg("If it is left, it takes time from deals that move."),
    Concern.STAGE_ADVICE: msg("If it is left, the days run out, and what is missing is still missing."),
}
