//! Every key of every table: what the reader knows, and what `docs/canvass-toml.md` describes.

/// The keys of one kind of table.
#[derive(Debug)]
pub(super) struct Keys {
    /// How messages and the reference name the table.
    pub(super) table: &'static str,
    /// Its keys.
    pub(super) names: &'static [&'static str],
}

macro_rules! tables {
    ($($constant:ident $table:literal $names:tt)*) => {
        $(pub(super) const $constant: Keys = Keys { table: $table, names: &$names };)*

        #[cfg(test)]
        pub(super) const ALL: &[Keys] = &[$($constant),*];
    };
}

tables! {
    CANVASS "canvass.toml" ["project", "wave", "question", "report", "weights", "disclosure"]
    PROJECT "[project]" ["title", "organisation", "language", "current", "codebook"]
    WAVE "[[wave]]" [
        "id", "label", "export", "platform", "sheet", "separator", "partial", "opened", "closed", "members",
        "link", "outcomes"
    ]
    OUTCOMES "outcomes" ["refused", "not_contacted", "other", "unknown", "ineligible"]
    QUESTION "[[question]]" [
        "id", "kind", "title", "text", "heading", "waves", "theme", "stance", "asked_of", "wave", "row", "option",
        "union"
    ]
    QUESTION_WAVE "[question.wave.ID]" ["text", "heading", "change"]
    ASKED_OF "asked_of" ["question", "options"]
    ROW "[[question.row]]" ["id", "label", "heading", "waves", "wave"]
    ROW_WAVE "[question.row.wave.ID]" ["label", "heading", "change"]
    OPTION "[[question.option]]" [
        "id", "label", "cell", "waves", "wave", "codes", "exclusive", "other", "score"
    ]
    OPTION_WAVE "[question.option.wave.ID]" ["label", "cell", "change"]
    UNION "[[question.union]]" ["id", "label", "of"]
    REPORT "[report]" [
        "groups", "consent", "headline", "key_figures", "attribution", "organisation_short",
        "published", "contact", "quotations_per_theme", "inference", "top_box", "sections",
        "colour", "logo", "word_template"
    ]
    LOGO "logo" ["file", "alt"]
    CONSENT "consent" ["question", "options"]
    KEY_FIGURE "key_figures" ["question", "option", "says"]
    WEIGHTS "[weights]" ["method", "margins", "cap", "missing"]
    DISCLOSURE "[disclosure]" ["threshold", "counts_only_below", "low_base_below", "redact"]
    CODEBOOK "codebook.toml" ["id", "version", "valid_from", "sets", "frame"]
    FRAME "[[frame]]" ["id", "label", "kind", "group", "code"]
    GROUP "[[frame.group]]" ["label", "codes"]
    CODE "[[frame.code]]" [
        "id", "label", "definition", "use_when", "not_for", "examples", "near_misses", "rules", "points", "theory",
        "since", "status", "replaced_by", "note"
    ]
    RULE "rules" ["match", "questions", "stance", "negation", "suggest", "points", "note"]
    POINTS "points" ["at_least", "rule", "further"]
    THEORY "[frame.code.theory]" ["activities", "outputs", "horizon"]
    ACTIONS "actions.toml" ["action"]
    ACTION "[[action]]" ["heard", "will_do", "cannot_do", "why", "about"]
}
