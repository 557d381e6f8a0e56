"""Take in files people bring, in memory and up to a size, and say so when one is larger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest

TOO_LARGE = (
    f"This file is larger than {settings.UPLOAD_MOST_MB} MB. If it is a chat, export it once more without "
    "media: only the words and times are read, and they are much smaller. In the terminal, reknit history "
    "reads larger ones."
)


class FileForm(forms.Form):
    """A form with a file in it, which knows when the file was left out because of its size."""

    def __init__(self, *args: Any, is_too_large: bool = False, **options: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, forms.FileField):
                field.widget.attrs["data-most"] = str(settings.UPLOAD_MOST_BYTES)
                field.widget.attrs["data-too-large"] = TOO_LARGE
                if is_too_large:
                    field.error_messages["required"] = TOO_LARGE


def is_too_large(request: HttpRequest) -> bool:
    """Say whether this request brings more than is taken in; Django then drops the file unread."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
