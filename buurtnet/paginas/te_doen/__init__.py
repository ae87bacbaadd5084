"""What is on: a list by day, a calendar and a feed."""
