"""Working days as people write them."""

from __future__ import annotations

import pytest

from handlers.weekdays import say_days, weekdays_in


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("mån–fre", (0, 1, 2, 3, 4)),
        ("Monday - Thursday", (0, 1, 2, 3)),
        ("mån ons tors", (0, 2, 3)),
        ("mon, wed and thu", (0, 2, 3)),
        ("måndag, tisdag och fredag", (0, 1, 4)),
        ("sat-mon", (0, 5, 6)),
        ("sön-tors", (0, 1, 2, 3, 6)),
        ("fri", (4,)),
        ("", ()),
        ("never", ()),
        ("mon someday", ()),
    ],
)
def test_days_are_read_in_both_languages(typed: str, days: tuple[int, ...]) -> None:
    assert weekdays_in(typed) == days


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("days", [(0, 1, 2, 3, 4), (0, 2, 4), (0, 1), (5,), (0, 1, 2, 3, 4, 5, 6)])
def test_what_is_said_can_be_read_again(days: tuple[int, ...], language: str) -> None:
    assert weekdays_in(say_days(days, language)) == days
