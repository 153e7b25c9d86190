//! A learnt model, read and written.

use canvass::suggest::Model;

/// Reads one input.
pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(model) = Model::from_json(text) {
        let written = model.to_json();
        let again = Model::from_json(&written).expect("what was written can be read");
        assert_eq!(again.to_json(), written);
    }
}
