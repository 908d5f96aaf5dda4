"""Waivers, exchanges, reviews, mapped history, who asked for a move, people let in or gone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("visits", _text("mapped", "[]"))
    op.add_column("step_endings", _text("side", ""))
    op.add_column("persons", _text("added_by", ""))
    op.add_column("persons", sa.Column("left_at", sa.DateTime(timezone=True), nullable=True))
    for table, column in (("visits", "mapped"), ("step_endings", "side"), ("persons", "added_by")):
        with op.batch_alter_table(table) as batch:
            batch.alter_column(column, server_default=None)
    _facts("waivers", "process", "stage", "to", "missing", "reason")
    _facts("exchanges", "direction", "what", "state", "who", "words", day="on")
    review = ("reason", "grounds", "said_by", "wrong", "competitor", "evidence", "note")
    _facts("reviews", "process", "end", *review)
    op.create_index("ix_waivers_at", "waivers", ["at"])
    op.create_index("ix_reviews_process_end", "reviews", ["process", "end"])
    is_wrong = sa.text("wrong != ''")
    op.create_index(
        "ix_reviews_process_wrong", "reviews", ["process", "seq"], sqlite_where=is_wrong, postgresql_where=is_wrong
    )
    op.create_table(
        "processes",
        _text("key"),
        sa.Column("version", sa.Integer(), nullable=False),
        _text("stages"),
        sa.PrimaryKeyConstraint("key", name="pk_processes"),
    )
    op.create_index("ix_deals_process_state_stage", "deals", ["process", "state", "stage", "closed_at"])
    is_open = sa.text("state = 'open'")
    op.create_index("ix_deals_open", "deals", ["id"], sqlite_where=is_open, postgresql_where=is_open)


def _facts(name: str, *texts: str, day: str = "") -> None:
    op.create_table(
        name,
        sa.Column("seq", sa.Integer(), nullable=False),
        *(_text(column) for column in ("id", "deal", "act", "by")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(_text(column) for column in texts),
        *((sa.Column(day, sa.Date(), nullable=True),) if day else ()),
        sa.PrimaryKeyConstraint("seq", name=f"pk_{name}"),
        sa.UniqueConstraint("id", name=f"uq_{name}_id"),
        sa.ForeignKeyConstraint(["deal"], ["deals.id"], name=f"fk_{name}_deal_deals"),
    )
    op.create_index(f"ix_{name}_deal", name, ["deal"])


def _text(name: str, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, server_default=default)
