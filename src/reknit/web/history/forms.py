"""Read uploaded exports and the other small forms of a message history."""

from __future__ import annotations

from typing import Any

from django import forms

from reknit.steps.understand.model import TAKEN_MOST
from reknit.web.shell.uploads import FileForm

# What the apps export; browsers grey out the rest.
ACCEPTED = ".txt,.zip,.json,.jsonl,.html,.xml,.db,.mbox,.md,text/plain,application/zip,application/json"
CHOOSE = "Choose the file that the app saved."


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
        error_messages={"required": CHOOSE},
        widget=ManyFilesInput(
            attrs={"accept": ACCEPTED, "aria-describedby": "id_chat-hint id_chat-problem"},
        ),
    )


class TakenForm(forms.Form):
    """What someone takes from a report, in one to three sentences."""

    text = forms.CharField(
        max_length=TAKEN_MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Write a sentence, or leave it for another day.",
            "max_length": "This is longer than a few sentences. Shorten it to what matters most.",
        },
    )
