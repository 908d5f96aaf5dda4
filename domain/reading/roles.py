"""People given by what they do: "their CFO", "ekonomichefen", "Johan Ek (inköpschef)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from domain.deal import Contact
from domain.reading.pattern import Pattern
from domain.reading.people import Named
from domain.reading.phrases import phrases
from domain.reading.words import fold
from domain.settings import Settings

_GROUPS: tuple[tuple[str, str], ...] = (
    (
        "cfo",
        (
            r"cfo|c\.f\.o|(?:finance|financial) (?:director|chief|manager|head)|head of finance|finance guy|ekonomichef"
            r"|ek\.? ?chef"
            r"|finanschef|ekonomidirektör|finansdirektör|ekonomiansvarig"
        ),
    ),
    ("ceo", r"ceo|c\.e\.o|managing director|chief executive|md|vd|v\.d\.?|verkställande direktör"),
    ("cto", r"cto|technical director|tech lead|head of engineering|teknikchef|tekniska? chef"),
    ("coo", r"coo|operations (?:manager|director)|head of operations|ops manager|driftchef|driftschef|operativa? chef"),
    ("cio", r"cio|it[- ]?(?:manager|director|lead)|head of it|it[- ]?chef|it[- ]?ansvarig"),
    (
        "buyer",
        (
            r"buyer|purchaser|purchasing (?:manager|director|lead)|procurement (?:manager|director|lead|officer)"
            r"|head of (?:purchasing|procurement)|inköpare|inköpschef|inköpsansvarig|inköpsdirektör|upphandlare"
        ),
    ),
    ("decision_maker", r"decision[- ]?maker|beslutsfattare"),
    ("champion", r"champion|internal sponsor|sponsor"),
    ("owner", r"owner|founder|ägare|grundare"),
    ("hr", r"hr[- ]?(?:manager|director|chef|ansvarig)|head of hr|personalchef"),
    ("sales", r"sales (?:manager|director)|head of sales|försäljningschef|säljchef"),
    ("fleet", r"fleet manager|fordonsansvarig|fordonschef|vagnparksansvarig|åkerichef|transportchef|transport manager"),
    ("logistics", r"logistics (?:manager|director)|head of logistics|logistikchef|logistikansvarig"),
    (
        "production",
        r"(?:production|plant|site|factory|warehouse) manager|produktionschef|platschef|fabrikschef|lagerchef",
    ),
    ("project", r"project (?:manager|lead)|projektledare|projektchef"),
    ("marketing", r"cmo|marketing (?:manager|director)|head of marketing|marknadschef"),
    ("quality", r"quality manager|kvalitetschef|kvalitetsansvarig"),
    ("security", r"ciso|security (?:manager|officer)|säkerhetschef"),
    ("legal", r"lawyer|legal counsel|jurist|bolagsjurist"),
    ("controller", r"controller"),
    ("chair", r"chair(?:man|woman|person)|(?:styrelse)?ordförande"),
    ("boss", r"boss|manager|chef"),
)
SPOKEN_OF = ("decision_maker", "champion")
"""Roles that a note tells about; their words stay words."""
_ENDING = r"(?:(?:'|:)?(?:s|ns|ens|en|n))?"
_ROLE = {key: phrases(rf"(?:{source}){_ENDING}") for key, source in _GROUPS}
_OURS = Pattern(r"\b(?:my|our|min|mitt|vår|vårt|me as) $")
_ARTICLE = (
    r"(?:the|their|his|her|its|our|a|an|deras|hans|hennes|vår|en|ny|nya|new|is|är|as|som|who is|som är|,|\(|-|–|:"
    r"| )*"
)
_BETWEEN = Pattern(rf"\s*{_ARTICLE}\s*$")
_ENDS = Pattern(r"\s*(?:[,.;)\n(]|$|at |on |på |hos |from |från |of |vid |there|där)")


@dataclass(frozen=True, slots=True)
class RoleSaid:
    """A role in a note. `name` is whoever it is said of, None for somebody given by the role alone."""

    start: int
    end: int
    text: str
    key: str
    name: Named | None = None


def roles_said(text: str, people: Sequence[Named], settings: Settings) -> tuple[RoleSaid, ...]:
    """The roles in a note in order, each with the name beside it. Roles at our own company are left out."""
    low = fold(text).text
    found: dict[int, RoleSaid] = {}
    for role, pattern in _patterns(settings):
        for match in pattern.finditer(low):
            old = found.get(match.start())
            ours = _OURS.search(low[: match.start()]) and role not in SPOKEN_OF
            if not ours and (old is None or old.end < match.end()):
                typed = text[match.start() : match.end()]
                found[match.start()] = RoleSaid(match.start(), match.end(), typed, role)
    apart = [role for role in found.values() if not _inside(role, found.values())]
    return tuple(_with_name(role, low, people) for role in sorted(apart, key=lambda role: role.start))


def _patterns(settings: Settings) -> Iterator[tuple[str, Pattern]]:
    yield from _ROLE.items()
    for key, texts, words in settings.contact_roles:
        names = {fold(name).text for name in (*words, *(text for _, text in texts.by_language)) if name.strip()}
        if names:
            yield _group(key), phrases(f"(?:{'|'.join(re.escape(name) for name in names)}){_ENDING}")


def _inside(role: RoleSaid, others: Iterable[RoleSaid]) -> bool:
    return any(
        other is not role
        and other.start <= role.start
        and role.end <= other.end
        and other.end - other.start > role.end - role.start
        for other in others
    )


def _with_name(role: RoleSaid, low: str, people: Sequence[Named]) -> RoleSaid:
    for person in people:
        if person.end - person.start > len(person.text):
            continue  # "Annas chef" is somebody else
        if person.end <= role.start and _BETWEEN.match(low[person.end : role.start]):
            between = low[person.end : role.start].strip()
            if between not in ("", ",", "-") or _ENDS.match(low[role.end :]):
                return RoleSaid(role.start, role.end, role.text, role.key, person)
        if role.end <= person.start and low[role.end : person.start].strip() in ("", ",", "(", ":", "is", "är"):
            return RoleSaid(role.start, role.end, role.text, role.key, person)
    return role


def _group(word: str) -> str:
    """The group a role belongs to, however it is written: "CFO", "ekonomichef" and "Finance director" are one."""
    low = fold(word.strip().replace("_", " ")).text
    return next((key for key, pattern in _ROLE.items() if pattern.fullmatch(low) or key.replace("_", " ") == low), word)


def role_key(said: str, settings: Settings) -> str:
    """The key of a role as app.yaml has it, for a role as it was typed; a role it does not know stays as typed."""
    group = _group(said)
    low = fold(said).text
    for key, texts, words in settings.contact_roles:
        names = {fold(name).text for name in (key, *words, *(text for _, text in texts.by_language))}
        if low in names or _group(key) == group:
            return key
    return group


def holders(role: RoleSaid, contacts: Sequence[Contact]) -> tuple[Contact, ...]:
    """The contacts who have this role."""
    return tuple(contact for contact in contacts if contact.role and _group(contact.role) == role.key)
