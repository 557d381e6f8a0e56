"""Read what is typed into the pages of coming in and of what is yours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms

from reknit.programme.sentences import sentence
from reknit.safety.helplines import country_names
from reknit.safety.model import QUESTIONS
from reknit.vault.recovery import MistypedRecoveryCode, tidy_recovery_code
from reknit.web.accounts.strength import STRONG_ENOUGH, strength
from reknit.web.shell.uploads import FileForm

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from reknit.journey.model import Start

PASSPHRASE_MOST = 1024
"""Letters; more than anyone types, less than would keep the key stretching busy."""

Choices = list[tuple[str, str]]

ENDED_BY: Choices = [
    ("them", "They ended it"),
    ("me", "I ended it"),
    ("both", "We both did"),
    ("unclear", "It is not clear"),
]
TIES: Choices = [
    ("children", "Children"),
    ("home", "A home"),
    ("lease", "A lease or money"),
    ("work", "Work or studies"),
]
ASKED: Choices = [
    ("nothing", "Nothing so far"),
    ("space", "Space, or time"),
    ("no_contact", "No contact"),
    ("order", "There is a court or police order"),
]
REPLIES: Choices = [("yes", "Yes"), ("once", "Once"), ("no", "No"), ("rather_not", "Rather not say")]
IDLE_MINUTES: Choices = [
    ("5", "5 minutes"),
    ("15", "15 minutes"),
    ("30", "30 minutes"),
    ("60", "1 hour"),
]


class PassphraseField(forms.CharField):
    """A passphrase as typed: nothing is stripped, and no composition is asked for."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - passed on to Django
        super().__init__(
            strip=False,
            max_length=PASSPHRASE_MOST,
            widget=forms.PasswordInput(render_value=True),
            error_messages={
                "required": "Type a passphrase.",
                "max_length": "That is too long to type again.",
            },
            **options,
        )


class NewPassphraseForm(forms.Form):
    """A new passphrase, strong enough and typed twice."""

    passphrase = PassphraseField()
    again = PassphraseField()

    def clean_passphrase(self) -> str:
        """Refuse a passphrase that can be guessed, and say how to make a better one."""
        typed: str = self.cleaned_data["passphrase"]
        if strength(passphrase=typed).score < STRONG_ENOUGH:
            raise forms.ValidationError(
                "This one can be guessed. Put four or more words together that have nothing to do with each "
                "other or with you."
            )
        return typed

    def clean(self) -> dict[str, Any]:
        """Compare both."""
        typed = super().clean() or {}
        if "passphrase" in typed and typed["passphrase"] != typed.get("again"):
            self.add_error("again", "The two are not the same. Type it here once more.")
        return typed


class BeginForm(NewPassphraseForm):
    """The first page: a name, an age, and a passphrase."""

    name = forms.CharField(
        max_length=40, error_messages={"required": "Type a name, or any word we may call you by."}
    )
    adult = forms.BooleanField(
        error_messages={
            "required": "Reknit is for people of 18 and over. If you are younger, the help page knows who is "
            "there for you."
        }
    )
    field_order = ("name", "passphrase", "again", "adult")


class CodeField(forms.CharField):
    """A recovery code, in any case and spacing."""

    def clean(self, value: Any) -> str:  # noqa: ANN401 - Django's signature
        """Return the code as it is kept."""
        try:
            return tidy_recovery_code(typed=super().clean(value))
        except MistypedRecoveryCode as error:
            raise forms.ValidationError(str(error)) from error


class ConfirmCodeForm(forms.Form):
    """Proof that the recovery code was written down: the code itself, typed again."""

    code = CodeField(error_messages={"required": "Type the code you wrote down."})

    def __init__(self, *args: Any, shown: str, **options: Any) -> None:  # noqa: ANN401 - passed on to Django
        super().__init__(*args, **options)
        self._shown = shown

    def clean_code(self) -> str:
        """Compare with the code that was shown."""
        if self.cleaned_data["code"] != self._shown:
            raise forms.ValidationError("This is not the code above. Look at each letter and digit again.")
        return self._shown


class EndingForm(forms.Form):
    """What happened, as far as the way through needs to know."""

    ex = forms.CharField(max_length=40, error_messages={"required": "A nickname is enough, or a letter."})
    ended_on = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Roughly when did it end? A guess is fine.",
            "invalid": "Write the day as 2026-10-31, or pick it from the calendar.",
        },
    )
    ended_by = forms.ChoiceField(
        choices=ENDED_BY, widget=forms.RadioSelect, error_messages={"required": "Pick what comes closest."}
    )
    ties = forms.MultipleChoiceField(choices=TIES, required=False, widget=forms.CheckboxSelectMultiple)
    asked = forms.ChoiceField(
        choices=ASKED, widget=forms.RadioSelect, error_messages={"required": "Pick what comes closest."}
    )
    country = forms.ChoiceField(choices=[("ZZ", "Somewhere else")])

    def __init__(self, *args: Any, today: dt.date, **options: Any) -> None:  # noqa: ANN401 - passed on to Django
        super().__init__(*args, **options)
        self._today = today
        country = cast("forms.ChoiceField", self.fields["country"])
        country.choices = [*country_names().items(), ("ZZ", "Somewhere else")]

    def clean_ended_on(self) -> dt.date:
        """Refuse a day that has not come yet."""
        day: dt.date = self.cleaned_data["ended_on"]
        if day > self._today:
            raise forms.ValidationError("That day has not come yet.")
        return day

    @staticmethod
    def initial_from(start: Start) -> dict[str, Any]:
        """Return what is known already, for showing the form again."""
        known = {"ex": start.ex, "ended_on": start.ended_on, "ties": start.ties, "country": start.country}
        return known | ({"ended_by": start.ended_by, "asked": start.asked} if start.is_told else {})


class SafetyForm(forms.Form):
    """The safety ten; leaving one open is allowed."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - passed on to Django
        super().__init__(*args, **options)
        for question in QUESTIONS:
            self.fields[question] = forms.ChoiceField(
                choices=REPLIES, required=False, widget=forms.RadioSelect
            )

    def worded(self, questions: Sequence[str]) -> list[tuple[forms.BoundField, str]]:
        """Return the fields of some questions, each with its words."""
        return [(self[question], sentence(area="safety_ten", code=question)) for question in questions]

    @property
    def replies(self) -> dict[str, Any]:
        """Return the replies that were given."""
        return {question: reply for question, reply in self.cleaned_data.items() if reply}


class UnlockForm(forms.Form):
    """A name, where there is more than one, and a passphrase."""

    name = forms.CharField(max_length=40, required=False)
    passphrase = PassphraseField()


class RecoverForm(NewPassphraseForm):
    """A recovery code and the passphrase that takes the place of the forgotten one."""

    name = forms.CharField(max_length=40, required=False)
    code = CodeField(error_messages={"required": "Type your recovery code."})
    field_order = ("name", "code", "passphrase", "again")


class ChangePassphraseForm(NewPassphraseForm):
    """The passphrase of today and the one that takes its place."""

    current = PassphraseField()
    field_order = ("current", "passphrase", "again")


class IdleForm(forms.Form):
    """How long someone may be away before it locks."""

    idle_minutes = forms.TypedChoiceField(choices=IDLE_MINUTES, coerce=int)


class ImportForm(FileForm):
    """An export to bring back."""

    file = forms.FileField(
        allow_empty_file=True,
        error_messages={"required": "Choose the zip file you saved from “Yours”."},
    )
