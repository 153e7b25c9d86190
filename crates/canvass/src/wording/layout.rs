/// A message as one line. A message may stand on several: a line break beside a tag is nothing, any other is a space.
pub(super) fn on_one_line(message: &str) -> String {
    if !message.contains('\n') {
        return message.to_owned();
    }
    let mut lines = message.lines().map(str::trim);
    let mut joined = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        let beside_tag = joined.is_empty()
            || line.is_empty()
            || ["%}", "#}"].iter().any(|end| joined.ends_with(end))
            || ["{%", "{#"].iter().any(|start| line.starts_with(start));
        if !beside_tag {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_is_a_space_but_beside_tags() {
        let message = "{% if one %}\nOne bar,\nno more.\n{% else %}\nBars.\n{% endif %} It is.\n";
        assert_eq!(
            on_one_line(message),
            "{% if one %}One bar, no more.{% else %}Bars.{% endif %} It is."
        );
        assert_eq!(on_one_line(" as it is "), " as it is ");
    }
}
