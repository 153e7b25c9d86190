use super::keys;
use super::known::Known;
use super::reader::TableReader;
use crate::diagnostics::Code;
use crate::survey::{Action, Answered, CodeRef};

/// Reads `actions.toml`.
pub(super) fn read(root: TableReader<'_, '_>, codes: &Known) -> Vec<Action> {
    let actions = root.tables("action", &keys::ACTION).into_iter();
    actions.filter_map(|reader| action(reader, codes)).collect()
}

fn action(reader: TableReader<'_, '_>, codes: &Known) -> Option<Action> {
    let source = reader.source;
    let heard = reader.required::<String>("heard");
    let will_do = reader.optional::<String>("will_do");
    let cannot_do = reader.optional::<String>("cannot_do");
    let about = reader
        .optional::<CodeRef>("about")
        .filter(|code| codes.check(source, code));
    let why = match (reader.has("will_do"), reader.has("cannot_do")) {
        (_, true) => reader.required::<String>("why"),
        (true, false) if reader.has("why") => {
            source.fault(
                Code::ConfigInvalidValue,
                reader.key_at("why"),
                "\"why\" says why something cannot be done, and this action has no \"cannot_do\"",
            );
            None
        }
        _ => reader.optional::<String>("why"),
    };
    match (reader.has("will_do"), reader.has("cannot_do")) {
        (false, false) => source.fault(
            Code::ConfigMissingKey,
            reader.at,
            "[[action]] needs \"will_do\", or \"cannot_do\" and \"why\"",
        ),
        (true, true) => source.fault_with_help(
            Code::ConfigInvalidValue,
            reader.key_at("cannot_do"),
            "this action has \"will_do\" and \"cannot_do\"",
            "make it two actions",
        ),
        _ => {}
    }
    let answer = match (will_do, cannot_do, why) {
        (Some(what), None, _) => Answered::WillDo(what.value),
        (None, Some(what), Some(why)) => Answered::CannotDo {
            what: what.value,
            why: why.value,
        },
        _ => return None,
    };
    Some(Action {
        heard: heard?.value,
        answer,
        about: about.map(|code| code.value),
    })
}
