"""`joindots decide`: what people decide about an account. Appended to its history, never edited."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from joindots.model import (
    Accept,
    Action,
    BlockKind,
    ChangeSpeaker,
    ChangeStance,
    Merge,
    Note,
    OptionsError,
    Redate,
    Reject,
    Relabel,
    Rename,
    Split,
    Stance,
    Undo,
)

if TYPE_CHECKING:
    from joindots.run.deciding import Docket

app = typer.Typer(rich_markup_mode=None)

Id = Annotated[str, typer.Argument(metavar="ID", help="Of a record, as on the page and in `account.json`.")]
PlaceWords = Annotated[str, typer.Argument(metavar="PLACE", help="`R3:120-160` or `R3:words`.")]
Who = Annotated[str, typer.Option("--who", metavar="NAME", prompt="Who decides", help="Who decides.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why, in a sentence; it stands beside the record.")]
Account = Annotated[str, typer.Option("--account", "-a", metavar="DIR", help="The account's folder, or a case.")]
OUT = "out"


@app.command()
def accept(record: Id, who: Who, why: Why = "", account: Account = OUT) -> None:
    """Say that a finding or any other record is right."""
    docket = open_docket(account)
    decide(docket, Accept(target=docket.sight.aim(record)), who, why)


@app.command()
def reject(record: Id, who: Who, why: Why = "", account: Account = OUT) -> None:
    """Take a wrong finding, number, statement, event, incident or name out; it is set aside, whole."""
    docket = open_docket(account)
    target = docket.sight.aim(record)
    if target.kind == "document":
        raise OptionsError("A report cannot be rejected; leave it out of what is read.")
    decide(docket, Reject(target=target), who, why)


@app.command()
def note(
    record: Id,
    who: Who,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The note.")],
    account: Account = OUT,
) -> None:
    """Write a note on a record; nothing changes."""
    docket = open_docket(account)
    decide(docket, Note(target=docket.sight.aim(record)), who, why)


@app.command()
def merge(
    records: Annotated[list[str], typer.Argument(metavar="ID ID...", help="Entities, or events.")],
    who: Who,
    why: Why = "",
    account: Account = OUT,
) -> None:
    """Say that two or more names mean one person or thing, or that two or more events are one."""
    docket = open_docket(account)
    targets = tuple(docket.sight.aim(record) for record in dict.fromkeys(records))
    kinds = {target.kind for target in targets}
    if len(targets) < 2 or kinds not in ({"entity"}, {"event"}):
        raise OptionsError("Name two or more entities (ids with e), or two or more events (ids with v).")
    decide(docket, Merge(targets=targets), who, why)


@app.command()
def split(
    record: Id,
    off: Annotated[
        list[str],
        typer.Option("--off", metavar="PLACE", help="A mention that is another's, or a report (`R3`). Repeatable."),
    ],
    who: Who,
    why: Why = "",
    account: Account = OUT,
) -> None:
    """Say that some mentions of an entity or event belong to another."""
    docket = open_docket(account)
    stays, goes = docket.part_mentions(record, off)
    decide(docket, Split(stays=stays, goes=goes), who, why)


@app.command()
def rename(
    record: Id,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call it.")],
    who: Who,
    why: Why = "",
    account: Account = OUT,
) -> None:
    """Give an entity or event another name; the old one stays among its other names."""
    docket = open_docket(account)
    target = docket.sight.aim(record)
    if target.kind not in {"entity", "event"} or not name.strip():
        raise OptionsError("Only entities (ids with e) and events (ids with v) have names.")
    decide(docket, Rename(target=target, name=" ".join(name.split())), who, why)


@app.command()
def redate(
    record: Annotated[str, typer.Argument(metavar="ID", help="Of a report (its id) or an event.")],
    date: Annotated[str, typer.Argument(metavar="DATE", help="`2031-05-02`, `2031-05`, `2031`, or `unknown`.")],
    who: Who,
    why: Why = "",
    account: Account = OUT,
) -> None:
    """Give a report or an event another date."""
    from joindots.corrections.dates import check_date  # noqa: PLC0415 - `--help` need not load it

    docket = open_docket(account)
    target = docket.sight.aim(record)
    if target.kind not in {"document", "event"}:
        raise OptionsError("Only reports (ids with d) and events (ids with v) are dated.")
    value = None if date == "unknown" else check_date(date)
    decide(docket, Redate(target=target, date=value), who, why)


@app.command()
def speaker(
    record: Id,
    place: Annotated[str, typer.Argument(metavar="PLACE", help="Where who says it stands, or `nobody`.")],
    who: Who,
    why: Why = "",
    account: Account = OUT,
) -> None:
    """Lay a statement to somebody else, by where they stand in the same report."""
    docket = open_docket(account)
    target = docket.aim_at("attribution", record)
    decide(
        docket, ChangeSpeaker(target=target, speaker=None if place == "nobody" else docket.find_place(place)), who, why
    )


@app.command()
def stance(
    record: Id,
    stance: Annotated[str, typer.Argument(metavar="STANCE", help="asserts, claims, denies ...; see docs/stances.md.")],
    who: Who,
    why: Why = "",
    account: Account = OUT,
) -> None:
    """Say what a source does with what it says."""
    docket = open_docket(account)
    chosen = choose(stance, Stance)
    decide(docket, ChangeStance(target=docket.aim_at("attribution", record), stance=chosen), who, why)


@app.command()
def relabel(
    place: PlaceWords,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="title, standfirst, body, caption, boilerplate ...")],
    who: Who,
    why: Why = "",
    account: Account = OUT,
) -> None:
    """Say what a stretch of a report is to a reader."""
    docket = open_docket(account)
    decide(docket, Relabel(target=docket.aim_at_place(place), label=choose(kind, BlockKind)), who, why)


@app.command("list")
def list_all(
    account: Account = OUT,
    json: Annotated[
        bool, typer.Option("--json", help="As JSON Lines, to hand on: `joindots read --decisions`.")
    ] = False,
) -> None:
    """List what was decided, the undone included, and what no longer fits."""
    docket = open_docket(account)
    if json:
        from joindots.corrections import encode_history  # noqa: PLC0415 - `--help` need not load it

        typer.echo(encode_history(docket.history).decode(), nl=False)
        return
    for line in docket.tell_history():
        typer.echo(line)


@app.command()
def undo(
    decision: Annotated[str, typer.Argument(metavar="ID", help="Of the decision; `joindots decide list` names it.")],
    who: Who,
    why: Why = "",
    account: Account = OUT,
) -> None:
    """Undo a decision; undoing that brings it back."""
    docket = open_docket(account)
    if decision not in {one.id for one in docket.history}:
        raise OptionsError(f"No decision in {docket.where} has the id {decision!r}; see `joindots decide list`.")
    decide(docket, Undo(decision=decision), who, why)


def open_docket(account: str) -> "Docket":
    """The account's folder, or the case, with its history."""
    from joindots.run.deciding import open_folder, open_in_case  # noqa: PLC0415 - `--help` need not load it

    path = Path(account)
    if path.is_dir() or path.suffix == ".json" or not (path.exists() or "://" in account):
        return open_folder(path)
    return open_in_case(account)


def decide(docket: "Docket", action: Action, who: str, why: str) -> None:
    """Append a decision and say so."""
    from joindots.account.decisions import decision_words  # noqa: PLC0415 - `--help` need not load it

    decision = docket.decide(action, who=who, why=why)
    typer.echo(f"{decision.id}: {decision_words(decision)}; it holds from the next `joindots read` into {docket.where}")


def choose(value: str, choices: object) -> Any:  # noqa: ANN401 - one of the choices
    """One of some words, as the user typed it.

    Raises:
        OptionsError: It is none of them; they are named.
    """
    if value not in get_args(choices):
        raise OptionsError(f"{value!r} is none of {', '.join(get_args(choices))}")
    return value
