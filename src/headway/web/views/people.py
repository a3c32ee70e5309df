"""People and their roles, for administrators."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from headway.register.accounts.actions.add_person import AlreadyThere, add_person
from headway.register.accounts.actions.begin_again import begin_again
from headway.register.accounts.actions.close_account import close_account, open_account
from headway.register.accounts.actions.end_role import end_role
from headway.register.accounts.actions.give_role import give_role
from headway.register.accounts.actions.invite import invite as make_invitation
from headway.register.accounts.people import Person
from headway.register.accounts.queries.people import people, person_of
from headway.web.forms.people import PersonForm, RoleForm
from headway.web.presenters.people import PersonRow, rows_of
from headway.web.reader import reader_of


def show_all(request: HttpRequest) -> HttpResponse:
    """Show everybody with the roles they hold today."""
    return render(
        request, "office/people.html", {"people": rows_of(people(), timezone.localdate())}
    )


def add(request: HttpRequest) -> HttpResponse:
    """Add a person."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = add_person(**form.cleaned_data, by=reader_of(request))
        except AlreadyThere:
            form.add_error("email", "Somebody with this address has been added already")
        else:
            messages.success(
                request, f"{person.name} is added. Give them a role, then invite them."
            )
            return redirect("person", number=person.pk)
    values = {"form": form, "heading": "Add a person", "button": "Add", "back": reverse("people")}
    return render(request, "office/form_page.html", values, status=_status(form))


def show(request: HttpRequest, number: int) -> HttpResponse:
    """Show one person."""
    person = _person(number)
    row = PersonRow.of(person, timezone.localdate())
    values = {"row": row, "is_self": person.number == request.user.pk}
    return render(request, "office/person.html", values)


def invite(request: HttpRequest, number: int) -> HttpResponse:
    """Make an address under which the person sets a password, and show it once."""
    person = _person(number)
    who, key = make_invitation(person=person.number, by=reader_of(request))
    named = {"uidb36": who, "key": key}
    address = request.build_absolute_uri(reverse("account_reset_password_from_key", kwargs=named))
    return render(request, "office/invitation.html", {"person": person, "address": address})


def give(request: HttpRequest, number: int) -> HttpResponse:
    """Give the person a role."""
    person = _person(number)
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        today = timezone.localdate()
        give_role(person=person.number, since=today, by=reader_of(request), **form.cleaned_data)
        messages.success(request, f"{person.name} holds the role from today.")
        return redirect("person", number=person.number)
    back = reverse("person", kwargs={"number": person.number})
    values = {"form": form, "heading": f"Give {person.name} a role", "button": "Give the role"}
    return render(request, "office/form_page.html", values | {"back": back}, status=_status(form))


def end(request: HttpRequest, number: int, grant: int) -> HttpResponse:
    """End a role today."""
    person = _person(number)
    if grant not in {one.number for one in person.held}:
        raise Http404
    end_role(person=person.number, grant=grant, on=timezone.localdate(), by=reader_of(request))
    messages.success(request, "The role has ended.")
    return redirect("person", number=person.number)


def close(request: HttpRequest, number: int) -> HttpResponse:
    """Close an account."""
    person = _person(number)
    try:
        close_account(person=person.number, by=reader_of(request))
    except ValueError as problem:
        messages.warning(request, str(problem))
    else:
        messages.success(request, f"{person.name} can sign in no more.")
    return redirect("person", number=person.number)


def open_again(request: HttpRequest, number: int) -> HttpResponse:
    """Open a closed account again."""
    person = _person(number)
    open_account(person=person.number, by=reader_of(request))
    messages.success(request, f"{person.name} can sign in again.")
    return redirect("person", number=person.number)


def new_factor(request: HttpRequest, number: int) -> HttpResponse:
    """Take a lost second factor away, and the password with it."""
    person = _person(number)
    try:
        begin_again(person=person.number, by=reader_of(request))
    except ValueError as problem:
        messages.warning(request, str(problem))
    else:
        told = "Invite them now: they set a new password, then a new second factor."
        messages.success(request, f"{person.name} can no longer sign in. {told}")
    return redirect("person", number=person.number)


def _person(number: int) -> Person:
    person = person_of(number)
    if person is None:
        raise Http404
    return person


def _status(form: PersonForm | RoleForm) -> int:
    return 422 if form.errors else 200
