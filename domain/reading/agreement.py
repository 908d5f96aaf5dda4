"""How the customer agreed to something: accepted an invitation, wrote it, said it."""

from __future__ import annotations

from domain.facts import Agreed
from domain.reading.marks import PERSON, ROLE, THEY, TIME
from domain.reading.passage import Clause
from domain.reading.pattern import Pattern
from domain.reading.phrases import phrases

_INVITE = (
    r"(?:invit\w*|calendar\w*|inbjud\w*|kallelse\w*|kalender\w*|holds?(?= (?:for|on|at))|meeting requests?"
    r"|mötesförfrågan|mötesinbjud\w*"
    r"|mötesbokning\w*)"
)
_ACCEPTED = phrases(
    rf"accept(?:ed|erade|erat|erad|s|erar)?\b(?: \S+){{0,5}} {_INVITE}|{_INVITE}(?: \S+){{0,4}} (?:accepted"
    rf"|accepterad|accepterat|accepterades|godkänd)"
    rf"|(?:tackade|tackat|tackar|svarade|svarat|said|ja|yes) (?:ja |yes )?(?:till|på|to)(?: \S+){{0,2}} {_INVITE}"
    rf"|{THEY}(?: has| have| already| just| redan| har| precis)*(?: sent| skickade| skickat| mailed| mailade"
    rf"| mejlade)(?: me| us| mig| oss| out| over| över| ut| a| an| the| en)* {_INVITE}"
    rf"|{THEY} (?:put|added|placed|la|lade|satte)(?: (?:it|that|this|det|den|mötet|tiden))? ?(?:in|into|on|in i|i)"
    rf"(?: (?:the|her|his|their|my|our|min|sin|vår))? (?:calendars?|kalender\w*)"
    rf"|(?:enligt|enl\.?|according to|per|as per|got|received|fick|fått) (?:her|his|their|hennes|hans|deras"
    rf"|{PERSON}+'?s?) {_INVITE}"
    rf"|(?:got|received|fick|fått|har fått|kom)(?: \S+)? {_INVITE}(?: from| från| av)|(?:her|his|their|hennes|hans"
    rf"|deras|{PERSON}+'?s?) {_INVITE} (?:for|på|till)"
    rf"|(?:bokade|booked)(?: \S+){{0,3}} (?:in my calendar|i min kalender|via calendly|via bokningslänk\w*|via (?:my"
    rf"|the) (?:booking )?link)"
)
_WRITING = phrases(
    r"(?:by|via|per|på|i|in|over|through|on|enl|enligt|in an|in her|in his|in the)[ -](?:e-?mails?|mail(?:et)?"
    r"|mejl(?:et)?|sms|text|chat(?:t|ten)?|whatsapp|slack|teams-?chatt?|linkedin|messenger|writing|skrift|her mail"
    r"|svarsmejl\w*)"
    r"|(?:e-?)?mail(?:ed|s|ade|ar|at)|mejl(?:ade|ar|at)|wrote|writes|written|(?:skrev|skriver|skrivit)(?! (?:på|under"
    r"|avtal|kontrakt|ner|in|till|upp))|text(?:ed|s)|sms(?:ade|ar|at|:ade)|messa(?:de|r|t)|skriftligen"
    r"|skriftligt?(?! \w*(?:offert|avtal|förslag|underlag))|in writing"
    r"|replied|(?:her|his|their|hennes|hans|deras) (?:e-?mail|mail|mejl|sms|text|message|reply|svar)"
    r"|mail(?:et)? (?:from|från)|mejl(?:et)? från|dm:?ade|pinged|chattade|loi|letter of intent|avsiktsförklaring"
    r"|messaged"
)
_BY_US = phrases(
    r"(?:we|i|jag|vi)(?:'ve| have| har)? (?:e-?mail\w*|mejl\w*|wrote|skrev|texted|sms\w*|skickade|sent)"
    r"|will (?:e-?mail|write|text)|ska (?:maila|mejla|skriva)"
)
_YES = (
    r"(?:yes|ok(?:ay|ej|'d|ayed)?|sure|yep|agree[sd]?|accept(?:ed|s|erade|erat|erar)?|confirm(?:ed|s)|promise[sd]?"
    r"|committed|commits|approved|on board|good|fine|happy|keen|up for|"
    r"in for|game|works?|suits?|fits?|(?:can|could) (?:do|make)|is free|is available|sounds good|thumbs up|ja|jodå"
    r"|jajamän|bekräftade?|bekräftat|bekräftar|funkar|passar|"
    r"går bra|gick bra|med på (?:det|detta|noterna)|med på|lovade?|lovat|lovar|överens|gick med på|hakade på|nickade"
    r"|gärna|tackade ja|tackar ja|kan(?= Τ)|kunde(?= Τ)|suggest(?:ed|s)"
    r"|propose[sd]|föreslog|föreslår|godkände|godkänt|asked for|insisted|picked|chose(?= Τ)|valde(?= Τ)|vill ses"
    r"|wants? to meet)"
)
_THEY_SAY = phrases(
    rf"{THEY}(?:'s|'re)?(?: (?!(?:i|i'm|we|we're|jag|vi)\b)\S+){{0,4}}? {_YES}|{_YES}(?: \S+)? (?:with|for|by|from"
    rf"|med|för|av|från|enligt|hos|says"
    rf"|said|sa|säger) {THEY}"
    rf"|(?:got|fick|fått)(?: a| an| ett)? {_YES}(?= |$|\.)|passar (?:henne|honom|dem|dom)|funkar (?:för )?(?:henne"
    rf"|honom|dem|dom)|(?:good|fine|ok|works) (?:for|with) (?:her|him|them)"
    rf"|(?:ok|okej|okay) (?:med|för) (?:henne|honom|dem|dom)|(?:with|at|på|enligt|by|per|upon) (?:her|his|their"
    rf"|hennes|hans|deras|{PERSON}+'?s?) (?:request|begäran|önskemål|initiativ|suggestion|förslag)"
    rf"|{_YES}$|{_YES}[.]|{THEY}(?:'s|'re| is| are| är) (?:in|down|onboard|med|på)(?=[ .,!]*$)|(?:tackade|sa|svarade"
    rf"|said|replied) (?:ja|yes|ok\w*)(?! to the price| till priset)"
    rf"|(?:enligt|enl\.?|per|according to|in|i) (?:her|his|their|hennes|hans|deras|{PERSON}+'?s?) (?:e-?mail|mail"
    rf"|mejl|sms|text|message|reply|svar)"
    rf"|(?:enligt|enl\.?) (?:{THEY}|henne|honom)|{TIME}+ (?:works|funkar|passar|går bra|är bra|is good|is fine"
    r"|is ok|suits)"
    rf"|(?:ok|okay|okej|yes|ja|sure|fine|gärna|good)(?: (?:for|with|på|för|med|on|to|till|we can do|vi kan))? {TIME}+"
)
_SETTLED = phrases(
    r"flyttat|flyttad|flyttades|ombokat|ombokad|moved to|rescheduled|booked|bokad[et]?|bokat|inbokad|inbokat"
    r"|scheduled|agreed|överenskomm\w+|enl(?:igt)? ök|kom(?:mit)? överens|överens|bestämt|bestämd|bestämde|confirmed"
    r"|bekräftat|bekräftad|bekräftade"
    r"|spika[dt]|spikade|promised|lovat|lovade|(?:is|are|now|date|all) set|är satt|satt datum|it'?s a date|locked in"
    r"|pencilled and confirmed|(?:as|like) (?:agreed|we (?:said|agreed|discussed))|som (?:avtalat|vi (?:sa|bestämde"
    r"|kom överens|pratade om))"
    rf"|avtalat|accepted|accepterat|uppgjort|set (?:for|up for|on)(?: the)? {TIME}+"
)
_NOT = phrases(
    r"not|n't|never|no|yet|hasn'?t|haven'?t|didn'?t|doesn'?t|don'?t|isn'?t|won'?t|inte|ej|aldrig|inget|ingen|ännu|än"
    r"|väntar(?: på| in)?|waiting|awaiting|if"
    rf"|om(?= (?:de|hon|han|vi|det|jag|dom|man|alla|allt|inte|budget\w*|pris\w*|styrelsen|chefen|vd\w*"
    rf"|[{PERSON}{ROLE}]+)\b)"
    r"|maybe|might|kanske|hopefully"
    r"|förhoppningsvis|hoppas|hope|tentativ\w*|preliminär\w*|prel|tbc|to be (?:confirmed|agreed|booked)|unconfirmed"
    r"|obekräftad\w*|should|borde|ska (?:bekräfta|boka|kolla|höra)|(?:will|'ll|shall|going to) (?:\w+ )?(?:confirm"
    r"|book|agree|check|accept|let|get|come|see|look)"
    r"|(?:to|att|need to|must|måste|försöker|försöka|trying to|try to) (?:confirm|book|agree|bekräfta|boka)|said no"
    r"|sa nej|tackade nej|declined|nej|proposed by us|subject to|unsure|osäker\w*|tror|thinks?|nog|probably"
    r"|antagligen|vet inte|would|skulle|unless|pending"
)
_ABOUT_ELSE = phrases(
    r"(?:ja|yes|ok\w*|klartecken|go-ahead) (?:från|from|av|by|hos) (?:the |their |her |his |sin |sina "
    r"|deras )?(?:styrels\w*|board"
    r"|ledning\w*|chef\w*|boss|committee|nämnd\w*|koncern\w*)|"
    r"(?:pris\w*|price|quote|offert\w*|budget\w*|villkor\w*|terms|test\w*|pilot\w*)(?: \S+){0,4} (?:ok\w*|yes|ja"
    r"|godkän\w+"
    r"|agreed|accepted|fine|bra)$|"
    r"(?:yes|ja|ok\w*|agreed?|fine|happy|good|överens|agrees|accepted|approved|godkände|bekräftade"
    r"|confirmed)(?: (?:to|till|with|med|on|om|that|att|på))?"
    r" (?:the |our |vår |vårt |her |their |w |w/ )*(?:(?:everything|all of it|it all|the rest|numbers|figures|allt"
    r"|alltihop|resten"
    r"|siffrorna|helheten)(?!\w)|price|quote|budget|terms|offer\b|offert\w*|pris\w*|budget\w*"
    r"|villkor\w*|need\w*|problem\w*|scope|spec\w*|behov\w*|leverans\w*|upplägg\w*|Μ+)"
)


def agreed_in(clause: Clause) -> Agreed | None:
    """How the customer agreed by this clause; NONE: it says that they have not; None: it does not speak of it."""
    low = clause.low
    accepted = _ACCEPTED.search(low)
    denied = _NOT.search(low)
    if accepted:
        return Agreed.NONE if denied else Agreed.ACCEPTED
    said = _THEY_SAY.search(low) or _SETTLED.search(low)
    writing = _WRITING.search(low) and not _BY_US.search(low)
    if not said and not clause.mailed:
        return None
    if denied or _ABOUT_ELSE.search(low):
        return Agreed.NONE if denied else None
    if not said:
        return None
    return Agreed.WRITTEN if writing or _is_letter(clause) else Agreed.SAID


def in_writing(clause: Clause) -> bool:
    """Whether what the customer says here was written by them."""
    return _is_letter(clause) or (_WRITING.search(clause.low) is not None and not _BY_US.search(clause.low))


def _is_letter(clause: Clause) -> bool:
    return clause.mailed and not clause.spoken


def invited(clause: Clause) -> bool:
    """Whether the clause tells of an invitation that the customer accepted or sent."""
    return agreed_in(clause) is Agreed.ACCEPTED


_SPEAKS = Pattern(rf"\b{THEY}\b|[{PERSON}{ROLE}]")
