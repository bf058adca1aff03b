"""`joindots decide add`: records that no rule saw, by marking their words."""

from typing import Annotated

import typer

from joindots.app.cli.decisions import OUT, Account, PlaceWords, Who, Why, choose, decide, open_docket
from joindots.model import (
    INCIDENT_FIELDS,
    Add,
    AttributionForm,
    Bound,
    EntityKind,
    NewAttribution,
    NewEntity,
    NewEvent,
    NewQuantity,
    NewValue,
    OptionsError,
    QuantityKind,
    Stance,
)

app = typer.Typer(name="add", no_args_is_help=True, help="Add what is missing by marking its words in a report.")

Event = Annotated[str | None, typer.Option("--event", metavar="PLACE", help="Where its event is mentioned.")]


@app.command()
def name(
    place: PlaceWords,
    who: Who,
    kind: Annotated[str, typer.Option("--kind", help="person, organisation, place, group or other.")] = "person",
    why: Why = "",
    account: Account = OUT,
) -> None:
    """A person, organisation, place or group."""
    docket = open_docket(account)
    record = NewEntity(mention=docket.find_place(place), entity=choose(kind, EntityKind))
    decide(docket, Add(record=record), who, why)


@app.command()
def event(  # noqa: PLR0913, PLR0917 - one parameter a flag
    place: PlaceWords,
    who: Who,
    kind: Annotated[str, typer.Option("--type", metavar="TYPE", help="Such as attack, accident, arrest, legal.")],
    called: Annotated[str | None, typer.Option("--name", help="What to call it; its words if not given.")] = None,
    date: Annotated[str | None, typer.Option("--date", help="`2031-05-02`, `2031-05` or `2031`.")] = None,
    why: Why = "",
    account: Account = OUT,
) -> None:
    """Something that happened."""
    from joindots.corrections.dates import check_date  # noqa: PLC0415 - `--help` need not load it

    docket = open_docket(account)
    mention = docket.find_place(place)
    told = " ".join((called or mention.quote).split())
    record = NewEvent(mention=mention, name=told, type=kind, date=check_date(date) if date else None)
    decide(docket, Add(record=record), who, why)


@app.command()
def statement(  # noqa: PLR0913, PLR0917 - one parameter a flag
    places: Annotated[list[str], typer.Argument(metavar="PLACE...", help="What is said; several where it is split.")],
    who: Who,
    stance: Annotated[str, typer.Option("--stance", help="What the source does with it.")] = "asserts",
    form: Annotated[
        str, typer.Option("--form", help="direct, mixed or indirect: all, partly or not quoted.")
    ] = "indirect",
    speaker: Annotated[str | None, typer.Option("--speaker", metavar="PLACE", help="Who says it.")] = None,
    cue: Annotated[str | None, typer.Option("--cue", metavar="PLACE", help="The words that say so: “said”.")] = None,
    why: Why = "",
    account: Account = OUT,
) -> None:
    """Something that somebody says."""
    docket = open_docket(account)
    record = NewAttribution(
        content=tuple(docket.find_place(place) for place in places),
        form=choose(form, AttributionForm),
        stance=choose(stance, Stance),
        speaker=docket.find_place(speaker) if speaker else None,
        cue=docket.find_place(cue) if cue else None,
    )
    decide(docket, Add(record=record), who, why)


@app.command()
def number(  # noqa: PLR0913, PLR0917 - one parameter a flag
    place: PlaceWords,
    who: Who,
    clause: Annotated[str, typer.Option("--in", metavar="PLACE", help="The words around it that give it meaning.")],
    low: Annotated[float, typer.Option("--low", help="The number, or the least it can be.")],
    measure: Annotated[str, typer.Option("--measure", help="Such as killed, injured; numbers of one measure compare.")],
    high: Annotated[float | None, typer.Option("--high", help="The most it can be; --low if not given.")] = None,
    bound: Annotated[str, typer.Option("--bound", help="exact, about, at_least, at_most, between or vague.")] = "exact",
    kind: Annotated[
        str, typer.Option("--kind", help="count, money, percentage, rate, age, measure or ordinal.")
    ] = "count",
    counted: Annotated[str | None, typer.Option("--counted", help="What is counted, as written.")] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="Such as GBP, percent, metre; none for counts.")] = None,
    event: Event = None,
    why: Why = "",
    account: Account = OUT,
) -> None:
    """A number with what it counts."""
    docket = open_docket(account)
    least, most = _whole(low), _whole(low if high is None else high)
    record = NewQuantity(
        span=docket.find_place(place),
        clause=docket.find_place(clause),
        quantity=choose(kind, QuantityKind),
        low=None if bound == "at_most" else least,
        high=None if bound == "at_least" else most,
        bound=choose(bound, Bound),
        counted=counted,
        measure=measure,
        unit=unit,
        event=docket.find_place(event) if event else None,
    )
    decide(docket, Add(record=record), who, why)


@app.command()
def value(  # noqa: PLR0913, PLR0917 - one parameter a flag
    place: PlaceWords,
    who: Who,
    event: Annotated[str, typer.Option("--event", metavar="PLACE", help="Where its event is mentioned.")],
    field: Annotated[str, typer.Option("--field", help="Of the register: killed, weapon, target ...")],
    says: Annotated[str, typer.Option("--value", help="The value: a number for tolls and arrests.")],
    why: Why = "",
    account: Account = OUT,
) -> None:
    """A value of the register of incidents."""
    if field not in INCIDENT_FIELDS:
        raise OptionsError(f"{field!r} is none of {', '.join(INCIDENT_FIELDS)}")
    docket = open_docket(account)
    record = NewValue(
        event=docket.find_place(event),
        field=field,
        value=int(says) if says.isdecimal() else says,
        evidence=docket.find_place(place),
    )
    decide(docket, Add(record=record), who, why)


def _whole(number: float) -> int | float:
    return int(number) if number.is_integer() else number
