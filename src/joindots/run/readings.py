"""The main job: from paths to an account."""

from collections.abc import Sequence
from operator import attrgetter
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

import joindots
from joindots.account import verify_account
from joindots.intake import Draft, Input, find_inputs, label_documents
from joindots.intake.web.addresses import is_address
from joindots.join import find, infer_dates, join_pile
from joindots.model import SCHEMA, Account, Document, Generator, InputError, Observations, Rejection
from joindots.run.budgets import reject_rest
from joindots.run.engines import LocalEngine, RunEngine, choose_workers
from joindots.run.holdings import hold
from joindots.run.intaking import take_in
from joindots.run.observing import Work, language_engines, observe_block, split_work
from joindots.run.options import Options
from joindots.run.progress import Progress, Silent
from joindots.run.satire import reject_satire
from joindots.run.summaries import leave_out_summaries
from joindots.store import Holding


class Reading(Struct, frozen=True, kw_only=True):
    """An account and what it was made from.

    Attributes:
        account: Checked.
        holdings: Every input whose bytes were read, refused ones included, in the order of reading; those that were
            skipped as no reports are left out.
    """

    account: Account
    holdings: tuple[Holding, ...]


def read(
    paths: Sequence[str | Path] | str | Path,
    *,
    options: Options | None = None,
    progress: Progress | None = None,
    earlier: Path | None = None,
) -> Account:
    """Read reports and write their account.

    Args:
        paths: Files, folders (read recursively), `-` for standard input, or web addresses (http and https). Nothing is
            fetched where no address is among them.
        options: What can be chosen; the defaults if None.
        progress: Hears how far the run has come.
        earlier: Folder of an earlier account; a page kept there is not sent again where it has not changed.

    Returns:
        The account, checked: every span is its slice, every id resolves, every array is sorted.

    Raises:
        InputError: Nothing could be read; the reason of the first rejection is in the message.
        EngineError: A language model is not installed, or a worker died.
    """
    return read_pile(paths, options=options, progress=progress, earlier=earlier).account


def read_pile(
    paths: Sequence[str | Path] | str | Path,
    *,
    options: Options | None = None,
    progress: Progress | None = None,
    earlier: Path | None = None,
) -> Reading:
    """The same as `read`, with the originals that the account was made from, to be kept with it.

    Args:
        paths: As for `read`.
        options: As for `read`.
        progress: As for `read`.
        earlier: As for `read`.

    Raises:
        InputError: As for `read`.
        EngineError: As for `read`.
    """
    options = options or Options()
    progress = progress or Silent()
    paths = [paths] if isinstance(paths, str | Path) else paths
    language_engines(options.models)  # a model that is not there is told before anything is read
    inputs, missing = _gather([str(path) for path in paths], options, earlier, progress)
    documents, rejections, holdings = _take_in(inputs, progress)
    rejections = [*missing, *rejections]
    _require(documents, rejections)
    engine = LocalEngine(
        choose_workers(options.workers, sum(min(len(d.text), options.most_characters) for d in documents))
    )
    documents, observations, failed = _observe(documents, engine, options, progress)
    _require(documents, failed)
    documents, observations = _date(documents, observations, engine, options)
    account = _compose(documents, observations, [*rejections, *failed], options, progress)
    verify_account(account)
    return Reading(account=account, holdings=tuple(holdings))


def _require(documents: Sequence[Document], rejections: Sequence[Rejection]) -> None:
    """Stop where nothing is left to write an account of."""
    if not documents:
        reason = rejections[0] if rejections else Rejection(source="nothing", stage="intake", reason="no input")
        raise InputError(reason.source, f"nothing could be read ({reason.reason})")


def _compose(
    documents: Sequence[Document],
    observations: Sequence[Observations],
    rejections: Sequence[Rejection],
    options: Options,
    progress: Progress,
) -> Account:
    """Join what the documents show and judge it."""
    progress("joining", 0, 2)
    pile = join_pile(documents, observations)
    progress("joining", 1, 2)
    findings = find(pile)
    progress("joining", 2, 2)
    return Account(
        schema=SCHEMA,
        generator=_generator(options),
        **{field: getattr(pile, field) for field in pile.__struct_fields__},
        findings=tuple(sorted(findings, key=attrgetter("id"))),
        rejections=tuple(sorted(rejections, key=attrgetter("source", "stage", "reason"))),
    )


def _gather(
    paths: Sequence[str], options: Options, earlier: Path | None, progress: Progress
) -> tuple[list[Input], list[Rejection]]:
    """Find files and fetch pages."""
    addresses = [path for path in paths if is_address(path)]
    inputs, rejections = find_inputs([path for path in paths if not is_address(path)])
    if addresses:
        from joindots.run.fetching import fetch_inputs  # noqa: PLC0415 - no network code without an address

        pages, failures = fetch_inputs(addresses, options.follow, earlier, progress)
        inputs, rejections = [*inputs, *pages], [*rejections, *failures]
    return inputs, rejections


def _take_in(inputs: Sequence[Input], progress: Progress) -> tuple[list[Document], list[Rejection], list[Holding]]:
    drafts: list[Draft] = []
    rejections: list[Rejection] = []
    holdings: list[Holding] = []
    progress("reading", 0, len(inputs))
    for done, taken in enumerate(take_in(inputs), 1):
        drafts += taken.drafts
        rejections += taken.rejections
        holdings += hold(taken)
        progress("reading", done, len(inputs))
    drafts, summaries = leave_out_summaries(drafts)
    return label_documents(drafts), [*rejections, *summaries], holdings


def _observe(
    documents: Sequence[Document], engine: RunEngine, options: Options, progress: Progress
) -> tuple[list[Document], list[Observations], list[Rejection]]:
    """Parse and extract; a document that fails is left out and listed."""
    kept: list[Document] = []
    found: list[Observations] = []
    rejections: list[Rejection] = []
    done = 0
    progress("parsing", 0, len(documents))
    blocks = split_work(documents, options)
    for block, results in zip(blocks, engine.map(observe_block, blocks), strict=True):
        for document, result in zip(block.documents, results, strict=True):
            if isinstance(result, Rejection):
                rejections.append(result)
            else:
                kept.append(document)
                found.append(result)
                rest = reject_satire(document) or reject_rest(document, options.most_characters)
                rejections += [rest] if rest else []
        done += len(block.documents)
        progress("parsing", done, len(documents))
    return kept, found, rejections


def _date(
    documents: Sequence[Document], observations: Sequence[Observations], engine: RunEngine, options: Options
) -> tuple[list[Document], list[Observations]]:
    """Give undated documents the date that the pile makes certain, and read their time expressions again."""
    inferred = infer_dates(documents, observations)
    if not inferred:
        return list(documents), list(observations)
    dated = {d.id: replace(d, published=inferred[d.id]) for d in documents if d.id in inferred}
    blocks: list[Work] = split_work(list(dated.values()), options)
    again: dict[str, Observations] = {}
    for results in engine.map(observe_block, blocks):
        again.update({r.document: r for r in results if isinstance(r, Observations)})
    return [dated.get(d.id, d) for d in documents], [again.get(o.document, o) for o in observations]


def _generator(options: Options) -> Generator:
    models = tuple(engine.model for engine in language_engines(options.models))
    return Generator(version=joindots.__version__, models=models, options=options.deciding())
