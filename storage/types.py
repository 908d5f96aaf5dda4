"""How values of the domain lie in a column: exactly, and alike in SQLite and PostgreSQL."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy import Dialect, Numeric, String
from sqlalchemy.types import TypeDecorator, TypeEngine

from domain.codec import from_json, to_json


class Exact(TypeDecorator[Decimal]):
    """Money to the last digit. SQLite has no decimals, so it is kept as text there."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(String() if dialect.name == "sqlite" else Numeric())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> object:
        return str(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Decimal | str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class OneOf(TypeDecorator[Enum]):
    """A member of an enum, kept as its value."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type[Enum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: object, dialect: Dialect) -> object:
        return value.value if isinstance(value, Enum) else value

    def process_result_value(self, value: object, dialect: Dialect) -> Enum | None:
        return None if value is None else self.kind(value)


class Json(TypeDecorator[Any]):
    """A tuple, or an image of a whole thing, as domain/codec.py writes it."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:
        # Most tuples are empty, and a tick stores thousands.
        return None if value is None else "[]" if value == () else to_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:
        return None if value is None else () if value == "[]" else from_json(value)
