"""Who did what and who saw what in the office, each entry chained to the one before."""
