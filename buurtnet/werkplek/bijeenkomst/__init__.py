"""The meetings of a network: their list, one at the table, its report, and the next one."""
