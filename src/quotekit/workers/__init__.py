"""Worker processes, and what must not be under way while a process is forked.

`spread` hands items out, keeps their order and starts dead workers again; `serving` is the worker's side of
it.
"""

from __future__ import annotations

import os
import threading

no_fork = threading.RLock()
"""Held while models are loaded and modules imported on first use; a fork of this process waits for it.

A fork copies only the thread that asks for it. What another one was in the middle of stays so in the new
process, for good (a module half imported, a library's table half made), and who needs it there waits without
end. It is one lock, made when quotekit is imported: those that are registered while a fork waits would be too
late for it. The same thread may hold it twice, as a signal's handler may fork.
"""

if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=no_fork.acquire, after_in_parent=no_fork.release, after_in_child=no_fork.release
    )
