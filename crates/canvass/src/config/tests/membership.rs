//! Faults of `membership.csv`.

use super::check_membership;

#[test]
fn an_empty_sheet() {
    check_membership(
        r#""#,
        r#"membership.csv: row 1: error[membership/row]: the file has no heading row
  help: the headings are: wave,question,option,members"#,
    );
}

#[test]
fn headings_that_cannot_be() {
    check_membership(
        r#"wave,Question ,options,wave
2024,who,self,1
"#,
        r#"membership.csv: row 1: error[membership/row]: the column "wave" is there twice
membership.csv: row 1: error[membership/row]: there is no column "members"
  help: the headings are: wave,question,option,members
membership.csv: row 1: error[membership/row]: there is no column "option"
  help: the headings are: wave,question,option,members
membership.csv: row 1: error[membership/row]: unknown column "options"
  help: did you mean "option"?"#,
    );
}

#[test]
fn rows_that_cannot_be() {
    check_membership(
        r#"wave,question,option,members
2042,who,self,1
2024,wo,self,1
2024,who,us,many

2024,more,x,1
2024,who,self,"1,250"
2024,who
2024,who,self,12
2024,who,self,-3
 2024 ,who,self,13
2024,who,group,501
"#,
        r#"membership.csv: row 2: error[membership/row]: unknown wave "2042"
  help: did you mean "2024"?
membership.csv: row 3: error[membership/row]: unknown question "wo"
  help: the questions are: who, more
membership.csv: row 4: error[membership/row]: "members" cannot be "many"
  help: write a whole number in digits alone, such as 1250
membership.csv: row 4: error[membership/row]: unknown option "us"
  help: the options are: self, group
membership.csv: row 6: error[membership/row]: unknown option "x"
  help: there are no options
membership.csv: row 7: error[membership/row]: "members" cannot be "1,250"
  help: write a whole number in digits alone, such as 1250
membership.csv: row 8: error[membership/row]: "members" is empty
membership.csv: row 8: error[membership/row]: "option" is empty
membership.csv: row 10: error[membership/row]: "members" cannot be "-3"
  help: write a whole number in digits alone, such as 1250
membership.csv: row 11: error[membership/row]: this wave, question and option have a row already
membership.csv: row 12: error[membership/row]: 501 members are more than wave "2024" has in all
  help: canvass.toml says 500"#,
    );
}

#[test]
fn a_list_of_members_is_refused_without_a_word_of_it() {
    check_membership(
        "Wren Tallow,wren@mail.example.org,07700 900417,7700900417\n",
        r#"membership.csv: row 1: error[membership/row]: there is no column "members"
  help: the headings are: wave,question,option,members
membership.csv: row 1: error[membership/row]: there is no column "option"
  help: the headings are: wave,question,option,members
membership.csv: row 1: error[membership/row]: there is no column "question"
  help: the headings are: wave,question,option,members
membership.csv: row 1: error[membership/row]: there is no column "wave"
  help: the headings are: wave,question,option,members
membership.csv: row 1: error[membership/row]: unknown column (10 characters)
  help: the headings are: wave,question,option,members
membership.csv: row 1: error[membership/row]: unknown column (11 characters)
  help: the headings are: wave,question,option,members
membership.csv: row 1: error[membership/row]: unknown column (12 characters)
  help: the headings are: wave,question,option,members
membership.csv: row 1: error[membership/row]: unknown column (21 characters)
  help: the headings are: wave,question,option,members"#,
    );
    check_membership(
        "wave,question,option,members\n2024,who,Wren Tallow,wren@mail.example.org\n",
        r#"membership.csv: row 2: error[membership/row]: "members" cannot be (21 characters)
  help: write a whole number in digits alone, such as 1250
membership.csv: row 2: error[membership/row]: unknown option (11 characters)
  help: the options are: self, group"#,
    );
}
