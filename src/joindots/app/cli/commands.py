"""The commands. Each takes its arguments, calls one function of the library, and says what came of it."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from joindots.app.cli.groups import DECIDE_HELP, DecideGroup

if TYPE_CHECKING:
    from joindots.model import Account as AccountRecord
    from joindots.model import JoindotsError
    from joindots.run import Options, Progress, Reading

EXAMPLE = Path(__file__).resolve().parents[1] / "example" / "reports"

app = typer.Typer(
    name="joindots",
    no_args_is_help=True,
    rich_markup_mode=None,  # Rich and its Markdown take as long to load as all the rest of `--help`
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "Reads many reports of the same events and writes one account: who says what, where exactly it stands, "
        "who else says so independently, who says otherwise, and what changed.\n\n"
        "Start with `joindots demo`, then `joindots read FOLDER --out DIR` and open `DIR/account.html`. "
        "Nothing leaves this machine, and nothing is fetched unless you give a web address."
    ),
)

Paths = Annotated[
    list[str], typer.Argument(metavar="PATH...", help="Files, folders, web addresses; `-` is standard input.")
]
Out = Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder for the account; made if missing.")]
PerhapsOut = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="DIR", help="Folder for the account; made if missing.")
]
Account = Annotated[Path, typer.Option("--account", "-a", metavar="FILE", help="An `account.json`, or its folder.")]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="Write only this face: json, html or md; others of an earlier run are removed. Repeatable.",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", "-w", metavar="N", help="Processes that parse; 0 chooses. Never changes the result."),
]
Models = Annotated[
    list[str] | None,
    typer.Option("--model", metavar="PACKAGE", help="An installed spaCy pipeline of another language. Repeatable."),
]
MostCharacters = Annotated[
    int | None,
    typer.Option(
        "--most-characters",
        metavar="N",
        help="Read no more of one report than this (200,000; less of runs of names); all is kept.",
    ),
]
Config = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Options file; `joindots.toml` here if it exists.")
]
NoOriginals = Annotated[bool, typer.Option("--no-originals", help="Do not copy the inputs beside the account.")]
Follow = Annotated[
    int | None,
    typer.Option("--follow", metavar="N", help="Fetch the pages of the first N entries of each feed given by address."),
]
Store = Annotated[
    str | None,
    typer.Option(
        "--store", "-s", metavar="CASE", help="Keep the pile in this file (or `postgresql://` database) and add to it."
    ),
]
Decisions = Annotated[
    list[Path] | None,
    typer.Option("--decisions", metavar="FILE.jsonl", help="Decisions made elsewhere, from `decide list --json`."),
]
Engine = Annotated[
    str | None,
    typer.Option(
        "--engine", metavar="ENGINE", help="`local`, or `dask://HOST:PORT`: a cluster. Never changes the result."
    ),
]
Blocks = Annotated[
    str | None,
    typer.Option("--blocks", metavar="URL", help="Folder that all machines of the cluster reach; see docs/cluster.md."),
]
Semantic = Annotated[
    bool,
    typer.Option(
        "--semantic", help="Compare also statements that share few words; needs pip install 'joindots[semantic]'."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")]


app.add_typer(typer.Typer(cls=DecideGroup), name="decide", no_args_is_help=True, help=DECIDE_HELP)


@app.command()
def read(  # noqa: PLR0913, PLR0917 - one parameter a flag
    paths: Paths,
    out: PerhapsOut = None,
    store: Store = None,
    formats: Formats = None,
    workers: Workers = None,
    models: Models = None,
    most_characters: MostCharacters = None,
    config: Config = None,
    no_originals: NoOriginals = False,
    follow: Follow = None,
    decisions: Decisions = None,
    engine: Engine = None,
    blocks: Blocks = None,
    semantic: Semantic = False,
    quiet: Quiet = False,
) -> None:
    """Read reports and write their account.

    Takes plain text, Markdown, web pages, PDF, DOCX, ODT, e-mail, feeds, WARC, articles as JSON or CSV (`id`, `text`,
    `title`, `published`, `publisher`, `url`), archives of these, and public web addresses that robots.txt allows.

    Writes `account.html` for reading, `account.md` for pasting, `account.json` for machines; lists what cannot be read.
    Keeps every input, byte for byte, in `originals/` for `joindots verify`. What `joindots decide` noted on an account
    in `--out` holds. With `--store` the pile is kept in one file, which grows: nothing is read twice, all is told.

    For example:

        joindots read reports/ --out out

        joindots read new/ --store case.joindots --out out

        joindots read https://news.example/feed.xml --follow 20 --out out

    Exit status: 0 an account was written, 1 nothing could be read, 2 wrong usage.
    """
    given: dict[str, object] = {"formats": formats, "workers": workers, "models": models, "follow": follow}
    given |= {"most_characters": most_characters, "engine": engine, "blocks": blocks}
    given |= {"originals": False if no_originals else None, "semantic": semantic or None}
    _read(paths, Target(out, store, decisions), given, config, quiet=quiet)


@app.command()
def demo(out: Out = Path("demo"), formats: Formats = None, quiet: Quiet = False) -> None:
    """Read the example pile: ten short reports of a ferry accident that never happened.

    The reports ship with joindots. They hold what real ones hold: tolls that rise, a claim beside a finding, a
    quotation in two wordings, copies of one press statement, banners and filler.
    """
    _read([str(EXAMPLE)], Target(out, None), {"formats": formats}, None, quiet=quiet)


@app.command()
def explain(
    record: Annotated[
        str, typer.Argument(metavar="ID-OR-NAME", help="An id in the account, such as f3a9c0d1e2b4, or a name.")
    ],
    account: Account = Path("out"),
) -> None:
    """Say why a finding says what it says, what any other record rests on, or what somebody said when.

    Ids stand beside the findings on the page and beside every record in `account.json`. A name is that of a person,
    organisation or place, in quotation marks if it has several words.

    For example:

        joindots explain f3a9c0d1e2b4 --account out

        joindots explain "Ilse Varga" --account demo
    """
    from joindots.account import explain as explanation  # noqa: PLC0415 - `--help` need not load it
    from joindots.run import explain_joining  # noqa: PLC0415 - as above

    loaded = load_account(account)
    typer.echo(explanation(loaded, record) + explain_joining(loaded, record))


@app.command()
def compare(  # noqa: PLR0913, PLR0917 - one parameter a flag
    first: Annotated[str, typer.Argument(metavar="A", help="A file or address; with `--account`, a report of it.")],
    second: Annotated[str, typer.Argument(metavar="B", help="The other report.")],
    account: Annotated[
        Path | None, typer.Option("--account", "-a", metavar="FILE", help="Take both from an account, or its folder.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE.html", help="Write a page instead.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the records instead, with all their spans.")] = False,
    models: Models = None,
    config: Config = None,
    quiet: Quiet = False,
) -> None:
    """Lay two reports side by side.

    Tells where they disagree, what each says of one incident, how each words a quotation, what both have word for
    word, and what only one of them has. The order in which they are given does not matter.

    For example:

        joindots compare courier.html gazette.txt --out compared.html

        joindots compare R3 R7 --account out
    """
    from joindots.account import compare_reports, encode_comparison, tell_comparison  # noqa: PLC0415 - `--help` need not
    from joindots.run import take_two, write_comparison  # noqa: PLC0415 - as above

    names = first, second
    pair = take_two(load_account(account), names) if account else _read_two(names, models, config, quiet=quiet)
    if out:
        write_comparison(pair, out)
        if not (quiet or json):
            from joindots.app.cli.reports import show_paths  # noqa: PLC0415 - `--help` need not load it

            show_paths([out])
    if json:
        typer.echo(encode_comparison(compare_reports(pair)).decode(), nl=False)
    elif not out:
        typer.echo(tell_comparison(pair), nl=False)


@app.command()
def verify(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The account's folder, or a bundle from `pack`.")],
    quiet: Quiet = False,
) -> None:
    """Check that an account, its originals and its bundle are what they were when they were written.

    Hashes every file again, compares every span with its text, and reads every original again: it has to give the
    text that the account has of it. A bundle can be checked as it is, or unpacked.

    Exit status: 0 all is well, 1 something is not; each failure is named on standard error.
    """
    from joindots.app.cli.progress import shown_progress  # noqa: PLC0415 - `--help` need not load it
    from joindots.app.cli.reports import show_verification  # noqa: PLC0415 - as above
    from joindots.run import verify as verify_account  # noqa: PLC0415 - as above

    with shown_progress(quiet=quiet) as progress:
        verification = verify_account(path, progress=progress)
    show_verification(verification, quiet=quiet)
    if verification.failures:
        raise typer.Exit(1)


@app.command()
def pack(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The account's folder.")],
    target: Annotated[Path, typer.Option("--to", metavar="FILE.zip", help="The bundle; replaced if it is there.")],
    quiet: Quiet = False,
) -> None:
    """Pack an account and its originals into one bundle of evidence (BagIt, in a ZIP file).

    The bundle holds originals, account, hashes and the versions of what made it, and nothing about this machine or
    this day: the same account gives the same bytes. Note its SHA-256; whoever gets it can check it with
    `joindots verify FILE.zip`, or with any tool that knows BagIt.
    """
    from joindots.app.cli.reports import show_pack  # noqa: PLC0415 - `--help` need not load it
    from joindots.run import pack as pack_folder  # noqa: PLC0415 - `--help` need not load it

    sha256 = pack_folder(folder, target)
    if not quiet:
        show_pack(target, sha256)


@app.command()
def schema() -> None:
    """Print the JSON Schema of `account.json`."""
    import msgspec  # noqa: PLC0415 - `--help` need not load it

    from joindots.account import account_schema  # noqa: PLC0415 - as above

    typer.echo(msgspec.json.format(msgspec.json.encode(account_schema())).decode())


@app.command()
def doctor(
    case: Annotated[str | None, typer.Argument(metavar="[CASE]", help="A case to look through, too.")] = None,
) -> None:
    """Say what is installed: versions, the language model and its hash, optional parts; look through a case.

    Of a case every page, original, report and passage is checked.

    Exit status: 0 all is well, 1 something is missing or damaged.
    """
    from joindots.app.cli.reports import show_doctor  # noqa: PLC0415 - `--help` need not load it

    sound = show_doctor()
    if case:
        from joindots.app.cli.case_reports import show_health  # noqa: PLC0415 - `--help` need not load it
        from joindots.run.cases import check_case, open_case  # noqa: PLC0415 - as above

        with open_case(case) as opened:
            wrong = check_case(opened)
        show_health(case, wrong)
        sound = sound and not wrong
    if not sound:
        raise typer.Exit(1)


def main() -> None:
    """Run the command line; every error we raise on purpose becomes one line and an exit status."""
    try:
        app()
    except SystemExit:
        raise
    except _our_errors() as error:  # asked for only when something was raised
        _fail(error)


class Target(NamedTuple):
    """Where a reading goes: into a folder, a case, or both; and the decisions that come with it."""

    out: Path | None
    store: str | None
    decisions: list[Path] | None = None


def _read(paths: list[str], target: Target, given: Mapping[str, object], config: Path | None, *, quiet: bool) -> None:
    import msgspec  # noqa: PLC0415 - `--help` need not load it

    from joindots.app.cli.progress import shown_progress  # noqa: PLC0415 - as above
    from joindots.model import OptionsError  # noqa: PLC0415 - as above
    from joindots.run import load_options, write_reading  # noqa: PLC0415 - as above

    out = target.out
    if out is None and target.store is None:
        raise OptionsError("say where the account goes: --out DIR, --store CASE, or both")
    if out and out.exists() and not out.is_dir():
        raise OptionsError(f"--out {out}: is a file, not a folder")
    chosen = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in given.items()
        if value not in (None, [])  # flags that were not given
    }
    options = msgspec.structs.replace(load_options(config), **chosen)
    with shown_progress(quiet=quiet) as progress:
        reading = _read_pile(paths, target, options, progress)
        written = write_reading(reading, out, options=options, progress=progress) if out else []
    if not quiet:
        from joindots.app.cli.reports import show_summary  # noqa: PLC0415 - `--help` need not load it

        show_summary(reading.account, written)


def _read_pile(paths: list[str], target: Target, options: "Options", progress: "Progress") -> "Reading":
    from joindots.run import gather_history, read_pile  # noqa: PLC0415 - `--help` need not load it

    history = gather_history(target.out, target.decisions or ())
    if target.store is None:
        return read_pile(paths, options=options, progress=progress, earlier=target.out, history=history)
    from joindots.run.cases import open_case, read_into  # noqa: PLC0415 - nor the database's library

    with open_case(target.store, create=True) as case:
        for decision in history:
            case.add_decision(decision)
        return read_into(case, paths, options=options, progress=progress, earlier=target.out)


def _read_two(names: tuple[str, str], models: list[str] | None, config: Path | None, *, quiet: bool) -> "AccountRecord":
    import msgspec  # noqa: PLC0415 - `--help` need not load it

    from joindots.app.cli.progress import shown_progress  # noqa: PLC0415 - as above
    from joindots.run import load_options, read_two  # noqa: PLC0415 - as above

    options = load_options(config)
    if models:
        options = msgspec.structs.replace(options, models=tuple(models))
    with shown_progress(quiet=quiet) as progress:
        return read_two(names, options=options, progress=progress)


def load_account(path: Path) -> "AccountRecord":
    """The account of a folder, or of an `account.json`."""
    from joindots.account import decode_account  # noqa: PLC0415 - `--help` need not load it
    from joindots.model import InputError  # noqa: PLC0415 - as above

    file = path / "account.json" if path.is_dir() else path
    try:
        return decode_account(file.read_bytes())
    except OSError as error:
        raise InputError(str(file), f"no account there ({error.strerror}); make one with `joindots read`") from error


def _our_errors() -> "type[JoindotsError]":
    from joindots.model import JoindotsError  # noqa: PLC0415 - `--help` need not load it

    return JoindotsError


def _fail(error: "JoindotsError") -> None:
    from joindots.app.cli.reports import show_error  # noqa: PLC0415 - `--help` need not load it
    from joindots.model import OptionsError  # noqa: PLC0415 - as above

    show_error(error)
    sys.exit(2 if isinstance(error, OptionsError) else 1)
