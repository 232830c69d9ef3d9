"""The profile of one wijk: who lives there, what was promised, what residents say and what is counted."""
