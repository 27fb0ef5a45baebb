"""Worker processes, and what must not be under way while a process is forked.

`spread` hands items out, keeps their order and starts dead workers again; `serving` is the worker's side of
it.
"""

from __future__ import annotations

import os
import threading

no_fork = threading.RLock()
"""Held while models are loaded and modules are imported on first use; a fork of this process waits for it.

A fork copies only the thread that asks for it. Whatever another thread had half done (the import of a module,
a library's table) stays half done in the new process, and whoever needs it there waits without end. There is
one lock, made when quotekit is imported, as one that is registered while a fork waits comes too late. It is
reentrant, since a signal's handler may fork.
"""

if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=no_fork.acquire, after_in_parent=no_fork.release, after_in_child=no_fork.release
    )
