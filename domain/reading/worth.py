"""What the deal is worth by a note: the price, quote, order or deal value stated as such."""

from __future__ import annotations

from decimal import Decimal

from domain.reading.amounts import Money
from domain.reading.marks import MONEY, PERSON, WE
from domain.reading.passage import Clause, Passage
from domain.reading.pattern import Pattern
from domain.reading.phrases import phrases
from domain.reading.understood import MoneyRead

_PRICE = phrases(
    r"quot(?:e|es|ed|ation|ing)|prices?|priced|proposal|order(?:n|ed|ing|value)?|order value|ordervärde\w*"
    r"|deal(?: value| size)?|worth|contract(?: value)?|value|signed|won|closed|sold|total|tcv|acv|offer(?:ed)?|po"
    r"|invoice"
    r"|offert\w*|offererade|prissatt\w*|pris(?:et)?|prisförslag\w*|prislapp\w*|värd|värt|värde\w*|affär(?:en"
    r"|svärde\w*)?|avtal\w*"
    r"|kontrakt\w*|beställ\w+|beställning\w*|vann|vunnen|sålde|sålt|totalt|summan?|slutsumma\w*|anbud\w*|landade på"
    r"|skr[ei]v(?:it)? (?:på|under)|påskriv\w+|underskriv\w+|signera\w*"
    r"|landed (?:on|at)"
    rf"|(?:yes|ja|ok|okay|okej)(?: (?:from|från) {PERSON}+)? (?:to|till|på|at|för) {MONEY}+"
)
_NOT_OURS = phrases(
    r"budget\w*|spend|lägga|spendera|competitor\w*|konkurrent\w*|discount|rabatt\w*|today they pay|they pay|pays"
    r"|betalar|costs? them|kostar dem|kostar dom|kostnad\w*|save|saves|saving|sparar?|besparing\w*|turnover|revenue"
    r"|omsätt\w+|omsättning"
    r"|losing|loses|lose|förlorar|tappar|bonus|target|my quota|mål(?:et)?|fine|vite|current(?:ly)?|idag betalar"
    r"|nuvarande|deposit|handpenning|their quote|deras offert|earmarked|avsatt|set aside|invest\w*"
)
_UNSURE = phrases(
    r"if|unless|maybe|might|could|would|perhaps|probably|should|around|about|approx\w*|roughly|circa|ca|ungefär|runt"
    r"|kring|cirka|omkring|om (?:de|hon|han|vi|det)|kanske|skulle|borde|nog|tror|think|guess|gissar|antar|likely"
    r"|between|mellan|(?:from|från)(?= Μ)|up to|upp till|max|minst|at least|over|över|under|more than|less than"
    r"|hoping|hoppas|want\w*|vill|expect\w*|estimat\w*|uppskatt\w*|target\w*|potential\w*"
    r"|depending|beroende|provided|förutsatt|per (?:month|user|seat|year|unit|vehicle|hour|day|månad|mån|användare|år"
    r"|styck|st|enhet|fordon|bil|timme|dag)|/ ?(?:month|mo|user|seat|year|yr|mån|månad|år|st|användare|h|tim)|a month"
    r"|i månaden|om året|a year|each|styck|apiece|monthly|yearly|not|inte|ej|n't"
)
_DOWN_TO = phrases(
    rf"(?:from|från) {MONEY}+ (?:down )?(?:to|till|ner till)|(?:down|lowered|cut|ner|sänkte|sänkt|höjde|raised|upp"
    rf"|up)(?: \S+){{0,3}} (?:to|till)"
)
_ONLY_MONEY = Pattern(rf"(?:{MONEY}|ex|exkl|excl|moms|vat|in total|totalt|på|for|at|now|nu|nya|new|just|\W)+$")


_OFFERED_BY = phrases(
    rf"(?!(?:{WE}|and|och|just|then|sen|now|nu|today|idag|have|has|har|precis|also|även)\b)[^\W\d_]+ (?:has |har "
    rf"|have )?"
    r"(?:offered|offers|erbjöd|erbjuder|offererade|offererat|offererar|quoted|quotes(?! of)|bids?|bjöd|bjuder"
    r"|undercut|underbid)"
)
"""What a competitor quotes, or the customer bids, is no price of ours."""


def find_amount(passage: Passage, currency: str) -> MoneyRead | None:
    """The one amount stated as the deal's; None when none is, when several are, or when it is a range or a guess."""
    stated: set[tuple[Decimal, str | None]] = set()
    for before, clause in zip((None, *passage.clauses), passage.clauses, strict=False):
        found = {(money.value, money.currency) for money in _stated(before, clause)}
        stated = found if found and _DOWN_TO.search(clause.low) else stated | found
    if len(stated) != 1:
        return None
    value, typed = stated.pop()
    code = typed or currency
    return MoneyRead(value, code) if code and value > 0 else None


def _stated(before: Clause | None, clause: Clause) -> tuple[Money, ...]:
    low = clause.low
    down = _DOWN_TO.search(low)
    if before is not None and (_ONLY_MONEY.match(low) or down is not None):
        low = f"{before.low} {low}"
    if _OFFERED_BY.search(low) is not None:
        return ()
    if clause.asks or not clause.money or not _PRICE.search(low) or _NOT_OURS.search(low):
        return ()
    if down is not None:
        after = tuple(money for money in clause.money if money.start - clause.start >= down.end() - 1)
        return after if after and not any(money.vague for money in after) else ()
    if _UNSURE.search(low) or any(money.vague for money in clause.money):
        return ()
    return clause.money
