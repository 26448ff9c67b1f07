"""Gathers what a printed document says, and hands it to `presentation.documents`."""
