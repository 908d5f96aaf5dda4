"""Whom they chose instead."""

from __future__ import annotations

import pytest

from domain.reading.chosen import chosen_instead


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("lost nordfrakt, they chose Volvo", "Volvo"),
        ("we lost Nordfrakt to Volvo Trucks, price was too high", "Volvo Trucks"),
        ("Nordfrakt went with Scania in the end", "Scania"),
        ("Anna says they have picked AB Svenska Bilar 24.", "AB Svenska Bilar 24"),
        ("förlorade nordfrakt, de valde Scania", "Scania"),
        ("Nordfrakt är förlorad, de har skrivit på med Volvo", "Volvo"),
        ("de skrev på med H&M Logistik i går", "H&M Logistik"),
        ("vi förlorade affären mot Volvo", "Volvo"),
        ("lost nordfrakt, they chose a cheaper offer", ""),
        ("de valde att vänta", ""),
        ("lost Nordfrakt, no budget", ""),
    ],
)
def test_the_name_after_they_chose(text: str, who: str) -> None:
    assert chosen_instead(text) == who
