"""Which deal a note is about: by account, the deal's name, the product area, or a contact of the writer's alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.deal import DealSketch, DealState
from domain.reading.accounts import PART, Heard
from domain.reading.companies import Stranger
from domain.reading.names import NO_NAMES
from domain.reading.pattern import Pattern
from domain.reading.people import Named
from domain.reading.phrases import listed
from domain.reading.tokens import Word, key, keys

_INFLECTED = Pattern(r"(?:s|n|en|et|na|er|ar|or|erna|arna|orna|ens|ets)?$")
_NOTHING = {key(word) for word in NO_NAMES}


@dataclass(frozen=True, slots=True)
class Found:
    """The deals a note fits: one, several to choose from, or none. `unknown` is a company nobody knows."""

    deals: tuple[DealSketch, ...] = ()
    unknown: str = ""

    @property
    def deal(self) -> DealSketch | None:
        """The deal, when exactly one fits."""
        return self.deals[0] if len(self.deals) == 1 else None

    @property
    def candidates(self) -> tuple[DealSketch, ...]:
        """What to choose from, when several fit."""
        return self.deals if len(self.deals) > 1 else ()


def find_deal(
    said: tuple[Word, ...],
    deals: Sequence[DealSketch],
    writer: str,
    accounts: Sequence[Heard],
    people: Sequence[Named],
    stranger: Stranger | None,
) -> Found:
    """The deals that fit the note; what is plainest decides, and two that fit equally well are both returned."""
    real = [deal for deal in deals if deal.state is not DealState.WITHDRAWN]
    if accounts:
        found = _or_theirs(_by_account(said, real, writer, accounts, stranger), real, writer, accounts, people)
        return _or_somebody(said, found, real, writer, accounts, people)
    by_name = [deal for deal in real if _says(said, deal.name) and _tells(deal, writer)]
    if by_name and (stranger is None or not stranger.plain):
        return Found(_named_or_met(_nearest(by_name, writer), real, writer, people))
    if stranger is not None:
        return Found(unknown=stranger.name)
    return Found(_by_area_and_people(said, real, writer, people))


def _named_or_met(
    named: tuple[DealSketch, ...], deals: Sequence[DealSketch], writer: str, people: Sequence[Named]
) -> tuple[DealSketch, ...]:
    """A deal called by a word ("vans") that other deals are called by too is no deal plainly named: who is named
    decides, or both are asked about.
    """
    mine = [deal for deal in deals if deal.owner == writer and deal.state is DealState.OPEN]
    met = _with(people, mine)
    if not met or any(deal in met for deal in named):
        return tuple(deal for deal in named if deal in met) or named
    if any(_with(people, [deal]) for deal in named):
        return named
    shared = all(any(_says_all(other, deal.name) for other in met) for deal in named)
    return tuple(met) if shared else (*named, *met)


def _says_all(other: DealSketch, name: str) -> bool:
    return set(keys(name)) <= set(keys(other.name))


def _by_account(
    said: tuple[Word, ...],
    deals: Sequence[DealSketch],
    writer: str,
    accounts: Sequence[Heard],
    stranger: Stranger | None,
) -> Found:
    named = dict.fromkeys(hit.account for hit in accounts)
    fitting = [deal for deal in deals if deal.account in named]
    if stranger is not None and stranger.plain and stranger.start < accounts[0].start:
        return Found(unknown=stranger.name)
    if len(named) == 1:
        fitting = [deal for deal in fitting if _says(said, deal.name)] or _by_part(said, fitting) or fitting
        fitting = [deal for deal in fitting if _says(said, deal.area)] or fitting
        return Found(_nearest(fitting, writer))
    return Found(
        tuple(deal for account in named for deal in _nearest([d for d in fitting if d.account == account], writer))
    )


def _by_part(said: tuple[Word, ...], deals: Sequence[DealSketch]) -> list[DealSketch]:
    """Of one account's deals those with a word of their own in the note: "nattpatrullen" of "nattpatrullens bilar"."""
    of = {deal.id: {part.removesuffix("s") for part in keys(deal.name)} for deal in deals}
    spoken = {word.key for word in said} | {word.key.removesuffix("s") for word in said}
    return [
        deal
        for deal in deals
        if any(
            len(part) > 3 and part in spoken and not any(part in parts for id, parts in of.items() if id != deal.id)
            for part in of[deal.id]
        )
    ]


def _or_theirs(
    found: Found, deals: Sequence[DealSketch], writer: str, accounts: Sequence[Heard], people: Sequence[Named]
) -> Found:
    """ "Marcus wants the harbour vans quote": an account heard in part, and somebody of another one."""
    mine = [deal for deal in deals if deal.owner == writer and deal.state is DealState.OPEN]
    met = _with(people, mine)
    if found.deal is None or not met or any(hit.sure > PART for hit in accounts) or _with(people, [found.deal]):
        return found
    parts = [hit for hit in accounts if hit.start < min(p.start for p in people if p.contacts)]
    return found if parts else Found((found.deal, *met))


def _or_somebody(
    said: tuple[Word, ...],
    found: Found,
    deals: Sequence[DealSketch],
    writer: str,
    accounts: Sequence[Heard],
    people: Sequence[Named],
) -> Found:
    """ "Berg called" may be Berg Mekaniska, and Anna Berg at Nordfrakt."""
    if found.deal is None or any(hit.sure > PART for hit in accounts) or _with(people, [found.deal]):
        return found
    parts = {word.key for word in said for hit in accounts if hit.start <= word.start < hit.end}
    others = [
        deal
        for deal in deals
        if deal is not found.deal
        and deal.owner == writer
        and deal.state is DealState.OPEN
        and any(keys(contact.name)[-1:] == (part,) for contact in deal.contacts for part in parts)
    ]
    return Found((found.deal, *others)) if others else found


def _tells(deal: DealSketch, writer: str) -> bool:
    """Whether a deal's name alone tells which deal it is; a single word only among the writer's own."""
    return not _everyday(deal.name) and (deal.owner == writer or len(keys(deal.name)) > 1)


def spoken_name(said: tuple[Word, ...], deal: DealSketch) -> bool:
    """Whether these words are nothing but the deal's name or product area."""
    return bool(said) and any(
        len(said) == len(keys(name)) and _says(said, name) for name in (deal.name, deal.area) if name
    )


def _nearest(deals: Iterable[DealSketch], writer: str) -> tuple[DealSketch, ...]:
    """The writer's own open deals if any, else all open ones and the writer's ended ones."""
    deals = tuple(deals)
    mine = tuple(deal for deal in deals if deal.owner == writer)
    return (
        tuple(deal for deal in mine if deal.state is DealState.OPEN)
        or tuple(deal for deal in deals if deal.state is DealState.OPEN or deal.owner == writer)
        or deals
    )


def _by_area_and_people(
    said: tuple[Word, ...], deals: Sequence[DealSketch], writer: str, people: Sequence[Named]
) -> tuple[DealSketch, ...]:
    mine = [deal for deal in deals if deal.owner == writer and deal.state is DealState.OPEN]
    by_area = [deal for deal in mine if _says(said, deal.area) and not _everyday(deal.area)]
    by_people = _with(people, mine)
    both = [deal for deal in by_area if deal in by_people]
    if both:
        return tuple(both)
    return tuple(deal for deal in mine if deal in by_area or deal in by_people)


def _with(people: Sequence[Named], deals: Sequence[DealSketch]) -> list[DealSketch]:
    """The deals whose contacts are named: those that have everybody, else those that have anybody."""
    sets = [
        {contact.id for contact in person.contacts} for person in people if person.contacts and not person.colleague
    ]
    fits = [[any(contact.id in ids for contact in deal.contacts) for ids in sets] for deal in deals]
    everybody = [deal for deal, fit in zip(deals, fits, strict=True) if fit and all(fit)]
    return everybody or [deal for deal, fit in zip(deals, fits, strict=True) if any(fit)]


def _says(said: tuple[Word, ...], name: str) -> bool:
    parts = keys(name)
    return bool(parts) and any(
        all(_is(word.key, part) for word, part in zip(said[place : place + len(parts)], parts, strict=True))
        for place in range(len(said) - len(parts) + 1)
    )


def _is(said: str, part: str) -> bool:
    return said == part or (
        len(part) > 3 and said.startswith(part) and _INFLECTED.fullmatch(said[len(part) :]) is not None
    )


def _everyday(name: str) -> bool:
    """A name that is any word of a seller's day tells deals of one account apart and no more."""
    return all(part in _NOTHING or part in _PLAIN_NAMES for part in keys(name))


_PLAIN_NAMES = listed(
    """
    pilot renewal renew expansion upgrade demo offer quote deal order contract avtal fornyelse uppgradering utokning
    ny nytt new projekt project test trial fas phase system service tjanst support extra add on rollout
    """
)
