"""WAT: what there is in a wijk."""
