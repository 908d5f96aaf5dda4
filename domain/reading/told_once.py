"""Steps that are none beside the others: a wish and the step that grants it, a meeting and who books it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from domain.facts import Agreed
from domain.reading.drafting import Draft
from domain.reading.phrases import phrases
from domain.reading.sided import Side


def told_once(found: Sequence[Draft], won: bool) -> list[Draft]:
    """The steps without those that another one covers; after a win without what is only delivered."""
    kept = [draft for draft in found if not (won and _is_delivery(draft))]
    kept = [draft for draft in kept if not _is_granted(draft, kept) and not _is_arranged(draft, kept)]
    return [draft for draft, after in zip_longest(kept, kept[1:]) if not _leads_to(draft, after)]


def _leads_to(draft: Draft, after: Draft | None) -> bool:
    """ "I check with Karin and answer tomorrow": the day is the day of both, and what comes of it is the step."""
    if after is not None and draft.side is after.side is Side.THEIRS and _COMES_BACK.search(after.words.lower()):
        return after.clause.joined and after.clause.sentence == draft.clause.sentence and not draft.times
    return (
        after is not None
        and after.clause.joined
        and after.clause.sentence == draft.clause.sentence
        and draft.side is after.side is Side.OURS
        and not draft.times
        and bool(after.times)
        and not draft.wished
    )


def _is_granted(draft: Draft, found: Sequence[Draft]) -> bool:
    """ "They want references. Sending two tomorrow": a wish without a day, and what is done about it."""
    return draft.wished and not draft.times and any(other is not draft and other.times for other in found)


def _is_arranged(draft: Draft, found: Sequence[Draft]) -> bool:
    """ "Meeting in week 50, Eva books it": who arranges the step beside it is no step of its own."""
    return (
        not draft.times
        and draft.agreed in (None, Agreed.NONE)
        and _ARRANGES.fullmatch(draft.words.lower()) is not None
        and any(other is not draft and other.clause.sentence == draft.clause.sentence for other in found)
    )


_ARRANGES = phrases(
    r"(?:will |ska |skall )?(?:bokar?|books?|fixar?|ordnar?|sets? it up|arrange[sd]?|(?:skickar?|sends?|sending)"
    r" (?:the |an |en )?(?:invite|invitation|kallelsen?|inbjudan))(?: (?:det|den|it|in|upp))*"
)


_COMES_BACK = phrases(
    r"hör(?:a)? av sig|återkom\w*|(?:get|gets|come|comes|call|calls) back|let (?:me|us) know|be back|in touch"
)


def _is_delivery(draft: Draft) -> bool:
    return draft.side is Side.OURS and _DELIVERY.fullmatch(draft.words.lower()) is not None


_DELIVERY = phrases(
    r"(?:first |första )?(?:start\w*|delivery|deliveries|leverans\w*|driftstart\w*|install\w*|go[- ]?live|upp?start\w*)"
    r"(?: \S+){0,3}"
)
"""When it begins, as it was agreed with the order."""
