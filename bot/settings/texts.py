"""What the company says in its own words: a text, or a list of phrases, for each of its languages."""

from __future__ import annotations

from bot.settings.nodes import Section, Spot, did_you_mean
from bot.settings.values import LANGUAGES, text
from domain.settings import Company
from domain.words import Texts

_NAMES = {"en": "English", "sv": "Swedish"}


def texts(section: Section, key: str, company: Company) -> Texts:
    """A text that must be there in every language of the company."""
    spot = section.required(key)
    return Texts(()) if spot is None else texts_at(spot, company)


def texts_at(spot: Spot, company: Company) -> Texts:
    """The text here: one per language, or just the words where the company has one language."""
    if spot.is_text and len(company.languages) == 1:
        return Texts(((company.languages[0], spot.read(text, "")),))
    if spot.is_text:
        spot.wrong(f"every language has its own text here: {_example(company)}.")
        return Texts(())
    given = _by_language(spot)
    for language in company.languages:
        if language not in given:
            spot.wrong(f"the {_NAMES[language]} text ({language}) is missing.")
    return Texts(tuple((language, below.read(text, "")) for language, below in given.items()))


def words(section: Section, company: Company, name: str = "words") -> tuple[str, ...]:
    """Phrases to recognise, of all languages together; they may be left out."""
    spot = section.get(name)
    if spot is None:
        return ()
    lists = _by_language(spot).values() if not spot.is_list else (spot,)
    found = (item.read(text, "") for below in lists for item in below.items())
    return tuple(dict.fromkeys(found))


def _by_language(spot: Spot) -> dict[str, Spot]:
    """What is below each language; others than the coach speaks are noted."""
    given = dict(spot.entries())
    for language, below in given.items():
        if language not in LANGUAGES:
            below.wrong(f"the coach does not speak {language!r}.{did_you_mean(language, LANGUAGES)}")
    return {language: below for language, below in given.items() if language in LANGUAGES}


def _example(company: Company) -> str:
    return "{" + ", ".join(f"{language}: ..." for language in company.languages) + "}"
