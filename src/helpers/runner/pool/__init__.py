"""A pool runs notebooks: each run is a job that is submitted, in a process or on a machine of its own."""
