"""Blocks of work: the one report that nobody can read is rejected by name; what was done is not done again."""

from pathlib import Path

import pytest
from poison_blocks import POISON, abort_at_poison

from joindots.account import encode_account
from joindots.model import Account
from joindots.run import Options, blocks, cases, read, readings, recalling, write_reading
from joindots.run.blocks import observe_blocks, split_work
from joindots.run.engines import ENDED, LocalEngine

EXAMPLE = Path(__file__).resolve().parents[2] / "src/joindots/app/example/reports"
FILES = sorted(path for path in EXAMPLE.iterdir() if path.suffix == ".txt")[:5]


@pytest.mark.parametrize("engine", [LocalEngine(2), LocalEngine(1, apart=True)])
def test_a_report_that_ends_its_process_is_rejected_by_name_and_no_other(document, monkeypatch, engine) -> None:
    monkeypatch.setattr(blocks, "observe_block", abort_at_poison)
    monkeypatch.setattr(blocks, "BLOCK_CHARACTERS", 20)
    texts = ["sound", "another sound one", POISON, "good", "the last of some that are good"]
    reports = [document(text, source=f"{text}.txt") for text in texts]
    done = list(observe_blocks(engine, split_work(reports, Options()), lambda _: {}))
    reasons = {result.source: (result.stage, result.reason) for _, seen in done for result in seen.results}
    expected = {f"{text}.txt": ("extract", text) for text in texts}
    assert reasons == expected | {"poison.txt": ("parse", ENDED)}


class Counter:
    """How often a stage was come to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read: list[str] = []
        self.observed: list[str] = []
        self.parsed: list[str] = []
        take, observe = recalling.take_in, blocks.observe_block

        def take_in(items, workers=0):
            self.read += [item.source for item in items]
            return take(items, workers)

        def observe_block(work):
            self.observed += [document.source for document in work.documents]
            done = observe(work)
            self.parsed += [document.source for document in work.documents if done.parses]
            return done

        monkeypatch.setattr(recalling, "take_in", take_in)
        monkeypatch.setattr(blocks, "observe_block", observe_block)
        monkeypatch.setattr(blocks, "BLOCK_CHARACTERS", 1)

    def take(self) -> tuple[int, int, int]:
        """Inputs read, reports observed, reports of which something was parsed; and begin again."""
        counts = len(self.read), len(self.observed), len(self.parsed)
        self.read, self.observed, self.parsed = [], [], []
        return counts


@pytest.fixture
def counter(monkeypatch) -> Counter:
    return Counter(monkeypatch)


@pytest.fixture
def case(tmp_path):
    with cases.open_case(tmp_path / "case.joindots", create=True) as opened:
        yield opened


def test_a_changed_option_does_again_what_depends_on_it(case, counter) -> None:
    whole = cases.read_into(case, FILES).account
    all_read, all_observed, _ = counter.take()
    assert all_read == len(FILES)
    assert all_observed >= len(FILES)
    cases.read_into(case, FILES, options=Options(originals=False, formats=("json",)))
    assert counter.take() == (0, 0, 0)
    shorter = Options(most_characters=120)
    account = cases.read_into(case, FILES, options=shorter).account
    inputs, observed, _ = counter.take()
    assert inputs == 0
    assert observed >= len(FILES)
    assert encode_account(account) == encode_account(read(FILES, options=shorter))
    counter.take()
    assert encode_account(cases.read_into(case, FILES).account) == encode_account(whole)
    assert counter.take()[0::2] == (0, 0)  # whatever is observed again was parsed before


FRENCH = (
    "Un bac heurte la jetée de Lowmark\n\n"
    "Trois personnes ont été tuées mardi lorsque le bac a heurté la jetée de Lowmark. Pour la police, on ne peut pas "
    "exclure un sabotage, a déclaré Ilse Varga, capitaine adjointe du port.\n"
)


def test_an_option_that_a_report_does_not_depend_on_does_nothing_again(case, counter, tmp_path) -> None:
    french = tmp_path / "jetée.txt"
    french.write_text(FRENCH, encoding="utf-8")
    files = [*FILES, french]
    cases.read_into(case, files)
    counter.take()
    cases.read_into(case, files, options=Options(most_characters=150_000))
    assert counter.take() == (0, 0, 0)
    both = Options(models=("fr_core_news_sm",))
    account = cases.read_into(case, files, options=both).account
    assert counter.observed == counter.parsed == [french.name]
    assert encode_account(account) == encode_account(read(files, options=both))


def test_faces_and_exports_do_nothing_before_them_again(case, counter, tmp_path) -> None:
    cases.read_into(case, FILES)
    counter.take()
    for formats in (("json",), ("html", "md")):
        options = Options(formats=formats)
        write_reading(cases.read_into(case, FILES, options=options), tmp_path / "out", options=options)
    assert counter.take() == (0, 0, 0)


STAGES = {
    "labelling": (readings, "label_documents"),
    "joining": (readings, "join_corrected"),
    "judging": (readings, "find"),
}


@pytest.mark.parametrize("stage", ["reading", "labelling", "observing", "joining", "judging"])
def test_a_run_that_ends_in_any_stage_goes_on_where_it_was(case, counter, monkeypatch, stage) -> None:
    add, observe = recalling.CaseMemory._add, blocks.observe_block
    most = 2  # inputs, or blocks, that are done before it ends
    with monkeypatch.context() as patch:
        if stage == "reading":
            patch.setattr(recalling.CaseMemory, "_add", lambda *given: add(*given) if take_one() else stop())
        elif stage == "observing":
            patch.setattr(blocks, "observe_block", lambda work: observe(work) if take_one() else stop())
        else:
            patch.setattr(*STAGES[stage], stop)
        left = iter(range(most))

        def take_one() -> bool:
            return next(left, None) is not None

        with pytest.raises(KeyboardInterrupt):
            cases.read_into(case, FILES)
    assert case.load_account() is None
    counter.take()
    account = cases.read_into(case, FILES).account
    inputs, observed, _ = counter.take()
    assert inputs == (len(FILES) - most if stage == "reading" else 0)
    if stage == "observing":
        assert observed == all_blocks(account) - most
    elif stage in {"joining", "judging"}:
        assert observed == 0
    assert encode_account(account) == encode_account(read(FILES))


def stop(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def all_blocks(account: Account) -> int:
    """Reports, and once more those that are read again with a date that others make certain."""
    dated = [document for document in account.documents if document.published]
    return len(account.documents) + sum(document.published.basis == "inferred" for document in dated)
