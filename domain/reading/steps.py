"""The next steps in a note: what is to be done, by whom, when, and how the customer agreed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from domain.due import Due
from domain.facts import Agreed
from domain.reading.agreement import agreed_in, in_writing
from domain.reading.moments import ahead
from domain.reading.passage import MONEY, PERSON, ROLE, THEY, TIME, Clause, Passage
from domain.reading.phrases import phrases
from domain.reading.sides import Side, Sided, beyond, reported, side_of
from domain.reading.step_words import says_nothing, wording
from domain.reading.things import MEETING
from domain.reading.understood import StepRead
from domain.reading.when import When

_LABEL = phrases(
    r"(?:(?:our |the |vårt |my |mitt )?(?:next steps?|nästa steg|ns|todo|to do|to-do|att göra|action(?: points?| items?)?|actions|plan(?:en)? (?:is|är)|plan|next|nästa|follow[- ]?up|uppföljning|härnäst|åtgärd)(?: (?:is|are|är|blir|to|att))? ?(?:[:=–-]|->)?"
    r"|(?:remind me(?: to| about)?|påminn mig(?: om)?(?: att)?|reminder:?|påminnelse:?|remember to|kom ihåg att))"
)
_BARE_LABEL = frozenset("next nästa follow-up follow up followup uppföljning plan ns".split())
_FILLER = re.compile(r"(?:(?:ok|okay|so|så|then|sen|sedan|and|och|also|även|but|men|därefter|after that|where|där|så att|fast|dock|now|nu|he|tydligen)[ ,:]+|[-*•–—>=\s,:]+|\d[.)] )+")
_NO_STEP = phrases(
    r"(?:no|inget|inga|ingen|without|utan|not any|nothing)(?: \S+){0,3}? (?:next steps?|nästa steg|follow[- ]?ups?|uppföljning|meeting|möte|step|date|datum|time|tid|plan)|next steps? (?:unclear|unknown|tbd|missing|not|open|oklart|none)|nästa steg (?:oklart|saknas|inte|ej|tbd|öppet|är inte|är oklart)"
    r"|(?:nothing|not|n't|inget|inte|ej|ingenting)(?: \S+){0,2}? (?:booked|scheduled|agreed|planned|set|decided|bokat|bokad|inbokat|bestämt|planerat|överenskommet|bestämde|bokade)|(?:didn'?t|did not|won'?t|will not|shan'?t|not going to|couldn'?t|can'?t|cannot|don'?t need to|no need to|inte|ej|behöver inte|ska inte|kommer inte|hann inte|kunde inte) (?:book|set|schedule|agree|send|call|meet|go|do|boka|bestämma|skicka|ringa|träffa|gå|komma|kommer|ska|follow)"
    r"|(?:ska|kommer|kan|skickar|ringer|bokar|vill|ville|wants?)(?: (?:att|hon|han|de|vi|jag))? (?:inte|ej)|(?:said no|sa nej|tackade nej|declined|refused|nobbade|avböjde|turned down|vägrade)(?! .{0,30}\b(?:men|but|instead|i stället|istället)\b)"
)
_UNREAL = phrases(
    r"if|unless|in case|ifall|om(?= (?:de|hon|han|vi|det|jag|budget\w*|styrelsen|alla|dom|kunden|[ΠΡΑ]+|inte))|when(?= (?:she|he|they|we|the)\b)|once|should (?:they|she|he)|would have|skulle (?:ha|vi|de|hon)|could have|hade (?:vi|de)|wish|önskar att vi"
)
_EVENT_PAST = phrases(
    rf"(?:(?:{THEY}|i|we|jag|vi|har|have|has|just|precis|redan|already|also|även) )*(?:sent|emailed|mailed|called|phoned|received|got|shared|delivered|visited|presented|showed|discussed|talked|spoke|asked about|reviewed|tested|left|texted|wrote|skickade|skickat|mailade|mailat|mejlade|mejlat|ringde|ringt|fick|fått|lämnade|visade|presenterade|diskuterade|pratade|gick igenom|testade|skrev|levererade|berättade|frågade om|smsade|stämde av|synkade|synced)(?!:| (?:that|att|and|och|a calendar|kallelse|inbjudan|(?:a |an |the |en )?invit\w*|for a|om ett|om att))"
)
_INVITING = phrases(
    rf"(?:(?:{THEY}|i|we|jag|vi|har|have|just|precis) )*(?:sent|skickade|skickat|mailed|mailade|mejlade|la|lade|put|got|fick|received)(?: (?:out|over|ut|in|over|över|me|us|mig|oss|her|him|them|henne|honom|dem|{PERSON}+|a|an|the|en|ett|calendar|kalender|in))* (?:calendar |kalender|mötes)? ?(?:invit\w*|inbjud\w*|kallelse\w*|kalenderbokning\w*|hold)(?: (?:for|to|till|om|på|med|a|an|the|en|ett))*"
    rf"|(?:(?:{THEY}|i|we|jag|vi) )?(?:invited|bjöd in|bjudit in|proposed|suggested|offered|föreslog|föreslagit|erbjöd|asked for|asked (?:her|him|them|{PERSON}+) for|bad om)(?: (?:her|him|them|henne|honom|dem|{PERSON}+|{ROLE}+|for|to|till|på|om|a|an|the|en|ett))*"
)
_THEY_ASK = phrases(rf"{THEY} (?:has |have |har )?(?:also |även )?(?:asked|bad|bett)")


@dataclass(slots=True)
class Draft:
    """A step while it is put together."""

    clause: Clause
    side: Side
    words: str
    times: list[When]
    agreed: Agreed | None
    offered: bool = False
    with_roles: bool = False
    spoken_in: list[int] = field(default_factory=list)


def drafts(passage: Passage, now: datetime, past: frozenset[int], answers: frozenset[int], ended: frozenset[int]) -> list[Draft]:
    """The steps of the note in its order. The sets are where clauses begin that tell of a meeting that was, of an
    answer, and of how the deal stands.
    """
    found: list[Draft] = []
    they: tuple[int, bool] = (-1, False)
    for clause in passage.clauses:
        on_them = they[1] and they[0] == clause.sentence and clause.joined
        if clause.start in past:
            continue
        draft = None if clause.start in ended or clause.start in answers else draft_of(clause, now, on_them)
        if draft is not None and not (found and _CONFIRMATION.match(draft.words.lower())):
            found.append(draft)
        they = (clause.sentence, _is_about_them(clause, draft, on_them))
    _agree(passage, found, past | answers | ended)
    _take_times(passage, found, now, past | answers | ended)
    return [draft for draft in found if draft.side is not None]


_CONFIRMATION = phrases(r"(?:(?:a|her|his|their|the|en|ett|hennes|hans|deras) )*(?:confirmation|bekräftelse|ok|okay|go-ahead|klartecken)(?: (?:from|från|av|på|of|on)(?: .*)?)?")


def _is_about_them(clause: Clause, draft: Draft | None, before: bool) -> bool:
    if draft is not None:
        return draft.side is Side.THEIRS
    return re.match(rf"(?:{THEY})\b", clause.low) is not None or (before and clause.joined and not re.match(r"(?:i|we|jag|vi)\b", clause.low))


def is_plainly_step(clause: Clause, now: datetime) -> bool:
    """Whether a clause is a step whatever else it may look like: somebody acts, on a day to come."""
    draft = draft_of(clause, now, on_them=False)
    return draft is not None and bool(draft.times) and not re.search(r"\bbudget\w*\s+(?:is|är|:)", clause.low) and _ACTS.search(clause.low) is not None


_ACTS = phrases(
    r"demo\w*|meet\w*|mtg|call|ring\w*|möte\w*|lunch|send\w*|skicka\w*|mail\w*|mejl\w*|book\w*|boka\w*|present\w*|visit\w*|besök\w*|ses|hörs|träffa\w*|follow\w*|återkom\w*|follow up|quote|offert\w*|prep\w*|förbered\w*|ask|fråga\w*"
    r"|discuss|diskutera\w*|check\w*|kolla\w*|talk|prata\w*|review\w*|get back|workshop|avstämning|genomgång|skriver|write|tar|ta|decides?|beslutar|confirm|bekräftar|comes? back"
)


def draft_of(clause: Clause, now: datetime, on_them: bool) -> Draft | None:
    """The step a clause tells of, if any."""
    low = clause.low
    if _NO_STEP.search(low) or _UNREAL.match(low) or (clause.asks and not clause.mailed):
        return None
    start, labelled = _start(low)
    if _UNREAL.match(low, start):
        return None
    times = [when for when in clause.times if ahead(when, now)]
    if clause.times and not times:
        return None
    inviting = _INVITING.match(low, start)
    if inviting is not None and not _THEY_ASK.match(low, start):
        return _offered(clause, inviting, times)
    if not labelled and _EVENT_PAST.match(low, start):
        return _prepared_for(clause, times)
    return _told(clause, start, labelled, times, on_them)


_AHEAD_OF = phrases(rf"(?:inför|ahead of|before|to prepare|prep for|prepping for|about|om) (?=(?:\S+ ){{0,2}}{MEETING}(?: \S+){{0,4}}? {TIME})")


def _prepared_for(clause: Clause, times: list[When]) -> Draft | None:
    """ "Synced with Tom ahead of the meeting on Thursday": the meeting is still to come."""
    ahead_of = _AHEAD_OF.search(clause.low)
    if ahead_of is None or not times:
        return None
    return Draft(clause, Side.JOINT, wording(clause, ahead_of.end(), len(clause.low)), times, agreed_in(clause))


def _start(low: str) -> tuple[int, bool]:
    """Where what is to be done begins, and whether a label says that it is a step."""
    filler = _FILLER.match(low)
    start = filler.end() if filler else 0
    label = _LABEL.match(low, start)
    if label is None:
        return start, False
    bare = label[0].strip(" ")
    if bare in _BARE_LABEL or bare.startswith(("follow", "plan")):
        return start, False
    return beyond(low, label.end()), True


def _offered(clause: Clause, inviting: re.Match[str], times: list[When]) -> Draft | None:
    by_them = re.match(rf"(?:{THEY})\b", inviting[0]) is not None or re.match(r"(?:got|fick|received)", inviting[0]) is not None
    words = wording(clause, inviting.end(), len(clause.low))
    if says_nothing(words):
        words = "meeting" if re.search(r"invit|proposed|suggested|offered|asked", inviting[0]) else "möte"
    if not times and says_nothing(wording(clause, inviting.end(), len(clause.low))):
        return None
    level = agreed_in(clause)
    if by_them and level is None:
        level = Agreed.WRITTEN if in_writing(clause) else Agreed.SAID
    return Draft(clause, Side.JOINT, words, times, level if by_them or level is Agreed.ACCEPTED else Agreed.NONE, offered=not by_them)


def _told(clause: Clause, start: int, labelled: bool, times: list[When], on_them: bool) -> Draft | None:
    said = reported(clause, start)
    sided = side_of(clause, start, on_them)
    if said is not None and (sided is None or sided.start <= said or not sided.asked):
        inner = side_of(clause, said, earlier_they=False) if said < len(clause.low) else None
        inner = _under_report(clause, said, inner, times)
        if inner is not None:
            sided = inner
    if sided is None:
        if not labelled or start >= len(clause.low.rstrip(" .:")):
            return None
        sided = Sided(Side.OURS, start, len(clause.low))
    if sided.dated and not times and not labelled:
        return None
    words = wording(clause, sided.start, sided.end)
    if says_nothing(words):
        words = wording(clause, start, len(clause.low))
    if says_nothing(words):
        return None
    return Draft(clause, sided.side, words, times, _agreed(clause, sided, said is not None, bool(times)))


def _under_report(clause: Clause, said: int, inner: Sided | None, times: list[When]) -> Sided | None:
    if inner is None:
        return None
    plain_thing = inner.dated and not times
    if plain_thing or _is_state(clause.low, said):
        return None
    by_them = inner.side is Side.OURS and not inner.subject and re.match(r"(?:to|att|skicka|skickar|kolla|återkomma|bekräfta)\b", clause.low[said:]) is not None
    promised = re.search(r"(?:promis|lova|agreed to|gick med på)\w*", clause.low[:said]) is not None
    side = Side.THEIRS if by_them or (promised and inner.side is Side.OURS and not inner.subject) else inner.side
    return replace(inner, side=side, settled=True)


def _is_state(low: str, place: int) -> bool:
    return re.match(rf"(?:the |their |deras )?(?:budget|price|pris|decision|beslut)\w* (?:is|are|är|blir)|{MONEY}", low[place:]) is not None


def _agreed(clause: Clause, sided: Sided, reported_by_them: bool, dated: bool) -> Agreed | None:
    level = agreed_in(clause)
    if level is Agreed.ACCEPTED or level is Agreed.WRITTEN:
        return level
    if sided.asked or (sided.settled and level is not Agreed.NONE) or (reported_by_them and level is not Agreed.NONE):
        return Agreed.WRITTEN if in_writing(clause) else Agreed.SAID
    if clause.mailed and sided.side is not Side.OURS:
        return Agreed.WRITTEN
    return level


def _agree(passage: Passage, found: list[Draft], other: frozenset[int]) -> None:
    """Give agreements told in clauses of their own to the step they follow, or lead."""
    own = {draft.clause.start for draft in found}
    for clause in passage.clauses:
        if clause.start in own or clause.start in other:
            continue
        level = agreed_in(clause)
        if level is None:
            continue
        draft = _nearest(found, clause)
        if draft is not None and (draft.agreed is None or draft.offered or _RANK[level] > _RANK[draft.agreed]):
            draft.agreed = level
            draft.spoken_in.append(clause.start)


_RANK = {Agreed.NONE: 0, Agreed.SAID: 1, Agreed.WRITTEN: 2, Agreed.ACCEPTED: 3}


def _nearest(found: Sequence[Draft], clause: Clause) -> Draft | None:
    before = [draft for draft in found if draft.clause.start < clause.start and clause.sentence - draft.clause.sentence <= 1]
    if before:
        return before[-1]
    after = [draft for draft in found if draft.clause.start > clause.start and draft.clause.sentence == clause.sentence]
    return after[0] if after else None


def _take_times(passage: Passage, found: list[Draft], now: datetime, other: frozenset[int]) -> None:
    """A step without a time takes one that stands beside it in its sentence, in a clause that is no step."""
    own = {draft.clause.start for draft in found}
    for draft in found:
        if draft.times:
            continue
        for clause in passage.clauses:
            near = clause.sentence == draft.clause.sentence or clause.start in draft.spoken_in
            if near and clause.start not in own and clause.start not in other:
                draft.times = [when for when in clause.times if ahead(when, now)]
                if draft.times:
                    break


def agreement_with_time(passage: Passage, now: datetime, other: frozenset[int]) -> Draft | None:
    """ "Friday 10 works for her": a step whose name is nowhere, or only in what was talked about."""
    for clause in passage.clauses:
        times = [when for when in clause.times if ahead(when, now)]
        level = agreed_in(clause)
        if times and level not in (None, Agreed.NONE) and clause.start not in other:
            return Draft(clause, Side.JOINT, clause.text.strip(" .,"), times, level)
    return None


def finished(draft: Draft, now: datetime, zone: str) -> StepRead:
    """The step as it is understood."""
    agreed = draft.agreed or Agreed.NONE
    joint = draft.side is Side.JOINT
    ours = draft.words if draft.side is Side.OURS or joint else ""
    theirs = draft.words if draft.side is Side.THEIRS or (joint and agreed is not Agreed.NONE) else ""
    due, candidates, stretch = due_of(draft, now, zone)
    return StepRead(ours, theirs, due, candidates, stretch, agreed)


def due_of(draft: Draft, now: datetime, zone: str) -> tuple[Due | None, tuple[date, ...], tuple[date, date] | None]:
    """When a step is due: a day, the days it may be, or the stretch of days it lies in."""
    days = [when for when in draft.times if not when.clock_only and not when.impossible]
    clock = next((when for when in draft.times if when.at is not None), None)
    if not days:
        return None, (), None
    when = _chosen(days, draft.clause)
    if len(days) > 1 and _either(days, draft.clause):
        return None, tuple(sorted({day.day for day in days if day.day is not None})), None
    if when.day is not None:
        at = when.at if when.at is not None else clock.at if clock is not None and clock.clock_only else None
        return Due.on(when.day, at, zone), (), None
    candidates = tuple(day for day in when.candidates if day >= now.date())
    return None, candidates, None if candidates else when.range


def _chosen(days: list[When], clause: Clause) -> When:
    """ "Moved from Thursday to Friday" is Friday; else the first."""
    for earlier, later in zip(days, days[1:], strict=False):
        between = clause.low[max(0, earlier.start - clause.start - 8) : max(0, later.start - clause.start)]
        if re.search(rf"(?:from|från)\s*{TIME}+ (?:to|till) ?(?:the |den )?$", between):
            return later
    return days[0]


def _either(days: list[When], clause: Clause) -> bool:
    low = clause.low
    return all(
        re.fullmatch(r"\s*(?:,|or|eller|/|alt\.?|alternatively|alternativt|, or|och|and|or maybe|eller kanske)\s*(?:on |på |the |den )?", low[a.end - clause.start : b.start - clause.start])
        for a, b in zip(days, days[1:], strict=False)
    ) and re.search(r"\b(?:or|eller|alt)\b|/", low) is not None and all(day.day for day in days)


def is_timed(draft: Draft) -> bool:
    """Whether any time was given for it at all."""
    return bool(draft.times)
