"""Days and clock times in notes. It is Tuesday 24 November 2026 (week 48), nine in the morning in Stockholm."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.reading.days import find_times
from domain.reading.when import DayOrder, When

STOCKHOLM = ZoneInfo("Europe/Stockholm")
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=STOCKHOLM)
_DAYS = "Mon Tue Wed Thu Fri Sat Sun"
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"


def day_name(day: date) -> str:
    """Fri 27 Nov; with the year when it is not this one."""
    year = "" if day.year == TUESDAY.year else f" {day.year}"
    return f"{_DAYS.split()[day.weekday()]} {day.day} {_MONTHS.split()[day.month - 1]}{year}"


def in_words(when: When) -> str:
    """What was read, as a short sentence."""
    words = ["not"] if when.negated else []
    words += ["by"] if when.deadline else []
    if when.impossible:
        words.append("no such day")
    elif when.day:
        words.append(day_name(when.day))
    elif when.candidates:
        words.append(" or ".join(map(day_name, when.candidates)))
    elif when.range:
        words.append(" to ".join(map(day_name, when.range)))
    elif when.at is None:
        words.append("some time")
    words += [f"{when.at:%H:%M}"] if when.at else []
    words += ["(past)"] if when.past else []
    return " ".join(words)


def read(note: str, now: datetime = TUESDAY, order: DayOrder = DayOrder.DMY) -> str:
    """All times of a note in words, parted by semicolons."""
    return "; ".join(in_words(when) for when in find_times(note, now, order))


def rows(table: str) -> list[object]:
    """One case a line: its reason, the note, and what is read in it."""
    cases = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [pytest.param(note, expected, id=reason) for reason, note, expected in cases]


@pytest.mark.parametrize(
    ("note", "expected"),
    rows("""
    bare is the next one strictly after today | We talk Friday                  | Fri 27 Nov
    bare today's own name is next week's      | demo tuesday                    | Tue 1 Dec
    bare yesterday's name is next week's      | vi hörs måndag                  | Mon 30 Nov
    swedish with its preposition              | vi ses på fredag                | Fri 27 Nov
    swedish abbreviations                     | mån, ons och tors               | Mon 30 Nov; Wed 25 Nov; Thu 26 Nov
    english abbreviations                     | thurs. and wed                  | Thu 26 Nov; Wed 25 Nov
    a full stop belongs to the abbreviation   | Ring lör. kväll                 | Sat 28 Nov
    without dots and rings                    | pa lordag eller nasta vecka     | Sat 28 Nov to Fri 4 Dec
    typed in haste                            | see you wensday                 | Wed 25 Nov
    a possessive is still the day             | måndagens demo                  | Mon 30 Nov
    next, this week's is past                 | next Monday                     | Mon 30 Nov
    nästa, this week's is past                | nästa måndag                    | Mon 30 Nov
    next, today's own name                    | next Tuesday                    | Tue 1 Dec
    next, and its date says which             | next Friday (4/12)              | Fri 4 Dec
    nästa, and its week says which            | nästa fredag v 49               | Fri 4 Dec
    next, and a date that is no such day      | next Friday, 3/12               | Fri 27 Nov or Thu 3 Dec or Fri 4 Dec
    next, earlier in the same week            | next Friday                     | Fri 27 Nov or Fri 4 Dec
    nästa, earlier in the same week           | nästa fredag                    | Fri 27 Nov or Fri 4 Dec
    this is this week's                       | this Friday                     | Fri 27 Nov
    denna is this week's                      | denna fredag                    | Fri 27 Nov
    nu på is this week's                      | nu på fredag                    | Fri 27 Nov
    this, said on the day itself              | this Tuesday                    | Tue 24 Nov or Tue 1 Dec
    coming is the first to come               | kommande fredag                 | Fri 27 Nov
    with next week                            | Friday next week                | Fri 4 Dec
    with nästa vecka                          | fredag nästa vecka              | Fri 4 Dec
    the week first                            | nästa vecka på fredag           | Fri 4 Dec
    with a week number                        | fredag v 49                     | Fri 4 Dec
    the week number first                     | v.50, tisdag                    | Tue 8 Dec
    with last week                            | fredag förra veckan             | Fri 20 Nov (past)
    a week from                               | a week from Friday              | Fri 4 Dec
    om en vecka                               | fredag om en vecka              | Fri 4 Dec
    british week                              | Tuesday week                    | Tue 8 Dec
    the week after next                       | Friday the week after next      | Fri 11 Dec
    two weeks on, two ways of counting        | Monday in two weeks             | Mon 7 Dec or Mon 14 Dec
    last                                      | last Friday                     | Fri 20 Nov (past)
    förra                                     | förra fredagen                  | Fri 20 Nov (past)
    i with an s                               | i fredags                       | Fri 20 Nov (past)
    since                                     | silent since Monday             | Mon 23 Nov (past)
    or                                        | Thursday or Friday              | Thu 26 Nov or Fri 27 Nov
    eller                                     | tors eller fre kl 10            | Thu 26 Nov or Fri 27 Nov 10:00
    three to choose from                      | Mon, Tue or Wed                 | Wed 25 Nov or Mon 30 Nov or Tue 1 Dec
    el is eller                               | tis el ons nästa vecka          | Tue 1 Dec or Wed 2 Dec
    the week is said once                     | Tuesday or Wednesday next week  | Tue 1 Dec or Wed 2 Dec
    from the one to the other                 | mån-ons                         | Mon 30 Nov to Wed 2 Dec
    between                                   | mellan måndag och onsdag        | Mon 30 Nov to Wed 2 Dec
    moved from one to another                 | moved from Thursday to Friday   | Fri 27 Nov
    flyttat                                   | flyttat från torsdag till fredag | Fri 27 Nov
    the first of a month                      | första fredagen i december      | Fri 4 Dec
    the last of a month                       | last Friday of the month        | Fri 27 Nov
    the first of nobody knows what            | the first Friday                | some time
    a holiday that is called by it            | after Good Friday               | some time
    """),
)
def test_a_weekday(note: str, expected: str) -> None:
    assert read(note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    rows("""
    iso                                  | 2026-12-01                       | Tue 1 Dec
    iso with a clock time                | 2026-12-01T10:30                 | Tue 1 Dec 10:30
    day and month                        | 27 nov                           | Fri 27 Nov
    month and day                        | Nov 27                           | Fri 27 Nov
    glued together                       | 27nov                            | Fri 27 Nov
    with a year                          | December 3, 2027                 | Fri 3 Dec 2027
    swedish rank                         | den 27:e november                | Fri 27 Nov
    english rank                         | the 27th of November             | Fri 27 Nov
    rank in letters                      | den tredje december              | Thu 3 Dec
    twenty-first                         | the twenty-first of December     | Mon 21 Dec
    past in the year is next year's      | 3 mars                           | Wed 3 Mar 2027
    today is still today                 | 24/11                            | Tue 24 Nov
    only the day, ahead                  | den 27                           | Fri 27 Nov
    only the day, next month             | on the 3rd                       | Thu 3 Dec
    short swedish rank                   | senast 30:e                      | by Mon 30 Nov
    of next month                        | 20 nästa månad                   | Sun 20 Dec
    last day                             | sista november                   | Mon 30 Nov
    last day at length                   | the last day of the month        | Mon 30 Nov
    day first in Europe                  | 4/12                             | Fri 4 Dec
    over twelve is the day               | 11/27                            | Fri 27 Nov
    slash with a year                    | 1/12-26                          | Tue 1 Dec
    dots with a year                     | 3.12.2026                        | Thu 3 Dec
    dots where it can be no clock time   | 27.11                            | Fri 27 Nov
    dots after a preposition             | den 4.12                         | Fri 4 Dec
    with its weekday                     | fredag den 4 december            | Fri 4 Dec
    weekday in front                     | Fri 4/12                         | Fri 4 Dec
    weekday behind                       | Dec 4, Fri                       | Fri 4 Dec
    weekday in brackets                  | imorgon (onsdag)                 | Wed 25 Nov
    tomorrow and its weekday             | tomorrow, Wednesday at 10        | Wed 25 Nov 10:00
    tomorrow and another day             | imorgon, fredag                  | Wed 25 Nov; Fri 27 Nov
    of next year                         | den 1 februari nästa år          | Mon 1 Feb 2027
    a year in letters                    | söndag tredje maj tvåtusentjugosex | some time
    weekday that disagrees               | tisdag 2/12                      | Tue 1 Dec or Wed 2 Dec
    weekday that disagrees with a rank   | Thursday the 27th                | Thu 26 Nov or Fri 27 Nov
    weekday and number of the month      | fredag 27                        | Fri 27 Nov
    number that may be day or hour       | fredag 4                         | Fri 27 Nov or Fri 4 Dec
    weekday of a date just gone          | Sunday 15 Nov                    | Sun 15 Nov (past)
    two days of a month                  | 3 or 4 December                  | Thu 3 Dec or Fri 4 Dec
    two dates                            | 2/12 eller 9/12                  | Wed 2 Dec or Wed 9 Dec
    several days                         | 3-5 december                     | Thu 3 Dec to Sat 5 Dec
    several days in figures              | 8/12-9/12                        | Tue 8 Dec to Wed 9 Dec
    one month for both days              | workshop 8-9/12                  | Tue 8 Dec to Wed 9 Dec
    no such day in February              | 31 feb                           | no such day
    no such day in swedish               | den 31 april                     | no such day
    no such month                        | 32/13                            | no such day
    leap day waits for its year          | 29 feb                           | Tue 29 Feb 2028
    the week of                          | the week of Dec 7                | Mon 7 Dec to Fri 11 Dec
    veckan den                           | veckan den 7 december            | Mon 7 Dec to Fri 11 Dec
    christmas eve                        | julafton                         | Thu 24 Dec
    """),
)
def test_a_date(note: str, expected: str) -> None:
    assert read(note) == expected


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        pytest.param(DayOrder.DMY, "Fri 4 Dec", id="Europe"),
        pytest.param(DayOrder.MDY, "Mon 12 Apr 2027", id="America"),
        pytest.param(DayOrder.UNKNOWN, "Fri 4 Dec or Mon 12 Apr 2027", id="nobody knows, so it is asked"),
    ],
)
def test_which_number_is_the_day(order: DayOrder, expected: str) -> None:
    assert read("demo 4/12", order=order) == expected


def test_a_weekday_beside_it_is_a_hint_in_america_too() -> None:
    assert read("Fri 4/12", order=DayOrder.MDY) == "Fri 4 Dec"
    assert read("Mon 4/12", order=DayOrder.UNKNOWN) == "Mon 12 Apr 2027"


@pytest.mark.parametrize(
    ("note", "expected"),
    rows("""
    today                          | idag                        | Tue 24 Nov
    today in two words             | i dag                       | Tue 24 Nov
    tonight                        | tonight                     | Tue 24 Nov
    this afternoon                 | i eftermiddag               | Tue 24 Nov
    this morning is behind         | this morning                | Tue 24 Nov (past)
    just now                       | nyss                        | Tue 24 Nov (past)
    end of day                     | EOD                         | by Tue 24 Nov
    end of another day             | EOD Thursday                | by Thu 26 Nov
    tomorrow                       | imorgon                     | Wed 25 Nov
    tomorrow as it is said         | imorn                       | Wed 25 Nov
    tomorrow in haste              | call tmrw                   | Wed 25 Nov
    tomorrow morning               | imorgon bitti               | Wed 25 Nov
    the day after tomorrow         | övermorgon                  | Thu 26 Nov
    counted from tomorrow          | dagen efter imorgon         | Thu 26 Nov
    yesterday                      | igår                        | Mon 23 Nov (past)
    the day before                 | i förrgår                   | Sun 22 Nov (past)
    in days                        | om tre dagar                | Fri 27 Nov
    in weeks                       | in two weeks                | Tue 8 Dec
    fourteen days                  | om fjorton dagar            | Tue 8 Dec
    working days                   | in 4 business days          | Mon 30 Nov
    an hour                        | om en timme                 | Tue 24 Nov 10:00
    a month is not one day         | om en månad                 | Mon 21 Dec to Fri 25 Dec
    two or three weeks             | in 2-3 weeks                | Tue 8 Dec to Tue 15 Dec
    a couple of weeks              | in a couple of weeks        | some time
    några veckor                   | om några veckor             | some time
    about two weeks                | om ungefär två veckor       | some time
    within                         | inom två veckor             | by Tue 24 Nov to Tue 8 Dec
    ago                            | two days ago                | Sun 22 Nov (past)
    sedan                          | för en vecka sedan          | Tue 17 Nov (past)
    the other day                  | häromdagen                  | some time (past)
    a month and some days ago      | 1 month and 21 days ago     | some time (past)
    before a day                   | två dagar innan fredag      | Wed 25 Nov
    before something unknown       | a week after the demo       |
    """),
)
def test_a_day_told_from_today(note: str, expected: str) -> None:
    assert read(note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    rows("""
    next week                      | nästa vecka                  | Mon 30 Nov to Fri 4 Dec
    this week                      | this week                    | Mon 23 Nov to Fri 27 Nov
    last week                      | förra veckan                 | Mon 16 Nov to Fri 20 Nov (past)
    v                              | v 49                         | Mon 30 Nov to Fri 4 Dec
    v with a full stop             | v.49                         | Mon 30 Nov to Fri 4 Dec
    w and the number in one        | w49                          | Mon 30 Nov to Fri 4 Dec
    vecka                          | vecka 49                     | Mon 30 Nov to Fri 4 Dec
    wk                             | wk 49                        | Mon 30 Nov to Fri 4 Dec
    the running week               | v 48                         | Mon 23 Nov to Fri 27 Nov
    a week gone is next year's     | v 47                         | Mon 22 Nov 2027 to Fri 26 Nov 2027
    the fifty-third                | vecka 53                     | Mon 28 Dec to Fri 1 Jan 2027
    no such week                   | vecka 54                     | no such day
    two weeks                      | v 50-51                      | Mon 7 Dec to Fri 18 Dec
    by a week is its Friday        | by week 49                   | by Fri 4 Dec
    senast a week is its Friday    | senast v 49                  | by Fri 4 Dec
    senast next week               | senast nästa vecka           | by Fri 4 Dec
    by the end of next week        | by the end of next week      | by Fri 4 Dec
    end of next week               | i slutet av nästa vecka      | Thu 3 Dec to Fri 4 Dec
    early next week                | early next week              | Mon 30 Nov to Tue 1 Dec
    before a week                  | innan v 49                   | by Tue 24 Nov to Sun 29 Nov
    end of the week                | EOW                          | Thu 26 Nov to Fri 27 Nov
    before the weekend             | innan helgen                 | by Fri 27 Nov
    after the weekend              | efter helgen                 | some time
    a month                        | in December                  | Tue 1 Dec to Thu 31 Dec
    a month in swedish             | i januari                    | Fri 1 Jan 2027 to Sun 31 Jan 2027
    mid                            | mid-December                 | Fri 11 Dec to Mon 21 Dec
    beginning                      | början av januari            | Fri 1 Jan 2027 to Mon 11 Jan 2027
    next month                     | nästa månad                  | Tue 1 Dec to Thu 31 Dec
    end of the month               | slutet av månaden            | Tue 24 Nov to Mon 30 Nov
    by the end of the month        | by EOM                       | by Mon 30 Nov
    by a month is no day           | by December                  | by Tue 1 Dec to Thu 31 Dec
    a quarter                      | in Q1                        | Fri 1 Jan 2027 to Wed 31 Mar 2027
    next quarter                   | nästa kvartal                | Fri 1 Jan 2027 to Wed 31 Mar 2027
    next year                      | nästa år                     | Fri 1 Jan 2027 to Fri 31 Dec 2027
    after the holidays             | after the holidays           | some time
    efter helgerna                 | efter helgerna               | some time
    efter semestern                | efter semestern              | some time
    after Christmas                | efter jul                    | some time
    before Christmas               | before Christmas             | by Tue 24 Nov to Wed 23 Dec
    in the new year                | in the new year              | some time
    after the summer               | efter sommaren               | some time
    a day or a week                | Friday or next week          | Fri 27 Nov to Fri 4 Dec
    """),
)
def test_a_time_that_fixes_no_day(note: str, expected: str) -> None:
    assert read(note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    rows("""
    colon                              | 14:30                          | 14:30
    full stop after kl                 | kl. 10.30                      | 10:30
    klockan in letters                 | klockan tio                    | 10:00
    at                                 | call at 10                     | 10:00
    am and pm                          | 10am or so, not 2 pm           | 10:00; not 14:00
    halv tre                           | halv tre                       | 14:30
    half two                           | half two                       | 14:30
    half past two                      | half past two                  | 14:30
    halv with a figure                 | halv 3 på fredag               | Fri 27 Nov 14:30
    kvart över                         | kvart över två                 | 14:15
    kvart i                            | kvart i tre                    | 14:45
    quarter to                         | quarter to three               | 14:45
    tjugo över                         | tjugo över 15                  | 15:20
    four figures                       | kl 1400 imorgon                | Wed 25 Nov 14:00
    noon                               | tomorrow at noon               | Wed 25 Nov 12:00
    a small hour is after noon         | kl 3 på fredag                 | Fri 27 Nov 15:00
    a small hour in english            | at 3 tomorrow                  | Wed 25 Nov 15:00
    a nought says it is early          | 03:00 tomorrow                 | Wed 25 Nov 03:00
    in the evening                     | Friday evening at 7            | Fri 27 Nov 19:00
    in the morning                     | Monday morning at 6            | Mon 30 Nov 06:00
    a bare hour after a day            | demo w the CFO friday 10       | Fri 27 Nov 10:00
    a bare hour in swedish             | demo med CFO:n fre 10          | Fri 27 Nov 10:00
    a bare hour after tomorrow         | imorgon 14, hos dem            | Wed 25 Nov 14:00
    a full stop after a day            | imorgon 10.30                  | Wed 25 Nov 10:30
    people are no hour                 | friday 10 people will join     | Fri 27 Nov
    the clock time first               | kl 10 på fredag                | Fri 27 Nov 10:00
    at sign                            | @ 10 fri                       | Fri 27 Nov 10:00
    about an hour                      | around 10 on Friday            | Fri 27 Nov 10:00
    from one to another                | tis kl. 10-11:30               | Tue 1 Dec 10:00
    to another after noon              | friday 2-3pm                   | Fri 27 Nov 14:00
    over noon                          | friday 11-1pm                  | Fri 27 Nov 11:00
    two hours to choose from           | fredag 10 eller 14             | Fri 27 Nov
    three hours to choose from         | Friday 10, 11 or 12            | Fri 27 Nov
    an hour long is no clock time      | 1h fredag                      | Fri 27 Nov
    two clock times to choose from     | Friday at 10:00 or 14:00       | Fri 27 Nov
    after an hour                      | Friday after 2pm               | Fri 27 Nov
    before an hour                     | fredag innan kl 12             | by Fri 27 Nov 12:00
    with the date                      | torsdag den 3 december kl 13.00-14.00 | Thu 3 Dec 13:00
    day, hour, and a name between      | Friday with Anna at 10         | Fri 27 Nov; 10:00
    """),
)
def test_a_clock_time(note: str, expected: str) -> None:
    assert read(note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    rows("""
    central european, the writer's own  | 10 CET tomorrow                | Wed 25 Nov 10:00
    universal                           | 15:00 UTC on Friday            | Fri 27 Nov 16:00
    an offset                           | 9 GMT+3 tomorrow               | Wed 25 Nov 07:00
    eastern                             | 3pm EST Friday                 | Fri 27 Nov 21:00
    over midnight                       | Friday 23:00 UTC               | Sat 28 Nov 00:00
    a place                             | fredag kl 9 brittisk tid       | Fri 27 Nov 10:00
    whose clock nobody knows            | tomorrow 10 their time         | Wed 25 Nov
    """),
)
def test_a_zone_that_is_written(note: str, expected: str) -> None:
    assert read(note) == expected


def test_the_zone_is_kept_as_typed() -> None:
    (when,) = find_times("Friday 10:00 Cet", TUESDAY)
    assert (when.day, when.at, when.zone) == (date(2026, 11, 27), time(10, 0), "Cet")


@pytest.mark.parametrize(
    ("note", "expected"),
    rows("""
    by                          | quote by Friday                 | by Fri 27 Nov
    senast                      | offert senast på fredag         | by Fri 27 Nov
    innan                       | innan fredag                    | by Fri 27 Nov
    at the latest               | Friday at the latest            | by Fri 27 Nov
    senast behind               | fredag senast                   | by Fri 27 Nov
    till is no limit            | flyttat till v 49               | Mon 30 Nov to Fri 4 Dec
    after a day is no day       | after Friday                    | some time
    efter a day is no day       | efter den 5:e                   | some time
    not before                  | inte före fredag                | some time
    earliest                    | tidigast fredag                 | some time
    then is not since           | ring måndag, sen fredag demo    | Mon 30 Nov; Fri 27 Nov
    or later                    | Friday or later                 | some time
    around                      | around the 5th                  | some time
    from a day on               | fr.o.m. fredag                  | some time
    not                         | not Friday but Monday           | not Fri 27 Nov; Mon 30 Nov
    inte                        | inte på fredag utan på måndag   | not Fri 27 Nov; Mon 30 Nov
    does not work               | fredag funkar inte              | not Fri 27 Nov
    """),
)
def test_the_words_around_it(note: str, expected: str) -> None:
    assert read(note) == expected


@pytest.mark.parametrize(
    "note",
    [
        pytest.param(note, id=note)
        for note in (
            "May I ask why they may or may not buy in bulk",
            "we march on with Jan",
            "We sat down in the sun",
            "fri frakt och fria händer",
            "he mentioned a second round",
            "a 1 on 1 with Anna",
            "24/7 support",
            "a 50/50 chance, or 80/20",
            "version 3.5, then 1.2.26",
            "v2 av offerten",
            "400 000 kr for 10 %",
            "ring 070-123 45 67",
            "10-12 users at 3 sites",
            "1/2 of the price",
            "24 mån avtal",
            "the 2nd vendor, the 21st century",
            "den andra kunden och den 3:e parten",
            "every Friday at 10, and fredagar",
            "varje måndag kl 9",
            "a two week pilot",
            "för några frågor",
            "monday.com",
            "kalender, freon och tisteln",
            "right now they use Excel",
        )
    ],
)
def test_what_is_no_time(note: str) -> None:
    assert read(note) == ""


def test_several_times_in_one_note_both_languages() -> None:
    note = "Just had a call w/ Anna @ Volvo. Vill ha offert senast fre, demo w the CFO friday 10, beslut i Q1."
    assert [(when.text, in_words(when)) for when in find_times(note, TUESDAY)] == [
        ("fre", "by Fri 27 Nov"),
        ("friday 10", "Fri 27 Nov 10:00"),
        ("Q1", "Fri 1 Jan 2027 to Wed 31 Mar 2027"),
    ]


@pytest.mark.parametrize(
    ("note", "expected"),
    rows("""
    a bare weekday is the last one     | We met Friday           | Fri 20 Nov (past)
    today's own name is a week ago     | We met Tuesday          | Tue 17 Nov (past)
    a date is the latest               | Vi sågs 27 oktober      | Tue 27 Oct (past)
    a day of the month is the latest   | träffade dem den 20:e   | Fri 20 Nov (past)
    what points back stays             | i fredags               | Fri 20 Nov (past)
    what cannot be past stays          | tomorrow                | Wed 25 Nov
    """),
)
def test_the_same_words_told_in_the_past_tense(note: str, expected: str) -> None:
    (when,) = find_times(note, TUESDAY)
    assert in_words(when.in_past()) == expected


def test_a_bare_weekday_is_marked_and_a_dated_one_is_not() -> None:
    assert [when.weekday for when in find_times("on Friday; on Friday 27 Nov; next Friday", TUESDAY)] == [4, None, None]


def test_a_clock_time_apart_from_its_day_is_told_from_a_day() -> None:
    assert [(when.fixed, when.clock_only) for when in find_times("Friday with Anna at 10", TUESDAY)] == [
        (True, False),
        (False, True),
    ]


def test_accents_typed_as_marks_of_their_own() -> None:
    note = "vi ses på lo\u0308rdag kl 10!"
    (when,) = find_times(note, TUESDAY)
    assert (when.text, in_words(when)) == ("lo\u0308rdag kl 10", "Sat 28 Nov 10:00")


_WORDS = """
friday fredag fre next nästa senast by v 49 vecka week 27 27/11 4.12 nov den the 3rd 10 10:00 kl at halv tre om in två
2 dagar weeks or eller - , . ( ) and och not inte after efter pm UTC till to imorgon tomorrow last of i på may sat mån
400 000 kr % början slutet av Q1 every a day before ago sedan
"""
_NOTES = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_WORDS.split()), max_size=12).map(" ".join))
_NOWS = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1)).map(  # noqa: DTZ001
    lambda naive: naive.replace(tzinfo=STOCKHOLM)
)


@given(note=_NOTES, now=_NOWS, order=st.sampled_from(DayOrder))
@example(note="fredag den 31:e eller den 32", now=TUESDAY, order=DayOrder.UNKNOWN)
@example(note="\u0308 İ 10 UTC", now=TUESDAY, order=DayOrder.DMY)
def test_any_text_is_read_without_overlap(note: str, now: datetime, order: DayOrder) -> None:
    end = 0
    for when in find_times(note, now, order):
        assert end <= when.start < when.end <= len(note)
        assert when.text == note[when.start : when.end]
        assert not (when.day and when.candidates)
        end = when.end


@given(now=_NOWS, name=st.sampled_from(("måndag", "tis", "wednesday", "torsdag", "fri.", "lördag", "sunday")))
def test_a_bare_weekday_is_within_a_week_after_today(now: datetime, name: str) -> None:
    (when,) = find_times(f"vi ses on {name}", now)
    assert when.day is not None
    assert when.earlier is not None
    assert 1 <= (when.day - now.date()).days <= 7
    assert 1 <= (now.date() - when.earlier).days <= 7
    assert when.day.weekday() == when.earlier.weekday() == when.weekday


@given(day=st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)), now=_NOWS)
def test_an_iso_date_is_itself(day: date, now: datetime) -> None:
    (when,) = find_times(f"klart {day.isoformat()}.", now)
    assert when.day == day
    assert when.past == (day < now.date())


@given(now=_NOWS, hour=st.integers(7, 18), minute=st.integers(0, 59))
def test_a_clock_time_in_a_working_day_is_itself(now: datetime, hour: int, minute: int) -> None:
    (when,) = find_times(f"imorgon kl {hour}:{minute:02}", now)
    assert when.at == time(hour, minute)


@given(now=_NOWS, week=st.integers(1, 53))
def test_a_week_number_is_the_iso_week_to_come(now: datetime, week: int) -> None:
    (when,) = find_times(f"senast vecka {week}", now)
    assert when.range is not None
    assert when.range[0].isocalendar().week == week
    assert (when.range[0].weekday(), when.range[1].weekday()) == (0, 4)
    assert when.day in (when.range[1], None)
    assert (now.date() - when.range[1]).days <= 2
