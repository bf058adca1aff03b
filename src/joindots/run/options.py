"""Options of a run: flags win over `joindots.toml`, which wins over the defaults. No environment variables."""

import re
import tomllib
from pathlib import Path

import msgspec
from msgspec import Struct

from joindots.model import OptionsError

CONFIG = "joindots.toml"
LOCAL = "local"
_SCHEDULER = re.compile(r"(?:dask|tls)://[^/\s]+:[0-9]{1,5}")


class Options(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a user can choose.

    Attributes:
        workers: Processes that parse; 0 means as many as pay for themselves. Never changes a byte of the account.
        most_characters: Of one document that are read for what they say; the rest is kept and shown. They count as
            prose does: fewer of text dense with names, numbers or marks, and of short paragraphs; see `run/budgets.py`.
        models: spaCy pipeline packages to parse with, one a language, in any order. The pinned English one is used
            where none of them is English.
        formats: Faces to write, of `json`, `html`, `md`.
        originals: Whether to keep every input, byte for byte, beside the account.
        follow: How many entries of each feed given by address to fetch the pages of.
        engine: Where the work is done: `local`, or the address of a Dask scheduler, `dask://HOST:PORT` (`tls://` with
            certificates). Never changes a byte of the account.
        blocks: Folder through which a cluster gets its work, a path or an address that fsspec knows; what was finished
            there is not done again. None makes one on this machine and removes it.
        semantic: Whether embeddings propose statements to compare that share few words; needs the extra `semantic`.
    """

    workers: int = 0
    most_characters: int = 200_000
    models: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("json", "html", "md")
    originals: bool = True
    follow: int = 0
    engine: str = LOCAL
    blocks: str | None = None
    semantic: bool = False

    def __post_init__(self) -> None:
        """Refuse what makes no sense.

        Raises:
            OptionsError: A number is too small, an engine or format is unknown, or a format is missing.
        """
        if self.most_characters < 1:
            raise OptionsError(f"most_characters must be 1 or more, not {self.most_characters}")
        if self.workers < 0:
            raise OptionsError(f"workers must be 0 or more, not {self.workers}")
        if self.follow < 0:
            raise OptionsError(f"follow must be 0 or more, not {self.follow}")
        if self.engine != LOCAL and not _SCHEDULER.fullmatch(self.engine):
            raise OptionsError(f"engine is local, dask://HOST:PORT or tls://HOST:PORT, not {self.engine}")
        unknown = sorted(set(self.formats) - {"json", "html", "md"})
        if unknown or not self.formats:
            raise OptionsError(f"formats are json, html and md; unknown or missing: {', '.join(unknown) or 'all'}")

    def deciding(self) -> dict[str, str]:
        """Those options that decide what an account says, by name."""
        chosen = {"models": ", ".join(sorted(set(self.models)))} if self.models else {}
        if self.most_characters != Options().most_characters:
            chosen["most_characters"] = str(self.most_characters)
        return {**chosen, "semantic": "true"} if self.semantic else chosen


def load_options(path: Path | None = None) -> Options:
    """Options from a `joindots.toml`, table `[read]`.

    Args:
        path: The file; None looks for one in the working directory and takes the defaults where there is none.

    Raises:
        OptionsError: The file cannot be read or holds something unknown; says what.
    """
    file = path or Path(CONFIG)
    if path is None and not file.is_file():
        return Options()
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        unknown = sorted(set(table) - {"read"})
        if unknown:
            raise OptionsError(f"{file}: unknown table {', '.join(unknown)}; there is only [read]")
        chosen = table.get("read", {})
        if isinstance(chosen, dict) and isinstance(chosen.get("model"), str):  # its name before there could be several
            chosen["models"] = [chosen.pop("model"), *chosen.get("models", ())]
        return msgspec.convert(chosen, Options)
    except (OSError, UnicodeDecodeError) as error:
        raise OptionsError(f"{file}: cannot be read: {error}") from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise OptionsError(f"{file}: {error}") from error
