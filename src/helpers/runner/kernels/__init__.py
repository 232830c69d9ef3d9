"""Kernels forked from one warm process that has imported what notebooks import, and ordinary ones where that cannot be."""
