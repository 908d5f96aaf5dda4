"""The first tables."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _people()
    _deals()
    _facts()
    _acts()
    _nudging()


def _people() -> None:
    hours = (sa.Column("hours_start", sa.Time(), nullable=False), sa.Column("hours_end", sa.Time(), nullable=False))
    profile = _texts("name", "role", "team", "language", "zone", "country", "hours_days", "chosen")
    _table("persons", *profile, *_texts("email", "email_key", null=True), *hours, unique=("email_key",))
    _table("identities", *_texts("person"), key=("platform", "workspace", "user"), to={"person": "persons"})
    op.create_index("ix_identities_person", "identities", ["person"])
    place = _texts("workspace", "conversation", "thread")
    _table("places", *place, *_signs("direct"), *_instants("at"), key=("person", "platform"), to={"person": "persons"})
    _table("addresses", *_texts("address"), key=("platform", "workspace", "conversation"))
    _table("deliveries", *_instants("at"))


def _deals() -> None:
    texts = (
        *_texts("account", "account_key", "name", "owner", "process", "stage", "state", "currency", "area"),
        *_texts("close_reason", "close_note", "pause_reason", "step_ours", "step_theirs"),
        *_texts("step", "external_id", null=True),
    )
    times = (
        *_instants("opened_at", "stage_since", "idle_since"),
        *_instants("closed_at", "step_due_at", "attention_at", null=True),
        *_days("close_date", "paused_until", "step_due_day"),
    )
    # SQLite has no decimals.
    amount = sa.Column("amount", sa.Numeric().with_variant(sa.String(), "sqlite"), nullable=True)
    _table("deals", *texts, *times, amount, *_numbers("version"), unique=("external_id",))
    op.create_index("ix_deals_account_key", "deals", ["account_key"])
    op.create_index("ix_deals_owner_state", "deals", ["owner", "state"])
    _index_where("ix_deals_due", "deals", ["attention_at", "owner"], "attention_at IS NOT NULL")
    _index_where("ix_deals_due_of", "deals", ["owner", "attention_at"], "attention_at IS NOT NULL")

    _table("hints", key=("word", "account_key"))
    _table("traces", key=("trace", "word"))
    _log("contacts", *_texts("account", "account_key", "name", "role", "act"))
    op.create_index("ix_contacts_account_key", "contacts", ["account_key"])


def _facts() -> None:
    facts = {
        "meetings": (*_days("on"), *_texts("outcome", "contacts", "note")),
        "steps": (
            *_texts("ours", "theirs", "agreed"),
            *_days("due_day"),
            *_instants("due_at", null=True),
            *_texts("replaces", null=True),
        ),
        "step_endings": _texts("step", "end"),
        "answers": (
            *_texts("question", "value", "grounds", "said_by"),
            *_days("heard_on"),
            *_texts("meeting", null=True),
        ),
        "visits": _texts("process", "stage"),
    }
    for table, columns in facts.items():
        _log(table, *_texts("deal", "act", "by"), *_instants("at"), *columns, to={"deal": "deals"})
        op.create_index(f"ix_{table}_deal", table, ["deal"])


def _acts() -> None:
    entry = (*_texts("person", "kind"), *_texts("deal", "before", "undoes", null=True))
    _log("journal", *entry, *_instants("at"), *_numbers("version"), unique=("undoes",), to={"deal": "deals"})
    op.create_index("ix_journal_deal", "journal", ["deal"])
    op.create_index("ix_journal_person_seq", "journal", ["person", "seq"])
    _table("pending", *_texts("person", "kind", "data"), *_instants("at"), *_signs("used"))


def _nudging() -> None:
    lives = (*_instants("began_at"), *_instants("ended_at", "said_at", "snoozed_until", null=True))
    _table("episodes", *_texts("deal", "concern"), *lives, *_numbers("times_said"), to={"deal": "deals"})
    _index_where("ix_episodes_running", "episodes", ["deal", "concern"], "ended_at IS NULL", unique=True)
    texts = _texts("person", "deal", "concern", "episode", "verdict_reason")
    _log("verdicts", *texts, *_instants("at"), *_instants("verdict_until", null=True))
    op.create_index("ix_verdicts_deal_at", "verdicts", ["deal", "at"])
    times = (*_instants("created_at", "not_before"), *_instants("claimed_until", "sent_at", null=True))
    texts = _texts("key", "person", "reply", "episodes", "gave_up", "reference")
    _table("outbox", *texts, *times, *_numbers("attempts"), unique=("key",))
    _table("rules", *_texts("digest"), key=("of",))
    _index_where("ix_outbox_waiting", "outbox", ["not_before"], "sent_at IS NULL AND gave_up = ''")


Columns = tuple[sa.Column[Any], ...]


def _texts(*names: str, null: bool = False) -> Columns:
    return tuple(sa.Column(name, sa.String(), nullable=null) for name in names)


def _instants(*names: str, null: bool = False) -> Columns:
    return tuple(sa.Column(name, sa.DateTime(timezone=True), nullable=null) for name in names)


def _days(*names: str) -> Columns:
    return tuple(sa.Column(name, sa.Date(), nullable=True) for name in names)


def _numbers(*names: str) -> Columns:
    return tuple(sa.Column(name, sa.Integer(), nullable=False) for name in names)


def _signs(*names: str) -> Columns:
    return tuple(sa.Column(name, sa.Boolean(), nullable=False) for name in names)


def _table(
    name: str,
    *columns: sa.Column[Any],
    key: tuple[str, ...] = ("id",),
    unique: tuple[str, ...] = (),
    to: dict[str, str] | None = None,
) -> None:
    """A table whose key is text; `to` names the tables that columns refer to."""
    known = {column.name for column in columns}
    op.create_table(
        name,
        *_texts(*(part for part in key if part not in known)),
        *columns,
        sa.PrimaryKeyConstraint(*key, name=f"pk_{name}"),
        *(sa.UniqueConstraint(column, name=f"uq_{name}_{column}") for column in unique),
        *(
            sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{name}_{column}_{other}")
            for column, other in (to or {}).items()
        ),
    )


def _log(name: str, *columns: sa.Column[Any], unique: tuple[str, ...] = (), to: dict[str, str] | None = None) -> None:
    """A table whose rows are counted in the order they were stored."""
    _table(name, *_numbers("seq"), *_texts("id"), *columns, key=("seq",), unique=("id", *unique), to=to)


def _index_where(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)
