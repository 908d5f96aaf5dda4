"""What a customer's letter asks of us: "could we do Thursday?", "kan du ringa på fredag", "send us a quote"."""

from __future__ import annotations

from dataclasses import replace

from domain.reading.marks import THEY, TIME
from domain.reading.phrases import phrases
from domain.reading.sided import MEET, MODAL, START, Side, Sided, meets
from domain.reading.verbs import NOW, PLAIN

_ASKED = phrases(
    rf"(?:(?:hej|hi|hello|and|och|so|så|then)[ ,]*)?{START}(?:could|can|would|will|shall|should|kan|kunde|skulle|ska"
    rf"|vill) (?:(?P<us>you|du|ni)|(?P<they>{THEY}))(?: (?:please|kunna|possibly|maybe|kanske|gärna|också|also))*"
    rf" (?P<verb>{PLAIN}|do|take|make|have|ha)"
)
_HOW_ABOUT = phrases(
    rf"(?:how about|what about|(?:let'?s|lets) (?:do|say|meet|make it|go for|aim for|try)|{THEY} (?:kör|säger|tar)"
    rf"|hur vore|vad sägs om|hur låter|passar(?: det)?|funkar(?: det)?|går det bra med"
    rf"|(?:does|would|is)(?= {TIME}+ (?:work|suit|ok|okay|fine|good|possible)))"
)


def asking(low: str, start: int) -> Sided | None:
    """What a letter asks for in so many words."""
    match = _ASKED.match(low, start)
    if match is not None:
        place = match.start("verb")
        together = match["they"] is not None and (TIME in low[place:] or meets(low, place))
        joint = together or MEET.match(low, place) is not None
        return Sided(Side.JOINT if joint else Side.OURS, place, len(low), asked=True)
    if _GET_IN_TOUCH.match(low, start):
        return Sided(Side.OURS, start, len(low), asked=True)
    if _HOW_ABOUT.match(low, start) and TIME in low[start:]:
        return Sided(Side.JOINT, start, len(low), asked=True, dated=True)
    return None


_GET_IN_TOUCH = phrases(
    rf"{START}(?:please |gärna |do )?(?:hör (?:gärna )?av (?:dig|er)|get (?:back|in touch)|give (?:me|us) a (?:call"
    rf"|ring)"
    r"|let (?:me|us) know|ring (?:mig|oss)|återkom(?= |$))"
)
_WILL_DO = phrases(rf"(?:{NOW}|(?:{MODAL} )+{PLAIN})")


def in_a_letter(sided: Sided, low: str, start: int) -> Sided:
    """With nobody named, "call me" is asked of us, and "will send it" what they do."""
    if sided.subject or sided.side is Side.THEIRS:
        return sided
    if sided.side is Side.OURS and _WILL_DO.match(low, start):
        return replace(sided, side=Side.THEIRS)
    return replace(sided, asked=True)
