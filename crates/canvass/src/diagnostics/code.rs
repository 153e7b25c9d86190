use std::fmt;

use super::Severity;

/// Declares every diagnostic code once: its variant, its stable name, its severity and the page that explains it.
macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $page:literal)*) => {
        /// The kind of a fault. Names are stable; `canvass explain NAME` prints the page of each.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        #[expect(missing_docs, reason = "each variant's page is its documentation: `Code::page`")]
        pub enum Code { $($variant),* }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            /// The stable name, such as `config/unknown-key`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name),* }
            }

            /// The severity it has unless the finder of the fault says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity),* }
            }

            /// What it means, why it matters, and what to do.
            pub fn page(self) -> &'static str {
                match self { $(Code::$variant => $page),* }
            }
        }
    };
}

codes! {
    ConfigUnreadable "config/unreadable" Error
        "A file that the project needs cannot be read: it is missing, is a folder, is not UTF-8 text, or access to it is refused.\n\nCheck the name and the folder; `--project DIR` says where the project is."
    ConfigTooLarge "config/too-large" Error
        "A file of the project is larger than canvass takes, or a folder holds more files. The limits keep a damaged or hostile file from using up the machine; docs/limits.md lists them.\n\nLook whether the file is what its name says. A codebook or a comment of this size is nearly always another file."
    ConfigSyntax "config/syntax" Error
        "The file is not valid TOML at this place: often a missing quotation mark, bracket or equals sign on this line or the one before.\n\nLook at the line and the one above it. Text stands in double quotation marks, numbers and dates without; docs/canvass-toml.md shows how TOML is written."
    ConfigUnknownKey "config/unknown-key" Error
        "A key that canvass does not know. A misspelt key would otherwise be ignored in silence, and the report would not be what you asked for.\n\nTake the spelling that the message proposes, or look the key up in docs/canvass-toml.md. A key also counts as unknown when it stands under the wrong heading: what follows belongs to the last `[...]` or `[[...]]`."
    ConfigMissingKey "config/missing-key" Error
        "A key that must be there is not.\n\nAdd it under the heading that the message names; docs/canvass-toml.md says what it takes."
    ConfigWrongType "config/wrong-type" Error
        "The value is of another kind than this key takes, such as a number in quotation marks.\n\nWrite it as the message says: text in quotation marks; numbers, dates, `true` and `false` without."
    ConfigUnknownValue "config/unknown-value" Error
        "The value is not one of those that this key takes.\n\nTake one of those that the message lists; docs/canvass-toml.md says what each means."
    ConfigInvalidValue "config/invalid-value" Error
        "The value is of the right kind, but it cannot be: an impossible date, an empty label, a threshold of nought.\n\nThe message says what is wrong with it and, where it can, what would be right."
    ConfigDuplicate "config/duplicate" Error
        "The same id, label or entry stands twice where each must be its own.\n\nGive one of the two another id or label, or take it out if it was pasted twice."
    ConfigUnknownReference "config/unknown-reference" Error
        "Something refers to a wave, question, option or code that the project does not define.\n\nCheck the spelling, which the message often proposes, or define what is meant first. A row of a grid is called `grid.row`, a code `frame:code`."
    ConfigUnstatedChange "config/unstated-change" Error
        "The wording of a question or an option differs between two waves, and the project does not say whether the difference matters.\n\nA changed wording can change the answers by itself. Say `change = \"minor\"` if people would understand both alike (the waves are then compared), or `change = \"reworded\"` (both are shown, nothing is compared)."
    ConfigUnconfirmedChange "config/unconfirmed-change" Warning
        "A question or an option of two waves was put together by its likeness, and nobody has confirmed it yet. Until then the waves are not compared.\n\nIf they are the same, write `change = \"minor\"` or take the line out where the words are alike; if the words may change the answers, write `change = \"reworded\"`; if they are two things, give each a question or an option of its own."
    CodebookRule "codebook/rule" Error
        "A rule of the codebook cannot be read at this place.\n\nThe place is inside the expression, where reading stopped. docs/codebook.md has the rule language on one page; words in a row stand in quotation marks."
    CodebookTooLarge "codebook/too-large" Error
        "The codebook has more codes than canvass takes, or its rules come to more patterns once every set that they name is spelt out. The limits keep a damaged or hostile codebook from using up the machine; docs/limits.md lists them.\n\nA set that names sets, each of which names sets, grows fast: name the words where they are needed."
    CodebookExample "codebook/example" Warning
        "An example that a code must match is not matched by its rules, or a near-miss is.\n\nExamples and near-misses are the tests of a codebook: change the rule, or the example."
    CodebookNeverHit "codebook/never-hit" Note
        "A rule, or some of its alternatives, match no answer of the project. They may wait for answers to come; or a word is misspelt, or its exceptions are too wide.\n\nLook at the spelling and at what follows UNLESS or NOTNEAR. If the words are right and nobody uses them, leave the rule or take it out: it does no harm."
    CodebookShadowed "codebook/shadowed" Warning
        "A pattern never counts, because what follows UNLESS excuses every match of it.\n\nNarrow the exception, or take the pattern out."
    CodebookGreedy "codebook/greedy" Warning
        "A rule matches more than three in ten of the answers that it reads. A word so common rarely says what an answer is about.\n\nAsk for a second word near it (`NEAR/5`), or limit it to some questions. `canvass codebook find` shows its matches."
    CodebookAlike "codebook/alike" Warning
        "Two codes of a frame are given to nearly the same answers: more than seven in ten of those that get either get both.\n\nTell them apart in their definitions and rules, or merge them."
    CodebookOverlap "codebook/overlap" Note
        "A rule finds nothing that other rules of its code do not find as well, or nearly the same answers as another rule of its code: more than nine in ten of those that either matches. One of them can go.\n\nTake the rule out, or write down in its `note` why both are there."
    CodebookStopWords "codebook/stop-words" Note
        "A pattern is made of words alone that hold sentences together, such as \"up to\". It may match answers about anything.\n\nAdd a word that says what the answer is about, or ask for one near it with `NEAR/5`."
    CodebookSharedStem "codebook/shared-stem" Warning
        "A stem pattern such as `~resource` takes in a word that another code of the frame claims, such as \"resourcing\". Both codes then get every answer with that word.\n\nExcept the word with UNLESS, or name the forms that are meant."
    CodebookImport "codebook/import" Error
        "The file is not a codebook in the REFI-QDA format (.qdc), is damaged, or is larger than canvass takes.\n\nExport the codebook again from the other program, as a codebook and not as a project."
    IngestUnreadable "ingest/unreadable" Error
        "The export cannot be read as what its name or its first bytes say it is: damaged, cut short, or another kind of file.\n\nDownload the export again and do not open it in between. A password, another format or a half-finished download are the usual causes; the message says which where it can be told."
    IngestChanged "ingest/changed" Error
        "The file changed while canvass read it, so what was read may be half of the old file and half of the new one. It was not used.\n\nWait until the download, the copy or the program that saves it is done, and run the command again."
    IngestTooLarge "ingest/too-large" Error
        "The export is larger than canvass takes, in bytes, rows, columns, or in one cell. The limits keep a damaged or hostile file from using up the machine.\n\nIf the message names a cell, look for a quotation mark in that row which is opened and never closed. Otherwise export fewer columns, or each wave by itself. docs/limits.md lists the limits."
    IngestEmpty "ingest/empty" Error
        "The export holds no responses: no rows under its headings, or nothing at all.\n\nExport the individual responses, without a filter, and look whether the wave's `export` names the right file."
    IngestUnknownLayout "ingest/unknown-layout" Error
        "canvass cannot tell which platform wrote the export, or whether the file is the export of a questionnaire at all.\n\nSay the platform with `platform = \"...\"` in the wave; for `canvass init`, give the file as the platform wrote it."
    IngestNoHeadings "ingest/no-headings" Error
        "Nothing says what was asked: the first row holds answers and not headings, or there is no heading over a column.\n\nExport the responses again with their headings. If that cannot be done, write the questions into the first row of a copy. A column without a heading becomes no question."
    IngestUnknownSheet "ingest/unknown-sheet" Error
        "The project names a sheet that the workbook does not have. The message lists those that it has.\n\nCopy the sheet's name from the message into the wave's `sheet`, or take `sheet` out: canvass then looks for the responses itself."
    IngestOtherSheets "ingest/other-sheets" Note
        "Several sheets of the workbook look like responses. The largest was read, the others were not; sheets are never added up.\n\nSay which one is meant with `sheet = \"...\"` in the wave."
    IngestSummary "ingest/summary" Error
        "The file is a summary with totals, not the responses themselves. Counts cannot be checked, combined or compared from a summary.\n\nExport the individual responses instead."
    IngestMissingQuestion "ingest/missing-question" Error
        "A question that the project expects in this wave has no column in the export. Questions are matched by their wording, never by position.\n\nCopy the heading from the export into the question's `text` for this wave, or take the wave out of the question."
    IngestAmbiguousQuestion "ingest/ambiguous-question" Error
        "Two columns of the export have the wording of the same question, so canvass cannot tell which one is meant.\n\nSay which column is meant with `heading`, or give both columns a question of their own: questions of one wave with the same wording are taken in the order of the columns."
    IngestUnknownOption "ingest/unknown-option" Error
        "Answers hold an option that the project does not list for this question and wave. Counting them under something else would be a guess.\n\nAdd the option, or the label it has in this wave; if the question lets people write an answer of their own, mark one option `other = true`."
    IngestMissingOption "ingest/missing-option" Warning
        "The project lists an option for this question and wave, and the export, which gives each option a column, has none for it. The option counts as offered and chosen by nobody.\n\nUsually its label differs from the export's, or the wave did not offer it."
    IngestRepeatedOption "ingest/repeated-option" Note
        "Several columns of one question have the label of the same option, as where an option was entered twice in the form. All of them are read, and whoever ticked any of them is counted once.\n\nNothing needs to be done. If the two are meant to differ, give them different labels in the form before the next wave."
    IngestUnmappedColumn "ingest/unmapped-column" Note
        "A column of the export that no question of the project uses. It is not read.\n\nIf it is a question, describe it in canvass.toml with its wording as `text`. If not, nothing needs to be done."
    IngestPersonalData "ingest/personal-data" Note
        "A column with personal data (a name, an e-mail or network address). It is dropped before anything else sees it.\n\nNothing needs to be done. Better still, do not export such columns at all."
    IngestEncoding "ingest/encoding" Warning
        "The file is not UTF-8. It was read with the encoding named here; look at accented letters and quotation marks.\n\nIf letters look wrong, export the file again as UTF-8."
    IngestRagged "ingest/ragged" Warning
        "A row has more cells than there are headings; what stands beyond them was not read. Often an answer that holds the separator was not quoted.\n\nLook at the row in a text editor. Download the export again if it was edited; exports written by the platform quote such answers."
    IngestRepeatedRecord "ingest/repeated-record" Warning
        "Two rows have the same response id. The first is kept.\n\nLook whether two exports were put under each other. Exports are never edited: download the file again."
    IngestDamagedId "ingest/damaged-id" Warning
        "A response id was shortened by a spreadsheet (`1.1E+11`), so repeated records cannot be told by it.\n\nDownload the export again and do not save it from a spreadsheet."
    IngestBlankRecord "ingest/blank-record" Note
        "A row holds no answer to any question. It is left out and counted as such.\n\nNothing needs to be done."
    IngestTestRecord "ingest/test-record" Note
        "The platform marks a row as a preview or a test of the questionnaire. It is left out and counted as such.\n\nNothing needs to be done."
    IngestRepeatedHeadings "ingest/repeated-headings" Note
        "A row repeats the headings, as in a file that was put together from several. It is left out and counted as such.\n\nNothing needs to be done. If the file was put together by hand, check that no response is in it twice."
    IngestTotalRecord "ingest/total-record" Warning
        "A row holds totals or averages that somebody put among the responses. It is left out and counted as such.\n\nA row is taken for one if it holds nothing but numbers, beside a word such as \"Total\" or without the id and time that other rows have, and some of these numbers are unlike the rest of their columns: a number among words, a fraction among whole numbers, the sum of the others.\n\nIf it is somebody's response, give it an id or a time."
    IngestJoinedRecord "ingest/joined-record" Note
        "Several rows have the same response id and agree with each other, such as closed answers in one and open ones in another. They are counted as one response with the answers of all.\n\nNothing needs to be done."
    IngestIdenticalRecord "ingest/identical-record" Note
        "A row has exactly the same answers as an earlier one. It is counted, because two people may answer alike; in a long questionnaire it is more often the same response twice.\n\nLook at both rows. If they are one person's, delete the response on the platform and download the export again."
    IngestDoubtfulId "ingest/doubtful-id" Warning
        "The response ids are short numbers, and many of them come again with other answers, as where two files were put under each other. They are taken to tell nothing, and every row is counted.\n\nIf rows with the same id are one person's, take out those that are not wanted."
    IngestUnfinishedLeftOut "ingest/unfinished-left-out" Note
        "Somebody did not finish the questionnaire, or was turned away, as the platform says. The project says `partial = \"leave-out\"`, so the row is left out and counted as such.\n\nTo count what such people answered, say `partial = \"count\"` in the wave."
    IngestUnidentifiedRecord "ingest/unidentified-record" Warning
        "A row has answers, but no response id and no time, and the other rows have them. It is counted as a response.\n\nIf it is nobody's response, download the export again: exports are never edited."
    IngestPartialRecord "ingest/partial-record" Note
        "Somebody began the questionnaire and did not finish it, as the platform says. Their answers are counted, so fewer people answer the later questions.\n\nIf the results are to be of finished questionnaires alone, say `partial = \"leave-out\"` in the wave."
    IngestDisqualifiedRecord "ingest/disqualified-record" Warning
        "The platform turned somebody away in the middle of the questionnaire. The answers they had given are counted.\n\nIf they are not among the people the questionnaire is about, say `partial = \"leave-out\"` in the wave."
    IngestNotApproved "ingest/not-approved" Warning
        "Somebody marked the response as not approved, on the platform. Its answers are counted.\n\nIf it is not to be counted, leave it out when you export the responses."
    IngestLaterAnswer "ingest/later-answer" Warning
        "Several rows are one respondent's, as where a project has events or forms that can be filled in again, and they hold different answers to the same question. The first answer counts.\n\nIf the later answers are those that should count, export only the event or form that is meant."
    IngestRepeatedAnswer "ingest/repeated-answer" Note
        "Two rows give the same answer of the same respondent to the same question. It is counted once.\n\nNothing needs to be done."
    IngestExclusive "ingest/exclusive" Note
        "Somebody chose an option that excludes the others (such as \"None of these\") together with another one. The other one is kept, the excluding tick is dropped.\n\nNothing needs to be done. If the option does not exclude the others, take `exclusive = true` out."
    IngestOtherUnticked "ingest/other-unticked" Note
        "Somebody wrote an answer of their own without ticking \"Other\". It is counted as \"Other\".\n\nNothing needs to be done."
    IngestOtherBlank "ingest/other-blank" Note
        "Somebody ticked \"Other\" and wrote nothing beside it. It is counted as \"Other\".\n\nNothing needs to be done."
    IngestOffRoute "ingest/off-route" Note
        "Somebody answered a question that their other answers say they were not asked. The answer is not counted.\n\nA few such answers are usual, as where somebody went back. If there are many, check `asked_of` of the question."
    IngestUnusable "ingest/unusable" Warning
        "An answer cannot be used: not a number, not on the scale, or two answers where one is allowed. It is counted as unusable, never as an answer.\n\nLook at the cell that the message names. If many are unusable, the question's `kind` or its options may not be those of the questionnaire."
    IngestUnclearDate "ingest/unclear-date" Warning
        "Nothing tells the day from the month in a date such as 7/5/2024: no other answer to the question and no time in the file has a number above 12. The answer is counted as unusable.\n\nExport the dates with the year first, or with the names of the months."
    AgreementCodedFile "agreement/coded-file" Error
        "A file of coded answers cannot be used at this place. It is comma-separated, in UTF-8, with the headings id, question and text, and a heading that starts with `coder_` for each coder. Every id stands once. The cell of a coder holds codes of the codebook, parted by semicolons, such as `theme:voice;stance:request`; it is empty where no code applies.\n\nMend the row in the program that wrote the file. `docs/agreement-and-suggestions.md` shows such a file."
    AgreementUnknownQuestion "agreement/unknown-question" Warning
        "A file of coded answers names a question that the project does not have. Its answers are read by the rules for all questions, and not by those for certain questions.\n\nSay which question is meant with `--question NAME=ID`."
    DecisionsLine "decisions/line" Warning
        "A line of the record of decisions is not a decision that canvass wrote: it is damaged, was changed by hand, or comes from another version of canvass. It does not count; all other lines do.\n\nThe record is only ever added to. Take the line from a copy of the file, or decide on the answer again."
    DecisionsCutShort "decisions/cut-short" Warning
        "The last line of the record of decisions was cut short, because writing was interrupted. It is no decision.\n\nImport the review sheet again: what is in the record already is not taken in twice."
    DecisionsUnknownAnswer "decisions/unknown-answer" Warning
        "People decided on an answer that the exports do not have. Usually the export was replaced by another one, or its ids were taken out.\n\nPut the right export back. The decisions stay in the record and count again as soon as their answers are there."
    DecisionsStale "decisions/stale" Warning
        "What a decision was about has changed since: the answer has another text, or the codebook has no such code any more and no one code in its place. The decision does not count, and the answer waits for a person again.\n\nWrite a new review sheet with `canvass code` and decide again. A retired code that one other code replaced is followed by itself."
    DecisionsConflict "decisions/conflict" Warning
        "Two coders decided differently about the same answer, and nobody has settled it. Until then the coder who decided first counts, because a second coder is there to check the first, not to overrule them.\n\nLet a third person decide in a review sheet and take it in with `canvass review import FILE --adjudicate`."
    ReviewNotASheet "review/not-a-sheet" Error
        "The file is not a review sheet that `canvass code` wrote, or columns of it are missing. Its hidden columns tell which answer each row is.\n\nTake in the file that `canvass code` wrote, with its hidden columns and its row of headings."
    ReviewNameless "review/nameless" Error
        "The review sheet does not say who decided. Every decision is somebody's.\n\nWrite the name beside \"Coder\" on the sheet \"Read me\", or say it with `--coder NAME`."
    ReviewRow "review/row" Error
        "A row of the review sheet cannot be taken in: a code or a word in it is not known, the answer's text was changed, the answer stands in several rows, or the row is from another sheet. Nothing of the row is taken in; all other rows are.\n\nCorrect the cell and import the file again: what was taken in before changes nothing."
    ReviewOtherVersion "review/other-version" Warning
        "The review sheet was written with another version of the codebook. Its codes are read as those of the version in use now.\n\nLook whether a code in the sheet has changed its meaning since; `canvass codebook diff` tells. Otherwise nothing needs to be done."
    ReviewTooLong "review/too-long" Warning
        "An answer is longer than a cell of a workbook can be, so it is left out of the workbook. It is never cut.\n\nWrite the sheet with `--format csv` and code this answer there, in a text editor: a spreadsheet would cut it."
    MembershipRow "membership/row" Error
        "A row of membership.csv cannot be used: it must name a wave, a question, one of its options, and a whole number of members.\n\nMend the row: `wave,question,option,members`, with the ids of canvass.toml and digits alone."
    CommentaryMarkup "commentary/markup" Error
        "A comment holds something else than paragraphs, bullets, bold words and links: a heading, a picture, a table, HTML, a numbered list, words in italics, code. It would read differently in each format of the report, or break its structure.\n\nWrite plain paragraphs, with a blank line between them; start a bullet with `- `; write `**bold**` and `[words](https://example.org)`."
    CommentaryPlace "commentary/place" Error
        "A file in the folder `commentary` belongs to no section and no figure of the report, so that nobody would read it.\n\n`commentary/summary.md` is about the section `summary`; `commentary/figures/figure-helped.md` is about the figure `figure-helped`. A section or figure is called as its address in report.html says, after the `#`."
    CommentaryNotShown "commentary/not-shown" Warning
        "A comment is about a section that this report does not have: it has nothing to tell this time, or `sections` under [report] leaves it out. The comment is not printed.\n\nRename the file if the section is called otherwise now, put the section back, or leave the comment for the next report."
    WordingLanguage "wording/language" Error
        "There is no wording in the language that the project names, so the report cannot be written in it.\n\nTake one of the languages that the message lists, or give the project a wording of its own with every message; docs/wording.md says how."
    WordingUnknown "wording/unknown" Error
        "The project's folder templates/wording has a file that the wording does not have, or a file there has a message that the report does not use. It would change nothing, and the report would not read as you wished.\n\nTake the name or the key that the message proposes, or look it up in the built-in file of the same name: `canvass report --write-template wording/sections.toml` writes one. docs/wording.md tells more."
    WordingBroken "wording/broken" Error
        "A message of the project's own cannot be read, filled in or used: a bracket is not closed, it asks for a value that this message is not given, it is blank where something must stand, a list stands for a text, a name of a worksheet is too long, it takes more steps than any message needs, or figures told by it could not be read again before the report is written.\n\nLook at the line that the message names. The built-in message of the same key shows which values there are; docs/wording.md lists what can be done with them."
    TemplateUnknown "template/unknown" Error
        "A file in the folder `templates` has the name of no built-in template, so that it would never be used.\n\n`canvass report --write-template NAME` writes a built-in template there; without a right name it lists them all."
    TemplateBroken "template/broken" Error
        "A template in the folder `templates` cannot be read, asks for something that the report does not have, or takes more steps than any report needs, as where a loop or a text grows without end.\n\nSee what the built-in template of the same name says at its top about what can be used. Without your file the built-in one is used."
    DisclosureSuppressed "disclosure/suppressed" Note
        "A figure is not published because it, or what is left beside it, is a small number of people who could be recognised.\n\nNothing needs to be done. `canvass tables --internal` shows the figure to you alone: never publish it or pass it on."
    DisclosureChanged "disclosure/changed" Warning
        "A wave was released before, and its figures are not the same now: late responses, a corrected export, or another reading of it. Whoever has both reports could work out what the few who came between answered. So the released figures are shown again, and nothing else of the wave.\n\nIf what was released is wrong, run \"canvass report --correct REASON\", and with --release once it is right: the new figures are told as far as they are safe beside the old ones. If nobody has the earlier report yet, \"canvass report --withdraw REASON\" takes it back."
    DisclosureCorrected "disclosure/corrected" Note
        "The report tells other figures of a wave than an earlier report did. What a reader of both could take from one another, such as what a few late respondents answered, is held back; \"canvass check\" and the report say where. The ledger keeps both, and the reason that you gave.\n\nTell readers of the earlier report that its figures were corrected, and why."
    LedgerUnreadable "ledger/unreadable" Error
        "release-ledger.json cannot be read. It says what earlier reports published, and without it a new report could give away what they held back.\n\nPut the file back as \"canvass report\" wrote it. A project whose reports were never given to anybody can do without: delete the file."
    ReportStructure "report/structure" Error
        "The report would not be accessible: a heading without words, two headings of one level that read the same, a figure without a short alternative or a description, a table without a caption, a blank cell, a reference that leads nowhere. It is not written.\n\nUsually words of the project are the cause, such as two themes of the same name or a label that is blank. The place says which part of the report it is; what stands behind the number sign is its address in report.html."
    ReportContrast "report/contrast" Error
        "Words in the project's colour stand out too little from what is behind them, so that many people cannot read them. The report is not written.\n\nTake a darker shade for `colour` under [report]."
    ReportLeftover "report/leftover" Error
        "The report would show a sign such as `NaN`, `null` or `{{` where a value should be. It is not written. What stands behind the number sign is the place in report.html.\n\nThis is a fault of canvass; please report it."
    ReportUnproven "report/unproven" Error
        "The words of the report tell a number that no table bears out: it stands in no table, is not the sum or difference of two cells beside it, or the figures told together do not fit each other. The report is not written. What stands behind the number sign is the place in report.html.\n\nNumbers in the project's own words and in comments are not looked at. So this is a fault of canvass; please report it."
    ReportHeldBack "report/held-back" Error
        "The words of the report tell a figure that a table holds back, so that somebody could be recognised. The report is not written. What stands behind the number sign is the place in report.html.\n\nThis is a fault of canvass; please report it."
    ManifestUnreadable "manifest/unreadable" Error
        "The manifest beside a report, manifest.json, is missing or cannot be read. It says what the report was made from; without it nothing can be verified.\n\nPut the file back as \"canvass report\" wrote it, say with `--out DIR` where the report is, or write the report again."
    ReportUnwritable "report/unwritable" Error
        "The output folder or a file in it cannot be written. Nothing was changed.\n\nCheck that the folder is there, may be written to and has room, and that no other program has the file open; or give another folder with `--out`."
}

impl Code {
    /// The code with this name.
    pub fn from_name(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// The name most like this one, when one is near enough to be what was meant.
    pub fn nearest(name: &str) -> Option<&'static str> {
        super::nearest(name, Code::ALL.iter().map(|code| code.name()))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits;

    #[test]
    fn what_looks_like_a_code_beyond_a_limit_is_one() {
        for limit in limits::ALL.iter().flat_map(|(_, limits)| limits.iter()) {
            let is_code = Code::from_name(limit.beyond).is_some();
            assert_eq!(is_code, limit.beyond.contains('/'), "{}", limit.name);
        }
    }

    /// A code as `docs/diagnostics.md` has it.
    fn section(code: Code) -> String {
        format!(
            "\n## `{code}`\n\n*{}*\n\n{}\n",
            code.severity(),
            code.page()
        )
    }

    #[test]
    fn the_page_on_diagnostics_has_every_code_as_explain_prints_it() {
        let page = include_str!("../../../../docs/diagnostics.md");
        let (_, written) = page.split_once("<!-- codes -->\n").unwrap_or_default();
        let mut rest = written;
        for code in Code::ALL {
            let section = section(*code);
            assert!(
                rest.starts_with(&section),
                "docs/diagnostics.md needs here:\n{section}"
            );
            rest = &rest[section.len()..];
        }
        assert_eq!(rest, "");
    }

    #[test]
    fn every_page_has_a_cause_and_what_to_do() {
        for code in Code::ALL {
            let paragraphs: Vec<&str> = code.page().split("\n\n").collect();
            assert!(paragraphs.len() >= 2, "{code}");
            assert!(
                paragraphs
                    .iter()
                    .all(|p| p.ends_with('.') || p.ends_with(':')),
                "{code}"
            );
        }
    }

    #[test]
    fn names_are_stable_and_each_stands_once() {
        let mut names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
        assert!(names.iter().all(|name| Code::from_name(name).is_some()));
    }
}
