//! The record as a file: whatever happens to it, no decision is invented.

use super::*;

fn some_decisions(world: &World) -> Vec<Decision> {
    let evidence = vec![Evidence {
        bytes: 5..13,
        chars: 5..13,
    }];
    let statements = [
        codes(&["theme:voice", "theme:resourcing"], Value::Absent),
        Statement::Codes {
            codes: vec![CodeRef::parse("theme:voice").unwrap()],
            value: Value::Present,
            stance: Some(Stance::Request),
            evidence,
        },
        Statement::Stance(Stance::Neutral),
        Statement::Quote(QuoteApproval::No),
        Statement::Quote(QuoteApproval::Redacted(RedactedQuote(
            "A “[x]”\n\\ ŵ".into(),
        ))),
        Statement::Done(true),
        Statement::Remark(Remark("see {\"v\":1}\u{2028}".into())),
    ];
    let sources = [
        DecisionSource::Person,
        DecisionSource::Adjudicated,
        DecisionSource::Model("m".into()),
        DecisionSource::Suggester("s".into()),
        DecisionSource::Import("i".into()),
    ];
    let all = statements.into_iter().zip(sources.into_iter().cycle());
    all.map(|(statement, source)| Decision {
        source,
        supersedes: vec![DecisionId(7)],
        ..world.decision(0, "impact", "Ann Ŵ", statement)
    })
    .collect()
}

#[test]
fn every_decision_is_read_as_it_was_written() {
    let world = World::new();
    let decisions = some_decisions(&world);
    let (_, record) = world.fold(&decisions);
    let read: Vec<Decision> = record
        .decisions()
        .iter()
        .map(|r| r.decision.clone())
        .collect();
    assert_eq!(read, decisions);
    let kinds: Vec<&str> = decisions.iter().map(|d| d.source.kind().name()).collect();
    assert!(kinds.contains(&SourceKind::Import.name()));
}

#[test]
fn a_record_cut_anywhere_has_no_decision_that_was_not_made() {
    let world = World::new();
    let decisions = some_decisions(&world);
    let text: String = decisions.iter().map(|d| line::write(d).0 + "\n").collect();
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    for cut in 0..=text.len() {
        let read = Record::read("r", &text.as_bytes()[..cut]);
        let whole = ends.iter().filter(|end| **end <= cut).count();
        let read_back: Vec<&Decision> =
            read.value.decisions().iter().map(|r| &r.decision).collect();
        assert_eq!(
            read_back,
            decisions[..whole].iter().collect::<Vec<_>>(),
            "cut at {cut}"
        );
        let is_cut =
            cut > 0 && !ends.contains(&cut) && !text[..].as_bytes()[..cut].ends_with(b"\n");
        assert_eq!(read.diagnostics.len(), usize::from(is_cut), "cut at {cut}");
    }
}

#[test]
fn appending_after_a_cut_anywhere_leaves_a_whole_record() {
    let world = World::new();
    let decisions = some_decisions(&world);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(RECORD_FILE);
    let (first, second) = decisions.split_at(2);
    RecordFile::hold(folder.path())
        .unwrap()
        .append(first)
        .unwrap();
    let whole = std::fs::read(&path).unwrap();
    let line_one = whole.iter().position(|b| *b == b'\n').unwrap();
    for cut in 0..=whole.len() {
        std::fs::write(&path, &whole[..cut]).unwrap();
        let mut file = RecordFile::hold(folder.path()).unwrap();
        let before = file.read().unwrap().value.decisions().len();
        file.append(second).unwrap();
        drop(file);
        let read = RecordFile::look(folder.path()).unwrap();
        assert!(
            read.diagnostics.is_empty(),
            "cut at {cut}: {}",
            read.diagnostics
        );
        let read: Vec<&Decision> = read.value.decisions().iter().map(|r| &r.decision).collect();
        assert_eq!(
            before,
            usize::from(cut >= line_one) + usize::from(cut + 1 >= whole.len())
        );
        assert_eq!(
            read,
            first[..before].iter().chain(second).collect::<Vec<_>>()
        );
    }
}

#[test]
fn only_one_run_at_a_time_adds_to_the_record() {
    let folder = tempfile::tempdir().unwrap();
    let held = RecordFile::hold(folder.path()).unwrap();
    let error = RecordFile::hold(folder.path()).unwrap_err();
    assert!(matches!(error, RecordError::Busy { .. }), "{error}");
    drop(held);
    RecordFile::hold(folder.path()).unwrap();
}

#[test]
fn lines_that_are_no_decisions_are_located_and_the_others_count() {
    let world = World::new();
    let good = line::write(&world.decision(0, "impact", "Ann", Statement::Done(true))).0;
    let changed = good.replace("Ann", "Bob");
    let newer = "{\"v\":2,\"what\":\"else\"}";
    let text = format!(
        "{good}\nnonsense secret\n\n{changed}\r\n{newer}\n{good}\r\n{{\"v\":1,\"by\":\"secret\"}}\n"
    );
    let read = Record::read("r", text.as_bytes());
    assert_eq!(
        read.value
            .decisions()
            .iter()
            .map(|r| r.line)
            .collect::<Vec<_>>(),
        [1, 6]
    );
    let faults: Vec<String> = read
        .diagnostics
        .iter()
        .map(|fault| format!("{} {}", fault.place, fault.message))
        .collect();
    assert_eq!(
        faults,
        [
            "r:2:1 this line is not the JSON of a decision",
            "r:4:1 this line was changed after it was written",
            "r:5:1 this line was written by another version of canvass",
            "r:7:1 this line is not the JSON of a decision",
        ]
    );
    let read = Record::read(
        "r",
        &[good.as_bytes(), b"\n\xff\xfe\n", good.as_bytes(), b"\n"].concat(),
    );
    assert_eq!(
        (read.value.decisions().len(), read.diagnostics.len()),
        (2, 1)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_a_record(bytes: Vec<u8>) {
        assert!(Record::read("r", &bytes).value.decisions().is_empty());
    }
}

#[test]
fn what_holds_of_waves_is_the_same_folded_one_by_one_and_all_at_once() {
    let world = World::new();
    let earlier = crate::survey::WaveId::new("2023").unwrap();
    let mut impact = TextColumn::new();
    impact.push(TextAnswer::Given("Your campaign"));
    let columns = BTreeMap::from([(question("impact"), Column::Text(impact))]);
    let before = Responses::of_columns(earlier, 1, columns, DataQuality::default()).unwrap();
    let mut decisions = Vec::new();
    for (at, decision) in some_decisions(&world).into_iter().enumerate() {
        let mut of_before = decision.clone();
        of_before.answer = AnswerId::of(&before, 0, &question("impact")).unwrap();
        if at % 2 == 0 {
            // A decision on another text, and one on an answer that is not there.
            of_before.hash = AnswerHash::of("Another campaign");
            let mut gone = of_before.clone();
            gone.answer.question = question("help");
            decisions.push(gone);
        }
        decisions.extend([of_before, decision]);
    }
    let text: String = decisions.iter().map(|d| line::write(d).0 + "\n").collect();
    let record = Record::read("r", text.as_bytes()).value;
    let fold = |waves: &[&Responses]| Decided::fold(&record, &world.project.codebook, waves);
    let at_once = fold(&[&before, &world.responses]);
    assert_eq!((at_once.answers().count(), at_once.stale().len()), (2, 4));
    let one_by_one = [fold(&[&before]), fold(&[&world.responses])];
    assert_eq!(Decided::joined(one_by_one), at_once);
}
