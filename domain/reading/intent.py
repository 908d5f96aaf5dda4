"""What kind of text it is: a note, a question to the coach, small talk, or nothing that can be read."""

from __future__ import annotations

import re

from domain.reading.names import GIVEN
from domain.reading.pattern import Pattern
from domain.reading.phrases import phrases
from domain.reading.words import fold

_GREETING = (
    r"(?:hi|hello|hey|heya|hej|hejsan|hallå|tjena|tja|tjo|morning|good (?:morning|afternoon|evening|night|day)"
    r"|god (?:morgon|kväll|natt|eftermiddag|middag)|godmorgon|morrn|goddag|yo|howdy|bye|goodbye|hej ?då"
    r"|see you(?: later)?|vi ses|ha det(?: bra| gott)?"
    r"|thanks?(?: you)?(?: so much| a lot| very much)?|thank you|thx|ty|tack(?: så mycket| för hjälpen| snälla"
    r"| ska du ha)?|tackar|cheers|great(?: job| work| stuff)?|nice(?: work| job| one)?|good(?: job| work| one| bot)?"
    r"|well done|awesome|perfect|cool|wow|lol|haha+|hehe|ok(?:ay|ej|i)?|sure|yes|no|yep|nope|ja|nej|japp|jo|mm+|hm+"
    r"|bra(?: jobbat| jobb| gjort| där)?|snyggt(?: jobbat)?|grymt|toppen|kanon|perfekt|underbart|härligt|kul|fint"
    r"|skönt|finfint|super|najs|(?:trevlig|skön|fin|bra) (?:helg|kväll|dag)|glad (?:påsk|midsommar)|god jul"
    r"|gott nytt år"
    r"|ses (?:imorgon|i morgon|sen|snart|på (?:mån|tis|ons|tors|fre)dag)|see you (?:tomorrow|monday|soon)"
    r"|catch you later|that (?:really )?helped"
    r"|ta|a star|(?:so |really )?(?:tired|exhausted|hungry)|helt slut|(?:kul|bra|fint|skönt) att du finns"
    r"|glad you exist"
    r"|very|really|so|riktigt|väldigt|jätte\w*|otroligt|brilliant|fantastic|excellent|lovely|amazing|hiya|greetings"
    r"|you rock|legend|strålande|fantastiskt|schysst|tusen tack|stort tack|gött|vi hörs|hörs|god helg|cya|see ya|ttyl"
    r"|(?:talk|speak) (?:later|soon|tomorrow)|ha en (?:riktigt )?(?:bra|fin|skön|trevlig|god) \w+"
    r"|hope (?:you|everyone|all) (?:had|have|are|is|enjoyed)(?: (?:a|an|the|nice|good|great|lovely|well|weekend|day"
    r"|week"
    r"|evening|holiday|one|doing|too|your))+|hoppas (?:du|ni|alla) (?:har|hade|fick|får)(?: (?:en|ett|det|bra|fin"
    r"|fint|skön"
    r"|trevlig|helg|dag|vecka|kväll|semester|haft))+"
    r"|happy (?:thanksgiving|friday|monday|new year|holidays|birthday)|merry christmas|fredagsmys|have a (?:nice"
    r"|good|great) \w+"
    r"|enjoy(?: your)? \w+|skön helg|hoppas du mår bra"
    r"|you(?:'re| are) (?:great|awesome|the best|funny|helpful|a (?:star|legend|genius))|du är (?:bäst|grym|rolig"
    r"|snäll|toppen|en klippa)|i (?:love|like) you|jag (?:gillar|älskar) dig|love it"
    r"|how are you(?: doing)?(?: today)?|how'?s it going|what'?s up|sup|hur mår du(?: idag| i dag)?|hur är (?:det"
    r"|läget)|hur går det(?: med dig)?|läget|allt bra(?: med dig)?|no worries|no problem|ingen fara|inga problem"
    r"|my bad|sorry|förlåt|ursäkta|welcome"
    r"|i'?m (?:tired|bored|hungry|happy)|jag är (?:trött|hungrig|glad|sjuk)|coach|askfirst|buddy|mate|all|alla"
    r"|everyone|team|there|du|då|again|igen|today|idag|i dag|yesterday|igår|i går|this week|last week|i veckan"
    r"|förra veckan|last night|i förrgår|häromdagen|earlier|nyss|coachen|boten|bot|kompis|vännen|gubben|karin|på dig"
    r"|to you|(?:the )?weather(?: is)? \w+"
    r"|det (?:regnar|snöar|är (?:kallt|varmt|fredag|måndag))|i'?m going home|going home|jag går hem|går hem(?: nu)?"
    r"|(?:long|busy) day|lång dag|weekend|helg|for (?:the|your) help|för hjälpen|och|and|så mycket|mvh|it'?s friday"
    r"|det är fredag|same to you|detsamma|you too|du med|så bra|very much|friends?|vänner|folks|people|what a (?:day"
    r"|week)|vilken (?:dag|vecka)|nice weather|fint väder|snart helg|tgif)"
)
_SMALLTALK = Pattern(rf"(?:{_GREETING}(?:[\s,.!?:;)(-]+|$))+$".replace(" ", r"\s+"))
_QUESTION = phrases(
    r"(?:so |and |ok |okay |hey |hej |hi |then |också |men |och |så )? ?(?:what(?:'?s|'?re)?|which|who(?:'?s|m)?"
    r"|whose|when(?:'?s)?|where(?:'?s)?|why|how(?:'?s)?|vad|vilka|vilken|vilket|vem|vems|när|var(?= (?:är|ligger|står"
    r"|finns|hittar))|varför|hur"
    r"|do (?:we|i|you|they)|does|did (?:we|i|you|she|he|they)|is (?:there|it|the|nordfrakt|this|that|my)|are (?:there"
    r"|we|they|you)|have (?:we|i|you)|has (?:anyone|anybody|the|she|he)|can (?:i|we|you)|could (?:i|we|you)"
    r"|should (?:i|we)|shall (?:i|we)|will (?:you|we|it)|would (?:you|it)|am i"
    r"|har (?:vi|jag|du|någon|hon|han|de)|är (?:det|vi|jag|den|du)|finns (?:det|någon|något)|kan (?:jag|vi|du|man)"
    r"|ska (?:jag|vi|du)|borde (?:jag|vi)|vet (?:vi|du|jag|någon)|får (?:jag|man|vi)|behöver (?:jag|vi)|minns du"
    r"|kommer du ihåg|do you know)"
)
_ASKS = phrases(
    r"(?:please )?(?:show(?: me)?|list|display|tell me|give me|summari[sz]e|find|explain|help(?: me)?|visa(?: mig)?"
    r"|lista|berätta(?: om| vad| hur)?|ge mig|sammanfatta|förklara|hjälp(?: mig)?|status (?:on|for|på|för)"
    r"|statusen? på|open deals|my deals|mina affärer|what about|status \S+(?: \S+)?$|hur är läget (?:med|på|hos))"
)
_LOGGING = phrases(
    r"(?:(?:hi|hello|hey|hej|hejsan|tjena|coach|askfirst|please|pls|snälla|kan du|can you|could you|skulle du kunna"
    r"|vänligen|would you)[ ,:]*)*(?:please |pls |snälla )?(?:log|note|save|record|logga|notera|anteckna|spara"
    r"|skriv upp|lägg in|add|make a note|write down)(?: (?:a note|that|down|this|att|följande|the following"
    r"|ett möte:?|detta|in|en anteckning))*[ :,-]*"
)
_REMINDING = phrases(
    r"(?:(?:hi|hello|hey|hej|hejsan|tjena|coach|askfirst)[ ,!.]*)*(?:can you|could you|please|pls|kan du|snälla"
    r"|skulle du kunna)(?: please)? (?:remind me|påminna? mig)(?: (?:to|about|att|om att|om|that))?"
)
_PAST_OR_PLAN = phrases(
    r"met|träffade|had a|hade|sent|skickade|called|ringde|said|sa|agreed|bokade|booked|won|lost|vann|förlorade"
)


def without_request(text: str) -> str:
    """ "Please log: met Anna" without the please."""
    match = _LOGGING.match(fold(text).text) or _REMINDING.match(fold(text).text)
    return text[match.end() :].strip(" :,-?") if match and match.end() < len(text) else text


def is_smalltalk(text: str) -> bool:
    """Nothing but greetings, thanks and the like, perhaps with a name after ("thanks Anna")."""
    bare = re.sub(r"[^\w\s'?!.,]", " ", fold(text).text).strip()
    without_name = bare.rsplit(" ", 1)[0] if bare.rsplit(" ", 1)[-1].strip("!.,") in GIVEN else bare
    return bool(bare) and (_SMALLTALK.match(bare) is not None or _SMALLTALK.match(without_name.strip()) is not None)


def is_question(text: str) -> bool:
    """The whole text asks something of the coach."""
    parts = [part for part in re.findall(r"[^.!?\n]+[.!?\n]*", fold(text).text) if re.search(r"\w", part)]
    parts = [part for part in parts if not is_smalltalk(part)] or parts
    if not parts:
        return False
    return all(_asks(part.strip()) for part in parts)


def _asks(part: str) -> bool:
    if _LETTER.match(part):
        return False
    if part.endswith("?"):
        return _QUESTION.match(part) is not None or not _PAST_OR_PLAN.search(part)
    return (_QUESTION.match(part) is not None and not _TELLS.search(part)) or _ASKS.match(part) is not None


_LETTER = phrases(
    r"(?:(?:an? |ett? |got |fick )*(?:sms|mejl|mail|e-?mail|text|message|meddelande|svar|reply) (?:from|från|av)"
    r"(?: \S+){1,3}"
    r"|(?:\S+ ){1,4}(?:wrote|texted|mailed|emailed|replied|messaged|skrev|mejlade|mailade|smsade|messade|svarade))"
    r"(?:(?: \S+){0,3}):"
)
"""What a customer asked us in writing is told, not asked."""
_TELLS = phrases(
    r":|, (?:she|he|they|hon|han|de)|when i (?:met|called)|när (?:jag|vi) (?:träffade|ringde|pratade)|how about"
)
