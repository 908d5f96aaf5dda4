"""The smallest app.yaml there is, with places that a test can fill differently."""

from __future__ import annotations

_TEXT = """\
company:
  name: %(name)s
  zone: Europe/Stockholm
  country: %(country)s
  currency: %(currency)s
  languages: %(languages)s
teams:
  north:
    manager: karin@example.com
    process: new_business
    people: %(people)s
questions:
  pain:
    text: {en: What hurts?, sv: Vad skaver?}
    why: {en: No problem no deal., sv: Utan problem ingen affär.}
    ask: {en: Why now?, sv: Varför nu?}
    words: {en: [problem, pain], sv: [besvär, problem]}
processes:
  new_business:
    name: {en: New business, sv: Nya kunder}
    stages:
      qualify:
        name: {en: Qualify, sv: Kvalificering}
        purpose: {en: Is it worth it?, sv: Värt det?}
        days: %(days)s
        leaves_when: {en: They said yes., sv: De sa ja.}
        needs: %(needs)s
    lost_reasons:
      price: %(reason)s
nudges:
  at_most: 3
  rules: %(rules)s
contact_roles: {}
"""
_USUAL = {
    "name": "Fjord & Co",
    "country": "SE",
    "currency": "SEK",
    "languages": "[sv, en]",
    "people": "[maja.lind@example.com]",
    "days": "14",
    "needs": "[pain]",
    "reason": "{en: The price, sv: Priset}",
    "rules": "{no_next_step: {after: 1, again: 3}}",
}


def small(**changes: str) -> str:
    """The file with some places filled differently."""
    return _TEXT % (_USUAL | changes)


SMALL = small()
