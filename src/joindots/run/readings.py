"""The main job: from paths to an account."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import TypeGuard

from msgspec import Struct
from msgspec.structs import replace

import joindots
from joindots.account import verify_account
from joindots.corrections import (
    Ledger,
    correct_documents,
    judge_findings,
    mark_account,
    open_ledger,
    unite_histories,
)
from joindots.intake import Input, find_inputs, label_documents
from joindots.intake.web.addresses import is_address
from joindots.join import Judged, Part, Pile, find, infer_dates, judge_here
from joindots.linkage.meanings import find_model
from joindots.model import SCHEMA, Account, Decision, Document, Generator, InputError, Model, Observations, Rejection
from joindots.model.memos import hash_given
from joindots.run.blocks import observe_blocks, split_work
from joindots.run.budgets import reject_rest
from joindots.run.collecting import rest_collector
from joindots.run.correcting import correct_join, join_corrected
from joindots.run.distributed import DaskEngine, join_far, judge_parts, take_far
from joindots.run.engines import CHARACTERS_APART, LocalEngine, RunEngine, choose_workers
from joindots.run.observing import language_engines, load_models
from joindots.run.options import LOCAL, Options
from joindots.run.progress import Progress, Silent
from joindots.run.remembering import Gathered, Memory, Oblivion, Take
from joindots.run.satire import reject_satire
from joindots.run.sharing import is_worth_sharing, judge_apart, look_ahead
from joindots.run.summaries import leave_out_summaries
from joindots.run.versions import JOINING_SOURCES, hash_sources
from joindots.store import Holding


class Reading(Struct, frozen=True, kw_only=True):
    """An account and what it was made from.

    Attributes:
        account: Checked.
        holdings: Every input whose bytes were read, refused ones included, in the order of reading; those that were
            skipped as no reports are left out.
        history: What people decided, undone decisions and their undoing included, by time.
    """

    account: Account
    holdings: tuple[Holding, ...]
    history: tuple[Decision, ...] = ()


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
        EngineError: A language model is not installed, or no worker can be started any more.
        MissingExtraError: An option needs an extra that is not installed.
    """
    return read_pile(paths, options=options, progress=progress, earlier=earlier).account


def read_pile(
    paths: Sequence[str | Path] | str | Path,
    *,
    options: Options | None = None,
    progress: Progress | None = None,
    earlier: Path | None = None,
    memory: Memory | None = None,
    history: Sequence[Decision] = (),
) -> Reading:
    """The same as `read`, with the originals that the account was made from, to be kept with it.

    Args:
        paths: As for `read`.
        options: As for `read`.
        progress: As for `read`.
        earlier: As for `read`.
        memory: What earlier runs found; the account is of all that it knows. None knows nothing.
        history: What people decided, in any order.

    Raises:
        InputError: As for `read`.
        EngineError: As for `read`.
        MissingExtraError: As for `read`.
    """
    options, progress, memory = options or Options(), progress or Silent(), memory or Oblivion()
    paths = [paths] if isinstance(paths, str | Path) else paths
    _list_models(options)  # one that is not there is told before anything is read
    inputs, missing = _gather([str(path) for path in paths], options, (memory, earlier), progress)
    pile = memory.gather(inputs, missing, progress, _choose_reader(options))
    ledger = open_ledger(history)
    with _choose_engine(pile, options) as engine:
        work = _Work(engine=engine, options=options, memory=memory, ledger=ledger, progress=progress)
        account = _read_drafts(pile, work)
    return Reading(account=account, holdings=pile.holdings, history=unite_histories(history))


class _Work(Struct, frozen=True, kw_only=True):
    """What the stages of one run share."""

    engine: RunEngine
    options: Options
    memory: Memory
    ledger: Ledger
    progress: Progress


def _read_drafts(pile: Gathered, work: _Work) -> Account:
    """All that follows when the texts are there."""
    drafts, summaries = leave_out_summaries(pile.drafts)
    documents = correct_documents(label_documents(drafts, work.memory.parts), work.ledger)
    rejections = [*pile.rejections, *summaries]
    _require(documents, rejections)
    documents, observations, failed = _observe(documents, work)
    _require(documents, failed)
    documents, observations = _date(documents, observations, work)
    return _recall_or_compose(documents, observations, [*rejections, *failed], work)


def _choose_engine(pile: Gathered, options: Options) -> AbstractContextManager[RunEngine]:
    """The engine; where much is to be parsed its processes start at once, and load their model meanwhile."""
    far = _choose_far(options)
    if far:
        return nullcontext(far)
    characters = sum(min(len(draft.text), options.most_characters) for draft in pile.drafts)
    local = LocalEngine(choose_workers(options.workers, characters), apart=characters >= CHARACTERS_APART)
    if pile.fresh >= CHARACTERS_APART:
        local.start(load_models, options.models)
    return local


def _choose_far(options: Options) -> DaskEngine | None:
    if options.engine == LOCAL:
        return None
    return DaskEngine(options.engine, folder=options.blocks, models=options.models)


def _choose_reader(options: Options) -> Take | None:
    far = _choose_far(options)
    return partial(take_far, engine=far) if far else None


def _require(documents: Sequence[Document], rejections: Sequence[Rejection]) -> None:
    """Stop where nothing is left to write an account of."""
    if not documents:
        reason = rejections[0] if rejections else Rejection(source="nothing", stage="intake", reason="no input")
        raise InputError(reason.source, f"nothing could be read ({reason.reason})")


@rest_collector()
def _recall_or_compose(
    documents: Sequence[Document], observations: Sequence[Observations], rejections: Sequence[Rejection], work: _Work
) -> Account:
    """The account of this state, as it was kept or made now."""
    generator = _generator(work.options)
    decisions = work.ledger.decisions
    state = hash_given([hash_sources(*JOINING_SOURCES), generator, documents, observations, rejections, decisions])
    account = work.memory.recall_account(state)
    if account is None:
        account = _compose(documents, observations, rejections, generator, work)
        verify_account(account, work.memory.list_doubtful(account))
    work.memory.finish(account, state)
    return account


def _compose(
    documents: Sequence[Document],
    observations: Sequence[Observations],
    rejections: Sequence[Rejection],
    generator: Generator,
    work: _Work,
) -> Account:
    """Join what the documents show and judge it, as far as people have not decided."""
    work.progress("joining", 0, 2)
    pile = _join(documents, observations, work)
    work.progress("joining", 1, 2)
    judge = _choose_judge(documents, work.engine)
    found = find(pile, work.memory.parts, judge, semantic=work.options.semantic)
    findings = judge_findings(pile.documents, found, work.ledger)
    work.progress("joining", 2, 2)
    account = Account(
        schema=SCHEMA,
        generator=generator,
        **{field: getattr(pile, field) for field in pile.__struct_fields__},
        findings=tuple(sorted(findings, key=attrgetter("id"))),
        rejections=tuple(sorted(rejections, key=attrgetter("source", "stage", "reason"))),
    )
    return mark_account(account, work.ledger)


def _join(documents: Sequence[Document], observations: Sequence[Observations], work: _Work) -> Pile:
    engine, parts, ledger = work.engine, work.memory.parts, work.ledger
    if isinstance(engine, DaskEngine):
        return correct_join(documents, observations, ledger, partial(join_far, engine=engine))
    if _is_ready(engine, documents) and parts is None and not ledger.decisions:
        clusters, reuse = look_ahead(documents, observations, engine)
        return join_corrected(documents, observations, ledger, reuse, parts, clusters)
    return join_corrected(documents, observations, ledger, None, parts)


def _choose_judge(documents: Sequence[Document], engine: RunEngine) -> Callable[[Iterable[Part]], Iterable[Judged]]:
    if isinstance(engine, DaskEngine):
        return partial(judge_parts, engine=engine)
    return partial(judge_apart, engine=engine) if _is_ready(engine, documents) else judge_here


def _is_ready(engine: RunEngine, documents: Sequence[Document]) -> TypeGuard[LocalEngine]:
    """Whether several processes of this machine stand ready for a pile that is worth it."""
    return isinstance(engine, LocalEngine) and engine.is_running and is_worth_sharing(documents)


def _gather(
    paths: Sequence[str], options: Options, known: tuple[Memory, Path | None], progress: Progress
) -> tuple[list[Input], list[Rejection]]:
    """Find files and fetch pages."""
    addresses = [path for path in paths if is_address(path)]
    inputs, rejections = find_inputs([path for path in paths if not is_address(path)])
    if addresses:
        from joindots.run.fetching import Kept, fetch_inputs  # noqa: PLC0415 - no network code without an address

        memory, earlier = known
        pages, failures = fetch_inputs(addresses, options.follow, (memory, Kept(earlier)), progress)
        inputs, rejections = [*inputs, *pages], [*rejections, *failures]
    return inputs, rejections


def _observe(documents: Sequence[Document], work: _Work) -> tuple[list[Document], list[Observations], list[Rejection]]:
    """Parse and extract; a document that fails is left out and listed."""
    kept: list[Document] = []
    found: list[Observations] = []
    rejections: list[Rejection] = []
    for document, result in zip(documents, _observe_all(documents, work, work.progress), strict=True):
        if isinstance(result, Rejection):
            rejections.append(result)
        else:
            kept.append(document)
            found.append(result)
            rest = reject_satire(document) or reject_rest(document, work.options.most_characters)
            rejections += [rest] if rest else []
    return kept, found, rejections


def _observe_all(documents: Sequence[Document], work: _Work, progress: Progress) -> list[Observations | Rejection]:
    """What each document shows: as it is remembered, or parsed and extracted now."""
    found: dict[str, Observations | Rejection] = dict(work.memory.recall_observations(documents))
    progress("parsing", len(found), len(documents))
    blocks = split_work([document for document in documents if document.id not in found], work.options)
    with closing(observe_blocks(work.engine, blocks, work.memory.recall_parses)) as done:
        for block, observed in done:
            results = {d.id: result for d, result in zip(block.documents, observed.results, strict=True)}
            shown = {each: result for each, result in results.items() if isinstance(result, Observations)}
            work.memory.keep(shown, block.documents, observed.parses)
            found.update(results)
            progress("parsing", len(found), len(documents))
    return [found[document.id] for document in documents]


def _date(
    documents: Sequence[Document], observations: Sequence[Observations], work: _Work
) -> tuple[list[Document], list[Observations]]:
    """Give undated documents the date that the pile makes certain, and read their time expressions again."""
    inferred = infer_dates(documents, observations, work.memory.parts)
    if not inferred:
        return list(documents), list(observations)
    dated = {d.id: replace(d, published=inferred[d.id]) for d in documents if d.id in inferred}
    results = _observe_all(list(dated.values()), work, Silent())
    again = {r.document: r for r in results if isinstance(r, Observations)}
    return [dated.get(d.id, d) for d in documents], [again.get(o.document, o) for o in observations]


def _generator(options: Options) -> Generator:
    return Generator(version=joindots.__version__, models=_list_models(options), options=options.deciding())


def _list_models(options: Options) -> tuple[Model, ...]:
    """Those that read, and the one that proposes what to compare."""
    reading = tuple(engine.model for engine in language_engines(options.models))
    return (*reading, find_model()) if options.semantic else reading
