"""The account's faces: one module a face, all from the same records."""

from joindots.account.checks import count_spans, verify_account
from joindots.account.comparison_html import render_comparison
from joindots.account.comparison_text import tell_comparison
from joindots.account.comparisons import compare_reports, encode_comparison
from joindots.account.explanations import explain
from joindots.account.html import render_html
from joindots.account.json_file import decode_account, encode_account, stream_account
from joindots.account.markdown import render_markdown
from joindots.account.schemas import account_schema
from joindots.account.source_phrases import language_words
from joindots.account.views.inputs import InputsView, view_inputs
from joindots.account.views.languages import describe_languages
from joindots.account.views.pages import Page, view_account

__all__ = [
    "InputsView",
    "Page",
    "account_schema",
    "compare_reports",
    "count_spans",
    "decode_account",
    "describe_languages",
    "encode_account",
    "encode_comparison",
    "explain",
    "language_words",
    "render_comparison",
    "render_html",
    "render_markdown",
    "stream_account",
    "tell_comparison",
    "verify_account",
    "view_account",
    "view_inputs",
]
