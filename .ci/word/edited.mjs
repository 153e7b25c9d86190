// What a Word file has before and after somebody has saved it in LibreOffice: `node edited.mjs FOLDER`, where FOLDER has
// before-document.xml, before-styles.xml, after-document.xml and after-styles.xml.
//
// Exit status: 0 nothing lost, 1 something lost (each on a line of its own).

import { readFile } from "node:fs/promises";
import { join } from "node:path";

const folder = process.argv[2];

/** What of a file must survive. */
async function structure(when) {
  const text = await readFile(join(folder, `${when}-document.xml`), "utf8");
  const styles = await readFile(join(folder, `${when}-styles.xml`), "utf8");
  const count = (pattern) => [...text.matchAll(pattern)].length;

  const names = new Map();
  for (const [, id, name] of styles.matchAll(/<w:style [^>]*w:styleId="([^"]+)"[^>]*><w:name w:val="([^"]+)"/g)) {
    names.set(id, name.toLowerCase());
  }
  const styled = (name) =>
    [...text.matchAll(/<w:pStyle w:val="([^"]+)"/g)].filter(([, id]) => names.get(id) === name).length;
  const alternatives = [...text.matchAll(/<wp:docPr [^>]*descr="([^"]*)"/g)].map(([, words]) => words);
  return {
    titles: styled("title"),
    "headings 1": styled("heading 1"),
    "headings 2": styled("heading 2"),
    captions: styled("caption"),
    bullets: styled("list bullet"),
    quotations: styled("quote"),
    "numbers of figures": count(/ SEQ Figure /g),
    "numbers of tables": count(/ SEQ Table /g),
    "lists of contents": count(/ TOC \\/g),
    pictures: count(/<wp:inline /g),
    "floating pictures": count(/<wp:anchor /g),
    alternatives: JSON.stringify(alternatives),
    tables: count(/<w:tbl>/g),
    "heading rows": count(/<w:tblHeader/g),
    "merged cells": count(/<w:(gridSpan|vMerge)/g),
    language: /<w:docDefaults>.*?<w:lang [^>]*w:val="([^"]+)"/s.exec(styles)?.[1],
  };
}

const [before, after] = [await structure("before"), await structure("after")];
const lost = Object.keys(before).filter((what) => before[what] !== after[what]);
for (const what of lost) console.log(`${what}: ${before[what]} before, ${after[what]} after`);
console.log(`${lost.length} things lost`);
process.exit(lost.length === 0 ? 0 : 1);
