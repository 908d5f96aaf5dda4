"""The processes of app.yaml: their stages, what each demands, and what is given and taken on the way."""

from __future__ import annotations

from collections.abc import Sequence

from bot.settings.nodes import Section, Spot
from bot.settings.texts import texts, texts_at, words
from bot.settings.values import LANGUAGES, days, key, one_of, whole
from domain.facts import FACTUAL, Grounds
from domain.process import (
    Criterion,
    FitCriterion,
    Give,
    LostReason,
    Need,
    Process,
    Stage,
    Take,
    TakeNeeded,
)
from domain.settings import Company

_ENDS = ("won", "lost")
_GATE = ("soft", "hard")
_FACTUAL = {grounds.value: grounds for grounds in FACTUAL}
_ALLOWED = ("allowed", "not allowed")


class Processes:
    """Reads processes. `questions` and `takes` are the keys that a stage may name.

    `nudges` collects the rules that differ in a process: they are read once the company's own are known.
    """

    def __init__(self, company: Company, questions: tuple[str, ...], takes: tuple[str, ...]) -> None:
        self._company = company
        self._questions = questions
        self._takes = takes
        self.nudges: list[tuple[str, Spot]] = []

    def read(self, name: str, spot: Spot) -> Process:
        """One process; what is wrong is noted."""
        section = spot.section()
        stages = tuple(self._stage(one, below) for one, below in section.entries("stages"))
        if not stages and (below := section.get("stages")):
            below.wrong("at least one stage belongs here.")
        fit = section.get("fit")
        process = Process(
            key=spot.key_as(key, name),
            name=texts(section, "name", self._company),
            version=section.take("version", whole(1, 10_000), 1),
            stages=stages,
            lost_reasons=tuple(self._reason(one, below) for one, below in section.entries("lost_reasons")),
            fit=tuple(self._fit(one, below) for one, below in fit.entries()) if fit else (),
            fit_version=section.take("fit_version", whole(1, 10_000), 1),
            may_skip=section.take("skipping", one_of(_ALLOWED, "choice"), "allowed") == "allowed",
            may_go_back=section.take("going_back", one_of(_ALLOWED, "choice"), "allowed") == "allowed",
            was=_names(section, "was"),
        )
        if below := section.get("nudges"):
            self.nudges.append((process.key, below))
        _note_twice(spot, process)
        _note_was(spot, process)
        return process

    def _stage(self, name: str, spot: Spot) -> Stage:
        section = spot.section()
        if name in _ENDS:
            spot.wrong("won and lost end every deal by themselves and are no stages. Call this one something else.")
        is_hard = _is_hard(section, default=False)
        leaves = section.required("leaves_when")
        return Stage(
            key=spot.key_as(key, name),
            name=texts(section, "name", self._company),
            purpose=texts(section, "purpose", self._company),
            days=section.need("days", days, 0),
            leaves_when=self._criteria(name, leaves, is_hard) if leaves else (),
            needs=tuple(self._need(item, is_hard) for item in section.items("needs")),
            takes=tuple(self._take(item, is_hard) for item in section.items("takes")),
            was=_names(section, "was"),
        )

    def _criteria(self, stage: str, spot: Spot, is_hard: bool) -> tuple[Criterion, ...]:
        """One text is one criterion, called like its stage; several have keys of their own."""
        entries = () if spot.is_text or spot.is_list else spot.entries()
        if not entries or all(name in LANGUAGES for name, _ in entries):
            return (Criterion(stage, texts_at(spot, self._company), is_hard),)
        return tuple(self._criterion(name, below, is_hard) for name, below in entries)

    def _criterion(self, name: str, spot: Spot, is_hard: bool) -> Criterion:
        criterion = spot.key_as(key, name)
        if not _has_text(spot):
            return Criterion(criterion, texts_at(spot, self._company), is_hard)
        section = spot.section()
        return Criterion(criterion, texts(section, "text", self._company), _is_hard(section, default=is_hard))

    def _need(self, spot: Spot, is_hard: bool) -> Need:
        known = one_of(self._questions, "question")
        if spot.is_text:
            return Need(spot.read(known, ""), hard=is_hard)
        section = spot.section()
        grounds = one_of(_FACTUAL, "kind of grounds that makes a fact")
        counting = tuple(_FACTUAL.get(item.read(grounds, ""), Grounds.DOCUMENT) for item in section.items("grounds"))
        return Need(section.need("question", known, ""), counting or FACTUAL, _is_hard(section, default=is_hard))

    def _take(self, spot: Spot, is_hard: bool) -> TakeNeeded:
        known = one_of(self._takes, "take")
        if spot.is_text:
            return TakeNeeded(spot.read(known, ""), is_hard)
        section = spot.section()
        return TakeNeeded(section.need("take", known, ""), _is_hard(section, default=is_hard))

    def _reason(self, name: str, spot: Spot) -> LostReason:
        reason = spot.key_as(key, name)
        if not _has_text(spot):
            return LostReason(reason, texts_at(spot, self._company))
        section = spot.section()
        known = one_of(self._questions, "question")
        rests_on = tuple(item.read(known, "") for item in section.items("rests_on"))
        return LostReason(reason, texts(section, "text", self._company), rests_on, _names(section, "was"))

    def _fit(self, name: str, spot: Spot) -> FitCriterion:
        section = spot.section()
        wanted = section.take("wanted", one_of(("yes", "no"), "answer"), "yes")
        return FitCriterion(spot.key_as(key, name), texts(section, "text", self._company), wanted == "yes")


def takes_from(top: Section, company: Company) -> tuple[Take, ...]:
    """What we may ask of a customer."""
    spot = top.get("takes")
    return () if spot is None else tuple(_take_from(name, below, company) for name, below in spot.entries())


def _take_from(name: str, spot: Spot, company: Company) -> Take:
    section = spot.section()
    wording, called = texts(section, "words", company), words(section, company, "called")
    return Take(spot.key_as(key, name), texts(section, "text", company), wording, called)


def gives_from(top: Section, company: Company, takes: tuple[str, ...]) -> tuple[Give, ...]:
    """What customers ask of us."""
    spot = top.get("gives")
    return () if spot is None else tuple(_give_from(name, below, company, takes) for name, below in spot.entries())


def _give_from(name: str, spot: Spot, company: Company, takes: tuple[str, ...]) -> Give:
    section = spot.section()
    needs = tuple(item.read(one_of(takes, "take"), "") for item in section.items("needs"))
    called = words(section, company, "called")
    return Give(spot.key_as(key, name), texts(section, "text", company), needs, called)


def _is_hard(section: Section, *, default: bool) -> bool:
    return section.take("gate", one_of(_GATE, "gate"), "hard" if default else "soft") == "hard"


def _has_text(spot: Spot) -> bool:
    """Whether there are settings beside the text, so that it stands under `text`."""
    return not spot.is_text and not spot.is_list and any(name == "text" for name, _ in spot.entries())


def _names(section: Section, name: str) -> tuple[str, ...]:
    return tuple(item.read(key, "") for item in section.items(name))


def _note_twice(spot: Spot, process: Process) -> None:
    """A criterion is answered once a deal, so a process names it once."""
    keys = [criterion.key for stage in process.stages for criterion in stage.leaves_when]
    for name in sorted({name for name in keys if keys.count(name) > 1}):
        spot.wrong(f"two stages leave when {name!r}; give each its own key.")


def _note_was(spot: Spot, process: Process) -> None:
    """A deal must not belong in two places."""
    old = [old for old, _ in process.renamed]
    for name, stage in process.renamed:
        if process.stage(name) is not None:
            spot.wrong(f"the stage {stage!r} was {name!r}, but that is a stage of its own here.")
    for name in sorted({name for name in old if old.count(name) > 1}):
        spot.wrong(f"two stages were {name!r}; its deals can go to one alone.")


def note_taken_over(spot: Spot, processes: Sequence[Process]) -> None:
    """The same for whole processes."""
    keys = {process.key for process in processes}
    old = [name for process in processes for name in process.was]
    for process in processes:
        for name in process.was:
            if name in keys:
                spot.wrong(f"{process.key!r} was {name!r}, but that is a process of its own here.")
    for name in sorted({name for name in old if old.count(name) > 1}):
        spot.wrong(f"two processes were {name!r}; its deals can go to one alone.")
