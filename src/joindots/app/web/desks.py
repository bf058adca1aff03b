"""The desk's state: an open case, what is known of its account, and the work in the background."""

import hashlib
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from joindots.app.web.looks import NOTHING, Known, Look, learn
from joindots.app.web.works import Job, Works
from joindots.corrections import find_in_force, make_decision, next_moment
from joindots.model import Account, Decision, InputError, OptionsError, StoreError
from joindots.run import Options, Progress
from joindots.run.apart import Outcome, Task, read_apart
from joindots.run.proposals import Proposal, Text, Word, propose
from joindots.store.cases import Case
from joindots.store.moments import Moment

MOST_UPLOAD_BYTES: Final = 100 * 2**20
"""Of one request: a year of a newspaper's wires, or a long PDF."""

_NAME = re.compile(r"[^\w.,() -]+")
_LONGEST_NAME = 120  # characters of a file's name that are kept


class Pasted(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A report as a line of JSON Lines, in the fields that intake reads.

    Attributes:
        text: Of the report.
        title: As printed.
        published: Date.
        publisher: Whose it is.
        url: Where it stood.
    """

    text: str
    title: Word = ""
    published: Word = ""
    publisher: Word = ""
    url: Text = ""


class Desk:
    """A case at work.

    Attributes:
        case: Open.
        works: In the background.
        inbox: Folder for what is uploaded, until it has been read.
    """

    def __init__(
        self,
        case: Case,
        inbox: Path,
        options: Options | None = None,
        reader: Callable[[Task, Progress], Outcome] = read_apart,
    ) -> None:
        """Take an open case, and what reads into it: by default a process of its own, so that pages do not wait."""
        self._reader = reader
        self.case = case
        self.works = Works()
        self.inbox = inbox
        self.options = options or Options()
        self._learning = threading.Lock()
        self._deciding = threading.Lock()
        self._known: Known | None = None

    @contextmanager
    def look(self) -> Iterator[Look]:
        """The case as it is at one moment, while the block runs.

        Raises:
            OptionsError: Nothing was read yet.
        """
        with self.case.at_one_moment() as moment:
            yield Look(moment, self._learn(moment))

    def find_known(self) -> Known | None:
        """What is known of the account as it is now; None where nothing was read yet."""
        with self.case.at_one_moment() as moment:
            return self._learn(moment) if moment.read_state() else None

    def require_known(self) -> Known:
        """The same.

        Raises:
            OptionsError: Nothing was read yet.
        """
        known = self.find_known()
        if known is None:
            raise OptionsError(NOTHING)
        return known

    def load_account(self) -> Account:
        """The whole account. Of a large case it takes much memory and time.

        Raises:
            OptionsError: Nothing was read yet.
        """
        account = self.case.load_account()
        if account is None:
            raise OptionsError(NOTHING)
        return account

    def _learn(self, moment: Moment) -> Known:
        state = moment.read_state()
        known = self._known
        if known is None or known.state != state:
            with self._learning:  # one learns, the others wait
                known = self._known
                if known is None or known.state != state:
                    known = self._known = learn(moment)
        return known

    def decide(self, proposal: Proposal) -> Decision:
        """Append a decision and begin to carry it out.

        Raises:
            OptionsError: It makes no sense.
        """
        if not proposal.who.strip():
            raise OptionsError("Say who decides.")
        with self._deciding:
            history = self.case.list_decisions()
            if proposal.do == "undo" and proposal.record not in {one.id for one in history}:
                raise OptionsError(f"No decision of this case has the id {proposal.record!r}.")
            with self.look() as look:
                action = propose(look.sight, proposal)
            when = next_moment(datetime.now(UTC), history)
            decision = make_decision(action, who=proposal.who.strip(), why=proposal.why.strip(), when=when)
            self.case.add_decision(decision)
        self.derive("Carrying out what was decided")
        return decision

    def derive(self, title: str) -> Job:
        """Make the account again, from what the case has."""
        waiting = next((job for job in self.works.list_jobs() if job.state == "waiting" and job.title == title), None)
        return waiting or self.works.add(title, lambda progress: self._read([], progress))

    def take_files(self, files: Sequence[tuple[str, bytes]]) -> Job:
        """Put files into the inbox and begin to read them.

        Args:
            files: Names as the browser gave them, and contents.

        Raises:
            InputError: There is nothing in them, or they cannot be kept.
        """
        files = [(clean_name(name), data) for name, data in files if data]
        if not files:
            raise InputError("upload", "there is no file, or it is empty")
        try:
            self.inbox.mkdir(parents=True, exist_ok=True, mode=0o700)
            for name, data in files:
                (self.inbox / name).write_bytes(data)
        except OSError as error:
            raise StoreError(f"{self.inbox}: what was uploaded cannot be kept: {error.strerror}") from error
        paths = [self.inbox / name for name, _ in files]
        title = f"Reading {files[0][0]}" + (f" and {len(files) - 1} more" if len(files) > 1 else "")
        return self.works.add(title, lambda progress: self._read(paths, progress))

    def take_text(self, report: Pasted) -> Job:
        """Read a report that was pasted.

        Raises:
            InputError: It has no text.
        """
        if not report.text.strip():
            raise InputError("paste", "there is no text in it")
        report = msgspec.structs.replace(report, text=report.text.replace("\r\n", "\n"))
        data = msgspec.json.encode(report) + b"\n"
        return self.take_files([(f"pasted-{hashlib.sha256(data).hexdigest()[:12]}.jsonl", data)])

    def list_history(self) -> tuple[tuple[Decision, bool], ...]:
        """What was decided, the newest first, and whether it is in force."""
        history = self.case.list_decisions()
        held = {decision.id for decision in find_in_force(history)}
        return tuple((decision, decision.id in held) for decision in reversed(history))

    def close(self) -> None:
        """Finish the work and let go."""
        self.works.close()

    def _read(self, paths: Sequence[Path], progress: Progress) -> str:
        before = self.case.count_records().get("documents", 0)
        outcome = self._reader(Task(self.case.database.place, tuple(map(str, paths)), self.options), progress)
        for path in paths:
            path.unlink(missing_ok=True)
        refused = [r for r in outcome.rejections if r.source in {path.name for path in paths}]
        told = "".join(f" {rejection.source}: {rejection.reason}" for rejection in refused)
        return f"{outcome.documents:,} reports in the case, {outcome.documents - before:,} more than before.{told}"


def clean_name(name: str) -> str:
    """A file's name that means a file in the inbox, and nothing else, on any system."""
    base = name.replace("\\", "/").rpartition("/")[2]
    kept = _NAME.sub("_", base).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    short = f"{stem[:_LONGEST_NAME]}{dot}{ending[:20]}" if dot else kept[:_LONGEST_NAME]
    return short or "report.txt"
