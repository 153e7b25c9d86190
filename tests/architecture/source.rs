//! Just enough reading of Rust to tell which modules and crates a file names.

use std::path::Path;

/// A file of the library.
pub(crate) struct SourceFile {
    /// Its path below `src`, with `/` between folders.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// A name or a sign, and the line that it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) line: usize,
}

/// A path from the root of the library, such as `render::html`, and the line that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Used {
    pub(crate) path: Vec<String>,
    pub(crate) line: usize,
}

impl SourceFile {
    /// Every Rust file below `src`, in the order of their paths.
    pub(crate) fn all(src: &Path) -> std::io::Result<Vec<SourceFile>> {
        let mut files = Vec::new();
        let mut folders = vec![src.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let below = path.strip_prefix(src).unwrap_or(&path);
                    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
                    files.push(SourceFile {
                        path: parts.join("/"),
                        text: std::fs::read_to_string(&path)?,
                    });
                }
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    /// The module that the file is, from the root: `ingest/mod.rs` is `ingest`, `lib.rs` is the root.
    pub(crate) fn module(&self) -> Vec<String> {
        let path = self.path.trim_end_matches(".rs");
        let path = path.strip_suffix("/mod").unwrap_or(path);
        if path == "lib" {
            Vec::new()
        } else {
            path.split('/').map(str::to_owned).collect()
        }
    }

    /// The module of the library that the file belongs to; empty for `lib.rs`.
    pub(crate) fn top(&self) -> String {
        self.module().into_iter().next().unwrap_or_default()
    }

    /// Names and signs, without comments and without what stands in quotation marks.
    pub(crate) fn tokens(&self) -> Vec<Token> {
        tokens(&self.text)
    }

    /// Every path of the library that the file names through `crate` or `super`.
    pub(crate) fn used(&self) -> Vec<Used> {
        used(&self.tokens(), &self.module())
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let mut tokens = Vec::new();
    let (mut i, mut line) = (0, 1);
    while i < chars.len() {
        let start = i;
        match at(i) {
            '/' if at(i + 1) == '/' => i += chars[i..].iter().take_while(|c| **c != '\n').count(),
            '/' if at(i + 1) == '*' => i = end_of_block_comment(&chars, i),
            '"' => i = end_of_string(&chars, i),
            '\'' if at(i + 1) == '\\' => i = end_of_string(&chars, i),
            '\'' if at(i + 2) == '\'' => i += 3,
            c if c.is_alphabetic() || c == '_' => {
                i += chars[i..]
                    .iter()
                    .take_while(|c| c.is_alphanumeric() || **c == '_')
                    .count();
                let name: String = chars[start..i].iter().collect();
                let hashes = chars[i..].iter().take_while(|c| **c == '#').count();
                if matches!(name.as_str(), "r" | "br" | "cr") && at(i + hashes) == '"' {
                    i = end_of_raw_string(&chars, i + hashes, hashes);
                } else {
                    tokens.push(Token { text: name, line });
                }
            }
            ':' if at(i + 1) == ':' => {
                tokens.push(Token {
                    text: "::".to_owned(),
                    line,
                });
                i += 2;
            }
            c => {
                if !c.is_whitespace() {
                    tokens.push(Token {
                        text: c.to_string(),
                        line,
                    });
                }
                i += 1;
            }
        }
        line += chars[start..i.min(chars.len())]
            .iter()
            .filter(|c| **c == '\n')
            .count();
    }
    tokens
}

/// One past the mark that closes the string or character which `chars[start]` opens.
fn end_of_string(chars: &[char], start: usize) -> usize {
    let mut i = start + 1;
    while i < chars.len() && chars[i] != chars[start] {
        i += if chars[i] == '\\' { 2 } else { 1 };
    }
    i + 1
}

fn end_of_raw_string(chars: &[char], quote: usize, hashes: usize) -> usize {
    let closes = |i: usize| {
        chars[i] == '"'
            && chars[i + 1..]
                .iter()
                .take(hashes)
                .filter(|c| **c == '#')
                .count()
                == hashes
    };
    (quote + 1..chars.len())
        .find(|i| closes(*i))
        .map_or(chars.len(), |i| i + 1 + hashes)
}

fn end_of_block_comment(chars: &[char], start: usize) -> usize {
    let (mut depth, mut i) = (1, start + 2);
    while depth > 0 && i < chars.len() {
        match (chars[i], chars.get(i + 1)) {
            ('/', Some('*')) => (depth, i) = (depth + 1, i + 2),
            ('*', Some('/')) => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
    }
    i
}

fn used(tokens: &[Token], file: &[String]) -> Vec<Used> {
    let mut found = Vec::new();
    let mut module = file.to_vec();
    // The depth of braces at which each module written inside this file opened.
    let mut inline = Vec::new();
    let mut depth = 0;
    let word = |i: usize| tokens.get(i).map_or("", |token| token.text.as_str());
    for i in 0..tokens.len() {
        match word(i) {
            "{" => depth += 1,
            "}" => {
                depth -= 1;
                if inline.last() == Some(&depth) {
                    inline.pop();
                    module.pop();
                }
            }
            "mod" if word(i + 2) == "{" => {
                inline.push(depth);
                module.push(word(i + 1).to_owned());
            }
            "crate" if word(i + 1) == "::" => {
                leaves(tokens, i + 2, &[], &mut found);
            }
            "super" if word(i + 1) == "::" && (i == 0 || word(i - 1) != "::") => {
                let (mut next, mut root) = (i, module.clone());
                while word(next) == "super" && word(next + 1) == "::" {
                    root.pop();
                    next += 2;
                }
                leaves(tokens, next, &root, &mut found);
            }
            _ => {}
        }
    }
    found
}

/// Adds every path that starts with `root` and goes on at `tokens[i]`; returns where it ends.
fn leaves(tokens: &[Token], mut i: usize, root: &[String], found: &mut Vec<Used>) -> usize {
    let mut path = root.to_vec();
    while let Some(token) = tokens.get(i) {
        let opens = token.text == "{";
        if opens {
            i += 1;
            while tokens.get(i).is_some_and(|token| token.text != "}") {
                let separator = tokens[i].text == ",";
                i = if separator {
                    i + 1
                } else {
                    leaves(tokens, i, &path, found).max(i + 1)
                };
            }
            return i + 1;
        }
        path.push(token.text.clone());
        i += 1;
        if tokens.get(i).is_none_or(|token| token.text != "::") {
            found.push(Used {
                path,
                line: token.line,
            });
            break;
        }
        i += 1;
    }
    // `as another_name`
    while tokens.get(i).is_some_and(|token| token.text == "as") {
        i += 2;
    }
    i
}
