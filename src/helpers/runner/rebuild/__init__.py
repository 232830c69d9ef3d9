"""An edition made again from what was kept, to be laid beside what stands."""
