from lar.jobs.models.job import UNFINISHED, Job, JobState

__all__ = ["UNFINISHED", "Job", "JobState"]
