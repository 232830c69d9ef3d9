"""Kernels forked from one process that has imported what notebooks import; ordinary ones where that cannot be."""
