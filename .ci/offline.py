"""Refuse every connection: copied into an environment as sitecustomize.py, it cuts the network off."""

import sys


def refuse(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.gethostbyname"}:
        raise PermissionError(f"expected no use of the network, got {event} {arguments}")


sys.addaudithook(refuse)
