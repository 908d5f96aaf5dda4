"""On what a statement in a note rests: the customer said it, a document, what was seen, a guess, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.facts import Grounds
from domain.reading.marks import ACCOUNT, COLLEAGUE, MONEY, PERSON, ROLE, THEY, WE
from domain.reading.passage import Clause, Passage
from domain.reading.people import Named
from domain.reading.phrases import phrases
from domain.reading.roles import RoleSaid

_SAYS = (
    r"(?:(?<!final )(?<!last )says?|said|saying|tells?|told|mention(?:s|ed)|confirm(?:s|ed)|state[sd]|explain(?:s|ed)"
    r"|claim(?:s|ed)|wrote|writes|mail(?:s|ed)|e-?mail(?:s|ed)|text(?:s|ed)|repli(?:es|ed)|answer(?:s|ed)|admit(?:s"
    r"|ted)|note[sd]|insist(?:s|ed)"
    r"|reveal(?:s|ed)|share[sd]|indicate[sd]|point(?:s|ed) out|thinks?|thought|believe[sd]?|reckons?|guesse[sd]"
    r"|guesses|assume[sd]|estimate[sd]|hopes?|säger|sa|sade|sagt|berätta(?:de|r|t)|nämnde|nämner|nämnt|bekräfta(?:de"
    r"|r|t)|förklara(?:de|r|t)"
    r"|påstå(?:r|tt)|påstod|skrev|skriver|mail(?:ade|ar|at)|mejl(?:ade|ar|at)|sms(?:ade|ar|:ade)|svara(?:de|r|t)"
    r"|menade?|menar|uppgav|uppger|meddela(?:de|r|t)|informera(?:de|r|t)|tror|trodde|tycker|tyckte|gissa(?:de|r)"
    r"|erkände|antydde|antyder|flaggade för|räknar med)"
)
_ADVERB = (
    r"(?: (?:also|just|now|then|has|have|had|clearly|today|actually|already|really|even|later|yesterday|still|then"
    r"|again|openly|reluctantly|har|hade|också|även|nu|precis|redan|tydligt|sedan|sen|idag|igår|dock|själv|på telefon"
    r"|in the meeting|på mötet)){0,2}?"
)
_THEY_SAY = phrases(
    rf"{THEY}(?: (?:and|och|&) {THEY})?(?:'s|'d| has| had| har| hade)?{_ADVERB} {_SAYS}|(?:{_SAYS}) {THEY}"
    rf"|(?:according to|enl(?:igt|\.)?|as per|per|acc(?:\.|ording)? to|quote|via|källa:?|source:?|direct from"
    rf"|straight from) (?:{THEY}|her|him|them|henne|honom|dem)"
    rf"|(?:heard|learn(?:ed|t)|got|info|information|hörde|fick (?:veta|höra|reda på)|fått veta|found out|understood"
    rf"|förstod)(?: (?:it|this|that|det|detta))? (?:from|by|av|från|via) (?:{THEY}|her|him|them|henne|honom|dem)"
    rf"|(?:asked|frågade)(?: \S+){{0,2}}? [{PERSON}{ROLE}]+|from {PERSON}+:|från {PERSON}+:"
    rf"|(?:[{PERSON}{ROLE}]+|she|he|hon|han)(?: really| also| också| verkligen| gärna)? (?:wants?|would like|demands"
    rf"|prefers|vill|önskar|kräver|föredrar)|/ ?{PERSON}+\\W*$"
    rf"|(?:confirmed|said|given|bekräfta\w*|sagt)(?: \S+){{0,3}}? (?:by|av) {THEY}"
)
_THEY_SAY_ALONE = phrases(
    r"(?:also |och |and |men |but |även )?(?:said|says|sa|säger|sade|mentioned|nämnde|berättade|menade|uppgav|told me"
    r"|told us)(?: also| även| också)?(?: that| att|:)?"
)
_ONLY_SOURCE = re.compile(
    rf"(?:(?:{_SAYS}|enl(?:igt|\.)?|according to|per|acc to|via|source:?|källa:?|from|från|by|av|said by|confirmed by"
    rf"|hon|han|she|he|they|de|dom|her|him|henne|honom|dem|i mailet|in (?:the|her|his) mail|på telefon"
    rf"|[{PERSON}{ROLE}{ACCOUNT}{MONEY}]|the|kunden|customer|that|att|/|:|today|idag|\.)\s*)+$"
)
_LIST_SOURCE = re.compile(r":\s*$")
_OUTSIDER = phrases(
    rf"{COLLEAGUE}+(?:'s)?(?: \w+)? {_SAYS}|{_SAYS} {COLLEAGUE}+|(?:according to|enl(?:igt|\.)?|per|heard from"
    rf"|hörde av|hörde från|från|from|via) (?:my |our |min |vår |a |an |en |ett |någon |deras |their |an old "
    rf"|en gammal )?(?:{COLLEAGUE}+|consultant\w*|konsult\w*|partner\w*|supplier|leverantör\w*|distribut\w+"
    rf"|återförsäljar\w*|friend|kompis\w*|bekant\w*|competitor\w*|konkurrent\w*|boss|chef|kollega|colleague\w*"
    rf"|someone|någon|industry|branschen|marknaden|the market|rumou?rs?)"
    r"|(?:a|an|en|ett|någon|our|vår|the|deras|their) (?:\w+ )?(?:consultant|konsult\w*|partner\w*|supplier"
    r"|leverantör\w*|distribut\w+|återförsäljar\w*|friend|kompis\w*|bekant\w*|competitor|konkurrent\w*|journalist"
    r"|kollega|colleague)(?: \w+){0,4}? "
    rf"{_SAYS}|rumou?r(?:s|ed)?|rykt(?:et|en|as|e)|word on the street|det sägs|people say|folk säger|hearsay"
    rf"|little bird|en liten fågel|skvaller|gossip|hört (?:på|via) omvägar"
)
_GUESS = phrases(
    rf"(?:{WE} )?(?:just |still |mostly |bara )?(?:think|guess|believe|reckon|suspect|assume|suppose|imagine|bet|tror"
    rf"|gissar|antar|misstänker|förmodar|bedömer|utgår från|gissningsvis|chansar)(?: på)?"
    r"|my (?:guess|feeling|hunch|gut|take|bet)|gut feeling|feels like|feel like|sounds like|seems?(?: to be| like)?"
    r"|looks? like|appears?|min (?:gissning|känsla|magkänsla|bedömning)|magkänsla\w*|känns som|låter som|verkar"
    r"|ser ut som|would guess|i'd (?:guess|say)"
)
_HEDGE = phrases(
    r"probably|prob|prolly|likely|maybe|perhaps|possibly|presumably|might(?: be)?|may be|could be|should be|nog"
    r"|antagligen|troligen|troligtvis|förmodligen|sannolikt|kanske|möjligen|eventuellt|ev|borde|lär|torde|i guess"
    r"|guess"
)
_DOCUMENT = phrases(
    r"(?:in|per|from|on|via|according to|i|på|enligt|enl|ur|av|från)(?: the| their| its| her| his| a| deras| hennes"
    r"| hans| en| ett)? ?(?:\w+ )?(?:rfp|rfi|rfq|tender\w*|spec(?:ification|ifikation\w*|en)?|brief|annual report"
    r"|report|website|web ?site|site|homepage|press release|contract|agreement|document\w*|deck|slides|presentation"
    r"|org(?:anisation)? ?chart|linkedin|job ad|news(?:letter)?|minutes|procurement portal"
    r"|upphandling\w*|förfrågningsunderlag\w*|anbudsunderlag\w*|kravspec\w*|årsredovisning\w*|rapport\w*|hemsida\w*"
    r"|webb\w*|pressmeddelande\w*|avtal\w*|kontrakt\w*|dokument\w*|organisationsschema\w*|org[.-]?schema\w*"
    r"|jobbannons\w*|annons\w*|nyhetsbrev\w*|protokoll\w*|bokslut\w*|strategi\w*|underlag\w*|pdf:?\w*"
    r"|budgetdokument\w*|budget document|intranät\w*)"
    r"|(?:the |their |deras )?(?:rfp|rfi|rfq|tender|annual report|website|press release|contract|org chart"
    r"|spec(?:ification)?|document|job ad|upphandlingen|förfrågningsunderlaget|kravspecen|kravspecifikationen"
    r"|årsredovisningen|hemsidan|pressmeddelandet|avtalet|dokumentet|organisationsschemat|protokollet|jobbannonsen"
    r"|annual accounts)(?: they sent| hon skickade| de skickade)? (?:says?|said|states?|shows?|lists?|specif\w+|säger"
    r"|anger|visar|listar|nämner|kräver|requires?)"
    r"|(?:they|she|he|de|hon|han|dom) published|publicerat|published|står i|står det i|framgår av|(?:sent|skickade"
    r"|shared|delade)(?: me| us| mig| oss| over| över)*(?: the| a| their| sin| sitt| en| ett)? (?:\w+ )?(?:document"
    r"|rfp|spec\w*|kravspec\w*|budget document|org chart|org[.-]?schema\w*|organisationsschema|dokument\w*"
    r"|underlag\w*|pdf)"
)
_OBSERVED = phrases(
    rf"(?:{WE} )?(?:also |even |själv |själva )?(?:saw|could see|noticed|spotted|observed|witnessed|såg|kunde se"
    rf"|la märke till|lade märke till|märkte|noterade|observerade|sett)(?! (?:a )?[{PERSON}{ROLE}]+(?: |$|,))"
    r"|on (?:the|their|her|his) (?:wall|whiteboard|desk|screen)|på (?:väggen|tavlan|whiteboarden|skrivbordet|skärmen"
    r"|hennes skrivbord|deras tavla)|with my own eyes|med egna ögon"
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
    after = passage.clauses[place + 1] if place + 1 < len(passage.clauses) else None
    if after is not None and _ONLY_SOURCE.match(after.low) and (after.sentence == clause.sentence or _says_only(after)):
        found = own_source(passage, after)
        if found is not None or PERSON in after.low or ROLE in after.low:
            return found or Source(Grounds.CUSTOMER_SAID, said_by=_name(passage, after, None))
    return _inherited(passage, place) or BARE


def _says_only(clause: Clause) -> bool:
    return _THEY_SAY.search(clause.low) is not None and not re.search(r"\d", clause.low)


def own_source(passage: Passage, clause: Clause) -> Source | None:
    """The source named in the clause itself."""
    low = clause.low
    if _OUTSIDER.search(low):
        return Source(Grounds.ASSUMED)
    says, guess = _THEY_SAY.search(low) or _THEY_SAY_ALONE.match(low), _our_guess(low)
    if guess is not None and (says is None or guess.start() < says.start()):
        return Source(Grounds.ASSUMED)
    if _DOCUMENT.search(low):
        return Source(Grounds.DOCUMENT)
    if says is not None or clause.mailed:
        return Source(Grounds.CUSTOMER_SAID, said_by=_name(passage, clause, says))
    if _OBSERVED.search(low):
        return Source(Grounds.OBSERVED)
    return Source(Grounds.ASSUMED) if _HEDGE.search(low) else None


def _our_guess(low: str) -> re.Match[str] | None:
    """A guess of the writer's; "she thinks" is what she says."""
    for match in _GUESS.finditer(low):
        theirs = re.search(rf"(?<!\w){THEY}(?: \w+)? $", low[: match.start()])
        if theirs is None or re.match(r"seem|look|appear|verkar|känns|låter|ser ut", match[0]):
            return match
    return None


def _inherited(passage: Passage, place: int) -> Source | None:
    """ "She said the budget is 400k and the CFO decides"; "Anna says:" and a list under it."""
    clause = passage.clauses[place]
    for earlier in reversed(passage.clauses[:place]):
        near = earlier.sentence == clause.sentence
        heads = _LIST_SOURCE.search(earlier.text) is not None
        if not near and not heads and earlier.sentence < clause.sentence - 1:
            continue
        if re.match(rf"(?:{WE})\b", clause.low) and not heads:
            return None
        found = own_source(passage, earlier)
        if found is not None and (
            heads
            or (near and (_governs(earlier) or _ONLY_SOURCE.match(earlier.low) or found.grounds is Grounds.DOCUMENT))
        ):
            return found
        if not near:
            return None
    return None


def _governs(clause: Clause) -> bool:
    """What is said stands after who says it, so it may go on in the next clause."""
    says = _THEY_SAY.search(clause.low) or _THEY_SAY_ALONE.match(clause.low) or _GUESS.search(clause.low)
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


_HEAD = re.compile(
    rf"[\s,:\"]*(?:(?:{THEY})(?:'s|'d| has| had| har| hade)?{_ADVERB} (?:{_SAYS})(?: (?:me|us|mig|oss|nu|now|also"
    rf"|också|även))*(?: (?:that|att|:))*(?!\w)"
    rf"|(?:{_SAYS}) (?:{THEY})(?: (?:that|att|:))?(?!\w)|(?:according to|enl(?:igt|\.)?|as per|per) (?:{THEY}|her|him"
    rf"|them|henne|honom|dem|{COLLEAGUE}+)(?: (?:is|är|så))?(?!\w)|{_THEY_SAY_ALONE.pattern}"
    rf"|(?:{WE} )?(?:(?:still|just) )?(?:think|guess|believe|reckon|suspect|assume|suppose|tror|gissar|antar"
    rf"|misstänker|förmodar)(?: (?:that|att|på))?(?!\w)|(?:{WE} )?(?:saw|noticed|såg|märkte|la märke till"
    rf"|kunde se)(?: (?:on|in|at|på|i) (?:\S+ ){{1,3}}?(?:that|att))?(?: (?:that|att))?(?!\w)"
    rf"|(?:asked|frågade)(?: [{PERSON}{ROLE}]+)?(?: (?:about|om|for|efter))?(?!\w)|(?:it )?(?:seems?|looks like"
    rf"|verkar)(?: (?:that|like|som att|som))?(?!\w)|(?:and|och|but|men|also|that|att|so|så|probably|kanske|maybe"
    rf"|nog)(?!\w)"
    rf"|(?:rumou?r has it|ryktet säger)(?: (?:that|att))?(?!\w))[\s,:]*"
)
_TAIL = re.compile(
    rf"[\s,(]+(?:{THEY}(?:{_ADVERB}) (?:{_SAYS})|(?:{_SAYS}) (?:{THEY})|(?:according to|enl(?:igt|\.)?|per|acc to"
    rf"|via) (?:{THEY}|her|him|them|henne|honom|dem|{COLLEAGUE}+)(?: \w+)?|i think|i guess|tror jag|gissar jag"
    rf"|antar jag|probably|antagligen|förmodligen"
    rf"|\({PERSON}+\)|/ ?{PERSON}+)[\s.)!\"]*$|[\s.!,;:\"]+$"
)
