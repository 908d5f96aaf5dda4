"""What the nudge rules look at, leave, people who cannot be reached, held back and escalated episodes, clock rounds."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_NEW: dict[str, tuple[tuple[str, sa.types.TypeEngine[Any], Any], ...]] = {
    "deals": (("pushed", sa.Integer(), "0"), ("signs", sa.String(), '{"_":"Signs"}')),
    "persons": (
        ("away", sa.String(), "[]"),
        ("stopped", sa.String(), ""),
        ("stop_told", sa.Boolean(), sa.false()),
        ("brief", sa.Boolean(), sa.true()),
    ),
    "episodes": (
        ("until_heard", sa.Boolean(), sa.false()),
        ("held_back", sa.Boolean(), sa.false()),
        ("said_in", sa.String(), "[]"),
    ),
    "outbox": (("channel", sa.String(), ""), ("amends", sa.String(), "")),
}
_INSTANTS = {
    "deals": ("pushed_at",),
    "persons": ("stopped_at",),
    "episodes": ("first_said_at", "warned_at", "escalated_at"),
}
_INDEXES = (
    ("ix_deals_ended", "deals", ["owner", "closed_at"], "closed_at IS NOT NULL"),
    ("ix_deals_stepping", "deals", ["owner", "step_due_day"], "state = 'open'"),
    ("ix_episodes_ended", "episodes", ["deal", "ended_at"], "ended_at IS NOT NULL"),
    ("ix_outbox_edits", "outbox", ["amends"], "amends <> ''"),
)


def upgrade() -> None:
    for table, columns in _NEW.items():
        for name, kind, default in columns:
            op.add_column(table, sa.Column(name, kind, nullable=False, server_default=default))
        with op.batch_alter_table(table) as batch:
            for name, _, _ in columns:
                batch.alter_column(name, server_default=None)
    for table, names in _INSTANTS.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.add_column("outbox", sa.Column("place", sa.String(), nullable=True))
    op.create_table(
        "rounds",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_rounds"),
    )
    op.create_index("ix_rounds_at", "rounds", ["at"])
    op.create_index("ix_deliveries_at", "deliveries", ["at"])
    for index, table, over, where in _INDEXES:
        op.create_index(index, table, over, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
    # By which rules the deals were looked at: none of these, so that each gets its signs.
    op.execute("UPDATE rules SET digest = ''")
