"""Signals: which month of a wijk is out of its own ordinary range. One method; docs/signals.md has it whole.

`judged` gives estimate rows of model "signals" and role "signal". Each is about one month (`period`, such as
2026-10) of one series: `measure`, `split` and `group` (the category), and `area` (a wijk; "" is the municipality).

Term "month", a row a series:

- n: the count that was seen; estimate: what was expected; unit "count".
- low, high: the band of ordinary counts, both ends ordinary. The printed band is the threshold: a count above high
  is a signal, and so is one below low; low is 0 where too little is expected to call a count low.
- level: an ordinary month is above high with a chance of at most 1 - level (1/52; for the municipality 1/200).
- p: how likely a count so high is, or so low where that is the verdict, had the wijk gone on as usual. Not printed.
- is_met: whether it is out of its range; NA where it is not judged.
- verdict: "meer dan gewoon", "minder dan gewoon", "gewoon" or "niet beoordeeld".
- rule: the Dutch sentence: what it says, or why it is not judged. Never how often a signal is false.

Where it is not judged, low, high and p are NaN. Estimate is there where too little is expected to judge; n wherever
it may be printed. In a month in which the municipality as a whole is out, a wijk is measured against what the other
wijken brought: its estimate and band are those, and a wijk that is out of its own band alone is "gewoon".

Term "persistent", only where it is so: above the ordinary in two of the last three months; n is how many.
Term "new_level", only where it is so: out on the same side in three months in a row, which asks the owner whether
the level is new. Both have is_met True, their sentence in rule, and "aanhoudend" or "nieuw niveau?" as verdict.

A judgement looks back from the data of today: the same call for an earlier month tells what would be said of it now.
"""

from helpers.models.signals import judgement

judged = judgement.judged
