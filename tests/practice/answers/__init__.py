"""What learners write, one module a notebook."""
