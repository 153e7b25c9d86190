use super::*;

fn why() -> Form {
    Form::new(None, vec![text("why", "Why?"), text("how", "How?")])
}

#[test]
fn every_row_is_counted_somewhere() {
    let csv = "Respondent ID,Why?,How?\n,Open-Ended Response,Open-Ended Response\n\
               1180001,a,b\n1180002,,\n1180001,c,d\n1180003,a,b\n1180004, ,\u{a0}\n1180005,e,\n";
    let quality = why().responses(csv).quality().clone();
    assert_eq!(why().responses(csv).respondents(), 3);
    assert_eq!(quality.records, 6);
    assert_eq!(quality.blank_records, 2);
    assert_eq!(quality.repeated_records, 1);
    assert_eq!(quality.identical_records, 1);
    assert_eq!(why().answers("why", csv), ["\"a\"", "\"a\"", "\"e\""]);
    let repeated = why().fault(Code::IngestRepeatedRecord, csv);
    assert!(repeated.contains("row 5"), "{repeated}");
    let blank = why().fault(Code::IngestBlankRecord, csv);
    assert!(blank.contains("rows 4 and 7"), "{blank}");
}

#[test]
fn a_blank_record_does_not_use_up_its_id() {
    let csv = "Respondent ID,Why?,How?\n1,,\n1,x,y\n";
    assert_eq!(why().answers("why", csv), ["\"x\""]);
}

#[test]
fn answers_in_other_cells_are_not_identical() {
    let csv = "Timestamp,Why?,How?\n1,ab,c\n1,a,bc\n";
    assert_eq!(why().responses(csv).quality().identical_records, 0);
}

#[test]
fn carriage_returns_too_many_make_no_responses() {
    let csv = "Timestamp,Why?,How?\r\r\n1,a,b\r\r\n2,c,\"d\r\ne\"\r\r\n";
    let responses = why().responses(csv);
    assert_eq!(responses.respondents(), 2);
    assert_eq!(responses.quality().records, 2);
}

#[test]
fn more_cells_than_headings_are_warned_of() {
    let csv = "Timestamp,Why?,How?\n1,a,b,\n2,a,b,c\n3,a\n";
    let fault = why().fault(Code::IngestRagged, csv);
    assert!(
        fault.contains("row 3") && fault.contains("1 row with more cells"),
        "{fault}"
    );
    assert_eq!(why().answers("how", csv), ["\"b\"", "\"b\"", "-"]);
}

#[test]
fn repeated_headings_are_no_response() {
    let csv = "Timestamp,Why?,How?\n1,a,b\nTimestamp,Why?,How?\n2,c,d\n";
    let responses = why().responses(csv);
    assert_eq!(responses.respondents(), 2);
    assert_eq!(responses.quality().records, 3);
    assert_eq!(responses.quality().repeated_headings, 1);
    assert!(
        why()
            .fault(Code::IngestRepeatedHeadings, csv)
            .contains("row 3")
    );
}

#[test]
fn somebody_who_ticks_everything_does_not_repeat_the_headings() {
    let form = Form::new(
        None,
        vec![
            multi("help", "How?", &["Advice", "Reports"]),
            text("why", "Why?"),
        ],
    );
    let csv = "How?,,Why?\nAdvice,Reports,Open-Ended Response\nAdvice,Reports,\n,Reports,x\nAdvice,Reports,Open-Ended Response\n";
    assert_eq!(form.answers("help", csv), ["0+1", "1"]);
    assert_eq!(form.responses(csv).quality().repeated_headings, 1);
}

#[test]
fn totals_and_averages_under_the_responses_are_no_responses() {
    let form = Form::new(
        None,
        vec![
            text("why", "Why?"),
            scale("s", "Rate us", &["1", "2", "3", "4", "5"]),
        ],
    );
    let people = "Timestamp,Why?,Rate us\n1,a,4\n2,c,5\n3,e,2\n4,f,4\n";
    for totals in [
        ",4,4\n",
        "Total,4,15\n",
        "Average,,3.75\n",
        ",,3.75\n",
        "Grand total,4,15\nMean,,3.75\n",
    ] {
        let csv = format!("{people}{totals}");
        let responses = form.responses(&csv);
        let count = totals.lines().count() as u64;
        assert_eq!(responses.respondents(), 4, "{totals}");
        assert_eq!(responses.quality().total_records, count, "{totals}");
        let fault = form.fault(Code::IngestTotalRecord, &csv);
        assert!(
            fault.contains("row 6") || fault.contains("rows 6"),
            "{fault}"
        );
    }
}

#[test]
fn somebody_without_a_time_is_counted_and_warned_of() {
    let csv = "Timestamp,Why?,How?\n1,a,b\n2,c,d\n3,e,f\n,on paper,g\n";
    assert_eq!(why().responses(csv).respondents(), 4);
    let fault = why().fault(Code::IngestUnidentifiedRecord, csv);
    assert!(fault.contains("row 5"), "{fault}");
    let emptied = "Timestamp,Why?,How?\n,a,b\n,c,d\n";
    assert!(why().faults(emptied).is_empty());
}

#[test]
fn on_paper_somebody_answers_in_numbers_and_is_a_response() {
    let form = Form::new(
        None,
        vec![
            scale("s", "Rate us", &["1", "2", "3", "4", "5"]),
            number("age", "Age?"),
        ],
    );
    let csv = "Timestamp,Rate us,Age?\n1,4,31\n2,5,44\n3,2,67\n4,4,29\n,5,71\n";
    assert_eq!(form.responses(csv).respondents(), 5);
}

#[test]
fn rows_with_the_same_answers_are_counted_and_noted() {
    let csv = "Timestamp,Why?,How?\n1,a,b\n2,a,b\n3,a,b\n";
    assert_eq!(why().responses(csv).quality().identical_records, 2);
    assert!(why().faults(csv).is_empty());
    let long = |id: &str| number(id, id);
    let form = Form::new(None, ["a", "b", "c", "d"].map(long).to_vec());
    let csv = "Timestamp,a,b,c,d\n1,1,2,3,4\n2,1,2,3,4\n3,1,2,3,\n4,1,2,3,4\n5,1,2,3,\n";
    assert_eq!(form.responses(csv).respondents(), 5);
    let fault = form.fault(Code::IngestIdenticalRecord, csv);
    assert!(
        fault.contains("2 rows") && fault.contains("rows 3 and 5"),
        "{fault}"
    );
}

const OPEN: &str = ",Open-Ended Response,Open-Ended Response\n";

#[test]
fn rows_of_one_response_that_agree_are_joined() {
    let csv = format!(
        "Respondent ID,Why?,How?\n{OPEN}1180000001,a,\n1180000002,c,d\n1180000001,,b\n1180000001,a,\n1180000002,c,other\n"
    );
    let responses = why().responses(&csv);
    assert_eq!(answers(&responses, "why"), ["\"a\"", "\"c\""]);
    assert_eq!(answers(&responses, "how"), ["\"b\"", "\"d\""]);
    let quality = responses.quality();
    assert_eq!((quality.joined_records, quality.repeated_records), (1, 2));
    let joined = why().fault(Code::IngestJoinedRecord, &csv);
    assert!(joined.contains("row 5"), "{joined}");
    let repeated = why().fault(Code::IngestRepeatedRecord, &csv);
    assert!(repeated.contains("rows 6 and 7"), "{repeated}");
}

#[test]
fn ids_that_count_from_one_twice_tell_nothing() {
    let csv = format!("Respondent ID,Why?,How?\n{OPEN}1,a,b\n2,c,d\n3,i,j\n1,e,f\n2,g,h\n3,k,l\n");
    let responses = why().responses(&csv);
    assert_eq!(responses.respondents(), 6);
    let fault = why().fault(Code::IngestDoubtfulId, &csv);
    assert!(
        fault.contains("warning") && fault.contains("6 rows"),
        "{fault}"
    );
}

#[test]
fn a_file_without_responses_is_empty() {
    assert_eq!(
        why().faults("").iter().next().unwrap().code,
        Code::IngestEmpty
    );
    let fault = why().fault(Code::IngestEmpty, "Timestamp,Why?,How?\n");
    assert!(fault.contains("no rows under them"), "{fault}");
}

fn routed() -> Form {
    Form::new(
        None,
        vec![
            single("who", "Who?", &["Group", "Person"]),
            asked_of(multi("needs", "Needs?", &["Money", "Space"]), "who", &[0]),
            asked_of(text("why", "Why money?"), "needs", &[0]),
        ],
    )
}

#[test]
fn who_was_not_asked_is_not_in_the_base() {
    let csv = "Timestamp,Who?,Needs?,Why money?\n\
               1,Group,\"Money, Space\",rent\n\
               1,Group,Space,\n\
               1,Group,,\n\
               1,Person,,\n\
               1,Person,Money,tea\n\
               1,,Money,\n";
    assert_eq!(
        routed().answers("needs", csv),
        ["0+1", "1", "-", "/", "/", "/"]
    );
    assert_eq!(
        routed().answers("why", csv),
        ["\"rent\"", "/", "/", "/", "/", "/"]
    );
    assert_eq!(routed().responses(csv).quality().off_route, 3);
    let faults = routed().faults(csv).to_string();
    assert!(
        faults.contains("row 6, column \"Needs?\": note[ingest/off-route]: 2 answers"),
        "{faults}"
    );
}

#[test]
fn a_route_may_stand_before_the_question_it_comes_from() {
    let mut form = routed();
    form.survey.questions.reverse();
    let csv = "Timestamp,Who?,Needs?,Why money?\n1,Group,Money,rent\n1,Person,,\n";
    assert_eq!(form.answers("why", csv), ["\"rent\"", "/"]);
}

#[test]
fn numbers_that_cannot_be_used_are_counted() {
    let form = Form::new(None, vec![number("n", "How many?")]);
    let csv = "Timestamp,How many?\n1,12\n1,about 12\n1,\n1,-\n1,3\n";
    assert_eq!(form.answers("n", csv), ["12", "?", "?", "3"]);
    let fault = form.fault(Code::IngestUnusable, csv);
    assert!(
        fault.contains("2 answers that cannot be used: rows 3 and 5"),
        "{fault}"
    );
}

#[test]
fn an_answer_that_a_spreadsheet_took_for_a_formula_is_unusable() {
    assert_eq!(
        why().answers("why", "Timestamp,Why?,How?\n1,#NAME?,x\n1,=fun,y\n"),
        ["?", "\"=fun\""]
    );
}

#[test]
fn many_rows_make_one_diagnostic() {
    let form = Form::new(None, vec![number("n", "How many?")]);
    let csv = format!("Timestamp,How many?\n{}", "1,x\n".repeat(1000));
    let fault = form.fault(Code::IngestUnusable, csv);
    assert!(
        fault.ends_with("1000 answers that cannot be used: rows 2, 3, 4, 5, 6 and 995 more"),
        "{fault}"
    );
}

#[test]
fn a_sorted_export_has_the_same_keys() {
    let keys = |csv: &str, question: &str| {
        let responses = why().responses(csv);
        let words = |at: usize| responses.words(at, &QuestionId::new(question).unwrap());
        let mut keys: Vec<(String, String)> = (0..responses.respondents())
            .map(|at| {
                (
                    words(at).unwrap_or("").to_owned(),
                    responses.keys()[at].to_string(),
                )
            })
            .collect();
        keys.sort();
        keys
    };
    let by_id = "Respondent ID,Why?,How?\n1180001,a,b\n1180002,c,\n1180003,a,b\n";
    let sorted = "Respondent ID,Why?,How?\n1180003,a,b\n1180002,c,\n1180001,a,b\n";
    assert_eq!(keys(by_id, "why"), keys(sorted, "why"));
    let by_cells = "Timestamp,Why?,How?\n1,a,b\n2,c,\n1,a,b\n";
    let sorted = "Timestamp,Why?,How?\n2,c,\n1,a,b\n1,a,b\n";
    assert_eq!(keys(by_cells, "why"), keys(sorted, "why"));
    assert_ne!(keys(by_cells, "why")[0].1, keys(by_cells, "why")[1].1);
    let twice = "Respondent ID,Why?,How?\n1180001,a,\n1180001,,b\n1180002,c,\n";
    assert_eq!(why().responses(twice).respondents(), 2);
    assert_eq!(
        why().responses(twice).keys()[0],
        why().responses(by_id).keys()[0]
    );
}

#[test]
fn members_are_told_by_the_column_that_the_wave_names() {
    let linked = |csv: &str| {
        let mut form = why();
        form.survey.waves[0].link = Some("Member number".to_owned());
        form.read(csv)
    };
    let before = "Timestamp,Member  NUMBER,Why?,How?\n1,700,a,b\n2,701,c,d\n3,,e,f\n";
    let after = "Timestamp,Why?,How?,Member number\n1,a,b,701\n2,c,d,702\n3,e,f,\n";
    let (before, after) = (linked(before).unwrap(), linked(after).unwrap());
    assert_eq!(before.value.linked_with(&after.value), Some(vec![(1, 0)]));
    assert!(!format!("{:?}", before.value).contains("701"));
    let unlinked = why().responses("Timestamp,Why?,How?\n1,a,b\n");
    assert_eq!(unlinked.linked_with(&after.value), None);
    let faults = linked("Timestamp,Why?,How?\n1,a,b\n").unwrap_err();
    assert!(
        faults
            .to_string()
            .contains("there is no column \"Member number\"")
    );
}
