"""Where the sentences of a note part, and the clauses within them."""

from __future__ import annotations

import re

from domain.reading.asides import trailing
from domain.reading.letters import opening
from domain.reading.marks import ACCOUNT, COLLEAGUE, MONEY, PERSON, ROLE, THEY, TIME, WE
from domain.reading.pattern import Pattern
from domain.reading.phrases import listed, phrases
from domain.reading.verbs import ANY, EN_DONE, EN_THIRD, FORMS, NOUN_LIKE, SV_DONE, SV_NOW, source

_SHORT = listed(
    """
    kl ca ek ang nr mr mrs ms dr inkl exkl incl excl approx resp vs ev enl t.ex bl.a d.v.s m.fl e.g i.e f.n p.g.a s.k
    w m v eg dvs tex bla avd dept acc pga osv Kl Ca Mr Mrs Ms Dr Ang
    """
)
"""What a full stop after does not end a sentence."""

_BREAK = Pattern(r"\n+|[.!?;…]+(?=[\s\")]|$)|(?<=[a-zåäöΠΑ])[.!?](?=[A-ZÅÄÖ])|\.{2,}")


def sentences_of(text: str, low: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for match in _BREAK.finditer(text):
        inside_time = low[match.start()] in (TIME, MONEY) and not _ends_there(text, low, match)
        last = text[start : match.start()].rsplit(maxsplit=1)[-1:] or [""]
        named = low[match.start() - 1 : match.start()] in (PERSON, ACCOUNT)
        abbreviated = match[0] == "." and last[0].lstrip("(") in _SHORT and not named
        if inside_time or abbreviated:
            continue
        end = match.end() if match[0].strip() else match.start()
        if text[start:end].strip(" \n.!?;"):
            found.append((start, end))
        start = match.end()
    if text[start:].strip():
        found.append((start, len(text)))
    return found


def _ends_there(text: str, low: str, match: re.Match[str]) -> bool:
    """A time may end with a full stop of its own ("10 dec.") that ends the sentence as well."""
    after = text[match.end() : match.end() + 2]
    if low[match.start()] == TIME and _WORD_BEFORE.search(text, max(0, match.start() - 12), match.start()):
        return _GOES_ON.match(low, match.end()) is None  # "1 Feb. signing on Friday" are two
    return low[match.end() : match.end() + 1] != low[match.start()] and (not after.strip() or after[1:].isupper())


_WORD_BEFORE = Pattern(r"[^\W\d_]{3,}$")
_GOES_ON = Pattern(rf" ?(?:{TIME}|\d|(?:kl|klockan|at|on|på|in|i|om|with|w|med|m|hos|and|och|or|eller|to|till)\b)")

_HELPERS = (
    r"is|was|are|were|has|have|had|will|can|could|should|would|must|may|might|wants?|needs?|says?|said|thinks?|likes?"
    r"|loves?"
    r"|loved|liked|wanted|needed|decides?|agrees?|agreed|confirms?|signed|won|lost|gonna|är|var|har|hade|ska|skall"
    r"|vill|ville|kan"
    r"|måste|behöver|bör|säger|sa|sade|tycker|tror|gillar|bestämmer|beslutar|lovade|blir|blev|vann|förlorade|skrev"
)

_SURE = rf"(?:{_HELPERS}|{source((EN_THIRD | EN_DONE | SV_NOW | SV_DONE) - NOUN_LIKE)})"

_BARE = (
    rf"(?:{_HELPERS}|{source(FORMS - NOUN_LIKE)}|{source(NOUN_LIKE)}(?= (?:her|him|them|back|the|henne|honom|dem"
    rf"|with|med|[{PERSON}{ROLE}{ACCOUNT}])))"
)

_LETS = r"'(?:ll|s|d|m|re|ve)"

_NEW = (
    rf"(?:(?:{WE}|{THEY}|it|det|that|this)(?:{_LETS}|(?: \w+)? (?:{_HELPERS}|{ANY})\b)"
    rf"|(?:{TIME}+|(?:the|their|our|deras|vår|hennes|hans) \w+|\w+) {_SURE}\b|{_BARE}\b)"
)

_THING = (
    r"(?:a |an |the |en |ett |ny |nytt |new )?"
    r"(?:demo|meeting|mtg|call|möte|samtal|lunch|workshop|quote|offert|budget\w*|decision|deadline|next step"
    r"|nästa steg)\b"
)

_SPLIT = Pattern(
    rf"(?<!\d),(?=\s)|,(?!\d)|\s+[-–—|/]+>?\s+|\s*(?:→|⇒|->|=>)\s*|[()\"·]"
    rf"|\s+(?:(?:and(?! running)|och|&|\+|o|samt)\s+(?:(?:then|also|sen|sedan|även)\s+)?(?:(?={_NEW})"
    rf"|(?P<thing>(?={_THING})))"
    rf"|(?:but|men|so|så|then|sen|sedan|because|eftersom|while|medan|although|fast|where|där)\s+"
    rf"(?={_NEW}|{_THING}|{TIME}|(?:not|inte|no|nej|yes|ja|ingen|inget)\b)"
    rf"|(?:and|och)\s+(?=(?:that|att)\s))"
    rf"|(?<=[{PERSON}{ROLE}])\s+(?P<who>who|som)\s+(?={_SURE}\b)"
)

_HEADING = Pattern(
    rf"[-*\s]*(?:[{ACCOUNT}{PERSON}]|[,/&()-]|at|på|and|och|\s)*[{ACCOUNT}{PERSON}][\s)]*(?::|\s[-–—])(?=\s)"
)

_IT_IS = Pattern(rf"(?:it'?s|it is|det är|är det|det var)(?: \w+)? [{PERSON}{ROLE}]+$")
"""Of "it is Anna who decides" no part stands alone."""

_TOLD = Pattern(rf"[{PERSON}{ROLE}]|\b{_SURE}\b|\b(?:call|ring|mail|email)\b")

_SAYS_SOMETHING = Pattern(rf"{TIME}|\b{_SURE}\b")


def clauses_of(low: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts, last = [], start
    heading = _HEADING.match(low, start, end)
    head = heading.end() if heading else opening(low, start, end)
    if head is not None:
        cuts.append((start, head))
        last = head
    for match in _SPLIT.finditer(low, last, end):
        if low[match.start()] in "ΠΡΚΑΤΜ":
            continue
        if _is_one_subject(low[last : match.start()], match[0], low[match.end() : end]):
            continue
        if match["thing"] is not None and not _SAYS_SOMETHING.search(low, last, match.start()):
            continue
        if match["who"] is not None and _IT_IS.search(low, last, match.start()):
            continue
        cuts.append((last, match.start()))
        last = match.end()
    cuts.append((last, end))
    apart = [piece for cut in cuts for piece in _without_run_ons(low, *cut)]
    return _joined(low, [(s, e) for s, e in (_trimmed(low, *piece) for piece in apart) if e > s])


_RUN_ON = Pattern(
    rf"(?<=[{TIME}{MONEY}{PERSON}{ACCOUNT}])\s+(?=(?:she|he|they|hon|han|de|dom"
    rf"|{WE})(?:{_LETS})?(?: \w+)? ?(?:{_HELPERS}|{ANY})\b)"
)


def _without_run_ons(low: str, start: int, end: int) -> list[tuple[int, int]]:
    """Parted where a comma was left out: "met Anna she wants a quote", "coffee yesterday he agreed"."""
    match = _RUN_ON.search(low, start, end)
    told = match is not None and _TOLD.search(low, start, match.start()) is not None
    if match is not None and told and _TELLS_THEM.search(low, start, match.start()) is None:
        return [(start, match.start()), *_without_run_ons(low, match.end(), end)]
    aside = trailing(low[start:end])
    return [(start, end)] if aside is None else [(start, start + aside), (start + aside, end)]


_TELLS_THEM = Pattern(rf"\b(?:told|asked|promised|lovade|frågade|sa till|sa åt|bad) {PERSON}+$")
"""Of "told Anna I'd call" the second half says what was told."""
_NAMES_ALONE = Pattern(rf"(?:[{PERSON}{ROLE}{COLLEAGUE}{ACCOUNT}\s]|\b(?:the|both|både|their|deras)\b)+$")
_WITH_NAMES = Pattern(rf"\b(?:with|w/?|med|m) {PERSON}+$")
_NAME_AND_DONE = phrases(
    rf"{PERSON}+ (?:(?:is |was |är |blev )?(?:booked|moved|rescheduled|cancelled|confirmed|\w*bokat|\w*bokad|flytta[td]"
    r"|bekräfta[td]|inställt|inställd))"
)
"""Of "meeting with Anna and Johan moved to Friday" nobody moved it alone."""
_DOER_LAST = Pattern(r"\b(?:she|he|we|i|hon|han|jag|vi)$")
"""Somebody who does what is still to be said: "that she and the principal can meet"."""
_ASKING = Pattern(r"\b(?:ask(?:ed)?|frågade?|fråga)\b")


def _is_one_subject(before: str, joint: str, after: str) -> bool:
    """ "Johan and the CEO decide" has one subject; "asked Johan who decides" asks, and tells nothing of Johan."""
    if re.search(r"\b(?:who|som)\b", joint):
        return _ASKING.search(before) is not None
    if re.search(r"\b(?:and|och|o|samt)\b|[&+]", joint) is None:
        return False
    if _WITH_NAMES.search(before) and _NAME_AND_DONE.match(after):
        return True
    return _NAMES_ALONE.match(before) is not None or _DOER_LAST.search(before) is not None


def _trimmed(low: str, start: int, end: int) -> tuple[int, int]:
    while start < end and low[start] in " \n-*•–,;":
        start += 1
    while end > start and low[end - 1] in " \n,;":
        end -= 1
    return start, end


AND = Pattern(r"(?<!\w)(?:and|och|&|\+|o|samt|but|men)(?: (?:then|also|sen|sedan|även))? $")

_ONLY_TIME = Pattern(
    rf"(?:(?:{TIME}|{MONEY}|klart?|done|ready|due|senast|latest|at|kl\.?|on|på|den|the|from|från|to|till|i ?dag"
    rf"|today|alltså|dvs|i\.e\."
    rf"|@)\s*)+[.!?]*$"
)


def _joined(low: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A piece that is nothing but a time belongs to the piece before it."""
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        if joined and {TIME, MONEY} & set(low[start:end]) and _ONLY_TIME.match(low[start:end]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
