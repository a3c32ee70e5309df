"""What a shared link stands for."""

from headway.register.accounts.models import SavedView


def saved_view(page: str, name: str) -> dict[str, str] | None:
    """Give the choices kept under a name for a page; None where there are none."""
    if "\0" in name:  # PostgreSQL takes no such text
        return None
    found = SavedView.objects.filter(page=page, name=name).first()
    return dict(found.choices) if found else None
