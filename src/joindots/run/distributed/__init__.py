"""Many machines: blocks of work as files that all of them reach, done by the workers of a Dask scheduler."""

from joindots.run.distributed.copies import find_copies
from joindots.run.distributed.engines import DaskEngine
from joindots.run.distributed.grouping import group_reports
from joindots.run.distributed.intaking import take_far
from joindots.run.distributed.judging import judge_parts
from joindots.run.distributed.preparing import prepare_reports

__all__ = ["DaskEngine", "find_copies", "group_reports", "judge_parts", "prepare_reports", "take_far"]
