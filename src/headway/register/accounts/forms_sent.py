"""Forms that were acted on: none is acted on twice, and none for anything but what it was made for.

Each page gives a form a token of its own. What was done keeps the token of the form that asked for
it, once in its table.
"""

from django.db.models import Manager, Model


class FormUsedForAnother(Exception):
    """A form was sent once more, for something else than what was done with it before."""


def was_acted_on(done: Manager[Model], token: str, **what: object) -> bool:
    """Say whether a form was acted on before, among what was ``done`` with forms of its kind.

    ``what`` is what it asks for now, by the columns that keep it. Raises FormUsedForAnother where
    it was used for something else: to do that as well nobody was ever given a form.
    """
    found = done.filter(token=token).first()
    if found is None:
        return False
    if any(getattr(found, name) != asked for name, asked in what.items()):
        raise FormUsedForAnother("this form was used before, for something else")
    return True
