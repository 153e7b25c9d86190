use uuid::Uuid;

/// Names things of a codebook by version 5 identifiers: the same thing has the same one in every export, whatever it
/// is called by then.
#[derive(Debug, Clone, Copy)]
pub(super) struct Guids(Uuid);

impl Guids {
    /// Of the codebook of this name, and of what is coded with it.
    pub(super) fn of(codebook: &str) -> Self {
        Guids(Uuid::new_v5(
            &Uuid::NAMESPACE_URL,
            format!("urn:canvass:codebook:{codebook}").as_bytes(),
        ))
    }

    /// Of a thing of this kind and id.
    pub(super) fn guid(self, kind: &str, id: &str) -> String {
        let name = format!("{kind}\n{id}");
        Uuid::new_v5(&self.0, name.as_bytes())
            .hyphenated()
            .to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guids_are_lasting_and_differ() {
        // Python: uuid5(uuid5(NAMESPACE_URL, "urn:canvass:codebook:test"), "code\ntheme:voice").
        let guid = Guids::of("test").guid("code", "theme:voice");
        assert_eq!(guid, "0de63387-83de-5f5a-8d2e-e52ea2758d8d");
        assert_ne!(guid, Guids::of("test").guid("frame", "theme:voice"));
        assert_ne!(guid, Guids::of("other").guid("code", "theme:voice"));
    }
}
