"""Small pieces that several handlers say."""

from __future__ import annotations

from domain.chat import Block, Choice, Choices, Para, Say
from domain.words import Words, msg


def say(*blocks: Block | Words | None, private: bool = False, instead: bool = False) -> Say:
    """A reply of blocks; bare words become paragraphs and None is left out."""
    return Say(laid_out(*blocks), private=private, instead=instead)


def laid_out(*blocks: Block | Words | None) -> tuple[Block, ...]:
    """The same as the blocks of a part of a reply."""
    return tuple(_block(block) for block in blocks if block is not None)


def buttons(*options: Choice | None) -> Choices | None:
    """Buttons side by side; None when there are none."""
    kept = tuple(option for option in options if option is not None)
    return Choices(kept) if kept else None


def undo_button(act: str) -> Choice:
    """Takes the act back."""
    return Choice(msg("Undo"), "undo.act", act)


def _block(block: Block | Words) -> Block:
    if isinstance(block, str) or type(block).__name__ in {"Message", "Texts"}:
        return Para(block)  # type: ignore[arg-type]
    return block  # type: ignore[return-value]
