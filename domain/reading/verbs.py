"""Verbs of selling and their forms, as sources of patterns: English and Swedish side by side.

A form is what a grammar needs to know: PLAIN is "send", "skicka"; NOW is "sends", "skickar"; ONGOING is "sending";
DONE is "sent", "skickade", "skickat".
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.reading.words import one_of

_REGULAR = """
 email mail call book schedule prepare present show visit follow check ask talk review confirm decide order invite share
 forward deliver introduce finish update discuss negotiate start test pilot reach ping chase remind sort fix evaluate
 return circle quote price arrange connect touch draft complete sync align approve provide propose explain answer
 respond clarify verify install estimate calculate collect gather consult involve loop phone text message process
 finalise finalize revise investigate look wait expect move pop host attend contact push request compare print
 organise organize recommend validate walk suggest promise pass propose summarise summarize add pick dig nudge reconnect
 regroup touch work launch deploy hire train help offer ship join
 drop
"""
_IRREGULAR = """
 send sends sending sent|write writes writing wrote written|meet meets meeting met|get gets getting got gotten
 give gives giving gave given|take takes taking took taken|bring brings bringing brought|come comes coming came
 go goes going went gone|ring rings ringing rang rung|speak speaks speaking spoke spoken|see sees seeing saw seen
 set sets setting set|find finds finding found|make makes making made|put puts putting put|run runs running ran
 read reads reading read|sign signs signing signed|do does doing did done|build builds building built
 let lets letting let|tell tells telling told|submit submits submitting submitted
 plan plans planning planned|hear hears hearing heard|try tries trying tried|reply replies replying replied
 hold holds holding held|catch catches catching caught|prep preps prepping prepped|swing swings swinging swung
 demo demos demoing demoed demo'd|hand hands handing handed|chat chats chatting chatted|sit sits sitting sat
 fu fus|pitch pitches pitching pitched|discuss discusses discussing discussed|fetch fetches fetching fetched
"""
_SWEDISH = """
 skicka skickar skickade skickat|maila mailar mailade mailat|mejla mejlar mejlade mejlat|ringa ringer ringde ringt
 boka bokar bokade bokat|planera planerar planerade planerat|förbereda förbereder förberedde förberett
 skriva skriver skrev skrivit|presentera presenterar presenterade presenterat|visa visar visade visat
 demoa demoar demoade demoat|demonstrera demonstrerar demonstrerade demonstrerat|träffa träffar träffade träffat
 träffas träffas träffades träffats|ses ses sågs setts|höras hörs hördes hörts|höra hör hörde hört
 besöka besöker besökte besökt|följa följer följde följt|återkomma återkommer återkom återkommit
 återkoppla återkopplar återkopplade återkopplat|kolla kollar kollade kollat|sätta sätter satte satt
 kontrollera kontrollerar kontrollerade kontrollerat|fråga frågar frågade frågat|prata pratar pratade pratat
 snacka snackar snackade snackat|tala talar talade talat|stämma stämmer stämde stämt|gå går gick gått
 titta tittar tittade tittat|läsa läser läste läst|bekräfta bekräftar bekräftade bekräftat|möta möter mötte mött
 besluta beslutar beslutade beslutat|bestämma bestämmer bestämde bestämt|signera signerar signerade signerat
 beställa beställer beställde beställt|bjuda bjuder bjöd bjudit|dela delar delade delat|ge ger gav gett
 leverera levererar levererade levererat|uppdatera uppdaterar uppdaterade uppdaterat|ta tar tog tagit
 diskutera diskuterar diskuterade diskuterat|förhandla förhandlar förhandlade förhandlat|vänta väntar väntade väntat
 starta startar startade startat|börja börjar började börjat|köra kör körde kört|lämna lämnar lämnade lämnat
 testa testar testade testat|pinga pingar pingade pingat|jaga jagar jagade jagat|påminna påminner påminde påmint
 ordna ordnar ordnade ordnat|fixa fixar fixade fixat|utvärdera utvärderar utvärderade utvärderat
 komma kommer kom kommit|offerera offererar offererade offererat|räkna räknar räknade räknat|svara svarar svarade svarat
 göra gör gjorde gjort|föreslå föreslår föreslog föreslagit|smsa smsar smsade smsat|messa messar messade messat
 kontakta kontaktar kontaktade kontaktat|godkänna godkänner godkände godkänt|förankra förankrar förankrade förankrat
 summera summerar summerade summerat|sammanställa sammanställer sammanställde sammanställt|åka åker åkte åkt
 hämta hämtar hämtade hämtat|synka synkar synkade synkat|luncha lunchar lunchade lunchat|utreda utreder utredde utrett
 delta deltar deltog deltagit|granska granskar granskade granskat|involvera involverar involverade involverat
 justera justerar justerade justerat|revidera reviderar reviderade reviderat|slutföra slutför slutförde slutfört
 samla samlar samlade samlat|koppla kopplar kopplade kopplat|offertera offerterar offerterade offerterat
 meddela meddelar meddelade meddelat|höja höjer höjde höjt|lägga lägger lade lagt|installera installerar installerade
 klura klurar klurade klurat|bolla bollar bollade bollat|lyfta lyfter lyfte lyft|checka checkar checkade checkat
 introducera introducerar introducerade introducerat|säkra säkrar säkrade säkrat|få får fick fått|höras hörs hördes
 jobba jobbar jobbade jobbat|hälsa hälsar hälsade hälsat|flytta flyttar flyttade flyttat|tacka tackar tackade tackat
 prova provar provade provat|pröva prövar prövade prövat|stöta stöter stötte stött
 fika fikar fikade fikat|käka käkar käkade käkat|äta äter åt ätit
"""
_COMMANDS = "ring läs skriv följ kör åk hör möt ge sätt bjud"
"""Swedish imperatives that differ from the infinitive."""


def _regular(verb: str) -> list[str]:
    stem = verb[:-1] if verb.endswith("e") else verb
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, verb[:-1] + "ies", verb + "ing", verb[:-1] + "ied"]
    return [verb, third, stem + "ing", stem + "ed"]


def _rows(table: str) -> list[list[str]]:
    return [row.split() for row in table.replace("\n", "|").split("|") if row.strip()]


_EN = [_regular(verb) for verb in _REGULAR.split()] + _rows(_IRREGULAR)
_SV = _rows(_SWEDISH)

PLAIN_OF = {row[1]: row[0] for row in (*_EN, *_SV)}
"""What is told of somebody, as it is told to them: "calls" is "call", "ringer" is "ringa"."""
EN_PLAIN = {row[0] for row in _EN}
EN_THIRD = {row[1] for row in _EN}
EN_ONGOING = {row[2] for row in _EN if len(row) > 2}
EN_DONE = {form for row in _EN for form in row[3:]}
SV_PLAIN = {row[0] for row in _SV} | set(_COMMANDS.split())
SV_NOW = {row[1] for row in _SV}
SV_DONE = {form for row in _SV for form in row[2:]} - {"åt"}
FORMS = EN_PLAIN | EN_THIRD | EN_ONGOING | EN_DONE | SV_PLAIN | SV_NOW | SV_DONE

_FAINT_EN = "work get see have hold make go come take do find move look try set put read hear let tell run give add let"
_FAINT_SV = (
    "gå gör göra kör köra ta tar ge ger få får kommer komma går säkra jobba jobbar hör höra sätta sätter stämmer"
)
_FAINT = set(_FAINT_SV.split()) | {form for row in _EN if row[0] in _FAINT_EN.split() for form in row}


def source(*forms: Iterable[str]) -> str:
    """The source of a pattern that matches any of the forms."""
    return one_of(form for group in forms for form in group)


PLAIN = source(EN_PLAIN, SV_PLAIN)
NOW = source(EN_THIRD, SV_NOW)
ONGOING = source(EN_ONGOING)
DONE = source(EN_DONE, SV_DONE)
ANY = source(FORMS)
CLEAR = source((EN_PLAIN | EN_THIRD | SV_PLAIN | SV_NOW | EN_ONGOING) - _FAINT - {"test", "testar", "testing", "testa"})
"""Forms that tell of a step even when no time is given."""

_THINGS = """
 call demo quote order price plan review visit update test pilot contact answer share work show start message text phone
 process email mail draft sign check request install host offer ship help look move print train push pitch chat hand
 prep get set run hold return wait pass fix sort present schedule ask follow swing validate add pick dig touch fu plan
"""
NOUN_LIKE = {form for row in _EN if row[0] in _THINGS.split() for form in row[:2]} | {"mail", "maila", "fika"}
"""English forms that are as often a thing as something done: "the quote", "price list"."""
