"""Orders to the coach inside a note. They are words like any other, and change nothing."""

from __future__ import annotations

from domain.reading.passage import Clause
from domain.reading.phrases import phrases
from domain.reading.words import fold

_STATE = (
    r"(?:won|lost|closed|open|disqualified|paused|done|accepted|confirmed|vunn\w+|förlora\w+|stäng\w+|avslutad\w*"
    r"|pausad\w*|klar\w*)"
)
_ORDER = phrases(
    r"(?:ignore|disregard|forget|override|bypass|bortse från|ignorera|glöm|strunta i)(?: \S+){0,4} (?:instruct\w*"
    r"|rules?|prompts?|guidelines|polic\w+|instruktion\w*|regler\w*|direktiv\w*)"
    rf"|(?:mark|set|flag|tag|markera|sätt|registrera|stämpla|sätt om)(?: \S+){{1,6}} (?:as|to|till|som) {_STATE}"
    r"|(?:mark|set|change|move|delete|close|update|remove|erase|drop|reassign|transfer|markera|sätt|ändra|radera"
    r"|ta bort|stäng|flytta|uppdatera) "
    r"(?:all|every\w*|alla|allt|samtliga|(?:the |my |our )?(?:database|pipeline)|databasen)"
    r"|(?:set|change|update|make|ändra|sätt) (?:the )?(?:stage|amount|owner|status|budget|fas(?:en)?|belopp(?:et)?"
    r"|ägare(?:n)?|status(?:en)?) .*"
    rf"|(?:move|flytta)(?: \S+){{1,4}} (?:to|till)(?: the)? \S+"
    r"|you are now .*|du är nu .*|from now on .*"
    r"|från och med nu .*|pretend .*|låtsas .*"
    r"|(?:reveal|print|show me|output|visa|skriv ut) (?:me )?(?:your|the|dina|din) (?:system |hidden )?(?:prompt\w*"
    r"|instruct\w*|rules|instruktion\w*)"
    r"|(?:answer|reply|respond|svara) (?:only |bara |endast )?(?:with|med) .*|send (?:this|a message"
    r"|an? email) to (?:everyone|all|alla) .*|skicka (?:detta|det här) till alla.*"
    r"|(?:don'?t|do not|never) ask (?:me )?.*|fråga (?:mig )?(?:inte|inget|aldrig).*|drop table.*"
)
_SPEAKS_AS = phrases(r"(?:system|assistant|user|developer)(?: prompt| message)? ?:.*")
_STEP_AHEAD = phrases(
    r"(?:move|flytta|set|sätt)(?: \S+){0,4} (?:demo|meeting|mtg|call|möte\w*|lunch\w*|samtal\w*|date|datum\w*"
    r"|deadline)(?: .*)?"
)


def without_orders(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses that are no order to the coach; what follows an order in its sentence belongs to it."""
    kept: list[Clause] = []
    ordering = -1
    for clause in clauses:
        bare = (
            clause.low.lstrip(" -*:")
            .removeprefix("please ")
            .removeprefix("snälla ")
            .removeprefix("and ")
            .removeprefix("och ")
        )
        if (_ORDER.match(bare) and not _STEP_AHEAD.match(bare)) or _SPEAKS_AS.match(fold(clause.text).text):
            ordering = clause.sentence
        if clause.sentence != ordering:
            kept.append(clause)
    return tuple(kept)
