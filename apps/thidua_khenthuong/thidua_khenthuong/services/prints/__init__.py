"""Gathers what a printed document says from the records, and hands it to `presentation.documents`."""
