"""A slow plain twin of the compiled loop: the same rules in objects, names and lists, to hold the loop to its meaning.

Nothing here is shared with the loop but what its numbers stand for (loop/shapes.py). `chance` draws, `people` says who
there is and how often something happens to them, `county` keeps places, queues and what was told; `steps`, `leaving`
and `ending` are the rules, and `run` goes round. `invented` makes networks to try them on. For the same parts and seed
all of it must be equal: what was told, every midnight and every node, to the microsecond.
"""

from tests.simulate.twin.run import twin_of

__all__ = ["twin_of"]
