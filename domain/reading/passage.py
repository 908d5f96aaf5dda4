"""A note made ready for its grammars: who and what stands where, sentence by sentence, clause by clause.

Every name, role, account, time and amount is replaced by a run of one letter, as long as what it replaces. So a
pattern can say "a customer person" and a place in the pattern is a place in the note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from domain.reading.amounts import Money
from domain.reading.clean import WROTE
from domain.reading.people import Named
from domain.reading.phrases import phrases
from domain.reading.roles import RoleSaid
from domain.reading.verbs import ANY, EN_DONE, EN_THIRD, FORMS, NOUN_LIKE, SV_DONE, SV_NOW, source
from domain.reading.when import When
from domain.reading.words import fold

PERSON, ROLE, COLLEAGUE, ACCOUNT, TIME, MONEY = "ΠΡΚΑΤΜ"

THEY = rf"(?:she|he|they|s/he|hon|han|hen|de|dom|(?:the )?(?:customer|client|prospect)s?|kund(?:en|erna)|both|båda|{PERSON}+|{ROLE}+|{ACCOUNT}+)"
"""Somebody at the customer."""

_I = r"i(?=['’]|[ ? ](?:will|am|have|had|need|should|must|can|could|want|said|told|asked|met|saw|sent|also|just|then|think|guess|shall|would|" + ANY + r")\b)"
WE = rf"(?:{_I}|we|jag|vi|man|{COLLEAGUE}+)"
"""Somebody at our own company."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of the note that says one thing. `low` is in small letters with names as runs; `text` is as typed."""

    start: int
    end: int
    text: str
    low: str
    sentence: int
    times: tuple[When, ...] = ()
    money: tuple[Money, ...] = ()
    joined: bool = False
    """An "and" joins it to the clause before."""
    mailed: bool = False
    """It is the customer's own writing: a forwarded mail or what stands between quotation marks."""

    def typed(self, start: int, end: int) -> str:
        """A stretch of the clause as typed; places count from the start of the clause."""
        return self.text[start:end]

    @property
    def asks(self) -> bool:
        """It ends with a question mark."""
        return self.text.rstrip().endswith("?")


@dataclass(frozen=True, slots=True)
class Passage:
    """The whole note."""

    text: str
    clauses: tuple[Clause, ...]
    people: tuple[Named, ...]
    roles: tuple[RoleSaid, ...]

    def sentence(self, number: int) -> tuple[Clause, ...]:
        """The clauses of one sentence."""
        return tuple(clause for clause in self.clauses if clause.sentence == number)

    def people_in(self, clause: Clause) -> tuple[Named, ...]:
        """Customer people named in a clause."""
        return tuple(p for p in self.people if clause.start <= p.start < clause.end and not p.colleague)

    def roles_in(self, clause: Clause) -> tuple[RoleSaid, ...]:
        """Roles in a clause that stand without a name."""
        return tuple(r for r in self.roles if clause.start <= r.start < clause.end and r.name is None)


@dataclass(slots=True)
class Marks:
    """Letters to put over a note."""

    letters: list[str] = field(default_factory=list)

    def put(self, start: int, end: int, letter: str) -> None:
        """Put a run over a stretch, unless something else stands there already."""
        if all(sign not in "ΠΡΚΑΤΜ" for sign in self.letters[start:end]):
            self.letters[start:end] = letter * (end - start)


def read(
    text: str,
    accounts: Iterable[tuple[int, int]],
    people: Sequence[Named],
    roles: Sequence[RoleSaid],
    times: Sequence[When],
    money: Sequence[Money],
) -> Passage:
    """The note in clauses, from what was found in it."""
    marks = Marks(list(fold(text).text))
    for person in people:
        marks.put(person.start, person.end, COLLEAGUE if person.colleague else PERSON)
    for start, end in accounts:
        marks.put(start, end, ACCOUNT)
    for when in times:
        marks.put(when.start, when.end, TIME)
    for role in roles:
        marks.put(role.start, role.end, ROLE)
    for amount in money:
        marks.put(amount.start, amount.end, MONEY)
    low = _their_own_words("".join(marks.letters))
    clauses = tuple(
        Clause(
            start,
            end,
            text[start:end],
            low[start:end],
            number,
            tuple(when for when in times if start <= when.start < end),
            tuple(amount for amount in money if start <= amount.start < end),
            _AND.search(low, 0, start) is not None,
        )
        for number, sentence in enumerate(_sentences(text, low))
        for start, end in _clauses(low, *sentence)
    )
    return Passage(text, _mailed(clauses, low), tuple(people), tuple(roles))


_MAILED = re.compile(rf"[{PERSON}{ACCOUNT}]+{WROTE.rstrip()}")
_QUOTED = re.compile(rf'{THEY}[^"\n]{{0,40}}"(?P<words>[^"]{{2,}})"')
_FIRST = phrases(r"i|we|jag|vi|i'll|we'll|i'm|i've|we've|we're")


def _their_own_words(low: str) -> str:
    """In a customer's mail, and between quotation marks after their name, "I" is the customer."""
    stretches = [(match.end(), len(low)) for match in _MAILED.finditer(low)][:1]
    stretches += [match.span("words") for match in _QUOTED.finditer(low)]
    for start, end in stretches:
        theirs = _FIRST.sub(lambda match: _third(match[0]), low[start:end])
        low = low[:start] + theirs + low[end:]
    return low


def _third(first: str) -> str:
    bare = re.split(r"'", first)[0]
    return PERSON * len(bare) + first[len(bare) :]


def _mailed(clauses: tuple[Clause, ...], low: str) -> tuple[Clause, ...]:
    mail = next((match.end() for match in _MAILED.finditer(low)), len(low))
    quotes = [match.span("words") for match in _QUOTED.finditer(low)]
    return tuple(
        replace(clause, mailed=True)
        if clause.start >= mail - 1 or any(start <= clause.start < end for start, end in quotes)
        else clause
        for clause in clauses
    )


_SHORT = frozenset(
    "kl ca ek ang nr mr mrs ms dr inkl exkl incl excl approx resp vs ev enl t.ex bl.a d.v.s m.fl e.g i.e f.n p.g.a s.k w m v eg dvs tex"
    " bla avd dept acc pga osv".split()
)
"""What a full stop after does not end a sentence."""
_BREAK = re.compile(r"\n+|[.!?;…]+(?=[\s\")]|$)|(?<=[a-zåäöΠΑ])[.!?](?=[A-ZÅÄÖ])|\.{2,}")


def _sentences(text: str, low: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for match in _BREAK.finditer(text):
        inside_time = low[match.start()] in (TIME, MONEY) and not _ends_there(text, low, match)
        last = text[start : match.start()].rsplit(maxsplit=1)[-1:] or [""]
        abbreviated = match[0] == "." and last[0].lower().lstrip("(") in _SHORT
        abbreviated = abbreviated or (match[0] == "." and text[match.end() : match.end() + 2].strip()[:1].islower())
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
    return low[match.end() : match.end() + 1] != low[match.start()] and (not after.strip() or after[1:].isupper())


_HELPERS = (
    r"is|was|are|were|has|have|had|will|can|could|should|would|must|may|might|wants?|needs?|says?|said|thinks?|likes?|loves?"
    r"|loved|liked|wanted|needed|decides?|agrees?|agreed|confirms?|signed|won|lost|gonna|är|var|har|hade|ska|skall|vill|ville|kan"
    r"|måste|behöver|bör|säger|sa|sade|tycker|tror|gillar|bestämmer|beslutar|lovade|blir|blev|vann|förlorade|skrev"
)
_SURE = rf"(?:{_HELPERS}|{source((EN_THIRD | EN_DONE | SV_NOW | SV_DONE) - NOUN_LIKE)})"
_BARE = rf"(?:{_HELPERS}|{source(FORMS - NOUN_LIKE)}|{source(NOUN_LIKE)}(?= (?:her|him|them|back|the|henne|honom|dem|with|med|[{PERSON}{ROLE}{ACCOUNT}])))"
_LETS = r"'(?:ll|s|d|m|re|ve)"
_NEW = (
    rf"(?:(?:{WE}|{THEY}|it|det|that|this)(?:{_LETS}|(?: \w+)? (?:{_HELPERS}|{ANY})\b)"
    rf"|(?:{TIME}+|(?:the|their|our|deras|vår|hennes|hans) \w+|\w+) {_SURE}\b|{_BARE}\b)"
)
_THING = (
    r"(?:a |an |the |en |ett |ny |nytt |new )?"
    r"(?:demo|meeting|mtg|call|möte|samtal|lunch|workshop|quote|offert|budget\w*|decision|deadline|next step|nästa steg)\b"
)
_SPLIT = re.compile(
    rf"(?<!\d),(?=\s)|,(?!\d)|\s+[-–—|/]+>?\s+|\s*(?:→|⇒|->|=>)\s*|[()]"
    rf"|\s+(?:(?:and|och|&|\+|o|samt)\s+(?:(?:then|also|sen|sedan|även)\s+)?(?:(?={_NEW})|(?P<thing>(?={_THING})))"
    rf"|(?:but|men|so|så|then|sen|sedan|because|eftersom|while|medan|although|fast|where|där)\s+"
    rf"(?={_NEW}|{_THING}|{TIME}|(?:not|inte|no|ingen|inget)\b)"
    rf"|(?:and|och)\s+(?=(?:that|att)\s))"
    rf"|(?<=[{PERSON}{ROLE}])\s+(?:who|som)\s+(?={_SURE}\b)"
)
_HEADING = re.compile(rf"[-*\s]*(?:[{ACCOUNT}{PERSON}]+|[,/&()-]|at|på|and|och|\s)*[{ACCOUNT}{PERSON}][\s)]*(?::|\s[-–—])(?=\s)")
_SAYS_SOMETHING = re.compile(rf"{TIME}|\b{_SURE}\b")


def _clauses(low: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts, last = [], start
    heading = _HEADING.match(low, start, end)
    if heading is not None:
        cuts.append((start, heading.end()))
        last = heading.end()
    for match in _SPLIT.finditer(low, last, end):
        if low[match.start()] in "ΠΡΚΑΤΜ":
            continue
        if match["thing"] is not None and not _SAYS_SOMETHING.search(low, last, match.start()):
            continue
        cuts.append((last, match.start()))
        last = match.end()
    cuts.append((last, end))
    return _joined(low, [(s, e) for s, e in map(lambda cut: _trimmed(low, *cut), cuts) if e > s])


def _trimmed(low: str, start: int, end: int) -> tuple[int, int]:
    while start < end and low[start] in " \n-*•–,;":
        start += 1
    while end > start and low[end - 1] in " \n,;":
        end -= 1
    return start, end


_AND = re.compile(r"(?<!\w)(?:and|och|&|\+|o|samt)(?: (?:then|also|sen|sedan|även))? $")
_ONLY_TIME = re.compile(rf"(?:(?:{TIME}+|at|kl\.?|on|på|den|the|@)\s*)+[.!?]*$")


def _joined(low: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A piece that is nothing but a time belongs to the piece before it."""
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        if joined and TIME in low[start:end] and _ONLY_TIME.match(low[start:end]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
