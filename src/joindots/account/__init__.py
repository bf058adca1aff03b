"""Composes the account and renders it: one module a face."""
