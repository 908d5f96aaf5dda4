"""Does it help to say a thing? A few episodes are held back by lot, to compare how soon they and the others end."""

from __future__ import annotations

from hashlib import sha256


def is_held_back(episode: str, share: int) -> bool:
    """Whether an episode is one of the `share` percent that are never said: by its id alone, so always the same."""
    lot = int.from_bytes(sha256(episode.encode()).digest()[:8])
    return lot * 100 < share * 2**64
