"""Given names, and the words that look like names and are none."""

from __future__ import annotations

from domain.reading.pattern import Pattern
from domain.reading.phrases import listed

_WOMEN = """
agneta alexandra alice alicia amanda amelia amy andrea angela anita ann anna anne annelie annica annika anneli astrid
barbara beata beatrice berit birgitta brenda britt britta camilla carin carina carol caroline catarina catherine
cecilia charlotte christina christine clara claire claudia cornelia cristina deborah diana donna ebba elaine eleonora
elin elisa elisabet elisabeth elizabeth ella ellen elsa emelie emilia emily emma erica erika ester eva evelina fanny
fatima felicia filippa frida fiona gabriella gerd grace gunilla gunnel gun hanna hannah heather heidi helen helena
hedda ida ines inga inger ingrid irene iris isabella isabelle jane janet jasmine jeanette jennie jennifer jenny
jessica joanna johanna josefin josefine josefina judith judit julia julie karen karin karolina kate katarina
katherine kathryn katja kerstin kicki klara kristin kristina lara laura lena leila lilly lina linda linn linnea lisa
lisbeth liz lotta louise lova lovisa lucy madeleine magdalena maja malin mari maria marianne marie marika marina
margareta margaret martina mary matilda melissa meredith mia michelle mikaela minna mona monica monika moa molly
nancy naomi natalie nathalie nellie nicole nina nora olga olivia pamela patricia paula pernilla petra petronella pia
priya rachel rebecca rebecka ronja rose rosa ruth sabina sally samantha sandra sanna sara sarah selma shirley sigrid
sirpa siri siv sofia sofie sophia sophie stella stephanie stina susan susanna susanne svea teresa tanja therese tilda
tina tove tuva ulla ulrica ulrika ursula valerie vanessa vera veronica veronika victoria viktoria vilma viola wendy
wilma yasmin yvonne ylva zara åsa ann-sofie ann-marie anna-karin eva-lena aisha amina fatma leyla mei yuki priyanka
sunita ananya deepa
"""
_MEN = """
aaron adam adrian ahmed alan albert albin aleksander alex alexander alf alfred ali allan anders andre andreas andrew
anthony anton arne arthur arvid axel ben bengt benjamin bernt bertil björn bob brad brian bruno bryan bosse börje
carl charles chris christer christian christoffer christopher claes clas conny craig daniel danny darren dave david
dennis derek dick donald douglas duncan ed eddie edgar edvin edward elias emil eric erik erland ernst evert fabian
filip folke frank fred frederick fredrik gary geoffrey george gerald gert gilbert glen glenn graham greg gregory
gunnar gustaf gustav göran göte håkan hampus hans harald harry hasse helge henrik henry herbert hjalmar hugh hugo ian
ibrahim ingemar ingvar isak ivan jacob jakob james jan janne jason jeff jeffrey jens jeremy jerry jerker jesper jim
jimmy joachim joakim jocke joe joel johan johannes john johnny jon jonas jonatan jonathan jonny jörgen jose joseph
joshua juan julian justin karl kaj keith ken kenneth kent kevin kjell klas klaus kristian kristoffer krister kurt
lars lasse larry lawrence leif lennart leo leonard lewis liam linus lorenz louis lucas luca ludvig lukas magnus
manfred marcus mario markus martin mathias mats matt matteo matthew mattias max melker melvin micael michael micke
mike mikael milton mohamed mohammed morgan mårten nathan neil niclas nick niklas nicholas nigel nils noah nikolas
nisse ola olav ole oliver olle olof oskar oscar otto owen ove patrick patrik paul pelle per peter peder petter philip
phil pierre pontus rasmus raymond reza richard rickard rikard robert robin rodney roger roland rolf ron ronald ronnie
ross roy ryan sam samir samuel scott sean sebastian sergio sigvard simon sixten staffan stefan stellan stephen steve
steven stuart sture styrbjörn sune sven svante tage ted teddy terry theo thomas thor thorsten tim timothy tobbe
tobias todd tom tomas tommy tony tor torbjörn tord torsten trevor tyler ulf urban vaclav victor viktor vilhelm vidar
vincent wayne walter warren werner wilhelm william wilmer yngve zachary åke örjan östen leffe olli jukka pekka mikko
juha rajesh sanjay arjun ravi vikram omar hassan yusuf mehmet amir dmitri bill bo hope jack june mark may pat rich
rob will kim stig sten liv my alma love art dawn april eve faith miles
"""
ORDINARY = listed(
    """
    inga klara sanna svea karl finn roy glen sune ove sture stellan art bill bo dawn april eve faith hope jack june
    mark may miles pat per rich rob will love my liv kim stig sten max tage rose grace hans tim jan mats sam ed gun
    mona dick sally ross vera ole leo tor mari siri ben ella ali stella minna iris viola frank sean tilda lova urban
    folke morgan helge gert heather claes ester
    """
)
"""Given names that are also words, so that a small letter is not enough."""

GIVEN = listed(f"{_WOMEN} {_MEN}")

_SURNAME = Pattern(
    r"(?:\w+(?:s?son|sen|berg|ström|strom|qvist|kvist|lund|gren|holm|mark|stedt|dahl|blad|ek|wall|vall|näs|fors|lind"
    r"|ell|ius"
    r"|ander|mann|sjö|bäck|back|borg|skog|sten|hult|dal|vik|ford|ton|field|smith|well|ski|wood|stone|shaw|ez|ley|land)"
    r"|ek|berg|lund|holm|lind|dahl|ström|smith|jones|brown|davis|clark|hall|king|lee|khan|patel|singh|chen|wang|ali"
    r"|moore|ahlm"
    r"|taylor|white|green|baker|adams|cole|reed|cook|hill|scott|young|nguyen|lopez|garcia|murphy|kelly|walsh|ray|rao"
    r"|frost)$"
)


def is_surname_like(word: str) -> bool:
    """Whether a word in small letters may be a surname when it follows a given name."""
    return _SURNAME.match(word) is not None


NO_NAMES = listed(
    """
    beslutsfattare agenda summary sammanfattning anteckningar anteckning notes notering datum date plats deltagare
    participants attendees behov needs pain risk status action actions next timeline tidplan criteria kriterier
    champion target goal quota process kommentar comment update uppdatering bakgrund background situation problem
    resultat outcome topic
    i a an the we he she they it you our their his her my your this that these those who what when where why how and
    or but so if then also just not no yes ok okay good great nice bad new next last first all both any some more most
    very too now today tomorrow yesterday soon later again still only even back call meeting met mtg demo lunch dinner
    coffee breakfast quote offer offert order deal budget price contract email mail phone text note update fyi asap
    tbd tbc todo done hej hi hello hey dear thanks thank tack best regards mvh hälsningar cheers br vh kind jag vi hon
    han de dom det den ni du man en ett och eller men så om att som har hade var är blir blev kan ska skall vill vår
    våra deras dess hans hennes min mitt mina din sin sina ingen inget inga inte ej ja nej bra fint kul kanske nog
    bara möte samtal avstämning frukost fika besök workshop affär affären kund kunden kontakt beslut svar pris avtal
    kontrakt budgeten nästa steg uppföljning offerten mötet demon samtalet läget status nytt ny nya på hos till från
    med av efter före innan senast under över mellan sedan sen nu idag imorgon igår morgon i snart igen också även
    redan zoom teams slack excel powerpoint word outlook google salesforce hubspot linkedin whatsapp facetime skype
    webex sharepoint stockholm göteborg goteborg malmö malmo uppsala linköping västerås örebro helsingborg norrköping
    jönköping umeå lund luleå gävle sundsvall borås sverige sweden norge norway danmark denmark finland oslo köpenhamn
    copenhagen helsingfors helsinki london paris berlin hamburg munich amsterdam europe europa boston chicago york
    dallas texas arlanda landvetter nordic english swedish svenska engelska ikea starbucks hilton scandic january
    february march april may june july august september october november december januari februari mars maj juni juli
    augusti oktober monday tuesday wednesday thursday friday saturday sunday måndag tisdag onsdag torsdag fredag
    lördag söndag jul julen påsk påsken christmas easter midsommar q1 q2 q3 q4 h1 h2 crm erp rfp rfi rfq poc pov nda
    sla gdpr hr it qa roi po sow msa dpa vat moms kpi saas api eod eow cob according enligt per ps psst re fwd vb sv
    from wrote subject reminder påminnelse competitor competitors konkurrent
    """
)
"""Words that stand where a name may stand, often with a capital letter, and are none."""

COMPANY_WORDS = listed(
    """
    ab aktiebolag hb kb as asa aps oy oyj ltd limited plc llc inc corp corporation co company gmbh ag kg bv nv sa
    group gruppen koncernen holding holdings partners bygg byggnads entreprenad fastigheter fastighets logistik
    logistics transport transporter frakt freight shipping bolaget consulting konsult solutions systems system
    technologies technology tech industri industrier industries energi energy el vvs service services trading media
    digital data foods livs livsmedel motors bil verkstad mekaniska invest capital bank försäkring kommun region
    regionen åkeri rederi hamn bryggeri press förlag studios labs software international global nordic nordiska
    scandinavia sverige sweden svenska swedish the rör måleri plåt trä stål steel paper pharma medical health care
    vård skola retail stores farm farms foundation stiftelsen förening manufacturing machine tools electric marine
    """
)
"""Words that many companies share, so that alone they name none."""

HEADINGS = listed("price budget offer deal market field stone")
"""Surnames that are also words, and say nothing alone."""

PER_WHAT = listed(
    """
    mail mejl telefon tel sms user month manad man year ar seat fordon st styck vecka week day dag hour timme capita
    unit enhet video teams email phone chat automatik kvartal quarter licence license licens anvandare
    """
)
"""What stands behind a "per" that is nobody's name."""

OWNED = listed("onskemal ide forslag mejl mail sms chef kollega initiativ begaran svar budget ord bil telefon vd")
"""What may be his: of "Hans önskemål" the first is no name."""

RIVALRY = listed(
    """
    oss us aven ocksa also andra konkurrerar competing compete looking look looks evaluating comparing compare
    compared tittar tittat kollar jamfor jamforde quote quotes offert offerter anbud bid bids offer leverantor
    supplier vendor using use uses anvander kopte koper bought buy switch switching byta competitor konkurrent lunch
    avtal avtalet contract agreement kontrakt kontraktet they de dom
    lunchade dinner middag breakfast frukost coffee fika fikade drinks beer ol golf restaurang restaurant
    """
)
"""Words before a name that make it a rival's, or a place, and no customer's."""
