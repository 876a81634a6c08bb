"""``asylon serve``: set the desk up, keep its lists current, and serve it."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from asylon.cli.refusals import Refusal

if TYPE_CHECKING:
    from asylon.register import Register

#: Seconds between two rounds of upkeep, and threads that answer requests in each worker.
EVERY = 60.0
THREADS = 4
MOST_WORKERS = 4


def _workers() -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_WORKERS)


@click.command()
@click.option("--demonstration", is_flag=True, help="Serve fictional persons, with sign-ins that everybody may know.")
@click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), default=Path("var"), envvar="ASYLON_DATA",
    show_default=True, help="The folder with the register and the desk's accounts.",
)  # fmt: skip
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen on.")
@click.option("--workers", type=click.IntRange(1, 64), help="Server processes (default: one for each core, at most 4).")
def serve(demonstration: bool, data: Path, host: str, port: int, workers: int | None) -> None:
    """Serve the desk in the browser, at http://127.0.0.1:8000/ unless told otherwise.

    With --demonstration the first start makes about 5,000 fictional persons; a register of real cases never holds
    them. Without it, sign-ins are made with Django's own commands, and ASYLON_HOSTS names the hosts to answer to.
    """
    _require_free(host, port)
    data.mkdir(parents=True, exist_ok=True)
    os.environ["ASYLON_DATA"] = str(data.absolute())
    os.environ["ASYLON_MODE"] = "demonstration" if demonstration else "production"
    from asylon.cli.folder import open_demonstration, open_register, refuse_demonstration

    if demonstration:
        register = open_demonstration(data.absolute())
    else:
        refuse_demonstration(data.absolute())
        register = open_register(data.absolute(), create=True)
    from asylon.desk.preparation import prepare

    prepare()
    if demonstration:
        from asylon.cli.demonstration import fill

        added = fill(register)
        if added:
            click.echo(f"{added} fictional files made; persons, names and events are invented.")
        from asylon.desk.demonstration_users import link_applicant

        link_applicant(register)
    _announce(host, port, demonstration)
    _run(register, host, port, workers or _workers())
    click.echo("Stopped.")


def _require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refusal(
                f"{host}:{port} cannot be used: {error.strerror}. Another server may run there; choose --port or --host."
            ) from None


def _announce(host: str, port: int, demonstration: bool) -> None:
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Asylon is served at http://{shown}:{port}/ (Ctrl-C stops it)")
    if demonstration:
        from asylon.desk.demonstration_users import PASSWORD, USERS

        click.echo("Fictional demonstration. Sign in as one of these, with the password " + PASSWORD)
        for user in USERS:
            click.echo(f"  {user.name:12} {user.does['en']}")


def _run(register: Register, host: str, port: int, workers: int) -> None:
    """Serve until told to stop. Upkeep runs beside it in this process, which answers no requests itself."""
    import multiprocessing

    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    # Workers start afresh: a forked one would share this process's open databases and threads.
    multiprocessing.set_start_method("spawn", force=True)
    stop = threading.Event()
    upkeep = threading.Thread(target=_keep_current, args=(register, stop), name="upkeep", daemon=True)
    server = Granian(
        "asylon.desk.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        websockets=False,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    )
    server.on_startup(upkeep.start)
    server.serve()
    stop.set()
    upkeep.join()
    register.close()


def _keep_current(register: Register, stop: threading.Event) -> None:
    """Bring every file to the present at the start and then every minute, until told to stop."""
    from asylon.register import RegisterError

    while not stop.is_set():
        try:
            register.advance(cancel=stop.is_set)
        except RegisterError as error:
            click.echo(f"The lists could not be brought up to date now: {error}", err=True)
        stop.wait(EVERY)
