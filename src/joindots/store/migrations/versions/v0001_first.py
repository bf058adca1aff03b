"""The first tables, and the full-text index over titles and texts."""  # noqa: INP001 - Alembic loads this by its path

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# An index that repeats no text: it points to the table. Triggers keep it, as SQLite's manual has them.
# Source: https://www.sqlite.org/fts5.html, section 4.4.3, External Content Tables.
_SQLITE_INDEX = """
CREATE VIRTUAL TABLE words USING fts5(
    title, text, content='documents', content_rowid='number', tokenize='unicode61 remove_diacritics 2'
);;
CREATE TRIGGER documents_added AFTER INSERT ON documents BEGIN
    INSERT INTO words(rowid, title, text) VALUES (new.number, new.title, new.text);
END;;
CREATE TRIGGER documents_removed AFTER DELETE ON documents BEGIN
    INSERT INTO words(words, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
END;;
CREATE TRIGGER documents_changed AFTER UPDATE OF title, text ON documents BEGIN
    INSERT INTO words(words, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
    INSERT INTO words(rowid, title, text) VALUES (new.number, new.title, new.text);
END;;
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN
    SELECT RAISE(ABORT, 'decisions are appended, never changed');
END
"""
# An index entry of PostgreSQL holds 1 MB of distinct words; of what is longer the beginning is indexed.
_POSTGRESQL_INDEX = """
ALTER TABLE documents ADD COLUMN words tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', left(title, 10000)), 'A')
    || setweight(to_tsvector('simple', left(text, 200000)), 'B')
) STORED;;
CREATE INDEX documents_words ON documents USING gin (words);;
CREATE FUNCTION keep_decisions() RETURNS trigger AS $$ BEGIN
    RAISE EXCEPTION 'decisions are appended, never changed';
END $$ LANGUAGE plpgsql;;
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions FOR EACH ROW EXECUTE FUNCTION keep_decisions()
"""


def upgrade() -> None:
    """Make everything; there was nothing."""
    _make_inputs()
    _make_documents()
    _make_results()
    op.bulk_insert(op.create_table("cases", _number(), _text("maker")), [{"number": 1, "maker": "joindots"}])
    statements = _SQLITE_INDEX if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL_INDEX
    for statement in statements.split(";;"):
        op.execute(statement)


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer, primary_key=True)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=True)


def _body(name: str = "body") -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=False)


def _make_inputs() -> None:
    op.create_table("originals", _key("sha256"), sa.Column("size", sa.Integer, nullable=False), _body())
    optional = (_text("place", nullable=True), _text("sha256", nullable=True), sa.Column("size", sa.Integer))
    standing = sa.Column("standing", sa.Boolean, nullable=False)
    op.create_table(
        "inputs", _number(), _text("source"), *optional, _text("media_type", nullable=True), _text("reader"), standing
    )
    op.create_index("standing_inputs", "inputs", ["source", "standing"])
    owner = sa.ForeignKey("inputs.number", ondelete="CASCADE")
    op.create_table(
        "drafts", _number(), sa.Column("input", sa.Integer, owner, nullable=False), _text("document"), _body()
    )
    owner = sa.ForeignKey("inputs.number", ondelete="CASCADE")
    reasons = (_text(name) for name in ("source", "stage", "reason", "outcome"))
    op.create_table("rejections", _number(), sa.Column("input", sa.Integer, owner), *reasons)
    op.create_index("ix_drafts_input", "drafts", ["input"])
    op.create_index("ix_drafts_document", "drafts", ["document"])
    op.create_index("ix_rejections_input", "rejections", ["input"])


def _make_documents() -> None:
    optional = (_text(name, nullable=True) for name in ("publisher", "earliest", "latest"))
    op.create_table(
        "documents", _number(), sa.Column("id", sa.Text, nullable=False, unique=True),
        _text("title"), _text("text"), *optional, _text("key"), _body(),
    )  # fmt: skip
    op.create_index("ix_documents_earliest", "documents", ["earliest"])
    op.create_index("ix_documents_latest", "documents", ["latest"])
    op.create_table("observations", _key("key"), _text("document"), _body())
    op.create_index("ix_observations_document", "observations", ["document"])
    op.create_table("parses", sa.Column("key", sa.LargeBinary, primary_key=True), _body())


def _make_results() -> None:
    op.create_table("records", _key("kind"), _key("id"), _body())
    op.create_table("appearances", _key("entity"), _key("document"))
    op.create_table("accounts", _number(), _text("state"), _body("head"))
    op.create_table("decisions", _number(), sa.Column("id", sa.Text, nullable=False, unique=True), _text("body"))
