use super::*;

/// A word that stands in every answer, in cells that make every kind of trouble.
const SECRET: &str = "Zanzibar";

#[test]
fn no_word_of_an_answer_gets_out() {
    let form = Form::new(
        None,
        vec![
            multi("help", "How?", &["Reports", "Events"]),
            single("who", "Who?", &["Group", "Person"]),
            scale("s", "Scale?", &["1", "2"]),
            number("n", "Number?"),
            asked_of(text("why", "Why?"), "who", &[0]),
        ],
    );
    let google = format!(
        "Timestamp,How?,Who?,Scale?,Number?,Why?,Name\n\
         1,\"Reports, {SECRET}\",{SECRET},{SECRET},{SECRET},{SECRET},{SECRET},{SECRET}\n\
         1,{SECRET} a,Person,3,x {SECRET},off route {SECRET},{SECRET}\n"
    );
    let monkey = format!(
        "Respondent ID,How?,,,Who?,Scale?,Number?,Why?\n\
         ,Reports,Events,Comments,Response,Response,Response,Open-Ended Response\n\
         {SECRET},{SECRET},Events,{SECRET},Person,{SECRET},{SECRET},{SECRET}\n\
         {SECRET},Reports,,{SECRET},{SECRET},{SECRET},{SECRET},{SECRET}\n"
    );
    for csv in [google, monkey] {
        let faults = form.read(&csv).unwrap_err();
        assert!(faults.len() > 4, "{faults}");
        assert!(!faults.to_string().contains(SECRET), "{faults}");
        assert!(!format!("{faults:?}").contains(SECRET));
    }
}

#[test]
fn debug_output_of_responses_holds_no_words() {
    let form = Form::new(
        None,
        vec![text("why", "Why?"), multi("h", "How?", &["A", "Other"])],
    );
    let csv = format!("Timestamp,Why?,How?\n1,{SECRET},{SECRET}\n");
    assert!(!format!("{:?}", form.read(&csv)).contains(SECRET));
}
