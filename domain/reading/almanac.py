"""Which days there are: in a year, in the years around, in the months around."""

from datetime import date


def calendar_day(year: int, month_number: int, day: int) -> date | None:
    """The day, or None when there is no such day."""
    try:
        return date(year, month_number, day)
    except ValueError:
        return None


def year_meant(written: str | None, today: date) -> int | None:
    """A year in two or four digits, or this or next; two are of this century unless that is far ahead."""
    if not written:
        return None
    if not written[-1].isdigit():
        return today.year + (1 if written.startswith(("next", "nä")) else 0)
    digits = int(written.lstrip("-'"))
    if digits >= 100:
        return digits
    century = today.year // 100 * 100
    return century + digits - (100 if century + digits > today.year + 30 else 0)


def occurrences(day: int, month_number: int, today: date) -> tuple[date, date] | None:
    """The next such day from today on and the latest until today; None when no year has it."""
    years = range(max(today.year - 8, 1), min(today.year + 9, 9999))
    known = [found for year in years if (found := calendar_day(year, month_number, day))]
    ahead = [found for found in known if found >= today]
    behind = [found for found in known if found <= today]
    return (ahead[0], behind[-1]) if ahead and behind else None


def near_days(day: int, today: date) -> tuple[date, ...]:
    """The next day of a month with this number from today on, and the latest until today; or nothing."""
    months = [today.year * 12 + today.month - 1 + away for away in range(-3, 4)]
    known = [found for at in months if 12 <= at < 9999 * 12 and (found := calendar_day(at // 12, at % 12 + 1, day))]
    ahead = [found for found in known if found >= today]
    behind = [found for found in known if found <= today]
    return (ahead[0], behind[-1]) if ahead and behind else ()
