"""Words looked up once a batch instead of at each place: their vectors before any neighbour is looked at.

A pipeline's models begin with vectors made of a word's own features (its form, first and last letters, shape). These
are a third of all that is multiplied, and two of three places of a batch hold a word that it has elsewhere, too.
"""

from typing import TYPE_CHECKING, cast

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from spacy.language import Language
    from thinc.api import Model
    from thinc.types import Floats2d, Ints1d, Ints2d, Ragged

_BEFORE = ["extract_features", "list2ragged"]
_AFTER = "ragged2list"
_ROWS = "with_array("  # how the names of layers begin that take each row by itself


def hasten_words(pipeline: "Language") -> None:
    """Have a pipeline's models, where they are of the usual kind, make the vector of a word once; it stays the same."""
    for _, component in pipeline.components:
        if model := getattr(component, "model", None):
            for part in model.walk():
                names = [layer.name for layer in part.layers]
                rows = names[2:-1]
                if names[:2] == _BEFORE and names[-1] == _AFTER and all(name.startswith(_ROWS) for name in rows):
                    part.layers[2:-1] = [_do_once(part.layers[2:-1])]


def _do_once(layers: "list[Model[Ragged, Ragged]]") -> "Model[Ragged, Ragged]":
    """Layers that take each row by itself, applied to different rows alone."""
    from thinc.api import Model  # noqa: PLC0415 - with the pipeline

    return Model("once", _forward, layers=layers)


def _forward(
    model: "Model[Ragged, Ragged]",
    words: "Ragged",
    is_train: bool,
) -> "tuple[Ragged, Callable[[Ragged], Ragged]]":
    from thinc.types import Ragged  # noqa: PLC0415 - with the pipeline

    rows = np.ascontiguousarray(cast("NDArray[np.uint64]", words.dataXd))
    keys = rows.view(np.dtype((np.void, rows.itemsize * rows.shape[1]))).ravel()
    _, first, places = np.unique(keys, return_index=True, return_inverse=True)
    found = Ragged(cast("Ints2d", rows[first]), cast("Ints1d", np.array([len(first)], dtype="i")))
    for layer in model.layers:
        found = layer(found, is_train=is_train)[0]
    vectors = cast("NDArray[np.float32]", found.dataXd)
    return Ragged(cast("Floats2d", vectors[places]), words.lengths), _go_back


def _go_back(_: "Ragged") -> "Ragged":
    raise NotImplementedError("a hastened pipeline is not trained")
