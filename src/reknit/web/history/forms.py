"""Read an uploaded message history."""

from __future__ import annotations

from typing import Any

from django import forms

from reknit.web.shell.uploads import FileForm


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes several parts of one chat."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files, each checked as one."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:  # noqa: ANN401 - Django's signature
        """Return the list of files."""
        files = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(one, initial) for one in files or [None]]


class UploadForm(FileForm):
    """One or several exports of one chat."""

    chat = ManyFilesField(
        allow_empty_file=True,
        error_messages={"required": "Choose the file that WhatsApp saved: it ends in .txt or .zip."},
    )
