"""Whether a note says that a deal moved to another stage."""

from __future__ import annotations

import re

from domain.process import Process, Stage
from domain.reading.marks import ACCOUNT
from domain.reading.passage import Clause, Passage
from domain.reading.phrases import phrases
from domain.reading.sided import beyond
from domain.reading.words import fold

_MOVED = phrases(
    rf"(?:(?:moved|moves|moving|advanced|progressed|gone|went|pushed|promoted|flyttade|flyttat|flyttar|flyttad|gick"
    rf"|går|gått|avancerade|avancerat|skjutits|is|are|was|now|is now|we'?re|we are|är|vi är|ligger"
    rf"|nu)(?: (?:{ACCOUNT}+|it|them|the deal|deal|this(?: one)?|den|det|affären|dem|on|over|forward|up|now|nu|vidare"
    rf"|över|upp|framåt|in|we'?re|from \S+|från \S+))*"
    r" (?:to|into|in|till|i|in i|over to)|(?:entered|entering|reached|inne i|gått in i|går in i|nått|passed into"
    r"|new stage:?|ny fas:?|stage ?:|fas ?:|stage is(?: now)?|fasen är(?: nu)?))(?: (?:the|a|fasen|fas|stage|steget"
    r"|steg))*"
)
_STAYS = phrases(
    r"not|n't|if|should|ready to|want to|could|will|can|inte|ej|om|ska|bör|kan|redo att|vill|borde|when|när|before"
    r"|innan|until|might|maybe|kanske|trying|försöker|move|flytta|to be|hope|hoppas|needs?|måste|behöver"
)
_STAGES: tuple[tuple[str, str], ...] = (
    ("qualif", r"qualif\w+|kvalific\w+|kvalning\w*"),
    ("discov", r"discovery|needs analysis|needs|behov\w*|behovsanalys\w*|discover|kartlägg\w+"),
    ("demo", r"demo\w*|demonstration"),
    ("propos", r"proposal|propose|quote|quotation|quoting|offer|offert\w*|proposals|anbud\w*|förslag\w*"),
    ("negot", r"negotiat\w+|förhandl\w+|closing|avslut\w*"),
    ("prospect", r"prospect\w*|prospekter\w*|lead"),
    ("trial", r"trial|pilot\w*|poc|proof of concept|test\w*"),
    ("contract", r"contract\w*|contracting|avtal\w*|kontrakt\w*|legal"),
    ("deliver", r"deliver\w+|leverans\w*|onboarding"),
)


def find_stage(passage: Passage, process: Process | None) -> str | None:
    """The stage the note says the deal moved to, if its process has it."""
    if process is None:
        return None
    return next((stage.key for clause in passage.clauses if (stage := _stage_of(clause, process))), None)


def stage_clauses(passage: Passage, process: Process | None) -> frozenset[int]:
    """Where the clauses begin that tell which stage the deal moved to."""
    if process is None:
        return frozenset()
    return frozenset(clause.start for clause in passage.clauses if _stage_of(clause, process))


def _stage_of(clause: Clause, process: Process) -> Stage | None:
    for moved in () if clause.asks else _MOVED.finditer(clause.low):
        if not _STAYS.search(clause.low[: moved.start() + 1]):
            stage = _stage_at(clause, beyond(clause.low, moved.end()), process)
            if stage is not None:
                return stage
    return None


def _stage_at(clause: Clause, place: int, process: Process) -> Stage | None:
    rest = clause.low[place:]
    named = [stage for stage in process.stages if any(_begins(rest, name) for name in _names(stage))]
    if not named:
        groups = [source for _, source in _STAGES if phrases(source).match(rest)]
        named = [
            s for s in process.stages if any(phrases(source).match(name) for source in groups for name in _names(s))
        ]
    return named[0] if len({stage.key for stage in named}) == 1 else None


def _names(stage: Stage) -> list[str]:
    return [fold(name).text for name in (stage.key.replace("_", " "), *(text for _, text in stage.name.by_language))]


def _begins(rest: str, name: str) -> bool:
    after = (
        r"(?:s?(?:fas(?:en)?|stage|steget)?|s?[- ]?(?:stage|phase|fas|fasen|steget))?(?=[\s.,!]*$|[\s.,]+(?:now"
        r"|nu|today|idag|stage|phase|fas|after|efter|yesterday|igår|with|med|on|Τ))"
    )
    return re.match(re.escape(name) + after, rest) is not None
