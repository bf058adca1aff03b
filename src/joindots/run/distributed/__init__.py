"""Many machines: blocks of work as files that all of them reach, done by the workers of a Dask scheduler."""

from joindots.run.distributed.engines import DaskEngine
from joindots.run.distributed.intaking import take_far
from joindots.run.distributed.joining import join_far
from joindots.run.distributed.judging import judge_parts

__all__ = ["DaskEngine", "join_far", "judge_parts", "take_far"]
