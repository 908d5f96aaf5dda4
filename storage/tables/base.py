"""What every table of a company's database has in common."""

from __future__ import annotations

from sqlalchemy import Index, MetaData, text
from sqlmodel import SQLModel


class Row(SQLModel):
    """Every table of a company; the names of constraints are fixed, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def index_of(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index over those rows only for which the condition holds."""
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))
