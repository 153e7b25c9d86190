use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Component, Path};

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::fingerprint::Fingerprint;
use crate::limits::{self, FileFault, MAX_PROJECT_FILE_BYTES};

/// The texts of a project's files, for those who have them elsewhere than in a folder.
#[derive(Debug, Clone, Copy, Default)]
pub struct Texts<'a> {
    /// `canvass.toml`.
    pub canvass: &'a str,
    /// The codebook that `canvass.toml` names.
    pub codebook: &'a str,
    /// `membership.csv`, if there is one.
    pub membership: Option<&'a str>,
    /// `actions.toml`, if there is one.
    pub actions: Option<&'a str>,
    /// Further files with their paths in the project, such as `commentary/summary.md`.
    pub beside: &'a [(&'a str, &'a str)],
    /// Files that are no texts, such as a logo, with their paths in the project.
    pub files: &'a [(&'a str, &'a [u8])],
}

/// Where a project's files come from.
#[derive(Clone, Copy)]
pub(super) enum Files<'a> {
    Folder(&'a Folder<'a>),
    Texts(&'a Texts<'a>),
}

/// A project's folder, and what was read of it so far.
pub(super) struct Folder<'a> {
    pub(super) path: &'a Path,
    read: RefCell<BTreeMap<String, Fingerprint>>,
}

impl<'a> Folder<'a> {
    pub(super) fn new(path: &'a Path) -> Self {
        Folder {
            path,
            read: RefCell::default(),
        }
    }

    /// Reads a file of at most `most` bytes that is no export, and notes what was read.
    pub(super) fn bytes(&self, name: &str, most: usize) -> Result<Vec<u8>, FileFault> {
        let bytes = limits::read_file(&self.path.join(name), most)?;
        let mut read = self.read.borrow_mut();
        read.insert(name.to_owned(), Fingerprint::of(&bytes));
        Ok(bytes)
    }
}

/// What a file is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Canvass,
    Codebook,
    Membership,
    Actions,
}

impl<'a> Files<'a> {
    /// The text of the file called `name`, without a byte order mark; `None` if an optional file is not there.
    pub(super) fn text(self, role: Role, name: &str) -> Result<Option<Cow<'a, str>>, Diagnostic> {
        match self {
            Files::Folder(folder) => read(folder, role, name).map(|text| text.map(Cow::Owned)),
            Files::Texts(texts) => Ok(match role {
                Role::Canvass => Some(texts.canvass),
                Role::Codebook => Some(texts.codebook),
                Role::Membership => texts.membership,
                Role::Actions => texts.actions,
            }
            .map(|text| Cow::Borrowed(text.strip_prefix(MARK).unwrap_or(text)))),
        }
    }

    /// What the file called `name` holds, or why it cannot be had. It is in the project's folder or a folder in it, and
    /// of at most `largest` bytes.
    pub(super) fn bytes(self, name: &str, largest: u64) -> Result<Vec<u8>, String> {
        let inside = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
        if !Path::new(name).components().all(inside) {
            return Err("the file is not in the project's folder".into());
        }
        let too_large = || Err(FileFault::TooLarge { most: largest }.to_string());
        match self {
            Files::Folder(folder) => {
                let failed = |error: std::io::Error| match error.kind() {
                    std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
                    kind => format!("the file cannot be read: {kind}"),
                };
                let about = std::fs::metadata(folder.path.join(name)).map_err(failed)?;
                if !about.is_file() {
                    return Err("this is no file of its own".into());
                }
                if about.len() > largest {
                    return too_large();
                }
                folder
                    .bytes(name, usize::try_from(largest).unwrap_or(usize::MAX))
                    .map_err(|fault| failed(io::Error::from(fault)))
            }
            Files::Texts(texts) => match texts.files.iter().find(|(path, _)| *path == name) {
                Some((_, bytes)) if bytes.len() as u64 > largest => too_large(),
                Some((_, bytes)) => Ok(bytes.to_vec()),
                None => Err("there is no such file".into()),
            },
        }
    }

    /// Whether there is a file called `name`. Texts alone cannot tell, and are believed.
    pub(super) fn has(self, name: &str) -> bool {
        match self {
            Files::Folder(folder) => folder.path.join(name).is_file(),
            Files::Texts(_) => true,
        }
    }

    /// The files read so far, and what they were; of texts nothing is known.
    pub(super) fn read(self) -> BTreeMap<String, Fingerprint> {
        match self {
            Files::Folder(folder) => folder.read.borrow().clone(),
            Files::Texts(_) => BTreeMap::new(),
        }
    }
}

const MARK: char = '\u{feff}';

fn read(folder: &Folder<'_>, role: Role, name: &str) -> Result<Option<String>, Diagnostic> {
    let fault = |place, message: String| Diagnostic::new(Code::ConfigUnreadable, place, message);
    let bytes = match folder.bytes(name, MAX_PROJECT_FILE_BYTES) {
        Ok(bytes) => bytes,
        Err(FileFault::Unreadable(error)) if error.kind() == ErrorKind::NotFound => {
            return match role {
                Role::Membership | Role::Actions => Ok(None),
                Role::Canvass => Err(fault(Place::whole(name), "there is no such file".into())
                    .help("a project is a folder with a canvass.toml; `--project DIR` says which")),
                Role::Codebook => Err(fault(Place::whole(name), "there is no such file".into())
                    .help("`codebook` under [project] names the file, relative to the project's folder")),
            };
        }
        Err(error) => return Err(unread(name, &error)),
    };
    decoded(name, &bytes).map(Some)
}

/// What to say of a file that could not be read.
pub(super) fn unread(name: &str, fault: &FileFault) -> Diagnostic {
    let code = match fault {
        FileFault::TooLarge { .. } => Code::ConfigTooLarge,
        _ => Code::ConfigUnreadable,
    };
    let message = match fault {
        FileFault::Unreadable(error) => format!("the file cannot be read: {}", error.kind()),
        other => other.to_string(),
    };
    Diagnostic::new(code, Place::whole(name), message)
}

/// The text that a file holds, without a byte order mark.
pub(super) fn decoded(name: &str, bytes: &[u8]) -> Result<String, Diagnostic> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix(MARK).unwrap_or(text).to_owned()),
        Err(error) => {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let good = std::str::from_utf8(good).unwrap_or_default();
            let good = good.strip_prefix(MARK).unwrap_or(good);
            let place = Place::in_text(name, good, good.len());
            let message = "the file is not UTF-8 text";
            Err(Diagnostic::new(Code::ConfigUnreadable, place, message)
                .help("save it again with the encoding UTF-8"))
        }
    }
}
