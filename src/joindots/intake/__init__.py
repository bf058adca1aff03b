"""Bytes to documents: files, formats, block labels, titles, dates."""

from joindots.intake.documents import label_documents
from joindots.intake.drafts import Draft
from joindots.intake.inputs import Input, find_inputs
from joindots.intake.readers import read_input, stream_input

__all__ = ["Draft", "Input", "find_inputs", "label_documents", "read_input", "stream_input"]
