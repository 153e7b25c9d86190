/// Whether a character leaves no mark of its own, or turns the direction of what stands beside it: control characters,
/// marks and embeddings of direction, joiners, byte order marks and tags.
///
/// Labels and file names come from other people. Where a person reads one, such a character can make it look like
/// another one or hide a part of it.
///
/// ```
/// use canvass::diagnostics::is_unseen;
///
/// assert!(is_unseen('\u{202e}') && is_unseen('\u{1b}'));
/// assert!(!is_unseen('a') && !is_unseen(' ') && !is_unseen('\u{5d0}'));
/// ```
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}
