"""The server with its threads looked at a hundred times a second: `python bench/sampled.py OUT serve --data DIR ...`.

Writes how often each function was on top, and anywhere, in a thread that was at work.
"""

from __future__ import annotations

import atexit
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from types import FrameType

IDLE = ("wait", "select", "poll", "_worker", "get", "run_forever", "_run_once", "accept", "_recv")


def frames(frame: FrameType | None) -> list[str]:
    found = []
    while frame is not None:
        found.append(f"{Path(frame.f_code.co_filename).name}:{frame.f_code.co_name}")
        frame = frame.f_back
    return found


def sample(top: Counter[str], anywhere: Counter[str]) -> None:
    own = threading.get_ident()
    while True:
        time.sleep(0.01)
        for thread, frame in sys._current_frames().items():
            if thread == own or frame.f_code.co_name in IDLE:
                continue
            stack = frames(frame)
            top[stack[0]] += 1
            anywhere.update(set(stack))


def main() -> None:
    out, top, anywhere = Path(sys.argv.pop(1)).resolve(), Counter[str](), Counter[str]()
    threading.Thread(target=sample, args=(top, anywhere), daemon=True).start()

    def write() -> None:
        lines = [f"{n:7} {name}" for name, n in top.most_common(50)]
        out.write_text("\n".join([*lines, "", *(f"{n:7} {name}" for name, n in anywhere.most_common(150))]))

    atexit.register(write)
    from homefirst.__main__ import main as homefirst

    homefirst()


if __name__ == "__main__":
    main()
