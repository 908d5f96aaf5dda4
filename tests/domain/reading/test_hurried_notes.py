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


BESIDE: dict[str, tuple[str, Facts]] = {
    "a wish that the next step grants": (
        "Eva wants two references. Sending her both tomorrow",
        {"step": "Sending her both + -: 2026-11-25 none", "more": ""},
    ),
    "a wish that the next step grants, in Swedish": (
        "Eva vill ha två offerter, en för 5 bilar och en för 8. skickar båda imorgon",
        {"step": "skickar båda + -: 2026-11-25 none", "more": ""},
    ),
    "out today is done": (
        "quote out to Eva today, call her Friday",
        {"step": "call her + -: 2026-11-27 none", "more": ""},
    ),
    "out on Friday is to do": ("offert ut på fredag till Eva", {"step": "offert ut till Eva + -: 2026-11-27 none"}),
    "the start of what was won": ("Kraftverket signed, start 1 feb", {"status": "won", "step": ""}),
    "who books it": ("möte med Eva på fredag, Eva bokar", {"more": ""}),
    "what leads to it": (
        "kollar med Karin och svarar Eva imorgon",
        {"step": "svarar Eva + -: 2026-11-25 none", "more": ""},
    ),
    "what they wrote": (
        "Eva emailed, signing next week",
        {"step": "- + signing: 2026-11-30..2026-12-04 written", "ask": "which_date"},
    ),
    "a demo she cannot do": ("Eva can't do the demo Friday", {"meeting": "cancelled 2026-11-27", "step": ""}),
    "a demo she cannot do, in Swedish": ("Eva kan inte ha demon på fredag", {"meeting": "cancelled 2026-11-27"}),
    "a day she cannot": ("Eva kan inte på fredag", {"meeting": "", "step": ""}),
    "waiting for what they do": ("waiting until Eva answers", {"step": "- + Eva answers: no day none"}),
    "two who were to meet": (
        "Möte 1/12 kl 13 med Eva och Anna Lund flyttat till 8/12 samma tid. De accepterade kallelsen",
        {
            "step": "Möte med Eva och Anna Lund samma tid + Möte med Eva och Anna Lund samma tid: "
            "2026-12-08T13:00 accepted",
            "more": "",
        },
    ),
    "trying again": ("Provar Eva igen på torsdag", {"step": "Provar Eva igen + -: 2026-11-26 none"}),
    "any verb of ours": (
        "Redoing the quote for Eva on Monday",
        {"step": "Redoing the quote for Eva + -: 2026-11-30 none"},
    ),
    "any verb of ours, in Swedish": (
        "Kraftverket: peppar på Eva på fredag",
        {"step": "peppar på Eva + -: 2026-11-27 none"},
    ),
    "dropping it if she is silent": ("Släpper Kraftverket om Eva inte svarat på måndag", {"step": ""}),
    "what they pay today": ("Eva lägger runt 900 tkr om året idag", {"step": ""}),
    "when they would start": ("Eva wants to start in January", {"step": ""}),
    "what they wonder": ("Eva undrar om vi kan leverera i februari", {"step": ""}),
    "she calls me": (
        "Eva is gonna talk to her brother and call me back",
        {"step": "- + call me back: no day none", "more": ""},
    ),
    "the board's yes is not hers": (
        "Kraftverket har fått ja från styrelsen, Eva skickar avtal på fredag",
        {"step": "- + skickar avtal: 2026-11-27 none"},
    ),
    "the company in brackets": (
        "Eva (Kraftverket) skickar avtalet på fredag",
        {"step": "- + skickar avtalet: 2026-11-27 none"},
    ),
    "a yes to the price": ("pris 480 tkr muntligt ok, avtal till Eva fredag", {"ask": "customer_agreed"}),
    "a hold in the calendar": (
        "Eva sent a calendar hold for Friday at 12",
        {"step": "meeting + meeting: 2026-11-27T12:00 accepted", "status": ""},
    ),
    "a quote in writing": (
        "Eva vill ha skriftlig offert senast fredag",
        {"step": "skriftlig offert + -: 2026-11-27 said"},
    ),
    "who calls me": (
        "ringer mig på fredag lovade hon, Eva på Kraftverket",
        {"step": "- + ringer mig: 2026-11-27 said"},
    ),
    "who decides, nobody named": (
        "Eva has the quote, decides next week",
        {"step": "- + decides: 2026-11-30..2026-12-04 none"},
    ),
    "when they want the goods": ("Kraftverket vill ha kylbilar till 1 mars", {"step": ""}),
    "us at their place": ("Eva vill ha in oss på kontoret måndag 07.00", {"ask": ""}),
    "a noun that ends like a verb": (
        "avstämning med Eva torsdag 16.00 bokad",
        {"step": "avstämning med Eva + avstämning med Eva: 2026-11-26T16:00 said"},
    ),
    "will is a verb": ("Nothing from Eva. Will drop by on Friday", {"contacts": "Eva = eva-sjöberg"}),
}

THEN: dict[str, tuple[str, Facts]] = {
    "the day after": (
        "board meets on Friday. Eva calls me the day after",
        {"more": "- + calls me: 2026-11-28 none"},
    ),
    "dan efter": ("styrelsen ses 7/12. jag ringer Eva dan efter", {"more": "ringer Eva + -: 2026-12-08 none"}),
    "dagen efter något": (
        "Kraftverket: beslut dagen efter styrelsemötet 14/12",
        {"step": "- + beslut: 2026-12-15 none"},
    ),
    "the same week": (
        "Eva skickar svar i v 49 och ringer mig fredag samma vecka",
        {"step": "- + ringer mig: 2026-12-04 none"},
    ),
    "after what has a day": (
        "Eva återkommer efter styrelsemötet på torsdag",
        {"step": "- + återkommer efter styrelsemötet: no day none", "ask": "which_date, customer_agreed"},
    ),
    "that day": (
        "Eva is on vacation till the 7th. Will call her that day",
        {"step": "call her that day + -: 2026-12-07 none"},
    ),
    "then": ("Eva is away until Monday; I'll call her then", {"step": "call her then + -: 2026-11-30 none"}),
    "då": ("Eva har semester till 7/12, ringer henne då", {"step": "ringer henne då + -: 2026-12-07 none"}),
    "her time is some other": ("demo with Eva Friday 10:00 her time", {"step": "demo with Eva + -: 2026-11-27 none"}),
    "after today's call": (
        "after today's call with Eva I send a quote on Friday",
        {"meeting": "held 2026-11-24", "contacts": "Eva = eva-sjöberg"},
    ),
    "a forwarded letter": (
        "fwd from Eva:\nThe board meets on December 8 and I'll let you know the day after.",
        {"step": "- + board meets: 2026-12-08 written", "more": "- + let you know: 2026-12-09 written"},
    ),
    "what a letter asks of us": (
        'Eva mejlade: "vi hinner inte före jul. Hör av dig vecka 3"',
        {"step": "Hör av dig + -: 2027-01-18..2027-01-22 written", "ask": "which_date"},
    ),
}

STANDS: dict[str, tuple[str, Facts]] = {
    "thousands with a stroke": ("offert till Eva på 145' skickad", {"amount": "145000 SEK", "step": ""}),
    "a yes to a price": ("sa ja till 210 tkr, Eva", {"amount": "210000 SEK"}),
    "a local supplier": ("Eva went with a cheaper local supplier", {"status": "lost"}),
    "ill": ("I was supposed to see Eva today but she is down with flu", {"meeting": "cancelled 2026-11-24"}),
    "not there": ("Eva var inte på plats när jag kom", {"meeting": "no_show"}),
    "on the telephone": ("telefon med Eva nyss", {"meeting": "held 2026-11-24"}),
    "an account in part, and somebody of another": (
        "Ulf wants the Berg quote on Monday",
        {"deal": "mekaniska/svea", "ask": "which_deal"},
    ),
    "the 2pm is off": ("Kraftverket: todays 2pm is off", {"meeting": "cancelled 2026-11-24"}),
    "a meeting about the contract": ("Kraftverket: avtalsmötet idag inställt", {"meeting": "cancelled 2026-11-24"}),
    "avböjde": ("Eva avböjde", {"status": "lost"}),
    "dead": ("Kraftverket är död", {"status": "lost"}),
    "a tender is no meeting": ("Kraftverket, Eva: upphandlingen är inställd", {"meeting": "", "answers": ""}),
    "nobody came": ("satt och väntade på Kraftverket, ingen Eva", {"meeting": "no_show"}),
    "passing by": ("åkte förbi Kraftverket, ringer Eva på fredag", {"meeting": "held"}),
    "on the line at last": ("got Eva on the phone and she wants a demo Friday", {"meeting": "held"}),
    "a heading is no name": ("Eva: price is 60 % of it", {"contacts": "Eva = eva-sjöberg"}),
    "somebody's ask": ("Rescheduled. Grace's ask. Call Eva Friday", {"contacts": "Grace, Eva = eva-sjöberg"}),
}


@pytest.mark.parametrize(("note", "expected"), BESIDE.values(), ids=BESIDE)
def test_a_step_beside_another_is_told_once(note: str, expected: Facts) -> None:
    assert told(note, expected) == expected


@pytest.mark.parametrize(("note", "expected"), THEN.values(), ids=THEN)
def test_a_day_that_leans_on_another(note: str, expected: Facts) -> None:
    assert told(note, expected) == expected


@pytest.mark.parametrize(("note", "expected"), STANDS.values(), ids=STANDS)
def test_how_it_stands_in_a_hurry(note: str, expected: Facts) -> None:
    assert told(note, expected) == expected
