"""The steps from each version of the store's file to the next."""

import sqlite3

from webapp.kept.store import Newer

STEPS = (
    """
    CREATE TABLE runs (id TEXT PRIMARY KEY, revision INTEGER NOT NULL, place BLOB NOT NULL)
        WITHOUT ROWID;
    CREATE TABLE entries (run TEXT NOT NULL, revision INTEGER NOT NULL, entry BLOB NOT NULL,
        PRIMARY KEY (run, revision));
    """,
    """
    ALTER TABLE runs ADD COLUMN view TEXT;
    ALTER TABLE runs ADD COLUMN visitor TEXT;
    ALTER TABLE runs ADD COLUMN seen REAL NOT NULL DEFAULT 0;
    ALTER TABLE runs ADD COLUMN touched REAL;
    ALTER TABLE runs ADD COLUMN gone REAL;
    UPDATE runs SET view = lower(hex(randomblob(16))),
        seen = strftime('%s', 'now'), touched = strftime('%s', 'now');
    CREATE UNIQUE INDEX runs_view ON runs (view);
    CREATE INDEX runs_visitor ON runs (visitor, touched);
    CREATE INDEX runs_seen ON runs (seen);
    CREATE INDEX runs_gone ON runs (gone) WHERE gone IS NOT NULL;
    """,
    """
    ALTER TABLE runs ADD COLUMN seal INTEGER;
    ALTER TABLE entries ADD COLUMN seal INTEGER;
    """,
)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to this version, each step as a whole; PRAGMA user_version counts them.

    Raises Newer.
    """
    done = connection.execute("PRAGMA user_version").fetchone()[0]
    if done > len(STEPS):
        raise Newer
    for version, step in enumerate(STEPS[done:], done + 1):
        connection.executescript(f"BEGIN; {step} PRAGMA user_version = {version}; COMMIT;")
