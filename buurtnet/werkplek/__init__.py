"""What coordinators do: the desk, and the forms for every noun."""
