"""What sort of quantity a number phrase is: the readers in the order in which they are asked."""

from joindots.extract.lookups import Lookup
from joindots.extract.quantities.ages import read_age
from joindots.extract.quantities.amounts import read_magnitude, read_measure, read_percentage
from joindots.extract.quantities.bare_numbers import read_bare_number
from joindots.extract.quantities.counts import read_count, read_rank
from joindots.extract.quantities.money import read_money, read_pence
from joindots.extract.quantities.numbers import NumberPhrase
from joindots.extract.quantities.readings import Reading
from joindots.parse import Parse

_READERS = (read_percentage, read_money, read_pence, read_magnitude, read_rank, read_measure, read_count)


def read_number(parse: Parse, phrase: NumberPhrase, lookup: Lookup) -> Reading | None:
    """What a number phrase says, or None where it is a name, an address or a bare numeral."""
    age = read_age(parse, phrase, lookup)
    if age is not None:
        return age
    told = next((reading for read in _READERS if (reading := read(parse, phrase)) is not None), None)
    return told or read_bare_number(parse, phrase, lookup)
