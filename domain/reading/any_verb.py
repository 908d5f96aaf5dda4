"""A step told with a verb that stands in no table: "Redoing it Monday", "stöter på henne imorgon"."""

from __future__ import annotations

from domain.reading.marks import PERSON, TIME
from domain.reading.pattern import Pattern
from domain.reading.phrases import phrases
from domain.reading.sided import START, Side, Sided
from domain.reading.things import MEETING, OURS, THEIRS

_ONGOING = phrases(
    rf"{START}(?P<verb>(?!(?:meeting|signing|pricing|onboarding|training|building|nothing|something|anything|everything"
    r"|morning|evening|during|being|having|going|looking|waiting|hoping|thinking|regarding|according|following"
    r"|including|considering|depending|starting|missing|pending|interesting|string|king|bring"
    r"|spring)\b)[^\W\d_]{2,}ing)(?= )"
)
_PRESENT = phrases(
    rf"{START}(?:jag |vi )?(?P<verb>(?!(?:efter|under|eller|över|inför|men|kommer|är|var|har|vill|får|blir|heter|bilar"
    r"|priser|siffror|väntar|hoppas|tror|tycker|verkar|känner)\b)[^\W\d_]{2,}(?:ar|er))"
    rf"(?= (?:henne|honom|dem|dom|på|av|med|in|upp|igen|det|den|ihop|dit|över|till|{PERSON}+)(?: |$))"
)
_THING = phrases(rf"{MEETING}|{OURS}|{THEIRS}")
_NOUN = Pattern(r"[åäöÅÄÖ]\w*ing$|ering$|[^n]ning$")
"""Swedish nouns end so too: "utvärdering", "beställning"."""
_IF = phrases(r"if|om|ifall|unless|when|när")


def by_any_verb(low: str, start: int, earlier_they: bool) -> Sided | None:
    """With nobody named and a day to come it is the writer's, whatever the verb."""
    match = _ONGOING.match(low, start) or _PRESENT.match(low, start)
    if match is None or _THING.match(low, match.start("verb")) or _NOUN.search(match["verb"]):
        return None
    if earlier_they or _IF.search(low) or TIME not in low[match.end() :]:
        return None
    return Sided(Side.OURS, match.start("verb"), len(low), dated=True, subject=False)
