"""Small pieces every page is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from django.forms import BoundField

    from reknit.programme.answer import Given
    from reknit.safety.helplines import Line

register = template.Library()


@register.inclusion_tag("shell/_field.html")
def field(bound: BoundField, label: str, hint: str = "", **attributes: str) -> dict[str, Any]:
    """Show one field with its label, its hint, and the problem with it, all joined for a screen reader."""
    attrs: dict[str, Any] = {name.replace("_", "-"): value for name, value in attributes.items()}
    described = [f"{bound.auto_id}-hint"] if hint else []
    if bound.errors:
        attrs["aria-invalid"] = "true"
        described.append(f"{bound.auto_id}-problem")
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return {"bound": bound, "label": label, "hint": hint, "widget": bound.as_widget(attrs=attrs)}


@register.inclusion_tag("shell/_options.html")
def options(bound: BoundField, label: str, hint: str = "", *, across: bool = False) -> dict[str, Any]:
    """Show a question with one or several answers to choose from."""
    value = bound.value()
    chosen = {str(one) for one in value} if isinstance(value, list | tuple) else {str(value)}
    choices = [(code, words, str(code) in chosen) for code, words in bound.field.choices]  # type: ignore[attr-defined]  # only choices come here
    is_many = bound.field.widget.allow_multiple_selected
    kind = "checkbox" if is_many else "radio"
    return {"bound": bound, "label": label, "hint": hint, "choices": choices, "kind": kind, "across": across}


@register.simple_tag(takes_context=True)
def here(context: dict[str, Any], prefix: str) -> SafeString:
    """Mark the link of the area one is in."""
    request = context.get("request")
    is_here = request is not None and request.path.startswith(prefix)
    return mark_safe(' aria-current="page"') if is_here else SafeString("")


@register.filter
def day(date: dt.date | dt.datetime | None) -> str:
    """Write a day as people say it: 3 October 2026."""
    return f"{date.day} {date:%B %Y}" if date else ""


@register.filter
def moment(at: dt.datetime) -> str:
    """Write a moment: 3 October 2026, 21:05."""
    return f"{at.day} {at:%B %Y, %H:%M}"


@register.filter
def clock(at: dt.datetime) -> str:
    """Write the time of day where it was kept: 21:05."""
    return f"{at:%H:%M}"


@register.filter
def times(number: int) -> str:
    """Write how often: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


@register.filter
def first_check(line: Line, today: dt.date) -> bool:
    """Say whether a helpline should be checked before one relies on it."""
    return line.should_check_first(today=today)


@register.filter
def shared_out(given: Given) -> list[tuple[str, int]]:
    """Pair the parts of a whole with their numbers."""
    return list(zip(given.labels, given.numbers, strict=True))


@register.filter
def are_directories(lines: Sequence[Line]) -> bool:
    """Say whether these are only places that list other lines."""
    return not any(line.call or line.text or line.chat for line in lines)
