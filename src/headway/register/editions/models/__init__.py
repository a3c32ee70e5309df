"""The records of the app; only its actions and queries use them."""

from headway.register.editions.models.reminder import Reminder
from headway.register.editions.models.sign_off import SignOff
from headway.register.editions.models.sign_off_step import SignOffStepTaken

__all__ = ["Reminder", "SignOff", "SignOffStepTaken"]
