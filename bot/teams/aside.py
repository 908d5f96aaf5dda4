"""What a channel hears of an answer that is given in the person's own chat."""

from __future__ import annotations

from bot.coach import Answer
from domain.chat import Say
from domain.words import Message, msg

ELSEWHERE = msg("Deals stay between us, so my answer is in our own chat.")
ASIDE = msg("My answer is in our own chat.")
WRITE_ME = msg("Deals stay between us. Write to me in our own chat, and I answer there.")
NOTED = msg("Noted. The message here changes in a moment.")
"""Teams takes an empty answer to a press for none, says that we cannot be reached, and sends the press again."""


def after_a_press(answer: Answer | None, *, is_read: bool) -> Message:
    """What whoever pressed sees for a moment; nobody else does. `is_read`: there is a chat of our own with them."""
    if answer is not None and not answer.replies:
        return NOTED
    return ASIDE if is_read else WRITE_ME


def after_a_mention(answer: Answer | None, *, is_read: bool, ours: bool) -> Message | None:
    """What everybody reads; None where a whisper asks for no word beside it, or what is edited speaks for itself.

    `ours`: it is the thread of a standup, which is for the talk among colleagues.
    """
    if not is_read:
        return WRITE_ME if answer is not None and answer.replies and not answer.mends else None
    replies = answer.replies if answer is not None else None
    whispered = replies is not None and all(isinstance(reply, Say) and reply.private for reply in replies)
    return None if ours or whispered else ELSEWHERE
