"""How gunicorn serves the site, wherever it runs; how many processes and where it listens is up to
who starts it. Read by gunicorn alone."""

wsgi_app = "buurtnet.wsgi"
worker_class = "buurtnet.werker.Werker"
threads = 4
preload_app = True
loglevel = "warning"
limit_request_line = 8190  # the most there is
control_socket_disable = True
