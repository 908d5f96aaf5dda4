"""How reps really type: words behind a step, clauses without commas, small letters, pasted mail. A row per habit."""

from __future__ import annotations

import pytest

from tests.domain.reading.world import told

Facts = dict[str, str]

AGREED: dict[str, tuple[str, Facts]] = {
    "she said, behind the step": (
        "Eva sends the list on Monday she said",
        {"step": "- + sends the list: 2026-11-30 said", "ask": ""},
    ),
    "sa hon, behind the step": ("Eva skickar listan på måndag sa hon", {"ask": ""}),
    "det bad hon om": ("ringer Eva på fredag, det bad hon om", {"ask": ""}),
    "hon ville det": ("ringer Eva på fredag, hon ville det", {"ask": ""}),
    "she asked for it, a sentence of its own": ("I'll send Eva the quote on Friday. She asked for it.", {"ask": ""}),
    "as she asked": ("sending Eva the quote on Friday as she asked", {"ask": ""}),
    "it was her idea": ("call with Eva on Friday, it was her idea", {"ask": ""}),
    "in writing": ("Eva skickar listan på fredag, skrev hon", {"step": "- + skickar listan: 2026-11-27 written"}),
    "said of something else": (
        "ringer Eva på fredag. Stämningen var god, sa hon",
        {"step": "ringer Eva + -: 2026-11-27 none", "ask": "customer_agreed"},
    ),
    "överens om is no condition": ("vi är överens med Eva om pilotstart 7/12", {"ask": ""}),
    "a person at the company": ("Eva på Kraftverket skickar listan på fredag, lovade hon", {"ask": ""}),
    "a role at the company": ("ekonomichefen på Nordfrakt vill ha en offert på fredag", {"ask": ""}),
}

DAYS: dict[str, tuple[str, Facts]] = {
    "an hour before ok": ("demo with Eva fri 10 ok", {"step": "demo with Eva + demo with Eva: 2026-11-27T10:00 said"}),
    "an hour before bokad": (
        "demo med Eva fre 10 bokad",
        {"step": "demo med Eva + demo med Eva: 2026-11-27T10:00 said"},
    ),
    "fri before an hour is a day": ("fri 10 demo with Eva, agreed", {"ask": ""}),
    "0830": ("ringer Eva 0830 imorgon", {"step": "ringer Eva + -: 2026-11-25T08:30 none"}),
    "klockan tretton": ("ringer Eva imorgon klockan tretton", {"step": "ringer Eva + -: 2026-11-25T13:00 none"}),
    "in at is no time": ("Kraftverket: order came in at 68 500 kr", {"step": ""}),
    "i förmiddags": ("träffade Eva i förmiddags", {"meeting": "held 2026-11-24"}),
    "i eftermiddags": ("träffade Eva i eftermiddags", {"meeting": "held 2026-11-24"}),
    "today in the heading": ("Kraftverket, idag:\n- demo för Eva", {"meeting": "held 2026-11-24"}),
    "when it was to be": ("demo with Eva cancelled, was supposed to be tomorrow", {"meeting": "cancelled 2026-11-25"}),
    "no-showed": ("Eva no-showed on Monday's call", {"meeting": "no_show 2026-11-23", "step": ""}),
}
PEOPLE: dict[str, tuple[str, Facts]] = {
    "a small name that is a word, before a verb": ("per ringer på fredag", {"contacts": "per"}),
    "a small name that is a word, after a verb": ("Nordfrakt: ringer per på fredag", {"contacts": "per = per-åkesson"}),
    "per mejl is nobody": ("Nordfrakt: skickar offert per mejl på fredag", {"contacts": ""}),
    "hans is a pronoun": ("Nordfrakt: enligt hans mejl ses vi på fredag", {"contacts": ""}),
    "a surname that ends a sentence": (
        "möte med Johan Ek. Anna Berg var med",
        {"contacts": "Johan Ek = johan-ek, Anna Berg = anna-berg"},
    ),
    "whom they went with": ("Kraftverket lost, they went with Samsara", {"contacts": "", "status": "lost"}),
    "a sentence ends a company's lead": (
        "asked Eva who they compare us with. Nobody, she says",
        {"deal": "kraftverket"},
    ),
    "colleagues alone": ("Tom och jag gick igenom Nordfrakt", {"meeting": "", "contacts": ""}),
}

STEPS: dict[str, tuple[str, Facts]] = {
    "a text message asks": (
        "sms från Eva: kan vi ses på torsdag kl 14?",
        {"step": "ses + ses: 2026-11-26T14:00 written", "ask": ""},
    ),
    "a mail asks us to call": ("Eva mailed: call me Thursday at 9", {"step": "call me + -: 2026-11-26T09:00 written"}),
    "a mail tells what they do": ("Eva skrev: återkommer på fredag", {"step": "- + återkommer: 2026-11-27 written"}),
    "hej has no ej in it": ("hej har precis pratat med Eva", {"meeting": "held 2026-11-24"}),
    "a verb of any kind": (
        "Eva lists the worst cases by Friday",
        {"step": "- + lists the worst cases: 2026-11-27 none"},
    ),
    "he'd": ("Eva said she'd sign by Friday", {"step": "- + sign: 2026-11-27 said"}),
    "hon skulle": ("Eva sa att hon skulle mejla på fredag", {"step": "- + mejla: 2026-11-27 said"}),
    "the board decides": ("Kraftverket: styrelsen beslutar 9/12", {"step": "- + styrelsen beslutar: 2026-12-09 none"}),
    "they bring somebody to it": (
        "Eva brings her boss to the walkthrough Friday 10, she accepted the invite",
        {"step": "brings her boss to the walkthrough + brings her boss to the walkthrough: 2026-11-27T10:00 accepted"},
    ),
    "an invitation accepted is joint": ("Eva accepted the invite for Friday 10", {"ask": ""}),
    "they promised a thing": ("Eva promised the list by Friday", {"step": "- + list: 2026-11-27 said"}),
    "kom vi överens om": (
        "Till slut kom vi överens om att jag ringer Eva på fredag",
        {"step": "ringer Eva + -: 2026-11-27 said"},
    ),
    "ses, alone": ("Kraftverket: ses fre kl 10, bokat", {"step": "ses + ses: 2026-11-27T10:00 said"}),
    "they want anything by a day": ("Eva wants our numbers by Friday", {"step": "numbers + -: 2026-11-27 said"}),
    "they want a colleague to call": ("Eva vill att Tom ringer på fredag", {"step": "ringer + -: 2026-11-27 said"}),
    "a price they wish for is no step": ("Eva vill att priset hamnar under 300 tkr", {"step": ""}),
    "a stage is no step": ("Kraftverket moved to proposal today", {"step": "", "ask": "next_step_missing"}),
    "waiting to hear is no step of its own": (
        "Proposed a call Friday to Eva, waiting to hear",
        {"step": "call to Eva + -: 2026-11-27 none", "more": ""},
    ),
}


@pytest.mark.parametrize(("note", "expected"), AGREED.values(), ids=AGREED)
def test_words_behind_a_step_tell_how_the_customer_stands(note: str, expected: Facts) -> None:
    assert told(note, expected) == expected


@pytest.mark.parametrize(("note", "expected"), STEPS.values(), ids=STEPS)
def test_steps_in_a_hurry(note: str, expected: Facts) -> None:
    assert told(note, expected) == expected


@pytest.mark.parametrize(("note", "expected"), DAYS.values(), ids=DAYS)
def test_days_and_clock_times_in_a_hurry(note: str, expected: Facts) -> None:
    assert told(note, expected) == expected


@pytest.mark.parametrize(("note", "expected"), PEOPLE.values(), ids=PEOPLE)
def test_people_in_a_hurry(note: str, expected: Facts) -> None:
    assert told(note, expected) == expected
