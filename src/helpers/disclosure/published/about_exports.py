"""The tables on the delivery, the police and the place: of exports, crimes and buurten, and how much is hidden."""

from helpers.disclosure.published.entries import Entry, derived, harmless

_CRIMES = "crimes that the police publish"

TABLES: dict[str, Entry] = {
    "exports": harmless(
        "files; of those about persons no count and no day", "dataset file rows first last until mark sha256 missing"
    ),
    "data_quality_exports": harmless(
        "files; of those about persons no count and no day",
        "dataset file rows left_out warnings withheld first last until gaps missing",
    ),
    "data_quality_warnings": harmless(
        "rows of files; of those about persons none", "file rule in_words column count first_rows"
    ),
    "data_quality_compared": harmless(
        "rows of files; of those about persons none",
        "dataset rows_earlier rows_gone rows_changed rows_updated rows_late rows_new same_file held_back accepted",
    ),
    "freshness": harmless(
        "the last day of a file; of those about persons the quarter", "dataset last days_behind quarters_behind"
    ),
    "own_files": harmless("how a file was read", "dataset file rule"),
    "hidden_figures": derived("how many figures a chapter hides, as a reader can count", "chapter hidden figures"),
    "neighbourhoods": harmless(
        "what police and ministry publish per buurt",
        "area wijk_crimes wijk_crimes_per_1000 wijk_nuisance lowest_liveability_class highest_liveability_class",
    ),
    "police_years": harmless(_CRIMES, "measure area period value unit numerator denominator"),
    "yearly_crimes_by_kind": harmless(_CRIMES, "group <year>"),
    "yearly_nuisance_by_kind": harmless(_CRIMES, "group <year>"),
    "wijk_police_counts": harmless(_CRIMES, "measure <year>"),
    "wijk_place": harmless("names of wijken", "wijk name"),
    "residents_safety": harmless(
        "a survey that Statistics Netherlands publishes", "measure area period estimate low high unit"
    ),
}
