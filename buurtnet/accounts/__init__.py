"""People who log in: invitations, passwords, the second step."""
