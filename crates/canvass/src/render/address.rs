/// Whether an address is one of a page, of mail or of a telephone, and well-formed. Anything else is not made a
/// link: Word calls a whole file damaged when one address in it is none.
pub(super) fn leads_out(address: &str) -> bool {
    let Some((scheme, rest)) = address.trim().split_once(':') else {
        return false;
    };
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => rest.strip_prefix("//").is_some_and(|rest| {
            let place = rest.split(['/', '?', '#']).next().unwrap_or_default();
            let (host, port) = place.split_once(':').unwrap_or((place, "80"));
            is_host(host) && port.parse::<u16>().is_ok()
        }),
        "mailto" => is_mail(rest.split('?').next().unwrap_or_default()),
        "tel" => {
            let number = |c: char| c.is_ascii_digit() || "+-().".contains(c);
            !rest.is_empty() && rest.chars().all(number)
        }
        _ => false,
    }
}

/// The address for mail to `contact`, when that is what it is.
pub(super) fn mail(contact: &str) -> Option<String> {
    let contact = contact.trim();
    is_mail(contact).then(|| format!("mailto:{contact}"))
}

fn is_mail(address: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || ".+-_'".contains(c);
    address
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && name.chars().all(plain) && is_host(host))
}

/// Labels of ASCII letters, digits and hyphens with dots between them.
fn is_host(host: &str) -> bool {
    host.split('.').all(|label| {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        !label.is_empty()
            && label.chars().all(plain)
            && !label.starts_with('-')
            && !label.ends_with('-')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_pages_mail_and_telephones_lead_out() {
        for address in [
            "https://example.org",
            "HTTP://example.org:8080/a b?c#d",
            " mailto:a.b@example.org?subject=Hello",
            "tel:+44(0)1234-567890",
        ] {
            assert!(leads_out(address), "{address}");
        }
        for address in [
            "",
            "#who",
            "example.org",
            "javascript:alert(1)",
            "file:///etc",
            "https:example.org",
            "https:///path",
            "https://exa mple.org",
            "https://example..org",
            "https://example.org:port",
            "http://[",
            "mailto:a@@example.org",
            "mailto:a\"b@<c>",
            "tel:",
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
        assert_eq!(mail("@example.org"), None);
        assert_eq!(mail("01234 567 890"), None);
    }
}
