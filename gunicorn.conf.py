"""How gunicorn serves the site, wherever it runs; how many processes and where it listens is up to
who starts it. Read by gunicorn alone."""

wsgi_app = "buurtnet.wsgi"
worker_class = "buurtnet.werker.Werker"
logger_class = "buurtnet.werker.Logboek"
threads = 4
preload_app = True
loglevel = "warning"
limit_request_line = 8190  # the most there is
# A browser asks the next things at once; a proxy comes with a new connection each time.
keepalive = 5
# Connections that no process has taken yet: more would wait for what they won't get in time.
backlog = 128
control_socket_disable = True
