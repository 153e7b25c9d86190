//! Files as addresses that hold the file itself (RFC 2397).

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// An address that holds `bytes`, of the media type `kind`, in base 64 (RFC 4648, section 4).
pub(super) fn data_address(kind: &str, bytes: &[u8]) -> String {
    let mut address = format!("data:{kind};base64,");
    for group in bytes.chunks(3) {
        let mut bits = 0_u32;
        for place in 0..3 {
            bits = bits << 8 | u32::from(group.get(place).copied().unwrap_or_default());
        }
        for place in 0..4_u32 {
            // Three bytes are four letters, two are three, one is two.
            let letter = LETTERS.get((bits >> (18 - 6 * place) & 63) as usize);
            let held = place as usize <= group.len();
            address.push(
                letter
                    .filter(|_| held)
                    .map_or('=', |letter| char::from(*letter)),
            );
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::data_address;

    #[test]
    fn the_vectors_of_the_standard_come_out() {
        // RFC 4648, section 10.
        for (bytes, letters) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            let address = data_address("image/png", bytes.as_bytes());
            assert_eq!(address, format!("data:image/png;base64,{letters}"));
        }
        assert!(data_address("a/b", &[0xfb, 0xff]).ends_with("+/8="));
    }
}
