"""The tables of a case, for SQLAlchemy Core. Migrations make them (`migrations/versions`); a test compares the two.

A case holds what was read (inputs, originals, drafts), what each report shows (documents, observations), what was paid
for once (parses), what they amount to together (records), and what people decided. Everything but inputs, originals,
drafts and decisions follows from them and can be made again.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, false

METADATA = MetaData()

CASES = Table(
    "cases",
    METADATA,
    Column("number", Integer, primary_key=True),  # always 1
    Column("maker", Text, nullable=False),  # "joindots": tells a case from any other database
    # Whether something was deleted whose traces in free pages of the file have yet to be wiped.
    Column("sweep", Boolean, nullable=False, server_default=false()),
)

ORIGINALS = Table(
    "originals",
    METADATA,
    Column("sha256", Text, primary_key=True),  # of the bytes as read
    Column("size", Integer, nullable=False),  # bytes
    Column("body", LargeBinary, nullable=False),  # the bytes, compressed (zlib)
)

INPUTS = Table(
    "inputs",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("place", Text),  # SHA-256 of the path it was read from, which itself is nobody's business; None elsewhere
    Column("sha256", Text),  # of its bytes; None where they could not be read
    Column("size", Integer),  # bytes
    Column("media_type", Text),
    Column("reader", Text, nullable=False),  # versions of what read it
    Column("standing", Boolean, nullable=False),  # False once the same place gave other bytes
    Index("standing_inputs", "source", "standing"),
)

DRAFTS = Table(
    "drafts",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("input", Integer, ForeignKey("inputs.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("document", Text, nullable=False, index=True),  # id
    Column("body", LargeBinary, nullable=False),  # as intake encodes it
)

REJECTIONS = Table(
    "rejections",
    METADATA,
    Column("number", Integer, primary_key=True),
    # None for what is no input: a folder that cannot be listed, an address that cannot be fetched.
    Column("input", Integer, ForeignKey("inputs.number", ondelete="CASCADE"), index=True),
    Column("source", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("outcome", Text, nullable=False),
)

DOCUMENTS = Table(
    "documents",
    METADATA,
    Column("number", Integer, primary_key=True),  # the row of the full-text index
    Column("id", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),  # "" where there is none, for the index
    Column("text", Text, nullable=False),
    Column("publisher", Text),
    Column("earliest", Text, index=True),  # first and last day on which it can have been published
    Column("latest", Text, index=True),
    Column("key", Text, nullable=False),  # SHA-256 of the whole record
    Column("body", LargeBinary, nullable=False),  # the record without its text
)

OBSERVATIONS = Table(
    "observations",
    METADATA,
    Column("key", Text, primary_key=True),  # SHA-256 of the document as it was read, and of what read it
    Column("document", Text, nullable=False, index=True),  # id
    Column("body", LargeBinary, nullable=False),  # the record
)

PARSES = Table(
    "parses",
    METADATA,
    Column("key", LargeBinary, primary_key=True),  # SHA-256 of a paragraph and of what parsed it
    Column("body", LargeBinary, nullable=False),  # as the parser packs it
)

PARTS = Table(
    "parts",
    METADATA,
    Column("key", Text, primary_key=True),  # SHA-256 of what it follows from, and of what worked it out
    Column("body", LargeBinary, nullable=False),  # the result; it names the documents it speaks of
)

RECORDS = Table(
    "records",
    METADATA,
    Column("kind", Text, primary_key=True),  # an array of the account, such as "findings"
    Column("id", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),  # the record; a document's without its text
)

APPEARANCES = Table(
    "appearances",
    METADATA,
    Column("entity", Text, primary_key=True),  # id of an entity of the account
    Column("document", Text, primary_key=True),  # id of a document that mentions it
)

ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("number", Integer, primary_key=True),  # always 1
    Column("state", Text, nullable=False),  # SHA-256 of all that it was made from
    Column("head", LargeBinary, nullable=False),  # the account without its arrays
)

DECISIONS = Table(
    "decisions",
    METADATA,
    Column("number", Integer, primary_key=True),  # in order of time
    Column("id", Text, nullable=False, unique=True),
    Column("body", Text, nullable=False),  # the record as JSON
)
