"""The database engine `buurtnet.web.postgresql`: Django's, with patience that ends."""
