/// Whether an address is one of a page, of mail or of a telephone. Anything else is not made a link.
pub(super) fn leads_out(address: &str) -> bool {
    let lower = address.trim().to_ascii_lowercase();
    let schemes = ["http://", "https://", "mailto:", "tel:"];
    schemes.iter().any(|scheme| lower.starts_with(scheme))
}

/// The address for mail to `contact`, when that is what it is.
pub(super) fn mail(contact: &str) -> Option<String> {
    let contact = contact.trim();
    let is_mail = contact.contains('@') && !contact.contains(char::is_whitespace);
    is_mail.then(|| format!("mailto:{contact}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_pages_mail_and_telephones_lead_out() {
        for address in [
            "https://example.org",
            "HTTP://example.org",
            " mailto:a@example.org",
            "tel:0",
        ] {
            assert!(leads_out(address), "{address}");
        }
        for address in [
            "",
            "javascript:alert(1)",
            "file:///etc",
            "example.org",
            "#who",
        ] {
            assert!(!leads_out(address), "{address}");
        }
    }

    #[test]
    fn only_an_address_is_written_to() {
        assert_eq!(
            mail("a@example.org ").as_deref(),
            Some("mailto:a@example.org")
        );
        assert_eq!(mail("Ask Sam @ the office"), None);
        assert_eq!(mail("01234 567 890"), None);
    }
}
