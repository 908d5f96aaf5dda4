"""Things that are done in deals, as sources of patterns: meetings, what we send, what they come back with."""

from __future__ import annotations

MEETING = (
    r"(?:(?:phone|video|zoom|teams|sales|customer|discovery|follow[- ]?up|intro|quote|needs|site|status|review"
    r"|kick-?off|in-person)[ -])?"
    r"(?:(?:ny|new) (?:tid|time|date|datum)|meetings?|mtgs?|calls?|demos?|lunch|dinner|coffee|breakfast|workshops?"
    r"|visit|sessions?|presentation|pitch|kick-?off|walk-?through"
    r"|conversation|chat|discussion|catch-?up|check-?in|qbr|pow-?wow|sit-?down|webinar|site visit|intro"
    r"|reviews?(?= (?:with|w|w/|med|call|meeting|session|Τ))|zoom(?= (?:with|w|med|m)\b)|teams(?= (?:with|w|med|m)\b)"
    r"|telefon(?= (?:med|m)\b)|phone(?= with\b)"
    r"|(?!styrelse|lednings)\w*möte(?:t|n|na|ts)?|\w*demon?|\w*samtal(?:et)?|\w*genomgång(?:en)?"
    r"|\w*avstämn(?:ing(?:en)?)?"
    r"|\w*besök(?:et)?|lunch(?:en)?|middag(?:en)?"
    r"|frukost(?:en)?|fikat?|snack(?:et)?|workshop(?:en)?|presentation(?:en)?|dragning(?:en)?|visning(?:en)?|uppstart"
    r"|träff(?:en)?)"
)
"""A live conversation, which has two sides."""

OURS = (
    r"(?:(?:updated|new|revised|final|written|uppdaterad|ny|reviderad|skriftlig|slutlig) )?"
    r"(?:quotes?|quotation|proposals?|offer|offert(?:en|er)?|prisförslag(?:et)?|förslag(?:et)?|\w*avtal(?:et)?"
    r"|contracts?|agenda(?:n)?|references?"
    r"|referens(?:er|en)?|case(?:s|t)?|business case|material(?:et)?|underlag(?:et)?|summary|recap"
    r"|sammanfattning(?:en)?|minutes|estimate|kalkyl(?:en)?"
    r"|prislista(?:n)?|price ?list|price|pris(?:et)?|deck|slides|brochure|broschyr|invite|invitation|kallelse"
    r"|inbjudan|samples?|prov(?:er)?|spec(?:s|en)?"
    r"|bids?|anbud(?:et)?|mail|mejl|email|contact|kontakt|follow[- ]?up|fu|uppföljning(?:en)?|återkoppling(?:en)?"
    r"|delivery plan"
    r"|leveransplan|\w*plan(?:en)?|draft|\w*utkast(?:et)?|nda|sow|trial|pilot(?:en)?|start(?:en)?"
    r"|install(?:ation(?:en)?)?|delivery|leverans(?:en)?|testet?)"
)
"""What we hand over or do."""

THEIRS = (
    r"(?:decisions?|answer|feedback|reply|signature|signing|po|purchase order|go-ahead|approval|board meeting"
    r"|steering (?:group|committee)(?: meeting)?|green light"
    r"|beslut(?:et)?|besked(?:et)?|svar(?:et)?|signering(?:en)?|påskrift(?:en)?|underskrift(?:en)?|order(?:n)?"
    r"|styrelsemöte(?:t)?|ledningsgrupp(?:en"
    r"|smöte|smötet)?|ledningsmöte(?:t)?|godkännande(?:t)?"
    r"|återkoppling från \S+|klartecken)"
)
"""What they come back with, or decide among themselves."""
