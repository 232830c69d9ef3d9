"""The audit of what stands published: at publication, and by command."""
