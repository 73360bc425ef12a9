"""The checker checked: one defect is planted in files that have room for it, and must be found, and nothing else."""
