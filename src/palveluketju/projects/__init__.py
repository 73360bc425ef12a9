"""Files that belong together: which configuration holds, what is read, checked, and reported."""

from palveluketju.projects.checked import checked, checked_chain
from palveluketju.projects.project import Project, config_over, projects_of
from palveluketju.projects.together import Together, checked_together

__all__ = ["Project", "Together", "checked", "checked_chain", "checked_together", "config_over", "projects_of"]
