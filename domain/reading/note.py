"""A free note understood: to come."""

from __future__ import annotations

from domain.reading.understood import Intent, MustAsk, Surroundings, Understood


def understand(text: str, around: Surroundings) -> Understood:
    """What the note says, and what it leaves open."""
    return Understood(Intent.NOTE if text else Intent.OTHER, deal=around.about, must_ask=(MustAsk.WHICH_DEAL,))
