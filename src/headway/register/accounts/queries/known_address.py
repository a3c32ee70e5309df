"""Whether an address belongs to somebody."""

from headway.register.accounts.models import User


def person_with_address(address: str) -> str:
    """Give the address as it is kept, in whatever letters it is asked for; else nothing."""
    found = User.objects.filter(email__iexact=address).values_list("email", flat=True).first()
    return str(found or "")
