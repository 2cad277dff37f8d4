"""Stories of getting people home, told in staff's words from the first day to the last, in a real browser."""
