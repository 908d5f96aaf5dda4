"""Steps that say nothing: words that hold nobody to anything. The table is published in docs/steps.md.

A step is a filler only when nothing but such words is in it, so that a real step is never taken for one: "follow up on
the contract with Anna" names a contract and is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from domain.facts import Agreed, Step
from domain.reading.phrases import listed

ENGLISH = (
    "follow up", "following up", "followup", "touch base", "check in", "check back", "circle back", "loop back",
    "get back", "keep in touch", "stay in touch", "keep in contact", "reach out", "reconnect", "ping", "chase", "nudge",
    "wait", "await", "wait and see", "hear back", "see how it goes", "see what happens", "see where we are",
    "see where things stand", "check the status", "check status", "keep warm", "tbd", "tba", "to do", "todo",
    "something", "nothing", "none", "n/a",
)  # fmt: skip
SWEDISH = (
    "följa upp", "följer upp", "uppföljning", "höra av mig", "hör av mig", "höra av oss", "hör av oss", "höra av sig",
    "höras", "hörs", "stämma av", "stämmer av", "återkomma", "återkommer", "återkoppla", "återkopplar",
    "återkoppling", "kolla läget", "kollar läget", "höra läget", "hör läget", "kolla av", "kollar av",
    "hålla kontakten", "håller kontakten", "ta kontakt", "tar kontakt", "kontakta", "kontaktar", "ligga på",
    "avvakta", "avvaktar", "vänta", "väntar", "invänta", "inväntar", "vänta in", "se hur det går", "se vad som händer",
    "höra hur det går", "höra hur det ligger till", "puffa", "pinga", "pingar", "något", "inget", "ingenting",
)  # fmt: skip

_LITTLE = listed(
    """
    i i'll we we'll you he she they it he's she's them him her his their us me this that these things all both
    will shall should must need needs to can could try want just only maybe perhaps probably then now and or so
    with on at from by for in about of the a an after before during until again soon later regularly sometime around
    next coming week weeks month months year day days today tomorrow weekend monday tuesday wednesday thursday friday
    saturday sunday christmas summer one two three few couple quick quickly customer client prospect reply answer
    response feedback news decision
    jag vi du han hon de dom den det dem honom henne deras hans hennes oss mig sig
    ska skall kommer kan måste behöver bör att bara kanske nog sen sedan då nu och eller så lite
    med på hos från av för om i till under efter innan före runt kring igen snart senare framöver löpande någon några
    en ett nästa kommande vecka veckan veckor månad månaden månader år dag dagar dagarna idag imorgon morgon helgen
    måndag tisdag onsdag torsdag fredag lördag söndag jul julen sommaren nyår två tre par gång kunden svar besked
    återkoppling
    """
)
_WORD = re.compile(r"[^\W_]+(?:['’/][^\W_]+)*")
_PHRASES = sorted((tuple(phrase.split()) for phrase in ENGLISH + SWEDISH), key=len, reverse=True)


def is_filler(words: str, names: Iterable[str] = ()) -> bool:
    """Whether the words of a step hold nobody to anything. `names` are those of the customer and their people.

    Nothing but signs and single letters is one, too.
    """
    tokens = _tokens(words)
    known = {part for name in names for part in _tokens(name)}
    if is_bare(words):
        return True
    place, found = 0, False
    while place < len(tokens):
        length = next((len(one) for one in _PHRASES if tokens[place : place + len(one)] == one), 0)
        if not length and tokens[place] not in _LITTLE and tokens[place] not in known and not tokens[place].isdigit():
            return False
        found = found or length > 0
        place += length or 1
    return found


def is_bare(words: str) -> bool:
    """Whether there is no word in it at all: ".", "x", "???"."""
    return not any(len(set(token)) > 1 for token in _tokens(words) if not token.isdigit())


def _tokens(words: str) -> tuple[str, ...]:
    return tuple(token.replace("’", "'") for token in _WORD.findall(words.casefold()))


def is_filler_step(step: Step, names: Iterable[str] = ()) -> bool:
    """Whether neither side of a step says what is to be done.

    What the customer has agreed to do as well is none, and neither is "Anna gets back to us": that is theirs to do.
    """
    if step.theirs and step.agreed is not Agreed.NONE:
        return False
    if not step.ours:
        return is_bare(step.theirs)
    known = tuple(names)
    return all(is_filler(side, known) for side in (step.ours, step.theirs) if side)
