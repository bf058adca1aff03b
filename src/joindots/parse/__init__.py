"""The language engine behind one small protocol; each distinct paragraph is parsed once."""

from joindots.parse.engines import Engine, ParagraphParse
from joindots.parse.parses import Parse, Sentence, TaggedName, Token
from joindots.parse.pipelines import Pipeline, choose_pipelines, list_pipelines
from joindots.parse.readers import PARSED_KINDS, list_paragraphs, parse_documents
from joindots.parse.spacy_engine import SpacyEngine

__all__ = [
    "PARSED_KINDS",
    "Engine",
    "ParagraphParse",
    "Parse",
    "Pipeline",
    "Sentence",
    "SpacyEngine",
    "TaggedName",
    "Token",
    "choose_pipelines",
    "list_paragraphs",
    "list_pipelines",
    "parse_documents",
]
