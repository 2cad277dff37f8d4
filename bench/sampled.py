"""The server with its threads looked at a hundred times a second: `python bench/sampled.py OUT serve --data DIR ...`.

Writes, every few seconds, how often each function was on top, and anywhere, in a thread that was at work.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from itertools import count
from pathlib import Path
from types import FrameType

IDLE = ("wait", "select", "poll", "_worker", "get", "run_forever", "_run_once", "accept", "_recv", "run")
LOOKS = 1000  # between two writings


def frames(frame: FrameType | None) -> list[str]:
    """Where a thread is: the function on top first."""
    found = []
    while frame is not None:
        found.append(f"{Path(frame.f_code.co_filename).name}:{frame.f_code.co_name}")
        frame = frame.f_back
    return found


def sample(out: Path) -> None:
    """Look at every thread but this one, again and again."""
    own, top, anywhere = threading.get_ident(), Counter[str](), Counter[str]()
    for looks in count(1):
        time.sleep(0.01)
        for thread, frame in sys._current_frames().items():
            if thread != own and frame.f_code.co_name not in IDLE:
                stack = frames(frame)
                top[stack[0]] += 1
                anywhere.update(set(stack))
        if looks % LOOKS == 0:
            parts = (top.most_common(60), anywhere.most_common(200))
            out.write_text("\n\n".join("\n".join(f"{n:7} {name}" for name, n in part) for part in parts))


def main() -> None:
    out = Path(sys.argv.pop(1)).resolve()
    threading.Thread(target=sample, args=(out,), daemon=True).start()
    from homefirst.__main__ import main as homefirst

    homefirst()


if __name__ == "__main__":
    main()
