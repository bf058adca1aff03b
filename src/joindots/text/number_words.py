"""The closed classes of English number words; `text/numbers.py` reads them."""

# One line a word: what it counts, what it orders.
_NAMES = """
zero
one first
two second
three third
four fourth
five fifth
six sixth
seven seventh
eight eighth
nine ninth
ten tenth
eleven eleventh
twelve twelfth
thirteen thirteenth
fourteen fourteenth
fifteen fifteenth
sixteen sixteenth
seventeen seventeenth
eighteen eighteenth
nineteen nineteenth
"""
_TENS = """
twenty twentieth
thirty thirtieth
forty fortieth
fifty fiftieth
sixty sixtieth
seventy seventieth
eighty eightieth
ninety ninetieth
"""
_VALUES = [(n, line.split()) for n, line in enumerate(_NAMES.split("\n")[1:-1])]
_VALUES += [(10 * n, line.split()) for n, line in enumerate(_TENS.split("\n")[1:-1], 2)]

DIGITS = {words[0]: value for value, words in _VALUES[:10]} | {"nought": 0, "naught": 0}
SMALL = {words[0]: value for value, words in _VALUES} | {"nought": 0, "naught": 0}
ORDINALS = {words[1]: value for value, words in _VALUES[1:]}
SCALES = {
    "dozen": 12,
    "doz": 12,
    "dozs": 12,
    "dzs": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
    "k": 1_000,
    "mil": 1_000_000,
    "mn": 1_000_000,
    "mln": 1_000_000,
    "bn": 1_000_000_000,
    "bln": 1_000_000_000,
    "tn": 1_000_000_000_000,
    "trn": 1_000_000_000_000,
    "tln": 1_000_000_000_000,
}
ORDINAL_SCALES = {
    "hundredth": 100,
    "thousandth": 1_000,
    "millionth": 1_000_000,
    "billionth": 1_000_000_000,
    "trillionth": 1_000_000_000_000,
}
PLURAL_SCALES = {
    "tens": 10,
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 1_000,
    "millions": 1_000_000,
    "billions": 1_000_000_000,
    "trillions": 1_000_000_000_000,
}
# What the word can mean at least and at most; a couple is two, the others have no upper end that readers agree on.
VAGUE: dict[str, tuple[int, int | None]] = {
    "several": (3, None),
    "few": (2, None),
    "couple": (2, 2),
    "handful": (2, None),
}
FRACTIONS = {"half": 1 / 2, "halves": 1 / 2, "quarter": 1 / 4, "quarters": 1 / 4} | {
    f"{word}s": 1 / value for word, value in ORDINALS.items() if value > 2
}
# What divides after a count: "five eighths", "three twenty-firsts", "one hundredth".
PARTS = {
    **{word: value for word, value in ORDINALS.items() if value > 2},
    **ORDINAL_SCALES,
    **{f"{word}s": value for word, value in (ORDINALS | ORDINAL_SCALES).items() if value != 2},
}
VULGAR_FRACTIONS = {
    "½": 1 / 2,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "¼": 1 / 4,
    "¾": 3 / 4,
    "⅕": 1 / 5,
    "⅖": 2 / 5,
    "⅗": 3 / 5,
    "⅘": 4 / 5,
    "⅙": 1 / 6,
    "⅚": 5 / 6,
    "⅛": 1 / 8,
    "⅜": 3 / 8,
    "⅝": 5 / 8,
    "⅞": 7 / 8,
}
