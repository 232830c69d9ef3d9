"""An extension of the server of JupyterLab, which says in Dutch where it can be opened."""

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Say the address as soon as the server listens: only then its port is known."""
    server.io_loop.add_callback(lambda: print(told(server.display_url), flush=True))


def told(addresses: str) -> str:
    """The first of the addresses that the server shows; the others lead to the same place.

    >>> told("http://localhost:8888/lab?token=x\\n    http://127.0.0.1:8888/lab?token=x")
    'JupyterLab staat op http://localhost:8888/lab?token=x. Stop met Ctrl-C.'
    """
    return f"JupyterLab staat op {addresses.split()[0]}. Stop met Ctrl-C."
