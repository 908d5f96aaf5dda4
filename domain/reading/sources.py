"""On what a statement in a note rests: the customer said it, a document, what was seen, a guess, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.facts import Grounds
from domain.reading.asides import vouches, vouches_for_all
from domain.reading.marks import COLLEAGUE, PERSON, ROLE, THEY, WE
from domain.reading.passage import Clause, Passage
from domain.reading.pattern import Pattern
from domain.reading.people import Named
from domain.reading.roles import RoleSaid
from domain.reading.source_words import (
    ADVERB,
    DOCUMENT,
    GUESS,
    GUESS_FIRST,
    HEDGE,
    LIST_SOURCE,
    OBSERVED,
    ONLY_SOURCE,
    OUTSIDER,
    SAYS,
    SEEN,
    SPEAKER,
    SPEAKS_OF_HEAD,
    THEY_SAY,
    THEY_SAY_ALONE,
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from. `told` is false for a bare fact: nobody knows who said it."""

    grounds: Grounds
    told: bool = True
    said_by: str = ""


BARE = Source(Grounds.ASSUMED, told=False)


def source_of(passage: Passage, clause: Clause) -> Source:
    """The source of a clause: its own, one that stands after it, or the one its sentence began with."""
    own = own_source(passage, clause)
    if own is not None:
        return own
    place = passage.clauses.index(clause)
    vouched = _vouched(passage, place)
    if vouched is not None:
        return vouched
    after = passage.clauses[place + 1] if place + 1 < len(passage.clauses) else None
    if after is not None and ONLY_SOURCE.match(after.low) and (after.sentence == clause.sentence or _says_only(after)):
        found = own_source(passage, after)
        if found is not None or PERSON in after.low or ROLE in after.low:
            return found or Source(Grounds.CUSTOMER_SAID, said_by=_name(passage, after, None))
    return _inherited(passage, place) or BARE


def _vouched(passage: Passage, place: int) -> Source | None:
    """ "Johan decides, Anna told me": words of their own that say who said, or saw, what stands before them."""
    clause = passage.clauses[place]
    for distance, later in enumerate(passage.clauses[place + 1 : place + 7]):
        near = later.sentence == clause.sentence or (distance == 0 and later.sentence == clause.sentence + 1)
        if later.sentence > clause.sentence + 2:
            return None
        if distance == 0 and later.sentence == clause.sentence and SEEN.match(later.low):
            return Source(Grounds.OBSERVED)
        if vouches(later.low) and (near or vouches_for_all(later.low)):
            return Source(Grounds.CUSTOMER_SAID, said_by=_name(passage, later, None))
    return None


def _says_only(clause: Clause) -> bool:
    return THEY_SAY.search(clause.low) is not None and not re.search(r"\d", clause.low)


def own_source(passage: Passage, clause: Clause) -> Source | None:
    """The source named in the clause itself."""
    low = clause.low
    if OUTSIDER.search(low):
        return Source(Grounds.ASSUMED)
    says, guess = THEY_SAY.search(low) or THEY_SAY_ALONE.match(low), _our_guess(low)
    if guess is not None and (says is None or guess.start() < says.start() or GUESS_FIRST.match(low)):
        return Source(Grounds.ASSUMED)
    if DOCUMENT.search(low):
        return Source(Grounds.DOCUMENT)
    if says is not None or clause.mailed:
        return Source(Grounds.CUSTOMER_SAID, said_by=_name(passage, clause, says))
    if OBSERVED.search(low):
        return Source(Grounds.OBSERVED)
    return Source(Grounds.ASSUMED) if HEDGE.search(low) else None


def _our_guess(low: str) -> re.Match[str] | None:
    """A guess of the writer's; "she thinks" is what she says."""
    for match in GUESS.finditer(low):
        theirs = re.search(rf"(?<!\w){THEY}(?: \w+)? $", low[: match.start()])
        if theirs is None or re.match(r"seem|look|appear|verkar|känns|låter|ser ut", match[0]):
            return match
    return None


def _inherited(passage: Passage, place: int) -> Source | None:
    """ "She said the budget is 400k and the CFO decides"; "Anna says:" and a list under it."""
    clause = passage.clauses[place]
    for earlier in reversed(passage.clauses[:place]):
        near = earlier.sentence == clause.sentence
        heads = LIST_SOURCE.search(earlier.text) is not None
        if not near and not heads and earlier.sentence < clause.sentence - 1:
            continue
        if re.match(rf"(?:{WE})\b", clause.low) and not heads:
            return None
        found = own_source(passage, earlier)
        if found is None and near and heads and SPEAKER.fullmatch(earlier.low) and not SPEAKS_OF_HEAD.match(clause.low):
            return Source(Grounds.CUSTOMER_SAID, said_by=_name(passage, earlier, None))
        if found is not None and (
            heads
            or (near and (_governs(earlier) or ONLY_SOURCE.match(earlier.low) or found.grounds is Grounds.DOCUMENT))
        ):
            return found
        if not near:
            return None
    return None


def _governs(clause: Clause) -> bool:
    """What is said stands after who says it, so it may go on in the next clause."""
    says = THEY_SAY.search(clause.low) or THEY_SAY_ALONE.match(clause.low) or GUESS.search(clause.low)
    if says is None:
        return False
    rest = clause.low[says.end() :].strip()
    return bool(rest) and not re.match(r"(?:yes|ja|ok\w*|no|nej|hej|hi)\b", rest) and says.start() < 25


def _name(passage: Passage, clause: Clause, says: re.Match[str] | None) -> str:
    """Who said it, as typed: named as the one who says, or the only customer person of the note so far."""
    first, last = says.span() if says is not None else (0, len(clause.low))
    named: list[Named | RoleSaid] = [*passage.people_in(clause), *passage.roles_in(clause)]
    here = [someone.text for someone in named if first <= someone.start - clause.start < last]
    if here:
        return here[0]
    before = {person.text for person in passage.people if not person.colleague and person.start < clause.start}
    return next(iter(before)) if len(before) == 1 else ""


def without_source(clause: Clause) -> tuple[int, int]:
    """Where what is said begins and ends in the clause, who says it left out."""
    low, start, end = clause.low, 0, len(clause.low)
    moved = True
    while moved:
        moved = False
        head = _HEAD.match(low, start, end)
        if head is not None and head.end() > start:
            start, moved = head.end(), True
        tail = _TAIL.search(low, start, end)
        if tail is not None and tail.start() > start:
            end, moved = tail.start(), True
    return start, end


_HEAD = Pattern(
    rf"[\s,:\"]*(?:(?:{THEY})(?:'s|'d| has| had| har| hade)?{ADVERB} (?:{SAYS})(?: (?:me|us|mig|oss|nu|now|also"
    rf"|också|även))*(?: (?:that|att|:))*(?!\w)"
    rf"|(?:{SAYS}) (?:{THEY})(?: (?:that|att|:))?(?!\w)|(?:according to|enl(?:igt|\.)?|as per|per) (?:{THEY}|her|him"
    rf"|them|henne|honom|dem|{COLLEAGUE}+)(?: (?:is|är|så))?(?!\w)|{THEY_SAY_ALONE.pattern}"
    rf"|(?:{WE}(?: |(?=')))?(?:(?:skulle|would|'d) )?(?:(?:still|just|nog) )?(?:(?:say|säga|tro|gissa|chansa) (?:that"
    rf"|att|på)|think|guess|believe|reckon|suspect|assume|suppose|tror|gissar|antar"
    rf"|misstänker|förmodar)(?: (?:that|att|på))?(?!\w)|(?:{WE} )?(?:saw|noticed|såg|märkte|la märke till"
    rf"|kunde se)(?: (?:on|in|at|på|i) (?:\S+ ){{1,3}}?(?:that|att))?(?: (?:that|att))?(?!\w)"
    rf"|(?:asked|frågade)(?: [{PERSON}{ROLE}]+)?(?: (?:about|om|for|efter))?(?!\w)|(?:it )?(?:seems?|looks like"
    rf"|verkar)(?: (?:that|like|som att|som))?(?!\w)|(?:and|och|but|men|also|that|att|so|så|probably|kanske|maybe"
    rf"|nog)(?!\w)"
    rf"|(?:rumou?r has it|ryktet säger)(?: (?:that|att))?(?!\w))[\s,:]*"
)
_TAIL = Pattern(
    rf"[\s,(]+(?:{THEY}(?:{ADVERB}) (?:{SAYS})|(?:{SAYS}) (?:{THEY})|(?:according to|enl(?:igt|\.)?|per|acc to"
    rf"|via) (?:{THEY}|her|him|them|henne|honom|dem|{COLLEAGUE}+)(?: \w+)?|i think|i guess|tror jag|gissar jag"
    rf"|antar jag|probably|antagligen|förmodligen"
    rf"|\({PERSON}+\)|/ ?{PERSON}+)[\s.)!\"]*$|[\s.!,;:\"]+$"
)
