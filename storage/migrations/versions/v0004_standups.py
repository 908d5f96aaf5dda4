"""Standups, and who wants no reminder of them; in whose thread an unasked message is said, and how in a channel."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_OUTBOX = ("under", "thread", "language", "zone")


def upgrade() -> None:
    for name in _OUTBOX:
        op.add_column("outbox", sa.Column(name, sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("outbox") as batch:
        for name in _OUTBOX:
            batch.alter_column(name, server_default=None)
    op.add_column("persons", sa.Column("reminders", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("persons") as batch:
        batch.alter_column("reminders", server_default=None)
    _standups()
    _parts()
    _what_was_said()
    op.create_table(
        "arrangements",
        *_texts("team", "key"),
        sa.Column("plan", sa.String(), nullable=True),
        *_texts("facilitator"),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("skips", sa.Date(), nullable=True),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("team", "key", name="pk_arrangements"),
    )


def _standups() -> None:
    op.create_table(
        "standups",
        *_texts("id", "key", "team", "plan"),
        sa.Column("day", sa.Date(), nullable=False),
        *_instants("since", nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        *_instants("opens_at", "closes_at", nullable=False),
        *_texts("language", "zone", "phase", "by", "facilitator"),
        *_instants("opened_at", "ended_at"),
        *_texts("message", "agenda"),
        sa.Column("turn", sa.Integer(), nullable=True),
        *_instants("turn_ends"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_standups"),
        sa.UniqueConstraint("key", name="uq_standups_key"),
    )
    op.create_index("ix_standups_team_opens_at", "standups", ["team", "opens_at"])
    runs = sa.text("phase IN ('ahead', 'open')")
    op.create_index("ix_standups_running", "standups", ["opens_at"], sqlite_where=runs, postgresql_where=runs)


def _parts() -> None:
    op.create_table(
        "standup_parts",
        *_texts("standup", "person", "how", "draft", "words", "told"),
        sa.Column("asks", sa.Boolean(), nullable=False),
        sa.Column("back", sa.Date(), nullable=True),
        *_instants("asks_at"),
        *_texts("asked_in"),
        sa.Column("reminded", sa.Integer(), nullable=False),
        *_instants("answered_at", "changed_at"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("standup", "person", name="pk_standup_parts"),
        sa.ForeignKeyConstraint(["standup"], ["standups.id"], name="fk_standup_parts_standup_standups"),
    )
    op.create_index("ix_standup_parts_person", "standup_parts", ["person"])
    unasked = sa.text("how = 'waiting' AND asked_in = ''")
    op.create_index(
        "ix_standup_parts_unasked", "standup_parts", ["asks_at"], sqlite_where=unasked, postgresql_where=unasked
    )


def _what_was_said() -> None:
    op.create_table(
        "decisions",
        *_texts("id", "standup", "deal", "owner", "words"),
        sa.Column("due", sa.String(), nullable=True),
        *_texts("by"),
        *_instants("at", nullable=False),
        *_texts("act", "step"),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sa.ForeignKeyConstraint(["standup"], ["standups.id"], name="fk_decisions_standup_standups"),
    )
    op.create_index("ix_decisions_standup", "decisions", ["standup"])
    op.create_table(
        "parked",
        *_texts("id", "standup", "words", "by"),
        *_instants("at", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_parked"),
        sa.ForeignKeyConstraint(["standup"], ["standups.id"], name="fk_parked_standup_standups"),
    )
    op.create_index("ix_parked_standup", "parked", ["standup"])


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _instants(*names: str, nullable: bool = True) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=nullable) for name in names]
