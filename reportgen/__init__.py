"""reportgen: 政务公开工作要点, from the task-assignment plan to the section of the annual report."""

__version__ = "0.1.0"
